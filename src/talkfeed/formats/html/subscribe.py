"""Subscriptions → links to feeds and calendars, for pages, OPML and autodiscovery.

A calendar is subscribed to by a `webcal://` address, which Google and Outlook take as a parameter
of their own addresses. Autodiscovery lists the feeds of all talks, each with its own title.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING
from urllib.parse import quote

from talkfeed.formats.registry import Kind, format_named
from talkfeed.named_tuple import NamedTuple
from talkfeed.words import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from talkfeed.formats.registry import Format
    from talkfeed.model import Feed, Subscription
    from talkfeed.words import Words

WHOLE = ("all", "upcoming", "recordings", "cfps")
"""The kinds of channels that are not limited to a speaker, event, tag or year."""
ICAL = format_named("ical")
"""The format of calendars for subscriptions."""
GOOGLE = "https://calendar.google.com/calendar/r?cid={webcal}"
OUTLOOK = "https://outlook.live.com/calendar/0/addfromweb?url={url}&name={name}"
OFFICE = "https://outlook.office.com/calendar/0/addfromweb?url={url}&name={name}"
_PREFERRED = ("upcoming", "all", "series")
"""The kinds of the calendar to recommend, the best first."""


class FeedLink(NamedTuple):
    """A document to subscribe to: its absolute address, media type, format and title."""

    url: str
    media_type: str
    label: str
    title: str


class ChannelLinks(NamedTuple):
    """A channel and its feeds; `name` is its title without that of the site."""

    title: str
    name: str
    kind: str
    talks: int
    links: tuple[FeedLink, ...]


class Calendar(NamedTuple):
    """The address of a calendar, and the addresses that subscribe to it in other services."""

    title: str
    url: str
    webcal: str
    google: str
    outlook: str
    office: str


def channels(feed: Feed) -> tuple[ChannelLinks, ...]:
    """Return the channels that have feeds for readers, without their calendars."""
    subs = feed.subscriptions
    return _channels(feed.title, feed.base, subs, _rows(subs), words_of(feed))


def _rows(subs: tuple[Subscription, ...]) -> tuple[Format, ...]:
    """Return the formats of all subscriptions, without duplicates."""
    names = dict.fromkeys(chain.from_iterable(sub.formats for sub in subs))
    return tuple(map(format_named, names))


@lru_cache(maxsize=2)  # all pages of a site have the same channels
def _channels(
    title: str,
    base: str,
    subs: tuple[Subscription, ...],
    rows: tuple[Format, ...],
    words: Words,
) -> tuple[ChannelLinks, ...]:
    named = {row.name: row for row in rows}
    found = (
        ChannelLinks(
            sub.title,
            _name(title, sub, words),
            sub.kind,
            sub.talks,
            tuple(_links(base, sub, named, Kind.FEED, words)),
        )
        for sub in subs
    )
    return tuple(channel for channel in found if channel.links)


def calendars(feed: Feed) -> tuple[Calendar, ...]:
    """Return the calendars of all channels."""
    return tuple(
        to_calendar(sub.title, f"{feed.base}{sub.path}{ICAL.suffix}")
        for sub in feed.subscriptions
        if ICAL.name in sub.formats
    )


def calendar(feed: Feed) -> Calendar | None:
    """Return the calendar of upcoming talks, else that of all talks; None without either."""
    by_kind = {sub.kind: sub for sub in feed.subscriptions if ICAL.name in sub.formats}
    chosen = next((by_kind[kind] for kind in _PREFERRED if kind in by_kind), None)
    if chosen is None:
        return None
    return to_calendar(chosen.title, f"{feed.base}{chosen.path}{ICAL.suffix}")


def to_calendar(title: str, url: str) -> Calendar:
    """Return the addresses that subscribe to a calendar.

    >>> to_calendar("Talks", "https://a.example/t.ics").google
    'https://calendar.google.com/calendar/r?cid=webcal%3A%2F%2Fa.example%2Ft.ics'
    """
    webcal = f"webcal://{url.partition('://')[2]}"
    parts = {"webcal": quote(webcal, ""), "url": quote(url, ""), "name": quote(title, "")}
    google, outlook, office = (template.format(**parts) for template in (GOOGLE, OUTLOOK, OFFICE))
    return Calendar(title, url, webcal, google, outlook, office)


def discovery(feed: Feed) -> tuple[FeedLink, ...]:
    """Return the documents for autodiscovery by browsers and readers."""
    subs = tuple(sub for sub in feed.subscriptions if sub.kind in WHOLE)
    return _discovery(feed.base, subs, _rows(subs), words_of(feed))


@lru_cache(maxsize=2)
def _discovery(
    base: str, subs: tuple[Subscription, ...], rows: tuple[Format, ...], words: Words
) -> tuple[FeedLink, ...]:
    kinds = (Kind.FEED, Kind.CALENDAR)
    named = {row.name: row for row in rows}
    return tuple(
        link for sub in subs for kind in kinds for link in _links(base, sub, named, kind, words)
    )


def _name(title: str, sub: Subscription, words: Words) -> str:
    if sub.kind == "all":
        return words.all_talks
    name = sub.title.removeprefix(f"{title}: ")
    return name[:1].upper() + name[1:] if sub.kind in WHOLE else sub.name or name


def _links(
    base: str, sub: Subscription, named: Mapping[str, Format], kind: Kind, words: Words
) -> Iterator[FeedLink]:
    """Return the documents of a subscription in formats of a kind; `named` are all formats."""
    for row in map(named.__getitem__, sub.formats):
        if row.kind is kind:
            url = f"{base}{sub.path}{row.suffix}"
            label = words.calendar if row is ICAL else row.label
            yield FeedLink(url, row.media_type, label, f"{sub.title} ({label})")
