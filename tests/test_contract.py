"""Laws for all formats, as one suite over the table of formats."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import feedparser
import pytest
from hypothesis import given, settings
from icalendar import Calendar

from depth import examples
from factories import NOW, make_entry, make_feed, make_link, make_talk, make_tombstone
from hostile import clean, feeds
from talkfeed.formats import documents, paths
from talkfeed.formats.registry import OWN, format_named
from talkfeed.model import Abstract, Person, Status, Subscription

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from talkfeed.model import Feed

DRAWN = "social"
"""The format that is no text, and needs an extra."""
EVERY = tuple(row.name for row in OWN if row.name != DRAWN or find_spec("PIL"))
LISTED = (Subscription("T", "all", "talks", ("atom",), 1),)
"""Pages of channels have a subscription, of their channel."""
ALLOWED_CONTROLS = {"\t", "\n", "\r"}
FIXED = (
    make_entry(
        "newest",
        talk=make_talk(
            speakers=(Person(name="Ann"), Person(name="Bob")),
            links=(
                make_link(),
                make_link("https://m.example/1.mp3", rel="enclosure", type="audio/mpeg", length=9),
            ),
            tags=("ocaml", "xen"),
            abstract=Abstract(markdown="*Why*", html="<p><em>Why</em></p>", text="Why"),
        ),
        published=NOW - timedelta(seconds=1),
    ),
    make_entry("second", published=NOW - timedelta(seconds=2), sequence=2),
    make_entry(
        "oldest", talk=make_talk(status=Status.CANCELLED), published=NOW - timedelta(days=900)
    ),
)


def render(name: str, feed: Feed) -> bytes:
    """Write a feed in a format."""
    feed = feed._replace(subscriptions=feed.subscriptions or LISTED)
    content: bytes = import_module(format_named(name).module).render(feed)
    return content


def alone(feed: Feed) -> Feed:
    """Leave one entry in a feed, so that the formats for single talks can write it too."""
    return feed._replace(entries=(*feed.entries, FIXED[0])[:1])


# --- every format -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", EVERY)
def test_a_format_is_described_by_its_row(name: str) -> None:
    """Each row has a name, suffix, media type, and a module with a docstring."""
    row = format_named(name)
    assert row.name == name
    assert row.suffix.startswith(".") or row.name == "copy"
    assert "/" in row.media_type
    assert import_module(row.module).__doc__


@pytest.mark.parametrize("name", EVERY)
def test_a_document_has_the_path_of_the_feed(name: str) -> None:
    """The path of a document depends only on the feed and the table."""
    feed = make_feed(FIXED[0], path="talks/newest", formats=(name,), subscriptions=LISTED)
    (document,) = documents(feed)
    row = format_named(name)
    assert [document.path] == paths(row, feed)
    assert document.media_type == row.media_type
    assert document.content == render(name, feed)


@settings(max_examples=examples(20))
@given(feed=feeds(clean))
def test_no_text_breaks_a_format(feed: Feed) -> None:
    """Any validated text is written, the same each time, without control characters."""
    single = alone(feed)
    for name in EVERY:
        content = render(name, single)
        assert content == render(name, single), name
        if name != DRAWN:
            controls = {char for char in content.decode() if char < " "}
            assert controls <= ALLOWED_CONTROLS, name


@pytest.mark.parametrize("name", EVERY)
def test_threads_may_write_at_once(name: str) -> None:
    """Four threads that write the same feed write the same bytes."""
    feed = make_feed(FIXED[0])
    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(lambda _: render(name, feed), range(8))) == {render(name, feed)}


DIGESTS = """
import hashlib, json, sys
sys.path.insert(0, {tests!r})
from test_contract import EVERY, FIXED, make_feed, render
feed = make_feed(FIXED[0])
print(json.dumps([hashlib.sha256(render(name, feed)).hexdigest() for name in EVERY]))
"""
PLACES = (
    {"TZ": "Asia/Kolkata", "LC_ALL": "C", "PYTHONHASHSEED": "1", "PYTHONUTF8": "0"},
    {"TZ": "America/St_Johns", "LC_ALL": "C.UTF-8", "LANG": "de_DE.UTF-8", "PYTHONHASHSEED": "2"},
)


def test_no_format_depends_on_where_it_is_written(tmp_path: Path) -> None:
    """Time zone, locale, hash seed and directory change no byte of any format."""
    script = DIGESTS.format(tests=str(Path(__file__).parent))
    found = [
        subprocess.run(
            [sys.executable, "-W", "ignore", "-c", script],
            env={**os.environ, **place},
            cwd=tmp_path,
            check=True,
            capture_output=True,
        ).stdout
        for place in PLACES
    ]
    assert found[0] == found[1]


# --- formats that list entries ------------------------------------------------------------------


class Item(NamedTuple):
    """An entry as a reader finds it; what a format does not have is None."""

    id: str
    title: str
    url: str
    published: datetime
    updated: datetime | None
    authors: str | None


def read_atom(content: bytes) -> Iterator[Item]:
    """Read Atom by feedparser."""
    for entry in feedparser.parse(content).entries:
        yield Item(
            entry.id,
            entry.title,
            entry.link,
            datetime.fromisoformat(entry.published),
            datetime.fromisoformat(entry.updated),
            ", ".join(author.name for author in entry.authors),
        )


def read_rss(content: bytes) -> Iterator[Item]:
    """Read RSS by feedparser."""
    for entry in feedparser.parse(content).entries:
        published = parsedate_to_datetime(entry.published)
        yield Item(entry.id, entry.title, entry.link, published, None, entry.author)


def read_json(content: bytes) -> Iterator[Item]:
    """Read JSON Feed by the parser of the standard library."""
    for item in json.loads(content)["items"]:
        yield Item(
            item["id"],
            item["title"],
            item["url"],
            datetime.fromisoformat(item["date_published"]),
            datetime.fromisoformat(item["date_modified"]),
            ", ".join(author["name"] for author in item["authors"]),
        )


def read_calendar(content: bytes) -> Iterator[Item]:
    """Read iCalendar by the library; the title of an event is that of the entry."""
    calendar: Any = Calendar.from_ical(content)
    for event in calendar.walk("VEVENT"):
        yield Item(
            str(event["UID"]),
            str(event["SUMMARY"]),
            str(event["URL"]),
            event["CREATED"].dt,
            event["LAST-MODIFIED"].dt,
            None,
        )


FEEDS: dict[str, Callable[[bytes], Iterator[Item]]] = {
    "atom": read_atom,
    "rss": read_rss,
    "json": read_json,
}
LISTS = {**FEEDS, "ical": read_calendar}


@pytest.mark.parametrize("name", LISTS)
def test_every_entry_is_there_with_its_dates(name: str) -> None:
    """A reader finds each entry once, under its address, with the moments it was given."""
    found = sorted(LISTS[name](render(name, make_feed(*FIXED))), key=lambda item: item.url)
    entries = sorted(FIXED, key=lambda entry: entry.url)
    assert [item.url for item in found] == [entry.url for entry in entries]
    assert [item.published for item in found] == [entry.published for entry in entries]
    for item, entry in zip(found, entries, strict=True):
        assert item.updated in {None, entry.updated}
        assert item.published < datetime.now(UTC)


@pytest.mark.parametrize("name", LISTS)
def test_a_feed_may_be_empty(name: str) -> None:
    """Before the first talk there is a document all the same, and nothing in it."""
    assert list(LISTS[name](render(name, make_feed()))) == []


@pytest.mark.parametrize("name", LISTS)
def test_a_cancelled_talk_is_called_so(name: str) -> None:
    """Who sees only titles learns that a talk does not take place."""
    items = list(LISTS[name](render(name, make_feed(*FIXED))))
    called_off = [item.url for item in items if item.title.startswith("Cancelled: ")]
    assert called_off == [FIXED[2].url]


@pytest.mark.parametrize("name", LISTS)
def test_an_entry_is_the_same_in_every_feed(name: str) -> None:
    """An entry does not depend on the entries around it."""
    together = list(LISTS[name](render(name, make_feed(*FIXED, tombstones=(make_tombstone(),)))))
    for entry in FIXED:
        (single,) = LISTS[name](render(name, make_feed(entry)))
        assert single in together


@pytest.mark.parametrize("name", FEEDS)
def test_feeds_keep_order_and_identity(name: str) -> None:
    """Ids are the entries' own; the order is the one given, and dates fall strictly."""
    items = list(FEEDS[name](render(name, make_feed(*FIXED))))
    assert [item.id for item in items] == [entry.id for entry in FIXED]
    dates = [item.published for item in items]
    assert dates == sorted(set(dates), reverse=True)


def test_all_formats_have_the_same_facts() -> None:
    """All formats have the same ids, titles, authors and dates."""
    feed = make_feed(*FIXED)
    found = {
        name: [item._replace(updated=None) for item in read(render(name, feed))]
        for name, read in FEEDS.items()
    }
    assert found["atom"] == found["rss"] == found["json"]


def test_texts_have_no_relative_dates() -> None:
    """Texts contain no words such as "tomorrow"."""
    for name in LISTS:
        words = set(render(name, make_feed(*FIXED)).decode().lower().split())
        assert not words & {"today", "tomorrow", "yesterday", "tonight"}
