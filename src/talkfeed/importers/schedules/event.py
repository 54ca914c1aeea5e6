"""An event of a conference program, with the keys of frab, pentabarf, pretalx or hub → a talk.

The common schema is that of c3voc (https://c3voc.de/schedule/schema.json). Breaks and events
without speakers are unparsed parts. Recording permission and licence have no field in talks.yaml,
and neither have types such as "film" that are no kind of talk.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from talkfeed.model.imported import Confidence, Unparsed
from talkfeed.model.linkkinds import KINDS, OTHER
from talkfeed.model.vocabulary import KINDS as KINDS_OF_TALKS
from talkfeed.model.vocabulary import word_of
from talkfeed.records.absence import status_of
from talkfeed.records.breaks import NO_TALK, is_break
from talkfeed.records.draft import Draft, Link, Named, Outcome, finish
from talkfeed.records.html_to_markdown import as_markdown
from talkfeed.records.json_values import Json, entries, entry, first, mappings, text
from talkfeed.records.persons import NAMES
from talkfeed.records.timestamps import Moment, Phrase, end_of, moment, phrase, unreadable
from talkfeed.records.values import language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from talkfeed.model.imported import ImportOptions

_NOT_TAKEN = re.compile(
    "withdrawn|reject(?:ed)?|declined?|deleted|draft|submitted|nominated|waitlist(?:ed)?"
)
_TENTATIVE = re.compile("accepted|tentative|accept_queue")
_FEEDBACK = re.compile(r"\bfeedback\b(?! from| by)", re.IGNORECASE)
_KINDS = {
    **{row.field: row.field for row in KINDS if row.words and row.field != OTHER},
    "recording": "video",
    "transcript": "transcript",
    **dict.fromkeys(("captions", "subtitles"), "captions"),
}
_CLOCK = re.compile(r"(\d{1,2}):(\d\d)(?::\d\d)?", re.ASCII)
_NIGHT = time(5)
USED = frozenset(
    (
        *("title", "subtitle", "abstract", "description", "persons", "speakers", "participants"),
        *("start", "end", "date", "duration", "room", "slot", "slots", "language"),
        *("content_locale", "track", "tags", "keywords", "attachments", "links", "resources"),
        *("video_download_url", "recording_url", "url", "state", "status", "type", "guid", "code"),
        *("id", "uid", "submission_type", "slug", "logo", "image", "created", "modified"),
    )
)
"""The keys of an event that a talk takes over, and those that say nothing of it."""
NO_SPEAKER = "no speaker is named"
_EMPTY = "it has no speaker and no description"
_TALKS = frozenset({"lecture", "talk", "keynote"})
_ROLES = {
    **dict.fromkeys(("", "speaker", "presenter", "contributor"), ""),
    **dict.fromkeys(("moderator", "chair"), "chair"),
}
"""The roles on stage, each with its word in talks.yaml."""
_CODE = re.compile(r"\A[A-Z0-9]{6}\Z", re.ASCII)
"""The code of a person in pretalx, given instead of a name without `?expand=speakers`."""
_PEOPLE = ("persons", "speakers", "participants")


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """The conference of all events, its venue and zone, and the base of relative links."""

    event: Named
    venue: str = ""
    zone: str = ""
    base: str = ""
    day_change: time | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day of a program: its date, and the time before which hours belong to the night after."""

    date: date | None = None
    change: time | None = None
    doubts: tuple[str, ...] = ()


def outcome(node: Json, day: Day, program: Program, options: ImportOptions, at: int = 0) -> Outcome:
    """Return the talk of an event, or an unparsed part; `at` is its line."""
    draft = _draft(node, day, program, options, at)
    state, why = _state(node), ""
    if _NOT_TAKEN.fullmatch(state):
        why = f"a proposal that is {state}"
    elif not draft.speakers and is_break(draft.title):
        why = NO_TALK
    elif draft.title and not draft.speakers and not draft.abstract:
        why = _EMPTY
    if not why:
        return finish(draft, options)
    shown = f"{draft.title} ({draft.when.text})" if draft.when.text else draft.title
    is_talk = why == _EMPTY and _type(node) in _TALKS
    return Unparsed(text=shown, why=why, is_talk=is_talk, line=at)


def _draft(node: Json, day: Day, program: Program, options: ImportOptions, at: int) -> Draft:
    people = tuple(_people(node, options))
    spoken = first(node, "language", "content_locale").partition("-formal")[0]
    room = entry(node, "room")
    name = entry(room, "name")
    unnamed = () if people or options.speaker else (NO_SPEAKER,)
    return Draft(
        title=text(entry(node, "title"), options.language),
        speakers=people,
        event=program.event,
        when=_when(node, day, program, options),
        length=_minutes(length(entry(node, "duration"))),
        location=Named(program.venue),
        room=_name(room if name is None else name, options),
        track=_track(node, options),
        kind=_kind(node, options),
        links=tuple(_links(node)),
        thumbnail=first(node, "logo", "image"),
        abstract=abstract(node, options),
        tags=tuple(_tags(node, options)),
        language=language(spoken),
        status=status(_state(node)),
        confidence=Confidence.LIKELY if unnamed else Confidence.SURE,
        doubts=unnamed,
        base=program.base,
        line=at,
        uid=first(node, "guid", "code", "id"),
    )


def _state(node: Json) -> str:
    return first(node, "state", "status").lower()


def status(state: str) -> str:
    """Map the state of a program's event to a status, "" for an event that takes place."""
    return "tentative" if _TENTATIVE.fullmatch(state) else status_of(state)


def persons_of(nodes: Iterable[Json]) -> Iterator[Json]:
    """Yield the people of events as their program describes them."""
    return (one for node in nodes for key in _PEOPLE for one in entries(node, key))


def _people(node: Json, options: ImportOptions) -> Iterator[Named]:
    """Yield the speakers: people with a name and a role on stage."""
    for person in persons_of((node,)):
        is_known = isinstance(person, dict)
        name = first(person, *NAMES) if is_known else _CODE.sub("", _name(person, options))
        role = _ROLES.get(first(person, "role", "event_role").lower())
        if name.strip() and role is not None:
            employer = first(person, "affiliation", "company")
            yield Named(name, first(person, "url"), employer, role)


def abstract(node: Json, options: ImportOptions) -> str:
    """Join subtitle, abstract and description, without repetitions."""
    parts: list[str] = []
    for key in ("subtitle", "abstract", "description"):
        part = as_markdown(text(entry(node, key), options.language)).strip()
        if part and not any(part in known for known in parts):
            parts = [known for known in parts if known not in part]
            parts.append(part)
    return "\n\n".join(parts)


def _track(node: Json, options: ImportOptions) -> str:
    track = entry(node, "track")
    return _name(track, options) or first(track, "slug")


def _kind(node: Json, options: ImportOptions) -> str:
    """Return the kind of talk that the type of an event or a submission means, "" for none."""
    stated = (_name(entry(node, key), options) for key in ("type", "submission_type"))
    return next(filter(None, (word_of(name, KINDS_OF_TALKS) for name in stated)), "")


def _tags(node: Json, options: ImportOptions) -> Iterator[str]:
    for tag in (*entries(node, "tags"), *entries(node, "keywords")):
        yield first(tag, "tag") or _name(tag, options)


def _name(node: Json, options: ImportOptions) -> str:
    """Return a name, in the user's language if there are several; a number is an id, no name."""
    return "" if isinstance(node, int | float) else text(node, options.language)


def _links(node: Json) -> Iterator[Link]:
    """Yield an event's recording, files, links and page, but no feedback forms."""
    yield Link(first(node, "video_download_url", "recording_url"), kind="video")
    for one in (
        *mappings(node, "attachments"),
        *mappings(node, "links"),
        *mappings(node, "resources"),
    ):
        address = first(one, "url", "href", "resource", "link")
        label = first(one, "title", "description", "name")
        if not _FEEDBACK.search(f"{label} {_type(one)} {address}"):
            yield Link(address, label, _KINDS.get(_type(one), ""), first(one, "mime_type"))
    yield Link(first(node, "url"), kind="url")


def _type(node: Json) -> str:
    return first(node, "type").lower()


# --- when ---------------------------------------------------------------------------------------


def _when(node: Json, day: Day, program: Program, options: ImportOptions) -> Phrase:
    slot = entry(node, "slot")
    stated = moment(first(node, "date")) or moment(first(node, "start") or first(slot, "start"))
    clock = clock_of(first(node, "start"))
    begins = "" if clock else first(node, "start") or first(slot, "start")
    start, doubts = _start(stated, clock, day)
    doubts += (*day.doubts, *unreadable(first(node, "date"), begins))
    end = moment(first(node, "end") or first(slot, "end"))
    end = end if isinstance(end, datetime) else end_of(start, length(entry(node, "duration")))
    worded = phrase(start, end, program.zone, options)
    return Phrase(worded.text, (*worded.doubts, *doubts))


def _start(
    stated: Moment | None, clock: time | None, day: Day
) -> tuple[Moment | None, tuple[str, ...]]:
    """Return the start of an event, and doubts; the day of a program may end after midnight."""
    if isinstance(stated, datetime) or clock is None:
        return stated or day.date, ()
    if stated is None and day.date is not None:
        if day.change and clock < day.change:
            return datetime.combine(day.date + timedelta(days=1), clock), ()
        doubt = "the program may count this hour to the day before"
        doubts = (doubt,) if day.change is None and clock < _NIGHT else ()
        return datetime.combine(day.date, clock), doubts
    return stated and datetime.combine(stated, clock), ()


def clock_of(words: str) -> time | None:
    """Parse a time of day: `09:30`."""
    match = _CLOCK.fullmatch(words.strip())
    try:
        return time(int(match[1]), int(match[2])) if match else None
    except ValueError:
        return None


def length(node: Json) -> timedelta | None:
    """Parse a duration: `00:45`, or minutes."""
    words = text(node).strip()
    match = re.fullmatch(r"(?:(\d{1,3}):)?(\d{1,4})(?::\d\d)?", words, re.ASCII)
    return timedelta(hours=int(match[1] or 0), minutes=int(match[2])) if match else None


def _minutes(length: timedelta | None) -> str:
    return f"{length // timedelta(minutes=1)} min" if length else ""


def day_of(stated: str, start: str, program: Program) -> Day:
    """Parse the date and the start of a day."""
    found, begins = moment(stated), moment(start)
    on = found.date() if isinstance(found, datetime) else found
    if isinstance(begins, datetime):
        return Day(date=on, change=begins.time(), doubts=unreadable(stated))
    return Day(date=on, change=program.day_change, doubts=unreadable(stated))
