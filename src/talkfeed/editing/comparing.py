"""A delivery of a source, the same in the file, and the record → fields to set, and conflicts.

A missing field is filled in unless an earlier import has read the same value; a field that an
import wrote follows its source as long as nobody else changes it. All other differences change
nothing, and are reported once.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from talkfeed.deliveries.canonical import LINKS, addresses, canonical
from talkfeed.deliveries.plain import ORDER, OWN
from talkfeed.deliveries.profile import Profile, dates_overlap, events_match
from talkfeed.editing.record import DROPPED, NEVER, SEEN, Seen, Value, value_hash
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from talkfeed.deliveries.plain import Delivery
    from talkfeed.editing.record import ImportRecord
    from talkfeed.errors import Place
    from talkfeed.model.imported import Plain

TALK = ("title", "event", "date", "time")
"""Fields that distinguish a delivery from all others."""
FLEETING = frozenset(("status", "time"))
"""Fields that are removed if the source no longer has them; of others, that is reported."""
LONGEST = 60
"""The maximum length of a value in a conflict."""
_PEOPLE = {"speakers": "speaker", "speaker": "speakers"}


class FieldEdit(NamedTuple):
    """A field to set in the mapping at a place, or to remove from it (None)."""

    place: Place
    key: str
    value: Plain | None


class Unit(NamedTuple):
    """A delivery that was found.

    It has the index of its talk, its id in the source, all of its fields and its `own` ones, and
    `before`, what the record has of it.
    """

    talk: int
    uid: str
    fields: Mapping[str, Plain]
    own: Mapping[str, Plain]
    profile: Profile
    hashes: Mapping[str, str]
    before: Seen | None = None


class Pair(NamedTuple):
    """A delivery that was found, and the same delivery in the file.

    `is_whole` is False if the talk in the file has other deliveries that are not found with it.
    """

    unit: Unit
    mate: Delivery
    profile: Profile
    is_whole: bool = True


class Known(NamedTuple):
    """What earlier imports have read of any source: hashes of fields by title, and of talks."""

    values: frozenset[tuple[str, str, str]]
    talks: frozenset[tuple[str, ...]]


def known_of(record: ImportRecord) -> Known:
    """Index a record."""
    values = (
        (each.fields["title"].hash, key, value.hash)
        for each in record.seen
        if "title" in each.fields
        for key, value in each.fields.items()
    )
    talks = (talk_key({key: one.hash for key, one in each.fields.items()}) for each in record.seen)
    return Known(frozenset(values), frozenset(talks))


def talk_key(hashes: Mapping[str, str]) -> tuple[str, ...]:
    """Return the hashes that distinguish a delivery."""
    return tuple(hashes.get(key, "") for key in TALK)


def is_ours(value: Value | None) -> bool:
    """Return whether an import wrote a field."""
    return value is not None and value.mark != SEEN


def compare(both: Pair, known: Known) -> Iterator[tuple[FieldEdit, str]]:
    """Yield fields to set with "", and fields that differ with a description of the conflict."""
    unit, mate, *_ = both
    theirs = {_name(key): value for key, value in unit.fields.items()}
    before = unit.before.fields if unit.before else {}
    for key in dict.fromkeys(map(_name, ORDER)):
        value, base = theirs.get(key), before.get(key)
        if key in NEVER or (value is not None and _is_hash(base, key, value)):
            continue
        edit = FieldEdit(mate.own if key in OWN else mate.place, _spelling(key, both), value)
        conflict = _gone(key, both, base) if value is None else _changed(key, value, both, known)
        if conflict is not None:
            yield edit, conflict


def _gone(key: str, both: Pair, base: Value | None) -> str | None:
    """Return the conflict of a field that the source no longer has: "" to remove it, None for none.

    A field that was changed by hand, or was never the source's, is no conflict.
    """
    if base is None or base.mark == DROPPED or not _is_untouched(key, both, base):
        return None
    is_gone = key in FLEETING and both.is_whole
    return "" if is_gone else f"the source has no {key} any more"


def _changed(key: str, value: Plain, both: Pair, known: Known) -> str | None:
    """Return the conflict of a value that is new in the source: "" to write it, None for none."""
    unit, mine = both.unit, both.mate.fields.get(_spelling(key, both))
    base = unit.before.fields.get(key) if unit.before else None
    if (key in OWN or both.is_whole) and _is_untouched(key, both, base):
        return ""
    if _is_same(key, value, mine, both):
        return None
    if mine is None:
        read = unit.hashes.get("title", ""), key, unit.hashes[key]
        return None if read in known.values else ""
    if key == "abstract" and base is None:
        return None  # abstracts differ between most sources
    name = next(one for one in (key, _PEOPLE.get(key, key)) if one in unit.fields)
    others = "other" if name.endswith("s") and name != "status" else "another"
    return f"the source has {others} {name}: {_shown(value)}"


def _is_untouched(key: str, both: Pair, base: Value | None) -> bool:
    """Return whether an import wrote a field of the file, and nobody has changed it since."""
    mine = both.mate.fields.get(_spelling(key, both))
    return mine is not None and is_ours(base) and _is_hash(base, key, mine)


def _name(key: str) -> str:
    return "speakers" if key == "speaker" else key


def _spelling(key: str, both: Pair) -> str:
    """Return `speaker` or `speakers` as the file spells it, else as the source does."""
    other = _PEOPLE.get(key, key)
    there = both.mate.fields, both.unit.fields
    return next((name for fields in there for name in (key, other) if name in fields), key)


def _is_hash(base: Value | None, key: str, value: Plain) -> bool:
    return base is not None and base.hash == value_hash(key, value)


def _is_same(key: str, value: Plain, mine: Plain | None, both: Pair) -> bool:
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
