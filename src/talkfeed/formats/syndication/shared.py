"""Feed → what its Atom (RFC 4287) and RSS 2.0 documents share, whatever library writes them.

Addresses of documents, links between the documents of a paged feed (RFC 5005, section 4), who
answers for an entry, which software wrote it, and the order in which elements stand.
"""

from __future__ import annotations

from datetime import UTC, date
from functools import cache, lru_cache
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping
    from datetime import datetime

    from lxml.etree import _Element

    from talkfeed.model import Entry, Feed, Person

Head = TypeVar("Head", bound="Hashable")
Item = TypeVar("Item")

SOFTWARE = "talkfeed"
HISTORY = "http://purl.org/syndication/history/1.0"
ARCHIVE = f"{{{HISTORY}}}archive"
"""The mark of a document that never changes (RFC 5005, section 4)."""
_TIME = len("18:30:00")
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
OTHERS = ("current", "prev-archive", "next-archive")
"""How the other documents of a paged feed are related to it (RFC 5005, section 4)."""


def write_date(moment: datetime, zone: str = "+0000") -> str:
    """Write a moment as RFC 822 has it, with four digits of the year, in English always.

    >>> from datetime import datetime
    >>> write_date(datetime(2015, 10, 7, 18, 30, tzinfo=UTC))
    'Wed, 07 Oct 2015 18:30:00 +0000'
    """
    utc = moment.astimezone(UTC)
    return f"{_write_day(utc.toordinal())} {str(utc.time())[:_TIME]} {zone}"


@lru_cache(maxsize=256)  # talks of one event stand together
def _write_day(ordinal: int) -> str:
    day = date.fromordinal(ordinal)
    return f"{_DAYS[day.weekday()]}, {day.day:02} {_MONTHS[day.month - 1]} {day.year:04}"


def address(feed: Feed, suffix: str) -> str:
    """Give the address under which a feed's own document is served (`rel="self"`)."""
    return f"{feed.base}{feed.path}{suffix}"


def others(feed: Feed, suffix: str) -> tuple[str | None, str | None, str | None]:
    """Give the addresses of the other documents of a paged feed, by rank in `OTHERS`."""
    paths = (feed.current, feed.prev_archive, feed.next_archive)
    current, older, newer = [
        None if path is None else f"{feed.base}{path}{suffix}" for path in paths
    ]
    return current, older, newer


def credited(entry: Entry, feed: Feed) -> tuple[Person, ...]:
    """Name whom an entry is by: its speakers, or those who answer for the site."""
    return entry.talk.speakers or feed.authors


def present(fields: Iterable[tuple[str, str | None]]) -> dict[str, str]:
    """Leave out what is not told."""
    return {name: value for name, value in fields if value is not None}


def alone(
    write: Callable[[Head, Iterable[Item]], bytes], head: Head, item: Item, end: bytes
) -> bytes:
    """Write an item as it stands in a document; `write` makes one of a head and items."""
    return write(head, (item,)).removeprefix(_opening(write, head, end)).removesuffix(end)


@cache
def _opening(write: Callable[[Head, Iterable[Item]], bytes], head: Head, end: bytes) -> bytes:
    return write(head, ()).removesuffix(end)


def order(*names: str) -> dict[str, int]:
    """Give each name of an element its rank, for `arrange`."""
    return {name: rank for rank, name in enumerate(names)}


def arrange(element: _Element, ranks: Mapping[str, int]) -> None:
    """Put an element's children in the order of their ranks; others stand last, as they were."""
    last = len(ranks)
    element[:] = sorted(element, key=lambda child: ranks.get(child.tag, last))
