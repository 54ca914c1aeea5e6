"""Data of RubyEvents (github.com/rubyevents/rubyevents) → talks: a videos.yml, or folders of them.

`data/SERIES/EVENT/videos.yml` lists the talks of an event, which `event.yml` and `cfp.yml`
beside it describe. The list is read as any other list of talks; its `location` is a room.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, TypeGuard

from talkfeed.errors import Rejected
from talkfeed.importers.schedules.conference import address, days, entry_of
from talkfeed.model.imported import ImportResult, Unparsed
from talkfeed.records import talklist
from talkfeed.records.nodes import Record, decoded, parse
from talkfeed.records.persons import people_of
from talkfeed.records.to_talk import ordered
from talkfeed.records.unused import note
from talkfeed.records.values import text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from talkfeed.model.imported import FoundTalk, ImportOptions, Plain, SourceInput
    from talkfeed.records.json_values import Json
    from talkfeed.records.nodes import Node

KIND = "rubyevents"
NO_VIDEOS = "not a list of videos"
_SPEAKERS = "speakers"
"""The name of the file with all people, beside the folders of series."""
_SURE = 0.9
_SAMPLE = 8_000
_FORM = re.compile(r"(?:---[ \t]*\n|#[^\n]*\n|\s)*-[ \t]+(?:id|title)[ \t]*:")
_KEYED = tuple(re.compile(rf"\n[ \t]+{key}[ \t]*:") for key in ("video_provider", "video_id"))
_USED = frozenset(
    (
        *("id", "title", "location", "website", "start_date", "end_date", "kind", "hashtag"),
        "description",
    )
)


def recognise(source: SourceInput) -> float:
    """Score a source by the keys of its videos, a folder by its files."""
    if source.files:
        return max((recognise(one) for one in source.files if _is(one, "videos")), default=0.0)
    if b"video_provider" not in source.content[:_SAMPLE]:
        return 0.0
    written = decoded(replace(source, content=source.content[:_SAMPLE]))
    return _SURE if _FORM.match(written) and all(key.search(written) for key in _KEYED) else 0.0


def read(source: SourceInput, options: ImportOptions) -> ImportResult:
    """Read every talk, with the page and the place of its event.

    Raises:
        Rejected: TF702, it is invalid, or nothing in it is like a talk; TF704, it is too large;
            TF708, --map names no key; TF709, it has no entries.
    """
    videos = tuple(one for one in source.files if _is(one, "videos"))
    talks = talklist.read(replace(source, files=videos) if source.files else source, options)
    folders = {_folder(one.name) for one in videos}
    about = [one for one in source.files if _folder(one.name) in folders and one not in videos]
    parsed = {one.name: _parsed(one) for one in about if _is(one, "event") or _is(one, "cfp")}
    parsed |= {one.name: _parsed(one) for one in source.files if _is(one, _SPEAKERS)}
    unparsed = [
        Unparsed(text=one.name, why=found, is_talk=False, where=one.name)
        for one in source.files
        if one not in videos
        if isinstance(found := parsed.get(one.name, NO_VIDEOS), str)
    ]
    rows = {_folder(one.name): parsed[one.name] for one in about if _is(one, "event")}
    calls = {_folder(one.name): parsed[one.name] for one in about if _is(one, "cfp")}
    known = {folder: row for folder, row in rows.items() if isinstance(row, Record)}
    events = {
        folder: entry
        for folder, row in known.items()
        for entry in _entry(row, calls.get(folder, ()), options)
    }
    listed = (parsed[one.name] for one in source.files if _is(one, _SPEAKERS))
    placed = (_placed(talk, events.get(_folder(talk.where), {})) for talk in talks.talks)
    unused = note((row.fields for row in known.values()), _USED)
    return ImportResult(
        kind=KIND,
        talks=tuple(placed),
        unparsed=(*talks.unparsed, *unparsed, *unused),
        events=tuple(events.values()),
        people=people_of(_persons(listed), talks.talks, source.base),
    )


def _persons(lists: Iterable[Node | str]) -> Iterator[Json]:
    """Yield the people of lists, each with its texts."""
    for one in (one for listed in lists if isinstance(listed, tuple) for one in listed):
        if _is_record(one):
            yield {key: text(node) for key, node in one.fields.items()}


def _is(source: SourceInput, stem: str) -> bool:
    return source.name.rpartition("/")[2] in {f"{stem}.yml", f"{stem}.yaml"}


def _folder(name: str) -> str:
    return name.rpartition("/")[0]


def _parsed(source: SourceInput) -> Node | str:
    """Return the content of a file, or why it cannot be read."""
    try:
        return parse(source).root
    except Rejected as rejected:
        return rejected.message


def _entry(
    record: Record, calls: Node | str, options: ImportOptions
) -> tuple[Mapping[str, Plain], ...]:
    """Return the entry of an event below `events:`, with its first call for papers."""
    said = {key: text(record.fields.get(key, "")) for key in _USED}
    return entry_of(
        name=said["title"],
        url=address(said["website"]),
        dates=days(said["start_date"], said["end_date"], options),
        location=said["location"],
        cfp=_call(calls, options),
        hashtag=said["hashtag"] if said["hashtag"].isalnum() else "",
        description=said["description"],
    )


def _call(calls: Node | str, options: ImportOptions) -> Plain:
    """Return the first call for papers of an event with a day on which it closes."""
    for one in calls if isinstance(calls, tuple) else ():
        said = {key: text(node) for key, node in one.fields.items()} if _is_record(one) else {}
        if closes := days(said.get("close_date", ""), "", options):
            opens, url = days(said.get("open_date", ""), "", options), address(said.get("link", ""))
            call = {"opens": opens, "closes": closes, "url": url}
            return {key: value for key, value in call.items() if value}
    return ""


def _is_record(node: Node) -> TypeGuard[Record]:
    return isinstance(node, Record)


def _placed(talk: FoundTalk, event: Mapping[str, Plain]) -> FoundTalk:
    """Add what is known of the event; the location of a talk is the room in which it was."""
    fields = dict(talk.fields)
    known: dict[str, Plain] = {}
    if isinstance(room := fields.get("location"), str):
        del fields["location"]
        known["room"] = fields.get("room", room)
    if "location" in event:
        known["location"] = event["location"]
    if "url" in event and fields.get("event") == event["name"]:
        known["event"] = {"name": event["name"], "url": event["url"]}
    return replace(talk, fields=ordered(fields, known))
