"""What a source knows of a conference as a whole → its entry below `events:` in talks.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from talkfeed.dates.zones import time_zone
from talkfeed.records.timestamps import moment, phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from talkfeed.model.imported import FoundTalk, ImportOptions, Plain


def entry_of(talks: Iterable[FoundTalk] = (), **fields: Plain) -> tuple[Mapping[str, Plain], ...]:
    """Return the entry of an event without its empty fields, or none if only the name is known.

    Rooms and tracks are listed whole or not at all: those of its talks belong to them.
    """
    found = {name: value for name, value in fields.items() if value}
    if "timezone" in found and not _is_zone(str(found["timezone"])):
        del found["timezone"]
    rows = [row for talk in talks for row in _deliveries(talk)]
    for key, name in (("tracks", "track"), ("rooms", "room")):
        if key in found:
            there = (row[name] for row in rows if name in row)
            found[key] = [*dict.fromkeys((*found[key], *map(str, there)))]
    return (found,) if "name" in found and len(found) > 1 else ()


def _is_zone(name: str) -> bool:
    try:
        time_zone(name)
    except (KeyError, ValueError, OSError):
        return False
    return True


def _deliveries(talk: FoundTalk) -> Iterator[Mapping[str, Plain]]:
    yield talk.fields
    yield from (each for each in talk.fields.get("given", ()) if isinstance(each, Mapping))


def days(first: str, last: str, options: ImportOptions) -> str:
    """Return the days from the first to the last, both of ISO 8601; "" if unknown.

    >>> from talkfeed.model.imported import ImportOptions
    >>> days("2015-10-07T09:00:00", "2015-10-09", ImportOptions())
    '2015-10-07/2015-10-09'
    """
    start, end = (
        found.date() if isinstance(found, datetime) else found
        for found in (moment(first), moment(last))
    )
    return phrase(start, end, "", options).text


def address(text: str) -> str:
    """Return an absolute address, "" for other text."""
    return text if text.startswith(("https://", "http://")) else ""
