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
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from os import PathLike

MOST = 1 << 30
"""Bytes of one file, unless the caller sets another limit."""
CHUNK = 1 << 16
"""Bytes that are read at once of a file that says it has none, such as one in /proc."""

_FLAGS = os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC
_KINDS = {
    stat.S_IFBLK: "a device",
    stat.S_IFCHR: "a device",
    stat.S_IFDIR: "a directory",
    stat.S_IFIFO: "a named pipe",
    stat.S_IFSOCK: "a socket",
}


class NotAFile(OSError):
    """There is a pipe, a socket, a device or a directory at a path; `strerror` says which."""


class TooLarge(OSError):
    """A file is larger than the limit; `strerror` has the limit."""


@contextmanager
def opened(path: str | PathLike[str]) -> Iterator[FileIO]:
    """Open a regular file for reading, unbuffered.

    Raises:
        NotAFile: there is something else at the path.
        OSError: it cannot be opened.
    """
    try:
        descriptor = os.open(path, _FLAGS)
    except OSError as error:
        if error.errno == errno.ENXIO:  # a socket
            raise _not_a_file(path, Path(path).stat().st_mode) from error
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


def read(path: str | PathLike[str], most: int = MOST) -> bytes:
    """Read a regular file of at most `most` bytes.

    Raises:
        NotAFile: there is something else at the path.
        TooLarge: the file is larger; nothing beyond the limit is read.
        OSError: it cannot be read.
    """
    with opened(path) as file:
        size = os.fstat(file.fileno()).st_size
        pieces: list[bytes] = []
        left = most + 1 if size <= most else 0
        while left and (piece := file.read(min(left, max(size + 1, CHUNK)))):
            pieces.append(piece)
            left -= len(piece)
    if not left:
        raise TooLarge(errno.EINVAL, f"it is larger than {most:,} bytes", str(path))
    return b"".join(pieces)


def _not_a_file(path: str | PathLike[str], mode: int) -> NotAFile:
    kind = _KINDS[stat.S_IFMT(mode)]
    return NotAFile(errno.EINVAL, f"it is {kind} and not a file", str(path))
