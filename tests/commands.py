"""The command line as a process, with the streams that a test needs."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

COMMAND = (sys.executable, "-m", "talkfeed")
QUIET = {"SOURCE_DATE_EPOCH", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "TERM"}

FEED = """\
feed:
  title: Example talks
  url: https://talks.example/
  authors: [{name: The community}]
talks:
"""
COMING = "  - {title: A coming talk, speaker: Bob, event: NewConf, date: 1 April 2026}\n"
PAST = "  - {title: A past talk, speaker: Ann, event: OldConf, date: Oct 2015}\n"
WRONG = "  - {title: A wrong talk, speaker: Eve, date: 31 June 2015}\n"


def environment(**changes: str) -> dict[str, str]:
    """Take this process's environment without what the command line looks at."""
    kept = {name: value for name, value in os.environ.items() if name not in QUIET}
    return {**kept, **changes}


def talkfeed(*arguments: str, cwd: Path, **settings: Any) -> subprocess.CompletedProcess[bytes]:
    """Run the command; its streams are bytes."""
    settings = {"env": environment(), "stdin": subprocess.DEVNULL, **settings}
    if "input" in settings:
        del settings["stdin"]
    if "stdout" not in settings:
        settings["stdout"] = subprocess.PIPE
    return subprocess.run(
        [*COMMAND, *arguments], cwd=cwd, check=False, stderr=subprocess.PIPE, **settings
    )


def on_terminal(*arguments: str, cwd: Path, **variables: str) -> str:
    """Run the command with a terminal for its output, and give what appears there."""
    ours, theirs = pytest.importorskip("pty").openpty()
    env = environment(**{"TERM": "xterm", "COLUMNS": "60", **variables})
    process = subprocess.Popen(
        [*COMMAND, *arguments],
        cwd=cwd,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    shown = b""
    with os.fdopen(ours, "rb", buffering=0) as terminal:
        while chunk := _read(terminal.fileno()):
            shown += chunk
    process.wait()
    return shown.decode().replace("\r\n", "\n")


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 65536)
    except OSError:  # the last of the other side has gone
        return b""
