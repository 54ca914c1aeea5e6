"""JSON of Eventbrite's API → talks: the events of an organiser.

Texts are given as plain text and as HTML, times in local time with a zone, and in UTC.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.importers.exports import keyed
from talkfeed.importers.exports.keyed import Keys, Service, place
from talkfeed.records.json_values import entry, first

if TYPE_CHECKING:
    from collections.abc import Mapping

    from talkfeed.model.imported import ImportOptions, ImportResult, SourceInput
    from talkfeed.records.json_values import Json

_KEYS = Keys(
    {
        "uid": "id",
        "title": "name.text name.html name",
        "event": "organizer.name series.name",
        "eventurl": "organizer.url series.url",
        "start": "start.local start.utc",
        "end": "end.local end.utc",
        "zone": "start.timezone",
        "location": "place",
        "city": "venue.address.city",
        "region": "venue.address.region",
        "country": "venue.address.country",
        "latitude": "venue.latitude venue.address.latitude",
        "longitude": "venue.longitude venue.address.longitude",
        "url": "url",
        "abstract": "description.html description.text summary",
        "summary": "summary",
        "tags": "tags",
        "status": "status",
    },
    "end.timezone organization_id created changed published capacity capacity_is_custom"
    " currency listed shareable invite_only online_event show_remaining tx_time_limit"
    " hide_start_date hide_end_date locale is_locked privacy_setting is_series is_series_parent"
    " is_externally_ticketed is_free is_reserved_seating show_pick_a_seat show_seatmap_thumbnail"
    " show_colors_in_seatmap_thumbnail source version inventory_type logo_id venue_id"
    " organizer_id format_id category_id subcategory_id series_id resource_uri logo"
    " facebook_event_id ticket_availability ticket_classes hide_end_date venue.id venue.name"
    " venue.address.address_1 venue.resource_uri venue.capacity venue.age_restriction"
    " venue.address.postal_code venue.address.localized_address_display"
    " venue.address.localized_area_display venue.address.localized_multi_line_address_display"
    " venue.address.address_2 organizer.id organizer.resource_uri organizer.logo"
    " organizer.description category format subcategory",
)
_STATES = {"canceled": "cancelled", "draft": "draft"}


def _is_event(one: Mapping[str, Json]) -> bool:
    start = entry(one, "start")
    return isinstance(start, dict) and start.keys() >= {"local", "timezone"} and "name" in one


def _prepare(event: Mapping[str, Json]) -> Mapping[str, Json]:
    """Add the place, and drop the status of an event that takes place, such as "live"."""
    venue = entry(event, "venue")
    parts = (first(venue, "name"), first(entry(venue, "address"), "address_1"))
    status = _STATES.get(first(event, "status").lower(), "")
    return {**event, "status": status, "place": place(parts)}


SERVICE = Service("eventbrite", "a list of events of Eventbrite", _is_event, _KEYS, _prepare)


def recognise(source: SourceInput) -> float:
    """Score a source by starts with a local time and a zone."""
    return keyed.recognise(source, SERVICE)


def read(source: SourceInput, options: ImportOptions) -> ImportResult:
    """Read every event.

    Raises:
        Rejected: TF702, there is none; TF704, it is too large.
    """
    return keyed.read(source, SERVICE, options, more=_has_more)


def _has_more(node: Json) -> bool:
    return entry(entry(node, "pagination"), "has_more_items") is True
