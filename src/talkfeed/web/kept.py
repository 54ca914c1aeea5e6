"""An answer that is kept ⇄ bytes: a checksum, a line of JSON and the body.

An answer is kept if its server gave it a validator (RFC 9110, 8.8), and asked about before it is
used again. Bytes whose checksum does not fit are as good as none.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

_VERSION = b"1"
"""What is kept by another version does not fit its checksum."""


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
    rest = json.dumps(kept[:-1]).encode() + b"\n" + kept.content
    return _checksum(rest) + b"\n" + rest


def load(stored: bytes | None, address: str) -> Kept | None:
    """Read an answer of an address; None where there is none, or it is damaged."""
    checksum, _, rest = (stored or b"").partition(b"\n")
    if _checksum(rest) != checksum:
        return None
    head, _, content = rest.partition(b"\n")
    found, media_type, etag, modified = json.loads(head)
    kept = Kept(found, media_type, etag, modified, content)
    return kept if kept.address == address else None


def _checksum(rest: bytes) -> bytes:
    return sha256(_VERSION + rest).hexdigest().encode()
