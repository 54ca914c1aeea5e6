"""Occasions → the channel of calls for papers, and the days of events in calendars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.channels.contents import Contents
from talkfeed.identity import fold
from talkfeed.ledger import CALL, CALLS, EVENT, UPCOMING, ends_at, is_over

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from talkfeed.ledger import Occasions
    from talkfeed.model import Entry, Settings, Tombstone

TITLES = {CALLS: "calls for papers"}
"""The names of channels whose path does not say it."""
_WHOLE = ("all", UPCOMING)
_NOTHING = Contents(())


def located(
    occasions: Iterable[Occasions], base: str, paths: Iterable[tuple[str, str]]
) -> tuple[Occasions, ...]:
    """Return the occasions with the addresses of the pages of their events, as far as known.

    `paths` are the names of events, and the paths of their channels.
    """
    pages = {fold(name): f"{base}{path}/" for name, path in paths}

    def address(entry: Entry, each: Occasions) -> str:
        page = pages.get(fold(each.events[entry.key]))
        return f"{page}#{'call' if each.kind == CALL else 'days'}" if page else entry.url

    return tuple(
        each._replace(
            entries=tuple(entry._replace(url=address(entry, each)) for entry in each.entries)
        )
        for each in occasions
    )


def ends_of(occasions: Iterable[Occasions], now: datetime) -> list[datetime]:
    """Return when occasions are over that are not yet."""
    found = [entry.end for each in occasions for entry in each.entries if entry.end]
    found += [gone.end for each in occasions for gone in each.tombstones if gone.end]
    return [ends_at(end) for end in found if not is_over(end, now)]


def of_calls(occasions: Iterable[Occasions]) -> Occasions | None:
    """Return the calls for papers; None if there are none and never were."""
    return next((each for each in occasions if each.kind == CALL), None)


def calls(found: Occasions, now: datetime) -> Contents:
    """Return the contents of the channel of calls; its calendar has their closing."""
    dated, taken_back = _shown(found.entries, found.tombstones, now)
    return Contents(found.entries, found.tombstones, dated, taken_back)


def days_in(
    occasions: Iterable[Occasions], settings: Settings, kind: str, name: str, now: datetime
) -> Contents:
    """Return the days of events in the calendar of a channel, without entries of its feed.

    All events are in the calendars of the site, an event in its own; none is without `event_days`.
    """
    found = next((each for each in occasions if each.kind == EVENT), None)
    if found is None or not settings.event_days or kind not in {*_WHOLE, "event"}:
        return _NOTHING
    entries, tombstones = found.entries, found.tombstones
    if kind not in _WHOLE:
        folded = fold(name)
        entries = tuple(each for each in entries if fold(found.events[each.key]) == folded)
        tombstones = ()
    dated, taken_back = _shown(entries, tombstones, now)
    return Contents((), (), dated, taken_back)


def _shown(
    entries: Iterable[Entry], tombstones: Iterable[Tombstone], now: datetime
) -> tuple[tuple[Entry, ...], tuple[Tombstone, ...]]:
    """Return what calendars show: all with a day, and what was taken back until it is over."""
    dated = (each for each in entries if each.end)
    dated = (each for each in dated if each.talk.is_scheduled or not is_over(each.end, now))
    gone = (each for each in tombstones if each.end and not is_over(each.end, now))
    return tuple(dated), tuple(gone)
