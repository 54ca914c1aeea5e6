"""Dates → the words and the machine values of pages.

A talk is over everywhere at a time that is compared with the visitor's clock: a day ends last at
UTC-12, at noon UTC of the next day. `<time datetime>` allows an instant, a day, a month or a year;
other precisions are reduced to the year.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from talkfeed.formats import wording
from talkfeed.model import Precision

if TYPE_CHECKING:
    from talkfeed.model import When

_DAYS = (Precision.DAY, Precision.DAY_RANGE)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

_LONG = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def long_day(day: date) -> str:
    """Return a day in full: "Thursday 11 March 2027"."""
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {_LONG[day.month - 1]} {day.year}"


def day_heading(when: When) -> str:
    """Return the heading above the talks of a day, with its weekday; of several, the days."""
    start, end = when.start, when.end
    if (
        start is None
        or end is None
        or (start.year, start.month, start.day) != (*(end.year, end.month, end.day),)
    ):
        return day_words(when)
    return long_day(start)


def machine_date(when: When) -> str:
    """Return the value of `<time datetime>` (HTML, 4.5.14), empty without a date.

    It is an instant, a day, or a month; for other precisions, the year of the start.
    """
    if isinstance(when.start, datetime):
        return when.start.isoformat(timespec="minutes")
    if when.start is None:
        return ""
    if when.precision in _DAYS:
        return when.start.isoformat()
    return f"{when.start:%Y-%m}" if when.precision is Precision.MONTH else f"{when.start:%Y}"


def over(when: When) -> str:
    """Return the instant (UTC, to the minute) at which a talk is over everywhere, or ""."""
    if when.end is None:
        return ""
    if isinstance(when.end, datetime):
        end = when.end.astimezone(UTC)
    else:
        end = datetime.combine(when.end, time(12), UTC) + timedelta(days=1)
    return f"{end:%Y-%m-%dT%H:%MZ}"


def seconds(start: date | None) -> float:
    """Return a start in seconds (Unix time), for sorting; no date is the oldest."""
    if start is None:
        return float("-inf")
    if isinstance(start, datetime):
        return start.timestamp()
    return datetime.combine(start, time(0), UTC).timestamp()


def day_words(when: When) -> str:
    """Return a date in one line, such as "24–26 Sep 2015"; as written if no day is known."""
    big, small = poster(when)
    return f"{big} {small}" if big else wording.when_words(when)


def poster(when: When) -> tuple[str, str]:
    """Split a date into its large part and the rest: "24–26", "Sep 2015"."""
    start, end = when.start, when.end
    if start is None or end is None or not when.precision.is_dated:
        return "", wording.when_words(when)
    month = f"{_MONTHS[start.month - 1]} {start.year}"
    if (start.year, start.month) != (end.year, end.month):
        last = f"{end.day} {_MONTHS[end.month - 1]} {end.year}"
        return str(start.day), f"{month if start.year != end.year else month[:3]} – {last}"
    return (f"{start.day}–{end.day}" if start.day != end.day else str(start.day)), month
