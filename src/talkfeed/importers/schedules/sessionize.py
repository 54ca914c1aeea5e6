"""Sessionize's JSON (API v2: All, Sessions, GridSmart, Speakers, SpeakerWall) → talks of an event.

The event's name and its zone are in none of them: `--event` and `--timezone` say them. A plenum
session stands in every room of GridSmart, and is one talk. Service sessions are breaks.
"""

from __future__ import annotations

import re
from datetime import datetime
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
from talkfeed.importers.common.timestamps import Phrase, moment, phrase
from talkfeed.importers.records.values import language
from talkfeed.importers.schedules.event import NO_TALK, is_break
from talkfeed.model.imported import Confidence, ImportResult, Unparsed
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from talkfeed.importers.common.draft import Outcome
    from talkfeed.model.imported import ImportOptions, SourceInput

KIND = "sessionize"
_NOT_TAKEN = frozenset({"declined", "decline queue", "decline_queue", "nominated", "waitlisted"})
_FILED = re.compile(r"track|topic|tag|theme|subject|area|technolog", re.IGNORECASE)
_LANGUAGE = re.compile(r"language|sprache|langue|idioma|taal", re.IGNORECASE)


class _Names(NamedTuple):
    """What the ids of sessions stand for: speakers, rooms, and items with their category."""

    speakers: dict[str, Named]
    rooms: dict[str, str]
    items: dict[str, tuple[str, str]]


def recognise(source: SourceInput) -> float:
    """Tell how much a source looks like one of Sessionize's answers."""
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
        Rejected: TF702, it is none of Sessionize's answers; TF704, it is too large.
    """
    node = load(source)
    if not recognise(source):
        raise wrong_kind(source, "an answer of Sessionize")
    names = _names(node)
    seen = {str(one.get("id") or number): (room, one) for number, (room, one) in _numbered(node)}
    outcomes = [_outcome(one, room, names, options) for room, one in seen.values()]
    talks, unparsed = collect((*outcomes, *_of_speakers(node, options)))
    return ImportResult(kind=KIND, talks=talks, unparsed=unparsed)


def _numbered(node: Node) -> Iterator[tuple[int, tuple[str, dict[str, Node]]]]:
    return enumerate(_sessions(node))


def _sessions(node: Node) -> list[tuple[str, dict[str, Node]]]:
    """List sessions with their room: of All, of Sessions' groups, of GridSmart's days."""
    if isinstance(node, dict):
        return [("", one) for one in mappings(node, "sessions")]
    found = []
    for group in mappings(node):
        if not _is_speaker(group):
            found += [("", one) for one in mappings(group, "sessions")]
        for room in mappings(group, "rooms"):
            found += [(first(room, "name"), one) for one in mappings(room, "sessions")]
    return found


def _is_speaker(node: Node) -> bool:
    return "fullName" in node and ("tagLine" in node or "profilePicture" in node)


def _names(node: Node) -> _Names:
    speakers = {text(entry(one, "id")): _speaker(one) for one in mappings(node, "speakers")}
    rooms = {text(entry(one, "id")): first(one, "name") for one in mappings(node, "rooms")}
    items = {
        text(entry(item, "id")): (first(category, "title", "name"), first(item, "name"))
        for category in mappings(node, "categories")
        for item in mappings(category, "items")
    }
    return _Names(speakers, rooms, items)


def _speaker(node: Node) -> Named:
    name = (
        first(node, "fullName", "name") or f"{first(node, 'firstName')} {first(node, 'lastName')}"
    )
    return Named(name)


def _outcome(node: dict[str, Node], room: str, names: _Names, options: ImportOptions) -> Outcome:
    """Make a talk of a session, or an unparsed part of a break or of what was not accepted."""
    draft = _draft(node, room, names, options)
    state = first(node, "status").lower()
    if state in _NOT_TAKEN:
        return _left(draft, f"a proposal that is {state}")
    is_service = entry(node, "isServiceSession") is True or is_break(draft.title)
    if is_service and not draft.speakers:
        return _left(draft, NO_TALK)
    return finish(draft, options)


def _left(draft: Draft, why: str) -> Unparsed:
    return Unparsed(text=f"{draft.title} ({draft.when.text})", why=why, is_talk=False)


def _draft(node: dict[str, Node], room: str, names: _Names, options: ImportOptions) -> Draft:
    categories = tuple(_categories(node, names))
    people = tuple(_people(node, names))
    unnamed = () if people or options.speaker else ("nobody is named as speaker",)
    return Draft(
        title=first(node, "title", "name"),
        speakers=people,
        when=_when(node, options),
        location=Named(first(node, "room") or names.rooms.get(text(entry(node, "roomId")), room)),
        online=first(node, "liveUrl"),
        links=(Link(first(node, "recordingUrl"), kind="video"),),
        abstract=first(node, "description"),
        tags=[item for title, item in categories if _FILED.search(title)],
        language=next((_tag(item) for title, item in categories if _LANGUAGE.search(title)), ""),
        status="cancelled" if first(node, "status").lower() in {"canceled", "cancelled"} else "",
        doubts=unnamed,
    )


def _tag(name: str) -> str:
    """Give the tag of a language by its name; "" for other words, such as "Any"."""
    tag = language(name)
    return "" if tag == name else tag


def _people(node: Node, names: _Names) -> Iterator[Named]:
    for one in entries(node, "speakers"):
        yield _speaker(one) if isinstance(one, dict) else names.speakers.get(text(one), Named(""))


def _categories(node: Node, names: _Names) -> Iterator[tuple[str, str]]:
    """List what a session is filed under, each with the title of its category."""
    for number in entries(node, "categoryItems"):
        yield names.items.get(text(number), ("", ""))
    for category in mappings(node, "categories"):
        for item in mappings(category, "categoryItems"):
            yield first(category, "name", "title"), first(item, "name")


def _when(node: Node, options: ImportOptions) -> Phrase:
    """Read the times: UTC where an event asks for it, else in a zone that is not told."""
    start, end = (_local(first(node, key)) for key in ("startsAt", "endsAt"))
    return phrase(start, end, "", options)


def _local(words: str) -> datetime | None:
    found = moment(words)
    return found if isinstance(found, datetime) else None


def _of_speakers(node: Node, options: ImportOptions) -> Iterator[Outcome]:
    """Read the speakers' own lists; a wall of speakers has no sessions at all."""
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
                text=who.name, why="a speaker, whose talks are not named here", is_talk=False
            )
