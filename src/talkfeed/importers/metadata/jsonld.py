"""The JSON-LD 1.1 (W3C) of a page → its nodes with a type of schema.org."""

from __future__ import annotations

import json
import re
from itertools import islice
from typing import TYPE_CHECKING

from talkfeed.records.draft import Named
from talkfeed.records.json_values import entries, entry, first, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element
    from lxml.html import HtmlElement

    from talkfeed.records.json_values import Json

_INSIDE = ("@graph", "mainEntity", "itemListElement", "item", "video")
_MOST = 1_000
_BEFORE = re.compile(r"(?:\s|/[/*]|\*/|<!--|<!\[CDATA\[)*+")
_DECODER = json.JSONDecoder(strict=False)


def things(root: HtmlElement) -> list[dict[str, Json]]:
    """List the nodes that have a type, breadth first, at any depth."""
    found: list[dict[str, Json]] = []
    waiting = list(documents(root))
    for node in islice(waiting, _MOST):
        if isinstance(node, dict) and types(node):
            found.append(node)
        inside = entries(node) or [entry(node, key) for key in _INSIDE]
        waiting += [one for one in inside if isinstance(one, dict | list)]
    return found


def documents(root: _Element) -> Iterator[Json]:
    """Yield the documents of a page that can be parsed."""
    for script in root.iter("script"):
        kind = script.get("type", "").partition(";")[0].strip().lower()
        if kind == "application/ld+json":
            words = script.text or ""
            wrapping = _BEFORE.match(words)
            try:
                yield _DECODER.raw_decode(words, wrapping.end() if wrapping else 0)[0]
            except (ValueError, RecursionError):
                continue


def types(node: Json) -> list[str]:
    """List the types of a node, without their vocabulary."""
    stated = entry(node, "@type")
    listed = stated if isinstance(stated, list) else [stated]
    return [text(one).rpartition("/")[2] for one in listed if text(one)]


def one(node: Json, key: str) -> Json:
    """Return the value of a key, the first if there are several."""
    found = entry(node, key)
    return next(iter(found), None) if isinstance(found, list) else found


def people(node: Json, *keys: str) -> list[Named]:
    """List the people at the first of the keys that names any."""
    for key in keys:
        values = entry(node, key)
        named = [who(each) for each in (values if isinstance(values, list) else [values])]
        if any(each.name for each in named):
            return [each for each in named if each.name]
    return []


def who(node: Json) -> Named:
    """Return the name and address of a person or an event."""
    return Named(node) if isinstance(node, str) else Named(first(node, "name"), first(node, "url"))
