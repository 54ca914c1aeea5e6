"""Listed and found talks → a merge plan for each found one: to add it, fill in fields, or nothing.

This is a three-way merge with the import record as its base, and the file wins. A missing field is
filled in unless an earlier import has read the same value; a field is updated from the talk's own
source if the file still has the value of an earlier import. All other differences are reported as
conflicts and change nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from talkfeed.editing.canonical import LINKS, addresses, canonical
from talkfeed.editing.matching import Profile, dates_overlap, events_match, pair, profile
from talkfeed.editing.plain import ORDER, OWN, deliveries
from talkfeed.editing.record import field_hash, talk_hash
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from talkfeed.dates import DateRules
    from talkfeed.editing.plain import Delivery
    from talkfeed.editing.record import ImportRecord
    from talkfeed.errors import Place
    from talkfeed.model.imported import FoundTalk, Plain


class Action(StrEnum):
    """What an import does with a talk that it found."""

    NEW = "new"
    MERGED = "merged"
    UNCHANGED = "unchanged"
    GONE = "left out"
    VIDEO = "no talk"


class FieldEdit(NamedTuple):
    """A field to set in the mapping at a place."""

    place: Place
    key: str
    value: Plain


@dataclass(frozen=True, slots=True, kw_only=True)
class MergePlan:
    """What to do with a talk that was found.

    `edits` are fields to set, `given` deliveries to add to the talk at `place`; its list of
    deliveries is at `listed`. `conflicts` describe differences between the source and the file.
    """

    found: FoundTalk
    action: Action
    place: Place | None = None
    edits: tuple[FieldEdit, ...] = ()
    given: tuple[Mapping[str, Plain], ...] = ()
    listed: Place | None = None
    conflicts: tuple[str, ...] = ()


LONGEST = 60
"""The maximum length of a value in a conflict."""


class _Unit(NamedTuple):
    """A delivery that was found: the index of its talk, all of its fields, and its `own` ones."""

    talk: int
    fields: Mapping[str, Plain]
    own: Mapping[str, Plain]
    profile: Profile


class _Pair(NamedTuple):
    """A delivery that was found, and the same delivery in the file."""

    unit: _Unit
    mate: Delivery
    profile: Profile


_NEVER = frozenset(("id", "added", "draft", "given", "source"))
"""Fields that are not filled in later: they decide a talk's identity, or whether it is shown."""


def merge(
    found: Sequence[FoundTalk], listed: Sequence[Delivery], record: ImportRecord, rules: DateRules
) -> list[MergePlan]:
    """Make the plan of each talk that was found, in order."""
    units = [unit for number, each in enumerate(found) for unit in _units(number, each, rules)]
    known = [talk_hash(unit.fields) in record for unit in units]
    seen = [profile(each.fields, rules) for each in listed]
    pairs = pair([unit.profile for unit in units], seen, known)
    mates: dict[int, list[_Pair]] = defaultdict(list)
    others: dict[int, list[_Unit]] = defaultdict(list)
    for index, unit in enumerate(units):
        if index in pairs:
            mate = pairs[index]
            mates[unit.talk].append(_Pair(unit, listed[mate], seen[mate]))
        elif not known[index]:
            others[unit.talk].append(unit)
    return [_plan(each, mates[number], others[number], record) for number, each in enumerate(found)]


def _units(number: int, found: FoundTalk, rules: DateRules) -> Iterator[_Unit]:
    given = found.fields.get("given", ())
    for fields, index in deliveries(found.fields):
        item = given[index] if index is not None and isinstance(given, Sequence) else {}
        kept = OWN.union(item if isinstance(item, Mapping) else ())
        own = {key: value for key, value in fields.items() if key in kept}
        yield _Unit(number, fields, own, profile(fields, rules))


def _plan(
    found: FoundTalk, mates: Sequence[_Pair], others: Sequence[_Unit], record: ImportRecord
) -> MergePlan:
    if not mates:
        action = Action.NEW if others else Action.GONE
        return MergePlan(found=found, action=action)
    edits: dict[tuple[Place, str], FieldEdit] = {}
    conflicts: dict[str, None] = {}
    for each in mates:
        for edit, conflict in _compare(each, record):
            if conflict:
                conflicts[conflict] = None
            else:
                edits.setdefault((edit.place, edit.key), edit)
    first = mates[0].mate
    has_changes = edits or others
    return MergePlan(
        found=found,
        action=Action.MERGED if has_changes else Action.UNCHANGED,
        place=first.place,
        edits=tuple(edits.values()),
        given=tuple(unit.own for unit in others),
        listed=first.given,
        conflicts=tuple(conflicts),
    )


def _compare(both: _Pair, record: ImportRecord) -> Iterator[tuple[FieldEdit, str]]:
    """Yield fields to set with "", and fields that differ with a description of the conflict."""
    unit, mate, _ = both
    title, former = unit.fields.get("title"), mate.fields.get("title")
    is_its_own = unit.fields.get("source") == mate.fields.get("source")
    for key in ORDER:
        if key not in unit.fields or key in _NEVER:
            continue
        value = unit.fields[key]
        other = {"speakers": "speaker", "speaker": "speakers"}.get(key, key)
        name = other if other in mate.fields and key not in mate.fields else key
        mine = mate.fields.get(name)
        edit = FieldEdit(mate.own if name in OWN else mate.place, name, value)
        if field_hash(title, key, value) in record or _is_same(key, value, mine, both):
            continue
        if mine is None or (is_its_own and field_hash(former, name, mine) in record):
            yield edit, ""
        elif key != "abstract":  # abstracts differ between most sources
            others = "other" if key.endswith("s") else "another"
            yield edit, f"the source has {others} {key}: {_shown(value)}"


def _is_same(key: str, value: Plain, mine: Plain | None, both: _Pair) -> bool:
    """Return whether the talk has the value already; a link may be of another kind."""
    if key in LINKS:
        there = {each for name in LINKS for each in addresses(both.mate.fields.get(name))}
        return there.issuperset(addresses(value))
    if mine is None:
        return False
    if canonical(key, value) == canonical(key, mine):
        return True
    if key == "date":
        return dates_overlap(both.unit.profile, both.profile)
    return key == "event" and events_match(both.unit.profile, both.profile)


def _shown(value: Plain) -> str:
    """Format a value for a message."""
    if isinstance(value, Mapping):
        return _shown(value.get("name", value.get("url", "")))
    if not isinstance(value, str):
        return ", ".join(map(_shown, value))
    line = " ".join(value.split())
    return f"'{line[:LONGEST]}…'" if len(line) > LONGEST else f"'{line}'"


def hashes_of(found: FoundTalk) -> Iterator[str]:
    """Yield the hashes of a found talk for the import record."""
    for fields, _ in deliveries(found.fields):
        yield talk_hash(fields)
        for key, value in fields.items():
            yield field_hash(fields.get("title"), key, value)
