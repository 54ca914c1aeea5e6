"""Drafts → files: what differs, and nothing else; every change goes through a `Disk`.

Whatever differs is first written beside its place under a temporary name and synced (POSIX
fsync), so that a full disk leaves everything old intact. Then it is renamed in an order in which
a crash at any step does no harm: the manifest claims the names; the memory comes before the
announcement, because a talk remembered but not published is published by the next build, while
one published but forgotten would be announced twice; entries before the indexes that point to
them; deletes last. Directories are synced between these steps.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Self

from talkfeed.disk import Disk, directory_of
from talkfeed.errors import CannotWrite
from talkfeed.exclusive import exclusive
from talkfeed.model import Role
from talkfeed.output import (
    MANIFEST,
    TEMPORARY,
    Standing,
    by_name,
    directories,
    in_the_way,
    is_directory,
    leftovers,
    manifest,
    outcome,
    read,
    refuse_overlap,
    telling,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from talkfeed.model import Draft, Signature


class Published(NamedTuple):
    """What a build did to the files: paths below the output, and those written beside it.

    `signatures` are those of all files below the output as they stand now.
    """

    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]
    signatures: Mapping[str, Signature | None]


_DISK = Disk()


def publish(
    drafts: Iterable[Draft],
    output: Path,
    *,
    beside: Mapping[Path, bytes],
    source: Path,
    disk: Disk = _DISK,
    told: Callable[[], None] = lambda: None,
) -> Published:
    """Make the output directory hold exactly the documents, and write the files beside it.

    Nothing is touched that already has the right bytes, and nothing removed that the manifest
    does not list. Drafts come one by one, and only what differs is made and staged. `beside` is
    the memory, files outside the output; `source` the talks file. `told` is called for each
    document that is done.

    Raises:
        CannotWrite: TF501 to TF505; nothing was changed.
        PartlyWritten: TF507; each file is wholly old or new, and the next build does the rest.
        FailedAfterwards: TF508; all is written, but may not survive a loss of power.
        AlreadyBuilding: TF506, another build holds the output.
    """
    wanted = by_name(drafts)
    refuse_overlap(output, (source, *beside))
    with _Stage(output, disk) as stage:
        stage.make_directory(str(output))
        with exclusive(output):
            stage.sweep(beside)
            return _replace(wanted, output, beside, stage, told)


def exchange(
    documents: Iterable[tuple[str, Role, bytes]],
    output: Path,
    *,
    beside: Mapping[Path, bytes],
    disk: Disk = _DISK,
) -> dict[str, Signature]:
    """Give new contents to some documents of an output that is all ours and otherwise right.

    The order is that of `publish`, and so is what holds if it fails; the signatures come back.

    Raises:
        CannotWrite, PartlyWritten, FailedAfterwards: as `publish`.
        AlreadyBuilding: TF506, another build holds the output.
    """
    found: dict[str, Signature] = {}
    moves: dict[Role, list[_Move]] = {role: [] for role in Role}
    with _Stage(output, disk) as stage, exclusive(output):
        documents = tuple(documents)
        stage.clear((*map(_real, beside), *(f"{output}/{name}" for name, _, _ in documents)))
        memory = stage.write((_real(path), content) for path, content in beside.items())
        for name, role, content in documents:
            move, found[name] = stage.stage(name, (content,))
            moves[role].append(move)
        stage.settle()
        for step in (memory, *moves.values()):
            stage.place(step)
    return found


def replace_files(files: Mapping[Path, bytes], *, disk: Disk = _DISK) -> None:
    """Put new content into files a person keeps: their modes stay, and links lead where they led.

    They are renamed in the order given, each wholly old or wholly new whatever happens.

    Raises:
        CannotWrite, PartlyWritten, FailedAfterwards: as `publish`.
    """
    wanted = {_real(path): content for path, content in files.items()}
    for first in list(wanted)[:1]:
        with _Stage(Path(first).parent, disk) as stage:
            stage.clear(wanted)
            moves = stage.write(wanted.items())
            for path in wanted:
                stage.keep_mode(path)
            stage.settle()
            for move in moves:
                stage.place([move])


def _replace(
    wanted: Mapping[str, Draft],
    output: Path,
    memory: Mapping[Path, bytes],
    stage: _Stage,
    told: Callable[[], None],
) -> Published:
    """Stage all that differs, then rename it step by step and remove what is left over."""
    standing = Standing(output)
    found = _look(wanted, standing, output)
    gone = standing.gone(wanted)
    claim, release = manifest(standing.listed | wanted.keys()), manifest(wanted)
    path = output / MANIFEST
    remembered = [path for path in sorted(memory) if read(path) != memory[path]]
    steps = (
        stage.write([(MANIFEST, claim)] if read(path) != claim else []),
        stage.write((_real(path), memory[path]) for path in remembered),
        *(_stage(_of_role(wanted, role, told), found, standing, stage) for role in Role),
    )
    last = stage.write([(MANIFEST, release)] if claim != release else [], turn=2)
    stage.to_remove = dict.fromkeys(gone)
    stage.settle()
    for step in steps:
        stage.place(step)
    if gone:
        stage.remove()
    stage.place(last)
    return Published(
        written=(*map(str, remembered), *sorted(stage.changed)),
        unchanged=tuple(sorted(wanted.keys() - stage.changed)),
        removed=gone,
        signatures=found,
    )


def _look(
    wanted: Mapping[str, Draft], standing: Standing, output: Path
) -> dict[str, Signature | None]:
    """Find what stands where documents go; refuse to replace what is not ours."""
    found = {name: standing.signature(name) for name in wanted}
    for name, known in found.items():
        if known is None or name in standing.listed:
            continue
        if not standing.holds(name, wanted[name].make()):
            raise in_the_way(output / name)
    return found


def _of_role(wanted: Mapping[str, Draft], role: Role, told: Callable[[], None]) -> Iterator[Draft]:
    for draft in wanted.values():
        if draft.role is role:
            yield draft
            told()


def _stage(
    drafts: Iterable[Draft],
    found: dict[str, Signature | None],
    standing: Standing,
    stage: _Stage,
) -> list[_Move]:
    """Make the documents that may differ, and write those that do; `found` follows."""
    moves = []
    for draft in drafts:
        name, known = draft.path, found[draft.path]
        if known is not None and known == draft.signature:
            continue
        parts = draft.make()
        if known is None or not standing.holds(name, parts):
            move, found[name] = stage.stage(name, parts)
            moves.append(move)
    return moves


class _Move(NamedTuple):
    """A renaming that is left to do: of what waits for a path, in one of several turns.

    The path of what goes into the output is seen from there: it is the very text of its draft.
    """

    path: str
    turn: int


def _real(path: Path) -> str:
    """Follow links, so that a memory that is a link stays one."""
    return os.path.realpath(path)


def _waiting(path: str, turn: int = 1) -> str:
    directory, slash, name = path.rpartition("/")
    return f"{directory}{slash}.{name}.{turn}{TEMPORARY}"


class _Stage:
    """What is written but not yet in its place, and what is to be removed after that.

    It is taken back where the build fails, and the failure raised as what it means for the files.
    """

    def __init__(self, output: Path, disk: Disk) -> None:
        self._output = output
        self._disk = disk
        self._made: list[str] = []
        self._there: set[str] = set()
        self._staged: dict[_Move, None] = {}
        self._has_begun = False
        self.changed: set[str] = set()
        self.to_remove: dict[str, None] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _: object, error: BaseException | None, *__: object) -> None:
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
        for path in map(str, leftovers(self._output)):
            with telling(path):
                self._disk.remove(path)
        self.clear(map(_real, memory))

    def clear(self, paths: Iterable[str]) -> None:
        """Remove what waits beside files that are to be written."""
        for path in filter(os.path.lexists, map(_waiting, paths)):
            with telling(path):
                self._disk.remove(path)

    def keep_mode(self, path: str) -> None:
        """Give what is staged the mode of the file whose place it takes, if there is one."""
        with telling(path):
            if os.path.exists(path):  # noqa: PTH110
                self._disk.keep_mode(_waiting(path), path)

    def make_directory(self, path: str) -> None:
        """Make a directory and those above it, where they are missing."""
        if path not in self._there and not is_directory(path):
            self.make_directory(directory_of(path))
            with telling(path):
                self._disk.make_directory(path)
            self._made.append(path)
        self._there.add(path)

    def stage(self, name: str, parts: Iterable[bytes]) -> tuple[_Move, Signature]:
        """Write a document under a temporary name; its renaming is left to do."""
        self.changed.add(name)
        return self._write(_Move(name, 1), parts)

    def write(self, files: Iterable[tuple[str, bytes]], *, turn: int = 1) -> list[_Move]:
        """Write other files under temporary names; the renamings that are left to do come back.

        A file that is written twice waits the second time under the name of another turn.
        """
        return [self._write(_Move(path, turn), (content,))[0] for path, content in files]

    def _write(self, move: _Move, parts: Iterable[bytes]) -> tuple[_Move, Signature]:
        path = self._at(move.path)
        self.make_directory(directory_of(path))
        self._staged[move] = None
        with telling(path):
            return move, self._disk.write(_waiting(path, move.turn), parts)

    def _at(self, path: str) -> str:
        return f"{self._output}/{path}" if path[:1] != "/" else path

    def _waiting(self, move: _Move) -> str:
        return _waiting(self._at(move.path), move.turn)

    def settle(self) -> None:
        """Make what is staged survive a loss of power."""
        above = sorted(set(map(directory_of, self._made)))
        with telling(self._output):
            self._disk.settle((*sorted(map(self._waiting, self._staged)), *above))

    def place(self, moves: Sequence[_Move]) -> None:
        """Put files in their places, and make that survive a loss of power."""
        for move in moves:
            path = self._at(move.path)
            with telling(path):
                self._disk.rename(_waiting(path, move.turn), path)
            self._has_begun = True
            del self._staged[move]
        with telling(self._output):
            self._disk.settle(sorted({directory_of(self._at(path)) for path, _ in moves}))

    def remove(self) -> None:
        """Remove the files that are to go, and the directories that are empty without them."""
        for name in (names := tuple(self.to_remove)):
            with telling(f"{self._output}/{name}"):
                self._disk.remove(f"{self._output}/{name}")
            self._has_begun = True
            del self.to_remove[name]
        emptied = [f"{self._output}/{name}" for name in directories(names)]
        self._remove_directories(reversed(emptied))
        with telling(self._output):
            self._disk.settle(tuple(filter(os.path.isdir, (str(self._output), *emptied))))

    def _remove_directories(self, paths: Iterable[str]) -> None:
        """Remove those that are empty, given the innermost first."""
        for path in paths:
            with suppress(OSError):
                self._disk.remove_directory(path)
