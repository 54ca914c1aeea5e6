"""The entries of a list → the same, with the venues of a schedule as rooms.

In a list of talks that were given, a venue is where each was given: the event, if no other is
named. In a schedule it is a room: there are few, and each has several talks on a day, with times.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from talkfeed.records.date_fields import first_text
from talkfeed.records.fields import EVENTFUL

if TYPE_CHECKING:
    from collections.abc import Iterable

    from talkfeed.records.field_names import RecordFields

_LEAST = 4
"""The rows that a schedule has at least."""
_LONGEST = 40
"""The characters of the longest name of a room."""
_CLOCK = re.compile(r"[T ]?(?<!\d)\d{1,2}:\d\d[^\n]*")
_ROOM = re.compile(
    r"\b(?:room|hall|stage|track|auditorium|theat(?:re|er)|floor|saal|raum|h[öo]rsaal|b[üu]hne|salle"
    r"|amphi|amphith[ée][aâ]tre|aula|sala|zaal)\b",
    re.IGNORECASE,
)


def with_rooms(found: Iterable[RecordFields]) -> list[RecordFields]:
    """Return the entries of a list; if their venues are rooms, each has its room as that."""
    listed = list(found)
    if not _is_schedule(listed):
        return listed
    return [
        {"room" if field == "venue" else field: entries for field, entries in one.items()}
        for one in listed
    ]


def _is_schedule(found: list[RecordFields]) -> bool:
    """Return whether most entries share their venue with another one on the same day."""
    rows = [(_day(one), first_text(one, "venue")) for one in found if "venue" in one]
    if len(rows) < _LEAST or any({"event", "room"} & one.keys() for one in found):
        return False
    venues = {venue for _, venue in rows}
    timed = sum(any(_CLOCK.search(one) for one in _times(each)) for each in found)
    counts = Counter(rows)
    shared = sum(counts[row] > 1 for row in rows)
    return all(map(_may_be_room, venues)) and 2 * len(venues) <= len(rows) < 2 * min(shared, timed)


def _may_be_room(venue: str) -> bool:
    return len(venue) <= _LONGEST and (bool(_ROOM.search(venue)) or not EVENTFUL.search(venue))


def _times(found: RecordFields) -> list[str]:
    return [first_text(found, field) for field in ("date", "start", "time")]


def _day(found: RecordFields) -> str:
    """Return the day of an entry as it is written, without its time."""
    written = next(filter(None, _times(found)[:2]), "")
    return _CLOCK.sub("", written)
