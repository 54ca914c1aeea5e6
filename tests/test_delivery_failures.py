"""Errors of stores and programs → one line without secrets; credentials from the usual files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from obstore.exceptions import GenericError, PermissionDeniedError
from obstore.store import MemoryStore

from talkfeed.delivery import targets
from talkfeed.delivery.credentials import s3_settings
from talkfeed.delivery.failures import explain, redact
from talkfeed.delivery.headers import headers_of
from talkfeed.delivery.objects import ObjectTarget
from talkfeed.delivery.target import Target, Upload
from talkfeed.errors import CannotWrite, Rejected
from talkfeed.text import destination

if TYPE_CHECKING:
    from pathlib import Path

SECRET = "hunter2hunter2"  # noqa: S105  — of nobody
FILE = Upload("a", b"a", headers_of("a"))


class Failing(ObjectTarget):
    """A store that fails in a certain way."""

    error: Exception = GenericError("")

    def _put(self, file: Upload, mode: object) -> str:  # noqa: ARG002
        raise self.error


def failing(error: Exception, environment: dict[str, str] | None = None) -> Target:
    """Make a store that fails."""
    target = Failing(MemoryStore(), "s3://bucket", "set the keys", environment or {})
    target.error = error
    return target


SAID = [
    (GenericError("<Code>NoSuchBucket</Code>"), "there is no such bucket", "create it"),
    (GenericError("status code: 507 <?xml"), "the store is full", "make room"),
    (GenericError("status code: 503 <?xml"), "the store is too busy", "wait"),
    (GenericError("HTTP error: error sending request"), "cannot be reached", "check the network"),
    (GenericError("<Code>PermanentRedirect</Code>"), "in another region", "AWS_REGION"),
    (GenericError("Generic S3 error: Missing SecretAccessKey"), "secret of the access", "as well"),
    (GenericError("GET http://169.254.169.254/latest"), "there are no credentials", "set the keys"),
    (PermissionDeniedError("<Code>AccessDenied</Code>"), "(AccessDenied)", "may write there"),
    (PermissionDeniedError("403"), "the credentials are refused", "may write there"),
    (GenericError("odd: thing\n\nDebug source:\nx"), "odd: thing", "check the network"),
    (GenericError(""), "it failed", "check the network"),
]


@pytest.mark.parametrize(("error", "cause", "hint"), SAID)
def test_an_error_of_a_store_is_one_line(error: Exception, cause: str, hint: str) -> None:
    """What the library says at length becomes the cause, and what to do."""
    with pytest.raises(CannotWrite) as caught:
        failing(error).put([FILE], lambda: None)
    assert caught.value.message.startswith("cannot publish to s3://bucket: ")
    assert cause in caught.value.message
    assert hint in caught.value.hint
    assert "\n" not in caught.value.message


def test_no_message_has_a_secret() -> None:
    """A library may quote a request: values of variables named like secrets are hidden."""
    environment = {"AWS_SECRET_ACCESS_KEY": SECRET, "HOME": "/home", "API_KEY": "abc"}
    error = GenericError(f"cannot sign /home with {SECRET}, abc, X-Amz-Signature=0a1b&x=1")
    with pytest.raises(CannotWrite) as caught:
        failing(error, environment).put([FILE], lambda: None)
    assert caught.value.message.endswith("cannot sign /home with ***, abc, X-Amz-Signature=***&x=1")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"https://ann:{SECRET}@host/x", "https://***@host/x"),
        (f"Authorization: Bearer {SECRET} x", "Authorization: ***"),
        (f"token={SECRET}&a=b", "token=***&a=b"),
        (f"password: {SECRET}", "password: ***"),
        (f"https://host/x?sv=1&sig={SECRET}&x=1", "https://host/x?sv=1&sig=***&x=1"),
        ("nothing to hide", "nothing to hide"),
    ],
)
def test_secrets_are_known_by_their_form(text: str, shown: str) -> None:
    """Parts of addresses, headers and parameters that hold secrets are hidden."""
    assert redact(text, {}) == shown


def test_the_last_line_of_a_program_is_its_cause() -> None:
    """Programs warn first, and end with what is wrong; rsync repeats its status after that."""
    said = "warning: x\nrsync: [sender] odd thing\nrsync error: code 23\n"
    assert explain(said, (), "hint", {}) == ("rsync: [sender] odd thing", "hint")


# --- credentials --------------------------------------------------------------------------------

CONFIG = """
[default]
region = eu-west-1
[profile talks]
region = eu-central-1
endpoint_url = https://store.example
output = json
"""
CREDENTIALS = """
[default]
aws_access_key_id = usual
aws_secret_access_key = usual-secret
[talks]
aws_access_key_id = special
aws_secret_access_key = special%secret
aws_session_token = token
"""
KEYS = {"AWS_ACCESS_KEY_ID": "mine", "AWS_SECRET_ACCESS_KEY": "my-secret"}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Write the files of AWS into a home."""
    (tmp_path / ".aws").mkdir()
    (tmp_path / ".aws" / "config").write_text(CONFIG)
    (tmp_path / ".aws" / "credentials").write_text(CREDENTIALS)
    return tmp_path


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        (
            {},
            {
                "access_key_id": "usual",
                "secret_access_key": "usual-secret",
                "region": "eu-west-1",
            },
        ),
        (
            {"AWS_PROFILE": "talks", **KEYS},
            {
                "access_key_id": "special",
                "secret_access_key": "special%secret",
                "session_token": "token",
                "region": "eu-central-1",
                "endpoint": "https://store.example",
            },
        ),
        (
            {**KEYS, "AWS_REGION": "auto", "AWS_ENDPOINT_URL": "https://r2.example"},
            {
                "access_key_id": "mine",
                "secret_access_key": "my-secret",
                "region": "auto",
                "endpoint": "https://r2.example",
            },
        ),
    ],
)
def test_settings_of_s3_come_from_the_usual_places(
    environment: dict[str, str], expected: dict[str, str], home: Path
) -> None:
    """A named profile comes first, then variables, then the default profile."""
    assert s3_settings({"HOME": str(home), **environment}) == expected


def test_without_files_only_variables_count(tmp_path: Path) -> None:
    """A machine without AWS's files has the variables, and the role of the machine."""
    assert s3_settings({"HOME": str(tmp_path)}) == {}
    named = {"AWS_ENDPOINT_URL_S3": "https://a", "AWS_ENDPOINT_URL": "https://b"}
    assert s3_settings({"HOME": str(tmp_path), **named}) == {"endpoint": "https://a"}


def test_a_missing_profile_is_an_error(home: Path) -> None:
    """A profile that is named is meant: no other keys are used instead."""
    with pytest.raises(Rejected, match="there is no profile 'none'"):
        s3_settings({"HOME": str(home), "AWS_PROFILE": "none"})


def test_a_damaged_file_is_an_error(home: Path) -> None:
    """What cannot be read is named, and its content not shown."""
    (home / ".aws" / "credentials").write_text(f"aws_secret_access_key = {SECRET}\n")
    with pytest.raises(Rejected, match=r"cannot read .*credentials") as caught:
        s3_settings({"HOME": str(home)})
    assert SECRET not in f"{caught.value}{caught.value.hint}"


def test_settings_that_a_store_lacks_are_named(tmp_path: Path) -> None:
    """Azure needs an account before anything is tried."""
    with pytest.raises(CannotWrite, match=r"TF802 .*Account must be specified"):
        targets.open_target(destination("az://container/a"), {"HOME": str(tmp_path)}, ())
    google = targets.open_target(destination("gs://bucket/a"), {"HOME": str(tmp_path)}, ())
    assert google.shown == "gs://bucket/a"


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Object storage needs an extra, and the hint says how to install it."""
    monkeypatch.setitem(__import__("sys").modules, "talkfeed.delivery.objects", None)
    with pytest.raises(Rejected, match="TF809") as caught:
        targets.open_target(destination("s3://bucket"), {}, ())
    assert "pip install 'talkfeed[publish]'" in caught.value.hint
