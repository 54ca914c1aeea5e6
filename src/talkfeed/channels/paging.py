"""Feed → paged feed (RFC 5005, section 4): a subscription document and archives by year.

A year is archived once it is over and one of its entries is out of the window of the newest. As
`published` never moves, the archive holds from then on all entries published in that year, and no
other. It changes only where one of them is edited, withdrawn, or added with a date of that year.

The subscription document holds the newest entries, every talk still to come, and all entries of
years that are not archived. An entry of an archive that was edited since the oldest of the newest
was published is repeated there, because readers need not fetch an archive twice.
"""

from __future__ import annotations

from heapq import nlargest
from typing import TYPE_CHECKING, NamedTuple

from talkfeed.model import Role

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import datetime

    from talkfeed.model import Entry, Feed


class Paged(NamedTuple):
    """The documents of a feed, newest first, and the last year that is archived, 0 for none."""

    documents: tuple[Feed, ...]
    archived: int


def pages(
    feed: Feed,
    limit: int,
    is_ahead: Callable[[Entry], bool],
    *,
    closed: int,
    archived: int = 0,
    gone: Iterable[tuple[datetime, datetime]] = (),
) -> Paged:
    """Divide a feed into its subscription document and its archives.

    Args:
        feed: all entries, newest first.
        limit: how many of the newest the subscription document holds.
        is_ahead: whether a talk is still to come.
        closed: the last year that is over.
        archived: the last year that was archived before; what was once archived stays so.
        gone: `published` and the last change of each entry that the feed once held.
    """
    window, others = feed.entries[:limit], feed.entries[limit:]
    beyond = [entry for entry in others if not is_ahead(entry)]
    due = (entry.published.year for entry in beyond if entry.published.year <= closed)
    archived = max(archived, max(due, default=0))
    years = _years(feed, archived, gone)
    if not years:
        return Paged((feed,), archived)
    older = [entry for entry in beyond if entry.published.year <= archived]
    left_out = {id(entry) for entry in older} - set(map(id, _corrected(older, window, limit)))
    kept = tuple(entry for entry in feed.entries if id(entry) not in left_out)
    archives = tuple(_archives(feed, years))
    front = feed._replace(entries=kept, prev_archive=archives[0].path)
    return Paged((front, *archives), archived)


def _archives(feed: Feed, years: Mapping[int, datetime]) -> Iterator[Feed]:
    """Make the archive of each year, given with its last change, the latest first."""
    paths = [f"archive/{feed.path}/{year}" for year in years]
    held: dict[int, list[Entry]] = {year: [] for year in years}
    for entry in feed.entries:
        if entry.published.year in held:
            held[entry.published.year].append(entry)
    for year, path, previous in zip(years, paths, (*paths[1:], None), strict=True):
        yield feed._replace(
            path=path,
            role=Role.ENTRY,
            entries=tuple(held[year]),
            tombstones=(),
            updated=years[year],
            current=feed.path,
            prev_archive=previous,
        )


def _years(
    feed: Feed, archived: int, gone: Iterable[tuple[datetime, datetime]]
) -> dict[int, datetime]:
    """Return the archived years, the latest first, each with the last change of its entries.

    An entry that is gone counts: without it the change could go back, and the year vanish.
    """
    found: dict[int, datetime] = {}
    changes = [(entry.published, entry.updated) for entry in feed.entries]
    for published, updated in (*changes, *gone):
        if published.year <= archived:
            found[published.year] = max(updated, found.get(published.year, updated))
    return dict(sorted(found.items(), reverse=True))


def _corrected(older: Iterable[Entry], window: tuple[Entry, ...], limit: int) -> list[Entry]:
    """Choose the entries of archives to repeat, at most `limit`: the last ones edited."""
    edited = (
        entry
        for entry in older
        if entry.updated > entry.published and entry.updated >= window[-1].published
    )
    return nlargest(limit, edited, key=lambda entry: (entry.updated, entry.published))
