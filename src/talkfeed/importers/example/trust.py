"""Examples, and the page as read without them → the fields in which that reading is right.

A page is read twice: by what the examples taught, and without them. What the reading without
examples has right in each example, it is trusted in for all talks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.importers.example.dating import meaning
from talkfeed.importers.example.lines import folded
from talkfeed.importers.example.locating import address_key, example_of
from talkfeed.model import Precision
from talkfeed.named_tuple import NamedTuple
from talkfeed.records.collecting import deliveries

if TYPE_CHECKING:
    from collections.abc import Sequence

    from talkfeed.dates import DateRules
    from talkfeed.importers.example.locating import Example
    from talkfeed.importers.example.wrapper import Reading
    from talkfeed.model.imported import FoundTalk

FIELDS = ("title", "speakers", "event", "location", "date", "links")
DAY, NO_OTHER_LINK = "day", "no other link"
"""The day of a date is right, whatever its time; all links that were read are those given."""
_OTHER = frozenset(("url", "links"))
"""Kinds of links that say no more than that it is one."""


class Trust(NamedTuple):
    """Which reading is taken, field by field.

    In the `right` fields that without examples has them all as they were given. `given` are those
    that examples have. `is_partial` is whether they explain less than half of the talks.
    """

    right: frozenset[str] = frozenset()
    given: frozenset[str] = frozenset()
    is_partial: bool = False

    @property
    def is_whole(self) -> bool:
        """Return whether the talks that are read without examples are talks."""
        return DAY in self.right or self.is_partial


def right_fields(
    examples: Sequence[Example], talks: Sequence[FoundTalk], rules: DateRules, base: str
) -> frozenset[str]:
    """Return the fields that `talks`, read without the examples, have as in each of them.

    An example that was not read says nothing of the others: it is of a kind of its own.
    """
    found = [example_of(one.fields) for talk in talks for one in deliveries(talk)]
    pairs = [(given, _read_of(given, found, rules)) for given in examples]
    rights = [_right(given, read, rules, base) for given, read in pairs if read is not None]
    return frozenset.intersection(*rights) if rights else frozenset()


def is_partial(readings: Sequence[Reading], talks: Sequence[FoundTalk]) -> bool:
    """Return whether fewer than half as many dated talks are read by examples as without."""
    rows = [one for talk in talks for one in deliveries(talk) if "date" in one.fields]
    return 2 * sum(bool(one.day.phrase) for one in readings) < len(rows)


def given_fields(examples: Sequence[Example]) -> frozenset[str]:
    """Return the fields that examples have."""
    return frozenset(name for name in FIELDS[:-1] for one in examples if one.text(name))


def _read_of(given: Example, found: Sequence[Example], rules: DateRules) -> Example | None:
    """Return how an example was read without it, None if it was not found."""
    title = folded(given.title)
    same = [one for one in found if folded(one.title) == title]
    near = [
        one
        for one in found
        if f" {folded(one.title)} " in f" {title} " or f" {title} " in f" {folded(one.title)} "
    ]
    dated = [one for one in same or near if _is_same_day(given.date, one.date, rules)]
    return next(iter(dated or same), None)


def _right(given: Example, read: Example, rules: DateRules, base: str) -> frozenset[str]:
    """Return the fields of an example that were read as given; a place or links may be left out."""
    links, wanted = (
        {address: kind for kind, address in _links(one, base)} for one in (read, given)
    )
    is_right = {
        "title": folded(given.title) == folded(read.title),
        "speakers": [*map(folded, given.speakers)] == [*map(folded, read.speakers)],
        "event": folded(given.event) == folded(read.event),
        "location": not given.location or folded(given.location) == folded(read.location),
        "date": _is_same_day(given.date, read.date, rules),
        DAY: _day(given.date, rules) == _day(read.date, rules),
        NO_OTHER_LINK: links.keys() <= wanted.keys(),
        "links": not wanted
        or (
            links.keys() == wanted.keys()
            and all(
                links[one] == kind or {links[one], kind} <= _OTHER for one, kind in wanted.items()
            )
        ),
    }
    return frozenset(name for name, value in is_right.items() if value)


def _links(one: Example, base: str) -> list[tuple[str, str]]:
    return [(kind, address_key(url, base)) for kind, url in one.links]


def _day(phrase: str, rules: DateRules) -> str:
    when = meaning(phrase, rules)
    return str(when.start)[: len("2015-10-07")] if when is not None else phrase


def _is_same_day(given: str, read: str, rules: DateRules) -> bool:
    """Return whether a date was read as given; the time of day may be left out."""
    here, there = meaning(given, rules), meaning(read, rules)
    if here is None or there is None:
        return given == read
    is_day = here.precision in {Precision.DAY, Precision.DAY_RANGE}
    return here.edtf == there.edtf or (is_day and here.start == there.start)
