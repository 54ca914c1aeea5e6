"""JSON of Sessionize (API v2: All, Sessions, GridSmart, Speakers, SpeakerWall) → talks.

None of them has the event's name or zone: give `--event` and `--timezone`. A plenum session is
listed in every room of GridSmart, and is one talk. Service sessions are breaks.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING

from talkfeed.importers.schedules.event import NO_SPEAKER
from talkfeed.model.imported import Confidence, ImportResult, Unparsed
from talkfeed.model.vocabulary import KINDS, LEVELS, word_of
from talkfeed.named_tuple import NamedTuple
from talkfeed.records.absence import status_of
from talkfeed.records.breaks import NO_TALK, is_break
from talkfeed.records.collecting import collect
from talkfeed.records.draft import Draft, Link, Named, finish
from talkfeed.records.json_values import Json, entries, entry, first, load, mappings, peek, text
from talkfeed.records.persons import people_of
from talkfeed.records.source_errors import wrong_kind
from talkfeed.records.timestamps import moment, phrase, unreadable
from talkfeed.records.unused import note
from talkfeed.records.values import language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from talkfeed.model.imported import ImportOptions, SourceInput
    from talkfeed.model.vocabulary import Word
    from talkfeed.records.draft import Outcome

KIND = "sessionize"
_NOT_TAKEN = frozenset({"declined", "decline queue", "decline_queue", "nominated", "waitlisted"})
_FILED = re.compile(r"track|topic|tag|theme|subject|area|technolog", re.IGNORECASE)
_TRACK = re.compile(r"\btracks?\b", re.IGNORECASE)
_FORMAT = re.compile(r"format|type|kind|length|duration", re.IGNORECASE)
_LEVEL = re.compile(r"level|audience|difficulty|niveau", re.IGNORECASE)
_LANGUAGE = re.compile(r"language|sprache|langue|idioma|taal", re.IGNORECASE)


_USED = frozenset(
    (
        *("id", "title", "name", "description", "startsAt", "endsAt", "isServiceSession"),
        *("isPlenumSession", "isInformed", "isConfirmed", "speakers", "categoryItems"),
        *("categories", "roomId", "room", "liveUrl", "recordingUrl", "status"),
    )
)


class _Names(NamedTuple):
    """Names by id: of speakers, of rooms, and of category items with their category."""

    speakers: dict[str, Named]
    rooms: dict[str, str]
    items: dict[str, tuple[str, str]]


def recognise(source: SourceInput) -> float:
    """Score a source by keys that only Sessionize uses."""
    node = peek(source)
    sessions = _sessions(node)
    if any("isServiceSession" in one or "isPlenumSession" in one for _, one in sessions):
        return 0.95
    if sessions and "categories" in (node if isinstance(node, dict) else {}):
        return 0.7
    return 0.85 if any(map(_is_speaker, mappings(node))) else 0.0


def read(source: SourceInput, options: ImportOptions) -> ImportResult:
    """Read every session once.

    Raises:
        Rejected: TF702, it is not a response of Sessionize; TF704, it is too large.
    """
    node = load(source)
    if not recognise(source):
        raise wrong_kind(source, "a response of Sessionize")
    names = _names(node)
    sessions = enumerate(_sessions(node))
    seen = {str(one.get("id") or number): (room, one) for number, (room, one) in sessions}
    outcomes = [_outcome(one, room, names, options) for room, one in seen.values()]
    unknown = note((one for _, one in seen.values()), _USED)
    talks, unparsed = collect((*outcomes, *_of_speakers(node, options), *unknown))
    listed = (*mappings(node, "speakers"), *mappings(node))
    nodes = ({**one, "fullName": _speaker(one).name} for one in listed)
    persons = people_of(nodes, talks, source.base)
    return ImportResult(kind=KIND, talks=talks, unparsed=unparsed, people=persons)


def _sessions(node: Json) -> list[tuple[str, dict[str, Json]]]:
    """List the sessions with their rooms: of All, of groups (Sessions) or of days (GridSmart)."""
    if isinstance(node, dict):
        return [("", one) for one in mappings(node, "sessions")]
    found = []
    for group in mappings(node):
        if not _is_speaker(group):
            found += [("", one) for one in mappings(group, "sessions")]
        for room in mappings(group, "rooms"):
            found += [(first(room, "name"), one) for one in mappings(room, "sessions")]
    return found


def _is_speaker(node: Json) -> bool:
    return "fullName" in node and ("tagLine" in node or "profilePicture" in node)


def _names(node: Json) -> _Names:
    speakers = {text(entry(one, "id")): _speaker(one) for one in mappings(node, "speakers")}
    rooms = {text(entry(one, "id")): first(one, "name") for one in mappings(node, "rooms")}
    items = {
        text(entry(item, "id")): (first(category, "title", "name"), first(item, "name"))
        for category in mappings(node, "categories")
        for item in mappings(category, "items")
    }
    return _Names(speakers, rooms, items)


def _speaker(node: Json) -> Named:
    name = (
        first(node, "fullName", "name") or f"{first(node, 'firstName')} {first(node, 'lastName')}"
    )
    return Named(name)


def _outcome(node: dict[str, Json], room: str, names: _Names, options: ImportOptions) -> Outcome:
    """Return the talk of a session; breaks and proposals are unparsed."""
    draft = _draft(node, room, names, options)
    state, why = first(node, "status").lower(), ""
    is_service = entry(node, "isServiceSession") is True or is_break(draft.title)
    if state in _NOT_TAKEN:
        why = f"a proposal that is {state}"
    elif is_service and not draft.speakers:
        why = NO_TALK
    if not why:
        return finish(draft, options)
    return Unparsed(text=f"{draft.title} ({draft.when.text})", why=why, is_talk=False)


def _draft(node: dict[str, Json], room: str, names: _Names, options: ImportOptions) -> Draft:
    categories = tuple(_categories(node, names))
    people = tuple(
        _speaker(one) if isinstance(one, dict) else names.speakers.get(text(one), Named(""))
        for one in entries(node, "speakers")
    )
    unnamed = () if people or options.speaker else (NO_SPEAKER,)
    named = next((item for title, item in categories if _LANGUAGE.search(title)), "")
    track = next((item for title, item in categories if _TRACK.search(title)), "")
    times = (moment(first(node, key)) for key in ("startsAt", "endsAt"))
    start, end = (one if isinstance(one, datetime) else None for one in times)
    return Draft(
        title=first(node, "title", "name"),
        speakers=people,
        when=phrase(start, end, "", options),  # in UTC or in local time, as the event is set up
        room=first(node, "room") or names.rooms.get(text(entry(node, "roomId")), room),
        track=track,
        kind=_word(categories, _FORMAT, KINDS),
        level=_word(categories, _LEVEL, LEVELS),
        online=first(node, "liveUrl"),
        links=(Link(first(node, "recordingUrl"), kind="video"),),
        abstract=first(node, "description"),
        tags=[item for title, item in categories if _FILED.search(title) and item != track],
        language=language(named) if language(named) != named else "",  # not for "Any"
        status=status_of(first(node, "status")),
        doubts=(*unnamed, *unreadable(first(node, "startsAt"), first(node, "endsAt"))),
        uid=first(node, "id"),
    )


def _word(
    categories: Iterable[tuple[str, str]], titles: re.Pattern[str], words: tuple[Word, ...]
) -> str:
    """Return the first word that an item below such a title means, "" without one."""
    items = (item for title, item in categories if titles.search(title))
    return next(filter(None, (word_of(item, words) for item in items)), "")


def _categories(node: Json, names: _Names) -> Iterator[tuple[str, str]]:
    """Yield the category items of a session, each after the title of its category."""
    for number in entries(node, "categoryItems"):
        yield names.items.get(text(number), ("", ""))
    for category in mappings(node, "categories"):
        for item in mappings(category, "categoryItems"):
            yield first(category, "name", "title"), first(item, "name")


def _of_speakers(node: Json, options: ImportOptions) -> Iterator[Outcome]:
    """Yield the sessions of a list of speakers; SpeakerWall has no sessions."""
    for speaker in filter(_is_speaker, mappings(node)):
        who, sessions = _speaker(speaker), mappings(speaker, "sessions")
        for session in sessions:
            draft = Draft(
                title=first(session, "name", "title"),
                speakers=[who],
                confidence=Confidence.DOUBTFUL,
            )
            yield finish(draft, options)
        if not sessions:
            yield Unparsed(
                text=who.name, why="a speaker whose talks are not listed here", is_talk=False
            )
