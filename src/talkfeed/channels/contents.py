"""Entries, tombstones and the clock → the contents of each channel's feed and calendar.

A talk that leaves a channel leaves its feed at once, but its calendar only after its day, and after
each day on which it was shown before, because some clients keep showing an event that has
disappeared.
"""

from __future__ import annotations

from datetime import timedelta
from itertools import chain
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING

from talkfeed.identity import uid
from talkfeed.ledger import FOLDERS, SERIES, UPCOMING, is_over
from talkfeed.model import SlotEvent, Status, Tombstone
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date, datetime

    from talkfeed.ledger import Channel, Stamped
    from talkfeed.model import Entry, Feed, Subscription
    from talkfeed.words import Words

KEPT_IN_UPCOMING = timedelta(days=180)
"""How long `upcoming.ics` keeps an event after its end: some clients delete missing events."""
RECORDINGS = "recordings"
LEAN = {"event": ("atom", "json"), SERIES: ("atom", "json")}
"""The formats of the feed of a lean channel, by kind; of others only Atom.

Only the JSON of an event or a series has all that is known of it.
"""


class Contents(NamedTuple):
    """The contents of a channel: entries and tombstones of its feed, and of its calendar.

    `slots` are those without a talk in the channel, only in its calendar and on pages.
    """

    entries: tuple[Entry, ...]
    tombstones: tuple[Tombstone, ...] = ()
    dated: tuple[Entry, ...] = ()
    taken_back: tuple[Tombstone, ...] = ()
    slots: tuple[SlotEvent, ...] = ()

    def last_change(self, earliest: datetime) -> datetime:
        """Return the time of the last change in the channel, at least `earliest`."""
        changes = (entry.updated for entry in chain(self.entries, self.dated))
        withdrawals = (tombstone.withdrawn for tombstone in chain(self.tombstones, self.taken_back))
        return max([earliest, *changes, *withdrawals])


class ChannelFeed(NamedTuple):
    """A channel with its subscription, its documents and what it contains."""

    name: str
    channel: Channel
    subscription: Subscription
    documents: tuple[Feed, ...]
    contents: Contents


class HeldChannel(NamedTuple):
    """A channel of the last build, with entries of now."""

    kind: str
    name: str
    contents: Contents
    channel: Channel


class Stock(NamedTuple):
    """All entries, tombstones and slots, indexed once for all channels.

    `entries` are newest first; `ahead` are the keys of those whose date has not passed. `once` and
    `withdrawn` are the entries and tombstones of talks that a feed ever contained, by path.
    `calendars` are the paths of the channels that had the event of a slot, by UID, and `lost` these
    events by path, as cancelled. `until` is the last day on which calendars have shown a talk, by
    key, if that is after its present one.
    """

    entries: tuple[Entry, ...]
    tombstones: tuple[Tombstone, ...]
    now: datetime
    ahead: frozenset[str]
    once: Mapping[str, Sequence[Entry]]
    withdrawn: Mapping[str, Sequence[Tombstone]]
    slots: tuple[SlotEvent, ...]
    calendars: Mapping[str, Sequence[str]]
    lost: Mapping[str, Sequence[SlotEvent]]
    until: Mapping[str, date]

    def has_left(self, item: Entry | Tombstone, kept: timedelta = timedelta()) -> bool:
        """Return whether all days on which calendars have shown a talk are over for some time."""
        return is_over(self.until.get(item.key, item.end), self.now - kept)


def stock(stamped: Stamped, now: datetime) -> Stock:
    """Index all entries and tombstones."""
    once: dict[str, list[Entry]] = {}
    feeds = {line.key: line.feeds for line in stamped.ledger.lines if line.feeds}
    for entry in stamped.entries:
        for path in feeds.get(entry.key, ()):
            once.setdefault(path, []).append(entry)
    withdrawn: dict[str, list[Tombstone]] = {}
    for tombstone in stamped.tombstones:
        for path in tombstone.feeds:
            withdrawn.setdefault(path, []).append(tombstone)
    authority = stamped.ledger.authority
    calendars = {uid(authority, each.name): each.feeds for each in stamped.ledger.slots}
    lost: dict[str, list[SlotEvent]] = {}
    for slot in stamped.slots:
        for path in calendars[slot.uid]:
            lost.setdefault(path, []).append(_cancelled(slot))
    return Stock(
        entries=stamped.entries,
        tombstones=stamped.tombstones,
        now=now,
        ahead=frozenset(entry.key for entry in stamped.entries if is_ahead(entry, now)),
        once=once,
        withdrawn=withdrawn,
        slots=stamped.slots,
        calendars=calendars,
        lost=lost,
        until={line.key: line.until for line in stamped.ledger.lines if line.until},
    )


def _cancelled(slot: SlotEvent) -> SlotEvent:
    """Return the event of a slot for a calendar that has lost it."""
    times = slot.start, slot.end, slot.sequence, slot.updated
    return SlotEvent(slot.uid, slot.series, slot.series, *times, is_cancelled=True)


def all_talks(stock: Stock) -> Contents:
    """Return all entries, and for the calendar those with a known day."""
    dated = tuple(entry for entry in stock.entries if _is_shown(stock, entry))
    taken_back = _taken_back(stock, stock.tombstones)
    slots = _without_talks(stock.slots, stock.entries)
    return Contents(stock.entries, stock.tombstones, dated, taken_back, slots)


def upcoming(stock: Stock, everything: Contents) -> Contents:
    """Return upcoming entries, and for the calendar also those that ended recently."""
    return everything._replace(
        entries=tuple(entry for entry in stock.entries if entry.key in stock.ahead),
        tombstones=tuple(stock.withdrawn.get(UPCOMING, ())),
        dated=tuple(
            entry for entry in everything.dated if not stock.has_left(entry, KEPT_IN_UPCOMING)
        ),
    )


def some_talks(
    stock: Stock, path: str, entries: tuple[Entry, ...], slots: tuple[SlotEvent, ...] = ()
) -> Contents:
    """Return a channel's entries, and for the calendar also former ones until their day.

    `slots` are those of the channel; those that its calendar has lost are cancelled. A former entry
    that has moved to another slot since is not a former one of the calendar.
    """
    keys = frozenset(entry.key for entry in entries)
    tombstones = tuple(stock.withdrawn.get(path, ()))
    former = [
        entry
        for entry in stock.once.get(path, ())
        if entry.key not in keys
        and (not entry.slot or path in stock.calendars.get(entry.uid, (path,)))
    ]
    staying = (entry for entry in former if not stock.has_left(entry))
    dated = tuple(entry for entry in (*entries, *staying) if _is_shown(stock, entry))
    return Contents(
        entries=entries,
        tombstones=tombstones,
        dated=dated,
        taken_back=_taken_back(stock, tombstones),
        slots=_without_talks((*stock.lost.get(path, ()), *slots), (*entries, *former)),
    )


def _is_shown(stock: Stock, entry: Entry) -> bool:
    """Return whether calendars show a talk: on its day, or until its last known day is over."""
    return entry.end is not None and (entry.talk.is_scheduled or not stock.has_left(entry))


def _taken_back(stock: Stock, tombstones: Iterable[Tombstone]) -> tuple[Tombstone, ...]:
    """Return the withdrawn talks with events of their own, until their day is over."""
    own = (each for each in tombstones if each.end and not each.slot)
    return tuple(each for each in own if not stock.has_left(each))


def _without_talks(slots: Iterable[SlotEvent], entries: Iterable[Entry]) -> tuple[SlotEvent, ...]:
    """Return the slots whose UIDs no entry has, in the order of time; of two, the last given."""
    found = {slot.uid: slot for slot in slots}
    for entry in entries if found else ():
        found.pop(entry.uid, None)
    return tuple(sorted(found.values(), key=lambda slot: (slot.start.isoformat(), slot.uid)))


def recordings(stock: Stock, words: Words) -> Contents:
    """Return entries for recordings that were added after their talks, newest first.

    A removed recording is withdrawn, even if its talk is not.
    """
    found = [
        (entry.recorded, entry)
        for entry in stock.entries
        if entry.recorded is not None
        and entry.recorded > entry.published
        and any(link.kind == "video" for link in entry.talk.links)
    ]
    entries = tuple(
        entry._replace(
            id=f"{entry.id}#recording",
            url=f"{entry.url}#recording",
            title=words.fill("recording_of", title=entry.title),
            published=moment,
            updated=max(moment, entry.updated),
        )
        for moment, entry in sorted(found, key=itemgetter(0), reverse=True)
    )
    keys = frozenset(entry.key for entry in entries)
    gone = [_as_withdrawn(each) for each in stock.once.get(RECORDINGS, ()) if each.key not in keys]
    tombstones = (
        _of_recording(each, words) for each in (*gone, *stock.withdrawn.get(RECORDINGS, ()))
    )
    ordered = sorted(tombstones, key=attrgetter("withdrawn", "published"), reverse=True)
    return Contents(entries, tuple(ordered))


def _as_withdrawn(entry: Entry) -> Tombstone:
    """Return the tombstone of an entry, withdrawn at its last change."""
    return Tombstone(
        key=entry.key,
        id=entry.id,
        uid=entry.uid,
        title=entry.title,
        published=entry.published,
        withdrawn=entry.updated,
        sequence=entry.sequence,
        recorded=entry.recorded,
    )


def _of_recording(tombstone: Tombstone, words: Words) -> Tombstone:
    """Return the tombstone of a talk's recording."""
    return tombstone._replace(
        id=f"{tombstone.id}#recording",
        title=words.fill("recording_of", title=tombstone.title),
        published=tombstone.recorded or tombstone.published,
    )


def is_ahead(entry: Entry, now: datetime) -> bool:
    """Return whether a talk's date has not passed."""
    return not is_over(entry.talk.when.end, now)


def is_upcoming(entry: Entry, now: datetime) -> bool:
    """Return whether a talk is upcoming: its date has not passed, and it is not cancelled."""
    return is_ahead(entry, now) and entry.talk.status is not Status.CANCELLED


def held_paths(channel_feeds: Iterable[ChannelFeed]) -> dict[str, tuple[str, ...]]:
    """Return the paths of the feeds that contain each talk, except that of all talks.

    Those of channels other than the site's are also by the UID of the slot that a talk or a
    placeholder is in, as their calendars have to go on with its event.
    """
    found: dict[str, list[str]] = {}
    for each in channel_feeds:
        path = each.channel.path
        entries, slots = each.contents.entries, each.contents.slots
        keys = [entry.key for entry in entries] if each.subscription.kind != "all" else []
        if each.channel.kind in FOLDERS:
            keys += [entry.uid for entry in entries if entry.slot]
            keys += [slot.uid for slot in slots]
        for key in keys:
            found.setdefault(key, []).append(path)
    return {key: tuple(paths) for key, paths in found.items()}
