"""Cells → lines of history.tsv, which name no machine, only Python's version and the cores."""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from contestants import PYTHON, ROOT, contestants

if TYPE_CHECKING:
    from results import Cells

HISTORY = Path(__file__).resolve().parent / "history.tsv"
COLUMNS = (
    *("date", "commit", "version", "python", "cores", "talks", "feeds", "contestant", "state"),
    *("runs", "cpu_best", "cpu_median", "wall_best", "wall_median", "peak_mib", "files"),
)
"""The columns "feeds" and "state" are `output` and `edit` in other modules."""


def append(cells: Cells) -> None:
    """Append a line for each cell."""
    today, machine = f"{datetime.now(UTC):%Y-%m-%d}", (platform.python_version(), os.cpu_count())
    commit = answer(("git", "-C", str(ROOT), "rev-parse", "--short", "HEAD"))
    programs = {one.name: one.command[0] for one in contestants() if "hugo" in one.name}
    versions = {name: answer((program, "version")) for name, program in programs.items()}
    versions["script"] = answer((PYTHON, "-c", "import yaml; print(yaml.__version__)"))
    versions["talkfeed"] = version("talkfeed")
    fresh = not HISTORY.exists()
    with HISTORY.open("a", encoding="utf-8", newline="\n") as file:
        file.write("\t".join(COLUMNS) + "\n" if fresh else "")
        for place, cell in cells.items():
            known = versions.get(place.name, "")
            figures = (cell.cpu, cell.medians[0], cell.wall, cell.medians[1])
            row = (
                *(today, commit, known, *machine, place.talks, place.output, place.name),
                *(place.edit, len(cell.runs), *(f"{one:.3f}" for one in figures)),
                *(f"{cell.memory:.0f}", cell.files[-1] if cell.files else ""),
            )
            file.write("\t".join(map(str, row)) + "\n")


def answer(command: tuple[str, ...]) -> str:
    """Return the version that a program prints; "" if it is not installed."""
    if shutil.which(command[0]) is None:
        return ""
    run = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 — our own
    found = re.search(r"\d+[.]\d+[.]?\d*|[0-9a-f]{7,}", run.stdout)
    return found.group() if found else ""
