"""The environment and the files of AWS's tools → settings of an S3 client, without their library.

The files are those of the AWS CLI (AWS SDKs and Tools Reference, "Shared config and credentials
files"). Of a profile, only keys that are written there count.
"""

from __future__ import annotations

from configparser import ConfigParser
from configparser import Error as ParseError
from pathlib import Path
from typing import TYPE_CHECKING

from talkfeed import files
from talkfeed.errors import Rejected

if TYPE_CHECKING:
    from collections.abc import Mapping

UNREADABLE = "TF802"
MOST = 1 << 20
_KEYS = {
    "aws_access_key_id": "access_key_id",
    "aws_secret_access_key": "secret_access_key",
    "aws_session_token": "session_token",
    "region": "region",
    "endpoint_url": "endpoint",
}
"""The keys of a profile that count, and what the client calls them."""
_SECRETS = {
    "AWS_ACCESS_KEY_ID": "access_key_id",
    "AWS_SECRET_ACCESS_KEY": "secret_access_key",
    "AWS_SESSION_TOKEN": "session_token",
}
_PLACES = {
    "AWS_DEFAULT_REGION": "region",
    "AWS_REGION": "region",
    "AWS_ENDPOINT_URL": "endpoint",
    "AWS_ENDPOINT_URL_S3": "endpoint",
}
"""The variables that count."""


def s3_settings(environment: Mapping[str, str]) -> dict[str, str]:
    """Return the settings of a client; what is missing, it finds by itself, e.g. on EC2.

    Variables come before files; a profile that is named comes before keys in the environment.

    Raises:
        Rejected: TF802, the named profile does not exist, or a file cannot be read.
    """
    profile = environment.get("AWS_PROFILE", "")
    found = _profile(environment, profile or "default")
    if profile and not found:
        message = f"there is no profile '{profile}' with keys in the files of AWS"
        raise Rejected(UNREADABLE, message, "correct AWS_PROFILE, or set AWS_ACCESS_KEY_ID")
    if environment.get("AWS_ACCESS_KEY_ID") and not profile:
        found = {key: value for key, value in found.items() if key not in _SECRETS.values()}
        found |= _set(environment, _SECRETS)
    return found | _set(environment, _PLACES)


def _set(environment: Mapping[str, str], names: Mapping[str, str]) -> dict[str, str]:
    """Return the settings of variables that are not empty; a later one comes before others."""
    return {key: environment[name] for name, key in names.items() if environment.get(name)}


def _profile(environment: Mapping[str, str], name: str) -> dict[str, str]:
    """Read a profile from both files; that of credentials comes first."""
    home = environment.get("HOME") or environment.get("USERPROFILE", "")
    config = environment.get("AWS_CONFIG_FILE") or f"{home}/.aws/config"
    credentials = environment.get("AWS_SHARED_CREDENTIALS_FILE") or f"{home}/.aws/credentials"
    section = name if name == "default" else f"profile {name}"
    found = _section(Path(config), section) | _section(Path(credentials), name)
    return {_KEYS[key]: value for key, value in found.items() if key in _KEYS}


def _section(path: Path, name: str) -> dict[str, str]:
    parser = ConfigParser(interpolation=None)
    try:
        parser.read_string(files.read(path, MOST).decode())
    except FileNotFoundError:
        return {}
    except (OSError, ParseError, UnicodeDecodeError) as error:
        raise Rejected(
            UNREADABLE, f"cannot read {path}", "check that it is a file of AWS"
        ) from error
    return dict(parser[name]) if parser.has_section(name) else {}
