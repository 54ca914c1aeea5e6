"""The ways in which files are changed; nothing else in the package writes.

Paths are texts, because a large site has a hundred thousand of them.
"""

# ruff: noqa: PTH101, PTH102, PTH106, PTH108, PTH116, PTH120 (see above)

from __future__ import annotations

import errno
import itertools
import os
import stat
from typing import TYPE_CHECKING

from talkfeed import files, system
from talkfeed.model import Signature

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_BINARY = system.flags("O_BINARY")
_HERE = -100  # AT_FDCWD
_NO_REPLACE, _EXCHANGE = 1, 2  # RENAME_NOREPLACE, RENAME_EXCHANGE
_UNSUPPORTED = frozenset((errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP, errno.EPERM))

MANY = 256
"""From so many files on, one sync of the whole file system is quicker than one of each."""


class Disk:
    """The eight ways in which files are changed; tests hand in one that fails. Paths are texts."""

    def write(self, path: str, parts: Iterable[bytes]) -> Signature:
        """Write a new file, its mode left to the umask; whatever stands there is an error."""
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o666)
        try:
            for part in parts:
                rest = memoryview(part)
                while rest:
                    rest = rest[os.write(descriptor, rest) :]
            return Signature.of(os.fstat(descriptor))
        finally:
            os.close(descriptor)

    def settle(self, paths: Sequence[str]) -> None:
        """Return when files and directories, as they are now, would survive a loss of power."""
        if len(paths) >= MANY and all(map(sync_all, _one_of_each_device(paths))):
            return
        for path in paths:
            system.sync(path)

    def rename(self, old: str, new: str) -> None:
        """Put a file in the place of another in one step."""
        system.replace(old, new)

    def replace(self, old: str, new: str, known: bytes | None) -> bool:
        """Put a file in the place of one with known content in one step; None stands for no file.

        Return False, with everything as it was, if something else is there by now. The two are
        exchanged before they are compared, so that no change can fall in between; only a system
        that exchanges nothing (Linux does, renameat2) compares first.

        Raises:
            OSError: among others, the file was saved twice meanwhile; both versions are kept.
        """
        ours = files.read(old)
        try:
            is_done = rename_with(old, new, _NO_REPLACE if known is None else _EXCHANGE)
        except (FileExistsError, FileNotFoundError):
            return False
        if not is_done:
            if not _holds(new, known):
                return False
            system.replace(old, new)
        elif known is not None:
            if not _holds(old, known):
                _take_back(old, new, ours)
                return False
            os.unlink(old)
        return True

    def keep_mode(self, path: str, like: str) -> None:
        """Give a file the mode of another."""
        os.chmod(path, stat.S_IMODE(os.stat(like).st_mode))

    def remove(self, path: str) -> None:
        """Remove a file, or a link without following it."""
        os.unlink(path)

    def make_directory(self, path: str) -> None:
        """Make a directory, its mode left to the umask."""
        os.mkdir(path)

    def remove_directory(self, path: str) -> None:
        """Remove a directory, which must be empty."""
        os.rmdir(path)


def _one_of_each_device(paths: Iterable[str]) -> list[str]:
    """Choose a directory on each file system that the paths are on."""
    places = sorted({directory_of(path) for path in paths})
    return list({os.stat(place).st_dev: place for place in places}.values())


def sync_all(path: str) -> bool:
    """Sync the whole file system that a path is on (Linux, syncfs); False where that cannot be.

    Raises:
        OSError: the disk reports an error.
    """
    synced = system.c_function("syncfs")
    if synced is None:
        return False
    import ctypes  # noqa: PLC0415  — for large outputs only

    descriptor = os.open(path, os.O_RDONLY)
    try:
        if synced(descriptor):
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number), path)
    finally:
        os.close(descriptor)
    return True


def rename_with(old: str, new: str, flag: int) -> bool:
    """Rename a file without replacing another, or exchange two (Linux, renameat2).

    Return False where the system or the file system cannot do so.

    Raises:
        OSError: FileExistsError and FileNotFoundError among others.
    """
    rename = system.c_function("renameat2")
    if rename is None:
        return False
    import ctypes  # noqa: PLC0415  — for files that a person keeps only

    if not rename(_HERE, os.fsencode(old), _HERE, os.fsencode(new), flag):
        return True
    number = ctypes.get_errno()
    if number in _UNSUPPORTED:
        return False
    raise OSError(number, os.strerror(number), new)


def _holds(path: str, content: bytes | None) -> bool:
    """Tell whether a file has this content; None stands for no file."""
    try:
        return files.read(path) == content
    except FileNotFoundError:
        return content is None
    except OSError:
        return False


def _take_back(old: str, new: str, ours: bytes) -> None:
    """Exchange two files back, unless what was put in place has been changed in its turn.

    Raises:
        OSError: it has been; it stays in its place, and the version before it is set aside.
    """
    try:
        rename_with(old, new, _EXCHANGE)
    except FileNotFoundError:  # it was removed
        rename_with(old, new, _NO_REPLACE)
        return
    if not _holds(old, ours):
        rename_with(old, new, _EXCHANGE)
        kept = name_aside(new)
        system.replace(old, kept)
        message = f"it was saved twice meanwhile; the earlier version is in '{kept}'"
        raise OSError(errno.EBUSY, message, new)


def name_aside(path: str) -> str:
    """Find a free name beside a file for another version of it."""
    names = (f"{path}.kept{number or ''}" for number in itertools.count())
    return next(name for name in names if not os.path.lexists(name))


def directory_of(path: str) -> str:
    """Name the directory that a path is in."""
    return os.path.dirname(path) or "."
