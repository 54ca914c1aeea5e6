"""A Schedule and a period → its slots, by wall-clock time in its zone.

dateutil's `rrule` counts the days, except by numbers of weeks. An interval, such as a fortnight, is
counted from the first day of the rule on or after the start of the period.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from heapq import merge
from itertools import islice
from typing import TYPE_CHECKING

from talkfeed.dates.zones import feed_zone, instant
from talkfeed.errors import Rejected
from talkfeed.named_tuple import NamedTuple
from talkfeed.series.values import rule_parts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from talkfeed.model.series import Schedule, SlotRule

_MOST_YEARS = 50


class Slot(NamedTuple):
    """A slot: its day, start and end, without a zone if the schedule has none.

    The start of a slot without a time is its day. `problem` is TF216 if a clock skips the start or
    the end, which is then a time without a zone. `is_repeated` if a time occurs twice that day;
    the first is meant.
    """

    day: date
    start: date
    end: date | None = None
    problem: Rejected | None = None
    is_repeated: bool = False


def slots(schedule: Schedule, first: date, last: date | None = None) -> Iterator[Slot]:
    """Yield the slots from one day to another, both included, in order of their local start.

    Without `last` they end after 50 years.

    Raises: Rejected TF213 if the schedule has a zone that does not exist.
    """
    until = last or date(min(first.year + _MOST_YEARS, 9999), 12, 31)
    each = (_local_slots(rule, first, until) for rule in schedule.rules)
    before: tuple[datetime, datetime | None] | None = None
    for start, rule in merge(*each, key=lambda pair: (pair[0], pair[1].end is not None)):
        local = (start, _end(start, rule))
        if local != before:
            yield _slot(*local, rule, schedule.zone)
        before = local


def next_slots(schedule: Schedule, first: date, last: date | None, most: int) -> tuple[Slot, ...]:
    """Return the first slots of a period."""
    return tuple(islice(slots(schedule, first, last), most))


def _local_slots(rule: SlotRule, first: date, last: date) -> Iterator[tuple[datetime, SlotRule]]:
    for day in days(rule.rule, first, last):
        hour, minute = (rule.start.hour, rule.start.minute) if rule.start else (0, 0)
        yield datetime(day.year, day.month, day.day, hour, minute), rule  # noqa: DTZ001 - local


def days(rule: str, first: date, last: date) -> Iterator[date]:
    """Yield the days of a rule in a period, both its ends included."""
    from dateutil.rrule import rrulestr  # noqa: PLC0415 - for series only

    start = datetime(first.year, first.month, first.day)  # noqa: DTZ001 - a day
    until = datetime(last.year, last.month, last.day)  # noqa: DTZ001 - a day
    parts = rule_parts(rule)
    if "INTERVAL" in parts:
        every = parts | {"INTERVAL": "1"}
        start = next(rrulestr(_text(every), dtstart=start).xafter(start, count=1, inc=True))
    weeks = {int(week) for week in parts.pop("BYWEEKNO", "").split(",") if week}
    if weeks:  # dateutil takes some first days of January for those of another week
        parts["FREQ"] = "WEEKLY"
    for moment in rrulestr(_text(parts), dtstart=start).xafter(start, inc=True):
        if moment > until:
            return
        if not weeks or moment.isocalendar().week in weeks:
            yield moment.date()


def _text(parts: Mapping[str, str]) -> str:
    return ";".join(f"{name}={value}" for name, value in parts.items())


def _end(start: datetime, rule: SlotRule) -> datetime | None:
    if rule.start is None or rule.end is None:
        return None
    end = datetime.combine(start.date(), rule.end)
    return end if end > start else end + timedelta(days=1)


def _slot(start: datetime, end: datetime | None, rule: SlotRule, zone: str | None) -> Slot:
    if rule.start is None:
        return Slot(start.date(), start.date())
    if zone is None:
        return Slot(start.date(), start, end)
    try:
        begin, is_repeated = _moment(start, zone)
        finish, is_end_repeated = (None, False) if end is None else _moment(end, zone)
    except Rejected as rejected:
        return Slot(start.date(), start, end, rejected)
    return Slot(start.date(), begin, finish, is_repeated=is_repeated or is_end_repeated)


def _moment(local: datetime, zone: str) -> tuple[datetime, bool]:
    """Return the instant of a local time, and whether it occurs twice; then it is the first.

    Raises: Rejected TF213, TF216.
    """
    rules = feed_zone(zone)
    try:
        return instant(local, (rules,))[0], False
    except Rejected as rejected:
        if rejected.code != "TF217":
            raise
        return local.replace(tzinfo=rules.rules), True
