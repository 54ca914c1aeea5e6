"""What is stored with a file, and stores that have no conditions or too much."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import obstore
import pytest
from obstore.exceptions import NotSupportedError

from delivered import (
    OLD,
    send,
    write_output,
)
from places import InMemory, OnDisk
from talkfeed import files
from talkfeed.delivery.headers import headers_of
from talkfeed.delivery.manifest import MANIFEST
from talkfeed.delivery.objects import ObjectTarget
from talkfeed.delivery.plan import built
from talkfeed.delivery.target import Conflict, Guard, Upload
from talkfeed.delivery.targets import open_target
from talkfeed.errors import CannotWrite, Rejected
from talkfeed.text import destination

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("path", "kind"), [("media/0123456789.png", "image/png"), ("media/0123456789.vtt", "text/vtt")]
)
def test_copies_of_files_are_kept_for_good(path: str, kind: str) -> None:
    """Their names have a hash of the content, as those of styles."""
    headers = headers_of(path)
    assert headers.content_type.partition(";")[0] == kind
    assert "immutable" in headers.cache_control


@pytest.mark.parametrize(("suffix", "kind"), [("css", "text/css"), ("js", "text/javascript")])
def test_files_named_by_their_content_are_kept_for_good(suffix: str, kind: str) -> None:
    """Another content has another name, so a browser need not ask again (RFC 8246)."""
    headers = headers_of(f"assets/style-0123456789.{suffix}")
    assert headers == (f"{kind}; charset=utf-8", "max-age=31536000, immutable")


@pytest.mark.parametrize(
    ("path", "content_type", "age"),
    [
        ("talks.atom", "application/atom+xml", 3600),
        ("speakers/ann.rss", "application/rss+xml", 3600),
        ("talks.json", "application/feed+json", 3600),
        ("talks/a.ics", "text/calendar; charset=utf-8", 3600),
        ("talks/a/index.html", "text/html; charset=utf-8", 600),
        ("talks.fragment.html", "text/html; charset=utf-8", 600),
        ("embed-recent.html", "text/html; charset=utf-8", 300),
        ("talk-feed.js", "text/javascript; charset=utf-8", 600),
        ("oembed.json", "application/json", 600),
        ("subscriptions.opml", "text/x-opml", 3600),
        ("talks.unheard", "application/octet-stream", 3600),
    ],
)
def test_an_object_has_its_type_and_age(path: str, content_type: str, age: int) -> None:
    """Readers and calendars go by the type; embeds are fresh, feeds cheap."""
    assert headers_of(path) == (content_type, f"max-age={age}")


def test_objects_are_stored_with_their_headers(tmp_path: Path, old: Path) -> None:
    """A store sends the header fields of our table."""
    place = InMemory(tmp_path)
    send(old, place.target())
    assert obstore.get(place.store, "talks.ics").attributes == {
        "Content-Type": "text/calendar; charset=utf-8",
        "Cache-Control": "max-age=3600",
    }


def test_a_manifest_is_one_line_a_file(tmp_path: Path, old: Path) -> None:
    """It is JSON that a person can read and compare."""
    place = OnDisk(tmp_path)
    send(old, place.target())
    content = place.files()[MANIFEST]
    assert json.loads(content)["files"].keys() == OLD.keys()
    assert content.count(b"\n") > len(OLD)


def test_nothing_built_is_an_error(tmp_path: Path) -> None:
    """An output without files would empty the target."""
    with pytest.raises(Rejected, match="TF808 there is nothing to publish"):
        built(tmp_path / "none")
    output = write_output(tmp_path / "out", OLD)
    (output / "index.html").unlink()
    with pytest.raises(Rejected, match=r"TF808 .*index\.html is missing"):
        built(output)
    (output / "index.html").mkdir()
    with pytest.raises(Rejected, match=r"TF808 cannot read .*index\.html: it is a directory"):
        built(output)


# --- stores -------------------------------------------------------------------------------------


def test_many_objects_are_looked_up_by_a_listing(tmp_path: Path) -> None:
    """Which of many names are taken is one request for a thousand of them."""
    place = InMemory(tmp_path)
    names = [f"talks/{number}.ics" for number in range(100)]
    for name in (*names[::2], "other"):
        place.add(name, b"x")
    with place.target() as target:
        assert target.existing(names) == set(names[::2])
        assert target.existing(names[:3]) == {names[0], names[2]}


def test_an_object_that_is_too_large_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What fills the memory is rejected by the size that the store reports."""
    place = InMemory(tmp_path)
    place.add(MANIFEST, b"1234")
    monkeypatch.setattr(files, "MOST", 3)
    with place.target() as target, pytest.raises(CannotWrite, match="json is too large"):
        target.read(MANIFEST)


def test_a_write_that_is_sent_again_is_no_conflict(tmp_path: Path) -> None:
    """A library repeats a write whose answer was lost: what is there by then is our own."""
    place = InMemory(tmp_path)
    file = Upload("a", b"ours", headers_of("a"), is_new=True)
    with place.target() as target:
        assert target.guard() is Guard.CONDITIONS
        target.put([file], lambda: None)
        target.put([file], lambda: None)
        tag = target.replace(file, None)
        assert target.replace(file._replace(content=b"b"), tag) != tag
        with pytest.raises(Conflict):
            target.replace(file, tag)
    assert place.files() == {"a": b"b"}


def test_a_store_that_knows_no_conditions_has_none(tmp_path: Path) -> None:
    """A store may refuse to compare tags altogether."""

    class Plain(ObjectTarget):
        """A store that only overwrites."""

        def _put(self, file: Upload, mode: object) -> str:
            if mode != "overwrite":
                raise NotSupportedError(file.name)
            return super()._put(file, mode)

    place = InMemory(tmp_path)
    assert Plain(place.store, "memory://", "none", {}).guard() is Guard.NOTHING
    assert place.files() == {}


def test_a_store_with_an_address_of_its_own_is_reached_there() -> None:
    """Only an endpoint that says http is reached without encryption."""
    environment = {"AWS_ENDPOINT_URL": "https://store.example"}
    assert open_target(destination("s3://bucket"), environment, ()).shown == "s3://bucket"
