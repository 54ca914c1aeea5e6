"""Dates → the words and the machine values of pages.

A talk is over everywhere at a time that is compared with the visitor's clock: a day ends last at
UTC-12, at noon UTC of the next day. `<time datetime>` allows an instant, a day, a month or a year;
other precisions are reduced to the year.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from talkfeed.formats.wording import when_words
from talkfeed.model import Precision
from talkfeed.model.when import unix_time
from talkfeed.words import dates
from talkfeed.words.dates import full_day

if TYPE_CHECKING:
    from talkfeed.model import When
    from talkfeed.words import Words

_DAYS = (Precision.DAY, Precision.DAY_RANGE)


def day_heading(when: When, words: Words) -> str:
    """Return the heading above the talks of a day, with its weekday; of several, the days."""
    start, end = when.start, when.end
    if start is None or end is None or start.timetuple()[:3] != end.timetuple()[:3]:
        return day_words(when, words)
    return full_day(start, words)


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
    return unix_time(start) if start else float("-inf")


def day_words(when: When, words: Words) -> str:
    """Return a date in one line, such as "24–26 Sep 2015"; as written if no day is known."""
    if when.start is None or when.end is None or not when.precision.is_dated:
        return when_words(when, words)
    return dates.days(when.start, when.end, words)


def poster(when: When, words: Words) -> tuple[str, str]:
    """Split a date into its large part and the rest: "24–26", "Sep 2015"."""
    if when.start is None or when.end is None or not when.precision.is_dated:
        return "", when_words(when, words)
    return dates.poster(when.start, when.end, words)
