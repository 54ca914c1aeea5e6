"""A command → what it cost: processor time, wall time and memory, of it and all it starts.

Processor time is user and system time of the command and of every process that it waited for.
Memory is the peak of the resident sets summed over the tree of processes, looked at fifty times a
second, or of the largest single process if that is more or where there is no /proc.
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
        Failed: with the end of what it wrote to standard error, if its status is not 0.
    """
    peaks = [0]
    with TemporaryFile() as complaint:
        start = time.perf_counter()
        process = subprocess.Popen(  # noqa: S603 — our own commands
            command, cwd=directory, stdout=subprocess.DEVNULL, stderr=complaint
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
        sizes = [_sizes(one) for one in _tree(root)]
        peaks += [sum(now for now, _ in sizes), max(most for _, most in sizes)]
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


def _sizes(process: int) -> tuple[int, int]:
    """Give the resident set of a process in bytes, as it is and at its most."""
    lines = _text(Path(f"/proc/{process}/status")).splitlines()
    sizes = {name: rest for name, _, rest in (line.partition(":") for line in lines)}
    now, most = (int(sizes.get(name, "0 kB").split()[0]) for name in ("VmRSS", "VmHWM"))
    return now * 1024, most * 1024


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii")
    except OSError:
        return ""
