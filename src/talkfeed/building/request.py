"""What a build is asked to do, and how."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.engine.progress import SILENT, Watch
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

    from talkfeed.private import CacheDirectory


class BuildRequest(NamedTuple):
    """The talks, the lock, the output, and whether talks are read leniently."""

    source: Path
    lock: Path
    output: Path
    is_lenient: bool


class Means(NamedTuple):
    """How a build is done; nothing of this changes a byte of what comes out.

    `jobs` is how many processes work at once, None as many as pay. `cache` is a directory that
    keeps what was made from one build to the next. `watch` is told how far the build is. With
    `explain`, the report says why each document was written.
    """

    jobs: int | None = 1
    cache: CacheDirectory | None = None
    watch: Watch = SILENT
    explain: bool = False


def lock_path(source: Path) -> Path:
    """Return the path of the lock: talks.lock beside talks.yaml, or in the directory of talks."""
    return source / "talks.lock" if source.is_dir() else source.with_suffix(".lock")
