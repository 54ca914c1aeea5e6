"""Rules of recurrence (RFC 5545: 3.3.10) → the phrase that is read back as the same rules."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from talkfeed.errors import Rejected
from talkfeed.model.series import Schedule, SlotRule
from talkfeed.series import read_rule, write_rule
from talkfeed.series.values import WEEKDAYS, rrule, rule_parts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime, timedelta

_NO_PART_OF_PHRASES = frozenset(("FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST"))
"""Parts that are written otherwise, or checked by the slots."""


def read_back(
    rules: Sequence[str], start: datetime, length: timedelta | None, *, is_timed: bool
) -> Schedule | None:
    """Return the schedule of a phrase that means some rules; None if no phrase does.

    `start` is the local start of the first slot, `length` that of each, None if it is unknown.
    """
    try:
        meant = [one for rule in rules for one in _slots(rule, start, length, is_timed=is_timed)]
        read = read_rule(write_rule(Schedule("", tuple(meant))))
    except (Rejected, LookupError, ValueError):  # a rule that the writer has no words for
        return None
    is_same = [*map(_identity, read.rules)] == [*map(_identity, meant)]
    return read if is_same else None


def _identity(slot: SlotRule) -> tuple[object, ...]:
    return rule_parts(slot.rule), slot.start, slot.end


def _slots(
    rule: str, start: datetime, length: timedelta | None, *, is_timed: bool
) -> Iterator[SlotRule]:
    """Yield the slots of a rule, one for each of its times."""
    parts = rule_parts(rule)
    hours, minutes = (
        [int(number) for number in parts.pop(name, str(usual)).split(",")]
        for name, usual in (("BYHOUR", start.hour), ("BYMINUTE", start.minute))
    )
    days = _plain(parts, start)
    for hour, minute in product(hours, minutes):
        at = start.replace(hour=hour, minute=minute)
        end = (at + length).time() if length else None
        yield SlotRule(days, at.time(), end) if is_timed else SlotRule(days)


def _plain(parts: dict[str, str], start: datetime) -> str:
    """Return a rule with its days, which may be those of the start, as phrases have them."""
    frequency, interval = parts["FREQ"], int(parts.get("INTERVAL", "1"))
    kept = {name: each for name, each in parts.items() if name not in _NO_PART_OF_PHRASES}
    if frequency == "DAILY" and "BYDAY" in kept and interval == 1:
        frequency = "WEEKLY"
    if frequency == "MONTHLY" and not {"BYDAY", "BYMONTHDAY"} & {*kept}:
        kept["BYMONTHDAY"] = str(start.day)
    if frequency == "WEEKLY" and "BYDAY" not in kept:
        kept["BYDAY"] = WEEKDAYS[start.weekday()]
    if kept.get("BYDAY") in WEEKDAYS and "BYSETPOS" in kept:  # "TH" and "2" are "2TH"
        numbers = kept.pop("BYSETPOS").split(",")
        kept["BYDAY"] = ",".join(f"{number}{kept['BYDAY']}" for number in numbers)
    if "BYDAY" in kept:
        kept["BYDAY"] = ",".join(sorted(map(_day, kept["BYDAY"].split(",")), key=_rank))
    return rrule(frequency, interval, **kept)


def _day(code: str) -> str:
    number = code[:-2]
    return f"{int(number)}{code[-2:]}" if number else code


def _rank(code: str) -> tuple[int, int]:
    return WEEKDAYS.index(code[-2:]), int(code[:-2] or 0)
