"""Entries → schema.org Events (JSON-LD), for search engines.

Only upcoming talks with a known day and place are Events.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.formats import wording
from talkfeed.formats.html.days import machine_date
from talkfeed.model import Event, Profile, Status
from talkfeed.model.people import PROPERTIES
from talkfeed.model.plainfields import PLAIN, ValueType
from talkfeed.text import balanced, iso_length

if TYPE_CHECKING:
    from talkfeed.model import Entry, Feed, Location, Person, Talk, When
    from talkfeed.model.plainfields import PlainField

LONGEST = 500
"""The maximum length of an event's description, in characters."""
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

_TAUGHT = ("tutorial", "workshop")
"""The kinds of talks that are an EducationEvent, which may have an `educationalLevel`."""


def events(feed: Feed) -> dict[str, object] | None:
    """Return the events of a feed as one graph; None without any."""
    ahead = frozenset(feed.ahead)
    found = [
        _event(entry, feed.base)
        for entry in feed.entries
        if entry.key in ahead and entry.talk.is_scheduled and _places(entry.talk)
    ]
    return {"@context": "https://schema.org", "@graph": found} if found else None


def profile(about: Person | Event, feed: Feed) -> dict[str, object] | None:
    """Return the person or the event of a page as a graph; None for an event without day or place.

    Search engines require both of an Event.
    """
    found = _whole(about, feed.base) if isinstance(about, Event) else _person(about, feed.base)
    if isinstance(about, Event) and not (found and {"startDate", "location"} <= found.keys()):
        return None
    address = feed.base + feed.path.removesuffix("index")
    return {"@context": "https://schema.org", "@graph": [{**(found or {}), "@id": address}]}


def _event(entry: Entry, base: str) -> dict[str, object]:
    talk, places, when = entry.talk, _places(entry.talk), entry.talk.when
    is_taught = talk.level or talk.kind in _TAUGHT
    rows = {
        "@type": "EducationEvent" if is_taught else "Event",
        "@id": entry.url,
        "name": talk.title,
        "url": entry.url,
        "startDate": machine_date(when),
        "endDate": _last(when),
        "eventStatus": _STATUS.get(talk.status),
        "eventAttendanceMode": _MODES[bool(talk.location or talk.room), talk.online is not None],
        "location": places if len(places) > 1 else places[0],
        "superEvent": talk.event and _whole(talk.event, base),
        "performer": [_person(person, base) for person in talk.speakers],
        **_contributors(talk, base),
        "description": balanced(talk.abstract.text[:LONGEST]) if talk.abstract else None,
        **{row.schema_org: _plain(talk, row) for row in PLAIN if row.schema_org},
        "image": talk.thumbnail.address(base) if talk.thumbnail else None,
        "keywords": list(wording.categories(talk)),
    }
    return _filled(rows)


def _plain(talk: Talk, row: PlainField) -> str | None:
    """Return a plain field, a length as ISO 8601."""
    text: str | None = getattr(talk, row.name)
    return iso_length(text) if text and row.type is ValueType.LENGTH else text


def _whole(event: Event, base: str) -> dict[str, object] | None:
    """Return the event of a talk if `events:` has it, with the days and the place."""
    profile = event.profile
    if profile is None:
        return None
    dates = profile.dates if profile.dates and profile.dates.precision.is_dated else None
    online = profile.online and {"@type": "VirtualLocation", "url": profile.online}
    places = [profile.location and _place(profile.location), online]
    rows: dict[str, object] = {
        "@type": "Event",
        "name": event.name,
        "alternateName": list(profile.also),
        "url": event.page,
        "startDate": dates and machine_date(dates),
        "endDate": dates and _last(dates),
        "location": [place for place in places if place],
        "image": profile.image and profile.image.address(base),
        "description": balanced(profile.description.text[:LONGEST])
        if profile.description
        else None,
    }
    return _filled(rows)


def _last(when: When) -> str | None:
    """Return the end of a date, None if it is the start."""
    precision = {"timespec": "minutes"} if when.precision.is_timed else {}
    return when.end.isoformat(**precision) if when.end and when.end != when.start else None


def _contributors(talk: Talk, base: str) -> dict[str, object]:
    """Return the contributors by property, such as `translator`."""
    found: dict[str, list[object]] = {}
    for person in talk.contributors:
        found.setdefault(PROPERTIES[person.role], []).append(_person(person, base))
    return {**found}


def _person(person: Person, base: str) -> dict[str, object]:
    """Return a person, with the affiliation and the profiles of the same person elsewhere."""
    profile = person.profile or Profile()
    works_at = person.works_at and {"@type": "Organization", "name": person.works_at}
    rows: dict[str, object] = {
        "@type": "Person",
        "name": person.name,
        "url": person.page,
        "alternateName": list(profile.also),
        "affiliation": works_at,
        "image": profile.image and profile.image.address(base),
        "sameAs": [link.href for link in profile.links],
        "description": balanced(profile.bio.text[:LONGEST]) if profile.bio else None,
    }
    return _filled(rows)


def _places(talk: Talk) -> list[dict[str, object]]:
    places = [_place(talk.location)] if talk.location else []
    if talk.room:
        words = {"name": talk.room, "address": talk.location.name if talk.location else talk.room}
        within = {"containedInPlace": places[0]} if places else {}
        places = [{"@type": "Room", **words, **within}]
    return [*places, {"@type": "VirtualLocation", "url": talk.online}] if talk.online else places


def _place(location: Location) -> dict[str, object]:
    """Return a venue; its name is its address, too, because search engines require one."""
    geo = location.geo and {
        "@type": "GeoCoordinates",
        "latitude": location.geo[0],
        "longitude": location.geo[1],
    }
    words = {"name": location.name, "address": location.name}
    return _filled({"@type": "Place", **words, "url": location.url, "geo": geo})


def _filled(rows: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in rows.items() if value}
