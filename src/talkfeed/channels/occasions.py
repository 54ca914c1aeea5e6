"""Occasions → the channel of calls for papers, and the days of events in calendars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.channels.contents import Contents
from talkfeed.identity import fold, headline
from talkfeed.ledger import CALL, EVENT, UPCOMING, ends_at, is_over
from talkfeed.words import own_table, words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from talkfeed.ledger import Occasions
    from talkfeed.model import Entry, Event, Settings, Tombstone
    from talkfeed.words import Words

_WHOLE = ("all", UPCOMING)
_NOTHING = Contents(())


def located(
    occasions: Iterable[Occasions], settings: Settings, paths: Iterable[tuple[str, str]]
) -> tuple[Occasions, ...]:
    """Return the occasions in words, with the addresses of the pages of their events if known.

    `paths` are the names of events, and the paths of their channels.
    """
    pages = {fold(name): f"{settings.url}{path}/" for name, path in paths}
    events = {event.name: event for event in settings.events}
    said = words(settings.language, own_table(settings.look))

    def address(entry: Entry, each: Occasions) -> str:
        page = pages.get(fold(each.events[entry.key]))
        return f"{page}#{'call' if each.kind == CALL else 'days'}" if page else entry.url

    return tuple(
        each._replace(
            entries=tuple(
                _in_words(entry, events[each.events[entry.key]], said)._replace(
                    url=address(entry, each)
                )
                for entry in each.entries
            )
        )
        for each in occasions
    )


def _in_words(entry: Entry, event: Event, said: Words) -> Entry:
    """Return an occasion with the words of a language instead of those of the ledger."""
    talk, call = entry.talk, event.profile.cfp if event.profile else None
    titles = {"Website": said.website, "Call for papers": said.call_for_papers}
    links = (link._replace(title=titles.get(link.title, link.title)) for link in talk.links)
    shown = talk._replace(links=tuple(links))
    if call and talk.title != event.name:
        opens, closes = (each.text if each else "" for each in (call.opens, call.closes))
        name = "call_open" if opens else "call_closes"
        shown = shown._replace(
            title=f"{said.call_for_papers}: {event.name}",
            when=talk.when._replace(text=said.fill(name, opens=opens, closes=closes)),
        )
    title = entry.title.replace(headline(talk), headline(shown), 1)
    return entry._replace(talk=shown, title=title)


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
