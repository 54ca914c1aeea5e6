"""A command → what it cost: processor time, wall time and memory, of it and all it starts.

Processor time is user and system time of the command and of every process that it waited for.
Memory is the peak of the resident sets summed over the tree of processes, looked at twenty times
a second, or of the largest single process if that is more or where there is no /proc.
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

INTERVAL = 0.05
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
    memory = max(peaks[0], used.ru_maxrss * MAXRSS) / MIB
    return Cost(used.ru_utime + used.ru_stime, wall, memory)


def _watch(root: int, done: threading.Event, peaks: list[int]) -> None:
    page = os.sysconf("SC_PAGE_SIZE")
    while not done.wait(INTERVAL):
        pages = sum(_pages(one) for one in _tree(root))
        peaks[0] = max(peaks[0], pages * page)


def _tree(root: int) -> list[int]:
    """List a process and all its descendants, as far as they live."""
    found = [root]
    for one in found:  # grows on the way
        for children in Path(f"/proc/{one}/task").glob("*/children"):
            found += map(int, _text(children).split())
    return found


def _pages(process: int) -> int:
    fields = _text(Path(f"/proc/{process}/statm")).split()
    return int(fields[1]) if fields else 0


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii")
    except OSError:
        return ""
