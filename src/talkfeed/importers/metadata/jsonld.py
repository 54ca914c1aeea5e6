"""A page's JSON-LD (W3C, JSON-LD 1.1) → the things in it that schema.org has types for."""

from __future__ import annotations

import json
import re
from itertools import islice
from typing import TYPE_CHECKING

from talkfeed.importers.common.draft import Named
from talkfeed.importers.common.json_values import entries, entry, first, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from talkfeed.importers.common.json_values import Node

_INSIDE = ("@graph", "mainEntity", "itemListElement", "item", "video")
_MOST = 1_000
_BEFORE = re.compile(r"(?:\s|/[/*]|\*/|<!--|<!\[CDATA\[)*+")
_DECODER = json.JSONDecoder(strict=False)


def things(root: HtmlElement) -> list[dict[str, Node]]:
    """List everything that has a type, from the top down, whatever wraps it."""
    found: list[dict[str, Node]] = []
    waiting = list(_documents(root))
    for node in islice(waiting, _MOST):
        if isinstance(node, dict) and types(node):
            found.append(node)
        inside = entries(node) or [entry(node, key) for key in _INSIDE]
        waiting += [one for one in inside if isinstance(one, dict | list)]
    return found


def _documents(root: HtmlElement) -> Iterator[Node]:
    for script in root.iter("script"):
        kind = script.get("type", "").partition(";")[0].strip().lower()
        if kind == "application/ld+json":
            words = script.text or ""
            wrapping = _BEFORE.match(words)
            try:
                yield _DECODER.raw_decode(words, wrapping.end() if wrapping else 0)[0]
            except (ValueError, RecursionError):
                continue


def types(node: Node) -> list[str]:
    """List the types of a thing, without the vocabulary they are from."""
    stated = entry(node, "@type")
    listed = stated if isinstance(stated, list) else [stated]
    return [text(one).rpartition("/")[2] for one in listed if text(one)]


def one(node: Node, key: str) -> Node:
    """Give what a key holds, or the first where it holds several."""
    found = entry(node, key)
    return next(iter(found), None) if isinstance(found, list) else found


def people(node: Node, *keys: str) -> list[Named]:
    """List who is named below the first of the keys that names anybody."""
    for key in keys:
        held = entry(node, key)
        named = [who(each) for each in (held if isinstance(held, list) else [held])]
        if any(each.name for each in named):
            return [each for each in named if each.name]
    return []


def who(node: Node) -> Named:
    """Give a name and an address, of a person as well as of an event."""
    return Named(node) if isinstance(node, str) else Named(first(node, "name"), first(node, "url"))
