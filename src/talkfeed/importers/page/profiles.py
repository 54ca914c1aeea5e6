"""Structured data in a page → the people in it: `Person` of schema.org in JSON-LD, and h-card.

h-card: microformats.org/wiki/h-card; vcard is its older form.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.importers.metadata.jsonld import documents, types

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from talkfeed.records.json_values import Json

_CARDS = frozenset({"h-card", "vcard"})
_PARTS = {
    **dict.fromkeys(("p-name", "fn"), "name"),
    **dict.fromkeys(("u-url", "url"), "url"),
    **dict.fromkeys(("u-photo", "photo"), "image"),
    **dict.fromkeys(("p-org", "org"), "affiliation"),
    **dict.fromkeys(("p-note", "note"), "bio"),
    "p-pronouns": "pronouns",
}
_ADDRESSES = {"url", "image"}
_MAX_DEPTH = 12


def people(root: Element) -> Iterator[Json]:
    """Yield the people in the data of a page."""
    for document in documents(root):
        yield from _people_in(document, _MAX_DEPTH)
    for card in root.iter("*"):
        if _CARDS & {*card.get("class", "").split()}:
            yield _card(card)


def _people_in(value: Json, depth: int) -> Iterator[Json]:
    """Yield the people in JSON-LD, down to a depth."""
    if isinstance(value, dict) and "Person" in types(value):
        yield value
    inside = value.values() if isinstance(value, dict) else value
    for one in inside if depth and isinstance(value, dict | list) else ():
        yield from _people_in(one, depth - 1)


def _card(card: Element) -> Json:
    """Return an h-card; without a name of its own that is its text."""
    found: dict[str, str] = {}
    for one in (card, *card.iterdescendants("*")):
        for part in (_PARTS[name] for name in one.get("class", "").split() if name in _PARTS):
            address = one.get("href") or one.get("src") or ""
            found.setdefault(part, address if part in _ADDRESSES else _text(one))
    return {"name": _text(card), "url": card.get("href", "")} | found


def _text(element: Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())
