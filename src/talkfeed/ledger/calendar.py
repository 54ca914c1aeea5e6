"""A published calendar (RFC 5545) → the properties needed to recover the ledger.

Only used for talks that no feed contains. These few lines avoid exposing a large parser to bytes
from the network.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from talkfeed.identity import uid
from talkfeed.ledger.state import SLOT, read_instant, read_moment, read_sequence
from talkfeed.ledger.values import CALLED_OFF, Slot
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_FOLD = re.compile(r"\r?\n[ \t]")
_BEGIN = re.compile(r"^BEGIN:VEVENT[ \t\r]*$", re.MULTILINE)
_END = re.compile(r"^END:VEVENT[ \t\r]*$", re.MULTILINE)
_PROPERTY = re.compile(r"^([A-Z-]+)(?:;[^:\r\n]*)?:([^\r\n]*)", re.MULTILINE)
_PAGE = re.compile(r"/talks/([a-z0-9-]+)/$", re.ASCII)
_KEY = re.compile(r"[a-z0-9-]+", re.ASCII)
_ESCAPED = re.compile(r"\\(.)")


class Event(NamedTuple):
    """A talk's VEVENT: the key in its UID, and its dates and sequence."""

    key: str
    summary: str
    created: datetime
    modified: datetime
    sequence: int


def read_modified(content: bytes) -> datetime | None:
    """Return the LAST-MODIFIED property of a calendar (RFC 7986, 5.4); None if absent."""
    head, _, _ = _FOLD.sub("", content.decode("utf-8", "replace")).partition("BEGIN:VEVENT")
    try:
        return read_instant(dict(_PROPERTY.findall(head))["LAST-MODIFIED"])
    except (KeyError, ValueError):
        return None


def read_calendar(content: bytes, authority: str, kind: str = "") -> Iterator[Event]:
    """Return the events that talkfeed wrote of talks, or of a kind of occasions.

    Those with invalid properties are omitted.
    """
    before = f"{kind}." if kind else ""
    found = (_event(properties, authority, before) for properties in _properties(content))
    return (event for event in found if event is not None)


def read_slots(content: bytes, authority: str) -> Iterator[Slot]:
    """Return the events of slots of series that talkfeed wrote, of talks or not."""
    found = (_slot(properties, authority) for properties in _properties(content))
    return (slot for slot in found if slot is not None)


def read_slot_keys(content: bytes, authority: str) -> Iterator[str]:
    """Return the keys of the talks that have the UIDs of slots, by the addresses of their pages."""
    for properties in _properties(content):
        page = _PAGE.search(properties.get("URL", ""))
        if page and _slot(properties, authority):
            yield page[1]


def _properties(content: bytes) -> Iterator[dict[str, str]]:
    """Yield the properties of each event that has an end."""
    text = _FOLD.sub("", content.decode("utf-8", "replace"))
    for part in _BEGIN.split(text)[1:]:
        end = _END.search(part)
        if end:
            yield dict(_PROPERTY.findall(part[: end.start()]))


def _slot(properties: dict[str, str], authority: str) -> Slot | None:
    name = SLOT.match(properties.get("UID", ""))
    if not name or properties["UID"] != uid(authority, name[0]):
        return None
    try:
        first, after = (read_moment(_iso(properties[key])) for key in ("DTSTART", "DTEND"))
        return Slot(
            name[1],
            name[2],
            first,
            after if isinstance(after, datetime) else after - timedelta(days=1),
            read_sequence(properties["SEQUENCE"]),
            read_instant(properties["LAST-MODIFIED"]),
            CALLED_OFF if properties.get("STATUS") == "CANCELLED" else "",
        )
    except (KeyError, ValueError):
        return None


def _iso(moment: str) -> str:
    """Return a moment of iCalendar with the signs of ISO 8601 that `read_moment` expects."""
    day = f"{moment[:4]}-{moment[4:6]}-{moment[6:8]}"
    return f"{day}{moment[8:]}" if len(moment) > len("20261007") else day


def _event(properties: dict[str, str], authority: str, before: str) -> Event | None:
    """Return an event whose UID has a key after `before`."""
    name, _, _ = properties.get("UID", "").partition("@")
    key = name.removeprefix(before)
    if not _KEY.fullmatch(key) or properties["UID"] != uid(authority, f"{before}{key}"):
        return None
    try:
        return Event(
            key=key,
            summary=_ESCAPED.sub(r"\1", properties["SUMMARY"]),
            created=read_instant(properties["CREATED"]),
            modified=read_instant(properties["LAST-MODIFIED"]),
            sequence=read_sequence(properties["SEQUENCE"]),
        )
    except (KeyError, ValueError):
        return None
