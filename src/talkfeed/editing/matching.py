"""Deliveries found and listed → pairs of the same delivery, by the strongest evidence first.

The strongest is an id; then title, event and an overlapping date ("Oct 2015" and "2015-10-07"
overlap); then a unique link, if something else agrees; then the title with less. Pairs are one to
one; evidence that several deliveries share is ignored.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from talkfeed.deliveries.profile import Profile, dates_overlap, events_match
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence


# --- what agrees --------------------------------------------------------------------------------


def is_undated(one: Profile, other: Profile) -> bool:
    """Return whether one of two has no date, so that they cannot be compared."""
    return one.start is None or other.start is None


def _titles_match(one: Profile, other: Profile) -> bool:
    return one.title == other.title or (
        min(len(one.title), len(other.title)) > 10  # noqa: PLR2004  — two words
        and (one.title in other.title or other.title in one.title)
    )


def _recording(one: Profile, other: Profile) -> bool:
    return (
        _titles_match(one, other)
        or dates_overlap(one, other)
        or events_match(one, other)
        or bool(one.speakers & other.speakers)
    )


def _material(one: Profile, other: Profile) -> bool:
    return _titles_match(one, other) and (dates_overlap(one, other) or is_undated(one, other))


def _titled(one: Profile, other: Profile) -> bool:
    return (dates_overlap(one, other) or is_undated(one, other)) and (
        not one.event
        or not other.event
        or events_match(one, other)
        or bool(one.speakers & other.speakers)
    )


# --- the levels ---------------------------------------------------------------------------------


class Level(NamedTuple):
    """A kind of evidence: the `keys` that two deliveries share, and what else has to agree.

    With `shares`, several found deliveries may match one listed. With `again`, only deliveries that
    an earlier import has found are matched.
    """

    keys: Callable[[Profile], Iterable[object]]
    agrees: Callable[[Profile, Profile], bool]
    shares: bool = False
    again: bool = False


def _ids(one: Profile) -> Iterator[object]:
    if one.id:
        yield one.id


def _whole(one: Profile) -> Iterator[object]:
    yield one.key


def _occasion(one: Profile) -> Iterator[object]:
    yield one.title, one.event


def _title(one: Profile) -> Iterator[object]:
    yield one.title


def _always(_one: Profile, _other: Profile) -> bool:
    return True


LEVELS = (
    Level(_ids, _always),
    Level(_whole, _always, shares=True),
    Level(_occasion, dates_overlap),
    Level(lambda one: one.recordings, _recording),
    Level(lambda one: one.links, _material),
    Level(_title, _titled),
    Level(_occasion, is_undated),
    Level(_title, _always, again=True),
)
"""From the strongest evidence to the weakest."""
CROWD = 50
"""A key of more deliveries than this, such as the address of a playlist, is not evidence."""


def pair(
    found: Sequence[Profile],
    listed: Sequence[Profile],
    is_known: Sequence[bool],
    fixed: Mapping[int, int] | None = None,
) -> dict[int, int]:
    """Map the indexes of found deliveries to those of the same deliveries in the list.

    `is_known` marks those that an earlier import has found: for them a title alone is enough,
    because date and event may have been corrected by hand since. `fixed` are pairs known before.
    """
    pairs = dict(fixed or {})
    for level in LEVELS:
        taken = frozenset() if level.shares else frozenset(pairs.values())
        candidates = {
            index: one
            for index, one in enumerate(found)
            if index not in pairs and (is_known[index] or not level.again)
        }
        left = {mate: one for mate, one in enumerate(listed) if mate not in taken}
        matches = list(dict.fromkeys(_matches(level, candidates, left)))
        if level.shares:
            pairs |= dict(reversed(matches))
        else:
            of_index = Counter(index for index, _ in matches)
            of_mate = Counter(mate for _, mate in matches)
            pairs |= {i: mate for i, mate in matches if of_index[i] == of_mate[mate] == 1}
    return pairs


def _matches(
    level: Level, found: Mapping[int, Profile], listed: Mapping[int, Profile]
) -> Iterator[tuple[int, int]]:
    """Yield all pairs that the evidence of a level supports."""
    by_key = _by_key(level, listed)
    for key, indexes in _by_key(level, found).items():
        mates = by_key.get(key, ())
        if not level.shares and len(indexes) * len(mates) > CROWD * CROWD:
            continue
        for index in indexes:
            for mate in mates[:1] if level.shares else mates:
                if level.agrees(found[index], listed[mate]):
                    yield index, mate


def _by_key(level: Level, profiles: Mapping[int, Profile]) -> dict[object, list[int]]:
    found: dict[object, list[int]] = defaultdict(list)
    for index, one in profiles.items():
        for key in level.keys(one):
            found[key].append(index)
    return found
