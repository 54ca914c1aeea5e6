"""What makes the output: this program and the libraries it works with, as one text."""

from __future__ import annotations

import os
import sys
from importlib.metadata import PackageNotFoundError, entry_points, version
from pathlib import Path

LIBRARIES = (
    *("anyascii", "feedgen", "Jinja2", "lxml", "MarkupSafe", "nh3", "pyromark"),
    *("python-dateutil", "PyYAML", "talkfeed", "tzdata"),
)
FORMATS = "talkfeed.formats"
"""The group in which other distributions register formats of theirs."""


def program() -> str:
    """Name every part whose change may change the output; files of ours by size and time."""
    home = Path(__file__).parent
    files = (
        f"{path.relative_to(home)} {status.st_size} {status.st_mtime_ns}"
        for path in sorted(home.rglob("*"))
        if path.suffix in {".py", ".html", ".css", ".js"}
        for status in (path.stat(),)
    )
    others = (f"{each} {each.dist and each.dist.version}" for each in entry_points(group=FORMATS))
    return "\n".join((sys.version, os.name, *map(_versioned, LIBRARIES), *files, *others))


def _versioned(library: str) -> str:
    try:
        return f"{library} {version(library)}"
    except PackageNotFoundError:
        return f"{library} ?"
