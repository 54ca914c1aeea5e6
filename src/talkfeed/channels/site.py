"""The feed of all talks → the pages of the site, and each talk's page and calendar.

The index has upcoming talks, and past ones by whole years as far as they fit; each older year has
its own page, linked like the documents of a paged feed (RFC 5005). Of a year that alone is longer,
the index has the latest talks.
"""

from __future__ import annotations

from heapq import nlargest
from itertools import accumulate
from typing import TYPE_CHECKING

from talkfeed.channels.profiles import own_pages, profile_pages
from talkfeed.channels.related import mentioned
from talkfeed.formats.registry import Kind, format_named, module
from talkfeed.identity import talk_path
from talkfeed.ledger import SERIES
from talkfeed.model import Role
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from talkfeed.channels.contents import ChannelFeed
    from talkfeed.channels.related import Relations
    from talkfeed.formats.registry import Format
    from talkfeed.model import Entry, Feed, Subscription, Tombstone

EMBEDS = ("embed", "embed-upcoming", "embed-recent")
LISTED = 40_000
"""The maximum number of talks in a sitemap, which may have 50,000 addresses (protocol 0.9)."""
SLOTS = 40
"""The number of slots without a talk on the index; the page of a series has all of its own."""
ON_INDEX = 500
"""The most talks on the index, so that it loads and scrolls on a phone."""
LATEST = 100
"""The talks of the latest year on the index, where the whole year does not fit."""
RECENT = 10
"""The number of past talks in an embed, besides upcoming ones; the visitor's clock decides."""


class TalkPages(NamedTuple):
    """What the pages of talks show of others, and the ranks of the talks that get one.

    `related` are the relations of each talk, and `aliases` other names of speakers. `line` finds
    the address of a talk in the repository.
    """

    related: Sequence[Relations]
    aliases: Mapping[str, str]
    line: Callable[[Entry], str]
    edited: Sequence[int] | None = None


def site(
    whole: Feed,
    formats: Sequence[Format],
    talks: TalkPages,
    withdrawn: Iterable[Tombstone] = (),
    listed: Iterable[str] = (),
) -> Iterator[Feed]:
    """Return the documents of the whole site, all pages, and the calendars of single talks.

    `formats` are the configured ones; without pages there are no calendars of single talks. A talk
    has its own calendar if it was published before its day was over; the file is kept, also for
    `withdrawn` talks with a known day. `listed` are the paths of further pages for the sitemap.
    """
    ranks = range(len(whole.entries)) if talks.edited is None else talks.edited
    entries = [whole.entries[rank] for rank in ranks]
    has_pages = any(row.kind is Kind.PAGE for row in formats)
    index = [*_index(whole)] if has_pages else []
    whole = whole._replace(slots=())
    if has_pages:
        yield from _assets(whole, formats)
        yield from index
        yield from _sitemaps(whole, [*(page.path for page in index), *listed])
        yield _search(whole)
    for row in formats:
        if row.path:
            yield whole._replace(path=row.path, formats=(row.name,))
    yield from _copies(whole, entries)
    if whole.podcast:
        yield from _chapters(whole, entries)
    if has_pages:
        yield from _cards(whole, entries)
        calendars = tuple(row.name for row in formats if row.kind is Kind.CALENDAR)
        yield from _embeds(whole)
        yield from _talks(whole, ranks, talks, calendars, withdrawn)


def _assets(whole: Feed, formats: Sequence[Format]) -> Iterator[Feed]:
    """Return the files that pages load, which are written before them."""
    for row in formats:
        if row.kind is Kind.ASSET:
            path = module(row).path(whole)
            yield whole._replace(path=path, formats=(row.name,), role=Role.ENTRY, entries=())


def _search(whole: Feed) -> Feed:
    """Return the feed of the search index, without what its files do not show."""
    return whole._replace(
        path="search", formats=("search",), subscriptions=(), ahead=(), tombstones=()
    )


def _copies(whole: Feed, entries: Iterable[Entry]) -> Iterator[Feed]:
    """Return the copies of the files that talks name, each once."""
    template = whole._replace(formats=("copy",), role=Role.ENTRY, subscriptions=(), ahead=())
    seen: set[str] = set()
    for picture in (whole.podcast.image if whole.podcast else None, whole.image):
        if picture and picture.own and picture.own.stored not in seen:
            seen.add(picture.own.stored)
            yield template._replace(path=picture.own.stored, entries=())
    for entry in entries:
        for each in entry.talk.attachments:
            if each.own and each.own.stored not in seen:
                seen.add(each.own.stored)
                yield template._replace(path=each.own.stored, entries=(entry,))


def _cards(whole: Feed, entries: Iterable[Entry]) -> Iterator[Feed]:
    """Return the pictures for previews, of the site and of talks to come."""
    social = module(format_named("social"))
    template = whole._replace(formats=("social",), role=Role.ENTRY, subscriptions=())
    if social.has_site_card(whole):
        yield template._replace(path=social.SITE, entries=(), ahead=())
    for entry in entries if whole.cards else ():
        if social.has_card(whole, entry):
            yield template._replace(
                path=talk_path(entry.key),
                entries=(entry,),
                ahead=(entry.key,),
                updated=entry.updated,
            )


def channel_pages(
    everything: Feed, channel_feeds: Sequence[ChannelFeed], formats: Sequence[Format]
) -> Iterator[Feed]:
    """Return the pages of people, events and series."""
    yield from profile_pages(everything._replace(slots=()), channel_feeds, formats)
    yield from _series_pages(everything, channel_feeds, formats)


def _series_pages(
    whole: Feed, channel_feeds: Iterable[ChannelFeed], formats: Sequence[Format]
) -> Iterator[Feed]:
    """Return the page of each series, with the subscriptions of the series alone."""
    if not any(row.kind is Kind.PAGE for row in formats):
        return
    for each in channel_feeds:
        if each.subscription.kind == SERIES:
            yield each.documents[0]._replace(
                path=f"{each.channel.path}/index",
                formats=("index",),
                entries=each.contents.entries,
                tombstones=(),
                subscriptions=(each.subscription,),
                ahead=whole.ahead,
                slots=each.contents.slots,
                prev_archive=None,
                hubs=(),
            )


def _chapters(whole: Feed, entries: Iterable[Entry]) -> Iterator[Feed]:
    """Return the chapters of each talk that has any, for players of the podcast."""
    template = whole._replace(formats=("chapters",), role=Role.ENTRY, subscriptions=(), ahead=())
    for entry in entries:
        if entry.talk.chapter_list:
            yield template._replace(path=talk_path(entry.key), entries=(entry,))


def _embeds(whole: Feed) -> Iterator[Feed]:
    """Return the pages for iframes on other sites, with upcoming and the most recent talks."""
    ahead = frozenset(whole.ahead)
    past = (entry for entry in whole.entries if entry.key not in ahead)
    recent = nlargest(RECENT, past, key=lambda entry: str(entry.talk.when.end))
    kept = ahead | {entry.key for entry in recent}
    shown = tuple(entry for entry in whole.entries if entry.key in kept)
    updated = max((entry.updated for entry in shown), default=whole.updated)
    for path in EMBEDS:
        yield whole._replace(path=path, formats=("embed",), updated=updated, entries=shown)


def _talks(
    whole: Feed,
    ranks: Iterable[int],
    talks: TalkPages,
    calendars: tuple[str, ...],
    withdrawn: Iterable[Tombstone],
) -> Iterator[Feed]:
    """Return the page and the calendar of each talk."""
    ahead = frozenset(whole.ahead)
    common = tuple(_main(each) for each in whole.subscriptions if each.kind == "all")
    template = whole._replace(role=Role.ENTRY, subscriptions=common, ahead=())
    profiles, mentions = own_pages(whole, talks.aliases), mentioned(whole.entries, talks.related)
    for rank in ranks:
        entry = whole.entries[rank]
        is_ahead = (entry.key,) if entry.key in ahead else ()
        alone = template._replace(updated=entry.updated, entries=(entry,), ahead=is_ahead)
        page = alone._replace(path=f"{talk_path(entry.key)}/index", formats=("page",))
        yield page._replace(
            profiles=profiles(entry), related=mentions(rank), source=talks.line(entry)
        )
        if entry.end and entry.was_upcoming and calendars:
            yield _calendar(alone, calendars, entry)
    for tombstone in withdrawn if calendars else ():
        alone = template._replace(updated=tombstone.withdrawn, entries=(), tombstones=(tombstone,))
        yield _calendar(alone, calendars, tombstone)


def _main(subscription: Subscription) -> Subscription:
    """Return a subscription in one format for readers and in calendars: pages are small."""
    first = subscription.formats[:1]
    rest = (name for name in subscription.formats[1:] if format_named(name).kind is Kind.CALENDAR)
    return subscription._replace(talks=0, formats=(*first, *rest))


def _calendar(alone: Feed, formats: tuple[str, ...], talk: Entry | Tombstone) -> Feed:
    """Return the calendar of a single talk, to be imported into other calendars."""
    return alone._replace(path=talk_path(talk.key), formats=formats, is_subscription=False)


def _index(whole: Feed) -> Iterator[Feed]:
    """Return the index, and the pages of the years that do not fit on it, newest first."""
    older = _older(whole)
    moved = {entry.key for entries in older.values() for entry in entries}
    if len(moved) == sum(map(len, _past(whole).values())):
        latest = next(iter(older.values()), ())
        moved -= {entry.key for entry in sorted(latest, key=_day, reverse=True)[:LATEST]}
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
            slots=() if rank else whole.slots[:SLOTS],
            current="index" if rank else None,
            next_archive=paths[rank - 1] if rank > 1 else None,
            prev_archive=dict(enumerate(paths)).get(rank + 1),
        )


def _sitemaps(whole: Feed, pages: Sequence[str]) -> Iterator[Feed]:
    """Return the lists of all pages; `pages` are the paths of the index and its further pages.

    They are in order of publication, so that a new talk changes only the last list.
    """
    listed = whole._replace(path="sitemap", formats=("sitemap",), entries=whole.entries[::-1])
    head = tuple((path, path) for path in pages)
    if len(whole.entries) <= LISTED:
        yield listed._replace(pages=head)
        return
    paths = []
    for start in range(0, len(whole.entries), LISTED):
        path = f"sitemap-{start // LISTED + 1}"
        entries = listed.entries[start : start + LISTED]
        updated = max(entry.updated for entry in entries)
        paths.append((path, path))
        yield listed._replace(
            path=path, entries=entries, pages=() if start else head, updated=updated
        )
    yield listed._replace(formats=("sitemap-index",), entries=(), pages=tuple(paths))


def _older(whole: Feed) -> dict[int, tuple[Entry, ...]]:
    """Return the talks of each year that does not fit on the index, newest year first."""
    past = _past(whole)
    sizes = [len(entries) for entries in past.values()]
    room = ON_INDEX - (len(whole.entries) - sum(sizes))
    return {
        year: tuple(entries)
        for (year, entries), filled in zip(past.items(), accumulate(sizes), strict=True)
        if filled > room
    }


def _past(whole: Feed) -> dict[int, list[Entry]]:
    """Return the past talks by year, newest year first."""
    ahead = frozenset(whole.ahead)
    by_year: dict[int, list[Entry]] = {}
    for entry in whole.entries:
        if entry.talk.when.start is not None and entry.key not in ahead:
            by_year.setdefault(entry.talk.when.start.year, []).append(entry)
    return dict(sorted(by_year.items(), reverse=True))


def _day(entry: Entry) -> str:
    return str(entry.talk.when.start)
