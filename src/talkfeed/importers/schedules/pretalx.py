"""schedule.json of pretalx, frab and hub (c3voc), or submissions of pretalx's API → talks.

A response of the API may have further pages, which are reported. Proposals that were never accepted
are unparsed parts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.importers.schedules.conference import address, days, entry_of
from talkfeed.importers.schedules.event import USED, Day, Program, day_of, outcome, persons_of
from talkfeed.model.imported import NEXT_PAGE, ImportResult, Unparsed
from talkfeed.records.collecting import collect
from talkfeed.records.draft import Named
from talkfeed.records.json_values import Json, entry, first, load, mappings, peek, text
from talkfeed.records.persons import people_of
from talkfeed.records.source_errors import wrong_kind
from talkfeed.records.unused import note

if TYPE_CHECKING:
    from collections.abc import Iterator

    from talkfeed.model.imported import ImportOptions, SourceInput
    from talkfeed.records.draft import Outcome

KIND = "pretalx"


def recognise(source: SourceInput) -> float:
    """Score a source as a schedule or a list of submissions."""
    node = peek(source)
    if isinstance(entry(entry(node, "schedule"), "conference"), dict):
        return 0.95
    return 0.9 if any(map(_is_submission, _submissions(node))) else 0.0


def read(source: SourceInput, options: ImportOptions) -> ImportResult:
    """Read every event of a schedule, or every submission.

    Raises:
        Rejected: TF702, it is neither; TF704, it is too large.
    """
    node = load(source)
    schedule = entry(node, "schedule")
    conference = entry(schedule, "conference")
    if not isinstance(conference, dict) and not any(map(_is_submission, _submissions(node))):
        raise wrong_kind(source, "a schedule or a list of submissions")
    base = first(schedule, "base_url")
    is_absolute = base.startswith(("https://", "http://"))
    program = Program(
        event=Named(text(entry(conference, "title"), options.language), first(conference, "url")),
        zone=first(conference, "time_zone_name"),
        base=base if is_absolute else source.base,
    )
    events = list(_events(node, conference, program))
    found: list[Outcome] = [outcome(event, day, program, options) for event, day in events]
    found += note((event for event, _ in events), USED)
    if following := first(node, "next"):
        found.append(Unparsed(text=following, why=NEXT_PAGE, is_talk=False))
    talks, unparsed = collect(found)
    about = entry_of(
        talks,
        name=program.event.name,
        url=address(program.event.url),
        dates=days(first(conference, "start"), first(conference, "end"), options),
        timezone=program.zone,
        tracks=_named(conference, "tracks", options),
        rooms=_named(conference, "rooms", options),
    )
    name = program.event.name
    persons = people_of(persons_of(event for event, *_ in events), talks, program.base)
    return ImportResult(
        kind=KIND, talks=talks, unparsed=unparsed, title=name, events=about, people=persons
    )


def _named(conference: Json, key: str, options: ImportOptions) -> list[str]:
    names = (text(entry(each, "name"), options.language) for each in mappings(conference, key))
    return [*dict.fromkeys(filter(None, names))]


def _events(
    node: Json, conference: Json, program: Program
) -> Iterator[tuple[dict[str, Json], Day]]:
    """Yield events by day and room, then those of hub's flat list, then submissions."""
    for day in mappings(conference, "days"):
        here = day_of(first(day, "date"), first(day, "day_start"), program)
        rooms = entry(day, "rooms")
        for room in rooms if isinstance(rooms, dict) else ():
            for event in mappings(rooms, room):
                yield {"room": room} | event, here
    for event in mappings(entry(node, "schedule"), "events"):
        yield event, Day()
    for submission in _submissions(node):
        slots = mappings(submission, "slots")
        slot = entry(submission, "slot") or (slots[0] if slots else None)
        yield submission | {"slot": slot, "room": entry(slot, "room")}, Day()


def _submissions(node: Json) -> list[dict[str, Json]]:
    """List the submissions of a response of the API, or of a bare list."""
    return mappings(node) or mappings(node, "results")


def _is_submission(node: Json) -> bool:
    return {"code", "title", "state"} <= node.keys() and "submission_type" in node
