"""Settings, entries and the clock → every feed of the output, and the channels to remember."""

from __future__ import annotations

from datetime import datetime, timedelta
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from talkfeed.channels.groups import KINDS, group
from talkfeed.channels.paging import pages
from talkfeed.channels.site import CALENDAR, listed, site
from talkfeed.channels.slugs import settle
from talkfeed.identity import tag_uri
from talkfeed.ledger import is_over, turn
from talkfeed.model import Feed, Person, Status, Subscription

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from talkfeed.channels.groups import Group, Kind
    from talkfeed.ledger import Channel, Stamped
    from talkfeed.model import Entry, Settings, Tombstone

KEPT_IN_UPCOMING = timedelta(days=180)
"""How long `upcoming.ics` keeps an event after its end: clients delete what vanishes."""

FEEDS = {"atom": "atom", "rss": "rss", "json": "jsonfeed"}
"""The formats of feeds for readers, by the words of the settings."""


class Selection(NamedTuple):
    """The feeds to render, the channels whose addresses the ledger keeps, the feed of all talks."""

    site: Feed
    feeds: tuple[Feed, ...]
    channels: tuple[Channel, ...]


class _Ground(NamedTuple):
    """What every feed is cut from, found out once: there may be thousands of channels.

    `beginning` dates what is empty; `ahead` are the keys of the entries whose date has not passed.
    """

    whole: Feed
    authority: str
    beginning: datetime
    ahead: frozenset[str]


class _Offer(NamedTuple):
    """A feed on offer: all its entries, newest first, and those its calendar shows."""

    subscription: Subscription
    feed: Feed
    dated: tuple[Entry, ...]
    taken_back: tuple[Tombstone, ...] = ()


def select(settings: Settings, stamped: Stamped, now: datetime) -> Selection:
    """Choose every feed of the output: channels with archives and calendars, and the pages."""
    ground = _ground(settings, stamped, now)
    settled = tuple(_settled(settings, stamped))
    offers = (
        *_standing(ground, settings, stamped.tombstones, now),
        *_channels(ground, settings, settled),
    )
    everything = ground.whole._replace(
        subscriptions=tuple(offer.subscription for offer in offers),
        ahead=tuple(entry.key for entry in stamped.entries if entry.key in ground.ahead),
    )
    feeds = (
        *(page for offer in offers for page in _pages(offer.feed, settings, ground)),
        *(_calendar(offer) for offer in offers if "ical" in offer.subscription.formats),
        *(site(everything) if "pages" in settings.formats else listed(everything)),
    )
    return Selection(everything, feeds, tuple(sorted(channel for _, channel, _ in settled)))


def next_turn(stamped: Stamped, now: datetime) -> datetime | None:
    """Tell when the same talks make other feeds: the next moment at which something comes to pass.

    That is when a date has passed, or when `upcoming.ics` lets go of it; None for never.
    """
    ends = [entry.talk.when.end for entry in stamped.entries if entry.talk.when.end]
    ends += [stone.end for stone in stamped.tombstones if stone.end]
    latest = (now - KEPT_IN_UPCOMING).date() - timedelta(days=2)  # time zones
    recent = (
        turn(end) for end in ends if (end.date() if isinstance(end, datetime) else end) > latest
    )
    turns = (moment for end in recent for moment in (end, end + KEPT_IN_UPCOMING))
    return min((moment for moment in turns if moment > now), default=None)


def is_ahead(entry: Entry, now: datetime) -> bool:
    """Tell whether a talk's date has not passed; whoever waits for it wants to know its fate."""
    return not is_over(entry.talk.when.end, now)


def is_upcoming(entry: Entry, now: datetime) -> bool:
    """Tell whether a talk is still to come: its date has not passed, and it is not cancelled."""
    return is_ahead(entry, now) and entry.talk.status is not Status.CANCELLED


def _standing(
    ground: _Ground, settings: Settings, tombstones: tuple[Tombstone, ...], now: datetime
) -> Iterator[_Offer]:
    """Offer what every site has: all talks, those to come, and recordings unless unwanted."""
    entries = ground.whole.entries
    dated = _dated(entries)
    coming = tuple(entry for entry in entries if entry.key in ground.ahead)
    gone = tuple(stone for stone in tombstones if stone.end and not is_over(stone.end, now))
    whole = ground.whole._replace(tombstones=tombstones)
    yield _offer("all", whole, dated, gone, always=True)
    upcoming = _part(ground, "upcoming", "upcoming", coming, gone)
    lasting = _until(dated, now - KEPT_IN_UPCOMING)
    yield _offer("upcoming", upcoming, lasting, gone, always=True)
    if "recordings" in settings.channels:
        recordings = tuple(_recordings(entries))
        yield _offer("recordings", _part(ground, "recordings", "recordings", recordings))


def _settled(settings: Settings, stamped: Stamped) -> Iterator[tuple[Kind, Channel, Group | None]]:
    """Pair every wanted channel, and every one people may have subscribed to, with its talks."""
    for kind in KINDS:
        minimum = settings.channels.get(kind.folder)
        known = [each for each in stamped.ledger.channels if each.kind == kind.name]
        if minimum is None:
            yield from ((kind, channel, None) for channel in known)
            continue
        aliases = dict(settings.aliases) if kind.name == "speaker" else {}
        groups = group(stamped.entries, kind, aliases)
        pairs = settle(groups, known, aliases, minimum)
        for channel, each in sorted(pairs, key=lambda pair: pair[0].slug):  # as the next build will
            yield kind, channel, each


def _channels(
    ground: _Ground,
    settings: Settings,
    settled: Iterable[tuple[Kind, Channel, Group | None]],
) -> Iterator[_Offer]:
    for kind, channel, each in settled:
        if kind.folder not in settings.channels:
            continue
        entries = each.entries if each else ()
        feed = _part(ground, f"{kind.folder}/{channel.slug}", channel.name, entries)
        dated = _dated(entries) if feed.has_calendars else ()
        yield _offer(kind.name, feed, dated, name=channel.name)


def _offer(
    kind: str,
    feed: Feed,
    dated: tuple[Entry, ...] = (),
    taken_back: tuple[Tombstone, ...] = (),
    *,
    name: str = "",
    always: bool = False,
) -> _Offer:
    """Offer a feed, with a calendar, if such are wanted, for dated talks (or `always`)."""
    has_calendar = feed.has_calendars and (bool(dated) or always)
    formats = (*feed.formats, *CALENDAR) if has_calendar else feed.formats
    subscription = Subscription(
        title=feed.title,
        name=name or feed.title,
        kind=kind,
        path=feed.path,
        formats=formats,
        talks=len(feed.entries),
    )
    return _Offer(subscription, feed, dated, taken_back)


def _ground(settings: Settings, stamped: Stamped, now: datetime) -> _Ground:
    """Look once at all that is there, withdrawn talks included."""
    authority, beginning = stamped.ledger.authority, _beginning(stamped)
    updated = _last_change(stamped.entries, stamped.tombstones, beginning)
    whole = frame(settings, authority, stamped.entries, updated)
    ahead = frozenset(entry.key for entry in stamped.entries if is_ahead(entry, now))
    return _Ground(whole, authority, beginning, ahead)


def frame(settings: Settings, authority: str, entries: Sequence[Entry], updated: datetime) -> Feed:
    """Make the feed of entries that all others are cut from."""
    return Feed(
        path="talks",
        formats=tuple(FEEDS[name] for name in settings.formats if name in FEEDS),
        id=tag_uri(authority, "talks"),
        title=settings.title,
        subtitle=settings.subtitle,
        rights=settings.rights,
        home=settings.url,
        base=settings.url,
        language=settings.language,
        authors=settings.authors or (Person(name=settings.title),),
        updated=updated,
        entries=tuple(entries),
        look=settings.look,
        has_calendars="ical" in settings.formats,
    )


def _part(
    ground: _Ground,
    path: str,
    name: str,
    entries: Sequence[Entry],
    tombstones: Sequence[Tombstone] = (),
) -> Feed:
    """Make a feed of some of the entries, with an id and a title of its own."""
    return ground.whole._replace(
        path=path,
        id=tag_uri(ground.authority, path),
        title=f"{ground.whole.title}: {name}",
        updated=_last_change(entries, tombstones, ground.beginning),
        entries=tuple(entries),
        tombstones=tuple(tombstones),
    )


def _pages(feed: Feed, settings: Settings, ground: _Ground) -> Iterator[Feed]:
    return pages(feed, settings.limit, lambda entry: entry.key in ground.ahead)


def _calendar(offer: _Offer) -> Feed:
    return offer.feed._replace(formats=CALENDAR, entries=offer.dated, tombstones=offer.taken_back)


def _recordings(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Make the entries that tell of recordings of talks announced before, newest first."""
    found = [
        (entry.recorded, entry)
        for entry in entries
        if entry.recorded is not None
        and entry.recorded > entry.published
        and any(link.kind == "video" for link in entry.talk.links)
    ]
    for moment, entry in sorted(found, key=itemgetter(0), reverse=True):
        yield entry._replace(
            id=f"{entry.id}#recording",
            url=f"{entry.url}#recording",
            title=f"Recording: {entry.title}",
            published=moment,
            updated=max(moment, entry.updated),
        )


def _beginning(stamped: Stamped) -> datetime:
    """Date what is empty: by the oldest talk, which a rebuilt ledger knows as well."""
    moments = [entry.published for entry in stamped.entries]
    moments += [stone.published for stone in stamped.tombstones]
    return min(moments, default=stamped.ledger.created)


def _last_change(
    entries: Iterable[Entry], tombstones: Iterable[Tombstone], beginning: datetime
) -> datetime:
    changes = [entry.updated for entry in entries]
    changes += [stone.withdrawn for stone in tombstones]
    return max(changes, default=beginning)


def _dated(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(entry for entry in entries if entry.talk.is_scheduled)


def _until(entries: Iterable[Entry], moment: datetime) -> tuple[Entry, ...]:
    return tuple(entry for entry in entries if not is_over(entry.talk.when.end, moment))
