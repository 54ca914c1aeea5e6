"""The feed of all talks → the pages: what the site has once, and each talk's own page and calendar.

The index holds what is to come, and the past by whole years as far as one page can carry it; each
older year has a page of its own, linked like the documents of a paged feed (RFC 5005).
"""

from __future__ import annotations

from heapq import nlargest
from itertools import accumulate
from typing import TYPE_CHECKING

from talkfeed.channels.groups import KINDS
from talkfeed.formats.registry import Kind
from talkfeed.identity import talk_path
from talkfeed.model import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from talkfeed.formats.registry import Format
    from talkfeed.model import Entry, Feed, Tombstone

LONGEST = 2000
"""So many talks fit on one page, in size and in the time a browser needs."""
EMBEDS = ("embed", "embed-upcoming", "embed-recent")
PARTS = frozenset(kind.name for kind in KINDS)
"""The kinds of channels that are about some of the talks."""
RECENT = 10
"""How many past talks an embed holds besides all that lie ahead; the visitor's clock chooses."""


def site(
    whole: Feed, formats: Sequence[Format], withdrawn: Iterable[Tombstone] = ()
) -> Iterator[Feed]:
    """Lay out what the whole site has once, all pages, and the calendars of single talks.

    `formats` are those that were chosen; without pages there are no calendars of single talks. A
    talk has a calendar of its own if it was ever known before its day was over; that file stays,
    also for those that are `withdrawn`, whose day was known.
    """
    has_pages = any(row.kind is Kind.PAGE for row in formats)
    if has_pages:
        yield from _index(whole)
    for row in formats:
        if row.path:
            yield whole._replace(path=row.path, formats=(row.name,))
    if has_pages:
        calendars = tuple(row.name for row in formats if row.kind is Kind.CALENDAR)
        yield from _embeds(whole)
        yield from _talks(whole, calendars, withdrawn)


def _embeds(whole: Feed) -> Iterator[Feed]:
    """Make the pages for iframes on other sites."""
    shown = tuple(_shown(whole))
    updated = max((entry.updated for entry in shown), default=whole.updated)
    for path in EMBEDS:
        yield whole._replace(path=path, formats=("embed",), updated=updated, entries=shown)


def _talks(
    whole: Feed, calendars: tuple[str, ...], withdrawn: Iterable[Tombstone]
) -> Iterator[Feed]:
    """Make the page and the calendar of each talk."""
    ahead = frozenset(whole.ahead)
    common = tuple(each._replace(talks=0) for each in whole.subscriptions if each.kind not in PARTS)
    frame = whole._replace(role=Role.ENTRY, subscriptions=common, ahead=())
    for entry in whole.entries:
        is_ahead = (entry.key,) if entry.key in ahead else ()
        alone = frame._replace(updated=entry.updated, entries=(entry,), ahead=is_ahead)
        yield alone._replace(path=f"{talk_path(entry.key)}/index", formats=("page",))
        if entry.end and entry.was_upcoming and calendars:
            yield _calendar(alone, calendars, entry)
    for stone in withdrawn if calendars else ():
        alone = frame._replace(updated=stone.withdrawn, entries=(), tombstones=(stone,))
        yield _calendar(alone, calendars, stone)


def _calendar(alone: Feed, formats: tuple[str, ...], talk: Entry | Tombstone) -> Feed:
    """Make the calendar of a single talk, to be added to other calendars."""
    return alone._replace(path=talk_path(talk.key), formats=formats, is_subscription=False)


def _shown(whole: Feed) -> Iterator[Entry]:
    """Choose what embeds hold: all that lies ahead, and the talks given last."""
    ahead = frozenset(whole.ahead)
    past = (entry for entry in whole.entries if entry.key not in ahead)
    recent = nlargest(RECENT, past, key=lambda entry: str(entry.talk.when.end))
    kept = ahead | {entry.key for entry in recent}
    return (entry for entry in whole.entries if entry.key in kept)


def _index(whole: Feed) -> Iterator[Feed]:
    """Make the index, and the pages of the years it has no room for, newest first."""
    older = _older(whole)
    moved = {entry.key for entries in older.values() for entry in entries}
    front = tuple(entry for entry in whole.entries if entry.key not in moved)
    paths = ("index", *(f"years/{year}/index" for year in older))
    page = whole._replace(
        formats=("index",), pages=tuple(zip(map(str, older), paths[1:], strict=True))
    )
    for rank, entries in enumerate((front, *older.values())):
        yield page._replace(
            path=paths[rank],
            updated=max(entry.updated for entry in entries) if rank else whole.updated,
            entries=entries,
            current="index" if rank else None,
            next_archive=paths[rank - 1] if rank > 1 else None,
            prev_archive=dict(enumerate(paths)).get(rank + 1),
        )


def _older(whole: Feed) -> dict[int, tuple[Entry, ...]]:
    """List the talks of each year that does not fit on the index, newest year first."""
    past = _past(whole)
    sizes = [len(entries) for entries in past.values()]
    room = LONGEST - (len(whole.entries) - sum(sizes))
    return {
        year: tuple(entries)
        for (year, entries), filled in zip(past.items(), accumulate(sizes), strict=True)
        if filled > room
    }


def _past(whole: Feed) -> dict[int, list[Entry]]:
    """Gather the talks that are over by the year they were held in, newest year first."""
    ahead = frozenset(whole.ahead)
    past: dict[int, list[Entry]] = {}
    for entry in whole.entries:
        if entry.talk.when.start is not None and entry.key not in ahead:
            past.setdefault(entry.talk.when.start.year, []).append(entry)
    return dict(sorted(past.items(), reverse=True))
