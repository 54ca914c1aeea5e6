"""The disk: what is written is whole and safe, for one file and for thousands."""

from __future__ import annotations

import ctypes
import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from talkfeed.model import Signature
from talkfeed.publishing import disk
from talkfeed.publishing.disk import MANY, Disk, directory_of, rename_with, sync_all

if TYPE_CHECKING:
    from collections.abc import Sequence


OTHERS = (Path("/dev/shm"), Path("/dev"), Path("/proc"))  # noqa: S108  — nothing is written there


@pytest.fixture
def paths(tmp_path: Path) -> list[str]:
    """Write as many files as are synced together."""
    disk = Disk()
    names = [str(tmp_path / f"{number}.txt") for number in range(MANY)]
    for name in names:
        disk.write(name, [b"x"])
    return names


def test_a_file_is_written_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However little the system takes at once; the signature is that of the file."""
    write = os.write
    monkeypatch.setattr(os, "write", lambda file, content: write(file, bytes(content[:7])))
    path = str(tmp_path / "file")
    found = Disk().write(path, [b"x" * 60, b"", b"x" * 40])
    assert Path(path).read_bytes() == b"x" * 100
    assert found == Signature.of(os.stat(path))  # noqa: PTH116
    with pytest.raises(FileExistsError):
        Disk().write(path, [])


def synced(paths: Sequence[str], monkeypatch: pytest.MonkeyPatch) -> int:
    """Sync, and count the files that were synced one by one."""
    counted = []
    monkeypatch.setattr(os, "fsync", counted.append)
    Disk().settle(paths)
    return len(counted)


def test_many_files_are_synced_at_once(paths: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A few are synced one by one, many by one call for each file system."""
    assert synced(paths[1:], monkeypatch) == MANY - 1
    assert synced(paths, monkeypatch) == 0


def test_every_file_system_is_synced(
    paths: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The memory may be on another one than the output."""
    other = next((place for place in OTHERS if _is_other(place, tmp_path)), None)
    if other is None:
        pytest.skip("there is one file system only")
    called: list[str] = []
    monkeypatch.setattr(
        "talkfeed.publishing.disk.sync_all", lambda path: called.append(path) or True
    )
    Disk().settle([*paths, str(other / "file")])
    assert sorted(called) == sorted([str(tmp_path), str(other)])


def _is_other(place: Path, than: Path) -> bool:
    return place.is_dir() and place.stat().st_dev != than.stat().st_dev


class _Library:
    """A C library that lacks the call, or in which it fails."""

    def __init__(self, *, fails: bool) -> None:
        if fails:
            self.syncfs = lambda _: -1


def test_where_one_call_is_not_to_be_had_each_file_is_synced(
    paths: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Other systems than Linux have no such call."""
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: _Library(fails=False))
    assert synced(paths, monkeypatch) == MANY


def test_an_error_of_the_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What could not be made safe is not taken for safe."""
    assert sync_all(str(tmp_path))
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: _Library(fails=True))
    ctypes.set_errno(errno.EIO)
    with pytest.raises(OSError, match=str(tmp_path)) as raised:
        sync_all(str(tmp_path))
    assert raised.value.errno == errno.EIO


@pytest.mark.parametrize(("path", "expected"), [("a/b", "a"), ("a", "."), ("/a", "/")])
def test_a_path_is_in_a_directory(path: str, expected: Any) -> None:
    """A bare name is in the current one."""
    assert directory_of(path) == expected


# --- files that a person keeps ------------------------------------------------------------------

KNOWN = {
    "as it was": (b"old", b"old", b"staged"),
    "changed": (b"other", b"old", b"other"),
    "removed": (None, b"old", None),
    "begun": (b"other", None, b"other"),
    "not there yet": (None, None, b"staged"),
}
"""What is there, what is known of it, and what is there afterwards."""


@pytest.fixture(params=["with renameat2", "without"])
def staged(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> tuple[Path, Path]:
    """Stage a file for a place, on a system that can exchange files and on one that cannot."""
    if request.param == "without":
        monkeypatch.setattr(disk, "rename_with", lambda *_: False)
    (tmp_path / "old").write_bytes(b"staged")
    return tmp_path / "old", tmp_path / "new"


@pytest.mark.parametrize("case", KNOWN)
def test_only_what_is_known_is_replaced(case: str, staged: tuple[Path, Path]) -> None:
    """A file with other content stays, and so does the staged one."""
    there, known, expected = KNOWN[case]
    old, new = staged
    if there is not None:
        new.write_bytes(there)
    is_replaced = Disk().replace(str(old), str(new), known)
    assert (new.read_bytes() if new.exists() else None) == expected
    assert is_replaced is (expected == b"staged")
    assert is_replaced is not old.exists()


def test_what_is_no_file_is_not_replaced(staged: tuple[Path, Path]) -> None:
    """A directory that took the place of a file meanwhile stays."""
    old, new = staged
    new.mkdir()
    assert not Disk().replace(str(old), str(new), b"old")
    assert (new.is_dir(), old.read_bytes()) == (True, b"staged")


@pytest.mark.parametrize("number", [errno.ENOSYS, errno.EINVAL])
def test_a_system_without_exchange_says_so(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A missing function or file system support is no error; every other failure is one."""
    monkeypatch.setattr(ctypes, "get_errno", lambda: number)
    assert not rename_with(str(tmp_path / "none"), str(tmp_path / "new"), 2)
    monkeypatch.undo()
    with pytest.raises(FileNotFoundError):
        rename_with(str(tmp_path / "none"), str(tmp_path / "new"), 2)
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: object())
    assert not rename_with(str(tmp_path / "none"), str(tmp_path / "new"), 2)
