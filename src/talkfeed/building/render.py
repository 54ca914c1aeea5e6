"""Feeds → Drafts: an entry's fragment of a format is rendered once, a document only if it changed.

Everything has a fingerprint, a hash of all that it is made of. The fragments of an entry are cached
together under its fingerprint. A document with the fingerprint of the last build is not rendered.
Fragments and the pages of single talks, four fifths of the work, can be rendered by other
processes, on this machine or others (`engine`).
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Self

from talkfeed.building.fingerprints import Fingerprints, hash_of
from talkfeed.engine.executor import SHARD, InProcess, choose, shards_of
from talkfeed.engine.store import MemoryStore
from talkfeed.formats import paths
from talkfeed.formats.registry import Kind, format_named, module

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import Any

    from talkfeed.channels import Selection
    from talkfeed.engine.documents import Made
    from talkfeed.engine.executor import Workers
    from talkfeed.engine.progress import Progress
    from talkfeed.engine.store import Cache
    from talkfeed.formats.registry import Format
    from talkfeed.model import Entry, Feed, Role, Signature

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
        self,
        renderer: Renderer,
        feed: Feed,
        row: Format,
        fingerprint: bytes,
        last: Made | None,
        *,
        path: str,
    ) -> None:
        """Take the renderer, and the document that the last build published at the path."""
        self._renderer, self.feed, self.row, self.path = renderer, feed, row, path
        self.fingerprint, self.last = fingerprint, last

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
        return self._renderer.make(self.row, self.feed, self.path)


class Renderer:
    """Renders the documents of a site."""

    def __init__(
        self, feeds: Sequence[Feed], site: Feed, fingerprints: Fingerprints, cache: Cache
    ) -> None:
        """Take the feeds, the feed of all talks, their fingerprints, and the cache."""
        self._feeds = feeds
        self._site = site
        self._template = site._replace(entries=())
        self._pages = MemoryStore()
        self.fingerprints = fingerprints
        self._cache = cache
        self._rows = fragmented(feeds)
        self._fragment_functions = fragment_functions(self._rows)
        self._files: dict[str, bytes] = {}
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
                for path in paths(row, feed):
                    yield RenderTask(self, feed, row, fingerprint, published(path), path=path)

    def prepare(
        self, documents: Iterable[RenderTask], workers: Workers, progress: Progress
    ) -> None:
        """Render what documents that changed are made of, as far as it is not known."""
        changed = [each for each in documents if each.signature is None]
        self._prepare_fragments(changed, workers, progress)
        pages = [each for each in changed if self._is_small_page(each)]
        executor = choose(workers or 1, len(pages))
        if isinstance(executor, InProcess):
            return  # each page is rendered when it is written
        progress.begin("render", len(pages))
        parts = [(each.row.name, _difference(each.feed, self._template)) for each in pages]
        made = executor.map(render_pages, self._template, parts, shards_of(parts))
        for task, content in zip(pages, chain.from_iterable(made), strict=True):
            self._pages.put(task.path.encode(), content)
            progress.step()

    def _is_small_page(self, task: RenderTask) -> bool:
        """Return whether a document is a page that other processes can render from a few values."""
        is_page = task.row.kind is Kind.PAGE and task.row not in self._rows
        return is_page and len(task.feed.entries) <= SHARD

    def _prepare_fragments(
        self, changed: Iterable[RenderTask], workers: Workers, progress: Progress
    ) -> None:
        feeds = {id(each.feed): each.feed for each in changed if each.row in self._rows}.values()
        entries = {id(entry): entry for feed in feeds for entry in feed.entries}.values()
        missing = [
            entry for entry in entries if self.fingerprints.of_entry(entry) not in self._cache
        ]
        self.rendered = frozenset(entry.key for entry in missing)
        missing.sort(key=lambda entry: entry.talk.order)  # as they lie in memory, see `Processes`
        progress.begin("render", len(missing))
        # Other processes would each need a copy of all that is known: only on demand.
        executor = choose(workers or 1, len(missing))
        shared = self._template, self._rows
        made = executor.map(render_fragments, shared, missing, shards_of(missing))
        for entry, fragments in zip(missing, chain.from_iterable(made), strict=True):
            self._cache.put(self.fingerprints.of_entry(entry), *fragments)
            progress.step()

    def make(self, row: Format, feed: Feed, path: str) -> Iterable[bytes]:
        """Make a document; a long one part by part."""
        if row.kind is Kind.SEARCH:
            self._files = self._files or module(row).files(feed, self._fragment(row, feed))
            return (self._files[path],)
        if row not in self._rows:
            page = self._pages.take((feed.path + row.suffix).encode())
            return (module(row).render(feed) if page is None else page,)
        if len(feed.entries) > SHARD:
            return _in_parts(self._assemble(row, feed))
        return (b"".join(self._assemble(row, feed)),)

    def _assemble(self, row: Format, feed: Feed) -> Iterator[bytes]:
        """Assemble a document of fragments that are found one by one."""
        parts: Iterator[bytes] = module(row).assemble(feed, self._fragment(row, feed))
        return parts

    def _fragment(self, row: Format, feed: Feed) -> Callable[[int], bytes]:
        """Return a function from the rank of an entry in a feed to its fragment."""
        rank, entries = self._fragment_functions.index(module(row).fragments), feed.entries
        return lambda place: self._find(entries[place], rank)

    def _find(self, entry: Entry, rank: int) -> bytes:
        """Return a fragment of an entry; one that is not known is rendered again."""
        fingerprint = self.fingerprints.of_entry(entry)
        known = self._cache.get(fingerprint, rank)
        if known is None:
            (fragments,) = render_fragments((self._template, self._rows), [entry])
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


def render_fragments(
    shared: tuple[Feed, Sequence[Format]], entries: Sequence[Entry]
) -> list[Fragments]:
    """Render the fragments of entries, those of an entry together; the feed is without any."""
    feed, rows = shared
    part = feed._replace(entries=tuple(entries))
    made = (render(part) for render in fragment_functions(rows))
    return list(zip(*made, strict=True))


def render_pages(template: Feed, parts: Sequence[tuple[str, Mapping[str, Any]]]) -> list[bytes]:
    """Render pages: of each, the name of its format, and the fields that are not the template's."""
    return [
        module(format_named(name)).render(template._replace(**fields)) for name, fields in parts
    ]


def _difference(feed: Feed, template: Feed) -> dict[str, Any]:
    """Return the fields of a feed that differ from the template, so that only these are sent."""
    values = zip(feed._fields, feed, template, strict=True)
    return {name: value for name, value, usual in values if value is not usual}
