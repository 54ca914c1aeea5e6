"""An answer that is kept ⇄ bytes: a line of JSON and the body.

An answer is kept if its server gave it a validator (RFC 9110, 8.8), and asked about before it is
used again. Bytes that are no answer of the address are as good as none.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

_HEAD = 4
"""Texts that are before the body: address, type and validators."""


class Kept(NamedTuple):
    """An answer: its address, its type, its validators as they were sent, and its body."""

    address: str
    media_type: str
    etag: str
    modified: str
    content: bytes

    def conditions(self) -> dict[str, str]:
        """Ask for the body only if it has changed (RFC 9110, 13.1)."""
        asked = {"if-none-match": self.etag, "if-modified-since": self.modified}
        return {name: value for name, value in asked.items() if value}


def keepable(address: str, headers: Mapping[str, str], media_type: str, body: bytes) -> Kept | None:
    """Make a kept answer, or None where nobody could ever ask about it, or it must not be kept."""
    if "no-store" in headers.get("cache-control", "").lower():
        return None
    etag, modified = (_plain(headers.get(name, "")) for name in ("etag", "last-modified"))
    return Kept(address, media_type, etag, modified, body) if etag or modified else None


def _plain(value: str) -> str:
    """Leave out a value that could not be sent back as it came."""
    return value if value.isascii() and value.isprintable() else ""


def dump(kept: Kept) -> bytes:
    """Write an answer."""
    return json.dumps(kept[:_HEAD]).encode() + b"\n" + kept.content


def load(stored: bytes | None, address: str) -> Kept | None:
    """Read an answer of an address; None where there is none that can be used."""
    head, _, content = (stored or b"").partition(b"\n")
    try:
        found = json.loads(head)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, list) or list(map(type, found)) != [str] * _HEAD:
        return None
    known, media_type, etag, modified = found
    kept = Kept(known, media_type, etag, modified, content)
    is_sent = all(value == _plain(value) for value in (kept.etag, kept.modified))
    return kept if kept.address == address and is_sent else None
