"""The recording of an event → that of each of its talks, from the time at which the talk begins.

Archives of videos list the talks of a recording below it, with `start_cue: "04:30"`. Media of an
event that no talk takes over are reported.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from talkfeed.model.linkkinds import KINDS
from talkfeed.records.field_names import Entry, folded, is_ignored
from talkfeed.records.link_fields import links
from talkfeed.records.values import text
from talkfeed.text import split

if TYPE_CHECKING:
    from talkfeed.records.field_names import RecordFields

OF_PARENT = "recording of the parent"
"""The field of a group that holds the recording which its talks may be parts of."""
_PROVIDERS = frozenset(("video_provider", "provider"))
_WITHOUT = frozenset(("parent", "children", "scheduled", "not_recorded", "not_published", "none"))
"""Words for a provider whose `video_id` is not that of a recording."""
_CUES = ("start_cue", "start_offset", "video_start")
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
    own = [entry for entry in found.get("video", ()) if folded(entry.key) not in _PROVIDERS]
    unknown = [entry for entry in found.get("", ()) if folded(entry.key) not in _PROVIDERS]
    if provider in _WITHOUT:
        own = [entry for entry in own if any("://" in link.url for link in links(entry, "video"))]
    if provider == "parent" and not own:
        cue = next((one for one in unknown if folded(one.key) in _CUES), None)
        unknown = [one for one in unknown if one is not cue]
        seconds = seconds_of(text(cue.node)) if cue else 0
        own = [
            Entry("video", _from(link.url, seconds))
            for entry in around.get(OF_PARENT, ())
            for link in links(entry, "video")
            if link.url
        ]
    kept = {key: entries for key, entries in found.items() if key not in {"", "video"}}
    more = {"video": own, "": unknown}
    return kept | {key: entries for key, entries in more.items() if entries}


def seconds_of(written: str) -> int:
    """Parse the time from the beginning of a recording.

    >>> seconds_of("04:30"), seconds_of("1:02:03"), seconds_of("270"), seconds_of("soon")
    (270, 3723, 270, 0)
    """
    match = _CUE.fullmatch(written.strip())
    hours, minutes, seconds = match.groups() if match else (None, None, None)
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
