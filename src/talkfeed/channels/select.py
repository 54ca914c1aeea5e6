"""Settings, entries and the clock → all feeds of the output, and the updated channels."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from talkfeed.channels import profiles
from talkfeed.channels.about import by_series, without_affiliations
from talkfeed.channels.contents import (
    LEAN,
    RECORDINGS,
    ChannelFeed,
    Contents,
    HeldChannel,
    Stock,
    all_talks,
    held_paths,
    is_ahead,
    recordings,
    some_talks,
    stock,
    upcoming,
)
from talkfeed.channels.episodes import podcast
from talkfeed.channels.groups import KINDS, Group, group
from talkfeed.channels.occasions import calls, days_in, located, of_calls
from talkfeed.channels.paging import pages
from talkfeed.channels.related import Relations, relations
from talkfeed.channels.site import TalkPages, channel_pages, site
from talkfeed.channels.slugs import assign_slugs
from talkfeed.channels.source import lines
from talkfeed.channels.validity import closed
from talkfeed.formats.registry import Kind, chosen
from talkfeed.identity import fold, tag_uri
from talkfeed.ledger import CALLS, FOLDERS, SERIES, STANDING, UPCOMING, Channel
from talkfeed.model import Feed, Person, Subscription
from talkfeed.named_tuple import NamedTuple
from talkfeed.words import own_table, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from talkfeed.channels.groups import GroupKind
    from talkfeed.formats.registry import Format
    from talkfeed.ledger import Occasions, Stamped
    from talkfeed.model import Settings, SlotEvent
    from talkfeed.words import Words

EVERYWHERE = (Kind.FEED, Kind.FILE)
"""The kinds of formats that every channel has with all its talks."""


class Selection(NamedTuple):
    """The feeds to render, the updated channels, and the paths of feeds by the key of each talk.

    `site` is the feed of all talks, with all subscriptions; `channel_feeds` are the channels with
    what they contain, and `related` the relations of each talk, by its rank.
    """

    site: Feed
    feeds: tuple[Feed, ...]
    channels: tuple[Channel, ...]
    held: Mapping[str, tuple[str, ...]]
    channel_feeds: tuple[ChannelFeed, ...]
    related: tuple[Relations, ...] = ()


class _Context(NamedTuple):
    """What all channels share: the date of an empty feed, the formats, those of calendars.

    `slots` are those without a talk, by the folded names of their series.
    """

    whole: Feed
    authority: str
    settings: Settings
    beginning: datetime
    known: Mapping[str, Channel]
    stock: Stock
    formats: tuple[Format, ...]
    calendars: tuple[str, ...]
    occasions: tuple[Occasions, ...]
    slots: Mapping[str, Sequence[SlotEvent]]
    words: Words


def select(settings: Settings, stamped: Stamped, now: datetime) -> Selection:
    """Return all feeds of the output: channels with archives and calendars, and pages."""
    context = _context(settings, stamped, now)
    assigned = tuple(_assigned(settings, stamped))
    paths = ((row[1].name, row[1].path) for row in assigned if row[0].name == "event")
    context = context._replace(occasions=located(stamped.occasions, settings, paths))
    channel_feeds = (*_site_channels(context), *_channels(context, assigned))
    everything = _everything(context, channel_feeds)
    withdrawn = context.stock.withdrawn.get(UPCOMING, ())
    ended = [each for each in withdrawn if each.end]
    listed = profiles.listed_pages(everything.subscriptions)
    related = relations(stamped.entries, settings.aliases)
    pages = chain(
        site(
            everything,
            context.formats,
            TalkPages(related, settings.aliases, lines(settings)),
            ended,
            listed,
        ),
        profiles.pictures(everything._replace(slots=()), settings),
        channel_pages(everything, channel_feeds, context.formats),
    )
    current = {each.channel.path: each.channel for each in channel_feeds}
    kept = {each.path: each for each in (*context.known.values(), *(row[1] for row in assigned))}
    return Selection(
        site=everything,
        feeds=(*chain.from_iterable(each.documents for each in channel_feeds), *pages),
        channels=tuple(sorted((kept | current).values())),
        held=held_paths(channel_feeds),
        channel_feeds=channel_feeds,
        related=related,
    )


def select_edited(
    settings: Settings,
    stamped: Stamped,
    now: datetime,
    *,
    held: Iterable[HeldChannel],
    subscriptions: tuple[Subscription, ...],
    edited: Sequence[int],
    related: Sequence[Relations],
) -> Selection:
    """Return the feeds that contain edited entries; the edit has no part in choosing channels.

    `held` are the channels with any of them, that of all talks first; `subscriptions` are those of
    all channels. Of the pages of single talks, only those of `edited` ranks are returned, with the
    relations that the last build found.
    """
    context = _context(settings, stamped, now)
    paths = ((each.name, each.path) for each in subscriptions if each.kind == "event")
    context = context._replace(occasions=located(stamped.occasions, settings, paths))
    channel_feeds = tuple(_channel_feed(context, *each) for each in held)
    everything = _everything(context, channel_feeds)._replace(subscriptions=subscriptions)
    listed = profiles.listed_pages(subscriptions)
    talks = TalkPages(related, settings.aliases, lines(settings), edited)
    pages = site(everything, context.formats, talks, listed=listed)
    own = channel_pages(everything, channel_feeds, context.formats)
    return Selection(
        site=everything,
        feeds=(*chain.from_iterable(each.documents for each in channel_feeds), *pages, *own),
        channels=tuple(each.channel for each in channel_feeds),
        held={},
        channel_feeds=channel_feeds,
    )


def _everything(context: _Context, channel_feeds: Sequence[ChannelFeed]) -> Feed:
    """Return the feed of all talks with all subscriptions; its own channel comes first."""
    entries, ahead = context.stock.entries, context.stock.ahead
    return context.whole._replace(
        updated=channel_feeds[0].documents[0].updated,
        subscriptions=tuple(each.subscription for each in channel_feeds),
        ahead=tuple(entry.key for entry in entries if entry.key in ahead),
        slots=channel_feeds[0].contents.slots,
    )


def _site_channels(context: _Context) -> Iterator[ChannelFeed]:
    """Return the channels of every site: all talks, upcoming talks, and recordings if enabled."""
    everything = all_talks(context.stock)
    yield _channel_feed(context, "all", "talks", everything)
    yield _channel_feed(context, UPCOMING, UPCOMING, upcoming(context.stock, everything))
    if RECORDINGS in context.settings.channels:
        yield _channel_feed(
            context, RECORDINGS, RECORDINGS, recordings(context.stock, context.words)
        )
    if found := of_calls(context.occasions):
        yield _channel_feed(context, CALLS, CALLS, calls(found, context.stock.now))


def _assigned(
    settings: Settings, stamped: Stamped
) -> Iterator[tuple[GroupKind, Channel, Group | None]]:
    """Pair all channels of the enabled kinds, new and published before, with their groups."""
    for kind in KINDS:
        minimum = settings.channels.get(kind.folder)
        if minimum is None:
            continue
        known = [each for each in stamped.ledger.channels if each.kind == kind.name]
        aliases = profiles.other_names(settings, kind.name)
        planned = profiles.planned_names(settings, kind.name)
        groups = group(stamped.entries, kind, aliases)
        for folded, name in planned.items():
            groups.setdefault(folded, Group(kind, name, ()))
        if kind.name == "speaker":
            aliases = without_affiliations(known, groups) | aliases
        pairs = assign_slugs(groups, known, aliases, minimum, planned)
        for channel, found in sorted(
            pairs, key=lambda pair: pair[0].slug
        ):  # the order of the next build
            is_new = kind.name == SERIES and channel.updated is None
            is_small = minimum > 1 and len(found.entries if found else ()) < minimum
            if is_new and (is_small or fold(channel.name) not in planned):
                continue
            yield kind, channel, found


def _channels(
    context: _Context, assigned: Iterable[tuple[GroupKind, Channel, Group | None]]
) -> Iterator[ChannelFeed]:
    """Return the channel feeds of speakers, events, series, tags and years."""
    for kind, channel, each in assigned:
        entries = each.entries if each else ()
        slots = context.slots.get(fold(channel.name), ()) if kind.name == SERIES else ()
        contents = some_talks(context.stock, channel.path, entries, tuple(slots))
        yield _channel_feed(context, kind.name, channel.name, contents, channel)


def _channel_feed(
    context: _Context, kind: str, name: str, contents: Contents, channel: Channel | None = None
) -> ChannelFeed:
    """Return a channel with its documents: its feed with archives, and its calendar."""
    now = context.stock.now
    channel = channel or context.known.get(name) or Channel(STANDING, name, "", "")
    days = days_in(context.occasions, context.settings, kind, channel.name, now)
    updated = days.last_change(contents.last_change(channel.updated or context.beginning))
    feed = _feed(context, channel, name, updated)._replace(
        entries=contents.entries, tombstones=contents.tombstones
    )
    is_lean = _is_lean(context, channel)
    feed = feed._replace(formats=LEAN.get(kind, ("atom",))) if is_lean else feed
    feed = profiles.with_profile(feed, context.settings, kind, name, now)
    paged = pages(
        feed,
        context.settings.limit,
        lambda entry: entry.key in context.stock.ahead,
        closed=closed(now),
        archives=channel.archives,
    )
    calendar = _calendar(context, feed, contents, days, channel.slots_updated)
    shown = _has_calendar(context, channel, calendar, is_lean=is_lean)
    others = tuple(filter(None, (calendar if shown else None, podcast(feed, kind, name, now))))
    subscription = Subscription(
        title=feed.title,
        name=channel.name or feed.title,
        kind=kind,
        path=feed.path,
        formats=tuple(chain.from_iterable(each.formats for each in (feed, *others))),
        talks=len(feed.entries),
    )
    channel = channel._replace(
        updated=updated,
        archives=paged.archives,
        has_calendar=channel.has_calendar or shown,
        slots_updated=calendar.updated if calendar.updated > updated else None,
        is_lean=is_lean,
    )
    return ChannelFeed(name, channel, subscription, (*paged.documents, *others), contents)


def _is_lean(context: _Context, channel: Channel) -> bool:
    """Return whether a channel has few formats, by its first publication and the settings."""
    is_new = channel.is_lean or channel.updated is None
    return is_new and channel.kind in FOLDERS and not context.settings.formats


def _has_calendar(context: _Context, channel: Channel, calendar: Feed, *, is_lean: bool) -> bool:
    """Return whether a channel has a calendar: one that it had stays."""
    now = context.stock.now
    ahead = (each for each in calendar.entries if not is_lean or is_ahead(each, now))
    dated = any(ahead) or bool(calendar.tombstones or calendar.slots)
    is_standing = channel.kind == STANDING and channel.path != RECORDINGS
    return bool(context.calendars) and (channel.has_calendar or dated or is_standing)


def _calendar(
    context: _Context, feed: Feed, own: Contents, days: Contents, slots_updated: datetime | None
) -> Feed:
    """Return the calendar of a channel, whose slots may have changed after its feed."""
    changes = (slot.updated for slot in own.slots)
    return feed._replace(
        formats=context.calendars,
        entries=own.dated + days.dated,
        tombstones=own.taken_back + days.taken_back,
        slots=own.slots,
        updated=max([feed.updated, slots_updated or feed.updated, *changes]),
    )


def _context(settings: Settings, stamped: Stamped, now: datetime) -> _Context:
    published = [entry.published for entry in stamped.entries]
    published += [tombstone.published for tombstone in stamped.tombstones]
    beginning = min(published, default=stamped.ledger.created)  # a recovered ledger has it as well
    authority = stamped.ledger.authority
    formats = chosen(settings.formats)
    return _Context(
        whole=template_feed(settings, authority, stamped, beginning),
        authority=authority,
        settings=settings,
        beginning=beginning,
        known={channel.path: channel for channel in stamped.ledger.channels},
        stock=stock(stamped, now),
        formats=formats,
        calendars=tuple(row.name for row in formats if row.kind is Kind.CALENDAR),
        occasions=stamped.occasions,
        slots=by_series(stamped.slots),
        words=words(settings.language, own_table(settings.look)),
    )


def template_feed(settings: Settings, authority: str, stamped: Stamped, updated: datetime) -> Feed:
    """Return the feed of all entries, the template of all other feeds."""
    formats = chosen(settings.formats)
    return Feed(
        path="talks",
        formats=tuple(row.name for row in formats if row.kind in EVERYWHERE and not row.path),
        id=tag_uri(authority, "talks"),
        title=settings.title,
        subtitle=settings.subtitle,
        rights=settings.rights,
        hubs=settings.hubs,
        home=settings.url,
        base=settings.url,
        language=settings.language,
        authors=settings.authors or (Person(name=settings.title),),
        updated=updated,
        entries=stamped.entries,
        pinned=stamped.pinned,
        look=settings.look,
        has_calendars=any(row.name == "ical" for row in formats),
        podcast=settings.podcast,
        image=settings.image,
        cards=settings.cards,
    )


def _feed(context: _Context, channel: Channel, name: str, updated: datetime) -> Feed:
    """Return the feed of a channel with its own id and title, still with all entries."""
    whole, path = context.whole, channel.path
    if path == whole.path:
        return whole._replace(updated=updated)
    shown = context.words.table[f"channel_{name}"] if channel.kind == STANDING else name
    return whole._replace(
        path=path,
        id=tag_uri(context.authority, path),
        title=f"{whole.title}: {shown}",
        updated=updated,
    )
