"""One build at a time: an advisory lock on what is there anyway."""

from __future__ import annotations

import fcntl
import os
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from talkfeed import system
from talkfeed.errors import AlreadyBuilding

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def exclusive(path: Path) -> Iterator[None]:
    """Hold a file or directory against a second build; the lock ends with the process.

    It is an advisory lock on what is there anyway (flock), so that no lock file is left behind.
    What cannot be opened, or lies on a file system without such locks, is used without: whoever
    reads or writes it next says what is wrong with it.

    Raises:
        AlreadyBuilding: TF506, somebody else holds it.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | system.flags("O_NONBLOCK"))
    except OSError:
        yield
        return
    try:
        _lock(descriptor, path)
        yield
    finally:
        os.close(descriptor)


def _lock(descriptor: int, path: Path) -> None:
    with suppress(OSError):  # a network file system may have no locks
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            message = f"another build is at work on {path}"
            raise AlreadyBuilding("TF506", message, "wait until it has ended") from error
