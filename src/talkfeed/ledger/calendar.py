"""A published calendar (RFC 5545) → the few properties by which the memory knows a talk.

Only for a lost lock, and only for what no feed remembers; a dozen lines do, and reading them
ourselves keeps a large library away from bytes that come from the network.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from talkfeed.identity import uid
from talkfeed.ledger.state import read_instant, read_sequence
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

_FOLD = re.compile(r"\r?\n[ \t]")
_BEGIN = re.compile(r"^BEGIN:VEVENT[ \t\r]*$", re.MULTILINE)
_END = re.compile(r"^END:VEVENT[ \t\r]*$", re.MULTILINE)
_PROPERTY = re.compile(r"^([A-Z-]+)(?:;[^:\r\n]*)?:([^\r\n]*)", re.MULTILINE)
_KEY = re.compile(r"[a-z0-9-]+", re.ASCII)
_ESCAPED = re.compile(r"\\(.)")


class Event(NamedTuple):
    """A talk's event: the key its UID was made of, and what it says of its history."""

    key: str
    summary: str
    created: datetime
    modified: datetime
    sequence: int


def read_modified(content: bytes) -> datetime | None:
    """Read when anything in a calendar changed last (RFC 7986, 5.4), if it says so."""
    head, _, _ = _FOLD.sub("", content.decode("utf-8", "replace")).partition("BEGIN:VEVENT")
    try:
        return read_instant(dict(_PROPERTY.findall(head))["LAST-MODIFIED"])
    except (KeyError, ValueError):
        return None


def read_calendar(content: bytes, authority: str) -> Iterator[Event]:
    """Read the events whose UID is one of ours; those without a readable history are left out."""
    text = _FOLD.sub("", content.decode("utf-8", "replace"))
    for part in _BEGIN.split(text)[1:]:
        end = _END.search(part)
        event = _event(dict(_PROPERTY.findall(part[: end.start()])), authority) if end else None
        if event is not None:
            yield event


def _event(properties: dict[str, str], authority: str) -> Event | None:
    key, _, _ = properties.get("UID", "").partition("@")
    if not _KEY.fullmatch(key) or properties["UID"] != uid(authority, key):
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
