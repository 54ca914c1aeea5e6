"""Settings, entries and the clock → every feed of the output, and the channels to remember."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import chain
from typing import TYPE_CHECKING

from talkfeed.channels.contents import (
    KEPT_IN_UPCOMING,
    RECORDINGS,
    Contents,
    Stock,
    all_talks,
    recordings,
    some_talks,
    stock,
    upcoming,
)
from talkfeed.channels.groups import KINDS, group
from talkfeed.channels.paging import pages
from talkfeed.channels.site import site
from talkfeed.channels.slugs import settle
from talkfeed.formats.registry import Kind as FormatKind
from talkfeed.formats.registry import chosen
from talkfeed.identity import tag_uri
from talkfeed.ledger import STANDING, UPCOMING, Channel, turn
from talkfeed.model import Feed, Person, Subscription
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from talkfeed.channels.groups import Group, Kind
    from talkfeed.formats.registry import Format
    from talkfeed.ledger import Stamped
    from talkfeed.model import Entry, Settings

EVERYWHERE = (FormatKind.FEED, FormatKind.FILE)
"""The kinds of formats of which every channel has a document with all its talks."""
CLOSING = timedelta(days=1)
"""How long after its end a year counts as over: entries published at once are seconds apart."""


class Selection(NamedTuple):
    """The feeds to render, the channels to remember, and the feeds that hold each talk, by key.

    `site` is the feed of all talks with everything on offer.
    """

    site: Feed
    feeds: tuple[Feed, ...]
    channels: tuple[Channel, ...]
    held: Mapping[str, tuple[str, ...]]


class _Ground(NamedTuple):
    """What every feed is made with; `beginning` dates what is empty.

    `formats` are those chosen, and `calendars` the names of those of calendars.
    """

    whole: Feed
    authority: str
    settings: Settings
    beginning: datetime
    known: Mapping[str, Channel]
    stock: Stock
    formats: tuple[Format, ...]
    calendars: tuple[str, ...]


class _Offer(NamedTuple):
    """A channel on offer: what is remembered of it, its documents, and how it is listed."""

    channel: Channel
    subscription: Subscription
    documents: tuple[Feed, ...]
    entries: tuple[Entry, ...]


def select(settings: Settings, stamped: Stamped, now: datetime) -> Selection:
    """Choose every feed of the output: channels with archives and calendars, and the pages."""
    ground = _ground(settings, stamped, now)
    settled = tuple(_settled(settings, stamped))
    offers = (*_standing(ground), *_channels(ground, settled))
    everything = ground.whole._replace(
        updated=offers[0].documents[0].updated,
        subscriptions=tuple(offer.subscription for offer in offers),
        ahead=tuple(entry.key for entry in stamped.entries if entry.key in ground.stock.ahead),
    )
    withdrawn = ground.stock.withdrawn.get(UPCOMING, ())
    pages = site(everything, ground.formats, [stone for stone in withdrawn if stone.end])
    offered = {offer.channel.path: offer.channel for offer in offers}
    kept = {each.path: each for each in (*ground.known.values(), *(row[1] for row in settled))}
    return Selection(
        site=everything,
        feeds=(*chain.from_iterable(offer.documents for offer in offers), *pages),
        channels=tuple(sorted((kept | offered).values())),
        held=_held(offers),
    )


def _held(offers: Iterable[_Offer]) -> dict[str, tuple[str, ...]]:
    """List the paths of the feeds that hold each talk, besides the one of all talks."""
    found: dict[str, list[str]] = {}
    for offer in offers:
        path = offer.channel.path
        for entry in offer.entries if offer.subscription.kind != "all" else ():
            found.setdefault(entry.key, []).append(path)
    return {key: tuple(paths) for key, paths in found.items()}


def next_turn(stamped: Stamped, now: datetime, limit: int) -> datetime | None:
    """Return the next moment at which the same talks make other feeds; None for never.

    That is when a date has passed, when `upcoming.ics` drops it, when a talk is to be announced,
    and, where there are more talks than the `limit` of a feed, when a year is over.
    """
    ends = [entry.talk.when.end for entry in stamped.entries if entry.talk.when.end]
    ends += [entry.end for entry in stamped.entries if entry.end and entry.is_called_off]
    ends += [stone.end for stone in stamped.tombstones if stone.end]
    latest = (now - KEPT_IN_UPCOMING).date() - timedelta(days=2)  # time zones
    recent = (
        turn(end) for end in ends if (end.date() if isinstance(end, datetime) else end) > latest
    )
    turns = [moment for end in recent for moment in (end, end + KEPT_IN_UPCOMING)]
    turns += [talk.added for talk in stamped.waiting[:1] if talk.added]
    is_open = any(_newest_year(entry) > _closed(now) for entry in stamped.entries)
    if is_open and len(stamped.entries) > limit:
        turns.append(datetime(_closed(now) + 2, 1, 1, tzinfo=UTC) + CLOSING)
    return min((moment for moment in turns if moment > now), default=None)


def _newest_year(entry: Entry) -> int:
    """Return the year of an entry's publication, or of that of its recording."""
    return max(entry.published, entry.recorded or entry.published).year


def _closed(now: datetime) -> int:
    """Return the last year that is over."""
    return (now - CLOSING).astimezone(UTC).year - 1


def _standing(ground: _Ground) -> Iterator[_Offer]:
    """Offer what every site has: all talks, those to come, and recordings unless unwanted."""
    everything = all_talks(ground.stock)
    yield _offer(ground, "all", "talks", everything)
    yield _offer(ground, UPCOMING, UPCOMING, upcoming(ground.stock, everything))
    if RECORDINGS in ground.settings.channels:
        yield _offer(ground, RECORDINGS, RECORDINGS, recordings(ground.stock))


def _settled(settings: Settings, stamped: Stamped) -> Iterator[tuple[Kind, Channel, Group | None]]:
    """Pair every wanted channel, and every one people may have subscribed to, with its talks."""
    for kind in KINDS:
        minimum = settings.channels.get(kind.folder)
        if minimum is None:
            continue
        known = [each for each in stamped.ledger.channels if each.kind == kind.name]
        aliases = dict(settings.aliases) if kind.name == "speaker" else {}
        groups = group(stamped.entries, kind, aliases)
        pairs = settle(groups, known, aliases, minimum)
        for channel, each in sorted(pairs, key=lambda pair: pair[0].slug):  # as the next build will
            yield kind, channel, each


def _channels(
    ground: _Ground, settled: Iterable[tuple[Kind, Channel, Group | None]]
) -> Iterator[_Offer]:
    """Offer the talks of each speaker, event, tag or year."""
    for kind, channel, each in settled:
        entries = each.entries if each else ()
        yield _offer(
            ground,
            kind.name,
            channel.name,
            some_talks(ground.stock, channel.path, entries),
            channel,
        )


def _offer(
    ground: _Ground, kind: str, name: str, contents: Contents, channel: Channel | None = None
) -> _Offer:
    """Make a channel's documents: its feed with archives, and its calendar."""
    channel = channel or ground.known.get(name) or Channel(STANDING, name, "", "")
    updated = contents.last_change(channel.updated or ground.beginning)
    feed = _feed(ground, channel, name, updated)._replace(
        entries=contents.entries, tombstones=contents.tombstones
    )
    paged = pages(
        feed,
        ground.settings.limit,
        lambda entry: entry.key in ground.stock.ahead,
        closed=_closed(ground.stock.now),
        archives=channel.archives,
    )
    is_standing = channel.kind == STANDING and channel.path != RECORDINGS
    has_calendar = channel.has_calendar or bool(contents.dated or contents.taken_back)
    is_offered = bool(ground.calendars) and (has_calendar or is_standing)
    calendar = feed._replace(
        formats=ground.calendars, entries=contents.dated, tombstones=contents.taken_back
    )
    subscription = Subscription(
        title=feed.title,
        name=channel.name or feed.title,
        kind=kind,
        path=feed.path,
        formats=(*feed.formats, *ground.calendars) if is_offered else feed.formats,
        talks=len(feed.entries),
    )
    channel = channel._replace(
        updated=updated, archives=paged.archives, has_calendar=channel.has_calendar or is_offered
    )
    documents = (*paged.documents, *((calendar,) if is_offered else ()))
    return _Offer(channel, subscription, documents, contents.entries)


def _ground(settings: Settings, stamped: Stamped, now: datetime) -> _Ground:
    beginning, authority = _beginning(stamped), stamped.ledger.authority
    formats = chosen(settings.formats)
    return _Ground(
        whole=frame(settings, authority, stamped.entries, beginning),
        authority=authority,
        settings=settings,
        beginning=beginning,
        known={channel.path: channel for channel in stamped.ledger.channels},
        stock=stock(stamped, now),
        formats=formats,
        calendars=tuple(row.name for row in formats if row.kind is FormatKind.CALENDAR),
    )


def frame(settings: Settings, authority: str, entries: Sequence[Entry], updated: datetime) -> Feed:
    """Make the feed of entries that all others are cut from."""
    formats = chosen(settings.formats)
    return Feed(
        path="talks",
        formats=tuple(row.name for row in formats if row.kind in EVERYWHERE and not row.path),
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
        has_calendars=any(row.name == "ical" for row in formats),
    )


def _feed(ground: _Ground, channel: Channel, name: str, updated: datetime) -> Feed:
    """Make the feed of a channel, still without entries, with an id and a title of its own."""
    whole, path = ground.whole, channel.path
    if path == whole.path:
        return whole._replace(updated=updated)
    return whole._replace(
        path=path,
        id=tag_uri(ground.authority, path),
        title=f"{whole.title}: {name}",
        updated=updated,
    )


def _beginning(stamped: Stamped) -> datetime:
    """Date what is empty: by the oldest talk, which a rebuilt ledger knows as well."""
    moments = [entry.published for entry in stamped.entries]
    moments += [stone.published for stone in stamped.tombstones]
    return min(moments, default=stamped.ledger.created)
