"""A build → which documents hold which entry, and by what names: what an edit needs to know.

It lies in the cache as plain values until the next build.
"""

from __future__ import annotations

from bisect import bisect_right
from marshal import dumps
from typing import TYPE_CHECKING, NamedTuple

from talkfeed import channels
from talkfeed.formats import OWN, module
from talkfeed.naming import hash_of
from talkfeed.press import piecewise

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from talkfeed.ledger import Stamped
    from talkfeed.model import Entry, Feed, Settings
    from talkfeed.naming import Names
    from talkfeed.reading import Cut


class Holdings(NamedTuple):
    """What a build held of each item, as plain values, in the order of the file.

    `items` are the names of what stands in the file, `lines` where, `runs` the names of many
    together; `keys` and `pieces` are those of the entries. A feed is its path, its role, its
    formats, and the moment in its head; `holds` are the ranks of the feeds that hold an entry,
    `moves` of those whose moment its changes may move. All four are empty for an item that has not
    one entry. `rows` are the formats made of pieces.
    """

    settings: bytes
    rows: tuple[str, ...]
    feeds: tuple[tuple[str, str, tuple[str, ...], str], ...]
    items: tuple[bytes, ...]
    lines: tuple[int, ...]
    runs: tuple[bytes, ...]
    keys: tuple[str, ...]
    pieces: tuple[bytes, ...]
    holds: tuple[tuple[int, ...], ...]
    moves: tuple[tuple[int, ...], ...]


def holdings(cut: Cut | None, stamped: Stamped, feeds: Sequence[Feed], names: Names) -> bytes:
    """Tell what a build holds, packed; empty where an edit may change more than is told here."""
    used = dict.fromkeys(name for feed in feeds for name in feed.formats)
    digests = {entry.digest for entry in stamped.entries}
    is_usual = len(digests) == len(stamped.entries) and all(map(_is_exchanged, used))
    if not cut or cut.rules.is_lenient or not is_usual:
        return b""
    alone = _alone(cut, stamped.entries, feeds)
    holds, moves = _holders(alone, feeds, len(cut.names))
    entries = [alone.get(rank) for rank in range(len(cut.names))]
    held = Holdings(
        settings=name_of(cut.rules.settings),
        rows=tuple(row.name for row in piecewise(feeds)),
        feeds=tuple(
            (feed.path, feed.role.value, feed.formats, feed.updated.isoformat()) for feed in feeds
        ),
        items=cut.names,
        lines=cut.lines,
        runs=cut.runs,
        keys=tuple(entry.key if entry else "" for entry in entries),
        pieces=tuple(names.of_entry(entry) if entry else b"" for entry in entries),
        holds=holds,
        moves=moves,
    )
    return dumps(tuple(held))


def _alone(cut: Cut, entries: Iterable[Entry], feeds: Iterable[Feed]) -> dict[int, Entry]:
    """Find the entry of each item that has one, and one only, in all feeds."""
    found: dict[int, list[Entry]] = {}
    for entry in {id(each): each for feed in feeds for each in feed.entries}.values():
        found.setdefault(bisect_right(cut.lines, entry.talk.place.line) - 1, []).append(entry)
    known = set(map(id, entries))
    return {
        rank: these[0] for rank, these in found.items() if len(these) == 1 and id(these[0]) in known
    }


Ranks = tuple[tuple[int, ...], ...]


def _holders(alone: Mapping[int, Entry], feeds: Sequence[Feed], count: int) -> tuple[Ranks, Ranks]:
    """Find the feeds that hold each entry, and those it moves: a paged feed by its archives too."""
    items = {id(entry): rank for rank, entry in alone.items()}
    holds: list[list[int]] = [[] for _ in range(count)]
    moves: list[list[int]] = [[] for _ in range(count)]
    fronts: dict[str, list[int]] = {}
    for rank, feed in enumerate(feeds):
        fronts.setdefault(feed.path, []).append(rank)
    for rank, feed in enumerate(feeds):
        is_archive = feed.current is not None
        moved = [*fronts[feed.current or feed.path], *([rank] if is_archive else [])]
        for entry in feed.entries:
            item = items.get(id(entry))
            if item is None:
                continue
            holds[item].append(rank)
            if feed.formats != channels.CALENDAR:
                moves[item] += moved
    return tuple(map(tuple, holds)), tuple(map(tuple, moves))


def _is_exchanged(name: str) -> bool:
    """Tell whether pieces can be exchanged in documents of a format."""
    return any(row.name == name and hasattr(module(row), "moment") for row in OWN)


def name_of(settings: Settings) -> bytes:
    """Name the settings of a site."""
    return hash_of(repr(settings).encode("utf-8", "surrogatepass"))
