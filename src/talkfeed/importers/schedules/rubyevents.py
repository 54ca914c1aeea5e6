"""Data of RubyEvents (github.com/rubyevents/rubyevents) → talks: a videos.yml, or folders of them.

`data/SERIES/EVENT/videos.yml` lists the talks of an event, which `event.yml` beside it describes.
The list is read as any other list of talks; its `location` is a room. Other files have no talks.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from talkfeed.errors import Rejected
from talkfeed.model.imported import ImportResult, Unparsed
from talkfeed.named_tuple import NamedTuple
from talkfeed.records import talklist
from talkfeed.records.nodes import Record, decoded, parse
from talkfeed.records.to_talk import ordered
from talkfeed.records.unused import note
from talkfeed.records.values import text

if TYPE_CHECKING:
    from talkfeed.model.imported import FoundTalk, ImportOptions, Plain, SourceInput

KIND = "rubyevents"
NO_VIDEOS = "not a list of videos"
_SURE = 0.9
_SAMPLE = 8_000
_FORM = re.compile(r"(?:---[ \t]*\n|#[^\n]*\n|\s)*-[ \t]+(?:id|title)[ \t]*:")
_KEYED = tuple(re.compile(rf"\n[ \t]+{key}[ \t]*:") for key in ("video_provider", "video_id"))
_USED = frozenset(("id", "title", "location", "website", "start_date", "end_date", "kind"))


class _Event(NamedTuple):
    """The name of an event, its page and its place, "" for what is unknown."""

    name: str = ""
    url: str = ""
    location: str = ""


_UNKNOWN = _Event()


def recognise(source: SourceInput) -> float:
    """Score a source by the keys of its videos, a folder by its files."""
    if source.files:
        return max((recognise(one) for one in source.files if _is(one, "videos")), default=0.0)
    if b"video_provider" not in source.content[:_SAMPLE]:
        return 0.0
    written = decoded(source.content[:_SAMPLE])
    return _SURE if _FORM.match(written) and all(key.search(written) for key in _KEYED) else 0.0


def read(source: SourceInput, options: ImportOptions) -> ImportResult:
    """Read every talk, with the page and the place of its event.

    Raises:
        Rejected: TF702, it is invalid, or nothing in it is like a talk; TF704, it is too large;
            TF708, --map names no key; TF709, it has no entries.
    """
    videos = tuple(one for one in source.files if _is(one, "videos"))
    found = talklist.read(replace(source, files=videos) if source.files else source, options)
    folders = {_folder(one.name) for one in videos}
    about = [one for one in source.files if _is(one, "event") and _folder(one.name) in folders]
    unparsed = [
        Unparsed(text=one.name, why=NO_VIDEOS, is_talk=False, where=one.name)
        for one in source.files
        if one not in (*videos, *about)
    ]
    rows: dict[str, Record] = {}
    for one in about:
        try:
            root = parse(one).root
        except Rejected as rejected:
            unparsed.append(
                Unparsed(text=one.name, why=rejected.message, is_talk=False, where=one.name)
            )
            continue
        rows[_folder(one.name)] = root if isinstance(root, Record) else Record({})
    events = {folder: _event(row) for folder, row in rows.items()}
    talks = (_placed(talk, events.get(_folder(talk.where), _UNKNOWN)) for talk in found.talks)
    unused = note((row.fields for row in rows.values()), _USED)
    return ImportResult(
        kind=KIND, talks=tuple(talks), unparsed=(*found.unparsed, *unparsed, *unused)
    )


def _is(source: SourceInput, stem: str) -> bool:
    return source.name.rpartition("/")[2] in {f"{stem}.yml", f"{stem}.yaml"}


def _folder(name: str) -> str:
    return name.rpartition("/")[0]


def _event(record: Record) -> _Event:
    return _Event(*(text(record.fields.get(key, "")) for key in ("title", "website", "location")))


def _placed(talk: FoundTalk, event: _Event) -> FoundTalk:
    """Add what is known of the event; the location of a talk is the room in which it was."""
    fields = dict(talk.fields)
    known: dict[str, Plain] = {}
    if isinstance(room := fields.get("location"), str):
        del fields["location"]
        known["room"] = fields.get("room", room)
    if event.location:
        known["location"] = event.location
    if event.url and fields.get("event") == event.name:
        known["event"] = {"name": event.name, "url": event.url}
    return replace(talk, fields=ordered(fields, known))
