"""One build at a time: a lock of the operating system that ends with the process."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from talkfeed import system
from talkfeed.errors import AlreadyBuilding

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def hold_build_lock(path: Path) -> Iterator[None]:
    """Hold a file or directory against a second build; the lock ends with the process.

    What cannot be opened, or lies on a file system without locks, is used without one: the step
    that reads or writes it next reports what is wrong with it.

    Raises:
        AlreadyBuilding: TF506, another build holds it.
    """
    try:
        descriptor = _open(path)
    except OSError:
        yield
        return
    try:
        with suppress(OSError):  # a network file system may have no locks
            if not system.lock(descriptor):
                message = f"another build is at work on {path}"
                raise AlreadyBuilding("TF506", message, "wait until it has ended")
        yield
    finally:
        os.close(descriptor)


def _open(path: Path) -> int:
    """Open what is locked: the file or directory itself, so that no lock file is left behind.

    Locks of Windows keep other programs from reading, and directories cannot be opened there. So
    an empty file of the user's is locked instead, in the directory for temporary files.
    """
    if system.has_advisory_locks():
        return os.open(path, os.O_RDONLY | system.flags("O_NONBLOCK"))
    from tempfile import gettempdir  # noqa: PLC0415  — on Windows only

    name = sha256(os.fsencode(os.path.normcase(path.resolve(strict=True)))).hexdigest()
    return os.open(Path(gettempdir(), f"talkfeed-{name}.lock"), os.O_RDWR | os.O_CREAT, 0o600)
