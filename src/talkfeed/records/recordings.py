"""The recording of an event → that of each of its talks, from the time at which the talk begins.

Archives of videos, such as that of RubyEvents, name a site and an id (`video_provider: vimeo`,
`video_id: "12345"`), and list the talks of a recording below it, with `start_cue: "04:30"`. Media
of an event that no talk takes over are reported.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from talkfeed.model.linkkinds import KINDS
from talkfeed.records.field_names import Entry, folded, is_ignored, sort
from talkfeed.records.link_fields import links
from talkfeed.records.nodes import Record
from talkfeed.records.values import text
from talkfeed.text import split, write_length

if TYPE_CHECKING:
    from talkfeed.records.field_names import RecordFields
    from talkfeed.records.nodes import Node

OF_PARENT = "recording of the parent"
"""The field of a group that holds the recording which its talks may be parts of."""
_PROVIDERS = frozenset(("video_provider", "provider"))
_WITHOUT = frozenset(("parent", "children", "scheduled", "not_recorded", "not_published", "none"))
"""Words for a provider whose `video_id` is not that of a recording."""
_SITES = frozenset(("youtube", "vimeo"))
_CUES = frozenset(("start_cue", "start_offset", "video_start"))
_END_CUES = frozenset(("end_cue",))
_UPLOAD = "published_at"
_OTHERS = "alternative_recordings"
_LABELS = ("title", "name", "note", "language")
_CUE = re.compile(r"(?:(?:(\d{1,2}):)?(\d{1,3}):)?(\d{1,5})(?:\.\d{1,6})?", re.ASCII)
_SHOWN = 80


def provider_of(found: RecordFields) -> str:
    """Return the word for where the recording of a record is."""
    entries = (entry for name in ("", "video") for entry in found.get(name, ()))
    words = (text(entry.node) for entry in entries if folded(entry.key) in _PROVIDERS)
    return next(words, "").strip().lower()


def with_recording(found: RecordFields, around: RecordFields) -> RecordFields:
    """Replace a reference to the recording of the group by its address, and drop other words."""
    provider = provider_of(found)
    if not provider:
        return found
    own = recordings_of(found)
    unknown = [entry for entry in found.get("", ()) if folded(entry.key) not in _PROVIDERS]
    lasts: list[Entry] = []
    if provider in _WITHOUT:
        own = [entry for entry in own if any("://" in link.url for link in links(entry, "video"))]
    if provider == "parent" and not own:
        start, unknown = _cue(unknown, _CUES)
        end, unknown = _cue(unknown, _END_CUES)
        own = [
            Entry("video", _from(link.url, start or 0))
            for entry in around.get(OF_PARENT, ())
            for link in links(entry, "video")
            if link.url
        ]
        if start is not None and end is not None and start < end:
            lasts = [Entry("length", write_length(end - start))]
    others = {entry.key: _others(entry.node) for entry in unknown if folded(entry.key) == _OTHERS}
    own += [Entry("video", one) for listed in others.values() for one in listed]
    unknown = [entry for entry in unknown if not others.get(entry.key)]
    kept = {key: entries for key, entries in found.items() if key not in {"", "video"}}
    more = {"video": own, "": unknown, "length": kept.get("length", lasts)}
    return kept | {key: entries for key, entries in more.items() if entries}


def without_upload(found: RecordFields) -> RecordFields:
    """Move the day of the upload of a recording, which is not that of the talk, to other keys."""
    uploads = [one for one in found.get("date", ()) if folded(one.key) == _UPLOAD]
    if not uploads or not provider_of(found):
        return found
    days = [one for one in found["date"] if one not in uploads]
    kept = {key: entries for key, entries in found.items() if key != "date"}
    return {**kept, **({"date": days} if days else {}), "": [*found.get("", ()), *uploads]}


def recordings_of(found: RecordFields) -> list[Entry]:
    """List the recordings of a record; an id is kept at a key that names its site."""
    provider = provider_of(found)
    own = [entry for entry in found.get("video", ()) if folded(entry.key) not in _PROVIDERS]
    if provider in _SITES:
        key = f"{provider}_id"
        own = [one._replace(key=key) if folded(one.key) == "video_id" else one for one in own]
    return own


def is_empty_event(record: Record) -> bool:
    """Return whether an entry of an archive is an event of which no talk is known."""
    found = sort(record)
    title, event = (text(found[key][0].node) if key in found else "" for key in ("title", "event"))
    has_talk = found.keys() & {"speakers", "talks"} or provider_of(found) not in _WITHOUT
    return bool(title) and title == event and not has_talk


def _others(node: Node) -> list[Record]:
    """Return other recordings as links, each with its title, or the note or language beside it."""
    made: list[Record] = []
    for one in node if isinstance(node, tuple) else ():
        found = sort(one) if isinstance(one, Record) else {}
        known = {folded(entry.key): text(entry.node) for row in found.values() for entry in row}
        label = next(filter(None, map(known.get, _LABELS)), "")
        addresses = (link.url for entry in recordings_of(found) for link in links(entry, "video"))
        url = next(filter(None, addresses), "")
        made += [Record({"url": url, "label": label})] if url else []
    return made


def _cue(unknown: list[Entry], keys: frozenset[str]) -> tuple[int | None, list[Entry]]:
    """Return the seconds of a cue, and the entries without it; one that is no time stays."""
    cue = next((one for one in unknown if folded(one.key) in keys), None)
    seconds = seconds_of(text(cue.node)) if cue else None
    return seconds, [one for one in unknown if seconds is None or one is not cue]


def seconds_of(written: str) -> int | None:
    """Parse the time from the beginning of a recording; None if it is no time.

    >>> seconds_of("04:30"), seconds_of("1:02:03"), seconds_of("270"), seconds_of("TODO")
    (270, 3723, 270, None)
    """
    match = _CUE.fullmatch(written.strip())
    if match is None:
        return None
    hours, minutes, seconds = match.groups()
    return 3600 * int(hours or 0) + 60 * int(minutes or 0) + int(seconds or 0)


def _from(address: str, seconds: int) -> str:
    """Return the address of a recording from a time on (W3C, "Media Fragments URI", 4.2.1)."""
    if not seconds:
        return address
    if (split(address).hostname or "").endswith("youtube.com"):
        return f"{address}&t={seconds}"
    return f"{address}#t={seconds}"


def media_of(group: RecordFields) -> list[Entry]:
    """List the media of a group that its talks do not inherit, as keys with addresses."""
    return [
        Entry(f"{entry.key} ({link.url[:_SHOWN]})", "")
        for field in ("", *(row.field for row in KINDS if row.field != "url"))
        for entry in group.get(field, ())
        for link in links(entry, field)
        if "://" in link.url and not is_ignored(entry.key)
    ]
