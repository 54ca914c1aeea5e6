"""An output directory → the numbers of its feeds and entries, which must be equal to be compared.

lxml parses every Atom and RSS file, so a feed that is not well-formed is a failure as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ATOM = "{http://www.w3.org/2005/Atom}"
IDS = {f"{ATOM}entry": f"{ATOM}id", "item": "guid"}
GROUPS = ("speaker", "event", "tag")
ENOUGH = 0.98  # two spellings of a name may share a feed, or have one each
LIMIT = 100


class Count(NamedTuple):
    """The numbers of ids in the feeds of all talks, of feeds of groups, and of their entries."""

    talks: int
    feeds: int
    entries: int


def count(output: Path) -> Count:
    """Count the entries of Atom feeds; `talks` is the minimum of Atom and RSS.

    Raises:
        SyntaxError: a feed is not well-formed (lxml's XMLSyntaxError).
    """
    ids: dict[str, set[str]] = {"atom": set(), "rss": set()}
    feeds = entries = 0
    for path in sorted(output.rglob("*.*")):
        kind = _kind(path)
        if kind is None:
            continue
        found = [*_ids(path)]
        if any(word.startswith(GROUPS) for word in path.relative_to(output).parts):
            feeds += kind == "atom"
            entries += len(found) if kind == "atom" else 0
        else:
            ids[kind].update(found)
    return Count(min(map(len, ids.values())), feeds, entries)


def _kind(path: Path) -> str | None:
    words = path.name.split(".")[1:]
    return next((kind for kind in ("atom", "rss") if kind in words), None)


def _ids(path: Path) -> Iterator[str]:
    for _, entry in etree.iterparse(path, tag=tuple(IDS), huge_tree=True):
        identity = entry.findtext(IDS[entry.tag])
        if "#recording" not in identity:
            yield identity
        entry.clear()


def missing(found: Count, talks: int, groups: dict[str, int]) -> str:
    """Describe what is missing; "" if nothing is."""
    if found.talks != talks:
        return f"{found.talks} of {talks} talks"
    if found.feeds < ENOUGH * len(groups):
        return f"{found.feeds} of {len(groups)} feeds of groups"
    entries = sum(min(size, LIMIT) for size in groups.values())
    return "" if found.entries >= ENOUGH * entries else f"{found.entries} of {entries} entries"
