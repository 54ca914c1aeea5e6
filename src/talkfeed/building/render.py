"""Feeds → Drafts: an entry's fragment of a format is rendered once, a document only if it changed.

Everything has a fingerprint, a hash of all that it is made of. The fragments of an entry are cached
together under its fingerprint. A document with the fingerprint of the last build is not rendered.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Self

from talkfeed.building.fingerprints import Fingerprints, hash_of
from talkfeed.engine.executor import choose
from talkfeed.formats.registry import format_named, module

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from talkfeed.channels import Selection
    from talkfeed.engine.documents import Made
    from talkfeed.engine.progress import Progress
    from talkfeed.engine.store import Cache
    from talkfeed.formats.registry import Format
    from talkfeed.model import Entry, Feed, Role, Signature

SHARD = 256
"""Entries whose fragments are rendered together: far dearer than handing them over."""

PART = 1 << 18
"""Bytes of a long document that are written at once."""

Fragments = tuple[bytes, ...]
"""The fragments of an entry, in the order of `fragment_functions`."""


class RenderTask:
    """A draft, and the fingerprint of its document (empty: unknown).

    It has slots, because a large site has a hundred thousand of them.
    """

    __slots__ = ("_renderer", "feed", "fingerprint", "last", "path", "row")

    def __init__(
        self, renderer: Renderer, feed: Feed, row: Format, fingerprint: bytes, last: Made | None
    ) -> None:
        """Take the renderer, and the document that the last build published at its path."""
        self._renderer, self.feed, self.row = renderer, feed, row
        self.fingerprint, self.last = fingerprint, last
        self.path = feed.path + row.suffix

    @property
    def signature(self) -> Signature | None:
        """The signature of a file that is known to hold this very document."""
        is_same = self.last and self.fingerprint == self.last.fingerprint != b""
        return self.last.signature if self.last and is_same else None

    @property
    def role(self) -> Role:
        """When it is written."""
        return self.feed.role

    def make(self) -> Iterable[bytes]:
        """Make it, part by part."""
        return self._renderer.make(self.row, self.feed)


class Renderer:
    """Renders the documents of a site."""

    def __init__(
        self, feeds: Sequence[Feed], site: Feed, fingerprints: Fingerprints, cache: Cache
    ) -> None:
        """Take the feeds, the feed of all talks, their fingerprints, and the cache."""
        self._feeds = feeds
        self._site = site
        self.fingerprints = fingerprints
        self._cache = cache
        self._rows = fragmented(feeds)
        self._fragment_functions = fragment_functions(self._rows)
        self.rendered: frozenset[str] = frozenset()
        """The keys of the entries whose fragments were not known."""

    @classmethod
    def of(cls, chosen: Selection, sources: Iterable[bytes], cache: Cache) -> Self:
        """Return the renderer of a selection; `sources` are its talks' source fingerprints."""
        formats = [row.name for row in fragmented(chosen.feeds)]
        fingerprints = Fingerprints(chosen.site, dict(enumerate(sources)), formats)
        return cls(chosen.feeds, chosen.site, fingerprints, cache)

    def documents(self, published: Callable[[str], Made | None]) -> Iterator[RenderTask]:
        """Draft every document; `published` finds what was published last at a path."""
        for feed in self._feeds:
            inner = self.fingerprints.of_feed(feed)
            for row in map(format_named, feed.formats):
                fingerprint = hash_of(row.name.encode(), inner) if inner else b""
                yield RenderTask(self, feed, row, fingerprint, published(feed.path + row.suffix))

    def prepare(
        self, documents: Iterable[RenderTask], jobs: int | None, progress: Progress
    ) -> None:
        """Render the fragments of documents that changed, as far as they are not known."""
        changed = (each for each in documents if each.signature is None)
        feeds = {id(each.feed): each.feed for each in changed if each.row in self._rows}.values()
        entries = {id(entry): entry for feed in feeds for entry in feed.entries}.values()
        missing = [
            entry for entry in entries if self.fingerprints.of_entry(entry) not in self._cache
        ]
        self.rendered = frozenset(entry.key for entry in missing)
        missing.sort(key=lambda entry: entry.talk.order)  # as they lie in memory, see `Processes`
        progress.begin("render", len(missing))
        if not missing:
            return
        shards = [slice(start, start + SHARD) for start in range(0, len(missing), SHARD)]
        template = self._site._replace(entries=tuple(missing))
        # Other processes would each need a copy of all that is known: only on demand.
        made = choose(jobs or 1, len(missing)).map(render_fragments, (template, self._rows), shards)
        for entry, fragments in zip(missing, chain.from_iterable(made), strict=True):
            self._cache.put(self.fingerprints.of_entry(entry), *fragments)
            progress.step()

    def make(self, row: Format, feed: Feed) -> Iterable[bytes]:
        """Make a document; a long one part by part."""
        if row not in self._rows:
            return (module(row).render(feed),)
        if len(feed.entries) > SHARD:
            return _in_parts(self._assemble(row, feed))
        return (b"".join(self._assemble(row, feed)),)

    def _assemble(self, row: Format, feed: Feed) -> Iterator[bytes]:
        """Assemble a document of fragments that are found one by one."""
        rank = self._fragment_functions.index(module(row).fragments)
        entries = feed.entries
        parts: Iterator[bytes] = module(row).assemble(
            feed, lambda place: self._find(entries[place], rank)
        )
        return parts

    def _find(self, entry: Entry, rank: int) -> bytes:
        """Return a fragment of an entry; one that is not known is rendered again."""
        fingerprint = self.fingerprints.of_entry(entry)
        known = self._cache.get(fingerprint, rank)
        if known is None:
            alone = self._site._replace(entries=(entry,))
            (fragments,) = render_fragments((alone, self._rows), slice(0, 1))
            self._cache.put(fingerprint, *fragments)
            known = fragments[rank]
        return known


def _in_parts(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Join pieces to parts of some size: there is never more in memory than is written at once."""
    waiting: list[bytes] = []
    length = 0
    for piece in pieces:
        waiting.append(piece)
        length += len(piece)
        if length >= PART:
            yield b"".join(waiting)
            waiting, length = [], 0
    yield b"".join(waiting)


def fragmented(feeds: Iterable[Feed]) -> tuple[Format, ...]:
    """List the formats of feeds whose documents are made of fragments."""
    used = dict.fromkeys(name for feed in feeds for name in feed.formats)
    rows = map(format_named, used)
    return tuple(row for row in rows if hasattr(module(row), "fragments"))


def fragment_functions(rows: Iterable[Format]) -> tuple[Callable[[Feed], list[bytes]], ...]:
    """List the functions that render fragments, each once: several formats may share one."""
    return tuple(dict.fromkeys(module(row).fragments for row in rows))


def render_fragments(work: tuple[Feed, Sequence[Format]], shard: slice) -> list[Fragments]:
    """Render the fragments of some of a feed's entries, those of an entry together."""
    feed, rows = work
    part = feed._replace(entries=feed.entries[shard])
    made = (render(part) for render in fragment_functions(rows))
    return list(zip(*made, strict=True))
