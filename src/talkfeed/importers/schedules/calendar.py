"""iCalendar (RFC 5545) → a talk for each event, parsed by `icalendar` within limits.

The DTEND of whole days is exclusive (3.6.1). Times in UTC, in a zone or floating become equivalent
phrases. A recurring event becomes one talk with its deliveries. Calendars of talkfeed itself are
read back from their descriptions, with the date as it was written.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from talkfeed.importers.feeds.own_wording import (
    SOFTWARE,
    Facts,
    from_summary,
    link,
    read_facts,
    without_status,
)
from talkfeed.importers.schedules.components import (
    ADDRESS,
    Span,
    first,
    parse,
    part,
    place_of,
    span,
    text,
    values,
)
from talkfeed.importers.schedules.recurring import Recurring, read_all
from talkfeed.importers.schedules.series import Instance, instances
from talkfeed.model.imported import (
    FoundTalk,
    ImportResult,
    Unparsed,
    merged_entry,
)
from talkfeed.records.breaks import NO_TALK, is_break
from talkfeed.records.collecting import collect, merge_deliveries
from talkfeed.records.draft import Draft, Link, Named, finish
from talkfeed.records.encoding import in_bytes
from talkfeed.records.field_names import Entry
from talkfeed.records.timestamps import NO_DATE, Phrase, phrase
from talkfeed.records.title_parts import split
from talkfeed.records.unused import note
from talkfeed.records.values import people
from talkfeed.text import block
from talkfeed.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from icalendar import Component

    from talkfeed.importers.schedules.components import Zones
    from talkfeed.model.imported import ImportOptions, SourceInput
    from talkfeed.records.draft import Outcome
    from talkfeed.records.title_parts import Parts
    from talkfeed.words import Words

KIND = "ical"
_USED = frozenset(
    (
        *("SUMMARY", "DESCRIPTION", "LOCATION", "GEO", "URL", "ATTACH", "CATEGORIES", "STATUS"),
        *("UID", "DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID"),
        *("CONFERENCE", "X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL"),
        *("DTSTAMP", "CREATED", "LAST-MODIFIED", "SEQUENCE", "TRANSP", "CLASS", "PRIORITY"),
    )
)
"""The properties of an event that a talk takes over, and those that say nothing of it."""
NO_DATE_LEFT = "an event of a series of which no date is left"
_STATUS = {"CANCELLED": "cancelled", "TENTATIVE": "tentative"}
_STATED = re.compile(r"Speakers?: (\S[^\n]{0,500})(?=\n|$)")
_CLOCK = re.compile(r"\d\d:\d\d(?: ?– ?(?:\d{4}-\d\d-\d\d )?\d\d:\d\d)?, \S.*")
_ADDRESS = re.compile(r"(.+?): (https?://\S+)")


def recognise(source: SourceInput) -> float:
    """Score a source by its first line."""
    start = in_bytes(source.content[:512]).removeprefix(b"\xef\xbb\xbf").lstrip().upper()
    return 0.95 if start.startswith(b"BEGIN:VCALENDAR") else 0.0


def read(source: SourceInput, options: ImportOptions) -> ImportResult:
    """Read every component that may be a talk.

    Raises:
        Rejected: TF702, it is not a calendar; TF704, it is larger or deeper than any calendar.
    """
    calendars, zones, doubts = parse(source)
    parts = [each for calendar in calendars for each in calendar.subcomponents]
    events = [each for each in parts if each.name == "VEVENT"]
    zone = next((zone for one in calendars if (zone := text(one, "X-WR-TIMEZONE"))), "")
    series, taken = read_all(events, zones, zone, options)
    if _is_ours(calendars):
        said = words(_language(calendars))
        outcomes = [_own_talk(event, zones, said, options) for event in events]
    else:
        found = instances([each for each in events if id(each) not in taken], zones, options.today)
        outcomes = _talks(found, zone, source, options)
        taken |= {id(one.event) for one in found}
        outcomes += [
            Unparsed(text=text(each, "SUMMARY"), why=NO_DATE_LEFT, is_talk=False)
            for each in events
            if id(each) not in taken
        ]
    others = [
        Unparsed(text=text(each, "SUMMARY"), why=f"not an event but a {each.name}", is_talk=False)
        for each in parts
        if each.name in {"VTODO", "VJOURNAL"}
    ]
    others += note((each for each in events if not _is_ours(calendars)), _USED)
    others += [Unparsed(text=source.name, why=doubt, is_talk=False) for doubt in doubts]
    talks, unparsed = collect((*outcomes, *others))
    named, unnamed = _in_series(series, source, options)
    title = next((name for one in calendars if (name := text(one, "X-WR-CALNAME", "NAME"))), "")
    return ImportResult(
        kind=KIND,
        talks=(*talks, *named),
        unparsed=(*unparsed, *unnamed),
        title=title,
        series=tuple(each.fields for each in series),
    )


def _is_ours(calendars: Sequence[Component]) -> bool:
    return any(SOFTWARE in text(calendar, "PRODID") for calendar in calendars)


def _language(calendars: Sequence[Component]) -> str:
    """Return the language of a calendar of ours, which is in its PRODID (ISO 9070)."""
    return text(calendars[0], "PRODID").rpartition("//")[2].lower()


# --- any calendar -------------------------------------------------------------------------------


def _talks(
    found: Sequence[Instance], zone: str, source: SourceInput, options: ImportOptions
) -> list[Outcome]:
    """Read the events of a calendar; floating times are in its own zone, "" if it has none.

    Instances of a series with the same words are one talk.
    """
    events = {id(one.event): one.event for one in found}
    titles = split((text(event, "SUMMARY") for event in events.values()), options)
    parts = dict(zip(events, titles, strict=True))
    drafts = {
        key: _draft(event, parts[key], source)
        for key, event in events.items()
        if parts[key].speakers or not is_break(parts[key].title)
    }
    outcomes: list[Outcome] = [
        Unparsed(text=each.title, why=NO_TALK, is_talk=False)
        for key, each in parts.items()
        if key not in drafts
    ]
    series: dict[object, list[tuple[int, Outcome]]] = defaultdict(list)
    for number, one in enumerate(found):
        draft = drafts.get(id(one.event))
        if draft is not None:
            words = draft.title, draft.speakers, draft.event
            made = finish(_on_time(draft, one, zone, options), options)
            series[(one.series, *words) if one.series else number].append((id(one.event), made))
    for group in series.values():
        talks = [(event, each) for event, each in group if isinstance(each, FoundTalk)]
        outcomes += [_of_series(talks)] if talks else [group[0][1]]
    return outcomes


def _of_series(talks: Sequence[tuple[int, FoundTalk]]) -> FoundTalk:
    """Merge the instances of a series; those with an event of their own are entries of it."""
    made = merge_deliveries([each for _, each in talks])
    first = dict(reversed(talks))  # of each event the first instance
    others = [each for event, each in first.items() if event != talks[0][0]]
    entries = (one for each in others for one in merged_entry(each, is_repeat=False))
    return replace(made, merged=tuple(entries))


def _draft(event: Component, parts: Parts, source: SourceInput) -> Draft:
    """Draft the talk of an event, without its time."""
    place, online = place_of(event)
    stated, abstract = _speakers(text(event, "DESCRIPTION"))
    return Draft(
        title=parts.title,
        speakers=tuple(Named(name) for name in parts.speakers) or stated,
        event=Named(parts.event),
        when=NO_DATE if "DTSTART" in event else parts.when,
        location=Named(place),
        geo=_geo(event),
        online=online,
        links=tuple(_links(event)),
        abstract=abstract,
        tags=_tags(event),
        status=_STATUS.get(text(event, "STATUS").upper(), ""),
        doubts=parts.doubts,
        base=source.base,
    )


def _speakers(description: str) -> tuple[tuple[Named, ...], str]:
    """Return the speakers that a description begins with, as those of Indico do, and the rest."""
    found = _STATED.match(description)
    if found is None:
        return (), description
    return tuple(people(Entry("speakers", found[1]))), description[found.end() :].lstrip()


def _on_time(draft: Draft, one: Instance, zone: str, options: ImportOptions) -> Draft:
    when = draft.when if "DTSTART" not in one.event else _when(one.span, zone, options)
    return replace(draft, when=when, uid=one.uid)


def _when(time: Span, home: str, options: ImportOptions) -> Phrase:
    """Write a time in its zone; one in UTC in the zone of the calendar, or of the options."""
    is_utc = isinstance(time.start, datetime) and time.start.utcoffset() == timedelta()
    zone = time.zone or home or (options.timezone if is_utc else "") or ""
    found = phrase(time.start, time.end, zone, options)
    return Phrase(found.text, (*found.doubts, *time.doubts))


def _geo(event: Component) -> tuple[str, ...]:
    geo = first(event, "GEO")
    degrees = [part(geo, name) for name in ("latitude", "longitude")]
    is_known = degrees[0] is not None
    return tuple(f"{one:.6f}".rstrip("0").rstrip(".") for one in degrees) if is_known else ()


def _links(event: Component) -> Iterator[Link]:
    yield Link(text(event, "URL"), kind="url")
    for attached in values(event, "ATTACH"):
        if ADDRESS.fullmatch(str(attached)):
            yield Link(str(attached), str((part(attached, "params") or {}).get("FILENAME", "")))


def _tags(event: Component) -> list[str]:
    return [str(tag) for one in values(event, "CATEGORIES") for tag in part(one, "cats") or [one]]


def _in_series(
    series: Sequence[Recurring], source: SourceInput, options: ImportOptions
) -> tuple[list[FoundTalk], list[Unparsed]]:
    """Read the talks of slots; what differs in the slot itself is stated below its series."""
    own = [(one.fields["name"], each) for one in series for each in one.own]
    titles = split((each.title for _, each in own), options)
    talks, others = [], []
    for (name, each), parts in zip(own, titles, strict=True):
        draft = _draft(each.event, parts, source)
        if each.is_extra:
            draft = replace(draft, when=_when(each.span, each.zone, options))
        else:
            status = "tentative" if draft.status == "tentative" else ""
            place = replace(draft, location=Named(""), online="", geo=(), status=status)
            draft = replace(place, when=Phrase(str(each.day)))
        made = finish(replace(draft, uid=each.uid), options)
        if isinstance(made, Unparsed):
            others.append(made)
        else:
            more = {"series": name} | ({"extra": "true"} if each.is_extra else {})
            talks.append(replace(made, fields={**made.fields, **more}))
    return talks, others


# --- calendars of talkfeed ----------------------------------------------------------------------


def _own_talk(event: Component, zones: Zones, said: Words, options: ImportOptions) -> Outcome:
    """Read back an event written by `formats.ical`."""
    if not text(event, "DESCRIPTION"):
        withdrawn = without_status(text(event, "SUMMARY"), said)
        return Unparsed(text=withdrawn, why="a talk that was withdrawn", is_talk=False)
    facts, addresses, abstract = _described(text(event, "DESCRIPTION"), said, options)
    headline = from_summary(text(event, "SUMMARY"), facts, said)
    place, online = text(event, "LOCATION"), dict(addresses).get(said.online_heading, "")
    status = _STATUS.get(text(event, "STATUS").upper(), "")
    if status == "tentative" and facts.date:
        status = ""  # the date is tentative, not the talk
    texts: dict[str, Any] = dict(facts.texts)
    room = texts.get("room", "")
    draft = Draft(
        title=headline.title,
        speakers=[*headline.people, *facts.contributors],
        event=Named(headline.event),
        when=Phrase(facts.date) if facts.date else _when(span(event, zones), "", options),
        location=Named("" if place in {online, room} else place.removeprefix(f"{room}, ")),
        geo=_geo(event),
        online=online,
        links=[
            link(href, label, said) for label, href in addresses[1:] if label != said.online_heading
        ],
        abstract=abstract,
        tags=[tag for tag in _tags(event) if tag not in facts.categories],
        status=facts.status or status,
        uid=text(event, "UID"),
        **texts,
    )
    return finish(draft, options)


def _described(
    written: str, said: Words, options: ImportOptions
) -> tuple[Facts, list[tuple[str, str]], str]:
    """Split a description into its facts, its addresses and the abstract."""
    paragraphs = block(written).split("\n\n")
    if _CLOCK.fullmatch(paragraphs[0]) and len(paragraphs) > 1:
        paragraphs = paragraphs[1:]
    line, *rest = paragraphs
    addresses = []
    if rest and rest[0].startswith(f"{said.page}: "):
        addresses = [
            match.groups() for row in rest[0].split("\n") if (match := _ADDRESS.fullmatch(row))
        ]
        rest = rest[1:]
    listed = [(label, href) for label, href in addresses]
    return read_facts(line, said, options), listed, "\n\n".join(rest)
