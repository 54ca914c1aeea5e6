"""schedule.xml of frab, pentabarf, pretalx and hub (schema of c3voc) → the talks of a conference.

A day of a program may end after midnight, as the `date` of an event or the start of the day shows.
The older format of EuroPython, with `entry` for `event`, is not supported.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.importers.common.xml import inner, root, root_name, words
from talkfeed.importers.schedules.conference import address, days, entry_of
from talkfeed.importers.schedules.event import (
    USED,
    Day,
    Program,
    clock_of,
    day_of,
    outcome,
    persons_of,
)
from talkfeed.model.imported import ImportResult
from talkfeed.records.collecting import collect
from talkfeed.records.draft import Named
from talkfeed.records.persons import people_of
from talkfeed.records.source_errors import wrong_kind
from talkfeed.records.unused import note

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from talkfeed.model.imported import ImportOptions, SourceInput
    from talkfeed.records.draft import Outcome

KIND = "frab"
_TEXTS = frozenset({"abstract", "description"})
_LISTS = {"persons": "person", "links": "link", "attachments": "attachment"}


def recognise(source: SourceInput) -> float:
    """Score a source by its root `schedule`, and whether it has a conference with days."""
    if root_name(source) != "schedule":
        return 0.0
    return 0.95 if b"<conference" in source.content and b"<day" in source.content else 0.4


def read(source: SourceInput, options: ImportOptions) -> ImportResult:
    """Read every event of a schedule.

    Raises:
        Rejected: TF702, it is not a schedule; TF703, it has a DOCTYPE; TF704, it is too large.
    """
    schedule = root(source)
    conference = schedule.find("conference")
    if schedule.tag != "schedule" or conference is None:
        raise wrong_kind(source, "a schedule with a <conference>")
    program = _program(schedule, conference, source)
    events = list(_events(schedule, program))
    found: list[Outcome] = [outcome(event, day, program, options, at) for event, day, at in events]
    talks, unparsed = collect((*found, *note((event for event, _, _ in events), USED)))
    tracks = (words(each.find("track")) for each in schedule.iter("event"))
    about = entry_of(
        talks,
        name=program.event.name,
        url=address(program.event.url),
        dates=days(words(conference.find("start")), words(conference.find("end")), options),
        location=program.venue,
        timezone=program.zone,
        tracks=[*dict.fromkeys(filter(None, map(str.strip, tracks)))],
        rooms=[*dict.fromkeys(filter(None, (each.get("name") for each in schedule.iter("room"))))],
    )
    name = program.event.name
    persons = people_of(persons_of(event for event, *_ in events), talks, program.base)
    return ImportResult(
        kind=KIND, talks=talks, unparsed=unparsed, title=name, events=about, people=persons
    )


def _program(schedule: _Element, conference: _Element, source: SourceInput) -> Program:
    def said(name: str) -> str:
        return (words(conference.find(name)) or words(schedule.find(name))).strip()

    base = said("base_url")
    is_absolute = base.startswith(("https://", "http://"))
    return Program(
        event=Named(said("title"), said("url")),
        venue=", ".join(filter(None, (said("venue"), said("city")))),
        zone=said("time_zone_name"),
        base=base if is_absolute else source.base,
        day_change=clock_of(said("day_change")),
    )


def _events(schedule: _Element, program: Program) -> Iterator[tuple[dict[str, object], Day, int]]:
    """Yield the events with their days and lines."""
    for day in schedule.iterfind("day"):
        here = day_of(day.get("date", ""), day.get("start", ""), program)
        for room in day.iterfind("room"):
            for event in room.iterfind("event"):
                ids = {key: event.get(key, "") for key in ("guid", "code", "id")}
                node = {"room": room.get("name", "")} | ids | dict(_keys(event))
                at: int = event.sourceline  # type: ignore[assignment]  # the stubs leave it open
                yield node, here, at


def _keys(event: _Element) -> Iterator[tuple[str, object]]:
    """Yield the elements of an event under their keys in schedule.json."""
    for element in event.iterchildren("*"):
        name = str(element.tag)
        if name in _LISTS:
            yield name, [_item(one) for one in element.iterfind(_LISTS[name])]
        elif name != "recording":
            yield name, inner(element) if name in _TEXTS else words(element)


def _item(element: _Element) -> dict[str, str]:
    """Read a person, link or attachment, whose text is its name or title."""
    said = words(element).strip()
    attributes = {str(key): str(value) for key, value in element.attrib.items()}
    return {"title": said, "name": said} | attributes
