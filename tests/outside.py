"""A published site as subscribers see it: feeds and calendars, by independent parsers."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any, NamedTuple

import feedparser
from icalendar import Calendar
from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator

DELETED = "{http://purl.org/atompub/tombstones/1.0}deleted-entry"
SUBSCRIBED = (".atom", ".rss", ".json", ".ics")
NOON = time(12)


class Event(NamedTuple):
    """An event: when it is over everywhere, how often it changed, and what people see of it."""

    over: datetime
    sequence: int
    modified: datetime
    shown: tuple[str, ...]


class Document(NamedTuple):
    """A feed or a calendar.

    `updated` is the moment of the whole, if it has one, `inside` those of everything in it. The
    entries of a feed are given by id with the moment of their last change, or of publication in
    formats without one; `links` are the addresses, `tags` the categories of each.
    """

    updated: datetime | None
    inside: tuple[datetime, ...]
    entries: dict[str, datetime]
    links: dict[str, frozenset[str]]
    tags: dict[str, tuple[str, ...]]
    tombstones: frozenset[str]
    previous: str
    events: dict[str, Event]


def read_site(files: dict[str, bytes], base: str) -> dict[str, Document]:
    """Read every feed and calendar of a site, given by path."""
    readers = {".atom": _atom, ".rss": _rss, ".json": _json, ".ics": _calendar}
    return {
        path: readers[suffix](content, base)
        for path, content in files.items()
        for suffix in SUBSCRIBED
        if path.endswith(suffix)
    }


def walk(site: dict[str, Document], path: str) -> Iterator[str]:
    """Walk from a feed through all its archives, and list their paths."""
    while path:
        yield path
        path = site[path].previous


def held(site: dict[str, Document], path: str) -> dict[str, datetime]:
    """Gather the entries of a feed and its archives, each with its last change."""
    found: dict[str, datetime] = {}
    for document in walk(site, path):
        for entry, moment in site[document].entries.items():
            found[entry] = max(moment, found.get(entry, moment))
    return found


def _feed(content: bytes, base: str) -> tuple[Any, str]:
    feed = feedparser.parse(content)
    links = {link.rel: link.href for link in feed.feed.get("links", [])}
    return feed, links.get("prev-archive", "").removeprefix(base)


def _tags(feed: Any) -> dict[str, tuple[str, ...]]:
    return {each.id: tuple(tag.term for tag in each.get("tags", ())) for each in feed.entries}


def _atom(content: bytes, base: str) -> Document:
    feed, previous = _feed(content, base)
    tombstones = list(etree.fromstring(content).iter(DELETED))
    entries = {entry.id: datetime.fromisoformat(entry.updated) for entry in feed.entries}
    withdrawn = (datetime.fromisoformat(tombstone.attrib["when"]) for tombstone in tombstones)
    return Document(
        updated=datetime.fromisoformat(feed.feed.updated),
        inside=(*entries.values(), *withdrawn),
        entries=entries,
        links={e.id: frozenset(link.href for link in e.links) for e in feed.entries},
        tags=_tags(feed),
        tombstones=frozenset(tombstone.attrib["ref"] for tombstone in tombstones),
        previous=previous,
        events={},
    )


def _rss(content: bytes, base: str) -> Document:
    feed, previous = _feed(content, base)
    entries = {entry.id: parsedate_to_datetime(entry.published) for entry in feed.entries}
    updated = parsedate_to_datetime(feed.feed.updated)
    return Document(
        updated, tuple(entries.values()), entries, {}, _tags(feed), frozenset(), previous, {}
    )


def _json(content: bytes, base: str) -> Document:
    feed = json.loads(content)
    items = feed.get("items", [])
    entries = {item["id"]: datetime.fromisoformat(item["date_modified"]) for item in items}
    previous = feed.get("next_url", "").removeprefix(base)
    tags = {item["id"]: tuple(item.get("tags", ())) for item in items}
    return Document(None, (), entries, {}, tags, frozenset(), previous, {})


def _calendar(content: bytes, _base: str) -> Document:
    calendar: Any = Calendar.from_ical(content)
    events = {str(event["UID"]): _event(event) for event in calendar.walk("VEVENT")}
    own = calendar.get("LAST-MODIFIED")
    inside = tuple(event.modified for event in events.values())
    return Document(own and own.dt, inside, {}, {}, {}, frozenset(), "", events)


def _event(event: Any) -> Event:
    names = ("DTSTART", "DTEND", "STATUS", "SUMMARY", "LOCATION")
    shown = tuple(str(event.decoded(name, "")) for name in names)
    return Event(
        over=_over(event.decoded("DTEND")),
        sequence=int(event["SEQUENCE"]),
        modified=event["LAST-MODIFIED"].dt,
        shown=shown,
    )


def _over(end: date) -> datetime:
    """Return when an end has passed everywhere; that of a day is the next one's beginning."""
    if isinstance(end, datetime):
        return end + timedelta(seconds=1)
    return datetime.combine(end, NOON, UTC)
