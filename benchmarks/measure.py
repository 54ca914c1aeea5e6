"""A command → what it cost: processor time, wall time and memory, of it and all it starts.

Processor time is user and system time of the command and of every process that it waited for.
Memory is the peak of the proportional set sizes summed over the tree of processes, in which what
several share is counted once, looked at fifty times a second; or the peak of the resident set of
the largest single process if that is more, or where there is no /proc.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

INTERVAL = 0.02
MIB = 1 << 20
MAXRSS = 1 if sys.platform == "darwin" else 1024  # the unit of ru_maxrss in bytes


class Cost(NamedTuple):
    """Seconds of processor, seconds by the clock, and megabytes (MiB)."""

    cpu: float
    wall: float
    memory: float


class Failed(Exception):
    """The command did not end as it should."""


def measure(command: Sequence[str], directory: Path) -> Cost:
    """Run a command in a directory.

    Raises:
        Failed: with the end of what it wrote, if its status is not 0.
    """
    peaks = [0]
    with TemporaryFile() as complaint:
        start = time.perf_counter()
        process = subprocess.Popen(  # noqa: S603 — our own commands
            command, cwd=directory, stdout=complaint, stderr=complaint
        )
        done = threading.Event()
        watcher = threading.Thread(target=_watch, args=(process.pid, done, peaks))
        watcher.start()
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        done.set()
        watcher.join()
        if process.returncode:
            complaint.seek(0)
            raise Failed(complaint.read()[-2000:].decode())
    memory = peaks[0] or used.ru_maxrss * MAXRSS  # the latter counts this process too, before exec
    return Cost(used.ru_utime + used.ru_stime, wall, memory / MIB)


def _watch(root: int, done: threading.Event, peaks: list[int]) -> None:
    while not done.wait(INTERVAL):
        tree = _tree(root)
        peaks += [_size(one, "status", "VmHWM") for one in tree]
        if len(tree) > 1:
            peaks.append(sum(_size(one, "smaps_rollup", "Pss") for one in tree))
        peaks[:] = [max(peaks)]


def _tree(root: int) -> list[int]:
    """List a process and all its descendants, as far as they live."""
    found = [root]
    for one in found:  # grows on the way
        for task in _tasks(one):
            found += map(int, _text(task / "children").split())
    return found


def _tasks(process: int) -> list[Path]:
    try:
        return [*Path(f"/proc/{process}/task").iterdir()]
    except OSError:
        return []


def _size(process: int, file: str, name: str) -> int:
    """Give one of the sizes that the system tells of a process, in bytes; 0 once it has ended."""
    lines = _text(Path(f"/proc/{process}/{file}")).splitlines()
    found = next((line for line in lines if line.startswith(f"{name}:")), f"{name}: 0 kB")
    return int(found.split()[1]) * 1024


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii")
    except OSError:
        return ""
