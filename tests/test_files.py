"""Reading of input: regular files only, within a limit, and never a wait."""

from __future__ import annotations

import os
import re
import socket
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from commands import COMING, FEED
from talkfeed import files
from talkfeed.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NOW = ("--now", "2026-03-01T12:00:00Z")


def make_socket(path: Path) -> None:
    """Leave a socket at a path."""
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(str(path))


KINDS: dict[str, Callable[[Path], None]] = {
    "a named pipe": os.mkfifo,
    "a socket": make_socket,
    "a device": lambda path: path.symlink_to("/dev/zero"),
    "a directory": Path.mkdir,
}
STRANGE = [kind for kind in KINDS if kind != "a directory"]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Create a directory with a talks file, and change to it."""
    (tmp_path / "talks.yaml").write_text(FEED + COMING)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("kind", KINDS)
def test_only_regular_files_are_read(kind: str, tmp_path: Path) -> None:
    """Anything else at a path is refused at once, with its name."""
    KINDS[kind](tmp_path / "it")
    with pytest.raises(files.NotAFile, match=f"it is {kind} and not a file"):
        files.read(tmp_path / "it")


def test_no_more_is_read_than_the_limit(tmp_path: Path) -> None:
    """A file of as many bytes as the limit is read, one of more is refused."""
    (tmp_path / "it").write_bytes(b"12345")
    assert files.read(tmp_path / "it", 5) == b"12345"
    with pytest.raises(files.TooLarge, match="larger than 4 bytes"):
        files.read(tmp_path / "it", 4)


def test_a_file_without_a_size_has_the_limit_too() -> None:
    """A file with a stated size of 0 (/proc) is read to its end or to the limit."""
    known = Path("/proc/self/stat")
    assert files.read(known, 4096).startswith(b"%d " % os.getpid())
    with pytest.raises(files.TooLarge):
        files.read(known, 3)


# --- each file that a command reads -------------------------------------------------------------

READ = {
    "talks.yaml": (["check"], ["list"], ["diff"], ["build"], ["fmt"], ["cancel", "a-coming-talk"]),
    "talks.lock": (["diff"], ["build"], ["cancel", "a-coming-talk"]),
    "talks.imported": (["import", "list.yml"],),
    "more.yaml": (["check"], ["build"], ["fmt"]),
    "list.yml": (["import", "list.yml"],),
    "output/.talkfeed": (["build"],),
    "output/talks.atom": (["build"],),
}
"""What is read, and by which commands."""
CASES = [(path, command) for path, commands in READ.items() for command in commands]


@pytest.mark.parametrize("kind", STRANGE)
@pytest.mark.parametrize(("path", "command"), CASES)
def test_no_command_blocks_at_a_pipe(
    path: str, command: list[str], kind: str, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A pipe, a socket or a device in place of any input is rejected."""
    (home / "list.yml").write_text("- {title: Found, date: 2015}\n")
    if path == "more.yaml":
        (home / "talks.yaml").write_text(FEED + "  - more.yaml\n")
    if path == "output/talks.atom":
        main(["build", *NOW])
        (home / "talks.lock").unlink()
    (home / path).parent.mkdir(exist_ok=True)
    (home / path).unlink(missing_ok=True)
    KINDS[kind](home / path)
    capsys.readouterr()
    before = (home / "talks.yaml").lstat().st_ino
    assert main([*command, *(NOW if command[0] in {"build", "diff"} else ())]) in {1, 74}
    printed = capsys.readouterr()
    expected = f"it is {kind} and not a file|is in the way|is outside"
    assert re.search(expected, printed.out + printed.err)
    assert (home / "talks.yaml").lstat().st_ino == before
