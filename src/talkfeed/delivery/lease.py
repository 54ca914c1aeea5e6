"""A publisher's hold on a target, by its manifest.

The holder writes the manifest at least every few seconds, so that another publisher can see whether
it is at work by waiting. Moments of two clocks are never compared.
"""

from __future__ import annotations

import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from talkfeed.delivery.headers import headers_of
from talkfeed.delivery.manifest import MANIFEST, Manifest, State, dump, load
from talkfeed.delivery.target import Conflict, Guard, Upload
from talkfeed.errors import AlreadyBuilding, CannotWrite
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import datetime

    from talkfeed.delivery.target import Stored, Target
    from talkfeed.engine.progress import Progress

BUSY = "TF804"
PATIENCE = 6
"""The number of beats after which a publisher that writes nothing counts as dead."""
LONGEST = 120.0
"""The maximum number of seconds between two beats."""
LARGE = 1 << 20
"""Bytes of a manifest for which the beats are twice as far apart."""


class Pace(NamedTuple):
    """The seconds between two beats, a clock that counts seconds, and a function that waits."""

    seconds: float = 5.0
    clock: Callable[[], float] = time.monotonic
    wait: Callable[[float], None] = time.sleep


def observe(target: Target, pace: Pace, progress: Progress) -> tuple[Manifest, Stored | None]:
    """Read the manifest of a target, and return it with what is stored, None if there is none.

    One that says a publisher is at work is read again at each beat, until it has changed, or none
    of that publisher's beats can still be due.

    Raises:
        AlreadyBuilding: TF804, the manifest has changed meanwhile.
        CannotWrite: TF807, it is damaged.
    """
    found = target.read(MANIFEST)
    if found is None:
        return Manifest(), None
    manifest = load(found.content, target.shown)
    if manifest.state is not State.PUBLISHED and not target.is_locked:
        progress.begin("wait")
        for _ in range(PATIENCE if manifest.pace else 1):
            pace.wait(min(manifest.pace, LONGEST))
            if not _is_same(target.read(MANIFEST), found.content):
                raise busy(target)
    return manifest, found


class Lease:
    """The manifest of a target while we publish there.

    `take` comes first, then `record` for each batch; `enter` with PUBLISHED ends it.
    """

    def __init__(
        self, target: Target, manifest: Manifest, found: Stored | None, guard: Guard, pace: Pace
    ) -> None:
        """Take the manifest to begin with, and the one that was found on the target."""
        self._target, self._pace, self._guard = target, pace, guard
        self._manifest = manifest
        self._tag = found and found.tag
        self._files = dict(manifest.files)
        self._written = found and found.content
        self._is_taken = False
        self._last = 0.0

    def take(self) -> None:
        """Write the manifest with the next generation.

        Where writes have no conditions, another publisher may have looked before this write and
        write after it. So we wait for longer than that takes, and look again.

        Raises:
            AlreadyBuilding: TF804, another publisher was faster.
        """
        began = self._pace.clock()
        self._write(self._manifest._replace(generation=self._manifest.generation + 1, beat=0))
        if self._guard is Guard.NOTHING:
            self._pace.wait(2 * (self._pace.clock() - began))
            self._look()

    def record(self, digests: Iterable[tuple[str, str]]) -> None:
        """Record that files are uploaded; the manifest is written only when a beat is due.

        Raises:
            AlreadyBuilding: TF804, another publisher has taken over.
        """
        self._files.update(digests)
        if self._pace.clock() - self._last >= self._manifest.pace:
            self._write(self._manifest)

    def enter(self, state: State, leaving: Mapping[str, datetime]) -> None:
        """Write the manifest in a new state; raises as `record` does."""
        self._write(self._manifest._replace(state=state, leaving=leaving))

    @contextmanager
    def released_if_interrupted(self) -> Iterator[None]:
        """After Ctrl-C, record that this publisher has stopped, so that the next need not wait."""
        try:
            yield
        except KeyboardInterrupt:
            self._pace = self._pace._replace(seconds=0.0)
            if self._is_taken:
                with suppress(AlreadyBuilding, CannotWrite):
                    self._write(self._manifest)
            raise

    def _write(self, manifest: Manifest) -> None:
        manifest = manifest._replace(beat=manifest.beat + 1, files=self._files)
        seconds = self._pace.seconds * (1 + len(self._written or b"") // LARGE)
        self._manifest = manifest._replace(pace=min(seconds, LONGEST))
        content = dump(self._manifest)
        if self._guard is Guard.NOTHING:
            self._look()
        file = Upload(MANIFEST, content, headers_of(MANIFEST))
        try:
            self._tag = self._target.replace(file, self._tag)
        except Conflict as conflict:
            raise busy(self._target) from conflict
        self._written, self._last = content, self._pace.clock()
        self._is_taken = True

    def _look(self) -> None:
        """Compare the manifest on the target with the one written last."""
        if not _is_same(self._target.read(MANIFEST), self._written):
            raise busy(self._target)


def busy(target: Target) -> AlreadyBuilding:
    """Return the error of a target that another publisher is at work on."""
    message = f"another publisher is at work on {target.shown}"
    return AlreadyBuilding(BUSY, message, "wait until it has finished, and run it again")


def _is_same(stored: Stored | None, content: bytes | None) -> bool:
    return (stored and stored.content) == content
