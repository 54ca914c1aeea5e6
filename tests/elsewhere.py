"""A system without what only POSIX has, on a machine that has it: names are taken away."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

MODULES = ("fcntl", "grp", "pty", "pwd", "resource", "syslog", "termios", "tty")
"""Modules of the standard library that Windows does not have."""
NAMES = (
    *("O_CLOEXEC", "O_DIRECTORY", "O_NOCTTY", "O_NOFOLLOW", "O_NONBLOCK", "O_SYNC"),
    *("chown", "chroot", "fchdir", "fchmod", "fchown", "fork", "forkpty", "fpathconf", "fstatvfs"),
    *("getegid", "geteuid", "getgid", "getgroups", "getpgid", "getuid", "getxattr", "killpg"),
    *("lchown", "lockf", "mkfifo", "mknod", "nice", "openpty", "pathconf", "posix_fadvise"),
    *("posix_fallocate", "posix_spawn", "pread", "preadv", "pwrite", "pwritev", "readv"),
    *("sched_getaffinity", "sendfile", "setsid", "setuid", "statvfs", "sync", "sysconf"),
    *("ttyname", "uname", "wait", "wait3", "wait4", "writev"),
)
"""Names of `os` that Windows does not have; those of `waitpid` are needed to start processes."""
SETS = ("supports_dir_fd", "supports_fd", "supports_effective_ids")
"""Sets of the functions that take what only POSIX has."""
SIGNALS = ("SIGALRM", "SIGHUP", "SIGPIPE", "SIGQUIT", "SIGXCPU", "SIGXFSZ")

_PRELUDE = """
import os, signal, sys
for name in {modules!r}:
    sys.modules[name] = None
for name in {names!r}:
    vars(os).pop(name, None)
for name in {sets!r}:
    setattr(os, name, set())
for name in {signals!r}:
    vars(signal).pop(name, None)
"""


def take_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the names away from this process, until the test ends."""
    for name in MODULES:
        monkeypatch.setitem(sys.modules, name, None)
    for name in NAMES:
        monkeypatch.delattr(os, name, raising=False)
    for name in SETS:
        monkeypatch.setattr(os, name, set())


def start_without(directory: Path) -> None:
    """Write a module that takes the names away from each interpreter with it on its path.

    Interpreters that those start find it there too.
    """
    text = _PRELUDE.format(modules=MODULES, names=NAMES, sets=SETS, signals=SIGNALS)
    (directory / "sitecustomize.py").write_text(text, encoding="utf-8")
