"""A series of talks: the rules of its slots as they were read, its breaks and its changes."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from datetime import date, time

    from talkfeed.errors import Place
    from talkfeed.model.event import Location
    from talkfeed.model.talk import Person
    from talkfeed.model.when import When

TO_BE_ANNOUNCED = "to be announced"
"""What follows the name of a series in the title of a slot without a talk."""


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day_in_words(day: date) -> str:
    """Return a day as people write it: 7 Oct 2026."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


class SlotRule(NamedTuple):
    """A recurrence rule (RFC 5545, section 3.3.10), and the local start and end of its slots.

    Without a start the slots are whole days. An end that is not after the start is on the next day.
    """

    rule: str
    start: time | None = None
    end: time | None = None


class Schedule(NamedTuple):
    """The text of a phrase, its rules, and its zone: an IANA name, an offset, or None.

    `first` and `last` are the days between which it is in force, None for those of the series.
    """

    text: str
    rules: tuple[SlotRule, ...]
    zone: str | None = None
    first: date | None = None
    last: date | None = None


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

    def after_another(self, span: tuple[date, date], first: date) -> str:
        """Return `every:` with another rule in a span of days, and the later ones from `first` on.

        Rules that ended before the span stay.
        """
        before = [each for each in self.schedules if each.last and each.last < span[0]]
        later = [each for each in self.schedules if not each.last or each.last >= first]
        former = _dated("the former rule", span[0] if before else None, span[1])
        rules = (
            *(_dated(each.text, each.first, each.last) for each in before),
            former,
            *(_dated(each.text, max(first, each.first or first), each.last) for each in later),
        )
        return f"every: [{', '.join(rules)}]"


def _dated(text: str, first: date | None, last: date | None) -> str:
    days = (("from", first), ("to", last))
    stated = "".join(f", {name}: {day_in_words(day)}" for name, day in days if day)
    return f'{{rule: "{text}"{stated}}}'


class Series(NamedTuple):
    """A series: its name, its timetable, and the details that its talks inherit.

    `timezone` is the zone in which the dates of its talks are read. `placeholder` is the title of a
    slot without a talk; "" for the usual one, None if such slots are not shown. `place` is that of
    its rule.
    """

    name: str
    table: Timetable
    location: Location | None = None
    online: str | None = None
    timezone: str | None = None
    organizers: tuple[Person, ...] = ()
    placeholder: str | None = ""
    place: Place | None = None

    def rules_on(self, today: date) -> tuple[tuple[Schedule, bool], ...]:
        """Return the rules, each with whether it is a former one on that day.

        Those in force come first, then those to come, then the former ones.
        """
        rules = sorted(self.table.schedules, key=lambda rule: _age(rule, today))
        return tuple((rule, _age(rule, today) == _FORMER) for rule in rules)

    @property
    def turns(self) -> list[date]:
        """The days from which on another rule is in force, or none."""
        rules = self.table.schedules
        ends = (each.last + timedelta(days=1) for each in rules if each.last)
        return [*(each.first for each in rules if each.first), *ends]


_NOW, _COMING, _FORMER = range(3)


def _age(rule: Schedule, today: date) -> int:
    """Return whether a rule is in force, comes later, or was in force before."""
    if rule.last and rule.last < today:
        return _FORMER
    return _COMING if rule.first and rule.first > today else _NOW
