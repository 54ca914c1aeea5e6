"""Versions of slots ⇄ their lines in talks.lock, one for all that differ only by the day.

%logic sequence=0 updated=2026-09-01T10:00:00Z digest=1ab at=50400+3600 feeds=… slots=2026-10-07,…

`at` is the start in seconds after the original day begins in UTC, and the length; or, of whole
days, the days between, such as 1d+0.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from itertools import chain
from typing import TYPE_CHECKING

from talkfeed.ledger.state import (
    read_instant,
    read_paths,
    read_sequence,
    write_moment,
    write_paths,
)
from talkfeed.ledger.values import Slot
from talkfeed.patterns import lazy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SLOTS = "%"
"""The first character of a line of slots, which no key has."""
_LINE = lazy(
    rf"(?a){SLOTS}([a-z0-9-]+) sequence=(\S+) updated=(\S+)(?: digest=(\S+))?"
    r" at=(-?\d{1,12})(d?)\+(\d{1,12})(?: feeds=(\S+))? slots=([0-9T,-]+)",
    re.ASCII,
)
_DAY = len("2026-10-07")


def write_slots(slots: Iterable[Slot]) -> Iterator[str]:
    """Format slots as lines, in the order of their series and their first days."""
    lines: dict[str, list[str]] = {}
    for slot in sorted(slots, key=lambda slot: (slot.series, slot.key)):
        digest = f" digest={slot.digest}" if slot.digest else ""
        state = f"sequence={slot.sequence} updated={write_moment(slot.updated)}{digest}"
        feeds = f" feeds={write_paths(slot.feeds)}" if slot.feeds else ""
        line = f"{SLOTS}{slot.series} {state} at={_span(slot)}{feeds}"
        lines.setdefault(line, []).append(slot.key)
    return (f"{line} slots={','.join(keys)}" for line, keys in lines.items())


def _span(slot: Slot) -> str:
    day = date.fromisoformat(slot.key[:_DAY])
    if not isinstance(slot.start, datetime) or not isinstance(slot.end, datetime):
        return f"{(slot.start - day).days}d+{(slot.end - slot.start).days}"
    after = slot.start - datetime(day.year, day.month, day.day, tzinfo=UTC)
    return f"{_seconds(after)}+{_seconds(slot.end - slot.start)}"


def _seconds(length: timedelta) -> int:
    return length // timedelta(seconds=1)


def read_slots(lines: Iterable[str]) -> tuple[Slot, ...]:
    """Parse the output of `write_slots`.

    Raises:
        ValueError: a line is invalid, or a slot is there twice.
    """
    found = sorted(chain.from_iterable(map(_slots, lines)), key=lambda slot: slot[:2])
    if len({slot[:2] for slot in found}) < len(found):
        message = "duplicate slot"
        raise ValueError(message)
    return tuple(found)


def _slots(line: str) -> Iterator[Slot]:
    match = _LINE.fullmatch(line)
    if not match:
        message = "invalid line of slots"
        raise ValueError(message)
    series, sequence, updated, digest, after, days, length, feeds, keys = match.groups()
    number, moment = read_sequence(sequence), read_instant(updated)
    paths = read_paths(feeds or "")
    for key in keys.split(","):
        start, end = _moments(key, int(after), int(length), is_days=bool(days))
        yield Slot(series, key, start, end, number, moment, digest or "", paths)


def _moments(
    key: str, after: int, length: int, *, is_days: bool
) -> tuple[date, date] | tuple[datetime, datetime]:
    day = date.fromisoformat(key[:_DAY])
    try:
        if is_days:
            first = day + timedelta(days=after)
            return first, first + timedelta(days=length)
        start = datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(seconds=after)
        return start, start + timedelta(seconds=length)
    except OverflowError as error:
        message = "the time of a slot is out of range"
        raise ValueError(message) from error
