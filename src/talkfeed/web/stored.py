"""A stored response ⇄ bytes: a line of JSON and the body.

A response is stored if it has a validator (RFC 9110, 8.8), and validated with the server before it
is used again. Bytes that are not a response of the address count as none.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

_HEAD = 4
"""Fields before the body: address, media type and validators."""


class StoredResponse(NamedTuple):
    """A response: its address, media type, validators as they were received, and body."""

    address: str
    media_type: str
    etag: str
    modified: str
    content: bytes

    def conditions(self) -> dict[str, str]:
        """Return the headers of a conditional request (RFC 9110, 13.1)."""
        headers = {"if-none-match": self.etag, "if-modified-since": self.modified}
        return {name: value for name, value in headers.items() if value}


def storable(
    address: str, headers: Mapping[str, str], media_type: str, body: bytes
) -> StoredResponse | None:
    """Make a stored response, or None if it has no validator or must not be stored."""
    if "no-store" in headers.get("cache-control", "").lower():
        return None
    etag, modified = (_plain(headers.get(name, "")) for name in ("etag", "last-modified"))
    return StoredResponse(address, media_type, etag, modified, body) if etag or modified else None


def _plain(value: str) -> str:
    """Return a validator, or "" if it could not be sent back unchanged."""
    return value if value.isascii() and value.isprintable() else ""


def dump(stored: StoredResponse) -> bytes:
    """Encode a response."""
    return json.dumps(stored[:_HEAD]).encode() + b"\n" + stored.content


def load(encoded: bytes | None, address: str) -> StoredResponse | None:
    """Decode the response of an address; None if there is none that can be used."""
    head, _, content = (encoded or b"").partition(b"\n")
    try:
        found = json.loads(head)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, list) or list(map(type, found)) != [str] * _HEAD:
        return None
    known, media_type, etag, modified = found
    is_valid = known == address and all(value == _plain(value) for value in (etag, modified))
    return StoredResponse(known, media_type, etag, modified, content) if is_valid else None
