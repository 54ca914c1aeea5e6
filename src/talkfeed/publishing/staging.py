"""New contents → files, first under temporary names, then renamed into their places.

What is staged is on the disk (POSIX fsync) before the first renaming, so that a full disk leaves
everything old intact; it is removed again where anything fails.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Self

from talkfeed.errors import CannotWrite
from talkfeed.named_tuple import NamedTuple
from talkfeed.publishing.disk import directory_of, name_aside
from talkfeed.publishing.output_dir import (
    TEMPORARY,
    directories,
    is_directory,
    leftovers,
    outcome,
    write_errors,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from talkfeed.model import Signature
    from talkfeed.publishing.disk import Disk


class Move(NamedTuple):
    """A renaming that is left to do: of what waits for a path, in one of several turns.

    The path of what goes into the output is seen from there: it is the very text of its draft.
    """

    path: str
    turn: int


def real(path: Path) -> str:
    """Follow links, so that a memory that is a link stays one; separate names by slashes."""
    return Path(os.path.realpath(path)).as_posix()


def _waiting(path: str, turn: int = 1) -> str:
    directory, slash, name = path.rpartition("/")
    return f"{directory}{slash}.{name}.{turn}{TEMPORARY}"


class Stage:
    """What is written but not yet in its place, and what is to be removed after that.

    It is taken back where the build fails, and the failure raised as what it means for the files.
    """

    def __init__(self, output: Path, disk: Disk) -> None:
        """Begin with nothing; names of documents are relative to the output."""
        self.output = output
        self._disk = disk
        self._made: list[str] = []
        self._there: set[str] = set()
        self._staged: dict[Move, None] = {}
        self._has_begun = False
        self.changed: set[str] = set()
        self.to_remove: dict[str, None] = {}

    def __enter__(self) -> Self:
        """Stage within a block."""
        return self

    def __exit__(self, _: object, error: BaseException | None, *__: object) -> None:
        """Remove what is still staged; after an error also the directories that were made."""
        is_complete = not (self._staged or self.to_remove)
        for move in self._staged:
            with suppress(OSError):
                self._disk.remove(self._waiting(move))
        if error is not None:
            self._remove_directories(reversed(self._made))
        if self._has_begun and isinstance(error, CannotWrite):
            raise outcome(error, is_complete=is_complete) from error

    def sweep(self, memory: Iterable[Path]) -> None:
        """Remove what a build that was killed had staged."""
        for path in map(str, leftovers(self.output)):
            with write_errors(path):
                self._disk.remove(path)
        self.clear(map(real, memory))

    def clear(self, paths: Iterable[str]) -> None:
        """Remove what waits beside files that are to be written."""
        for path in filter(os.path.lexists, map(_waiting, paths)):
            with write_errors(path):
                self._disk.remove(path)

    def set_aside(self, paths: Iterable[str]) -> None:
        """Keep what waits beside files under names that can be seen.

        A command that was killed may have just exchanged what waits for what a person had saved.
        """
        for path in paths:
            waiting = _waiting(path)
            if os.path.lexists(waiting):
                with write_errors(waiting):
                    self._disk.rename(waiting, name_aside(path))

    def keep_mode(self, path: str) -> None:
        """Give what is staged the mode of the file whose place it takes, if there is one."""
        with write_errors(path):
            if os.path.exists(path):  # noqa: PTH110
                self._disk.keep_mode(_waiting(path), path)

    def make_directory(self, path: str) -> None:
        """Make a directory and those above it, where they are missing."""
        if path not in self._there and not is_directory(path):
            self.make_directory(directory_of(path))
            with write_errors(path):
                self._disk.make_directory(path)
            self._made.append(path)
        self._there.add(path)

    def stage(self, name: str, parts: Iterable[bytes]) -> tuple[Move, Signature]:
        """Write a document under a temporary name; its renaming is left to do."""
        self.changed.add(name)
        return self._write(Move(name, 1), parts)

    def write(self, files: Iterable[tuple[str, bytes]], *, turn: int = 1) -> list[Move]:
        """Write other files under temporary names; the renamings that are left to do come back.

        A file that is written twice waits the second time under the name of another turn.
        """
        return [self._write(Move(path, turn), (content,))[0] for path, content in files]

    def _write(self, move: Move, parts: Iterable[bytes]) -> tuple[Move, Signature]:
        path = self._at(move.path)
        self.make_directory(directory_of(path))
        self._staged[move] = None
        with write_errors(path):
            return move, self._disk.write(_waiting(path, move.turn), parts)

    def _at(self, path: str) -> str:
        return f"{self.output}/{path}" if not os.path.isabs(path) else path  # noqa: PTH117

    def _waiting(self, move: Move) -> str:
        return _waiting(self._at(move.path), move.turn)

    def settle(self) -> None:
        """Make what is staged survive a loss of power."""
        above = sorted(set(map(directory_of, self._made)))
        with write_errors(self.output):
            self._disk.settle((*sorted(map(self._waiting, self._staged)), *above))

    def place(self, moves: Sequence[Move]) -> None:
        """Put files in their places, and make that survive a loss of power."""
        for move in moves:
            path = self._at(move.path)
            with write_errors(path):
                self._disk.rename(_waiting(path, move.turn), path)
            self._has_begun = True
            del self._staged[move]
        with write_errors(self.output):
            self._disk.settle(sorted({directory_of(self._at(path)) for path, _ in moves}))

    def place_if(self, move: Move, known: bytes | None) -> bool:
        """Put a file in the place of one with known content, None for no file.

        Return False, with everything as it was, if something else is there by now.
        """
        path = self._at(move.path)
        with write_errors(path):
            if not self._disk.replace(_waiting(path, move.turn), path, known):
                return False
            self._has_begun = True
            del self._staged[move]
            self._disk.settle([directory_of(path)])
        return True

    def remove(self) -> None:
        """Remove the files that are to go, and the directories that are empty without them."""
        for name in (names := tuple(self.to_remove)):
            with write_errors(f"{self.output}/{name}"):
                self._disk.remove(f"{self.output}/{name}")
            self._has_begun = True
            del self.to_remove[name]
        emptied = [f"{self.output}/{name}" for name in directories(names)]
        self._remove_directories(reversed(emptied))
        with write_errors(self.output):
            self._disk.settle(tuple(filter(os.path.isdir, (str(self.output), *emptied))))

    def _remove_directories(self, paths: Iterable[str]) -> None:
        """Remove those that are empty, given the innermost first."""
        for path in paths:
            with suppress(OSError):
                self._disk.remove_directory(path)
