"""A path → the bytes of the regular file there, within a limit; nothing else reads input files.

A pipe would wait for a writer and a device might never end, so both are refused. A file is opened
without waiting (POSIX open, O_NONBLOCK) and looked at through its descriptor (fstat), so that it
cannot be exchanged in between.
"""

from __future__ import annotations

import errno
import os
import stat
from contextlib import contextmanager
from io import FileIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from os import PathLike

MOST = 1 << 30
"""Bytes of one file, unless the caller sets another limit."""
CHUNK = 1 << 16
"""Bytes that are read at once of a file that says it has none, such as one in /proc."""
MOST_BELOW, MOST_FILES, DEEPEST = 4 << 20, 1000, 16
"""Bytes of all files of a directory that is read as a whole, their number, and levels of it."""

_FLAGS = os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC
_NO_LINK = _FLAGS | os.O_NOFOLLOW
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


@contextmanager
def opened(path: str | PathLike[str], *, below: int | None = None) -> Iterator[FileIO]:
    """Open a regular file for reading, unbuffered.

    `below` is the descriptor of an open directory; the path is then a name in it, and no link.

    Raises:
        NotAFile: there is something else at the path.
        OSError: it cannot be opened.
    """
    try:
        descriptor = os.open(path, _FLAGS if below is None else _NO_LINK, dir_fd=below)
    except OSError as error:
        if error.errno == errno.ENXIO:  # a socket
            raise _not_a_file(path, os.stat(path, dir_fd=below).st_mode) from error
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


def read(path: str | PathLike[str], most: int = MOST, *, below: int | None = None) -> bytes:
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
    for path, name, descriptor in _files_below(directory, None, ""):
        if len(found) == count:
            raise TooLarge(errno.EINVAL, f"there are more than {count:,} files", directory)
        found[path] = read(name, left, below=descriptor)
        left -= len(found[path])
    return tuple(sorted(found.items()))


def _files_below(directory: str, above: int | None, path: str) -> Iterator[tuple[str, str, int]]:
    """List the path and name of each file, with the descriptor of the directory it is in."""
    if path.count("/") > DEEPEST:
        raise TooLarge(errno.EINVAL, f"it is nested deeper than {DEEPEST} levels", path)
    descriptor = os.open(directory, _NO_LINK | os.O_DIRECTORY, dir_fd=above)
    try:
        for name in os.listdir(descriptor):  # noqa: PTH208  — of a descriptor
            here = f"{path}{name}"
            mode = os.stat(name, dir_fd=descriptor, follow_symlinks=False).st_mode
            if name.startswith("."):
                continue
            if stat.S_ISDIR(mode):
                yield from _files_below(name, descriptor, f"{here}/")
            elif stat.S_ISREG(mode):
                yield here, name, descriptor
            else:
                raise _not_a_file(here, mode)
    finally:
        os.close(descriptor)


def _not_a_file(path: str | PathLike[str], mode: int) -> NotAFile:
    kind = _KINDS[stat.S_IFMT(mode)]
    return NotAFile(errno.EINVAL, f"it is {kind} and not a file", str(path))
