"""Entries → schema.org Events (JSON-LD), for search engines.

Only a talk to come whose day and place are known is an Event; a date is never invented.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.formats.html.rows import machine_date
from talkfeed.model import Status
from talkfeed.model.plainfields import PLAIN
from talkfeed.text import balanced

if TYPE_CHECKING:
    from collections.abc import Iterator

    from talkfeed.model import Entry, Feed, Location, Talk, When

LONGEST = 500
"""How many characters of the abstract describe an event at most."""
_STATUS = {
    Status.CONFIRMED: "https://schema.org/EventScheduled",
    Status.CANCELLED: "https://schema.org/EventCancelled",
    Status.POSTPONED: "https://schema.org/EventRescheduled",
}
_MODES = {
    (True, False): "https://schema.org/OfflineEventAttendanceMode",
    (False, True): "https://schema.org/OnlineEventAttendanceMode",
    (True, True): "https://schema.org/MixedEventAttendanceMode",
}


def events(feed: Feed) -> dict[str, object] | None:
    """Describe the events among a feed's entries as one graph; None where there is none."""
    ahead = frozenset(feed.ahead)
    found = [
        _event(entry)
        for entry in feed.entries
        if entry.key in ahead and entry.talk.is_scheduled and _places(entry.talk)
    ]
    return {"@context": "https://schema.org", "@graph": found} if found else None


def _event(entry: Entry) -> dict[str, object]:
    talk, places = entry.talk, _places(entry.talk)
    rows = {
        "@type": "Event",
        "@id": entry.url,
        "name": talk.title,
        "url": entry.url,
        **_dates(talk.when),
        "eventStatus": _STATUS.get(talk.status),
        "eventAttendanceMode": _MODES[talk.location is not None, talk.online is not None],
        "location": places if len(places) > 1 else places[0],
        "performer": [
            _filled({"@type": "Person", "name": p.name, "url": p.url}) for p in talk.speakers
        ],
        "description": balanced(talk.abstract.text[:LONGEST]) if talk.abstract else None,
        **{row.schema_org: getattr(talk, row.name) for row in PLAIN if row.schema_org},
        "keywords": list(talk.tags),
    }
    return _filled(rows)


def _dates(when: When) -> dict[str, object]:
    end = when.end if when.end != when.start else None
    return {
        "startDate": machine_date(when),
        "endDate": end
        and end.isoformat(**({"timespec": "minutes"} if when.precision.is_timed else {})),
    }


def _places(talk: Talk) -> list[dict[str, object]]:
    return list(_every_place(talk))


def _every_place(talk: Talk) -> Iterator[dict[str, object]]:
    if talk.location:
        yield _place(talk.location)
    if talk.online:
        yield {"@type": "VirtualLocation", "url": talk.online}


def _place(location: Location) -> dict[str, object]:
    """Describe a venue; its words are its address as well, which search engines insist on."""
    geo = location.geo and {
        "@type": "GeoCoordinates",
        "latitude": location.geo[0],
        "longitude": location.geo[1],
    }
    words = {"name": location.name, "address": location.name}
    return _filled({"@type": "Place", **words, "url": location.url, "geo": geo})


def _filled(rows: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in rows.items() if value}
