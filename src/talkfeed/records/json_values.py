"""JSON (RFC 8259) → values, and accessors that accept any type where a text or list is expected.

A document is read whole or rejected. Whatever a key holds (a text, a number, translations,
nothing), the accessors below return a text, a list or a mapping.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from talkfeed.errors import Rejected
from talkfeed.records.source_errors import check_size, invalid

if TYPE_CHECKING:
    from talkfeed.model.imported import SourceInput

Json = Any
"""A JSON value, to be read through the accessors below."""
_LANGUAGE = "en"


def load(source: SourceInput) -> Json:
    """Parse a document.

    Raises:
        Rejected: TF702, it is not JSON; TF704, it is too large or nested too deep.
    """
    check_size(source)
    try:
        return json.loads(source.content.decode("utf-8-sig"), parse_constant=str)
    except RecursionError as error:
        raise Rejected("TF704", f"{source.name} is nested too deep") from error
    except ValueError as error:
        raise invalid(source, f"JSON: {error}") from None


def peek(source: SourceInput) -> Json:
    """Parse a document to recognise its kind; None if it is not JSON."""
    if source.content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] not in (b"{", b"["):
        return None
    try:
        return load(source)
    except Rejected:
        return None


def text(node: Json, language: str = _LANGUAGE) -> str:
    """Return a value as text: a text, a number, the `name` of a mapping, or a translation."""
    if isinstance(node, str):
        return node
    if isinstance(node, bool) or node is None or isinstance(node, list):
        return ""
    if isinstance(node, dict):
        keys = ("name", language, language.partition("-")[0], _LANGUAGE, *node)
        values = (node.get(key) for key in keys)
        return next((value for value in values if value and isinstance(value, str)), "")
    return str(node)


def first(node: Json, *keys: str) -> str:
    """Return the first text at any of the keys, "" if there is none."""
    return next((found for key in keys if (found := text(entry(node, key)).strip())), "")


def entry(node: Json, key: str) -> Json:
    """Return the value at a key of a mapping, None if it is no mapping."""
    return node.get(key) if isinstance(node, dict) else None


def entries(node: Json, key: str = "") -> list[Json]:
    """Return a list, or the list at a key; empty if there is none."""
    found = entry(node, key) if key else node
    return found if isinstance(found, list) else []


def mappings(node: Json, key: str = "") -> list[dict[str, Json]]:
    """Return the mappings in a list, or in the list at a key."""
    return [one for one in entries(node, key) if isinstance(one, dict)]
