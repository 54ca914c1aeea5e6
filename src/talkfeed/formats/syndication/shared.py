"""Feed → the parts that its Atom (RFC 4287), RSS 2.0 and JSON documents share.

These are addresses of documents, links between the documents of a paged feed (RFC 5005, section 4),
authors, dates, the name of the generator, and the order of elements.
"""

from __future__ import annotations

from datetime import UTC, date
from functools import cache, lru_cache
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping
    from datetime import datetime

    from lxml.etree import _Element

    from talkfeed.model import Entry, Feed, Person, Talk
    from talkfeed.model.media import Attachment

    Thumbnail = tuple[str, str | None, str | None]
    """The attributes url, width and height."""

FeedBlocks = TypeVar("FeedBlocks", bound="Hashable")
EntryBlocks = TypeVar("EntryBlocks")

SOFTWARE = "talkfeed"
MEDIA = "http://search.yahoo.com/mrss/"
"""The namespace of Media RSS, 1.5.1."""
HISTORY = "http://purl.org/syndication/history/1.0"
ARCHIVE = f"{{{HISTORY}}}archive"
"""The mark of a document that never changes (RFC 5005, section 4)."""
_TIME = len("18:30:00")
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
OTHERS = ("current", "prev-archive", "next-archive")
"""The link relations of the other documents of a paged feed (RFC 5005, section 4)."""


def write_date(moment: datetime, zone: str = "+0000") -> str:
    """Format a date and time for RSS (RFC 822, with a year of four digits), always in English.

    >>> from datetime import datetime
    >>> write_date(datetime(2015, 10, 7, 18, 30, tzinfo=UTC))
    'Wed, 07 Oct 2015 18:30:00 +0000'
    """
    utc = moment.astimezone(UTC)
    return f"{_write_day(utc.toordinal())} {str(utc.time())[:_TIME]} {zone}"


@lru_cache(maxsize=256)  # talks of one event follow each other
def _write_day(ordinal: int) -> str:
    day = date.fromordinal(ordinal)
    return f"{_DAYS[day.weekday()]}, {day.day:02} {_MONTHS[day.month - 1]} {day.year:04}"


def address(feed: Feed, suffix: str) -> str:
    """Return the address of a feed's own document (`rel="self"`)."""
    return f"{feed.base}{feed.path}{suffix}"


def others(feed: Feed, suffix: str) -> tuple[str | None, str | None, str | None]:
    """Return the addresses of the other documents of a paged feed, in the order of `OTHERS`."""
    paths = (feed.current, feed.prev_archive, feed.next_archive)
    current, older, newer = [
        None if path is None else f"{feed.base}{path}{suffix}" for path in paths
    ]
    return current, older, newer


def credited(entry: Entry, feed: Feed) -> tuple[Person, ...]:
    """Return the authors of an entry: its speakers, else the authors of the feed."""
    return entry.talk.speakers or feed.authors


def picture_address(picture: Attachment | None, base: str) -> str | None:
    """Return the address of a picture, None if there is none."""
    return (picture.address(base) or None) if picture else None


def thumbnails(talk: Talk, base: str) -> tuple[Thumbnail, ...]:
    """Return the picture of a talk as a row of url, width and height."""
    found, href = talk.thumbnail, picture_address(talk.thumbnail, base)
    if found is None or href is None:
        return ()
    size = found.own.size if found.own else None
    return ((href, str(size[0]), str(size[1])) if size else (href, None, None),)


def add_thumbnails(element: _Element, rows: Iterable[Thumbnail]) -> None:
    """Append `media:thumbnail` elements, which declare their namespace: few feeds have any."""
    from lxml.etree import SubElement  # noqa: PLC0415  — 20 ms, and feeds of common shapes need none

    for row in rows:
        attributes = present(zip(("url", "width", "height"), row, strict=True))
        SubElement(element, f"{{{MEDIA}}}thumbnail", attributes, nsmap={"media": MEDIA})


def present(fields: Iterable[tuple[str, str | None]]) -> dict[str, str]:
    """Return the fields that have a value."""
    return {name: value for name, value in fields if value is not None}


def write_alone(
    write: Callable[[FeedBlocks, Iterable[EntryBlocks]], bytes],
    feed: FeedBlocks,
    entry: EntryBlocks,
    end: bytes,
) -> bytes:
    """Write an entry without its document; `write` writes a document of a feed and entries."""
    return write(feed, (entry,)).removeprefix(_opening(write, feed, end)).removesuffix(end)


@cache
def _opening(
    write: Callable[[FeedBlocks, Iterable[EntryBlocks]], bytes], feed: FeedBlocks, end: bytes
) -> bytes:
    return write(feed, ()).removesuffix(end)


def order(*names: str) -> dict[str, int]:
    """Return the rank of each element by name, for `arrange`."""
    return {name: rank for rank, name in enumerate(names)}


def arrange(element: _Element, ranks: Mapping[str, int]) -> None:
    """Sort the children of an element by their ranks; others come last, in their order."""
    last = len(ranks)
    element[:] = sorted(element, key=lambda child: ranks.get(child.tag, last))
