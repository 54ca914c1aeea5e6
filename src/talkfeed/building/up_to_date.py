"""The last build's record, talks, lock, theme and output → nothing to do, or the reason why not.

Most builds are started by a clock and find nothing new. That is decided by comparing bytes and
file signatures with the record; no talk is parsed.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from hashlib import blake2b, file_digest, sha256
from operator import eq
from typing import TYPE_CHECKING

from talkfeed import files
from talkfeed.building import links
from talkfeed.building.fingerprints import hash_of
from talkfeed.building.record import BuildRecord, Reason, write_moment
from talkfeed.engine.store import DiskStore, MemoryStore
from talkfeed.engine.toolchain import program
from talkfeed.errors import Place, Rejected
from talkfeed.media import own_files
from talkfeed.model.signature import numbers
from talkfeed.private import unlock
from talkfeed.publishing.output_dir import MANIFEST, manifest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from pathlib import Path

    from talkfeed.building.request import BuildRequest
    from talkfeed.engine.store import Cache
    from talkfeed.private import CacheDirectory

CHANGED = "it has changed since the last build"
FEW_FILES = 16
"""The most changed files whose contents are kept for an incremental build."""
NAME_LENGTH = 20
"""Characters of the name of a cache's directory."""


class State:
    """What has changed since the last build.

    `reason` is why a full build is needed, None if an incremental one may do. `changed` is the
    first difference in the files of talks. Without either the output is up to date.
    """

    def __init__(
        self,
        record: BuildRecord | None = None,
        reason: Reason | None = None,
        changed: Reason | None = None,
        contents: dict[str, bytes] | None = None,
    ) -> None:
        """Take the contents of changed files as well, which the build then uses."""
        self.record, self.reason, self.changed = record, reason, changed
        self._contents = contents or {}

    @property
    def is_up_to_date(self) -> bool:
        """Return whether nothing is left to do."""
        return self.reason is None and self.changed is None

    def hand_over(self) -> dict[str, bytes]:
        """Return the contents of changed files by path, and free them: a second call has none."""
        contents, self._contents = self._contents, {}
        return contents


@contextmanager
def open_cache(root: CacheDirectory | None, request: BuildRequest) -> Iterator[Cache]:
    """Open the cache of a talks file and its output below a directory; None keeps nothing."""
    cache = _store(root, request) if root else MemoryStore()
    try:
        yield cache
    finally:
        cache.close()


def cache_directory(root: Path, request: BuildRequest) -> Path:
    """Return the directory in which a build of these talks into this output keeps its cache."""
    places = os.path.realpath(request.source), os.path.realpath(request.output)
    return root / blake2b(repr(places).encode()).hexdigest()[:NAME_LENGTH]


def _store(root: CacheDirectory, request: BuildRequest) -> Cache:
    """Open a cache, unless others could have written it, or there is no key to be had."""
    directory = cache_directory(root.path, request)
    try:
        return DiskStore(directory, program(), unlock(directory, root.key))
    except Rejected as rejected:
        return MemoryStore((rejected.at(Place(str(root.path), 1, 1)),))
    except OSError:
        return MemoryStore()


def compare(cache: Cache, request: BuildRequest, now: datetime) -> State:
    """Compare all that a build reads and writes with the record of the last build."""
    record = BuildRecord.load(cache)
    try:
        if record is None:
            return State(reason=Reason("cache", "it has no record of an earlier build"))
        reason = next(_reasons(record, cache, request, now), None)
        return State(record, reason, *_changed(record, request.source))
    except OSError as error:
        reason = Reason(str(error.filename or request.source), "it cannot be read")
        return State(record, reason)


def _reasons(
    record: BuildRecord, cache: Cache, request: BuildRequest, now: datetime
) -> Iterator[Reason]:
    """List what has changed besides the files of talks.

    Raises:
        OSError: something cannot be read.
    """
    if record.is_lenient != request.is_lenient:
        yield Reason("--lenient", "the last build was with it, or this one is")
    if record.source != str(request.source):  # as it is written in the notices
        yield Reason(str(request.source), f"the last build called it {record.source}")
    if write_moment(now) < record.since:
        yield Reason("the clock", f"it is earlier than at the last build, {record.since}")
    if record.until and write_moment(now) >= record.until:
        yield Reason("the clock", f"a date has passed: {record.until}")
    if _digest(request.lock) != record.lock:
        yield Reason(str(request.lock), CHANGED)
    if _digest(request.output / MANIFEST) != record.manifest:
        yield Reason(str(request.output / MANIFEST), CHANGED)
    yield from _changed_beside(record, request)
    directory, fingerprint = record.theme
    if directory and theme_fingerprint(files.read_below(directory)) != fingerprint:
        yield Reason(directory, CHANGED)
    for path in _touched(cache, str(request.output)):
        yield Reason(path, "it is not as the last build left it")


def _changed_beside(record: BuildRecord, request: BuildRequest) -> Iterator[Reason]:
    """Find what has changed of links, and of the files that talks name."""
    if links.has_changed(request.source, *record.links):
        yield Reason(str(links.links_path(request.source)), CHANGED)
    if changed := own_files.changed(record.own_files):
        yield Reason(changed, CHANGED)


def _changed(record: BuildRecord, source: Path) -> tuple[Reason | None, dict[str, bytes]]:
    """Find the files of talks that were changed, added or removed, with contents of changed ones.

    Raises:
        OSError: something cannot be read.
    """
    if [path for path, _ in record.files] != [str(source)] or len(record.listings) > 1:
        from talkfeed.talksfile.files import listed  # noqa: PLC0415  — for several files only

        for home, pattern, paths in record.listings:
            if listed(home, pattern) != paths:
                where = f"{home}/{pattern}".removesuffix("/")
                return Reason(where, "files were added or removed"), {}
    changed: dict[str, bytes] = {}
    for path, digest in record.files:
        content = files.read(path)
        if sha256(content).digest() != digest:
            changed[path] = content
            if len(changed) > FEW_FILES:  # for a full build, which reads them one by one
                return Reason(path, f"it and {FEW_FILES} files or more have changed"), {}
    if not changed:
        return None, {}
    first, *others = changed
    more = f", as have {len(others)} more files" if others else ""
    return Reason(first, CHANGED + more), changed


def _touched(cache: Cache, output: str) -> Iterable[str]:
    """Find the first document that is not as it was left.

    Raises:
        OSError: one of them is missing.
    """
    paths, _, known = cache.documents
    found = map(numbers, map(os.lstat, map(f"{output}/".__add__, paths)))
    is_same = map(eq, found, zip(*[iter(known)] * 3, strict=True))
    return (f"{output}/{path}" for path, same in zip(paths, is_same, strict=True) if not same)


def theme_fingerprint(templates: tuple[tuple[str, bytes], ...]) -> bytes:
    """Fingerprint the contents of templates."""
    return hash_of(repr(templates).encode())


def digests_of(lock: bytes, paths: Iterable[str]) -> tuple[bytes, bytes]:
    """Return the digests of the lock and of the manifest that a build has written."""
    return sha256(lock).digest(), sha256(manifest(paths)).digest()


def _digest(path: Path | str) -> bytes:
    """Return the SHA-256 of a file; a long one is never in memory as a whole."""
    with files.opened(path) as file:
        return file_digest(file, "sha256").digest()
