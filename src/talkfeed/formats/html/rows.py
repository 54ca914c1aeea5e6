"""Entries → rows: what pages and embeds show of a talk, ready for a template.

A row as a fragment of HTML is rendered once, however many documents list the talk: where they lie
differs, so a mark takes the place of the way to the top of the output until it is known.

A row knows when its talk is over, for the visitor's clock to compare: a day ends last at UTC-12,
which is noon UTC of the next day. `<time datetime>` takes an instant, a day, a month or a year;
whatever lies between is given by its year, and nothing is filled in.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from itertools import chain, groupby
from typing import TYPE_CHECKING

from markupsafe import Markup

from talkfeed.formats import wording
from talkfeed.formats.html import template
from talkfeed.model import Precision
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from talkfeed.model import Entry, Feed, When

_DAYS = (Precision.DAY, Precision.DAY_RANGE)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


WAY = "\0"
"""The way to the top of the output in a fragment; no text of a talk holds this character."""


class Row:
    """A talk on a page; each value is worked out when a template asks for it."""

    def __init__(self, feed: Feed, entry: Entry, way: str) -> None:
        """Take the entry and the feed it is listed in; `way` leads to the top of the output."""
        self._feed, self._entry, self._way = feed, entry, way
        self.key = entry.key
        self.talk = entry.talk

    @cached_property
    def href(self) -> str:
        """The address of the talk's page, relative where that lies below the output."""
        url, base = self._entry.url, self._feed.base
        return self._way + url.removeprefix(base) if url.startswith(base) else url

    @cached_property
    def when(self) -> str:
        """The date as it was written."""
        return wording.when_words(self.talk.when)

    @cached_property
    def machine(self) -> str:
        """The value of `<time datetime>`, empty without a date."""
        return machine_date(self.talk.when)

    @cached_property
    def over(self) -> str:
        """The instant (UTC) at which the talk is over everywhere, empty without a date."""
        return over(self.talk.when)

    @property
    def year(self) -> int | None:
        """The year in which the talk begins."""
        return self.talk.when.start.year if self.talk.when.start else None

    @cached_property
    def _poster(self) -> tuple[str, str]:
        return _poster(self.talk.when)

    @property
    def big(self) -> str:
        """The part of the date that upcoming talks show large."""
        return self._poster[0]

    @property
    def small(self) -> str:
        """The part of the date beside it."""
        return self._poster[1]

    @cached_property
    def clock(self) -> str:
        """The local time of a timed talk, else nothing."""
        return wording.clock_words(self.talk.when)

    @cached_property
    def where(self) -> str:
        """The venue, "online", or both."""
        return wording.where_words(self.talk)

    @property
    def texts(self) -> list[tuple[str, str]]:
        """The plain fields, each below its heading."""
        return wording.texts(self.talk)

    @property
    def status(self) -> str:
        """The status in words, empty for a confirmed talk."""
        return wording.STATUS[self.talk.status]

    @property
    def language(self) -> str:
        """The talk's language where it differs from the feed's."""
        spoken = self.talk.language
        return spoken if spoken and spoken != self._feed.language else ""

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags, each once and without commas."""
        return wording.categories(self.talk)

    @property
    def calendar(self) -> str:
        """The address of the talk's own calendar, if it has one."""
        if not has_calendar(self._feed, self._entry):
            return ""
        return f"{self._way}talks/{self.key}.ics"


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
    return Row(feed, entry, way)


def fragments(feed: Feed) -> list[bytes]:
    """Render the row of each entry of a feed, as pages and embeds list it."""
    ahead = frozenset(feed.ahead)
    listed = template.macro("row.html", "talk", feed.look)
    return [
        str(listed(Row(feed, entry, WAY), is_coming(entry, ahead))).encode()
        for entry in feed.entries
    ]


def is_coming(entry: Entry, ahead: frozenset[str]) -> bool:
    """Tell whether a talk is listed as one to come: its date is ahead, or not known."""
    return entry.key in ahead or entry.talk.when.start is None


def placed(feed: Feed, piece: Callable[[int], bytes], way: str) -> Callable[[Row], Markup]:
    """Return a function from a row to its fragment in a document, from which `way` leads up."""
    ranks = {entry.key: rank for rank, entry in enumerate(feed.entries)}
    there = str(Markup.escape(way)).encode()

    def fragment(row: Row) -> Markup:
        content = piece(ranks[row.key]).replace(WAY.encode(), there)
        return Markup(content.decode())  # noqa: S704  — rendered by a template that escapes

    return fragment


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
