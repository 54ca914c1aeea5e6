"""JSON of Indico (`/export/event/ID.json?detail=contributions`) → the talks of its events.

Contributions and subcontributions are talks, in an event, a session or a timetable. A lecture is a
talk by its chairs. An event without contributions is unparsed: it was exported without `detail`.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from talkfeed.importers.schedules.conference import address, days, entry_of
from talkfeed.importers.schedules.event import NO_SPEAKER
from talkfeed.limits import MAX_DEPTH
from talkfeed.model.imported import ImportResult, Unparsed
from talkfeed.model.vocabulary import KINDS, word_of
from talkfeed.records.breaks import NO_TALK, is_break
from talkfeed.records.collecting import collect
from talkfeed.records.draft import Draft, Link, Named, finish
from talkfeed.records.html_to_markdown import as_markdown
from talkfeed.records.json_values import Json, entries, entry, first, load, mappings, peek, text
from talkfeed.records.persons import people_of
from talkfeed.records.source_errors import wrong_kind
from talkfeed.records.timestamps import Moment, Phrase, end_of, moment, phrase, unreadable
from talkfeed.records.unused import note

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from talkfeed.model.imported import ImportOptions, Plain, SourceInput
    from talkfeed.records.draft import Outcome

KIND = "indico"
_USED = frozenset(
    (
        *("title", "description", "startDate", "endDate", "duration", "room", "roomFullname"),
        *("location", "speakers", "presenters", "primaryauthors", "chairs", "folders", "material"),
        *("attachments", "url", "track", "keywords", "language", "id", "_type", "entryType"),
        *("subContributions", "contributions", "_fossil", "db_id", "friendly_id", "type"),
    )
)
_MINUTES = re.compile(r"\d{1,4}", re.ASCII)
_LECTURE = frozenset({"simple_event", "lecture"})
_PEOPLE = ("speakers", "presenters", "primaryauthors")
_NO_CONTRIBUTIONS = "an event without contributions: export it with ?detail=contributions"


def recognise(source: SourceInput) -> float:
    """Score a source by the type of the response, or its events."""
    node = peek(source)
    if first(node, "_type") == "HTTPAPIResult":
        return 0.95
    is_export = any(
        "startDate" in one and (first(one, "_type") == "Conference" or "contributions" in one)
        for one in mappings(node, "results")
    )
    return 0.8 if is_export else 0.0


def read(source: SourceInput, options: ImportOptions) -> ImportResult:
    """Read every contribution of every event.

    Raises:
        Rejected: TF702, it is not an export; TF704, it is too large.
    """
    node = load(source)
    if not recognise(source):
        raise wrong_kind(source, "an export of Indico")
    base = first(node, "url") or source.base
    results = entry(node, "results")
    timetables = list(results.values()) if isinstance(results, dict) else []
    events = mappings(results) or mappings(timetables)
    outcomes = [one for event in events for one in _outcomes(event, base, options)]
    parts = (one for event in events for one in _contributions(event, MAX_DEPTH))
    talks, unparsed = collect((*outcomes, *note(parts, _USED)))
    title = first(events[0], "title") if len(events) == 1 else ""
    about = tuple(one for event in events for one in _about(event, options))
    everyone = (who for event in events for who in _everyone(event))
    people = people_of(everyone, talks, base)
    return ImportResult(
        kind=KIND, talks=talks, unparsed=unparsed, title=title, events=about, people=people
    )


def _about(event: dict[str, Json], options: ImportOptions) -> tuple[Mapping[str, Plain], ...]:
    """Return the entry of an event below `events:`; a lecture is a talk."""
    if first(event, "type", "_type") in _LECTURE:
        return ()
    start, end = (first(entry(event, key), "date") for key in ("startDate", "endDate"))
    return entry_of(
        name=first(event, "title"),
        url=address(first(event, "url")),
        dates=days(start, end, options),
        location=first(event, "location"),
        timezone=first(event, "timezone") or first(entry(event, "startDate"), "tz"),
        description=as_markdown(first(event, "description")),
    )


def _outcomes(event: dict[str, Json], base: str, options: ImportOptions) -> Iterator[Outcome]:
    name = Named(first(event, "title"), first(event, "url"))
    found = list(_contributions(event, MAX_DEPTH))
    for node in found:
        is_unnamed = is_break(first(node, "title")) and not any(_people(node))
        if first(node, "entryType") == "Break" or is_unnamed:
            yield Unparsed(text=first(node, "title"), why=NO_TALK, is_talk=False)
        else:
            yield from _talks(node, name, base, options)
    if not found and first(event, "type", "_type") in _LECTURE:
        yield finish(_draft(event, Named(""), base, options), options)
    elif not found:
        when = _when(event, options)
        yield Unparsed(text=f"{name.name} ({when.text})", why=_NO_CONTRIBUTIONS, is_talk=False)


def _contributions(node: Json, depth: int) -> Iterator[dict[str, Json]]:
    """Yield the contributions and breaks in sessions and days, down to a depth."""
    inner = node.values() if isinstance(node, dict) else entries(node)
    for one in inner if depth else ():
        kinds = {first(one, "_type"), first(one, "entryType")}
        if not kinds.isdisjoint({"Contribution", "Break"}) and "title" in one:
            yield one
        elif isinstance(one, dict | list):
            yield from _contributions(one, depth - 1)


def _talks(
    node: dict[str, Json], event: Named, base: str, options: ImportOptions
) -> Iterator[Outcome]:
    """Yield the talk of a contribution, and of each of its subcontributions."""
    draft = _draft(node, event, base, options)
    parts = mappings(node, "subContributions")
    if draft.speakers or not parts:
        yield finish(draft, options)
    for part in parts:
        within = {key: node.get(key) for key in ("startDate", "room", "location", "roomFullname")}
        yield finish(_draft(within | part | {"endDate": None}, event, base, options), options)


def _draft(node: dict[str, Json], event: Named, base: str, options: ImportOptions) -> Draft:
    people = tuple(_people(node))
    unnamed = () if people or options.speaker else (NO_SPEAKER,)
    room = first(node, "roomFullname", "room")
    place = first(node, "location")
    return Draft(
        title=first(node, "title"),
        speakers=people,
        event=event,
        when=_when(node, options),
        location=Named(place if place != room else ""),
        room=room,
        track=first(node, "track"),
        kind=word_of(first(node, "type"), KINDS),
        links=(*_materials(node), Link(first(node, "url"), kind="url")),
        abstract=first(node, "description"),
        tags=[*map(text, entries(node, "keywords"))],
        language=first(node, "language"),
        doubts=unnamed,
        base=base,
        uid=first(node, "url") or first(node, "id"),
    )


def _people(node: Json) -> Iterator[Named]:
    """Yield the speakers, or else the authors or the chairs."""
    for key in (*_PEOPLE, "chairs"):
        if people := mappings(node, key):
            yield from map(_person, people)
            return


def _everyone(event: Json) -> Iterator[Json]:
    """Yield the people of an event and its contributions, with the names that talks have."""
    for node in (event, *_contributions(event, MAX_DEPTH)):
        for one in (node, *mappings(node, "subContributions")):
            for who in (who for key in (*_PEOPLE, "chairs") for who in mappings(one, key)):
                yield {**who, "public_name": _person(who).name}


def _person(node: Json) -> Named:
    whole = f"{first(node, 'first_name', 'firstName')} {first(node, 'last_name', 'familyName')}"
    named = first(node, "fullName", "name", "full_name")
    family, comma, given = named.partition(",")
    name = whole if whole.strip() else f"{given.strip()} {family.strip()}" if comma else named
    return Named(name, affiliation=first(node, "affiliation"))


def _materials(node: Json) -> Iterator[Link]:
    """Yield files and links, by the keys of every version of Indico."""
    for folder in (*mappings(node, "folders"), *mappings(node, "material")):
        about = first(folder, "title")
        for one in (*mappings(folder, "attachments"), *mappings(folder, "resources")):
            label = first(one, "title", "name")
            yield Link(first(one, "link_url", "download_url", "url"), f"{about} {label}".strip())
    attached = entry(node, "attachments")
    for one in (*mappings(attached, "files"), *mappings(attached, "folders")):
        yield Link(first(one, "download_url", "link_url", "url"), first(one, "title"))


# --- when ---------------------------------------------------------------------------------------


def _when(node: Json, options: ImportOptions) -> Phrase:
    start, zone = _moment(entry(node, "startDate"))
    end, _ = _moment(entry(node, "endDate"))
    minutes = text(entry(node, "duration"))
    length = timedelta(minutes=int(minutes)) if _MINUTES.fullmatch(minutes) else None
    found = phrase(start, end or end_of(start, length), zone, options)
    return Phrase(found.text, (*found.doubts, *unreadable(_stated(entry(node, "startDate")))))


def _moment(node: Json) -> tuple[Moment | None, str]:
    """Parse `{"date": "2011-06-23", "time": "08:20:00", "tz": "Europe/Zurich"}`."""
    return moment(_stated(node)), first(node, "tz")


def _stated(node: Json) -> str:
    return f"{first(node, 'date')} {first(node, 'time')}".strip()
