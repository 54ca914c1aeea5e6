"""The sorted fields of an entry → the same, where other fields show what a key means.

`title` is the speaker's position if it is that of a person and another key has the title of the
talk. A list of records with dates but no titles has the deliveries of the talk, whatever its key.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from talkfeed.records.field_names import folded, sort
from talkfeed.records.nodes import Record
from talkfeed.records.values import text
from talkfeed.records.word_lists import word_lists

if TYPE_CHECKING:
    from talkfeed.records.field_names import RecordFields
    from talkfeed.records.nodes import Node

_PLACE = re.compile(
    r"(?:[(\[]\s{0,3}((?:[📍📌]|room|rm\.?|hall|building|sala|salle|raum|aula)\s{0,3}[^()\[\]\n]{1,60})[)\]])",
    re.IGNORECASE,
)
"""A place in brackets beside a date, such as "(📍 CSB 480)"."""
_PLACES = ("location", "room")
_TOPICS = frozenset(("topic", "talk_topic", "topic_title"))
_LONGEST_JOB = 100
_DATED = ("date", "start", "year")
_OCCASION = ("event", "venue", "location", "city")
_LISTS = ("", "talks")
"""Where `sort` leaves a list at a key that is no field of a talk, or that of a group."""


def with_topic(found: RecordFields) -> RecordFields:
    """Take the topic for the title if the title is what the speaker is."""
    titles = found.get("title", [])
    if not titles or not _is_job(text(titles[0].node)):
        return found
    topics = [one for one in found.get("tags", ()) if folded(one.key) in _TOPICS]
    names = [one for one in titles[1:] if folded(one.key) == "name"]
    others = [*(one for one in titles[1:] if one not in names), *topics]
    if not any(isinstance(one.node, str) for one in others) or not (names or "speakers" in found):
        return found
    tags = [one for one in found.get("tags", ()) if one not in topics]
    moved = {**found, "title": others, "tags": tags, "": [titles[0], *found.get("", ())]}
    moved["speakers"] = [*found.get("speakers", ()), *names]
    return {field: entries for field, entries in moved.items() if entries}


def _is_job(written: str) -> bool:
    return len(written) <= _LONGEST_JOB and _jobs().match(written.strip()) is not None


@lru_cache(maxsize=1)
def _jobs() -> re.Pattern[str]:
    """Return the pattern of positions, such as "Senior Lecturer in Logic, University of Bergen"."""
    return re.compile(
        rf"(?:[\w.&/-]{{1,30}}[ ,]{{1,2}}){{0,4}}(?:{word_lists('jobs')['job']})"
        r"(?:(?:,|[ ](?:of|at|in|for|and|und|de|en|@|&|[-–|]))[ ][^\n]{1,90})?\s{0,9}$",
        re.IGNORECASE,
    )


def with_place(found: RecordFields) -> RecordFields:
    """Take a place in brackets beside the date for the location, or else for the room."""
    dates = found.get("date", [])
    written = dates[0].node if dates else ""
    shown = _PLACE.search(written) if isinstance(written, str) else None
    field = next((word for word in _PLACES if word not in found), None)
    if shown is None or field is None:
        return found
    rest = _PLACE.sub(" ", str(written), count=1)
    place = shown[1].strip("📍📌 ")
    moved = [dates[0]._replace(node=" ".join(rest.split())), *dates[1:]]
    return {**found, "date": moved, field: [dates[0]._replace(node=place)]}


def with_deliveries(found: RecordFields) -> RecordFields:
    """Take a list of dated records without titles for the deliveries of a talk."""
    if "title" not in found or "given" in found:
        return found
    is_dated = any(word in found for word in _DATED)
    for field in _LISTS:
        for entry in found.get(field, ()):
            if _are_deliveries(entry.node, is_sure=not is_dated):
                rest = [one for one in found[field] if one is not entry]
                moved = {**found, field: rest, "given": [entry]}
                return {name: entries for name, entries in moved.items() if entries}
    return found


def _are_deliveries(node: Node, *, is_sure: bool) -> bool:
    """Return whether all of a list have dates, and occasions unless these are surely deliveries."""
    if not isinstance(node, tuple) or not node:
        return False
    rows = [sort(one) for one in node if isinstance(one, Record)]
    return len(rows) == len(node) and all(
        "title" not in row
        and any(word in row for word in _DATED)
        and (is_sure or any(word in row for word in _OCCASION))
        for row in rows
    )
