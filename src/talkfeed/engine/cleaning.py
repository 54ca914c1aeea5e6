"""A cache directory → its files, listed or removed.

Only files with the names that talkfeed uses are listed or removed, so that a wrong directory is not
damaged. Links are not followed.
"""

from __future__ import annotations

import os
import re
import stat
from contextlib import suppress
from typing import TYPE_CHECKING

from talkfeed.engine.store import INDEX, PACK

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_BUILD = re.compile(r"[0-9a-f]{20}")
"""The directory of one site."""
_KEPT = re.compile(rf"(?:{PACK}|{INDEX})(?:\.\d+)?(?:\.new)?")
_PAGE = re.compile(r"[0-9a-f]{64}(?:\.\d+\.new)?")
"""A response that an import fetched."""


def cached_files(root: Path) -> Iterator[tuple[Path, int]]:
    """Return each file of the cache, with its size in bytes.

    Raises:
        OSError: the directory cannot be read.
    """
    for place in sorted(root.iterdir()) if root.exists() else ():
        is_directory = place.is_dir() and not place.is_symlink()
        if is_directory and _BUILD.fullmatch(place.name):
            found = [each for each in sorted(place.iterdir()) if _KEPT.fullmatch(each.name)]
        else:
            found = [place] if _PAGE.fullmatch(place.name) else []
        for path in found:
            status = path.lstat()
            if stat.S_ISREG(status.st_mode):
                yield path, status.st_size


def clear(root: Path) -> int:
    """Remove the files of the cache, and return the number of bytes removed.

    Raises:
        OSError: a file cannot be read or removed.
    """
    removed = 0
    for path, size in list(cached_files(root)):
        os.unlink(path)  # noqa: PTH108  — as below
        removed += size
        with suppress(OSError):  # it contains other files
            if path.parent != root:
                os.rmdir(path.parent)  # noqa: PTH106  — only if it is empty
    return removed
