"""Feed → paged feed (RFC 5005, section 4): a subscription document and archives by year.

The subscription document holds the newest entries and every talk still to come. Each other entry
stands in the archive of the year it was published in; as `published` never moves, an archive is
full, and its choice of entries fixed, once none of its year's entries is left in front.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from talkfeed.model import Role

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from talkfeed.model import Entry, Feed


def pages(feed: Feed, limit: int, is_ahead: Callable[[Entry], bool]) -> Iterator[Feed]:
    """Cut a feed into its subscription document and its archives, newest first.

    Every entry is in exactly one of them. Tombstones stay in the subscription document.
    """
    front: list[Entry] = []
    rest: list[Entry] = []
    for rank, entry in enumerate(feed.entries):
        (front if rank < limit or is_ahead(entry) else rest).append(entry)
    if not rest:
        yield feed
        return
    years = [
        (year, tuple(each)) for year, each in groupby(rest, lambda entry: entry.published.year)
    ]
    paths = [feed.path, *(f"archive/{feed.path}/{year}" for year, _ in years)]
    older = (*paths[1:], None)
    yield feed._replace(entries=tuple(front), prev_archive=paths[1])
    for rank, (_, entries) in enumerate(years, 1):
        yield feed._replace(
            path=paths[rank],
            role=Role.ENTRY,
            entries=entries,
            tombstones=(),
            updated=max(entry.updated for entry in entries),
            current=feed.path,
            prev_archive=older[rank],
            next_archive=paths[rank - 1] if rank > 1 else None,
        )
