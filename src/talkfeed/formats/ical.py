"""Feed → iCalendar (RFC 5545), with the properties RFC 7986 gives to a calendar.

The file holds what has a day, in the order of time. Talks that were called off or withdrawn stay
as cancelled events, because some clients go on showing an event they merely miss. A postponed
talk is left out until it has a new date: its old one is when it will not take place.

The calendar has no UID of its own (RFC 7986, 5.3): vdirsyncer takes the first UID in the file for
the event's, and would keep one event of them all.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from icalendar import Calendar, Timezone, TimezoneStandard, vDuration

from talkfeed.formats._ical_events import events
from talkfeed.formats._ical_values import Text, filled, moment, serialise, uri

if TYPE_CHECKING:
    from collections.abc import Iterator

    from talkfeed.formats._ical_values import Property
    from talkfeed.model import Feed

PRODUCT = "-//talkfeed//talkfeed//EN"
"""Without a version: a new release of talkfeed is no news to a subscriber."""
COLOR = "teal"
REFRESH = timedelta(hours=12)
"""How often to ask again; Nextcloud would wait a week."""

_END = b"END:VCALENDAR\r\n"
_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001  — a zone's onset is a local time (3.6.5)


def render(feed: Feed) -> bytes:
    """Write a feed's scheduled talks, and the withdrawn ones whose day was known."""
    frame = serialise(filled(Calendar(), _properties(feed))).removesuffix(_END)
    components = [serialise(event) for event in events(feed)] or [serialise(_zone())]
    return b"".join((frame, *components, _END))


def _properties(feed: Feed) -> Iterator[Property]:
    """List the calendar's properties; the X- ones tell older clients the same."""
    yield "VERSION", Text("2.0")
    yield "PRODID", Text(PRODUCT)
    yield "CALSCALE", Text("GREGORIAN")
    yield "NAME", Text(feed.title)
    yield "X-WR-CALNAME", Text(feed.title)
    if feed.subtitle:
        yield "DESCRIPTION", Text(feed.subtitle)
        yield "X-WR-CALDESC", Text(feed.subtitle)
    yield "LAST-MODIFIED", moment(feed.updated)
    yield "URL", uri(feed.home)
    yield "SOURCE", uri(f"{feed.base}{feed.path}.ics")
    yield "COLOR", Text(COLOR)
    yield "REFRESH-INTERVAL", vDuration(REFRESH, {"VALUE": "DURATION"})
    yield "X-PUBLISHED-TTL", vDuration(REFRESH)


def _zone() -> Timezone:
    """Make the zone UTC, since a calendar without an event needs some component (3.6)."""
    standard = (
        ("DTSTART", _EPOCH),
        ("TZOFFSETFROM", timedelta()),
        ("TZOFFSETTO", timedelta()),
        ("TZNAME", Text("UTC")),
    )
    zone = filled(Timezone(), (("TZID", Text("UTC")),))
    zone.add_component(filled(TimezoneStandard(), standard))
    return zone
