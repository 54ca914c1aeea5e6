"""Entries → for each talk, the other talks that its page leads to.

Talks of a person, an event or a tag are its neighbours in time there, not the newest ones: so a new
talk changes a few pages, however many talks the group has.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from talkfeed.identity import canonical, fold
from talkfeed.model import Mention, Related
from talkfeed.model.when import unix_time
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from talkfeed.model import Entry, Talk

FEW = 3
"""The maximum number of talks of the same speaker, event or tag."""
DELIVERIES = 6
"""The maximum number of other occasions at which a talk was given."""

Relations = tuple[tuple[tuple[str, str, int], ...], bytes]
"""For a talk, its kinds of relations with a name and a number of talks, and the ranks of these."""
Group = tuple[str, str]
"""A kind of relation and a folded name."""


class _Place(NamedTuple):
    """The place of a talk in a group: its name as the talk has it, and its position in time."""

    group: Group
    name: str
    position: int


def delivery(talk: Talk) -> str:
    """Return what deliveries of one talk have in common: the title and the speakers, folded."""
    return "\n".join((fold(talk.title), *sorted(fold(each.name) for each in talk.speakers)))


def relations(entries: Sequence[Entry], aliases: Mapping[str, str]) -> tuple[Relations, ...]:
    """Return the relations of each entry; ranks are those of `entries`."""
    groups: dict[Group, list[int]] = {}
    places: list[list[_Place]] = [[] for _ in entries]
    folded: dict[Group, str] = {}
    for rank in sorted(range(len(entries)), key=lambda rank: _moment(entries[rank])):
        for named in _names(entries[rank].talk):
            kind, name = named
            if named not in folded:
                folded[named] = fold(canonical(name, aliases) if kind == "speaker" else name)
            group = kind, folded[named]
            members = groups.setdefault(group, [])
            places[rank].append(_Place(group, name, len(members)))
            members.append(rank)
    heads: dict[tuple[tuple[str, str, int], ...], tuple[tuple[str, str, int], ...]] = {}
    found = []
    for rank in range(len(entries)):
        rows = [*_of(rank, places[rank], groups)]
        head = tuple((kind, name, len(ranks)) for kind, name, ranks in rows)
        ranks = array("I", (each for row in rows for each in row[2]))
        found.append((heads.setdefault(head, head), ranks.tobytes()))
    return tuple(found)


def _names(talk: Talk) -> Iterator[Group]:
    """Name the groups that a talk is in, those that its neighbours are taken from first."""
    if talk.event:
        yield "event", talk.event.name
    for name in talk.all_series:
        yield "series", name
    yield "all", ""
    if talk.speakers:
        yield "delivery", delivery(talk)
    for person in talk.speakers:
        yield "speaker", person.name
    for name in talk.tags:
        yield "tag", name


def _of(
    rank: int, places: Sequence[_Place], groups: Mapping[Group, Sequence[int]]
) -> Iterator[tuple[str, str, list[int]]]:
    """Return the relations of a talk, in which no talk is listed twice."""
    found = next(each for each in places if each.group[0] == "all" or len(groups[each.group]) > 1)
    members, position = groups[found.group], found.position
    seen = {rank}
    for kind, place in (("previous", position - 1), ("next", position + 1)):
        if 0 <= place < len(members):
            seen.add(members[place])
            yield kind, found.name, [members[place]]
    by_kind: dict[str, list[_Place]] = {}
    for each in places:
        by_kind.setdefault(each.group[0], []).append(each)
    chosen = [*by_kind.get("delivery", ()), *by_kind.get("speaker", ()), *by_kind.get("event", ())]
    if tags := [tag for tag in by_kind.get("tag", ()) if len(groups[tag.group]) > 1]:
        chosen.append(min(tags, key=lambda tag: len(groups[tag.group])))
    for each in chosen:
        kind = each.group[0]
        is_same = kind == "delivery"
        skipped, limit = ({rank}, DELIVERIES) if is_same else (seen, FEW)
        near = _near(groups[each.group], each.position, skipped, limit)
        if near:
            seen.update(near)
            yield kind, "" if is_same else each.name, near


def _near(members: Sequence[int], position: int, seen: Collection[int], limit: int) -> list[int]:
    """Return the nearest members of a group that have not been seen, in the order of time."""
    found: list[tuple[int, int]] = []
    for step in range(1, limit + len(seen) + 1):
        for place in (position + step, position - step):
            if 0 <= place < len(members) and members[place] not in seen and len(found) < limit:
                found.append((place, members[place]))
    return [rank for _, rank in sorted(found)]


def _moment(entry: Entry) -> tuple[float, int]:
    """Return what sorts entries by time; talks without a date come last."""
    start = entry.talk.when.start
    return unix_time(start) if start else float("inf"), entry.talk.order


def mentioned(
    entries: Sequence[Entry], known: Sequence[Relations]
) -> Callable[[int], tuple[Related, ...]]:
    """Return a function from the rank of an entry to what its page says of related talks."""
    made: dict[int, Mention] = {}

    def mention(rank: int) -> Mention:
        if rank not in made:
            made[rank] = _mention(entries[rank])
        return made[rank]

    def of_rank(rank: int) -> tuple[Related, ...]:
        heads, packed = known[rank]
        ranks = iter(array("I", packed))
        return tuple(
            Related(kind, name, tuple(mention(next(ranks)) for _ in range(count)))
            for kind, name, count in heads
        )

    return of_rank


def _mention(entry: Entry) -> Mention:
    talk = entry.talk
    return Mention(
        url=entry.url,
        title=talk.title,
        language=talk.language or "",
        by=tuple(person.name for person in talk.speakers),
        occasion=talk.occasion or "",
        when=talk.when,
        status=talk.status,
    )
