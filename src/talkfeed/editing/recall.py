"""Deliveries of a source → what the import record has of them, and where they are in the file.

The id that the source has for a delivery decides. Without one, or if a source changes its ids with
each export, it is the same delivery if its title, event, date and time are the same, or if it is
the only one of its title that the record and the source have left. All pairs are one to one.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from talkfeed.editing.record import NAMELESS, source_hash
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from talkfeed.editing.record import Seen

Hashes = dict[str, str]
_SAME = ("title", "event", "date", "time")
_CHANGED = (("title", "event"), ("title",), ("speakers", "event", "date", "time"))
"""Keys of which all have to agree, the strongest evidence first; the first has to be known."""


class Wanted(NamedTuple):
    """A delivery that was found: the hash of its id in the source, and those of its fields."""

    uid: str
    fields: Hashes


def in_file(
    seen: Sequence[Seen], listed: Sequence[Hashes], sources: Sequence[str]
) -> dict[int, int]:
    """Map what a source has listed to the deliveries in the file, whose sources are `sources`.

    A talk of another source is the same only if title, event, date and time are.
    """
    fields = {index: _hashes(each) for index, each in enumerate(seen)}
    pairs = _twins({}, fields, dict(enumerate(listed)))
    allowed = {"", *(each.source for each in seen)}
    ours = {
        index: each
        for index, (each, source) in enumerate(zip(listed, sources, strict=True))
        if (source_hash(source) if source else "") in allowed
    }
    return _go_on(pairs, fields, ours, lambda _one, _other: True)


def recall(
    found: Sequence[Wanted], seen: Sequence[Seen], may_move: Callable[[int, int], bool]
) -> dict[int, int]:
    """Map deliveries that were found to those that the source has listed before.

    `may_move` decides by the index of both whether one without an id may have another date now.
    """
    wanted = {index: each.fields for index, each in enumerate(found)}
    fields = {index: _hashes(each) for index, each in enumerate(seen)}
    pairs = _by_id(found, seen)
    pairs = _twins(pairs, wanted, fields)
    named = {index for index, each in enumerate(seen) if each.uid != NAMELESS}
    kept = named.intersection(pairs[index] for index in pairs if found[index].uid != NAMELESS)
    is_stable = any(
        found[index].uid == seen[mate].uid != NAMELESS for index, mate in pairs.items()
    ) and 2 * len(kept) >= len(named)
    open_ = {
        index: each
        for index, each in wanted.items()
        if found[index].uid == NAMELESS or not is_stable
    }
    more = _go_on(pairs, open_, fields, may_move)
    return pairs | more


def _hashes(seen: Seen) -> Hashes:
    return {key: value.hash for key, value in seen.fields.items()}


def _by_id(found: Sequence[Wanted], seen: Sequence[Seen]) -> dict[int, int]:
    """Pair by ids, unless they are numbers of rows: then a title has another id than before."""
    ids = {each.uid: index for index, each in enumerate(seen) if each.uid != NAMELESS}
    pairs = {index: ids[each.uid] for index, each in enumerate(found) if each.uid in ids}
    owners = {_key(each.fields, _SAME): each.uid for each in found}
    for index, mate in pairs.items():
        before = _hashes(seen[mate])
        owner = owners.get(_key(before, _SAME), seen[mate].uid)
        if owner != seen[mate].uid and before.get("title") != found[index].fields.get("title"):
            return {}
    return pairs


def _twins(
    pairs: Mapping[int, int], left: Mapping[int, Hashes], right: Mapping[int, Hashes]
) -> dict[int, int]:
    """Pair what is the same in all fields, then in those that distinguish deliveries."""
    pairs = dict(pairs)
    for keys in (None, _SAME):
        more = _pair(_without(left, pairs), _without(right, pairs.values()), keys, twins=True)
        pairs |= more
    return pairs


def _go_on(
    pairs: dict[int, int],
    left: Mapping[int, Hashes],
    right: Mapping[int, Hashes],
    agrees: Callable[[int, int], bool],
) -> dict[int, int]:
    """Pair what is left by weaker evidence, if only one of each side has it."""
    pairs = dict(pairs)
    for keys in _CHANGED:
        more = _pair(_without(left, pairs), _without(right, pairs.values()), keys)
        pairs |= {index: mate for index, mate in more.items() if agrees(index, mate)}
    return pairs


def _without(fields: Mapping[int, Hashes], taken: Iterable[int]) -> dict[int, Hashes]:
    gone = frozenset(taken)
    return {index: each for index, each in fields.items() if index not in gone}


def _key(fields: Hashes, keys: Sequence[str] | None) -> object:
    return tuple(fields.get(key, "") for key in keys) if keys else tuple(sorted(fields.items()))


def _pair(
    left: Mapping[int, Hashes],
    right: Mapping[int, Hashes],
    keys: Sequence[str] | None,
    *,
    twins: bool = False,
) -> dict[int, int]:
    """Pair those of which all keys agree (None: all fields); with `twins`, several in order."""
    sides: tuple[dict[object, list[int]], dict[object, list[int]]] = (
        defaultdict(list),
        defaultdict(list),
    )
    for side, fields in zip(sides, (left, right), strict=True):
        for index, each in fields.items():
            if keys is None or keys[0] in each:
                side[_key(each, keys)].append(index)
    pairs: dict[int, int] = {}
    for key, indexes in sides[0].items():
        mates = sides[1].get(key, [])
        if twins or len(indexes) == len(mates) == 1:
            pairs |= zip(indexes, mates, strict=False)
    return pairs
