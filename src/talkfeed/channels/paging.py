"""Feed → paged feed (RFC 5005, section 4): a subscription document and archives by year.

A year is archived once it is over and one of its entries is not among the newest. As `published`
never changes, the archive then contains exactly the entries published in that year. It changes
only if one of them is edited, withdrawn, or added with a date of that year.

The subscription document contains the newest entries, all upcoming talks, and all entries of years
that are not archived. It repeats an archived entry that was edited after the oldest of the newest
entries was published, because readers need not fetch an archive twice.
"""

from __future__ import annotations

from heapq import nlargest
from typing import TYPE_CHECKING

from talkfeed.ledger import archive_path
from talkfeed.model import Role
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import datetime

    from talkfeed.model import Entry, Feed


Years = tuple[tuple[int, "datetime"], ...]
"""Archived years, latest first, each with the last change of its archive."""


class Paged(NamedTuple):
    """The documents of a feed, newest first, and its archived years."""

    documents: tuple[Feed, ...]
    archives: Years


def pages(
    feed: Feed,
    limit: int,
    is_ahead: Callable[[Entry], bool],
    *,
    closed: int,
    archives: Years = (),
) -> Paged:
    """Split a feed into its subscription document and its archives.

    Args:
        feed: all entries, newest first.
        limit: the number of newest entries in the subscription document.
        is_ahead: whether a talk's date has not passed.
        closed: the last year that is over.
        archives: the years archived by earlier builds, which stay archived.
    """
    window, others = feed.entries[:limit], feed.entries[limit:]
    beyond = [entry for entry in others if not is_ahead(entry)]
    due = (entry.published.year for entry in beyond if entry.published.year <= closed)
    years = _years(feed, max(due, default=0), archives)
    if not years:
        return Paged((feed,), ())
    archived = next(iter(years))
    older = [entry for entry in beyond if entry.published.year <= archived]
    left_out = {id(entry) for entry in older} - set(map(id, _corrected(older, window, limit)))
    kept = tuple(entry for entry in feed.entries if id(entry) not in left_out)
    front = feed._replace(entries=kept, prev_archive=archive_path(feed.path, archived))
    return Paged((front, *_archives(feed, years)), tuple(years.items()))


def _archives(feed: Feed, years: Mapping[int, datetime]) -> Iterator[Feed]:
    """Return the archive of each year, latest first; `years` has their last changes."""
    paths = [archive_path(feed.path, year) for year in years]
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
            hubs=(),
        )


def _years(feed: Feed, due: int, archives: Years) -> dict[int, datetime]:
    """Return the years to archive, latest first, each with its last change.

    These are all years up to `due` (0 for none), and those archived before.
    """
    found = dict(archives)
    archived = max((due, *found))
    for entry in feed.entries:
        year = entry.published.year
        if year <= archived:
            found[year] = max(entry.updated, found.get(year, entry.updated))
    for tombstone in feed.tombstones:
        year = tombstone.published.year
        if year in found:
            found[year] = max(tombstone.withdrawn, found[year])
    return dict(sorted(found.items(), reverse=True))


def _corrected(older: Iterable[Entry], window: tuple[Entry, ...], limit: int) -> list[Entry]:
    """Return the archived entries to repeat: the most recently edited, at most `limit`."""
    edited = (
        entry
        for entry in older
        if entry.updated > entry.published and entry.updated >= window[-1].published
    )
    return nlargest(limit, edited, key=lambda entry: (entry.updated, entry.published))
