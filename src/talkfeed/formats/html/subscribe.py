"""Subscriptions → what a page offers: links to feeds, and ways into the calendars people have.

A calendar is subscribed to by a `webcal://` address; Google and Outlook take it, encoded, in an
address of their own. Autodiscovery lists the feeds of all talks, each under its own title.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING
from urllib.parse import quote

from talkfeed.formats.registry import Kind, format_named
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from talkfeed.formats.registry import Format
    from talkfeed.model import Feed, Subscription

WHOLE = ("all", "upcoming", "recordings")
"""The kinds of feeds that are about all talks."""
ICAL = format_named("ical")
"""The format of the calendars that people's programs subscribe to."""
GOOGLE = "https://calendar.google.com/calendar/r?cid={webcal}"
OUTLOOK = "https://outlook.live.com/calendar/0/addfromweb?url={url}&name={name}"
OFFICE = "https://outlook.office.com/calendar/0/addfromweb?url={url}&name={name}"
_PREFERRED = ("upcoming", "all")


class Way(NamedTuple):
    """One document to subscribe to: its absolute address, media type, and what to call it."""

    url: str
    media_type: str
    label: str
    title: str


class Offer(NamedTuple):
    """One choice of talks, and its documents; `name` is its title less the site's."""

    title: str
    name: str
    kind: str
    talks: int
    ways: tuple[Way, ...]


class Calendar(NamedTuple):
    """A calendar's plain address, and the addresses by which people's calendars take it."""

    title: str
    url: str
    webcal: str
    google: str
    outlook: str
    office: str


def offers(feed: Feed) -> tuple[Offer, ...]:
    """List the choices that have a feed for readers, calendars left out."""
    return _offers(feed.title, feed.base, feed.subscriptions, _rows(feed.subscriptions))


def _rows(subs: tuple[Subscription, ...]) -> tuple[Format, ...]:
    """Return the formats of subscriptions, each once."""
    names = dict.fromkeys(chain.from_iterable(sub.formats for sub in subs))
    return tuple(map(format_named, names))


@lru_cache(maxsize=2)  # all pages of a site offer the same
def _offers(
    title: str, base: str, subs: tuple[Subscription, ...], rows: tuple[Format, ...]
) -> tuple[Offer, ...]:
    named = {row.name: row for row in rows}
    found = (
        Offer(
            sub.title,
            _name(title, sub),
            sub.kind,
            sub.talks,
            tuple(_ways(base, sub, named, Kind.FEED)),
        )
        for sub in subs
    )
    return tuple(offer for offer in found if offer.ways)


def calendar(feed: Feed) -> Calendar | None:
    """Give the calendar to recommend: what is to come, else all talks; None without either."""
    by_kind = {sub.kind: sub for sub in feed.subscriptions if ICAL.name in sub.formats}
    chosen = next((by_kind[kind] for kind in _PREFERRED if kind in by_kind), None)
    if chosen is None:
        return None
    return to_calendar(chosen.title, f"{feed.base}{chosen.path}{ICAL.suffix}")


def to_calendar(title: str, url: str) -> Calendar:
    """Make every way into a calendar out of its address.

    >>> to_calendar("Talks", "https://a.example/t.ics").google
    'https://calendar.google.com/calendar/r?cid=webcal%3A%2F%2Fa.example%2Ft.ics'
    """
    webcal = f"webcal://{url.partition('://')[2]}"
    parts = {"webcal": quote(webcal, ""), "url": quote(url, ""), "name": quote(title, "")}
    google, outlook, office = (form.format(**parts) for form in (GOOGLE, OUTLOOK, OFFICE))
    return Calendar(title, url, webcal, google, outlook, office)


def discovery(feed: Feed) -> tuple[Way, ...]:
    """List the documents that browsers and readers shall find by themselves."""
    subs = tuple(sub for sub in feed.subscriptions if sub.kind in WHOLE)
    return _discovery(feed.base, subs, _rows(subs))


@lru_cache(maxsize=2)
def _discovery(
    base: str, subs: tuple[Subscription, ...], rows: tuple[Format, ...]
) -> tuple[Way, ...]:
    kinds = (Kind.FEED, Kind.CALENDAR)
    named = {row.name: row for row in rows}
    return tuple(way for sub in subs for kind in kinds for way in _ways(base, sub, named, kind))


def _name(title: str, sub: Subscription) -> str:
    if sub.kind == "all":
        return "All talks"
    name = sub.title.removeprefix(f"{title}: ")
    return name[:1].upper() + name[1:] if sub.kind in WHOLE else sub.name or name


def _ways(base: str, sub: Subscription, named: Mapping[str, Format], kind: Kind) -> Iterator[Way]:
    """List a subscription's documents in the formats of a kind; `named` are all formats."""
    for row in map(named.__getitem__, sub.formats):
        if row.kind is kind:
            url = f"{base}{sub.path}{row.suffix}"
            yield Way(url, row.media_type, row.label, f"{sub.title} ({row.label})")
