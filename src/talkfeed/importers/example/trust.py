"""Examples, and the page as read without them → the fields in which that reading is right.

A page is read twice: by what the examples taught, and without them. What the reading without
examples has right in each example, it is trusted in for all talks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.importers.example.dating import meaning
from talkfeed.importers.example.lines import folded
from talkfeed.importers.example.locating import example_of
from talkfeed.importers.page.links import absolute, same_address
from talkfeed.model import Precision
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from talkfeed.dates import DateRules
    from talkfeed.importers.example.locating import Example
    from talkfeed.importers.example.wrapper import Wrapper
    from talkfeed.model.imported import FoundTalk

FIELDS = ("title", "speakers", "event", "location", "date", "links")
_OTHER = frozenset(("url", "links"))
"""Kinds of links that say no more than that it is one."""


class Trust(NamedTuple):
    """Which reading is taken, field by field.

    In the `right` fields that without examples has them all as they were given. `unread` are those
    that examples have, but that no program reads.
    """

    right: frozenset[str] = frozenset()
    unread: frozenset[str] = frozenset()

    @property
    def is_whole(self) -> bool:
        """Return whether the reading without examples finds talks and their dates."""
        return {"title", "date"} <= self.right


def right_fields(
    examples: Sequence[Example], talks: Sequence[FoundTalk], rules: DateRules, base: str
) -> frozenset[str]:
    """Return the fields that `talks`, read without the examples, have as in each of them."""
    found = [example_of(one.fields) for one in talks]
    right = frozenset(FIELDS) if examples else frozenset()
    for given in examples:
        read = _read_of(given, found, rules)
        if read is None:
            return frozenset()
        right &= _right(given, read, rules, base)
    return right


def unread(examples: Sequence[Example], wrappers: Sequence[Wrapper]) -> frozenset[str]:
    """Return the fields that examples have, but that no program reads."""
    known = {name for one in wrappers for name in (*one.programs, *one.constants)}
    known |= {"date" for one in wrappers if one.date is not None}
    return frozenset(
        name for name in FIELDS[:-1] for one in examples if one.text(name) and name not in known
    )


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
        "links": not wanted
        or (
            links.keys() == wanted.keys()
            and all(
                links[one] == kind or {links[one], kind} <= _OTHER for one, kind in wanted.items()
            )
        ),
    }
    return frozenset(name for name in FIELDS if is_right[name])


def _links(one: Example, base: str) -> list[tuple[str, str]]:
    return [(kind, same_address(absolute(url, base) or url)) for kind, url in one.links]


def _is_same_day(given: str, read: str, rules: DateRules) -> bool:
    """Return whether a date was read as given; the time of day may be left out."""
    here, there = meaning(given, rules), meaning(read, rules)
    if here is None or there is None:
        return given == read
    is_day = here.precision in {Precision.DAY, Precision.DAY_RANGE}
    return here.edtf == there.edtf or (is_day and here.start == there.start)
