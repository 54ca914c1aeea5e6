"""Feeds → Drafts: each entry's piece of a format is made once, a document only where it changed.

Everything has a name, a hash of all that it is made of. The pieces of an entry, one for each format
that is made of pieces, are kept together under the entry's name. A document whose name is that of
the one published last need not be made again.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import chain
from marshal import dumps, loads
from typing import TYPE_CHECKING, NamedTuple

from talkfeed.executor import choose
from talkfeed.formats import OWN, format_named, module
from talkfeed.model import Draft
from talkfeed.naming import Names, hash_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from talkfeed.cache import Cache, Made
    from talkfeed.formats import Format
    from talkfeed.model import Entry, Feed
    from talkfeed.watch import Watch

SHARD = 256
"""Entries whose pieces are made together: so many cost far more than it takes to begin."""

Pieces = tuple[bytes, ...]
"""The pieces of an entry, in the order of the formats that are made of pieces."""


class Pressed(NamedTuple):
    """A document to publish: its draft, and the name of what it is made of (empty: unknown)."""

    draft: Draft
    name: bytes


class Press:
    """Makes the documents of a site."""

    def __init__(self, feeds: Sequence[Feed], names: Names, cache: Cache) -> None:
        """Take what is to be made, the names of everything, and what was made before."""
        self._feeds = feeds
        self._names = names
        self._cache = cache
        self._rows = piecewise(feeds)
        self._ranks = {row.name: rank for rank, row in enumerate(self._rows)}
        self._latest: tuple[Sequence[Entry], list[Pieces]] = ((), [])

    def documents(self, published: Callable[[str], Made | None]) -> Iterator[Pressed]:
        """Draft every document; `published` finds what was published last at a path."""
        for feed in self._feeds:
            inner = self._names.of_feed(feed)
            for row in map(format_named, feed.formats):
                path = feed.path + row.suffix
                name = self._name(row, feed, inner)
                last = published(path) if name else None
                signature = last.signature if last and last.name == name else None
                draft = Draft(path, feed.role, partial(self._make, row, feed), signature)
                yield Pressed(draft, name)

    def _name(self, row: Format, feed: Feed, inner: bytes) -> bytes:
        if not inner or row not in OWN:
            return b""
        order = b"" if row.name in self._ranks else self._names.of_order(feed)
        return hash_of(row.name.encode(), inner, order)

    def prepare(self, documents: Iterable[Pressed], jobs: int | None, watch: Watch) -> None:
        """Make the pieces of documents that changed, as far as they are not known."""
        paths = frozenset(each.draft.path for each in documents if each.draft.signature is None)
        feeds = (
            feed
            for feed in self._feeds
            if any(
                feed.path + row.suffix in paths for row in self._rows if row.name in feed.formats
            )
        )
        entries = {id(entry): entry for feed in feeds for entry in feed.entries}.values()
        missing = [entry for entry in entries if self._names.of_entry(entry) not in self._cache]
        missing.sort(key=lambda entry: entry.talk.order)  # as they lie in memory, see `Processes`
        watch.begin("render", len(missing))
        if not missing:
            return
        shards = [slice(start, start + SHARD) for start in range(0, len(missing), SHARD)]
        frame = replace(self._feeds[0], entries=tuple(missing))
        # Other processes would each need a copy of all that is known: only on demand.
        made = choose(jobs or 1, len(missing)).map(make_pieces, (frame, self._rows), shards)
        for entry, pieces in zip(missing, chain.from_iterable(made), strict=True):
            self._cache.put(self._names.of_entry(entry), pieces)
            watch.step()

    def _make(self, row: Format, feed: Feed) -> bytes:
        content: bytes
        if row.name in self._ranks:
            rank = self._ranks[row.name]
            content = module(row).assemble(feed, self._pieces(feed, rank))
        else:
            content = module(row).render(feed)
        return content

    def _pieces(self, feed: Feed, rank: int) -> list[bytes]:
        """Find the pieces of a feed's entries in one format; the other ones may come next."""
        if len(feed.entries) > SHARD:
            return [self._find(feed, entry)[rank] for entry in feed.entries]
        if self._latest[0] is not feed.entries:
            self._latest = feed.entries, [self._find(feed, entry) for entry in feed.entries]
        return [pieces[rank] for pieces in self._latest[1]]

    def _find(self, feed: Feed, entry: Entry) -> Pieces:
        """Find the pieces of an entry; what cannot be found is made anew."""
        name = self._names.of_entry(entry)
        known = self._cache.get(name)
        if known is None:
            (known,) = make_pieces((replace(feed, entries=(entry,)), self._rows), slice(0, 1))
            self._cache.put(name, known)
        pieces: Pieces = loads(known)  # noqa: S302  — our own, and checked
        return pieces


def piecewise(feeds: Iterable[Feed]) -> tuple[Format, ...]:
    """List the formats of feeds that are made of pieces."""
    used = dict.fromkeys(name for feed in feeds for name in feed.formats)
    rows = map(format_named, used)
    return tuple(row for row in rows if hasattr(module(row), "pieces"))


def make_pieces(work: tuple[Feed, Sequence[Format]], shard: slice) -> list[bytes]:
    """Make the pieces of some of a feed's entries in some formats; each entry's are one text."""
    feed, rows = work
    part = replace(feed, entries=feed.entries[shard])
    made = (module(row).pieces(part) for row in rows)
    return [dumps(pieces) for pieces in zip(*made, strict=True)]
