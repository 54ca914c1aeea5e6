"""Systems without POSIX: each replacement has the same guarantees."""

from __future__ import annotations

import ctypes
import errno
import fcntl
import json
import os
import re
import subprocess
import sys
from contextlib import chdir
from fcntl import LOCK_EX, LOCK_NB
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest

from elsewhere import session, start_without, take_away
from talkfeed import files, system
from talkfeed.cli import main
from talkfeed.engine.documents import NONE
from talkfeed.engine.executor import Processes
from talkfeed.engine.store import PACK, WASTE, DiskStore, MemoryStore
from talkfeed.errors import AlreadyBuilding, CannotWrite, Rejected
from talkfeed.importers.common.limited import limited
from talkfeed.private import unlock
from talkfeed.publishing.build_lock import hold_build_lock
from talkfeed.publishing.disk import Disk, rename_with, sync_all
from talkfeed.publishing.replacing import replace_files

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

KEY = b"a key that is known to tests"


@pytest.fixture(params=["posix", "elsewhere"])
def _either(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run a test on this system and on one without POSIX."""
    if request.param == "elsewhere":
        take_away(monkeypatch)


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Run a test on a system without POSIX."""
    take_away(monkeypatch)


# --- files --------------------------------------------------------------------------------------

STRANGE: dict[str, tuple[Callable[[Path], Any], str]] = {
    "pipe": (os.mkfifo, "it is a named pipe and not a file"),
    "device": (lambda path: path.symlink_to("/dev/zero"), "it is a device and not a file"),
    "directory": (Path.mkdir, "it is a directory and not a file"),
}


@pytest.mark.usefixtures("_either")
@pytest.mark.parametrize("kind", STRANGE)
def test_a_pipe_is_rejected_without_blocking(kind: str, tmp_path: Path) -> None:
    """A file is checked before it is opened if opening might block."""
    make, message = STRANGE[kind]
    make(tmp_path / "it")
    with pytest.raises(files.NotAFile, match=message):
        files.read(tmp_path / "it")


@pytest.mark.usefixtures("_either")
def test_a_directory_is_read_in_one_order_and_without_links(tmp_path: Path) -> None:
    """Paths have slashes; hidden files are left out; a link is refused."""
    (tmp_path / "b" / "c").mkdir(parents=True)
    for name in ("b/c/d.html", "b/a.html", "z.html", ".hidden"):
        (tmp_path / name).write_bytes(name.encode())
    expected = tuple((name, name.encode()) for name in ("b/a.html", "b/c/d.html", "z.html"))
    assert files.read_below(str(tmp_path)) == expected
    (tmp_path / "b" / "link").symlink_to("a.html")
    with pytest.raises(files.NotAFile, match="it is a link and not a file"):
        files.read_below(str(tmp_path))


@pytest.mark.usefixtures("_either")
def test_a_file_is_read_and_written_at_any_offset(tmp_path: Path) -> None:
    """Earlier reads and writes do not matter."""
    with (tmp_path / "it").open("w+b") as file:
        assert system.write_at(file.fileno(), b"5678", 4) == 4
        assert system.write_at(file.fileno(), b"1234", 0) == 4
        assert system.read_at(file.fileno(), 4, 2) == b"3456"
        assert system.read_at(file.fileno(), 9, 6) == b"78"


@pytest.mark.usefixtures("_either")
def test_files_and_directories_are_synced(tmp_path: Path) -> None:
    """Files and directories are synced as far as supported; a missing one is an error."""
    (tmp_path / "it").write_bytes(b"x")
    Disk().settle([str(tmp_path / "it"), str(tmp_path)])
    with pytest.raises(FileNotFoundError):
        Disk().settle([str(tmp_path / "missing")])


def test_a_c_library_that_cannot_be_opened_has_no_functions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows has none without a name; files are then compared before they are replaced."""

    def refuse(*_: object, **__: object) -> None:
        message = "LoadLibrary() argument 1 must be str, not None"
        raise TypeError(message)

    monkeypatch.setattr(ctypes, "CDLL", refuse)
    assert not sync_all(str(tmp_path))
    assert not rename_with(str(tmp_path / "old"), str(tmp_path / "new"), 1)
    (tmp_path / "it").write_bytes(b"old")
    replace_files({tmp_path / "it": b"new"}, {tmp_path / "it": b"old"})
    assert (tmp_path / "it").read_bytes() == b"new"


class InUse(PermissionError):
    """What Windows raises for a file that another program has open."""

    winerror = 32


def test_a_file_in_use_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Replacing a file in use is retried; the final error names the cause."""
    monkeypatch.setattr(system, "PAUSE", 0)
    replace, failures = os.replace, [InUse(), InUse()]

    def fail_first(old: str, new: str) -> None:
        if failures:
            raise failures.pop()
        replace(old, new)

    monkeypatch.setattr(os, "replace", fail_first)
    replace_files({tmp_path / "it": b"new"})
    assert (tmp_path / "it").read_bytes() == b"new"
    failures[:] = [InUse() for _ in range(system.ATTEMPTS + 1)]
    with pytest.raises(CannotWrite, match="another program has it open"):
        replace_files({tmp_path / "it": b"newer"})
    failures[:] = [PermissionError(13, "Permission denied")]  # type: ignore[list-item]
    with pytest.raises(CannotWrite, match="permission denied"):
        replace_files({tmp_path / "it": b"newer"})
    assert [path.name for path in tmp_path.iterdir()] == ["it"]


# --- the cache ----------------------------------------------------------------------------------


@pytest.mark.usefixtures("_either")
def test_a_cache_is_found_again_and_rewritten(tmp_path: Path) -> None:
    """Values survive a rewrite of the pack; a link is not followed."""
    kept, precious = b"k" * 16, tmp_path / "precious"
    precious.write_bytes(b"precious")
    cache = tmp_path / "cache"
    cache.mkdir()
    (cache / PACK).symlink_to(precious)
    key = unlock(cache, tmp_path / "state" / "cache.key")
    store = DiskStore(cache, "program", key)
    store.put(b"w" * 16, bytes(WASTE + 1))
    store.put(kept, b"kept")
    store.keep(NONE, {kept})
    store.close()
    assert store.get(kept) == b"kept"
    assert (cache / PACK).stat().st_size == len(b"kept")
    assert DiskStore(cache, "program", key).get(kept) == b"kept"
    assert precious.read_bytes() == b"precious"


@pytest.mark.usefixtures("elsewhere")
def test_where_files_have_no_owners_a_cache_is_used_all_the_same(tmp_path: Path) -> None:
    """Without owners, seals are still verified."""
    tmp_path.chmod(0o777)
    secret = tmp_path / "cache.key"
    secret.write_bytes(KEY)
    secret.chmod(0o666)
    assert unlock(tmp_path, secret) == unlock(tmp_path, KEY)


@pytest.mark.usefixtures("_either")
def test_unwritten_values_can_be_put_into_a_file() -> None:
    """A build without a cache keeps long texts in a temporary file."""
    memory = MemoryStore()
    memory.put(b"long", bytes(WASTE))
    memory.put(b"short", b"x")
    assert memory.take(b"long") == bytes(WASTE)
    assert memory.take(b"short") == b"x"


# --- locks --------------------------------------------------------------------------------------


class Msvcrt(ModuleType):
    """The module of Windows that locks a file, made of what this system has."""

    LK_NBLCK = 2

    def __init__(self, flock: Callable[[int, int], None]) -> None:
        """Store the locks."""
        super().__init__("msvcrt")
        self.flock = flock

    def locking(self, descriptor: int, mode: int, count: int) -> None:
        """Lock the first byte, or raise what Windows does."""
        assert (mode, count) == (self.LK_NBLCK, 1)
        try:
            self.flock(descriptor, LOCK_EX | LOCK_NB)
        except BlockingIOError as error:
            raise PermissionError(errno.EACCES, "Permission denied") from error


@pytest.fixture(params=["posix", "windows"])
def locked(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Create a directory to lock, and a directory for lock files of Windows."""
    if request.param == "windows":
        monkeypatch.setitem(sys.modules, "msvcrt", Msvcrt(fcntl.flock))
        monkeypatch.setitem(sys.modules, "fcntl", None)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    (tmp_path / "output").mkdir()
    return tmp_path / "output"


def test_a_second_build_is_rejected_by_any_path(locked: Path) -> None:
    """A lock applies to the directory under any name, and leaves no file in it."""
    other = locked.parent / "link"
    other.symlink_to(locked)
    for path in (locked, other):
        with (
            hold_build_lock(locked),
            pytest.raises(AlreadyBuilding, match="TF506"),
            hold_build_lock(path),
        ):
            pass
    with hold_build_lock(locked):
        assert list(locked.iterdir()) == []


def test_a_lock_ends_with_its_process(locked: Path) -> None:
    """However the process ended."""
    reader, writer = os.pipe()
    if not (child := os.fork()):
        with hold_build_lock(locked):  # pragma: no cover  — in another process
            os.write(writer, b"x")
            os._exit(9)
    assert os.read(reader, 1) == b"x"
    os.waitpid(child, 0)
    os.close(reader)
    os.close(writer)
    with hold_build_lock(locked):
        pass


@pytest.mark.usefixtures("elsewhere")
def test_a_system_without_locks_builds_without(tmp_path: Path) -> None:
    """As on a file system that has none."""
    with hold_build_lock(tmp_path), hold_build_lock(tmp_path):
        pass


def test_a_missing_file_needs_no_lock(locked: Path) -> None:
    """The reading stage reports a missing file; a pipe does not block."""
    os.mkfifo(locked / "pipe")
    with hold_build_lock(locked / "missing"), hold_build_lock(locked / "pipe"):
        pass


# --- processes ----------------------------------------------------------------------------------


def test_a_process_is_started_as_the_system_can(monkeypatch: pytest.MonkeyPatch) -> None:
    """As a copy where that is safe, else from nothing."""
    assert (system.start_method(), system.has_cpu_limit()) == ("fork", True)
    assert system.limit_processes(100) == 100
    cores = system.count_cores()
    take_away(monkeypatch)
    assert (system.start_method(), system.has_cpu_limit()) == ("spawn", False)
    assert system.limit_processes(100) < 64
    assert system.count_cores() >= cores
    monkeypatch.setattr("sys.platform", "darwin")
    assert system.start_method() == "spawn"


def scaled(factors: dict[str, int], items: Sequence[int]) -> tuple[int, int]:
    """Do some work, and name the process that did it."""
    return factors["by"] * items[0], os.getpid()


def test_spawned_processes_give_the_same_results(monkeypatch: pytest.MonkeyPatch) -> None:
    """The shared value is sent to each process."""
    monkeypatch.delattr(os, "fork")
    shards = [slice(each, each + 1) for each in range(8)]
    found = list(Processes(2).map(scaled, {"by": 3}, range(8), shards))
    assert [result for result, _ in found] == [3 * shard for shard in range(8)]
    assert os.getpid() not in {worker for _, worker in found}


def test_work_without_an_end_is_ended_by_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the kernel limits no process, the one that waits does."""
    monkeypatch.setitem(sys.modules, "resource", None)
    with pytest.raises(Rejected, match="takes more than 1 seconds"):
        limited(re.fullmatch, "(a+)+", "a" * 100 + "b", name="a.html", seconds=1)


# --- all of it ----------------------------------------------------------------------------------


def test_every_command_does_the_same_without_posix(tmp_path: Path) -> None:
    """Every module is imported and every command run: the same reports, the same bytes."""
    for name in ("here", "there", "prelude"):
        (tmp_path / name).mkdir()
    expected = json.loads(session(tmp_path / "here"))
    start_without(tmp_path / "prelude")
    tests = Path(__file__).parent
    run = subprocess.run(
        [sys.executable, str(tests / "elsewhere.py"), str(tmp_path / "there")],
        env=os.environ | {"PYTHONPATH": os.pathsep.join((str(tmp_path / "prelude"), str(tests)))},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    found = json.loads(run.stdout)
    assert [status for _, status, _, _ in found["told"]] == [0] * len(found["told"])
    assert found == expected
    assert len(found["files"]) > 20


def with_crlf(directory: Path) -> None:
    """End every line of every text as git does on Windows (core.autocrlf)."""
    for path in directory.rglob("*"):
        if path.is_file() and b"\r\n" not in path.read_bytes():
            path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))


def test_line_ends_of_windows_change_nothing(tmp_path: Path) -> None:
    """A site that git checks out with other line ends is current, and its files come out right."""
    session(tmp_path)
    talks = tmp_path / "talks.yaml"
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    with_crlf(tmp_path)
    now = ("--now", "2026-05-01T12:00:00Z", "--cache", "off")
    with chdir(tmp_path):
        assert main(["build", "--locked", *now]) == 0
        assert main(["import", "talks.md"]) == 0
    assert talks.read_bytes() == before[talks].replace(b"\n", b"\r\n")
    for path, content in before.items():
        if path.name in {"talks.lock", "talks.imported"} or "output" in path.parts:
            assert path.read_bytes() == content, path
