"""A command → its cost: CPU time, wall time and memory, child processes included.

CPU time is user and system time of the command and of every process that it waited for. Memory is
the peak of the proportional set size (PSS) of all processes together, sampled fifty times a second;
or the peak resident set size of the largest process, if that is more or if there is no /proc.
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
    """Seconds of CPU time, seconds of wall time, and mebibytes of memory."""

    cpu: float
    wall: float
    memory: float


class Failed(Exception):
    """The command failed."""


def measure(command: Sequence[str], directory: Path) -> Cost:
    """Run a command in a directory.

    Raises:
        Failed: its status is not 0; with the end of its output.
    """
    peaks = [0]
    with TemporaryFile() as written:
        start = time.perf_counter()
        process = subprocess.Popen(  # noqa: S603 — our own commands
            command, cwd=directory, stdout=written, stderr=written
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
            written.seek(0)
            raise Failed(written.read()[-2000:].decode())
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
    """List a process and all its living descendants."""
    found = [root]
    for one in found:  # grows during the loop
        for task in _tasks(one):
            found += map(int, _text(task / "children").split())
    return found


def _tasks(process: int) -> list[Path]:
    try:
        return [*Path(f"/proc/{process}/task").iterdir()]
    except OSError:
        return []


def _size(process: int, file: str, name: str) -> int:
    """Return a size of a process from /proc, in bytes; 0 after its end."""
    lines = _text(Path(f"/proc/{process}/{file}")).splitlines()
    found = next((line for line in lines if line.startswith(f"{name}:")), f"{name}: 0 kB")
    return int(found.split()[1]) * 1024


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii")
    except OSError:
        return ""
