"""The versions of talkfeed and the installed distributions, as one text."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

HOME = os.path.dirname(os.path.dirname(__file__))  # noqa: PTH120  — see below
OURS = (".py", ".html", ".css", ".js")
INSTALLED = (".dist-info", ".egg-info")


@cache
def program() -> str:
    """Return the versions of all parts that may affect the output.

    The versions of our files are their sizes and times, those of distributions the names of their
    metadata directories: reading the metadata would take longer than a whole build.
    """
    return "\n".join((sys.version, os.name, *_distributions(), *_files(HOME)))


def _distributions() -> Iterator[str]:
    for place in sys.path:
        with suppress(OSError):
            names = os.listdir(place or ".")  # noqa: PTH208  — only names are needed
            yield from sorted(name for name in names if name.endswith(INSTALLED))


def _files(directory: str, below: str = "") -> Iterator[str]:
    """Return our files; paths are strings, because each build stats hundreds of them."""
    with os.scandir(directory) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        if entry.name.endswith(OURS):
            status = entry.stat()
            yield f"{below}{entry.name} {status.st_size} {status.st_mtime_ns}"
        elif entry.name != "__pycache__" and entry.is_dir():
            yield from _files(entry.path, f"{below}{entry.name}/")
