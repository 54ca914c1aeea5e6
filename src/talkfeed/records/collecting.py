"""Talks and unparsed parts of a source → those of several days as one talk, with `given`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from talkfeed.errors import Rejected
from talkfeed.limits import MAX_FOUND
from talkfeed.model.imported import Confidence, FoundTalk, Unparsed, merged_entry
from talkfeed.model.plainfields import OF_TALK
from talkfeed.model.repeats import merged
from talkfeed.records.draft import ORDER, PLACE_AND_LINKS, Fields, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from talkfeed.model.imported import MergedEntry, Plain

_PER_DELIVERY = (*PLACE_AND_LINKS, *OF_TALK, "status")


def collect(outcomes: Iterable[Outcome]) -> tuple[tuple[FoundTalk, ...], tuple[Unparsed, ...]]:
    """Separate talks from unparsed parts, and merge the deliveries of each talk.

    Raises:
        Rejected: TF704, there are more than talks.yaml can hold.
    """
    groups: dict[object, list[FoundTalk]] = {}
    unparsed = []
    for outcome in outcomes:
        if isinstance(outcome, Unparsed):
            unparsed.append(outcome)
        else:
            key = len(groups) if "given" in outcome.fields else _talk_key(outcome)
            groups.setdefault(key, []).append(outcome)
    if len(groups) + len(unparsed) > MAX_FOUND:
        raise Rejected("TF704", f"more than {MAX_FOUND:,} talks", "import a part of them")
    return tuple(map(merge_deliveries, groups.values())), tuple(unparsed)


def _talk_key(found: FoundTalk) -> object:
    """Return a key that is the same for deliveries of one talk: its title and speakers.

    Event and date belong to it if there are no speakers or no date: such talks are not merged.
    """
    names = tuple(sorted(map(_name, found.fields.get("speakers", ()))))
    date = found.fields.get("date", "")
    more = () if names and date else (_name(found.fields.get("event", "")), date)
    return str(found.fields["title"]).casefold(), names, *more


def _name(who: Plain) -> str:
    return str(who["name"] if isinstance(who, Mapping) else who).casefold()


def merge_deliveries(group: Sequence[FoundTalk]) -> FoundTalk:
    """Merge deliveries into one talk; fields that differ between them go below `given`."""
    if len(group) == 1 and "given" in group[0].fields:
        return group[0]
    days: dict[object, Fields] = {}
    ids: dict[object, str] = {}
    entries: list[MergedEntry] = []
    for each in group:
        day = _name(each.fields.get("event", "")), each.fields.get("date")
        if each is not group[0]:
            entries += merged_entry(each, is_repeat=day in days)
        days[day] = merged(days.get(day, {}), each.fields)
        ids[day] = ids.get(day, "") or next(iter(each.uids), "")
    rows = list(days.values())
    uids = tuple(ids.values())
    differing = [
        key for key in _PER_DELIVERY if any(row.get(key) != rows[0].get(key) for row in rows)
    ]
    fields: Fields = {}
    for row in rows:
        fields = {key: value for key, value in row.items() if key not in differing} | fields
    if differing:
        fields["given"] = [{key: row[key] for key in differing if key in row} for row in rows]
    return FoundTalk(
        fields=dict(sorted(fields.items(), key=lambda field: ORDER.index(field[0]))),
        confidence=max((each.confidence for each in group), key=list(Confidence).index),
        doubts=tuple(dict.fromkeys(doubt for each in group for doubt in each.doubts)),
        where=group[0].where,
        line=group[0].line,
        uids=uids if any(uids) else (),
        merged=(*group[0].merged, *entries),
    )


def deliveries(talk: FoundTalk) -> Iterator[FoundTalk]:
    """Yield a talk, or its deliveries, each with all fields of the talk."""
    given = talk.fields.get("given", ({},))
    fields = {key: value for key, value in talk.fields.items() if key != "given"}
    for row in given:
        yield replace(talk, fields={**fields, **(row if isinstance(row, Mapping) else {})})
