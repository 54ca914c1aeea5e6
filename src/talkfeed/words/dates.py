"""Days and times → words by the patterns of CLDR (UTS 35, part 4, 8)."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from talkfeed.words import Words

_NAMES = {"MMM": "short_months", "MMMM": "months"}


def full_day(day: date, words: Words) -> str:
    """Return a day with its weekday: "Thursday 11 March 2027"."""
    return _format(day, "full", words)


def days(start: date, end: date, words: Words) -> str:
    """Return a day or several in one line: "24–26 Sep 2015"."""
    return _days(start.toordinal(), end.toordinal(), words)


@lru_cache(maxsize=4096)  # talks of one event share few days; equal instants may differ in theirs
def _days(first_day: int, last_day: int, words: Words) -> str:
    start, end = date.fromordinal(first_day), date.fromordinal(last_day)
    name = _difference(start, end)
    if name == "day":
        return _format(start, name, words)
    first, _, last = words.cldr[name].partition("|")
    return _write(start, first, words) + _write(end, last, words)


def poster(start: date, end: date, words: Words) -> tuple[str, str]:
    """Split days into a part for large type and the rest: "24–26", "Sep 2015".

    The first is "" if the days are of several months in a language with the month first.
    """
    line = days(start, end, words)
    if words.cldr["day"].startswith("d"):
        big, _, small = line.partition(" ")
        return big, small
    name = _difference(start, end)
    if name == "day":
        return _format(start, "day_alone", words), _format(start, "month", words)
    if name != "days":
        return "", line
    big = f"{start.day}–{_format(end, 'day_alone', words)}"
    return big, _format(start, "month", words)


def clock(time: datetime, words: Words) -> str:
    """Return a time of day: "18:30", "6:30 PM"."""
    return _format(time, "time", words)


def clocks(start: datetime, end: datetime, words: Words) -> str:
    """Return the time of day from a start to an end on the same day: "18:30–20:00"."""
    first, last = clock(start, words), clock(end, words)
    if first == last:
        return first
    return f"{first} – {last}" if "a" in words.cldr["time"] else f"{first}–{last}"


def _difference(start: date, end: date) -> str:
    """Return the name of the pattern for two days, by the largest part that differs."""
    if start.year != end.year:
        return "days_of_years"
    if start.month != end.month:
        return "days_of_months"
    return "days" if start.day != end.day else "day"


def _format(day: date, name: str, words: Words) -> str:
    return _write(day, words.cldr[name], words)


def _write(day: date, pattern: str, words: Words) -> str:
    return "".join(
        [_field(day, part, words) if is_field else part for is_field, part in _parts(pattern)]
    )


@lru_cache(maxsize=256)
def _parts(pattern: str) -> list[tuple[bool, str]]:
    """Split a pattern into fields and literal text, which quotes may enclose."""
    parts = []
    for rank, text in enumerate(pattern.split("'")):
        if rank % 2:
            parts.append((False, text))
            continue
        for (is_field, _), run in groupby(text, _kind):
            parts.append((is_field, "".join(run)))
    return parts


def _kind(sign: str) -> tuple[bool, str]:
    is_field = sign.isascii() and sign.isalpha()
    return is_field, sign if is_field else ""


def _field(day: date, field: str, words: Words) -> str:
    sign = field[0]
    if name := _NAMES.get(field.replace("L", "M")):
        return words.cldr[name].split("|")[day.month - 1]
    if sign == "E":
        return words.cldr["weekdays"].split("|")[day.weekday()]
    hour = getattr(day, "hour", 0)
    if sign == "a":
        return words.cldr["halves"].split("|")[hour // 12]
    values = {"y": day.year, "M": day.month, "L": day.month, "d": day.day, "H": hour}
    values |= {"h": (hour - 1) % 12 + 1, "m": getattr(day, "minute", 0)}
    return str(values[sign]).zfill(len(field))
