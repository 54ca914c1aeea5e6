"""Times of a rule → the local start and end of a slot.

Times are rejected where they could be in the morning or in the evening. An end before the start is
on the next day if the start is 18:00 or later and the end 06:00 or earlier.
"""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING, NoReturn

from talkfeed.errors import Rejected
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

HINT = 'write times like "09:00", "6:30pm" or "18:30-20:00"'
_NOON, _DAY, _SIXTY = 12, 24, 60
_SMALL, _LATE, _EARLY = 7, 18, 6
_LUNCH = range(10, 13)
"""Hours from which "11-1" goes on to the afternoon."""
_HOURS: dict[str | None, range] = {"m": range(12), "e": range(4, 12)}
"""The hours of mornings and evenings, of which noon and midnight are neither."""
_CLOCKS_FROM = 7
"""The first hour that a 24-hour clock is trusted with: "um 4 Uhr" is often in the afternoon."""


class Clock(NamedTuple):
    """A time as written: hour, minute, "a" or "p" for am or pm, and its text.

    `half` may also be "m" for a morning and "e" for an evening.
    `is_sure` is a time of 24 hours, `has_minutes` one that cannot be another number, `is_padded`
    one with a leading zero.
    """

    hour: int
    minute: int
    half: str | None
    text: str
    is_sure: bool = False
    has_minutes: bool = False
    is_padded: bool = False

    def minutes(self, half: str | None) -> int:
        """Return the minutes since midnight, given am or pm."""
        hour = self.hour if half is None else self.hour % _NOON + _NOON * (half == "p")
        return hour * _SIXTY + self.minute


class TimeContext(NamedTuple):
    """What stands beside the times of a slot.

    `half` is that of a word such as "evenings", `is_clock` a word of a 24-hour clock such
    as "Uhr", `is_introduced` a word such as "at", `is_cum` "c.t.", `length` are minutes.
    """

    half: str | None = None
    is_clock: bool = False
    is_introduced: bool = False
    is_cum: bool = False
    length: int | None = None


def read_times(clocks: Sequence[Clock], context: TimeContext) -> tuple[time, time | None]:
    """Return the start and the end of a slot, None without an end.

    Raises: Rejected TF206 for an end before the start, TF211 for an invalid or unclear time.
    """
    context = context._replace(half=_plain(context.half, clocks[0]))
    clocks = [each._replace(half=_plain(each.half, each)) for each in clocks]
    for clock in clocks:
        _check(clock, context)
    first = clocks[0]
    if len(clocks) == 1:
        start = _single(first, context)
        end = start + context.length if context.length else None
        if end is not None and end > _DAY * _SIXTY:
            _reject(f"'{first.text}' and {context.length} minutes go on to the next day")
    else:
        start, end = _range(first, clocks[1], context)
        if context.length:
            _reject(f"an end and a length of {context.length} minutes")
    if context.is_cum:
        if first.minute:
            _reject(f"'{first.text}' c.t. is no full hour")
        start += 15
    return _time(start), None if end is None else _time(end)


def _plain(half: str | None, clock: Clock) -> str | None:
    """Return am or pm of a morning or an evening.

    Raises: Rejected TF211 for an hour that is not in it.
    """
    if half not in _HOURS:
        return half
    if clock.hour <= _NOON and clock.hour not in _HOURS[half]:
        _reject(f"'{clock.text}' is not clearly in the {'morning' if half == 'm' else 'evening'}")
    return "a" if half == "m" else "p"


def _check(clock: Clock, context: TimeContext) -> None:
    is_valid = 1 <= clock.hour <= _NOON if clock.half else clock.hour <= _DAY
    if not is_valid or clock.minute >= _SIXTY or clock.hour * _SIXTY + clock.minute > _DAY * _SIXTY:
        _reject(f"'{clock.text}' is not a valid time")
    halves = {clock.half, context.half, "a" if clock.is_padded else None} - {None}
    if len(halves) > 1 and clock.hour != _NOON:
        _reject(f"'{clock.text}' contradicts the part of the day")


def _reject(what: str, hint: str = HINT) -> NoReturn:
    raise Rejected("TF211", what, hint)


def _unclear(clock: Clock) -> NoReturn:
    hour, minute = clock.hour, clock.minute
    if hour >= _NOON:
        _reject(f"'{clock.text}' is not clearly a time", f'write "{hour:02}:{minute:02}"')
    _reject(
        f"'{clock.text}' may be in the morning or in the evening",
        f'write "{hour:02}:{minute:02}" or "{hour}:{minute:02}pm"',
    )


def _half(clock: Clock, context: TimeContext) -> str | None:
    """Return am or pm of a time, from the part of the day if the time has none."""
    return clock.half or (context.half if 1 <= clock.hour <= _NOON else None)


def _single(clock: Clock, context: TimeContext) -> int:
    half = _half(clock, context)
    if clock.hour == _DAY:
        _reject(
            f"'{clock.text}' could be the beginning or the end of the day", 'write e.g. "00:00"'
        )
    if half is None and not _is_clear(clock, context):
        _unclear(clock)
    return clock.minutes(half)


def _is_clear(clock: Clock, context: TimeContext) -> bool:
    """Return whether a start without am or pm is one of a 24-hour clock."""
    if clock.is_padded or clock.is_sure:
        return True
    if context.is_clock or context.is_cum:
        return clock.hour >= _CLOCKS_FROM or clock.hour == 0
    if clock.has_minutes:
        return not 1 <= clock.hour <= _SMALL
    return context.is_introduced and clock.hour > _NOON


def _range(first: Clock, last: Clock, context: TimeContext) -> tuple[int, int]:
    one, two = _half(first, context), _half(last, context)
    if first.half is None and last.half is None and context.half:
        if one == two == "a" and (last.hour < first.hour or last.hour == _NOON):
            two = "p"  # "mornings 9-12"
    elif (one is None) != (two is None):
        return _carried(first, last, one or two or "")
    elif one is None:
        _check_range(first, last, context)
        if _goes_past_noon(first, last):
            two = "p"
    if first.hour == _DAY:
        _single(first, context)
    return _ordered(first.minutes(one), last.minutes(two), first, last)


def _check_range(first: Clock, last: Clock, context: TimeContext) -> None:
    """Reject "4-5" and "8-10", which may be in the evening, but not "14-16", "10-12" or "9-17"."""
    if first.has_minutes or last.has_minutes or context.is_clock or context.is_cum:
        is_clear = _is_clear(first._replace(has_minutes=True), context) or last.hour > _NOON
    else:
        is_clear = last.hour > _NOON or first.hour in _LUNCH
    if not is_clear:
        _unclear(first)


def _goes_past_noon(first: Clock, last: Clock) -> bool:
    """Return whether "12:30-1:30" or "11-1" ends in the afternoon."""
    is_small = 1 <= last.hour <= _SMALL and not last.is_padded
    return first.hour in _LUNCH and is_small


def _carried(first: Clock, last: Clock, half: str) -> tuple[int, int]:
    """Apply am or pm of one time to the other, unless the end were then before the start."""
    halves: list[str | None] = [half, "a" if half == "p" else "p"]
    taker = first if first.half is None else last
    if not 1 <= taker.hour <= _NOON:
        halves = [None]
    start = end = 0
    for each in halves:
        start, end = first.minutes(first.half or each), last.minutes(last.half or each)
        if start < end:
            break
    return _ordered(start, end, first, last)


def _ordered(start: int, end: int, first: Clock, last: Clock) -> tuple[int, int]:
    is_night = start >= _LATE * _SIXTY and end <= _EARLY * _SIXTY
    if end <= start and not is_night:
        raise Rejected(
            "TF206",
            f"the time ends ('{last.text}') before it starts ('{first.text}')",
            'write the earlier time first, e.g. "18:30-20:00"',
        )
    return start, end


def _time(minutes: int) -> time:
    return time(minutes // _SIXTY % _DAY, minutes % _SIXTY)
