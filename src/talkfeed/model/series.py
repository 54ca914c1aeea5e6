"""A series of talks: the rules of its slots as they were read, its breaks and its changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from datetime import date, time

    from talkfeed.model.event import Location
    from talkfeed.model.talk import Person
    from talkfeed.model.when import When


class SlotRule(NamedTuple):
    """A recurrence rule (RFC 5545, section 3.3.10), and the local start and end of its slots.

    Without a start the slots are whole days. An end that is not after the start is on the next day.
    """

    rule: str
    start: time | None = None
    end: time | None = None


class Schedule(NamedTuple):
    """The text of a phrase, its rules, and its zone: an IANA name, an offset, or None."""

    text: str
    rules: tuple[SlotRule, ...]
    zone: str | None = None


class Break(NamedTuple):
    """The days from the first to the last, on which there are no slots."""

    first: date
    last: date
    reason: str = ""


class Change(NamedTuple):
    """What is different in the slot of a day.

    `when` is another day, with or without other times; `joint` is the other series of a joint
    session. A cancelled slot is still shown.
    """

    day: date
    when: When | None = None
    location: Location | None = None
    online: str | None = None
    joint: str = ""
    is_cancelled: bool = False
    reason: str = ""


class Timetable(NamedTuple):
    """When a series takes place: its rules, its first and last day, breaks and changes."""

    schedules: tuple[Schedule, ...]
    first: date
    last: date | None = None
    breaks: tuple[Break, ...] = ()
    changes: tuple[Change, ...] = ()


class Series(NamedTuple):
    """A series: its name, its timetable, and the details that its talks inherit.

    `timezone` is the zone in which the dates of its talks are read. `placeholder` is the title of a
    slot without a talk; "" for the usual one, None if such slots are not shown.
    """

    name: str
    table: Timetable
    location: Location | None = None
    online: str | None = None
    timezone: str | None = None
    organizers: tuple[Person, ...] = ()
    placeholder: str | None = ""

    @property
    def about(self) -> str:
        """When its slots are, and who organises it, in one line."""
        every = ", ".join(dict.fromkeys(each.text for each in self.table.schedules))
        names = ", ".join(person.name for person in self.organizers)
        return f"{every} · Organised by {names}" if names else every
