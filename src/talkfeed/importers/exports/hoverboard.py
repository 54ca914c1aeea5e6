"""JSON of Hoverboard (GDG) → talks: sessions, schedule and speakers in one file or three.

The schedule has days with tracks and slots, whose sessions are ids; the times are local: give the
zone with `--timezone`. Without the schedule the sessions have no dates, without the speakers ids
take the place of names, which are reported and not imported.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from talkfeed.importers.exports import keyed
from talkfeed.importers.exports.keyed import Keys, Service
from talkfeed.model.imported import Unparsed
from talkfeed.records.json_values import entries, entry, first, load, mappings, peek, text
from talkfeed.records.source_errors import wrong_kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from talkfeed.model.imported import ImportOptions, ImportResult, SourceInput
    from talkfeed.records.json_values import Json

KIND = "hoverboard"
_PARTS = ("sessions", "schedule", "speakers")
_KEYS = Keys(
    {
        "uid": "id",
        "title": "title",
        "speakers": "speakers",
        "date": "day",
        "time": "clock",
        "endtime": "until",
        "room": "track.title track",
        "video": "videoId video",
        "slides": "presentation slides",
        "abstract": "description",
        "tags": "tags",
        "language": "language",
    },
    "complexity icon image isLiveblog hideInFeedback extend service key",
)
SERVICE = Service(KIND, "the sessions and the schedule of Hoverboard", lambda _: False, _KEYS)


def recognise(source: SourceInput) -> float:
    """Score a source by a schedule of days with slots and ids, or by sessions by id."""
    parts = _parts(source)
    days = (one for _, one in _items(parts["schedule"]))
    sessions = (one for _, one in _items(parts["sessions"]))
    is_known = any("timeslots" in day for day in days) or any(
        "title" in one and ("complexity" in one or "videoId" in one) for one in sessions
    )
    return keyed.SURE if is_known else 0.0


def read(source: SourceInput, options: ImportOptions) -> ImportResult:
    """Read every session, once for each slot it is in.

    Raises:
        Rejected: TF702, there is none; TF704, it is too large.
    """
    if not source.files:
        load(source)
    parts = _parts(source)
    sessions = {_id(key, one): one for key, one in _items(parts["sessions"])}
    if not sessions:
        raise wrong_kind(source, SERVICE.what)
    names = {_id(key, one): first(one, "name") for key, one in _items(parts["speakers"])}
    slots = list(_scheduled(parts["schedule"]))
    placed = {number for number, _ in slots}
    slots += [(number, {}) for number in sessions if number not in placed]
    listed = [
        {**sessions[number], **slot, "id": number, "speakers": _named(sessions[number], names)}
        for number, slot in slots
        if number in sessions
    ]
    result = keyed.read_records(source, SERVICE, listed, options)
    return replace(result, unparsed=(*result.unparsed, *_lost(sessions, names, placed)))


def _parts(source: SourceInput) -> dict[str, Json]:
    """Return sessions, schedule and speakers: files of a folder, keys of a file, or sessions."""
    if source.files:
        named = {one.name.rpartition("/")[2].removesuffix(".json"): one for one in source.files}
        found = {part: peek(named[part]) if part in named else None for part in _PARTS}
        return {part: _below(node, part) for part, node in found.items()}
    node = peek(source)
    is_whole = isinstance(node, dict) and any(isinstance(node.get(part), dict) for part in _PARTS)
    return {part: entry(node, part) if is_whole else None for part in _PARTS} | (
        {} if is_whole else {"sessions": node}
    )


def _below(node: Json, part: str) -> Json:
    """Return what is below the key that may be around the content of a file."""
    inner = entry(node, part)
    return node if inner is None else inner


def _items(node: Json) -> list[tuple[str, dict[str, Json]]]:
    """List the mappings of a mapping with their keys, or those of a list."""
    pairs = node.items() if isinstance(node, dict) else enumerate(entries(node))
    return [(str(key), one) for key, one in pairs if isinstance(one, dict)]


def _id(key: str, node: Json) -> str:
    return first(node, "id") or key


def _scheduled(schedule: Json) -> Iterator[tuple[str, dict[str, Json]]]:
    """Yield the id of each session in each slot, with day, times and track."""
    for key, day in _items(schedule):
        tracks = entries(day, "tracks")
        for slot in mappings(day, "timeslots"):
            when = {
                "day": first(day, "date") or key,
                "clock": first(slot, "startTime"),
                "until": first(slot, "endTime"),
            }
            for column, cell in enumerate(entries(slot, "sessions")):
                track = tracks[column] if column < len(tracks) else ""
                for number in entries(cell, "items") or entries(cell) or [cell]:
                    yield text(number), {**when, "track": track}


def _named(session: Json, names: Mapping[str, str]) -> list[Json]:
    return [names.get(text(one), "") for one in entries(session, "speakers")]


def _lost(
    sessions: Mapping[str, Json], names: Mapping[str, str], placed: set[str]
) -> Iterator[Unparsed]:
    """Yield the ids of sessions and speakers that nothing in the source has."""
    spoken = {text(one): None for node in sessions.values() for one in entries(node, "speakers")}
    for ids, what in ((spoken.keys() - names, "speakers"), (placed - sessions.keys(), "sessions")):
        if shown := ", ".join(sorted(ids - {""})):
            why = f"ids of {what} that the source does not have"
            yield Unparsed(text=shown, why=why, is_talk=False)
