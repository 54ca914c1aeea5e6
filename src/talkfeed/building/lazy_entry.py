"""Columns of a record → entries of which only what orders and places them is in hand.

Whatever else a format or a template asks for is loaded when it asks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from talkfeed.building.codec import unpack_when
from talkfeed.building.dependencies import read_day, read_seconds
from talkfeed.identity import uid

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from talkfeed.building.dependencies import Dependencies
    from talkfeed.model import Entry, When


class LazyTalk:
    """A talk whose date and rank are in hand."""

    __slots__ = ("_entry", "order", "when")

    def __init__(self, entry: LazyEntry, order: int, when: When) -> None:
        """Take what is in hand, and the entry that can load the rest."""
        self._entry, self.order, self.when = entry, order, when

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  — any field of a talk
        """Load the talk for all else."""
        return getattr(self._entry.loaded.talk, name)


class LazyEntry:
    """An entry whose key, moments and days are in hand."""

    __slots__ = (
        *("_load", "_loaded", "end", "key", "published", "rank", "slot", "start", "talk", "uid"),
        "updated",
    )

    talk: LazyTalk

    def __init__(
        self,
        rank: int,
        load: Callable[[int], Entry],
        *,
        key: str,
        uid: str,
        published: datetime,
        updated: datetime,
        start: date | None,
        end: date | None,
    ) -> None:
        """Take what is in hand, and a function that loads the entry of a rank."""
        self.rank, self._load = rank, load
        self.key, self.uid, self.published, self.updated = key, uid, published, updated
        self.start, self.end, self.slot = start, end, ""
        self._loaded: Entry | None = None

    @property
    def loaded(self) -> Entry:
        """The whole entry."""
        if self._loaded is None:
            self._loaded = self._load(self.rank)
        return self._loaded

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  — any field of an entry
        """Load the entry for all else."""
        return getattr(self.loaded, name)


def lazy_entries(known: Dependencies, load: Callable[[int], Entry], authority: str) -> list[Entry]:
    """Make the entries of the last build, newest first; `load` makes the whole one of a rank."""
    whens = tuple(map(unpack_when, known.whens))
    found = []
    times = known.published, known.updated, known.starts, known.ends
    rows = zip(known.keys, known.slots, *times, strict=True)
    for rank, (key, slot, published, updated, start, end) in enumerate(rows):
        first = read_seconds(published)
        entry = LazyEntry(
            rank,
            load,
            key=key,
            uid=uid(authority, slot or key),
            published=first,
            updated=first if updated == published else read_seconds(updated),
            start=read_day(start),
            end=read_day(end),
        )
        entry.slot = slot
        entry.talk = LazyTalk(entry, known.orders[rank], whens[known.dates[rank]])
        found.append(cast("Entry", entry))
    return found
