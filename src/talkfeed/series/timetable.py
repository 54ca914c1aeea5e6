"""A series with its breaks and changes → its slots, each known by its original day.

A slot keeps its key whatever becomes of it: moved, in another room, cancelled, or given to a talk.
A break has no slots. A series without an end has slots for 26 weeks from today on.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from talkfeed.errors import Rejected
from talkfeed.named_tuple import NamedTuple
from talkfeed.series.slots import slots

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from talkfeed.model.series import Break, Change, Schedule, Timetable
    from talkfeed.series.slots import Slot

HORIZON = timedelta(weeks=26)
"""How far a series without an end is shown."""
NO_SLOT, SKIPPED = "TF246", "TF216"


class Occurrence(NamedTuple):
    """A slot with its key, when it takes place now, and its change, if it has one.

    The key is the original day, with the original time for the second slot of a day and later ones.
    The start is a day for a slot without a time.
    """

    key: str
    day: date
    start: date
    end: date | None
    change: Change | None = None


class Fault(NamedTuple):
    """What is wrong with a break, a change, or a slot (`part`), and the rank of that."""

    part: str
    rank: int
    rejected: Rejected


def occurrences(table: Timetable, today: date) -> tuple[tuple[Occurrence, ...], tuple[Fault, ...]]:
    """Return the slots of a series in order of their original days, and what is wrong.

    A break or a change of a day without a slot is TF246, a slot that a clock skips TF216. A skipped
    slot is no fault if a change gives it another time.
    """
    shown = table.last or max(table.first, today) + HORIZON
    stated = [each.last for each in table.breaks] + [each.day for each in table.changes]
    until = table.last or max([shown, *stated])
    originals = list(_originals(table.schedules, table.first, until))
    changes = {each.day: each for each in table.changes}
    kept = [pair for pair in originals if not _is_in(pair[1].day, table.breaks)]
    made = [_occurrence(key, slot, changes.get(slot.day)) for key, slot in kept]
    faults = [*_missed(table, [slot.day for _, slot in originals], [slot.day for _, slot in kept])]
    faults += [
        Fault("slots", rank, each.rejected)
        for rank, each in enumerate(made)
        if isinstance(each, _Skipped)
    ]
    found = (each for each in made if isinstance(each, Occurrence) and each.day <= shown)
    return tuple(found), tuple(faults)


def _originals(
    schedules: Sequence[Schedule], first: date, last: date
) -> Iterator[tuple[str, Slot]]:
    """Return the slots of all rules, each with its key."""
    every = {
        (slot.day, slot.start): slot
        for each in schedules
        for slot in slots(each, max(first, each.first or first), min(last, each.last or last))
    }
    ordered = sorted(every.values(), key=lambda slot: (slot.day, _clock(slot.start)))
    for day, of_day in groupby(ordered, key=lambda slot: slot.day):
        for rank, slot in enumerate(of_day):
            yield f"{day}T{_clock(slot.start)}" if rank else str(day), slot


def _clock(start: date) -> str:
    return f"{start:%H%M}" if isinstance(start, datetime) else ""


def _is_in(day: date, breaks: Iterable[Break]) -> bool:
    return any(each.first <= day <= each.last for each in breaks)


def _missed(table: Timetable, days: Sequence[date], kept: Sequence[date]) -> Iterator[Fault]:
    """Report breaks and changes without a slot, with the slot next to them."""
    for rank, each in enumerate(table.breaks):
        if not any(each.first <= day <= each.last for day in days):
            yield Fault("except", rank, _without_slot(each.first, days))
    for rank, change in enumerate(table.changes):
        if change.day not in kept:
            yield Fault("changes", rank, _without_slot(change.day, kept))


def _without_slot(day: date, days: Sequence[date]) -> Rejected:
    near = min(days, key=lambda other: abs(other - day), default=None)
    hint = f"the next one is on {near}; a slot is known by its original day" if near else ""
    return Rejected(NO_SLOT, f"no slot on {day}", hint or "correct the rule, `from:` or `to:`")


class _Skipped(NamedTuple):
    rejected: Rejected


def _occurrence(key: str, slot: Slot, change: Change | None) -> Occurrence | _Skipped:
    when = change.when if change else None
    if when is not None and when.start is not None and when.precision.is_timed:
        end = when.end if when.end != when.start else None
        return Occurrence(key, slot.day, when.start, end, change)
    if slot.problem is not None:
        return _Skipped(slot.problem)
    moved = timedelta(0) if when is None or when.start is None else when.start - slot.day
    end = None if slot.end is None else slot.end + moved
    return Occurrence(key, slot.day, slot.start + moved, end, change)
