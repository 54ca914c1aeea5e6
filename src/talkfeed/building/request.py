"""What a build is asked to do, and how."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.engine.progress import NO_PROGRESS, Progress
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

    from talkfeed.engine.executor import Executor, Workers
    from talkfeed.private import CacheDirectory


class BuildRequest(NamedTuple):
    """The talks, the lock, the output, and whether talks are read leniently."""

    source: Path
    lock: Path
    output: Path
    is_lenient: bool


class BuildOptions(NamedTuple):
    """How a build runs; no option changes a byte of the output.

    `jobs` is the number of processes, None for as many as pay off; a full build of many talks uses
    the executor of a `cluster` instead, if there is one. `cache` is the directory that
    keeps results from one build to the next. `progress` follows the build. With `explain`, the
    report says why each document was written.
    """

    jobs: int | None = 1
    cache: CacheDirectory | None = None
    progress: Progress = NO_PROGRESS
    explain: bool = False
    cluster: Executor | None = None

    @property
    def workers(self) -> Workers:
        """What works on many talks."""
        return self.cluster or self.jobs


def lock_path(source: Path) -> Path:
    """Return the path of the lock: talks.lock beside talks.yaml, or in the directory of talks."""
    return source / "talks.lock" if source.is_dir() else source.with_suffix(".lock")
