"""A directory of this machine as a target: each file is staged, synced and renamed."""

from __future__ import annotations

import os
from contextlib import ExitStack
from hashlib import sha256
from typing import TYPE_CHECKING, Self

from talkfeed.delivery.lease import busy
from talkfeed.delivery.target import Conflict, Guard, Stored, Target, Upload, failure, taken
from talkfeed.errors import AlreadyBuilding
from talkfeed.publishing.build_lock import hold_build_lock
from talkfeed.publishing.disk import Disk
from talkfeed.publishing.output_dir import directories, is_directory, read
from talkfeed.publishing.staging import Stage

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

_DISK = Disk()


class DirectoryTarget(Target):
    """A directory, which is locked as long as we publish to it."""

    batch = 256

    def __init__(self, root: Path, disk: Disk = _DISK) -> None:
        """Take the directory, which may be missing."""
        self.shown = str(root)
        self._root, self._disk = root, disk
        self._open = ExitStack()

    def __enter__(self) -> Self:
        """Lock the directory, if it is there.

        Raises:
            AlreadyBuilding: TF804, another publisher holds it.
            CannotWrite: TF504, it is a file.
        """
        try:
            if is_directory(self.shown):
                self._open.enter_context(hold_build_lock(self._root))
                self.is_locked = True
        except AlreadyBuilding as error:
            raise busy(self) from error
        return self

    def __exit__(self, *_: object) -> None:
        """Unlock the directory."""
        self._open.close()
        self.is_locked = False

    def guard(self) -> Guard:
        """Make the directory, if it is missing, and lock it."""
        if not self.is_locked:
            with Stage(self._root, self._disk) as stage:
                stage.make_directory(self.shown)
            self.__enter__()
        return Guard.LOCK

    def read(self, name: str) -> Stored | None:
        """Read a file; its tag is a digest."""
        content = read(self._root / name)
        return None if content is None else Stored(content, sha256(content).hexdigest())

    def existing(self, names: Sequence[str]) -> set[str]:
        """Look at each path and those above; links are not followed."""
        self._reject_links(names)
        files = {name for name in directories(names) if (self._root / name).is_file()}
        return taken(names, files.union(filter(self._is_there, names)))

    def put(self, files: Sequence[Upload], done: Callable[[], None]) -> None:
        """Stage all files, then rename them."""
        self._reject_links([file.name for file in files])
        with Stage(self._root, self._disk) as stage:
            stage.clear(f"{self._root}/{file.name}" for file in files)
            moves = [stage.stage(file.name, (file.content,))[0] for file in files]
            stage.settle()
            stage.place(moves)
        for _ in files:
            done()

    def replace(self, file: Upload, tag: str | None) -> str:
        """Replace a file that is as it was read; the lock keeps other publishers away."""
        found = self.read(file.name)
        if (found and found.tag) != tag:
            raise Conflict(file.name)
        self.put([file], lambda: None)
        return sha256(file.content).hexdigest()

    def delete(self, names: Sequence[str]) -> None:
        """Remove files, and the directories that are empty without them."""
        self._reject_links(names)
        with Stage(self._root, self._disk) as stage:
            stage.to_remove = dict.fromkeys(sorted(filter(self._is_there, names)))
            stage.remove()

    def _is_there(self, name: str) -> bool:
        return os.path.lexists(self._root / name)

    def _reject_links(self, names: Sequence[str]) -> None:
        """Reject names whose directory is a link, which may lead to files of others."""
        for directory in directories(names):
            if (self._root / directory).is_symlink():
                hint = "remove the link, or publish to the directory that it leads to"
                raise failure(self.shown, f"{directory} is a link", hint)
