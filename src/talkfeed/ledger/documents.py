"""Published feeds and calendars of channels → the ledger's record of each channel.

The record has the last change, the archived years, whether there is a calendar, and the talks that
the channel ever contained, some of which only its calendar still has.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from talkfeed.ledger.calendar import read_calendar, read_modified, read_slot_keys
from talkfeed.ledger.state import STATE, read_instant
from talkfeed.ledger.values import FOLDERS
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from lxml.etree import _Element

    from talkfeed.ledger.values import Channel

ATOM = "{http://www.w3.org/2005/Atom}"
FEED = (f"{ATOM}feed", "an Atom document")
"""The root element of a feed, and the name of the document in messages."""
_GROUP = re.compile(rf"(?:{'|'.join(FOLDERS.values())})/[^/]+\.rss", re.ASCII)
_YEAR = re.compile(r"[0-9]{4}", re.ASCII)


class Found(NamedTuple):
    """The state of a channel by its documents; `keys` are those of the talks it contained."""

    updated: datetime | None
    slots_updated: datetime | None
    archives: tuple[tuple[int, datetime], ...]
    has_calendar: bool
    is_lean: bool
    keys: frozenset[str]


def read_documents(
    path: str,
    documents: Mapping[str, bytes],
    authority: str,
    parse: Callable[[bytes, str, str], _Element],
) -> Found:
    """Read the feed of a channel, its archives and its calendar; each may be missing.

    Raises:
        ValueError: a feed has an invalid value.
    """
    updated = modified = None
    keys: set[str] = set()
    feed, calendar = documents.get(f"{path}.atom"), documents.get(f"{path}.ics")
    if feed is not None:
        root = parse(feed, *FEED)
        updated = _updated(root)
        keys.update(str(state.get("key")) for state in root.iter(STATE))
    if calendar is not None:
        modified = read_modified(calendar)
        if "/" in path:  # calendars of the site have talks that their feeds never had
            keys.update(event.key for event in read_calendar(calendar, authority))
            keys.update(read_slot_keys(calendar, authority))
    archives = {
        int(name): _updated(parse(content, *FEED))
        for each, content in documents.items()
        if each.startswith(f"archive/{path}/")
        and _YEAR.fullmatch(name := each.removeprefix(f"archive/{path}/").removesuffix(".atom"))
    }
    return Found(
        updated=updated or modified,
        slots_updated=modified if updated and modified and modified > updated else None,
        archives=tuple(sorted(archives.items(), reverse=True)),
        has_calendar=calendar is not None,
        is_lean=feed is not None and not any(_GROUP.fullmatch(each) for each in documents),
        keys=frozenset(keys),
    )


def _updated(feed: _Element) -> datetime:
    return read_instant(feed.findtext(f"{ATOM}updated", ""))


def renewed(channel: Channel, found: Found) -> Channel:
    """Return the channel with the state found in its documents."""
    return channel._replace(
        updated=found.updated,
        archives=found.archives,
        has_calendar=found.has_calendar,
        is_lean=found.is_lean and channel.kind in FOLDERS,
        slots_updated=found.slots_updated,
    )
