"""Documents → files. The only module that writes, and every change goes through its `Disk`.

Whatever differs is first written beside its place under a temporary name and synced (POSIX
fsync), so that a full disk leaves everything old intact. Then it is renamed in an order in which
a crash at any step does no harm: the manifest claims the names; the memory comes before the
announcement, because a talk remembered but not published is published by the next build, while
one published but forgotten would be announced twice; entries before the indexes that point to
them; deletes last. Directories are synced between these steps.
"""

from __future__ import annotations

import fcntl
import os
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Self

from talkfeed.errors import AlreadyBuilding
from talkfeed.model import Role
from talkfeed.output import (
    MANIFEST,
    TEMPORARY,
    by_name,
    compare,
    directories,
    leftovers,
    read,
    refuse_overlap,
    telling,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from talkfeed.model import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What a build did to the files: paths below the output, and those written beside it."""

    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]


class Disk:
    """The six ways in which files are changed; tests hand in one that fails."""

    def write(self, path: Path, content: bytes) -> None:
        """Write a new file, its mode left to the umask; whatever stands there is an error."""
        with path.open("xb") as file:
            file.write(content)

    def settle(self, paths: Iterable[Path]) -> None:
        """Return when files and directories, as they are now, would survive a loss of power."""
        for path in paths:
            descriptor = os.open(path, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)

    def rename(self, old: Path, new: Path) -> None:
        """Put a file in the place of another in one step."""
        old.replace(new)

    def remove(self, path: Path) -> None:
        """Remove a file, or a link without following it."""
        path.unlink()

    def make_directory(self, path: Path) -> None:
        """Make a directory, its mode left to the umask."""
        path.mkdir()

    def remove_directory(self, path: Path) -> None:
        """Remove a directory, which must be empty."""
        path.rmdir()


_DISK = Disk()


def publish(
    documents: Iterable[Document],
    output: Path,
    *,
    beside: Mapping[Path, bytes],
    source: Path,
    disk: Disk = _DISK,
) -> Published:
    """Make the output directory hold exactly the documents, and write the files beside it.

    Nothing is touched that already has the right bytes, and nothing removed that the manifest
    does not list. `beside` is the memory, files outside the output; `source` the talks file.

    Raises:
        CannotWrite: TF501 to TF505; before the first rename everything old is intact, and
            after it every file is wholly old or wholly new and the next build does the rest.
        AlreadyBuilding: TF506, another build holds the output.
    """
    wanted = by_name(documents)
    refuse_overlap(output, (source, *beside))
    with _Stage(output, disk) as stage:
        stage.make_directory(output)
        with exclusive(output):
            stage.sweep(beside)
            return _replace(wanted, output, beside, stage)


@contextmanager
def exclusive(path: Path) -> Iterator[None]:
    """Hold a file or directory against a second build; the lock ends with the process.

    It is an advisory lock on what is there anyway (flock), so that no lock file is left behind.
    What cannot be opened, or lies on a file system without such locks, is used without: whoever
    reads or writes it next says what is wrong with it.

    Raises:
        AlreadyBuilding: TF506, somebody else holds it.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except OSError:
        yield
        return
    try:
        _lock(descriptor, path)
        yield
    finally:
        os.close(descriptor)


def _lock(descriptor: int, path: Path) -> None:
    with suppress(OSError):  # a network file system may have no locks
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            message = f"another build is at work on {path}"
            raise AlreadyBuilding("TF506", message, "wait until it has ended") from error


def _replace(
    wanted: Mapping[str, Document], output: Path, memory: Mapping[Path, bytes], stage: _Stage
) -> Published:
    """Stage all that differs, then rename it step by step and remove what is left over."""
    difference = compare(output, wanted)
    manifest = output / MANIFEST
    claims = read(manifest) != difference.claim
    releases = difference.claim != difference.release
    remembered = [path for path in sorted(memory) if read(path) != memory[path]]
    steps = (
        stage.write([(manifest, difference.claim)] if claims else []),
        stage.write((_real(path), memory[path]) for path in remembered),
        *(stage.write(_files(output, difference.changed, wanted, role)) for role in Role),
    )
    release = stage.write([(manifest, difference.release)] if releases else [], turn=2)
    stage.settle()
    for step in steps:
        stage.rename(step)
    if difference.gone:
        stage.remove(difference.gone)
    stage.rename(release)
    return Published(
        written=(*map(str, remembered), *difference.changed),
        unchanged=difference.unchanged,
        removed=difference.gone,
    )


def _files(
    output: Path, names: Iterable[str], wanted: Mapping[str, Document], role: Role
) -> Iterator[tuple[Path, bytes]]:
    chosen = (wanted[name] for name in names if wanted[name].role is role)
    return ((output / document.path, document.content) for document in chosen)


class _Move(NamedTuple):
    """A renaming that is left to do."""

    old: Path
    new: Path


def _real(path: Path) -> Path:
    """Follow links, so that a memory that is a link stays one."""
    return Path(os.path.realpath(path))


def _waiting(path: Path, turn: int = 1) -> Path:
    return path.with_name(f".{path.name}.{turn}{TEMPORARY}")


class _Stage:
    """What is written but not yet in its place; taken back where the build fails."""

    def __init__(self, output: Path, disk: Disk) -> None:
        self._output = output
        self._disk = disk
        self._made: list[Path] = []
        self._staged: set[Path] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        for path in sorted(self._staged):
            with suppress(OSError):
                self._disk.remove(path)
        if kind is not None:
            self._remove_directories(reversed(self._made))

    def sweep(self, memory: Iterable[Path]) -> None:
        """Remove what a build that was killed had staged."""
        beside = (_waiting(_real(path)) for path in memory)
        for path in (*leftovers(self._output), *filter(os.path.lexists, beside)):
            with telling(path):
                self._disk.remove(path)

    def make_directory(self, path: Path) -> None:
        """Make a directory and those above it, where they are missing."""
        if os.path.isdir(path):  # noqa: PTH112  — unlike its like in pathlib, never raises
            return
        self.make_directory(path.parent)
        with telling(path):
            self._disk.make_directory(path)
        self._made.append(path)

    def write(self, files: Iterable[tuple[Path, bytes]], *, turn: int = 1) -> list[_Move]:
        """Write files under temporary names; the renamings that are left to do come back.

        A file that is written twice waits the second time under the name of another turn.
        """
        moves = []
        for path, content in files:
            self.make_directory(path.parent)
            moves.append(_Move(_waiting(path, turn), path))
            self._staged.add(moves[-1].old)
            with telling(path):
                self._disk.write(moves[-1].old, content)
        return moves

    def settle(self) -> None:
        """Make what is staged survive a loss of power."""
        above = {path.parent for path in self._made}
        with telling(self._output):
            self._disk.settle((*sorted(self._staged), *sorted(above)))

    def rename(self, moves: Iterable[_Move]) -> None:
        """Put files in their places, and make that survive a loss of power."""
        for move in moves:
            with telling(move.new):
                self._disk.rename(*move)
            self._staged.remove(move.old)
        with telling(self._output):
            self._disk.settle(sorted({move.new.parent for move in moves}))

    def remove(self, names: Iterable[str]) -> None:
        """Remove files of ours, and the directories that are empty without them."""
        for name in names:
            with telling(self._output / name):
                self._disk.remove(self._output / name)
        emptied = [self._output / name for name in directories(names)]
        self._remove_directories(reversed(emptied))
        with telling(self._output):
            self._disk.settle(path for path in (self._output, *emptied) if path.is_dir())

    def _remove_directories(self, paths: Iterable[Path]) -> None:
        """Remove those that are empty, given the innermost first."""
        for path in paths:
            with suppress(OSError):
                self._disk.remove_directory(path)
