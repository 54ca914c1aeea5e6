"""Moments as programs write them (ISO 8601, RFC 3339) → date phrases that our grammar reads back.

A time keeps the name of its zone where one is known (`2015-10-07 18:30-20:00 Europe/Paris`), else
its offset. Each wording is read again by the grammar, and the first that means the same instants
is taken; where none does, the day alone is, and a doubt says so. No zone is ever assumed.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import TYPE_CHECKING, NamedTuple

from talkfeed.dates import DateRules, read_date
from talkfeed.errors import Refusal
from talkfeed.text import line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from talkfeed.model import When
    from talkfeed.model.imported import ImportOptions

Moment = date | datetime
_DAY = timedelta(days=1)
_ISO = re.compile(
    r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::\d\d(?:[.,]\d+)?)?)? ?(Z|[+-]\d\d(?::?\d\d)?)?",
    re.ASCII,
)


class Phrase(NamedTuple):
    """A date phrase, "" where there is none, and what a person should know of it."""

    text: str = ""
    doubts: tuple[str, ...] = ()


NO_DATE = Phrase()
ZONELESS = "its time has no zone, so that only the day is taken: import again with --timezone"
UNREADABLE = "its time cannot be read in its zone, so that only the day is taken"


def moment(text: str) -> Moment | None:
    """Read a day or a moment of ISO 8601, to the minute; without an offset it has no zone.

    >>> moment("2015-10-07T18:30:00.0000000Z")
    datetime.datetime(2015, 10, 7, 18, 30, tzinfo=datetime.timezone.utc)
    """
    match = _ISO.fullmatch(text.strip())
    if match is None:
        return None
    day, clock, offset = match.groups()
    try:
        if clock is None:
            return date.fromisoformat(day)
        return datetime.fromisoformat(f"{day}T{clock}{offset or ''}")
    except ValueError:
        return None


def later(start: Moment | None, length: timedelta | None) -> Moment | None:
    """Tell when something ends that lasts so long; None where that is not known."""
    if length is None or not isinstance(start, datetime):
        return None
    try:
        return start + length
    except OverflowError:
        return None


def read(text: str, options: ImportOptions) -> When | None:
    """Read a date phrase by the rules of a user's options; None where it is refused."""
    rules = DateRules(
        timezone=options.timezone,
        order=options.dates,
        language=options.language,
        hemisphere=options.hemisphere,
        languages=options.languages,
    )
    try:
        return read_date(text, rules)
    except Refusal:
        return None


def as_found(text: str, options: ImportOptions) -> Phrase:
    """Keep a phrase as it was found, if our grammar reads it."""
    shown = line(text)
    if not shown:
        return Phrase()
    if read(shown, options) is None:
        return Phrase("", (f"the date '{_short(shown)}' cannot be read",))
    return Phrase(shown)


def phrase(start: Moment | None, end: Moment | None, zone: str, options: ImportOptions) -> Phrase:
    """Word the closed interval from `start` to `end`, which may be missing or no later.

    `zone` is the IANA name that the source gives, "" for none. A time without any zone is read
    in the zone of the options; without that too it is left out, and the day stays.
    """
    if start is None:
        return Phrase()
    if not isinstance(start, datetime):
        return _of_days(start, end, options)
    name = zone or ("" if start.tzinfo else options.timezone or "")
    start = start.replace(second=0, microsecond=0)
    end = _comparable(start, end)
    for text in _wordings(start, end, name):
        when = read(text, options)
        if when and _means(when, start, end):
            return Phrase(text)
    has_zone = bool(name or start.tzinfo)
    plain = _of_days(start.date(), None, options)
    return Phrase(plain.text, (*plain.doubts, UNREADABLE if has_zone else ZONELESS))


def _comparable(start: datetime, end: Moment | None) -> datetime | None:
    """Give an end that is later than the start, and has a zone if that has one; else nothing."""
    if not isinstance(end, datetime) or (end.tzinfo is None) != (start.tzinfo is None):
        return None
    end = end.replace(second=0, microsecond=0)
    return end if end > start else None


def _of_days(start: date, end: Moment | None, options: ImportOptions) -> Phrase:
    last = end.date() if isinstance(end, datetime) else end
    text = f"{start}/{last}" if last and last > start else str(start)
    return as_found(text, options)


def _wordings(start: datetime, end: datetime | None, zone: str) -> Iterator[str]:
    """Word an interval in its zone, else in the offset of its start, else in UTC."""
    for (first, last), name in _placed(start, end, zone):
        if last is None:
            yield f"{_written(first)} {name}"
            continue
        if _is_short(first, last):
            yield f"{_written(first)}-{last:%H:%M} {name}"
        yield f"{_written(first)}/{_written(last)} {name}"


def _placed(start: datetime, end: datetime | None, zone: str) -> Iterator[tuple[_Span, str]]:
    """Give an interval on each clock that may show it, with the clock's name."""
    here = _in_zone(start, end, zone) if zone else None
    if here:
        yield here, zone
    if start.tzinfo is not None:
        for shift in (timezone(start.utcoffset() or timedelta()), UTC):
            there = _shifted(start, end, shift)
            if there:
                yield there, _offset(there[0])


_Span = tuple[datetime, datetime | None]


def _in_zone(start: datetime, end: datetime | None, zone: str) -> _Span | None:
    """Give the wall clock's times in a zone; moments without an offset are in it already."""
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


def _is_short(start: datetime, end: datetime) -> bool:
    """Tell whether the end needs no day of its own: it is the same, or the night after."""
    is_night = end.date() - start.date() == _DAY and end.time() < start.time()
    return end.date() == start.date() or is_night


def _written(moment: datetime) -> str:
    return f"{moment.date()} {moment:%H:%M}"


def _offset(start: datetime) -> str:
    text = start.isoformat(timespec="minutes")[len("2015-10-07T18:30") :]
    return "UTC" if text == "+00:00" else text


def _means(when: When, start: datetime, end: datetime | None) -> bool:
    """Tell whether a phrase was read as the instants it was made of, to the minute."""
    first, last = when.start, when.end
    return (
        isinstance(first, datetime)
        and isinstance(last, datetime)
        and _told(first, start)
        and _told(last, end or start)
    )


def _told(read: datetime, meant: datetime) -> bool:
    """Compare in UTC: of two clocks that show an hour twice, Python never says that they agree."""
    if meant.tzinfo is None:
        return read.replace(tzinfo=None) == meant
    return read.astimezone(UTC) == meant.astimezone(UTC)


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"  # noqa: PLR2004
