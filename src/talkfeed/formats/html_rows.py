"""Entries → rows: what pages and embeds show of a talk, ready for a template.

A row knows when its talk is over, for the visitor's clock to compare: a day ends last at UTC-12,
which is noon UTC of the next day. `<time datetime>` takes an instant, a day, a month or a year;
whatever lies between is given by its year, and nothing is filled in.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import chain, groupby
from typing import TYPE_CHECKING, NamedTuple

from talkfeed.formats import wording
from talkfeed.model import Precision

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from talkfeed.model import Entry, Feed, Talk, When

_DAYS = (Precision.DAY, Precision.DAY_RANGE)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A talk on a page. `href` is relative to the page where it lies below the output.

    `machine` and `over` are values of `datetime` attributes, empty where nothing is known;
    `over` is an instant in UTC. `big` and `small` are the date as upcoming talks show it.
    `calendar` is the address of the talk's own calendar, if it has one.
    """

    key: str
    talk: Talk
    href: str
    when: str
    machine: str
    over: str
    year: int | None
    big: str
    small: str
    clock: str
    where: str
    status: str
    language: str
    tags: tuple[str, ...]
    calendar: str


class Year(NamedTuple):
    """The talks of a year, newest first."""

    year: int
    rows: tuple[Row, ...]


class Programme(NamedTuple):
    """All talks as a page lists them: soonest first, without a date, then by year backwards."""

    upcoming: tuple[Row, ...]
    undated: tuple[Row, ...]
    past: tuple[Year, ...]

    @property
    def rows(self) -> Iterator[Row]:
        """Go through all talks."""
        return chain(self.upcoming, self.undated, *(year.rows for year in self.past))


def programme(feed: Feed, *, way: str) -> Programme:
    """Put a feed's talks in the order of a page; `way` leads to the output's top."""
    ahead = frozenset(feed.ahead)
    dated = sorted((entry for entry in feed.entries if entry.talk.when.start), key=_newest_first)
    undated = sorted(
        (entry for entry in feed.entries if not entry.talk.when.start),
        key=lambda entry: entry.talk.order,
    )
    coming = sorted((entry for entry in dated if entry.key in ahead), key=_soonest_first)
    gone = (row(feed, entry, way=way) for entry in dated if entry.key not in ahead)
    return Programme(
        tuple(row(feed, entry, way=way) for entry in coming),
        tuple(row(feed, entry, way=way) for entry in undated),
        tuple(Year(year or 0, tuple(rows)) for year, rows in groupby(gone, lambda row: row.year)),
    )


def newest_first(feed: Feed) -> Iterator[Row]:
    """List a feed's talks by their own date, what has none last; addresses are absolute."""
    entries = sorted(feed.entries, key=_newest_first)
    return (row(feed, entry, way=feed.base) for entry in entries)


def row(feed: Feed, entry: Entry, *, way: str) -> Row:
    """Make the row of an entry on a page from which `way` leads to the output's top."""
    talk = entry.talk
    big, small = _poster(talk.when)
    return Row(
        key=entry.key,
        talk=talk,
        href=_address(entry.url, feed.base, way),
        when=wording.when_words(talk.when),
        machine=machine_date(talk.when),
        over=over(talk.when),
        year=talk.when.start.year if talk.when.start else None,
        big=big,
        small=small,
        clock=wording.clock_words(talk.when),
        where=wording.where_words(talk),
        status=wording.STATUS[talk.status],
        language=talk.language if talk.language and talk.language != feed.language else "",
        tags=wording.categories(talk),
        calendar=f"{way}talks/{entry.key}.ics" if has_calendar(feed, entry) else "",
    )


def has_calendar(feed: Feed, entry: Entry) -> bool:
    """Tell whether there is something to add to a calendar: a known day that is to come."""
    return entry.talk.takes_place and entry.key in feed.ahead and feed.has_calendars


def machine_date(when: When) -> str:
    """Give the value of `<time datetime>` (HTML, 4.5.14), empty without a date.

    An instant for a time, a day, a month, and for everything else the year it begins in.
    """
    if isinstance(when.start, datetime):
        return when.start.isoformat(timespec="minutes")
    if when.start is None:
        return ""
    if when.precision in _DAYS:
        return when.start.isoformat()
    return f"{when.start:%Y-%m}" if when.precision is Precision.MONTH else f"{when.start:%Y}"


def over(when: When) -> str:
    """Give the instant (UTC, to the minute) at which a talk is over everywhere, or nothing."""
    if when.end is None:
        return ""
    return f"{_end(when.end):%Y-%m-%dT%H:%MZ}"


def _end(end: date | datetime) -> datetime:
    if isinstance(end, datetime):
        return end.astimezone(UTC)
    return datetime.combine(end, time(12), UTC) + timedelta(days=1)


def _start(entry: Entry) -> float:
    """Order by the start; a talk without a date counts as the oldest."""
    start = entry.talk.when.start
    if start is None:
        return float("-inf")
    if isinstance(start, datetime):
        return start.timestamp()
    return datetime.combine(start, time(0), UTC).timestamp()


def _newest_first(entry: Entry) -> tuple[float, int]:
    return -_start(entry), entry.talk.order


def _soonest_first(entry: Entry) -> tuple[float, int]:
    return _start(entry), entry.talk.order


def _address(url: str, base: str, way: str) -> str:
    """Shorten an address below the output to the way there."""
    return way + url.removeprefix(base) if url.startswith(base) else url


def _poster(when: When) -> tuple[str, str]:
    """Split a date into what is set large and what stands beside it: "24–26", "Sep 2015"."""
    start, end = when.start, when.end
    if start is None or end is None or not when.precision.is_dated:
        return "", wording.when_words(when)
    month = f"{_MONTHS[start.month - 1]} {start.year}"
    if (start.year, start.month) != (end.year, end.month):
        last = f"{end.day} {_MONTHS[end.month - 1]} {end.year}"
        return str(start.day), f"{month if start.year != end.year else month[:3]} – {last}"
    return (f"{start.day}–{end.day}" if start.day != end.day else str(start.day)), month


def years(rows: Iterable[Row]) -> dict[int, int]:
    """Count the talks of each year that has any."""
    counted: dict[int, int] = {}
    for year in sorted(row.year for row in rows if row.year):
        counted[year] = counted.get(year, 0) + 1
    return counted
