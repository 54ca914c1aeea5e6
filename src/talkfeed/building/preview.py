"""A talks file → what a build would publish now, each document made when it is asked for.

Nothing is published or remembered: every preview starts from talks.lock as it is, so it has the
bytes and the changes of the next build, and a talk that is still being typed gets no identity. Its
cache is its own, because only one process can write to a cache at a time.
"""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from talkfeed.building.pipeline import read_and_plan
from talkfeed.building.render import Renderer
from talkfeed.building.report import Report
from talkfeed.building.up_to_date import cache_directory, open_cache
from talkfeed.engine import gc_tuning
from talkfeed.engine.documents import NONE
from talkfeed.engine.store import MemoryStore
from talkfeed.errors import AlreadyBuilding, StoreMiss
from talkfeed.formats import paths
from talkfeed.formats.registry import OWN, Format, Kind, format_named
from talkfeed.private import make_directory
from talkfeed.publishing.build_lock import hold_build_lock

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from talkfeed.building.pipeline import LockPolicy
    from talkfeed.building.planning import Plan
    from talkfeed.building.read import Reading
    from talkfeed.building.request import BuildOptions, BuildRequest
    from talkfeed.engine.store import Cache
    from talkfeed.model import Feed
    from talkfeed.private import CacheDirectory


class Preview:
    """The documents of the next build, by path, and its report.

    `base` is the address of the site; `until` is when a date passes that changes the documents.
    """

    def __init__(
        self, planned: Plan, reading: Reading, cache: Cache, until: datetime | None
    ) -> None:
        """Take what the build would publish, and where rendered fragments are kept."""
        self._renderer = Renderer.of(planned.selection, reading.source_fingerprints, cache)
        self._read = frozenset(reading.items.fingerprints if reading.items else ())
        self._entries = planned.selection.site.entries
        self._documents: Mapping[str, tuple[Format, Feed]] = {
            path: (row, feed)
            for feed in planned.feeds
            for row in map(format_named, feed.formats)
            for path in paths(row, feed)
        }
        self._has_templates = planned.talks.settings.look.templates is not None
        self.paths = tuple(self._documents)
        self.base = planned.talks.settings.url
        self.until = until
        self.report = Report(
            changes=planned.stamped.changes,
            talks=len(planned.stamped.entries),
            notices=planned.notices,
            written=(),
            unchanged=(),
            removed=(),
        )

    def __contains__(self, path: object) -> bool:
        """Return whether a path is that of a document."""
        return path in self._documents

    def media_type(self, path: str) -> str:
        """Return the media type of a document, without parameters."""
        return self._documents[path][0].media_type

    def make(self, path: str) -> bytes:
        """Make a document.

        Raises:
            InvalidData: a template of the user's own fails.
            StoreMiss: a value that was read before is missing from the cache.
        """
        row, feed = self._documents[path]
        return b"".join(self._renderer.make(row, feed, path))

    def check(self) -> None:
        """Make one document of each format that is not entirely ours; raises as `make` does."""
        first = {row.name: path for path, (row, _) in reversed([*self._documents.items()])}
        for name, path in first.items():
            row = format_named(name)
            if row not in OWN or (self._has_templates and row.kind in (Kind.PAGE, Kind.ASSET)):
                self.make(path)

    def fingerprints(self) -> frozenset[bytes]:
        """Return the fingerprints of all that the next preview can use of the cache."""
        for entry in self._entries:
            self._renderer.fingerprints.of_entry(entry)
        return self._renderer.fingerprints.reusable() | self._read


class Previewer:
    """Makes previews of one site, each with what is known from those before."""

    def __init__(self, request: BuildRequest, cache: Cache, policy: LockPolicy) -> None:
        """Take what is built; `cache` keeps what was read and rendered."""
        self._request, self._cache, self._policy = request, cache, policy
        self._last: Preview | None = None

    def make(self, now: datetime, options: BuildOptions) -> Preview:
        """Plan the next build.

        Raises:
            InvalidData: the talks, the lock, the removals or a template are not in order.
        """
        try:
            self._last = self._make(now, options)
        except StoreMiss:
            self.forget()
            self._last = self._make(now, options)
        return self._last

    def forget(self) -> None:
        """Go on without a cache that is damaged, and leave an empty one."""
        self._cache.forget()
        self._cache, self._last = MemoryStore(), None

    def save(self) -> None:
        """Leave what was read and rendered to the next preview of the site."""
        if self._last:
            self._cache.keep(NONE, self._last.fingerprints())

    def _make(self, now: datetime, options: BuildOptions) -> Preview:
        request, policy = self._request, self._policy
        with gc_tuning.disabled():
            reading, planned = read_and_plan(
                request, self._cache, now=now, policy=policy, options=options
            )
        preview = Preview(planned, reading, self._cache, planned.valid_until(now))
        preview.check()
        return preview


@contextmanager
def preview_cache(root: CacheDirectory | None, request: BuildRequest) -> Iterator[Cache]:
    """Open the cache for previews of a site; a second preview at the same time has none."""
    beside = request._replace(output=request.output / "preview")
    with ExitStack() as stack:
        if root:
            directory = cache_directory(root.path, beside)
            try:
                make_directory(directory)
                stack.enter_context(hold_build_lock(directory))
            except (AlreadyBuilding, OSError):
                root = None
        yield stack.enter_context(open_cache(root, beside))
