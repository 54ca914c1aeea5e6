"""What is listed and what was found → what to do about each: add it, fill it in, or leave it.

What stands in the file wins. A field is filled in where the file has none and no source has said
the same before; it follows the source that the talk came from, where the file still has what was
said before.
All else that differs is told and left. Nothing here knows a file.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from talkfeed.editing.facts import LINKS, addresses, says
from talkfeed.editing.likeness import Look, dates_meet, events_meet, look, pair
from talkfeed.editing.memory import field_fact, talk_fact
from talkfeed.editing.plain import ORDER, OWN, deliveries
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from talkfeed.dates import DateRules
    from talkfeed.editing.memory import Memory
    from talkfeed.editing.plain import Delivery
    from talkfeed.errors import Place
    from talkfeed.model.imported import FoundTalk, Plain


class Verdict(StrEnum):
    """What becomes of a talk that was found."""

    NEW = "new"
    MERGED = "merged"
    UNCHANGED = "unchanged"
    GONE = "left out"
    VIDEO = "no talk"


class Wish(NamedTuple):
    """A field to write in the mapping at a place."""

    place: Place
    key: str
    value: Plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What to do about a talk that was found.

    `wishes` are fields to write, `given` deliveries to add to the talk at `place`; its list of
    deliveries is at `listed`. `conflicts` say where the source differs from the file.
    """

    found: FoundTalk
    verdict: Verdict
    place: Place | None = None
    wishes: tuple[Wish, ...] = ()
    given: tuple[Mapping[str, Plain], ...] = ()
    listed: Place | None = None
    conflicts: tuple[str, ...] = ()


LONGEST = 60
"""Characters of a value that are told."""


class _Unit(NamedTuple):
    """A delivery of a talk that was found: which talk, what it says, and what is its own."""

    talk: int
    fields: Mapping[str, Plain]
    own: Mapping[str, Plain]
    look: Look


class _Mates(NamedTuple):
    """A delivery that was found, and the one in the file that it is."""

    unit: _Unit
    mate: Delivery
    look: Look


_NEVER = frozenset(("id", "added", "draft", "given", "source"))
"""What is not filled in later: it would change who a talk is, or whether it is shown."""


def merge(
    found: Sequence[FoundTalk], listed: Sequence[Delivery], memory: Memory, rules: DateRules
) -> list[Decision]:
    """Decide about each talk that was found, in order."""
    units = [unit for number, each in enumerate(found) for unit in _units(number, each, rules)]
    known = [talk_fact(unit.fields) in memory for unit in units]
    seen = [look(each.fields, rules) for each in listed]
    pairs = pair([unit.look for unit in units], seen, known)
    mates: dict[int, list[_Mates]] = defaultdict(list)
    others: dict[int, list[_Unit]] = defaultdict(list)
    for index, unit in enumerate(units):
        if index in pairs:
            mate = pairs[index]
            mates[unit.talk].append(_Mates(unit, listed[mate], seen[mate]))
        elif not known[index]:
            others[unit.talk].append(unit)
    return [
        _decide(each, mates[number], others[number], memory) for number, each in enumerate(found)
    ]


def _units(number: int, found: FoundTalk, rules: DateRules) -> Iterator[_Unit]:
    given = found.fields.get("given", ())
    for fields, index in deliveries(found.fields):
        item = given[index] if index is not None and isinstance(given, Sequence) else {}
        kept = OWN.union(item if isinstance(item, Mapping) else ())
        own = {key: value for key, value in fields.items() if key in kept}
        yield _Unit(number, fields, own, look(fields, rules))


def _decide(
    found: FoundTalk, mates: Sequence[_Mates], others: Sequence[_Unit], memory: Memory
) -> Decision:
    if not mates:
        verdict = Verdict.NEW if others else Verdict.GONE
        return Decision(found=found, verdict=verdict)
    wishes: dict[tuple[Place, str], Wish] = {}
    conflicts: dict[str, None] = {}
    for each in mates:
        for wish, conflict in _compare(each, memory):
            if conflict:
                conflicts[conflict] = None
            else:
                wishes.setdefault((wish.place, wish.key), wish)
    first = mates[0].mate
    has_changes = wishes or others
    return Decision(
        found=found,
        verdict=Verdict.MERGED if has_changes else Verdict.UNCHANGED,
        place=first.place,
        wishes=tuple(wishes.values()),
        given=tuple(unit.own for unit in others),
        listed=first.given,
        conflicts=tuple(conflicts),
    )


def _compare(both: _Mates, memory: Memory) -> Iterator[tuple[Wish, str]]:
    """Give the fields to write, and those that differ with words about it."""
    unit, mate, _ = both
    title, former = unit.fields.get("title"), mate.fields.get("title")
    is_its_own = unit.fields.get("source") == mate.fields.get("source")
    for key in ORDER:
        if key not in unit.fields or key in _NEVER:
            continue
        value = unit.fields[key]
        name = _name(key, mate.fields)
        mine = mate.fields.get(name)
        wish = Wish(mate.own if name in OWN else mate.place, name, value)
        if field_fact(title, key, value) in memory or _is_same(key, value, mine, both):
            continue
        if mine is None or (is_its_own and field_fact(former, name, mine) in memory):
            yield wish, ""
        elif key != "abstract":  # everybody words it in their own way
            others = "other" if key.endswith("s") else "another"
            yield wish, f"the source has {others} {key}: {_shown(value)}"


def _name(key: str, fields: Mapping[str, Plain]) -> str:
    """Call speakers as the talk calls them."""
    other = {"speakers": "speaker", "speaker": "speakers"}.get(key, key)
    return other if other in fields and key not in fields else key


def _is_same(key: str, value: Plain, mine: Plain | None, both: _Mates) -> bool:
    """Tell whether the talk has it already, under this key or, a link, under any."""
    if key in LINKS:
        there = {each for name in LINKS for each in addresses(both.mate.fields.get(name))}
        return there.issuperset(addresses(value))
    if mine is None:
        return False
    if says(key, value) == says(key, mine):
        return True
    if key == "date":
        return dates_meet(both.unit.look, both.look)
    return key == "event" and events_meet(both.unit.look, both.look)


def _shown(value: Plain) -> str:
    """Name a value briefly."""
    if isinstance(value, Mapping):
        return _shown(value.get("name", value.get("url", "")))
    if not isinstance(value, str):
        return ", ".join(map(_shown, value))
    line = " ".join(value.split())
    return f"'{line[:LONGEST]}…'" if len(line) > LONGEST else f"'{line}'"


def facts_of(found: FoundTalk) -> Iterator[str]:
    """Give all that is to be remembered of a talk that was found."""
    for fields, _ in deliveries(found.fields):
        yield talk_fact(fields)
        for key, value in fields.items():
            yield field_fact(fields.get("title"), key, value)
