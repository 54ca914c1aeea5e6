"""A publishing target as people write it → its parts, e.g. "sftp://ann@talks.example/srv/talks".

Targets are written without secrets: those come from the environment and the usual files.
"""

from __future__ import annotations

from typing import NoReturn

from talkfeed.errors import Rejected
from talkfeed.named_tuple import NamedTuple

CODE = "TF801"
STORES = ("s3", "gs", "az")
GIT = ("git+ssh", "git+https", "git+http", "git+file")
SCHEMES = (*STORES, "rsync", "sftp", *GIT, "file")
SSH = "ssh"
"""The scheme of `user@host:path`, which rsync copies to over SSH."""
_EXAMPLES = (
    "write s3://bucket/folder, gs://…, az://…, sftp://user@host/path, user@host:path,"
    " rsync://host/module, git+https://host/owner/pages.git#branch, or a directory"
)
_SECRETS = {
    "s3": "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE",
    "gs": "GOOGLE_APPLICATION_CREDENTIALS",
    "az": "AZURE_STORAGE_ACCOUNT_NAME and AZURE_STORAGE_ACCOUNT_KEY",
    "sftp": "an SSH key; see ssh-agent and ~/.ssh/config",
    "git+https": "a credential helper of git; see gitcredentials(7)",
}
_LOCAL = ("localhost", "127.0.0.1", "[::1]")
_MAX_PORT = 65_535


class Destination(NamedTuple):
    """The parts of a target. `host` is the bucket of a store; `path` has no slash at its end."""

    text: str
    scheme: str
    user: str = ""
    host: str = ""
    port: str = ""
    path: str = ""
    branch: str = ""


def destination(text: str) -> Destination:
    """Split a target into its parts.

    >>> destination("s3://bucket/talks/")[1:]
    ('s3', '', 'bucket', '', '/talks', '')
    >>> destination("ann@talks.example:public/talks")[1:]
    ('ssh', 'ann', 'talks.example', '', 'public/talks', '')

    Raises:
        Rejected: TF801, it is no target, or holds a secret, which the message leaves out.
    """
    if not text.isprintable() or not text.strip() or text.startswith("-"):
        shown = "" if "@" in text else f": {text!a}"
        raise Rejected(CODE, f"not a target to publish to{shown}", _EXAMPLES)
    scheme, mark, rest = text.partition("://")
    if not mark:
        return _without_scheme(text)
    scheme = scheme.lower()
    if scheme not in SCHEMES:
        raise Rejected(CODE, f"cannot publish to '{scheme}://' addresses", _EXAMPLES)
    rest, _, branch = rest.partition("#")
    authority, slash, path = rest.partition("/")
    user, at, host = authority.rpartition("@")
    if ":" in user or "?" in text or (at and scheme not in {"sftp", "rsync", "git+ssh"}):
        where = _SECRETS.get(scheme, "the usual files of the program")
        raise Rejected(CODE, "a target must not contain a secret", f"use {where}")
    host, colon, port = host.rpartition(":") if not host.endswith("]") else (host, "", "")
    if not colon:
        host, port = port or host, ""
    found = Destination(text, scheme, user, host, port, f"{slash}{path}".rstrip("/"), branch)
    _check(found)
    return found


def _without_scheme(text: str) -> Destination:
    """Split `user@host:path`; anything else is a directory."""
    before, colon, path = text.partition(":")
    user, _, host = before.rpartition("@")
    if not colon or "/" in before or "\\" in before or len(before) == 1:
        return Destination(text, "file", path=text.rstrip("/") or "/")
    if "@" in path.partition("/")[0]:
        raise Rejected(CODE, "a target must not contain a secret", f"use {_SECRETS['sftp']}")
    if before in SCHEMES:
        raise Rejected(CODE, f"'{text}' lacks two slashes", f"write {before}://{path}")
    if not host or host.startswith("-") or user.startswith("-"):
        raise Rejected(CODE, f"'{text}' names no host", _EXAMPLES)
    return Destination(text, SSH, user, host, path=path.rstrip("/") or path or ".")


def _check(found: Destination) -> None:
    """Reject a target that lacks a part which its kind needs."""

    def reject(message: str, hint: str = _EXAMPLES) -> NoReturn:
        raise Rejected(CODE, f"'{found.text}' {message}", hint)

    needs_host = found.scheme not in {"file", "git+file"}
    if needs_host and not found.host:
        reject("names no bucket" if found.scheme in STORES else "names no host")
    if found.host.startswith("-") or found.user.startswith("-"):
        reject("names no host")
    if found.port and not (found.port.isdecimal() and 0 < int(found.port) <= _MAX_PORT):
        reject(f"has a port that is no number from 1 to {_MAX_PORT}")
    if found.scheme in GIT and not found.branch:
        reject("names no branch", f"add the branch that is served, e.g. {found.text}#pages")
    if found.scheme == "git+http" and found.host not in _LOCAL:
        reject("is not encrypted", f"write git+https://{found.text.partition('://')[2]}")
    if not needs_host and (found.host or not found.path):
        reject("is not the address of a local path", "write three slashes: file:///srv/talks")
