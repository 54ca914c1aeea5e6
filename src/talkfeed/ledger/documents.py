"""Published feeds and calendars of channels → what is remembered of each channel.

That is when anything in it changed last, which years are archived, whether it has a calendar, and
which talks it held, of which a calendar keeps some that are in it no more.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from talkfeed.formats.state import STATE, read_instant
from talkfeed.ledger.calendar import read_calendar, read_modified

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime

    from lxml.etree import _Element

    from talkfeed.ledger.values import Channel

ATOM = "{http://www.w3.org/2005/Atom}"
FEED = (f"{ATOM}feed", "an Atom document")
"""What a feed is: the root's name, and what to call the document."""
_ARCHIVE = re.compile(r"^(?>.*?/archive/).+/([0-9]{4})\.atom", re.ASCII)


class Found(NamedTuple):
    """What the documents of a channel say of it; `keys` are those of the talks it held."""

    updated: datetime | None
    archived: int
    has_calendar: bool
    keys: frozenset[str]


def read_documents(
    path: str,
    documents: Mapping[str, bytes],
    authority: str,
    parse: Callable[[bytes, str, str], _Element],
) -> Found:
    """Read the feed and the calendar of a channel; either may be missing.

    Raises:
        ValueError: the feed says something that cannot be.
    """
    moments: list[datetime] = []
    keys: set[str] = set()
    archived = 0
    feed, calendar = documents.get(f"{path}.atom"), documents.get(f"{path}.ics")
    if feed is not None:
        root = parse(feed, *FEED)
        moments.append(read_instant(root.findtext(f"{ATOM}updated", "")))
        keys.update(str(state.get("key")) for state in root.iter(STATE))
        archived = next(_archived(root), 0)
    if calendar is not None:
        moments += filter(None, [read_modified(calendar)])
        if "/" in path:  # those of the site hold talks that their feeds never held
            keys.update(event.key for event in read_calendar(calendar, authority))
    return Found(max(moments, default=None), archived, calendar is not None, frozenset(keys))


def _archived(root: _Element) -> Iterator[int]:
    """Find the year of the newest archive."""
    for link in root.iterfind(f"{ATOM}link[@rel='prev-archive']"):
        found = _ARCHIVE.search(str(link.get("href", "")))
        if found:
            yield int(found[1])


def renewed(channel: Channel, found: Found) -> Channel:
    """Remember what was found of a channel."""
    return channel._replace(
        updated=found.updated, archived=found.archived, has_calendar=found.has_calendar
    )
