"""JSON of Sched → talks: the sessions of an event, of its API.

Times are local to the event; `start_time_ts`, the start in seconds since 1970, shows their offset
from UTC. Where it is missing, give the zone with `--timezone`. Calendars and tables of Sched are
read by the importers of iCalendar and CSV.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from talkfeed.importers.exports import keyed
from talkfeed.importers.exports.keyed import Keys, Service
from talkfeed.records.json_values import first
from talkfeed.records.timestamps import moment

if TYPE_CHECKING:
    from collections.abc import Mapping

    from talkfeed.model.imported import ImportOptions, ImportResult, SourceInput
    from talkfeed.records.json_values import Json

_QUARTER = timedelta(minutes=15)
_FURTHEST = 14 * 4
"""Quarters of an hour that a zone may be ahead of UTC, or behind it."""
_SECONDS = re.compile(r"\d{1,10}", re.ASCII)
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


def _prepare(session: Mapping[str, Json]) -> Mapping[str, Json]:
    """Call a session off that is no longer active; add the offset to its times."""
    made = dict(session)
    if first(session, "active").upper() == "N":
        made["status"] = "cancelled"
    offset = _offset(first(session, "event_start"), first(session, "start_time_ts"))
    for key in ("event_start", "event_end") if offset else ():
        if local := moment(first(session, key)):
            made[key] = f"{local.isoformat()}{offset}"
    return made


def _offset(start: str, seconds: str) -> str:
    """Return the offset of local times from UTC, "" if it is unknown.

    >>> _offset("2023-09-19 10:00", "1695142800"), _offset("2023-09-19 10:00", "")
    ('-07:00', '')
    """
    local = moment(start)
    if not isinstance(local, datetime) or local.tzinfo or not _SECONDS.fullmatch(seconds):
        return ""
    ahead = local.replace(tzinfo=UTC) - datetime.fromtimestamp(int(seconds), UTC)
    quarters, rest = divmod(ahead, _QUARTER)
    if rest or abs(quarters) > _FURTHEST:
        return ""
    hours, left = divmod(abs(quarters), 4)
    return f"{'-' if quarters < 0 else '+'}{hours:02}:{left * 15:02}"


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
