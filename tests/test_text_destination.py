"""A publishing target → its parts, or a rejection that shows no secret."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkfeed.errors import Rejected
from talkfeed.text import destination

TARGETS = [
    ("s3://bucket", ("s3", "", "bucket", "", "", "")),
    ("S3://bucket/a/b/", ("s3", "", "bucket", "", "/a/b", "")),
    ("gs://bucket/a", ("gs", "", "bucket", "", "/a", "")),
    ("az://container/a", ("az", "", "container", "", "/a", "")),
    ("rsync://ann@host:8730/talks/a", ("rsync", "ann", "host", "8730", "/talks/a", "")),
    ("sftp://host/~/www", ("sftp", "", "host", "", "/~/www", "")),
    ("sftp://ann@[::1]:22/www", ("sftp", "ann", "[::1]", "22", "/www", "")),
    ("sftp://[::1]/www", ("sftp", "", "[::1]", "", "/www", "")),
    ("ann@host:www/talks/", ("ssh", "ann", "host", "", "www/talks", "")),
    ("host:/srv/www", ("ssh", "", "host", "", "/srv/www", "")),
    ("host:", ("ssh", "", "host", "", ".", "")),
    ("host:/", ("ssh", "", "host", "", "/", "")),
    ("git+ssh://git@host/o/r.git#pages", ("git+ssh", "git", "host", "", "/o/r.git", "pages")),
    ("git+https://host/o/r.git#a/b", ("git+https", "", "host", "", "/o/r.git", "a/b")),
    ("git+http://127.0.0.1:80/r#b", ("git+http", "", "127.0.0.1", "80", "/r", "b")),
    ("git+file:///srv/r.git#pages", ("git+file", "", "", "", "/srv/r.git", "pages")),
    ("file:///srv/talks/", ("file", "", "", "", "/srv/talks", "")),
    ("/srv/talks", ("file", "", "", "", "/srv/talks", "")),
    ("public", ("file", "", "", "", "public", "")),
    ("./a:b", ("file", "", "", "", "./a:b", "")),
    ("C:\\talks", ("file", "", "", "", "C:\\talks", "")),
    ("/", ("file", "", "", "", "/", "")),
]
REJECTED = [
    ("", "not a target"),
    ("a\nb", "not a target"),
    ("--delete", "not a target"),
    ("ftp://host/www", "cannot publish to 'ftp://' addresses"),
    ("https://host/www", "cannot publish to 'https://' addresses"),
    ("s3:bucket", "'s3:bucket' lacks two slashes"),
    ("s3:///talks", "names no bucket"),
    ("sftp:///talks", "names no host"),
    ("ann@:talks", "names no host"),
    ("-oProxyCommand=x:talks", "not a target"),
    ("ann@-oProxyCommand=x:talks", "names no host"),
    ("sftp://-oProxyCommand=x/talks", "names no host"),
    ("sftp://host:0/talks", "has a port"),
    ("sftp://host:x/talks", "has a port"),
    ("git+https://host/r.git", "names no branch"),
    ("git+http://host/r.git#pages", "is not encrypted"),
    ("file://srv/talks", "is not the address of a local path"),
    ("git+file://#pages", "is not the address of a local path"),
]
SECRET = "hunter2hunter2"  # noqa: S105  — of nobody
SECRETS = [
    f"sftp://ann:{SECRET}@host/www",
    f"s3://key:{SECRET}@bucket/www",
    f"s3://{SECRET}@bucket/www",
    f"git+https://{SECRET}@host/r.git#pages",
    f"git+https://ann:{SECRET}@host/r.git#pages",
    f"az://container/www?sig={SECRET}",
    f"ann:{SECRET}@talks.example:public/talks",
]


@pytest.mark.parametrize(("text", "parts"), TARGETS)
def test_a_target_is_split_into_its_parts(text: str, parts: tuple[str, ...]) -> None:
    """Each kind of target has the parts that its program or library needs."""
    assert destination(text) == (text, *parts)


@pytest.mark.parametrize(("text", "message"), REJECTED)
def test_what_is_no_target_is_rejected(text: str, message: str) -> None:
    """A message names what is wrong, and a hint shows what to write."""
    with pytest.raises(Rejected) as caught:
        destination(text)
    assert caught.value.code == "TF801"
    assert message in caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize("text", SECRETS)
def test_a_secret_is_rejected_and_not_shown(text: str) -> None:
    """Targets are kept in files and printed, so a secret in one is refused without repeating it."""
    with pytest.raises(Rejected, match="must not contain a secret") as caught:
        destination(text)
    assert SECRET not in f"{caught.value}{caught.value.hint}"


def test_a_text_that_cannot_be_printed_is_not_shown_with_a_secret() -> None:
    """A line break at the end of a target is no reason to repeat all of it."""
    with pytest.raises(Rejected, match=r"not a target to publish to$"):
        destination(f"sftp://ann:{SECRET}@talks.example/talks\n")


@given(st.text())
def test_any_text_is_a_target_or_rejected(text: str) -> None:
    """Nothing else is raised, and a target is read the same again."""
    try:
        found = destination(text)
    except Rejected:
        return
    assert destination(found.text) == found
