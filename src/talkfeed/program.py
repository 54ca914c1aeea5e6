"""What makes the output: this program and whatever is installed beside it, as one text."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

OURS = (".py", ".html", ".css", ".js")
INSTALLED = (".dist-info", ".egg-info")


def program() -> str:
    """Name every part whose change may change the output.

    Files of ours are named by size and time, distributions by the names of the directories that
    describe them, which hold the version: looking them up would take longer than a whole build.
    """
    home = Path(__file__).parent
    files = (
        f"{path.relative_to(home)} {status.st_size} {status.st_mtime_ns}"
        for path in sorted(home.rglob("*"))
        if path.suffix in OURS
        for status in (path.stat(),)
    )
    return "\n".join((sys.version, os.name, *_distributions(), *files))


def _distributions() -> Iterator[str]:
    for place in sys.path:
        with suppress(OSError):
            names = os.listdir(place or ".")  # noqa: PTH208  — names are all that is wanted
            yield from sorted(name for name in names if name.endswith(INSTALLED))
