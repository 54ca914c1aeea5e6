"""Indico's HTTP API (`/export/event/ID.json?detail=contributions`) → talks of its events.

Contributions are talks wherever they stand: in an event, a session, or a timetable; so are
subcontributions. A lecture is a talk itself, held by its chairs. An event without contributions
is an unparsed part: the export was made without `detail`.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from talkfeed.importers.common.draft import Draft, Link, Named, collect, finish
from talkfeed.importers.common.json_values import (
    Node,
    entries,
    entry,
    first,
    load,
    mappings,
    peek,
    text,
    wrong_kind,
)
from talkfeed.importers.common.timestamps import Moment, Phrase, end_of, moment, phrase
from talkfeed.importers.schedules.event import NO_TALK, is_break
from talkfeed.limits import MAX_DEPTH
from talkfeed.model.imported import ImportResult, Unparsed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from talkfeed.importers.common.draft import Outcome
    from talkfeed.model.imported import ImportOptions, SourceInput

KIND = "indico"
_MINUTES = re.compile(r"\d{1,4}", re.ASCII)
_LECTURE = frozenset({"simple_event", "lecture"})
_PEOPLE = ("speakers", "presenters", "primaryauthors")
_NO_CONTRIBUTIONS = "an event without contributions: export it with ?detail=contributions"


def recognise(source: SourceInput) -> float:
    """Tell how much a source looks like an export: Indico names the type of its answer."""
    node = peek(source)
    if first(node, "_type") == "HTTPAPIResult":
        return 0.95
    return 0.8 if any(map(_is_event, mappings(node, "results"))) else 0.0


def read(source: SourceInput, options: ImportOptions) -> ImportResult:
    """Read every contribution of every event.

    Raises:
        Rejected: TF702, it is no export; TF704, it is too large.
    """
    node = load(source)
    if not recognise(source):
        raise wrong_kind(source, "an export of Indico")
    base = first(node, "url") or source.base
    results = entry(node, "results")
    events = mappings(results) or _days(results)
    outcomes = [one for event in events for one in _outcomes(event, base, options)]
    talks, unparsed = collect(outcomes)
    title = first(events[0], "title") if len(events) == 1 else ""
    return ImportResult(kind=KIND, talks=talks, unparsed=unparsed, title=title)


def _is_event(node: Node) -> bool:
    return "startDate" in node and (first(node, "_type") == "Conference" or "contributions" in node)


def _days(results: Node) -> list[dict[str, Node]]:
    """Give the timetables of an export, by the ids of their events."""
    return (
        [one for one in results.values() if isinstance(one, dict)]
        if isinstance(results, dict)
        else []
    )


def _outcomes(event: dict[str, Node], base: str, options: ImportOptions) -> Iterator[Outcome]:
    name = Named(first(event, "title"), first(event, "url"))
    found = list(_contributions(event, MAX_DEPTH))
    for node in found:
        if first(node, "entryType") == "Break" or _is_break(node):
            yield Unparsed(text=first(node, "title"), why=NO_TALK, is_talk=False)
        else:
            yield from _talks(node, name, base, options)
    if not found and first(event, "type", "_type") in _LECTURE:
        yield finish(_draft(event, Named(""), base, options), options)
    elif not found:
        when = _when(event, options)
        yield Unparsed(text=f"{name.name} ({when.text})", why=_NO_CONTRIBUTIONS, is_talk=False)


def _is_break(node: Node) -> bool:
    return is_break(first(node, "title")) and not any(_people(node))


def _contributions(node: Node, depth: int) -> Iterator[dict[str, Node]]:
    """Walk to the contributions and breaks, through sessions and days."""
    inner = node.values() if isinstance(node, dict) else entries(node)
    for one in inner if depth else ():
        if isinstance(one, dict) and _is_contribution(one):
            yield one
        elif isinstance(one, dict | list):
            yield from _contributions(one, depth - 1)


def _is_contribution(node: dict[str, Node]) -> bool:
    kinds = {first(node, "_type"), first(node, "entryType")}
    return not kinds.isdisjoint({"Contribution", "Break"}) and "title" in node


def _talks(
    node: dict[str, Node], event: Named, base: str, options: ImportOptions
) -> Iterator[Outcome]:
    """Make a talk of a contribution, and of each part of it that has speakers of its own."""
    draft = _draft(node, event, base, options)
    parts = mappings(node, "subContributions")
    if draft.speakers or not parts:
        yield finish(draft, options)
    for part in parts:
        within = {key: node.get(key) for key in ("startDate", "room", "location", "roomFullname")}
        yield finish(_draft(within | part | {"endDate": None}, event, base, options), options)


def _draft(node: dict[str, Node], event: Named, base: str, options: ImportOptions) -> Draft:
    people = tuple(_people(node))
    unnamed = () if people or options.speaker else ("nobody is named as speaker",)
    room = first(node, "roomFullname", "room")
    place = first(node, "location")
    return Draft(
        title=first(node, "title"),
        speakers=people,
        event=event,
        when=_when(node, options),
        location=Named(", ".join(dict.fromkeys(filter(None, (room, place))))),
        links=(*_materials(node), Link(first(node, "url"), kind="url")),
        abstract=first(node, "description"),
        tags=[first(node, "track"), *map(text, entries(node, "keywords"))],
        language=first(node, "language"),
        doubts=unnamed,
        base=base,
    )


def _people(node: Node) -> Iterator[Named]:
    """List who speaks; where no speaker is named, the authors or an event's chairs."""
    for key in (*_PEOPLE, "chairs"):
        if people := mappings(node, key):
            yield from map(_person, people)
            return


def _person(node: Node) -> Named:
    whole = f"{first(node, 'first_name', 'firstName')} {first(node, 'last_name', 'familyName')}"
    named = first(node, "fullName", "name", "full_name")
    family, comma, given = named.partition(",")
    return Named(
        whole if whole.strip() else f"{given.strip()} {family.strip()}" if comma else named
    )


def _materials(node: Node) -> Iterator[Link]:
    """List files and links, in the words of all of Indico's versions."""
    for folder in (*mappings(node, "folders"), *mappings(node, "material")):
        about = first(folder, "title")
        for one in (*mappings(folder, "attachments"), *mappings(folder, "resources")):
            label = first(one, "title", "name")
            yield Link(first(one, "link_url", "download_url", "url"), f"{about} {label}".strip())
    attached = entry(node, "attachments")
    for one in (*mappings(attached, "files"), *mappings(attached, "folders")):
        yield Link(first(one, "download_url", "link_url", "url"), first(one, "title"))


# --- when ---------------------------------------------------------------------------------------


def _when(node: Node, options: ImportOptions) -> Phrase:
    start, zone = _moment(entry(node, "startDate"))
    end, _ = _moment(entry(node, "endDate"))
    return phrase(start, end or end_of(start, _length(entry(node, "duration"))), zone, options)


def _moment(node: Node) -> tuple[Moment | None, str]:
    """Read `{"date": "2011-06-23", "time": "08:20:00", "tz": "Europe/Zurich"}`."""
    stated = f"{first(node, 'date')} {first(node, 'time')}".strip()
    return moment(stated), first(node, "tz")


def _length(node: Node) -> timedelta | None:
    """Read a number of minutes."""
    words = text(node)
    return timedelta(minutes=int(words)) if _MINUTES.fullmatch(words) else None
