"""Rows of an event → its schedule: for each day a table of times and rooms.

A table needs no style for its places, which the policy of pages would reject, and is read out as
what it is. Rooms are columns, and a room with talks at the same time has several. Each start and
end begins a row; a talk spans the rows that it lasts.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, cast

from talkfeed.formats import wording
from talkfeed.named_tuple import NamedTuple
from talkfeed.words import terms
from talkfeed.words.dates import full_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import tzinfo

    from talkfeed.formats.html.rows import TalkRow
    from talkfeed.model import When

FEWEST = 3
"""The number of timed talks from which on an event has a schedule."""
PER_DAY = 2
"""The mean number of timed talks of a day from which on an event has a schedule."""
_SHORTEST, _DAY = timedelta(minutes=1), timedelta(days=1)


class Slot(NamedTuple):
    """A talk in a schedule: its row, its times in the zone of the schedule, and its room."""

    row: TalkRow
    start: datetime
    end: datetime
    room: str

    @property
    def clock(self) -> str:
        """The times in words: "10:45–11:30"."""
        first, last = f"{self.start:%H:%M}", f"{self.end:%H:%M}"
        return first if self.end - self.start <= _SHORTEST else f"{first}–{last}"


class Cell(NamedTuple):
    """A cell of a table, with the number of rows that it spans; `slot` is None for an empty one."""

    slot: Slot | None
    rows: int = 1


class Line(NamedTuple):
    """A row of a table from a time on; `rest` is the length of a break, "" for no break."""

    start: datetime
    is_start: bool
    cells: tuple[Cell, ...]
    rest: str = ""

    @property
    def clock(self) -> str:
        """The time in words."""
        return f"{self.start:%H:%M}"


class Day(NamedTuple):
    """A day: its name, the rooms with the number of columns of each, the rows of its table."""

    date: datetime
    name: str
    rooms: tuple[tuple[str, int], ...]
    lines: tuple[Line, ...]

    @property
    def columns(self) -> int:
        """The number of columns with talks."""
        return sum(lanes for _, lanes in self.rooms)

    @property
    def has_rooms(self) -> bool:
        """Whether any room is named."""
        return any(room for room, _ in self.rooms)

    @property
    def id(self) -> str:
        """The id of the day's heading: "D2027-03-11"."""
        return f"D{self.date:%Y-%m-%d}"


class Schedule(NamedTuple):
    """The days of an event, the zone of their times, and the talks that are in none of them."""

    days: tuple[Day, ...]
    zone: str
    others: tuple[TalkRow, ...]


def schedule(rows: Sequence[TalkRow], rooms: Sequence[str]) -> Schedule | None:
    """Return the schedule of an event; None for one whose talks have no times or few a day.

    `rooms` are those that the event names, in their order; others are in the order of the file.
    """
    timed = [row for row in rows if _is_timed(row)]
    if len(timed) < FEWEST:
        return None
    first = timed[0].talk.when
    slots = sorted(_slots(timed, _zone(first)), key=lambda slot: slot.start)
    days = [[*day] for _, day in groupby(slots, key=lambda slot: slot.start.date())]
    if len(slots) < PER_DAY * len(days):
        return None
    in_file = sorted(slots, key=lambda slot: slot.row.talk.order)
    named = dict.fromkeys([*rooms, *(slot.room for slot in in_file)])
    order = {room: rank for rank, room in enumerate(sorted(named, key=lambda room: not room))}
    placed = {row.key for row in timed}
    others = tuple(row for row in rows if row.key not in placed)
    return Schedule(tuple(_day(day, order) for day in days), wording.zone_words(first), others)


def _is_timed(row: TalkRow) -> bool:
    when = row.talk.when
    is_timed = when.precision.is_timed and row.talk.is_scheduled
    return is_timed and bool(when.start and when.end and when.end - when.start < _DAY)


def _zone(when: When) -> tzinfo | None:
    """Return the zone of a schedule, which is that of its first talk."""
    if when.zone and "/" in when.zone:
        from zoneinfo import ZoneInfo  # noqa: PLC0415  — most events have no schedule

        return ZoneInfo(when.zone)
    return getattr(when.start, "tzinfo", None)


def _slots(rows: Iterable[TalkRow], zone: tzinfo | None) -> Iterator[Slot]:
    for row in rows:
        when = row.talk.when
        start, end = cast("tuple[datetime, datetime]", (when.start, when.end))
        first = start.astimezone(zone)
        last = max(end.astimezone(zone), first + _SHORTEST)
        place = row.talk.location.name if row.talk.location else ""
        yield Slot(row, first, last, row.talk.room or place)


def _day(slots: Sequence[Slot], order: Mapping[str, int]) -> Day:
    """Lay out the talks of a day, which are in the order of time."""
    lanes: dict[str, list[list[Slot]]] = {}
    for slot in slots:
        columns = lanes.setdefault(slot.room, [])
        free = next((column for column in columns if column[-1].end <= slot.start), None)
        if free is None:
            columns.append([slot])
        else:
            free.append(slot)
    rooms = sorted(lanes, key=order.__getitem__)
    columns = [column for room in rooms for column in lanes[room]]
    return Day(
        slots[0].start,
        full_day(slots[0].start, slots[0].row.words),
        tuple((room, len(lanes[room])) for room in rooms),
        tuple(_lines(columns)),
    )


def _lines(columns: Sequence[Sequence[Slot]]) -> Iterator[Line]:
    """Return the rows of a table; a talk is in the row in which it starts, and covers others."""
    slots = [slot for column in columns for slot in column]
    times = sorted({time for slot in slots for time in (slot.start, slot.end)})
    ranks = {time: rank for rank, time in enumerate(times)}
    starting = [{slot.start: slot for slot in column} for column in columns]
    open_until = [times[0]] * len(columns)
    for start, end in pairwise(times):
        cells = []
        for column, begun in enumerate(starting):
            if slot := begun.get(start):
                cells.append(Cell(slot, ranks[slot.end] - ranks[start]))
                open_until[column] = slot.end
            elif open_until[column] <= start:
                cells.append(Cell(None))
        is_break = len(cells) == len(columns) and not any(cell.slot for cell in cells)
        seconds = int((end - start).total_seconds())
        lasts = terms.length_words(seconds, slots[0].row.words) if is_break else ""
        yield Line(start, any(cell.slot for cell in cells), tuple(cells), lasts)
