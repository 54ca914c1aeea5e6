"""What a build is asked to do, and where its parts are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from pathlib import Path


class BuildRequest(NamedTuple):
    """The talks, the lock, the output, and whether talks are read leniently."""

    source: Path
    lock: Path
    output: Path
    is_lenient: bool


def lock_path(source: Path) -> Path:
    """Return the path of the lock: talks.lock beside talks.yaml, or in the directory of talks."""
    return source / "talks.lock" if source.is_dir() else source.with_suffix(".lock")
