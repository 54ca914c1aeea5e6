"""Timestamps (ISO 8601, RFC 3339) → date phrases that the date grammar reads back.

A time keeps the name of its zone if it has one (`2015-10-07 18:30-20:00 Europe/Paris`), else its
offset. Each candidate phrase is parsed again, and the first with the same instants is taken; if
there is none, only the day is kept, with a doubt. No zone is ever assumed.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import TYPE_CHECKING

from talkfeed.dates import DateRules, read_date
from talkfeed.errors import Rejected
from talkfeed.named_tuple import NamedTuple
from talkfeed.text import line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from talkfeed.model import When
    from talkfeed.model.imported import ImportOptions

Moment = date | datetime
_DAY = timedelta(days=1)
_SHOWN = 60
"""Characters of an invalid date that a doubt shows."""
_ISO = re.compile(
    r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::\d\d(?:[.,]\d+)?)?)? ?(Z|[+-]\d\d(?::?\d\d)?)?",
    re.ASCII,
)


_RANGE = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d ?-\d\d:\d\d", re.ASCII)


class Phrase(NamedTuple):
    """A date phrase, "" if there is none, and doubts about it."""

    text: str = ""
    doubts: tuple[str, ...] = ()


NO_DATE = Phrase()
ZONELESS = "its time has no zone, so only the day is taken: import again with --timezone"
UNREADABLE = "its time cannot be read in its zone, so only the day is taken"


def moment(text: str) -> Moment | None:
    """Parse a date or time of ISO 8601; a time without an offset has no zone.

    Two times on a day, such as "2015-10-07 10:00-11:00", are an interval and no moment.

    >>> moment("2015-10-07T18:30:00.0000000Z")
    datetime.datetime(2015, 10, 7, 18, 30, tzinfo=datetime.timezone.utc)
    """
    match = _ISO.fullmatch(text.strip())
    if match is None:
        return None
    day, clock, offset = match.groups()
    if _RANGE.fullmatch(text.strip()):
        return None
    try:
        if clock is None:
            return date.fromisoformat(day)
        return datetime.fromisoformat(f"{day}T{clock}{offset or ''}")
    except ValueError:
        return None


def end_of(start: Moment | None, length: timedelta | None) -> Moment | None:
    """Return the end of an event of a given length, None if it is unknown."""
    if length is None or not isinstance(start, datetime):
        return None
    try:
        return start + length
    except OverflowError:
        return None


def date_rules(options: ImportOptions) -> DateRules:
    """Return the rules by which the dates of a source are read."""
    return DateRules(
        timezone=options.timezone,
        order=options.dates,
        language=options.language,
        hemisphere=options.hemisphere,
        languages=options.languages,
    )


def read(text: str, options: ImportOptions) -> When | None:
    """Parse a date phrase by the import options; None if it is invalid."""
    try:
        return read_date(text, date_rules(options))
    except Rejected:
        return None


def unreadable(*written: str) -> tuple[str, ...]:
    """Return a doubt for each text that should be a date or time of ISO 8601 and is none.

    >>> unreadable("2015-10-07", "", "7 Foo")
    ("the date '7 Foo' cannot be read",)
    """
    shown = (line(one) for one in written if moment(one) is None)
    return tuple(
        f"the date '{one if len(one) <= _SHOWN else one[: _SHOWN - 1] + '…'}' cannot be read"
        for one in shown
        if one
    )


def as_found(text: str, options: ImportOptions) -> Phrase:
    """Keep a phrase unchanged if it is a valid date."""
    shown = line(text)
    if not shown:
        return Phrase()
    if read(shown, options) is None:
        short = shown if len(shown) <= _SHOWN else f"{shown[: _SHOWN - 1]}…"
        return Phrase("", (f"the date '{short}' cannot be read",))
    return Phrase(shown)


def phrase(start: Moment | None, end: Moment | None, zone: str, options: ImportOptions) -> Phrase:
    """Write the closed interval from `start` to `end`, which may be missing or not later.

    `zone` is the IANA name in the source, "" for none. A time without a zone is in the zone of the
    options; if they have none either, the time is dropped and the day kept.
    """
    if start is None:
        return Phrase()
    if not isinstance(start, datetime):
        return _of_days(start, end, options)
    name = zone or ("" if start.tzinfo else options.timezone or "")
    start = start.replace(second=0, microsecond=0)
    end = _later_end(start, end)
    for text in _candidates(start, end, name):
        when = read(text, options)
        if when and _same(when.start, start) and _same(when.end, end or start):
            return Phrase(text)
    has_zone = bool(name or start.tzinfo)
    plain = _of_days(start.date(), None, options)
    return Phrase(plain.text, (*plain.doubts, UNREADABLE if has_zone else ZONELESS))


def _later_end(start: datetime, end: Moment | None) -> datetime | None:
    """Return the end if it is a time after the start and has a zone whenever the start has."""
    if not isinstance(end, datetime) or (end.tzinfo is None) != (start.tzinfo is None):
        return None
    end = end.replace(second=0, microsecond=0)
    return end if end > start else None


def _of_days(start: date, end: Moment | None, options: ImportOptions) -> Phrase:
    last = end.date() if isinstance(end, datetime) else end
    text = f"{start}/{last}" if last and last > start else str(start)
    return as_found(text, options)


def _candidates(start: datetime, end: datetime | None, zone: str) -> Iterator[str]:
    """Yield phrases for an interval in its zone, in the offset of its start, and in UTC."""
    for (first, last), name in _on_each_clock(start, end, zone):
        if last is None:
            yield f"{_minutes(first)} {name}"
            continue
        is_night = last.date() - first.date() == _DAY and last.time() < first.time()
        if last.date() == first.date() or is_night:
            yield f"{_minutes(first)}-{last:%H:%M} {name}"
        yield f"{_minutes(first)}/{_minutes(last)} {name}"


def _on_each_clock(start: datetime, end: datetime | None, zone: str) -> Iterator[tuple[_Span, str]]:
    """Yield an interval in local time of each zone it may be written in, with the zone's name."""
    local = _in_zone(start, end, zone) if zone else None
    if local:
        yield local, zone
    if start.tzinfo is not None:
        for offset in (timezone(start.utcoffset() or timedelta()), UTC):
            moved = _shifted(start, end, offset)
            if moved:
                name = moved[0].isoformat(timespec="minutes")[len("2015-10-07T18:30") :]
                yield moved, _ZONES_OF_SIGNS.get(name[0], "") + name if name != "+00:00" else "UTC"


_ZONES_OF_SIGNS = {"-": "UTC"}
"""What is written before an offset; "10:00-12:00 -07:00" alone would read as times."""
_Span = tuple[datetime, datetime | None]


def _in_zone(start: datetime, end: datetime | None, zone: str) -> _Span | None:
    """Return the local times in a zone; times without an offset are local already."""
    from zoneinfo import ZoneInfo  # noqa: PLC0415  — 'talkfeed --help' is quick

    if start.tzinfo is None:
        return start, end
    try:
        return _shifted(start, end, ZoneInfo(zone))
    except (KeyError, ValueError, OSError):
        return None


def _shifted(start: datetime, end: datetime | None, zone: tzinfo) -> _Span | None:
    try:
        return start.astimezone(zone), end and end.astimezone(zone)
    except (OverflowError, ValueError):
        return None


def _minutes(moment: datetime) -> str:
    return f"{moment.date()} {moment:%H:%M}"


def _same(read: Moment | None, meant: datetime) -> bool:
    """Compare instants in UTC: in a repeated hour, times with a zone never compare as equal."""
    if meant.tzinfo is None:
        return isinstance(read, datetime) and read.replace(tzinfo=None) == meant
    return isinstance(read, datetime) and read.astimezone(UTC) == meant.astimezone(UTC)
