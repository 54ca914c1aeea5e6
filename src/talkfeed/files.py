"""A path → the bytes of the regular file there, within a limit; nothing else reads input files.

A pipe would wait for a writer and a device might never end, so both are refused. A file is opened
without waiting (POSIX open, O_NONBLOCK) and looked at through its descriptor (fstat), so that it
cannot be exchanged in between. A system that cannot open files that way looks at them before.
"""

from __future__ import annotations

import errno
import os
import stat
from contextlib import contextmanager
from io import FileIO
from pathlib import Path
from typing import TYPE_CHECKING

from talkfeed import system
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from os import PathLike

MOST = 1 << 30
"""Bytes of one file, unless the caller sets another limit."""
CHUNK = 1 << 16
"""Bytes that are read at once of a file that says it has none, such as one in /proc."""
MOST_BELOW, MOST_FILES, DEEPEST = 4 << 20, 1000, 16
"""Bytes of all files of a directory that is read as a whole, their number, and levels of it."""

_KINDS = {
    stat.S_IFBLK: "a device",
    stat.S_IFCHR: "a device",
    stat.S_IFDIR: "a directory",
    stat.S_IFIFO: "a named pipe",
    stat.S_IFLNK: "a link",
    stat.S_IFSOCK: "a socket",
}


class NotAFile(OSError):
    """Something at a path is no regular file; `strerror` says what it is."""


class TooLarge(OSError):
    """A file is larger than the limit; `strerror` has the limit."""


class Directory(NamedTuple):
    """A directory to find files in: its descriptor, where the system has such, and its path."""

    descriptor: int | None
    path: str

    def place(self, name: str) -> str:
        """Return the path of a file in it, as seen from the descriptor if there is one."""
        return name if self.descriptor is not None else f"{self.path}/{name}"


_ANYWHERE = Directory(None, "")


@contextmanager
def opened(path: str | PathLike[str], *, below: Directory = _ANYWHERE) -> Iterator[FileIO]:
    """Open a regular file for reading, unbuffered.

    Where `below` is a directory, the path is a name in it, and no link.

    Raises:
        NotAFile: there is something else at the path.
        OSError: it cannot be opened.
    """
    try:
        descriptor = _open(path, below)
    except OSError as error:
        if error.errno == errno.ENXIO:  # a socket
            mode = os.stat(path, dir_fd=below.descriptor).st_mode
            raise _not_a_file(path, mode) from error
        raise
    except ValueError as error:  # a path with a NUL, or with what the file system cannot encode
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path)) from error
    try:
        mode = os.fstat(descriptor).st_mode
        if not stat.S_ISREG(mode):
            raise _not_a_file(path, mode)
        with FileIO(descriptor, closefd=False) as file:
            yield file
    finally:
        os.close(descriptor)


def _open(path: str | PathLike[str], below: Directory) -> int:
    """Open a file of any kind without waiting; below a directory, no link is followed."""
    is_below = below is not _ANYWHERE
    place = below.place(os.fspath(path)) if is_below else path
    if not system.has_safe_open():
        mode = Path(place).stat(follow_symlinks=not is_below).st_mode
        if not stat.S_ISREG(mode):
            raise _not_a_file(path, mode)
    names = ("O_NONBLOCK", "O_NOCTTY", "O_BINARY", *(("O_NOFOLLOW",) if is_below else ()))
    return os.open(place, os.O_RDONLY | system.flags(*names), dir_fd=below.descriptor)


def read(path: str | PathLike[str], most: int = MOST, *, below: Directory = _ANYWHERE) -> bytes:
    """Read a regular file of at most `most` bytes; `below` is as for `opened`.

    Raises:
        NotAFile: there is something else at the path.
        TooLarge: the file is larger; nothing beyond the limit is read.
        OSError: it cannot be read.
    """
    with opened(path, below=below) as file:
        size = os.fstat(file.fileno()).st_size
        pieces: list[bytes] = []
        left = most + 1 if size <= most else 0
        while left and (piece := file.read(min(left, max(size + 1, CHUNK)))):
            pieces.append(piece)
            left -= len(piece)
    if not left:
        raise TooLarge(errno.EINVAL, f"it is larger than {most:,} bytes", str(path))
    return b"".join(pieces)


def read_below(
    directory: str, most: int = MOST_BELOW, count: int = MOST_FILES
) -> tuple[tuple[str, bytes], ...]:
    """Read all files below a directory, each with its path seen from there, in the order of paths.

    Hidden files and directories are left out. No link is followed, not even one that stays below.

    Raises:
        NotAFile: there is a link, a pipe, a socket or a device.
        TooLarge: there are more files than `count`, more than `most` bytes in them, or too many
            directories in each other.
        OSError: something cannot be read.
    """
    found: dict[str, bytes] = {}
    left = most
    for path, name, below in _files_below(directory, _ANYWHERE, ""):
        if len(found) == count:
            raise TooLarge(errno.EINVAL, f"there are more than {count:,} files", directory)
        found[path] = read(name, left, below=below)
        left -= len(found[path])
    return tuple(sorted(found.items()))


def _files_below(name: str, above: Directory, path: str) -> Iterator[tuple[str, str, Directory]]:
    """List the path and name of each file, with the directory it is in."""
    if path.count("/") > DEEPEST:
        raise TooLarge(errno.EINVAL, f"it is nested deeper than {DEEPEST} levels", path)
    with _directory(name, above) as directory:
        descriptor = directory.descriptor
        for inner in os.listdir(directory.path if descriptor is None else descriptor):  # noqa: PTH208
            here, place = f"{path}{inner}", directory.place(inner)
            mode = os.stat(place, dir_fd=descriptor, follow_symlinks=False).st_mode
            if inner.startswith("."):
                continue
            if stat.S_ISDIR(mode):
                yield from _files_below(inner, directory, f"{here}/")
            elif stat.S_ISREG(mode):
                yield here, inner, directory
            else:
                raise _not_a_file(here, mode)


@contextmanager
def _directory(name: str, above: Directory) -> Iterator[Directory]:
    """Open a directory, without following a link if the system can."""
    path = name if above is _ANYWHERE else f"{above.path}/{name}"
    if not system.has_directory_descriptors():
        yield Directory(None, path)
        return
    flags = os.O_RDONLY | system.flags("O_DIRECTORY", "O_NOFOLLOW", "O_NONBLOCK")
    descriptor = os.open(name, flags, dir_fd=above.descriptor)
    try:
        yield Directory(descriptor, path)
    finally:
        os.close(descriptor)


def require_replaceable(path: str | PathLike[str]) -> None:
    """Check that a file can be written at a path: a regular file is there, or nothing is.

    Raises:
        NotAFile: there is something else, such as a device.
        FileNotFoundError, NotADirectoryError: there is no directory to put the file in.
    """
    try:
        mode = Path(path).stat().st_mode
    except FileNotFoundError:
        if Path(os.path.realpath(path)).parent.is_dir():
            return
        message = "its directory does not exist"
        raise FileNotFoundError(errno.ENOENT, message, str(path)) from None
    if not stat.S_ISREG(mode):
        raise _not_a_file(path, mode)


def _not_a_file(path: str | PathLike[str], mode: int) -> NotAFile:
    kind = _KINDS[stat.S_IFMT(mode)]
    return NotAFile(errno.EINVAL, f"it is {kind} and not a file", str(path))
