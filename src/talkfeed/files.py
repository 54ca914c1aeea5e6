"""A path → the bytes of its regular file, within a limit; all input files are read by this module.

Pipes and devices are rejected, because reading them may never end. A file is opened without
blocking (POSIX open, O_NONBLOCK) and checked by its descriptor (fstat), so that it cannot be
exchanged in between. On systems without such an open, it is checked before.
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
"""The default limit of a file, in bytes."""
CHUNK = 1 << 16
"""The bytes read at once from a file whose stated size is 0, such as one in /proc."""
MOST_BELOW, MOST_FILES, DEEPEST = 4 << 20, 1000, 16
"""The limits of a directory that is read as a whole: bytes, files, and levels."""

_KINDS = {
    stat.S_IFBLK: "a device",
    stat.S_IFCHR: "a device",
    stat.S_IFDIR: "a directory",
    stat.S_IFIFO: "a named pipe",
    stat.S_IFLNK: "a link",
    stat.S_IFSOCK: "a socket",
}


class NotAFile(OSError):
    """There is no regular file at a path; `strerror` says what there is."""


class TooLarge(OSError):
    """A file is larger than the limit; `strerror` has the limit."""


class Directory(NamedTuple):
    """A directory: its descriptor, if the system supports it, and its path."""

    descriptor: int | None
    path: str

    def place(self, name: str) -> str:
        """Return the path of a file in it, relative to the descriptor if there is one."""
        return name if self.descriptor is not None else f"{self.path}/{name}"


_ANYWHERE = Directory(None, "")


@contextmanager
def opened(path: str | PathLike[str], *, below: Directory = _ANYWHERE) -> Iterator[FileIO]:
    """Open a regular file for reading, unbuffered.

    If `below` is a directory, the path is a name in it, and links are rejected.

    Raises:
        NotAFile: there is no regular file at the path.
        OSError: it cannot be opened.
    """
    try:
        descriptor = _open(path, below)
    except OSError as error:
        if error.errno == errno.ENXIO:  # a socket
            mode = os.stat(path, dir_fd=below.descriptor).st_mode
            raise _not_a_file(path, mode) from error
        raise
    except ValueError as error:  # a path with a NUL, or that cannot be encoded
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
    """Open a file of any kind without blocking; below a directory, links are not followed."""
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
        NotAFile: there is no regular file at the path.
        TooLarge: the file is larger; no more than the limit is read.
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
    """Read all files below a directory; return their relative paths and contents, sorted by path.

    Hidden files and directories are left out. Links are rejected, even if they point below the
    directory.

    Raises:
        NotAFile: there is a link, a pipe, a socket or a device.
        TooLarge: there are more than `count` files, more than `most` bytes in them, or too many
            levels of directories.
        OSError: a file or directory cannot be read.
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
    """Return the relative path and the name of each file, with its directory."""
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
    """Open a directory, without following a link if the system supports it."""
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
    """Check that a file can be written to a path: there is a regular file, or nothing.

    Raises:
        NotAFile: there is something else, such as a device.
        FileNotFoundError, NotADirectoryError: the directory of the file does not exist.
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
