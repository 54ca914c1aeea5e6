"""A system without POSIX functions, simulated by removing their names."""

from __future__ import annotations

import io
import json
import os
import pkgutil
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import talkfeed
from talkfeed.cli import main

if TYPE_CHECKING:
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


# --- a session ----------------------------------------------------------------------------------

SITE = """\
feed:
  title: Example talks
  url: https://talks.example/
  timezone: Europe/Paris
  authors: [{name: The example community}]
  theme: {templates: templates}
talks:
  - title: Rainbows and Unikernels
    speakers: [Ann Example, Bob Bär]
    event: {name: ConfConf, url: https://conf.example/}
    date: 7 Oct 2027, 18:30-20:00
    abstract: |
      *Markdown*, with a [link](https://example.org/).

      A second paragraph.
    tags: [OCaml, networks]
  - title: 日本語の話
    speaker: Ann Example
    date: summer 2013
    video: https://video.example/1
  - title: Not settled yet
    date: TBA
    tags: [OCaml]
"""
FILES = {
    "talks.yaml": SITE,
    "talks.md": "# Talks\n\n- 3 May 2014: **Old news**, Carol, at [PolyConf](https://poly.example/)\n",
    "templates/talk.html": '{% extends "default/talk.html" %}',
}
COMMANDS = (
    ("build", "--jobs", "2"),
    ("build", "--jobs", "2"),
    ("edit", "rainbows-and-unikernels", "--title", "Rainbows, and Unikernels"),
    ("build",),
    ("check",),
    ("list",),
    ("import", "talks.md"),
    ("add", "--title", "One more", "--date", "2015-05-06"),
    ("fmt",),
    ("diff",),
    ("build",),
    ("explain", "7 Oct 2015, 18:30"),
    ("schema", "--fields"),
)
"""What a user does one after the other, from the first build to one of everything at once."""
TIMED = {"build", "diff", "list"}


def session(directory: Path) -> str:
    """Import every module, run every command in a directory, and describe all that came of it."""
    for module in pkgutil.walk_packages(talkfeed.__path__, "talkfeed."):
        if not module.name.endswith(("__main__", ".dask")):  # distributed asks for the system
            import_module(module.name)
    for name, content in FILES.items():
        (directory / name).parent.mkdir(exist_ok=True)
        (directory / name).write_bytes(content.encode())
    told = []
    with chdir(directory):
        for command in COMMANDS:
            out, err = io.StringIO(), io.StringIO()
            more = ["--now", "2026-03-01T12:00:00Z"] if command[0] in TIMED else []
            more += ["--cache", "cache"] if command[0] == "build" else []
            with redirect_stdout(out), redirect_stderr(err):
                status = main([*command, *more])
            told.append((command, status, out.getvalue(), err.getvalue()))
    made = sorted(path for path in directory.rglob("*") if path.is_file())
    digests = {
        path.relative_to(directory).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in made
        if "cache" not in path.parts
    }
    return json.dumps({"told": told, "files": digests})


if __name__ == "__main__":  # in a directory, or in one that is removed again
    with TemporaryDirectory(ignore_cleanup_errors=True) as home:
        shown = session(Path(sys.argv[1] if sys.argv[1:] else home))
    sys.stdout.write(shown)
    sys.exit(any(status for _, status, _, _ in json.loads(shown)["told"]))
