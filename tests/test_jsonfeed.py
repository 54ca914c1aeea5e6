"""JSON Feed 1.1, judged by its schema, by the JSON parser and by a real feed reader."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reader import make_reader

from factories import BASE, NOW, make_entry, make_feed, make_link, make_talk, make_when
from talkfeed.formats.jsonfeed import render
from talkfeed.model import Event, Location, Person, Precision, Status

if TYPE_CHECKING:
    from talkfeed.model import Feed, Talk

SCHEMA = json.loads(
    (Path(__file__).parent.parent / "docs" / "jsonfeed.schema.json").read_text(encoding="utf-8")
)
PARIS = datetime(2026, 3, 30, 18, 30, tzinfo=ZoneInfo("Europe/Paris"))


def read_back(feed: Feed) -> dict[str, Any]:
    """Parse a rendered feed and hold it against the schema."""
    document: dict[str, Any] = json.loads(render(feed))
    jsonschema.validate(document, SCHEMA)
    return document


def item_of(talk: Talk) -> dict[str, Any]:
    """Return the item of a feed with one talk."""
    item: dict[str, Any] = read_back(make_feed(make_entry(talk=talk)))["items"][0]
    return item


def test_an_item_has_the_fields_of_the_entry() -> None:
    """Id, address, dates and title are those of the entry."""
    later = NOW + timedelta(days=1)
    entry = make_entry(updated=later)
    item = read_back(make_feed(entry))["items"][0]
    assert (item["id"], item["url"]) == (entry.id, entry.url)
    assert item["title"] == entry.title
    assert item["date_published"] == "2015-11-01T12:00:00Z"
    assert item["date_modified"] == "2015-11-02T12:00:00Z"


def test_the_extension_has_the_fields_of_the_talk() -> None:
    """All fields of a talk are in its `_talkfeed` object."""
    talk = make_talk(
        event=Event(name="ConfConf", url="https://conf.example/"),
        location=Location(name="Hall 1", geo=(48.5, 2.25)),
        online="https://stream.example/",
        links=(make_link(type="video/mp4", length=7, rel="enclosure"),),
        status=Status.TENTATIVE,
    )
    assert item_of(talk)["_talkfeed"] == {
        "title": "A talk",
        "status": "tentative",
        "when": {
            "text": "7 Oct 2015",
            "edtf": "2015-10-07",
            "start": "2015-10-07",
            "end": "2015-10-07",
            "precision": "day",
        },
        "event": {"name": "ConfConf", "url": "https://conf.example/"},
        "location": {"name": "Hall 1", "geo": [48.5, 2.25]},
        "online": "https://stream.example/",
        "links": [
            {
                "url": "https://video.example/1",
                "kind": "video",
                "title": "Video",
                "type": "video/mp4",
                "length": 7,
            }
        ],
    }


def test_a_feed_has_its_rights() -> None:
    """Rights are in the extension object of the feed, which is absent without them."""
    assert read_back(make_feed(rights="CC BY 4.0"))["_talkfeed"] == {"rights": "CC BY 4.0"}
    assert "_talkfeed" not in read_back(make_feed())


def test_a_time_is_an_instant() -> None:
    """A known time is written in UTC, and its zone is named."""
    when = make_when("30 Mar 2026, 18:30", edtf="2026-03-30T18:30", start=PARIS, end=PARIS)
    when = when._replace(precision=Precision.MINUTE, zone="Europe/Paris")
    found = item_of(make_talk(when=when))["_talkfeed"]["when"]
    assert found["start"] == found["end"] == "2026-03-30T16:30:00Z"
    assert found["zone"] == "Europe/Paris"


def test_a_talk_without_a_date_has_no_interval() -> None:
    """An unknown value is left out, never null."""
    when = make_when("TBA", edtf=None, start=None, end=None, precision=Precision.NONE)
    item = item_of(make_talk(when=when, event=None, speakers=()))
    assert item["_talkfeed"]["when"] == {"text": "date to be announced", "precision": "none"}
    assert "null" not in json.dumps(item)


def test_only_media_files_are_attachments() -> None:
    """A watch page is a link; a direct media file is an attachment too."""
    direct = make_link("https://media.example/1.mp4", rel="enclosure", type="video/mp4", length=9)
    item = item_of(make_talk(links=(make_link(), direct)))
    assert item["attachments"] == [
        {"url": "https://media.example/1.mp4", "mime_type": "video/mp4", "size_in_bytes": 9}
    ]


def test_feed_authors_replace_missing_speakers() -> None:
    """Only items have authors, because readers would add those of the feed to each item."""
    document = read_back(make_feed(make_entry(talk=make_talk(speakers=()))))
    assert "authors" not in document
    assert document["items"][0]["authors"] == [{"name": "The example community"}]


def test_pages_follow_one_another() -> None:
    """An older document is reached by its address; the last one leads nowhere."""
    document = read_back(make_feed(make_entry(), prev_archive="archive/2014"))
    assert document["next_url"] == f"{BASE}archive/2014.json"
    assert "next_url" not in read_back(make_feed())


hostile = st.text(alphabet=st.sampled_from("<>&\"'\\\n\t{}[],:\u2028\u202eé漢😀 a"), min_size=1)


@given(hostile, hostile)
def test_any_text_comes_back(title: str, name: str) -> None:
    """Any text is preserved in JSON, and each item is one line."""
    talk = make_talk(title=title, speakers=(Person(name=name),))
    content = render(make_feed(make_entry(talk=talk, title=title)))
    item = json.loads(content)["items"][0]
    assert (item["title"], item["_talkfeed"]["title"]) == (title, title)
    assert item["authors"] == [{"name": name}]
    assert content.count(b"\n") == 3


@pytest.mark.parametrize("tags", [(), ("a", "b c")])
def test_a_feed_reader_reads_it(tmp_path: Path, tags: tuple[str, ...]) -> None:
    """The `reader` library subscribes and finds ids, addresses, authors and moments."""
    entries = [
        make_entry(key, make_talk(tags=tags), published=NOW - timedelta(seconds=rank))
        for rank, key in enumerate(("one", "two", "three"))
    ]
    path = tmp_path / "talks.json"
    path.write_bytes(render(make_feed(*entries)))
    reader = make_reader(":memory:", feed_root="")
    reader.add_feed(str(path))
    reader.update_feeds()
    found = {entry.id: entry for entry in reader.get_entries()}
    reader.close()
    assert set(found) == {entry.id for entry in entries}
    for entry in entries:
        seen = found[entry.id]
        assert (seen.link, seen.title) == (entry.url, entry.title)
        assert seen.authors_str == "Ann Example"
        assert seen.published == entry.published.astimezone(UTC)
