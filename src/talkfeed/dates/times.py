"""Tokens of times → hours, minutes and seconds, of a start and perhaps an end.

A number without am, pm, a colon or a word for hours is a time only next to one that has them, or in
a range after a whole day ("9-17"). An end before the start is on the next day if the start is
18:00 or later and the end 06:00 or earlier; otherwise it is rejected.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, NoReturn

from talkfeed.errors import Rejected
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from datetime import date

    from talkfeed.dates.tokens import Token

FIGURES = frozenset("TdkcYN")
"""The classes of tokens that can be a time; each time has one of them."""
_CLOCK = "(?:[TdkcY]A?|N)u?"
TIMES = f"[abFj]*(?:{_CLOCK})(?:[-–tb~]+a*(?:{_CLOCK}))?"
ZONES = "(?:[GoR]|[xS]{1,4}L)+"
_SPLIT = f"(?P<at>[abFj]*)(?P<one>{_CLOCK})(?:[-–tb~]+a*(?P<two>{_CLOCK}))?"

HINT = 'write times like "09:00", "6:30pm" or "18:30-20:00"'
_LENGTHS = frozenset(("hours", "hrs", "hr"))  # "2 hours" may be a duration
_EVENING, _MORNING = 18, 6
_NOON, _SIXTY, _SMALL = 12, 60, 7
_DAY = 24 * 3600


class Clock(NamedTuple):
    """Seconds since midnight as written, am or pm ("a", "p"), the hour, the text."""

    seconds: int
    half: str | None
    hour: int
    text: str


@lru_cache(maxsize=512)
def _split(kinds: str) -> tuple[str, slice, slice | None]:
    match = re.fullmatch(_SPLIT, kinds)
    assert match is not None  # noqa: S101 - matched by the caller
    two = slice(*match.span("two")) if match["two"] else None
    return match["at"], slice(*match.span("one")), two


def read(found: list[Token], kinds: str, day: date) -> tuple[datetime, datetime] | None:
    """Return the start and end on a day, as naive local times; equal without an end.

    Return None for numbers that are not clearly times.

    Raises: Rejected TF211 for an invalid time, TF206 for an end before the start.
    """
    intro, one, two = _split(kinds)
    if not _are_times(found, kinds, intro, one, two):
        return None
    first = _clock(found[one])
    if first.seconds == _DAY:
        _reject_end_of_day(first, day)
    _check_half(found[one], found[two] if two else [])
    if two is None:
        moment = _moment(day, _seconds(first, first.half))
        return moment, moment
    last = _clock(found[two])
    start, end = _resolve(first, last)
    if end <= start:
        end = _next_day(start, end, first, last)
    return _moment(day, start), _moment(day, end)


def _reject_end_of_day(first: Clock, day: date) -> NoReturn:
    following = f'"{day + timedelta(days=1)} 00:00"'
    if first.text[0].isdigit():
        message = f"'{first.text}' of {day} is 00:00 of the next day"
        raise Rejected("TF211", message, f"write {following}")
    message = f"'{first.text}' could be the beginning or the end of {day}"
    raise Rejected("TF211", message, f'write "{day} 00:00" or {following}')


def _are_times(found: list[Token], kinds: str, intro: str, one: slice, two: slice | None) -> bool:
    """Return whether numbers are times, by am, pm, a colon, a word, or their value.

    "at 18.30" and "at 18" are times because of their word, and "9-17" after a whole day because
    nothing else is possible; "18.10" may be a day in October, "1900" a year, "14" anything.
    """
    first = _is_sure(found[one.start], kinds[one])
    if two is None:
        return first or (bool(intro) and _is_after_at(found[one.start], intro))
    last = _is_sure(found[two.start], kinds[two])
    if "d" in {kinds[one], kinds[two]}:
        return _is_hour(found, kinds, one, two)
    return first or last or (bool(intro) and "Y" not in kinds)


def _is_after_at(token: Token, intro: str) -> bool:
    """Return whether "at" turns numbers into a time: "at 18.10", "at 18", "at 2015"."""
    if token.kind == "Y":
        return "a" in intro
    return token.kind == "k" or (token.kind == "d" and token.value > _NOON)


def _is_hour(found: list[Token], kinds: str, one: slice, two: slice) -> bool:
    """Return whether a number next to another is an hour: "9-17", "6-8pm", "10-12h".

    Next to "18:30" it may be a day, too.
    """
    if kinds[one] == kinds[two]:
        return bool(found[two.start].value > _NOON)
    words = {token.kind for token in (*found[one], *found[two])}
    return bool(words & {"A", "u"}) or any("h" in token.text for token in found[one.start :])


def _is_sure(token: Token, kinds: str) -> bool:
    if set(kinds) & set("TAuN"):
        return True
    if token.kind == "k":  # 18.30 and 18.00 are not days
        mark, (_, minute) = token.value
        return mark == "." and len(minute) == 2 and not 1 <= int(minute) <= 12  # noqa: PLR2004
    return token.kind == "Y" and not 1900 <= token.value <= 2100  # noqa: PLR2004


def _check_half(one: list[Token], two: list[Token]) -> None:
    """Reject "6:30", which many write for half past six in the evening.

    Only times from 1:00 to 7:59 are rejected, and only without a leading zero, an "h", seconds, or
    an end in the afternoon ("7:30-15:00"), which rules out the evening.
    """
    token = one[0]
    kinds = {other.kind for other in (*one, *two) if other.text not in _LENGTHS}
    if kinds & {"A", "u"} or token.kind not in "Tkd" or "h" in token.text:
        return
    if not token.text[0].isdigit():  # "上午7:30" is explicit
        return
    hour, minute, _ = _parts(token)
    if not 1 <= hour <= _SMALL or token.text[0] == "0":
        return
    if (token.kind == "T" and token.value[3]) or (two and _parts(two[0])[0] > _NOON):
        return
    raise Rejected(
        "TF211",
        f"'{token.text}' may be in the morning or in the evening",
        f'write "{hour:02}:{minute:02}" or "{hour}:{minute:02}pm"',
    )


def _clock(found: list[Token]) -> Clock:
    """Read one time: its tokens are a number, am or pm, a word for hours."""
    token, kinds = found[0], "".join(one.kind for one in found)
    half = found[1].value if "A" in kinds else None
    hour, minute, second = _parts(token)
    text = " ".join(one.text for one in found)
    seconds = hour * 3600 + minute * 60 + second
    okay = seconds <= _DAY if half is None else 1 <= hour <= _NOON
    if not okay or minute >= _SIXTY or second >= _SIXTY:
        _reject(f"no clock shows '{text}'")
    return Clock(seconds, half, hour, text)


def _parts(token: Token) -> tuple[int, int, int]:
    if token.kind == "T":
        return (*token.value[:2], token.value[2])
    if token.kind == "k":
        mark, (hour, minute) = token.value
        if mark != "." or len(minute) != 2:  # noqa: PLR2004
            _reject(f"'{token.text}' is no time")
        return int(hour), int(minute), 0
    if token.kind in "cYd" and not token.text.isdigit():
        _reject(f"'{token.text}' is no time")
    if token.kind in "cY":
        return token.value // 100, token.value % 100, 0
    return token.value, 0, 0


def _reject(what: str) -> NoReturn:
    raise Rejected("TF211", what, HINT)


def _seconds(clock: Clock, half: str | None) -> int:
    """Return the seconds since midnight, given am or pm."""
    if half is None:
        return clock.seconds
    return clock.seconds % (_DAY // 2) + (_DAY // 2 if half == "p" else 0)


def _resolve(first: Clock, last: Clock) -> tuple[int, int]:
    """Apply am or pm of one time to the other, so that the end is later than the start.

    "6:30-8pm" is in the evening, "11-1pm" starts in the morning, "10am - 7" ends in the evening.
    """
    if (first.half is None) == (last.half is None):
        return _seconds(first, first.half), _seconds(last, last.half)
    giver, taker = (last, first) if first.half is None else (first, last)
    halves = [giver.half, "a" if giver.half == "p" else "p"]
    if not 1 <= taker.hour <= _NOON:  # 13:00 has no am or pm
        halves = [None]
    for half in halves:
        start = _seconds(first, first.half or half)
        end = _seconds(last, last.half or half)
        if start < end:
            break
    return start, end


def _next_day(start: int, end: int, first: Clock, last: Clock) -> int:
    is_night = start >= _EVENING * 3600 and end <= _MORNING * 3600
    if not is_night or start - end <= _DAY // 2:
        raise Rejected(
            "TF206",
            f"the time ends ('{last.text}') before it starts ('{first.text}')",
            'write both days, e.g. "7 Oct 2015 18:30 - 8 Oct 2015 02:00"',
        )
    return end + _DAY


def _moment(day: date, seconds: int) -> datetime:
    return datetime(day.year, day.month, day.day) + timedelta(seconds=seconds)  # noqa: DTZ001 - zone to come
