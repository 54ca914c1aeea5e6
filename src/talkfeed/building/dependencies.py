"""A build → which documents hold which entry, and by what names: what an edit needs to know.

It lies in the cache as plain values until the next build.
"""

from __future__ import annotations

from bisect import bisect_right
from marshal import dumps, loads
from typing import TYPE_CHECKING

from talkfeed.building.fingerprints import hash_of
from talkfeed.building.render import fragmented
from talkfeed.formats.registry import format_named, module
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from talkfeed.building.fingerprints import Names
    from talkfeed.building.read import Cut
    from talkfeed.ledger import Stamped
    from talkfeed.model import Entry, Feed, Settings


class Held(NamedTuple):
    """An entry: its key, the name of its pieces, and the ranks of feeds.

    `holds` are those that hold it, `moves` those whose moment its changes may move.
    """

    key: str
    pieces: bytes
    holds: tuple[int, ...]
    moves: tuple[int, ...]


class Holder(NamedTuple):
    """A feed: its path, its role, its formats, and the moment in its head (ISO 8601)."""

    path: str
    role: str
    formats: tuple[str, ...]
    moment: str


class Holdings(NamedTuple):
    """What a build held of each item, as plain values, in the order of the file.

    `items` are the names of what stands in the file, `lines` where, `runs` the names of many
    together; `rows` are the formats made of pieces. A `Held` and a `Holder` stay packed until
    somebody asks for them, as hardly anybody does. There is no entry, but an empty one, of an item
    that has not one alone.
    """

    settings: bytes
    rows: tuple[str, ...]
    items: tuple[bytes, ...]
    lines: tuple[int, ...]
    runs: tuple[bytes, ...]
    entries: tuple[bytes, ...]
    feeds: tuple[bytes, ...]

    def entry(self, rank: int) -> Held | None:
        """Unpack the entry of an item."""
        packed = self.entries[rank]
        return Held(*loads(packed)) if packed else None  # noqa: S302  — our own, and sealed

    def channels(self, entry: Held) -> tuple[str, ...]:
        """Return the paths of the channels whose moment an entry's changes move, each once."""
        return tuple(dict.fromkeys(self.feed(rank).path for rank in entry.moves))

    def feed(self, rank: int) -> Holder:
        """Unpack a feed."""
        return Holder(*loads(self.feeds[rank]))  # noqa: S302  — our own, and sealed


def holdings(
    cut: Cut | None, stamped: Stamped, feeds: Sequence[Feed], names: Names
) -> tuple[bytes, tuple[str, str]]:
    """Pack what a build holds; nothing, and the reason, where an edit may change more than that."""
    used = dict.fromkeys(name for feed in feeds for name in feed.formats)
    digests = {entry.digest for entry in stamped.entries}
    whole = next((name for name in used if not _is_exchanged(name)), "")
    obstacles = {
        "the list of talks": "" if cut else "it cannot be cut into its items",
        "several files": "an edit of one is read with all others" if cut and cut.files > 1 else "",
        "--lenient": "all talks are read together" if cut and cut.rules.is_lenient else "",
        "two talks": "they say the same" if len(digests) < len(stamped.entries) else "",
        f"format {whole}": "a document of it is rendered as a whole" if whole else "",
    }
    obstacle = next((pair for pair in obstacles.items() if pair[1]), None)
    if cut is None or obstacle:
        return b"", obstacle or ("", "")
    alone = _alone(cut, stamped, feeds)
    holds, moves = _holders(alone, feeds, len(cut.names))
    entries = [b""] * len(cut.names)
    for rank, entry in alone.items():
        found = Held(entry.key, names.of_entry(entry), tuple(holds[rank]), tuple(moves[rank]))
        entries[rank] = dumps(tuple(found))
    held = Holdings(
        settings=name_of(cut.rules.settings),
        rows=tuple(row.name for row in fragmented(feeds)),
        items=cut.names,
        lines=cut.lines,
        runs=cut.runs,
        entries=tuple(entries),
        feeds=tuple(
            dumps((feed.path, feed.role.value, feed.formats, feed.updated.isoformat()))
            for feed in feeds
        ),
    )
    return dumps(tuple(held)), ("", "")


def _alone(cut: Cut, stamped: Stamped, feeds: Sequence[Feed]) -> dict[int, Entry]:
    """Find the entry of each item that has one, and one only, in all feeds.

    Left out are those whose edit changes what a feed holds, see `_moving`.
    """
    moving = _moving(feeds)
    found: dict[int, list[Entry]] = {}
    for entry in {id(each): each for feed in feeds for each in feed.entries}.values():
        found.setdefault(bisect_right(cut.lines, entry.talk.place.line) - 1, []).append(entry)
    known = {id(entry) for entry in stamped.entries if entry.key not in moving}
    return {
        rank: these[0] for rank, these in found.items() if len(these) == 1 and id(these[0]) in known
    }


def _moving(feeds: Sequence[Feed]) -> set[str]:
    """Find the keys of entries whose edit changes more than what stands where they stand.

    An edited entry of an archive is repeated in the front of its feed, and the edit of a talk whose
    recording is gone moves the moment of a tombstone.
    """
    fronts = {feed.path: set(map(id, feed.entries)) for feed in feeds if feed.prev_archive}
    moving = {
        entry.key
        for feed in feeds
        if feed.current in fronts
        for entry in feed.entries
        if id(entry) not in fronts[feed.current]
    }
    return moving | {stone.key for feed in feeds for stone in feed.tombstones}


def _holders(
    alone: Mapping[int, Entry], feeds: Sequence[Feed], count: int
) -> tuple[list[list[int]], list[list[int]]]:
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
            moves[item] += moved
    return holds, moves


def _is_exchanged(name: str) -> bool:
    """Tell whether pieces can be exchanged in documents of a format."""
    return hasattr(module(format_named(name)), "moment")


def name_of(settings: Settings) -> bytes:
    """Name the settings of a site."""
    return hash_of(repr(settings).encode("utf-8", "surrogatepass"))
