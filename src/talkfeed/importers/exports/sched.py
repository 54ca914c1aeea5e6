"""JSON of Sched → talks: the sessions of an event, of its API.

Times are local to the event: give its zone with `--timezone`. Calendars and tables of Sched are
read by the importers of iCalendar and CSV.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.importers.exports import keyed
from talkfeed.importers.exports.keyed import Keys, Service
from talkfeed.records.json_values import first

if TYPE_CHECKING:
    from collections.abc import Mapping

    from talkfeed.model.imported import ImportOptions, ImportResult, SourceInput
    from talkfeed.records.json_values import Node

_SESSION = frozenset(("event_key", "event_start", "name"))
_KEYS = Keys(
    {
        "uid": "event_key id",
        "title": "name",
        "speakers": "speakers speaker moderators",
        "cospeakers": "moderators",
        "start": "event_start",
        "end": "event_end",
        "zone": "event_timezone timezone",
        "room": "venue",
        "street": "address",
        "online": "video_stream",
        "url": "url",
        "links": "files",
        "abstract": "description",
        "tags": "event_type event_subtype tags",
        "status": "status",
    },
    "id active pinned goers seats seats_title invite_only venue_id hidden rsvp_url media_url"
    " event_start_year event_start_month event_start_month_short event_start_day"
    " event_start_weekday event_start_weekday_short event_start_time event_end_year"
    " event_end_month event_end_month_short event_end_day event_end_weekday"
    " event_end_weekday_short event_end_time start_date start_time start_time_ts end_date"
    " end_time event_type_sort lat lon artists sponsors exhibitors volunteers",
)


def _prepare(session: Mapping[str, Node]) -> Mapping[str, Node]:
    """Call a session off that is no longer active; list the speakers of a text."""
    made = dict(session)
    if first(session, "active").upper() == "N":
        made["status"] = "cancelled"
    return made


SERVICE = Service(
    "sched", "a list of sessions of Sched", lambda one: one.keys() >= _SESSION, _KEYS, _prepare
)


def recognise(source: SourceInput) -> float:
    """Score a source by keys that only Sched uses."""
    return keyed.recognise(source, SERVICE)


def read(source: SourceInput, options: ImportOptions) -> ImportResult:
    """Read every session.

    Raises:
        Rejected: TF702, there is none; TF704, it is too large.
    """
    return keyed.read(source, SERVICE, options)
