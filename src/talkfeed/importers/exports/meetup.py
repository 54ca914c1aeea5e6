"""JSON of Meetup → talks: lists of events of its REST API, and responses of its GraphQL API.

An event of a group is a talk at that group. The length of an event is in milliseconds (REST) or
ISO 8601 (GraphQL).
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

from talkfeed.importers.exports import keyed
from talkfeed.importers.exports.keyed import Keys, Service, place
from talkfeed.records.json_values import entry, first

if TYPE_CHECKING:
    from collections.abc import Mapping

    from talkfeed.model.imported import ImportOptions, ImportResult, SourceInput
    from talkfeed.records.json_values import Json

_LOCAL = frozenset(("local_date", "group", "name"))
_GRAPH = frozenset(("eventUrl", "dateTime", "title"))
_KEYS = Keys(
    {
        "uid": "id",
        "title": "name title",
        "event": "group.name",
        "start": "start dateTime",
        "end": "end endTime",
        "length": "duration",
        "zone": "zone group.timezone timezone",
        "location": "place",
        "city": "venue.city",
        "country": "venue.localized_country_name venue.country",
        "latitude": "venue.lat",
        "longitude": "venue.lon venue.lng",
        "online": "onlineVenue.url online_venue.url",
        "url": "link eventUrl event_url",
        "abstract": "description plain_text_description",
        "status": "status",
        "tags": "topics",
    },
    "time utc_offset local_date local_time created updated visibility waitlist_count"
    " yes_rsvp_count rsvp_limit member_pay_fee rsvps.totalCount going going.totalCount"
    " maxTickets isOnline is_online_event eventType dateTimeUtc featured_photo"
    " featuredEventPhoto images imageUrl shortUrl date_in_series_pattern manual_attendance_count"
    " pro_is_email_shared venue.id venue.name venue.address venue.address_1 venue.repinned"
    " venue.postalCode venue.zip venue.state venue.phone group.id group.created group.join_mode"
    " group.lat group.lon group.urlname group.who group.localized_location group.region"
    " group.state group.country group.city group.link group.isPrivate",
)


_LATEST = 4_102_444_800_000
"""Milliseconds up to 2100."""
_DAY = 24 * 60 * 60 * 1000


def _prepare(event: Mapping[str, Json]) -> Mapping[str, Json]:
    """Add start and place, and convert the length to minutes."""
    made = dict(event)
    length, zone = entry(event, "duration"), _zone(entry(event, "utc_offset"))
    if isinstance(length, int):
        made["duration"] = f"{length // 60_000} min"
    venue = entry(event, "venue")
    made["place"] = place((first(venue, "name"), first(venue, "address_1", "address")))
    stamp = entry(event, "time")
    if isinstance(stamp, int) and 0 <= stamp < _LATEST and zone is not None:
        local = datetime.fromtimestamp(stamp // 1000, UTC).astimezone(zone)
        made["start"] = local.isoformat(timespec="minutes")
    elif day := first(event, "local_date"):
        clock = first(event, "local_time")
        made["start"] = f"{day}T{clock}" if clock else day
    return made


def _zone(offset: Json) -> timezone | None:
    """Return the zone at an offset in milliseconds, None if it is none."""
    if isinstance(offset, bool) or not isinstance(offset, int) or abs(offset) >= _DAY:
        return None
    return timezone(timedelta(milliseconds=offset))


SERVICE = Service(
    "meetup",
    "a list of events of Meetup",
    lambda one: one.keys() >= _LOCAL or one.keys() >= _GRAPH,
    _KEYS,
    _prepare,
)


def recognise(source: SourceInput) -> float:
    """Score a source by keys that only Meetup uses."""
    return keyed.recognise(source, SERVICE)


def read(source: SourceInput, options: ImportOptions) -> ImportResult:
    """Read every event.

    Raises:
        Rejected: TF702, there is none; TF704, it is too large.
    """
    return keyed.read(source, SERVICE, options, title=_title, more=_has_more)


def _title(node: Json) -> str:
    """Return the name of the group, "" if there are several."""
    names = {first(entry(one, "group"), "name") for one in keyed.found(node, SERVICE)} | {
        first(one, "name") for one in _groups(node)
    }
    names.discard("")
    return names.pop() if len(names) == 1 else ""


def _groups(node: Json) -> list[Json]:
    data = entry(node, "data")
    return [one for one in data.values() if isinstance(one, dict)] if isinstance(data, dict) else []


def _has_more(node: Json) -> bool:
    pages = (
        entry(one, key)
        for one in _groups(node)
        for key in ("pastEvents", "upcomingEvents", "events")
    )
    return any(entry(entry(page, "pageInfo"), "hasNextPage") is True for page in pages)
