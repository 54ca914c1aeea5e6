"""Disks that fail: at an operation, for a reason, or by losing unsynced data."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from talkfeed.publishing.publish import Disk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from talkfeed.model import Signature


class PowerCut(BaseException):
    """The machine stops; nothing can clean up after it."""


class Stepping(Disk):
    """Does something of its own before each step, and keeps a record of them."""

    def __init__(self, before: Callable[[int], None] = lambda _: None) -> None:
        """Take what is done before each step, given its number."""
        self.before = before
        self.steps: list[tuple[str, Path]] = []

    def _step(self, verb: str, path: str) -> None:
        self.before(len(self.steps))
        self.steps.append((verb, Path(path)))

    def write(self, path: str, parts: Iterable[bytes]) -> Signature:
        """Write, counted."""
        self._step("write", path)
        return super().write(path, parts)

    def settle(self, paths: Iterable[str]) -> None:
        """Sync, one step a path, counted."""
        for path in paths:
            self._step("settle", path)
            super().settle([path])

    def rename(self, old: str, new: str) -> None:
        """Rename, counted."""
        self._step("rename", new)
        super().rename(old, new)

    def replace(self, old: str, new: str, known: bytes | None) -> bool:
        """Replace, counted."""
        self._step("replace", new)
        return super().replace(old, new, known)

    def remove(self, path: str) -> None:
        """Remove, counted."""
        self._step("remove", path)
        super().remove(path)

    def make_directory(self, path: str) -> None:
        """Make a directory, counted."""
        self._step("make", path)
        super().make_directory(path)

    def remove_directory(self, path: str) -> None:
        """Remove a directory, counted."""
        self._step("unmake", path)
        super().remove_directory(path)


def cut_at(step: int) -> Stepping:
    """Make a disk that is dead from a step on, so that nothing is cleaned up either."""

    def stop(now: int) -> None:
        if now >= step:
            raise PowerCut

    return Stepping(stop)


def failing_at(step: int, number: int) -> Stepping:
    """Make a disk on which one step fails as the system would say it."""

    def fail(now: int) -> None:
        if now == step:
            disk.before = lambda _: None
            raise OSError(number, os.strerror(number))

    disk = Stepping(fail)
    return disk


class Volatile(Stepping):
    """Remembers what a loss of power would take: data and directory entries not yet synced."""

    def __init__(self, step: int) -> None:
        """Take the step at which the power goes."""
        super().__init__(self._stop)
        self.step = step
        self.unsynced: set[int] = set()
        self.undo: list[tuple[Path, Callable[[], None]]] = []

    def _stop(self, now: int) -> None:
        if now >= self.step:
            raise PowerCut

    def write(self, path: str, parts: Iterable[bytes]) -> Signature:
        """Write, remembered until it is synced."""
        written = super().write(path, parts)
        self.unsynced.add(written.inode)
        place = Path(path)
        self.undo.append((place.parent, lambda: place.unlink(missing_ok=True)))
        return written

    def settle(self, paths: Iterable[str]) -> None:
        """Sync, and forget what is now safe."""
        for path in paths:
            super().settle([path])
            self.unsynced.discard(Path(path).stat().st_ino)
            self.undo = [pending for pending in self.undo if pending[0] != Path(path)]

    def rename(self, old: str, new: str) -> None:
        """Rename, remembered until it is synced."""
        before = _content(Path(new))
        super().rename(old, new)
        self.undo.append((Path(new).parent, lambda: self._restore(Path(new), before, Path(old))))

    def remove(self, path: str) -> None:
        """Remove, remembered until it is synced."""
        before = _content(Path(path))
        super().remove(path)
        self.undo.append((Path(path).parent, lambda: self._restore(Path(path), before)))

    def make_directory(self, path: str) -> None:
        """Make a directory, remembered until it is synced."""
        super().make_directory(path)
        self.undo.append((Path(path).parent, lambda: shutil.rmtree(path, ignore_errors=True)))

    def remove_directory(self, path: str) -> None:
        """Remove a directory, remembered until it is synced."""
        super().remove_directory(path)
        self.undo.append((Path(path).parent, lambda: Path(path).mkdir(exist_ok=True)))

    def _restore(self, path: Path, content: bytes | None, moved_to: Path | None = None) -> None:
        if not path.parent.is_dir():
            return
        if moved_to is not None and path.exists():
            path.rename(moved_to)
        if content is not None:
            path.write_bytes(content)

    def lose_power(self, root: Path, is_lost: Callable[[Path], bool]) -> None:
        """Take back what was pending in the directories that lose it; unsynced data is empty."""
        for directory, undo in reversed(self.undo):
            if is_lost(directory):
                undo()
        for path in root.rglob("*"):
            if path.is_file() and path.stat().st_ino in self.unsynced:
                os.truncate(path, 0)


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


def never(*_: object) -> NoReturn:
    """Stand where nothing may be called."""
    message = "the disk was touched"
    raise AssertionError(message)
