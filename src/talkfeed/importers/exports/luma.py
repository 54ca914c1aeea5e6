"""JSON of Luma → talks: the events of a calendar, of its API or of its pages.

Luma's calendars and tables are read by the importers of iCalendar and CSV. Coordinates of a place
that is hidden from the public are not in an export.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.importers.exports import keyed
from talkfeed.importers.exports.keyed import Keys, Service
from talkfeed.records.json_values import entry

if TYPE_CHECKING:
    from collections.abc import Mapping

    from talkfeed.model.imported import ImportOptions, ImportResult, SourceInput
    from talkfeed.records.json_values import Json

_EVENT = frozenset(("api_id", "start_at", "name"))
_KEYS = Keys(
    {
        "uid": "api_id",
        "title": "name",
        "event": "calendar.name",
        "start": "start_at",
        "end": "end_at",
        "length": "duration_interval",
        "zone": "timezone",
        "location": "geo_address_json.full_address geo_address_info.full_address"
        " geo_address_json.address geo_address_info.address",
        "city": "geo_address_json.city geo_address_info.city",
        "country": "geo_address_json.country geo_address_info.country",
        "latitude": "geo_latitude coordinate.latitude",
        "longitude": "geo_longitude coordinate.longitude",
        "online": "meeting_url zoom_meeting_url",
        "url": "url",
        "abstract": "description_md description",
        "tags": "tags",
        "status": "status",
    },
    "id user_api_id user_id calendar_api_id calendar_id created_at cover_url social_image_url"
    " event_type location_type visibility show_guest_list waitlist_enabled waitlist_status"
    " hide_rsvp duration recurrence_id one_to_one virtual_info guest_count ticket_count"
    " registration_questions zoom_meeting_id zoom_meeting_password font_title theme_meta"
    " tint_color geo_address_json.place_id geo_address_json.region geo_address_json.type"
    " geo_address_json.mode geo_address_json.description geo_address_json.sublocality"
    " geo_address_json.city_state geo_address_json.short_address geo_address_json.localized"
    " geo_address_json.postal_code geo_address_visibility geo_address_info.mode"
    " geo_address_info.city_state geo_address_info.sublocality geo_address_info.short_address"
    " geo_address_info.region geo_address_info.place_id geo_address_info.type"
    " geo_address_info.latitude geo_address_info.longitude geo_address_info.apple_maps_place_id"
    " calendar.api_id",
)


def _is_entry(one: Json) -> bool:
    """Return whether a mapping is an event, or has one beside its tags."""
    return isinstance(one, dict) and (one.keys() >= _EVENT or _is_entry(entry(one, "event")))


def _prepare(one: Mapping[str, Json]) -> Mapping[str, Json]:
    """Unwrap an event, and complete an address of which only the end is given."""
    inner = entry(one, "event")
    event = {**inner, "tags": entry(one, "tags")} if isinstance(inner, dict) else one
    address = entry(event, "url")
    is_end = isinstance(address, str) and address and "/" not in address and ":" not in address
    return {**event, "url": f"https://lu.ma/{address}"} if is_end else event


SERVICE = Service("luma", "a list of events of Luma", _is_entry, _KEYS, _prepare)


def recognise(source: SourceInput) -> float:
    """Score a source by keys that only Luma uses."""
    return keyed.recognise(source, SERVICE)


def read(source: SourceInput, options: ImportOptions) -> ImportResult:
    """Read every event.

    Raises:
        Rejected: TF702, there is none; TF704, it is too large.
    """
    return keyed.read(source, SERVICE, options, more=lambda node: entry(node, "has_more") is True)
