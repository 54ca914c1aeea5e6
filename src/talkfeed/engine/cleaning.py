"""A directory of caches → the files that talkfeed keeps there, counted or removed.

Files are known by their names, so that nothing else is counted or removed, whatever directory is
named. No link is followed.
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
"""The directory of one site's builds."""
_KEPT = re.compile(rf"(?:{PACK}|{INDEX})(?:\.\d+)?(?:\.new)?")
_PAGE = re.compile(r"[0-9a-f]{64}(?:\.\d+\.new)?")
"""What an import has fetched."""


def kept_files(root: Path) -> Iterator[tuple[Path, int]]:
    """List each file that talkfeed keeps below a directory, with its size in bytes.

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
    """Remove what talkfeed keeps below a directory, and return how many bytes that was.

    Raises:
        OSError: something cannot be read or removed.
    """
    removed = 0
    for path, size in list(kept_files(root)):
        os.unlink(path)  # noqa: PTH108  — as its like below
        removed += size
        with suppress(OSError):  # other files are in it
            if path.parent != root:
                os.rmdir(path.parent)  # noqa: PTH106  — of one that is empty
    return removed
