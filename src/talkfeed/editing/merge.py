"""Listed and found talks → a merge plan for each found one: to add it, fill in fields, or nothing.

This is a three-way merge with the import record as its base, and the file wins. A delivery is the
same as before by the id that its source has for it, else by the evidence of `matching`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from talkfeed.deliveries.plain import OWN, deliveries
from talkfeed.deliveries.profile import Profile, dates_overlap, profile
from talkfeed.editing import recall
from talkfeed.editing.comparing import (
    FLEETING,
    FieldEdit,
    Known,
    Pair,
    Unit,
    compare,
    is_ours,
    known_of,
    talk_key,
)
from talkfeed.editing.matching import pair
from talkfeed.editing.record import (
    DROPPED,
    SEEN,
    WRITTEN,
    ImportRecord,
    Seen,
    Value,
    hashes,
    source_hash,
    uid_hash,
)
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from talkfeed.dates import DateRules
    from talkfeed.deliveries.plain import Delivery
    from talkfeed.errors import Place
    from talkfeed.model.imported import FoundTalk, Plain


class Action(StrEnum):
    """What an import does with a talk that it found."""

    NEW = "new"
    MERGED = "merged"
    UNCHANGED = "unchanged"
    GONE = "left out"
    VIDEO = "no talk"


@dataclass(frozen=True, slots=True, kw_only=True)
class MergePlan:
    """What to do with a talk that was found.

    `edits` are fields to set, `given` deliveries to add to the talk at `place`; its list of
    deliveries is at `listed`. `conflicts` describe differences between the source and the file.
    `seen` is what the record keeps of the talk, in place of `before`.
    """

    found: FoundTalk
    action: Action
    place: Place | None = None
    edits: tuple[FieldEdit, ...] = ()
    given: tuple[Mapping[str, Plain], ...] = ()
    listed: Place | None = None
    conflicts: tuple[str, ...] = ()
    seen: tuple[Seen, ...] = ()
    before: tuple[Seen, ...] = ()


class Origin(NamedTuple):
    """The source of an import, as in the field `source`, and the day on which it is read."""

    source: str = ""
    today: date | None = None


NOWHERE = Origin()


class _Parts(NamedTuple):
    """The deliveries of a talk: those in the file, new ones, and those deleted by hand."""

    mates: list[Pair]
    others: list[Unit]
    gone: list[Unit]


def merge(
    found: Sequence[FoundTalk],
    listed: Sequence[Delivery],
    record: ImportRecord,
    rules: DateRules,
    origin: Origin = NOWHERE,
) -> list[MergePlan]:
    """Make the plan of each talk that was found, in order."""
    profiles = [profile(each.fields, rules) for each in listed]
    ours, there = _of_source(listed, record, origin)
    units = [unit for number, each in enumerate(found) for unit in _units(number, each, rules)]
    shared = Counter(unit.uid for unit in units)
    units = [unit._replace(uid=unit.uid if shared[unit.uid] == 1 else "") for unit in units]
    units, fixed = _recall(units, ours, there, profiles, origin)
    known = known_of(record)
    is_known = [one.before is not None or talk_key(one.hashes) in known.talks for one in units]
    pairs = pair([unit.profile for unit in units], profiles, is_known, fixed)
    size = Counter(each.place for each in listed)
    matched = Counter((units[index].talk, listed[mate].place) for index, mate in pairs.items())
    parts = defaultdict[int, _Parts](lambda: _Parts([], [], []))
    for index, unit in enumerate(units):
        if index not in pairs:
            (parts[unit.talk].gone if is_known[index] else parts[unit.talk].others).append(unit)
            continue
        mate = listed[pairs[index]]
        is_whole = matched[unit.talk, mate.place] >= size[mate.place]
        parts[unit.talk].mates.append(Pair(unit, mate, profiles[pairs[index]], is_whole))
    return [_plan(each, parts[number], known, origin) for number, each in enumerate(found)]


def _units(number: int, found: FoundTalk, rules: DateRules) -> Iterator[Unit]:
    given = found.fields.get("given", ())
    for order, (fields, index) in enumerate(deliveries(found.fields)):
        item = given[index] if index is not None and isinstance(given, Sequence) else {}
        kept = OWN.union(item if isinstance(item, Mapping) else ())
        own = {key: value for key, value in fields.items() if key in kept}
        uid = found.uids[order] if order < len(found.uids) else ""
        yield Unit(number, uid, fields, own, profile(fields, rules), hashes(fields))


def _of_source(
    listed: Sequence[Delivery], record: ImportRecord, origin: Origin
) -> tuple[list[Seen], dict[int, int]]:
    """Return what the record has of a source, and which of it is where in the file."""
    ours = [each for each in record.seen if each.source == source_hash(origin.source)]
    sources = [str(each.fields.get("source", "")) for each in listed]
    return ours, recall.in_file(ours, [hashes(each.fields) for each in listed], sources)


def _recall(
    units: Sequence[Unit],
    ours: Sequence[Seen],
    there: Mapping[int, int],
    profiles: Sequence[Profile],
    origin: Origin,
) -> tuple[list[Unit], dict[int, int]]:
    """Add what the record has of each delivery, and map those that are still in the file to it."""

    def may_move(unit: int, mate: int) -> bool:
        """Return whether a talk without an id may be one of another date: none that is over."""
        spot = there.get(mate)
        if (
            spot is None
            or origin.today is None
            or dates_overlap(units[unit].profile, profiles[spot])
        ):
            return True
        end = profiles[spot].end
        return end is None or end >= origin.today

    wanted = [recall.Wanted(uid_hash(unit.uid), dict(unit.hashes)) for unit in units]
    pairs = recall.recall(wanted, ours, may_move)
    fixed = {index: there[mate] for index, mate in pairs.items() if mate in there}
    known = [
        unit._replace(before=ours[pairs[index]]) if index in pairs else unit
        for index, unit in enumerate(units)
    ]
    return known, fixed


def vanished(
    plans: Iterable[MergePlan],
    listed: Sequence[Delivery],
    record: ImportRecord,
    rules: DateRules,
    origin: Origin,
    *,
    ahead: date | None = None,
) -> list[Delivery]:
    """List the talks in the file that the source had before and has no more, one delivery of each.

    Of a source that lists what comes, talks that are over on the day `ahead` are left out.
    """
    plans = list(plans)
    ours, there = _of_source(listed, record, origin)
    matched = {id(one) for each in plans for one in each.before}
    places = {each.place for each in plans}
    found: dict[Place, Delivery] = {}
    for index, spot in sorted(there.items(), key=lambda pair: pair[1]):
        delivery = listed[spot]
        end = profile(delivery.fields, rules).end if ahead else None
        is_over = bool(end and ahead and end < ahead)
        if id(ours[index]) not in matched and delivery.place not in places and not is_over:
            found.setdefault(delivery.place, delivery)
    return [*found.values()]


def _plan(found: FoundTalk, parts: _Parts, known: Known, origin: Origin) -> MergePlan:
    mates, others, gone = parts
    seen = [_seen(unit, origin, unit.fields) for unit in others]
    seen += [_seen(unit, origin, ()) for unit in gone]
    before = tuple(one.before for one in (*gone, *(each.unit for each in mates)) if one.before)
    if not mates:
        action = Action.NEW if others else Action.GONE
        return MergePlan(found=found, action=action, seen=tuple(seen), before=before)
    edits: dict[tuple[Place, str], FieldEdit] = {}
    conflicts: dict[str, None] = {}
    for each in mates:
        written = []
        for edit, conflict in compare(each, known):
            if conflict:
                conflicts[conflict] = None
            else:
                edits.setdefault((edit.place, edit.key), edit)
                written.append(edit.key)
        seen.append(_seen(each.unit, origin, written, each.mate.fields))
    first = mates[0].mate
    return MergePlan(
        found=found,
        action=Action.MERGED if edits or others else Action.UNCHANGED,
        place=first.place,
        edits=tuple(edits.values()),
        given=tuple(unit.own for unit in others),
        listed=first.given,
        conflicts=tuple(conflicts),
        seen=tuple(seen),
        before=before,
    )


def _seen(
    unit: Unit, origin: Origin, written: Iterable[str], mine: Mapping[str, Plain] | None = None
) -> Seen:
    """Return what the record keeps of a delivery, of which an import writes some fields now.

    A field is an import's own if it wrote it before, or if it wrote the talk and the two agree.
    """
    names = {"speakers" if key == "speaker" else key for key in written}
    before = unit.before.fields if unit.before else {}
    if mine and origin.source and mine.get("source") == origin.source:
        names |= dict(hashes(mine).items() & unit.hashes.items()).keys()
    fields = {
        key: Value(WRITTEN if key in names or is_ours(before.get(key)) else SEEN, value)
        for key, value in unit.hashes.items()
    }
    for key, value in before.items():
        if key not in fields and is_ours(value) and key not in FLEETING:
            fields[key] = Value(DROPPED, value.hash)
    return Seen(source_hash(origin.source), uid_hash(unit.uid), fields)
