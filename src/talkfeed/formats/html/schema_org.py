"""Entries → schema.org (JSON-LD) for search engines: events, recordings, and the way to a page.

Only upcoming talks with a known day and place are an Event, and only recordings with a picture a
VideoObject, because search engines require these.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.formats import wording
from talkfeed.formats.html.days import machine_date
from talkfeed.model import Event, Profile, Status
from talkfeed.model.people import PROPERTIES
from talkfeed.model.plainfields import PLAIN, ValueType
from talkfeed.text import balanced, iso_length, write_length
from talkfeed.words import words_of

if TYPE_CHECKING:
    from talkfeed.formats.html.video import Player
    from talkfeed.model import Entry, Feed, Location, Person, Talk, When
    from talkfeed.model.plainfields import PlainField
    from talkfeed.words import Words

LONGEST = 200
"""The maximum length of a description, in characters; search engines show fewer."""
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
    found = _events(feed)
    return _graph(found) if found else None


def talk(feed: Feed, player: Player | None) -> dict[str, object]:
    """Return what the page of a talk is about: event, recording, and the way to the page."""
    (entry,) = feed.entries
    video = _video(entry, feed, player)
    held = [(name, f"{feed.base}{path}/") for kind, name, path in feed.profiles if kind == "event"]
    way = _breadcrumbs([(feed.title, feed.home), *held, (entry.talk.title, entry.url)])
    return _graph([*_events(feed), *([video] if video else []), way])


def description(entry: Entry, words: Words) -> str:
    """Return what pages say of a talk in search results and previews."""
    return wording.excerpt(wording.summary(entry, words), LONGEST)


def profile(about: Person | Event, feed: Feed) -> dict[str, object] | None:
    """Return the person or the event of a page as a graph; None for an event without day or place.

    Search engines require both of an Event.
    """
    found = _whole(about, feed.base) if isinstance(about, Event) else _person(about, feed.base)
    if isinstance(about, Event) and not (found and {"startDate", "location"} <= found.keys()):
        return None
    address = feed.base + feed.path.removesuffix("index")
    return _graph([{**(found or {}), "@id": address}])


def _graph(found: list[dict[str, object]]) -> dict[str, object]:
    return {"@context": "https://schema.org", "@graph": found}


def _events(feed: Feed) -> list[dict[str, object]]:
    ahead = frozenset(feed.ahead)
    return [
        _event(entry, feed)
        for entry in feed.entries
        if entry.key in ahead and entry.talk.is_scheduled and _places(entry.talk)
    ]


def _video(entry: Entry, feed: Feed, player: Player | None) -> dict[str, object] | None:
    """Return the recording of a talk, if it can be watched and has a picture."""
    talk = entry.talk
    videos = [link for link in talk.links if link.kind == "video" and not link.is_gone]
    known = talk.thumbnail.address(feed.base) if talk.thumbnail else ""
    picture = known or (player.picture if player else "")
    if not videos or not picture:
        return None
    seconds = next((link.recording.duration for link in videos if link.recording), 0)
    length = write_length(seconds) if seconds else talk.length
    rows: dict[str, object] = {
        "@type": "VideoObject",
        "name": talk.title,
        "description": description(entry, words_of(feed)),
        "thumbnailUrl": picture,
        "uploadDate": (entry.recorded or entry.published).isoformat(),
        "duration": length and iso_length(length),
        "embedUrl": player and player.src.replace("autoplay=1&", "").removesuffix("?autoplay=1"),
        "contentUrl": next((link.href for link in videos if link.rel == "enclosure"), None),
        "inLanguage": talk.language or feed.language,
    }
    return _filled(rows)


def _breadcrumbs(pages: list[tuple[str, str]]) -> dict[str, object]:
    """Return the way to a page, by names and addresses; the last is the page itself."""
    items = [
        {"@type": "ListItem", "position": rank, "name": name, "item": address}
        for rank, (name, address) in enumerate(pages, 1)
    ]
    del items[-1]["item"]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _event(entry: Entry, feed: Feed) -> dict[str, object]:
    talk, places, when, base = entry.talk, _places(entry.talk), entry.talk.when, feed.base
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
        "organizer": [_organizer(author) for author in feed.authors],
        **_contributors(talk, base),
        "description": wording.excerpt(talk.abstract.text, LONGEST) if talk.abstract else None,
        **{row.schema_org: _plain(talk, row) for row in PLAIN if row.schema_org},
        "image": talk.thumbnail.address(base) if talk.thumbnail else None,
        "keywords": list(wording.categories(talk, words_of(feed))),
    }
    return _filled(rows)


def _organizer(author: Person) -> dict[str, object]:
    return _filled({"@type": "Organization", "name": author.name, "url": author.url})


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
