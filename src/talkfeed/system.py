"""Differences between operating systems: one function each, with the best guarantee available.

No other module calls functions that only some systems have. Each call checks whether the system has
them, so that tests can remove them.
"""

from __future__ import annotations

import errno
import os
import sys
from importlib import import_module
from time import sleep
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, Literal, TextIO

ATTEMPTS, PAUSE = 20, 0.05
"""The number of attempts to replace a file in use, and the seconds between them."""
_MOST_PROCESSES = 61  # 64 handles, of which multiprocessing needs three
_ESCAPES = 0x0004  # ENABLE_VIRTUAL_TERMINAL_PROCESSING
_IN_USE = frozenset((5, 32))
"""The errors of Windows for a file that is open elsewhere: access denied, sharing violation."""


def flags(*names: str) -> int:
    """Return combined flags for `os.open`, without those that the system lacks.

    >>> flags("O_RDONLY", "O_UNHEARD_OF") == os.O_RDONLY
    True
    """
    found = 0
    for name in names:
        found |= getattr(os, name, 0)
    return found


# --- files --------------------------------------------------------------------------------------


def has_safe_open() -> bool:
    """Return whether a file can be opened without blocking at a pipe or following a link.

    Otherwise it is checked before it is opened; a program that may change the directory could
    exchange it in between.
    """
    return hasattr(os, "O_NONBLOCK") and hasattr(os, "O_NOFOLLOW")


def has_directory_descriptors() -> bool:
    """Return whether files can be opened and listed by the descriptor of a directory."""
    return (
        hasattr(os, "O_DIRECTORY")
        and {os.open, os.stat} <= os.supports_dir_fd
        and os.listdir in os.supports_fd
    )


def has_owners() -> bool:
    """Return whether the owner and the mode of a file determine who can read and change it.

    Windows uses access control lists, which Python cannot read. Other users cannot access a user's
    profile there, which contains the default directories of talkfeed.
    """
    return hasattr(os, "geteuid")


def is_ours(status: os.stat_result) -> bool:
    """Return whether a file belongs to the user; true on systems without owners."""
    return not has_owners() or status.st_uid == os.geteuid()


def is_of_our_group(status: os.stat_result) -> bool:
    """Return whether a file belongs to the user's group; true on systems without groups."""
    return not has_owners() or status.st_gid == os.getegid()


def read_at(descriptor: int, length: int, offset: int) -> bytes:
    """Read from an offset (POSIX pread); without pread, the position of the file changes."""
    if hasattr(os, "pread"):
        return os.pread(descriptor, length, offset)
    os.lseek(descriptor, offset, os.SEEK_SET)
    return os.read(descriptor, length)


def write_at(descriptor: int, content: bytes, offset: int) -> int:
    """Write at an offset (POSIX pwrite); without pwrite, the position of the file changes."""
    if hasattr(os, "pwrite"):
        return os.pwrite(descriptor, content, offset)
    os.lseek(descriptor, offset, os.SEEK_SET)
    return os.write(descriptor, content)


def sync(path: str) -> None:
    """Write a file or directory to disk, so that it survives a loss of power (POSIX fsync).

    Windows cannot sync directories; NTFS keeps changes to them in its journal.
    """
    has_directories = has_directory_descriptors()
    if not has_directories and os.path.isdir(path):  # noqa: PTH112  — paths are texts here
        return
    descriptor = os.open(path, os.O_RDONLY if has_directories else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def replace(old: str, new: str) -> None:
    """Replace a file by another atomically.

    Windows fails while another program, such as a virus scanner, has one of them open; then this is
    retried for a second.
    """
    for _ in range(ATTEMPTS):
        try:
            os.replace(old, new)  # noqa: PTH105  — paths are texts here
        except PermissionError as error:
            if not is_in_use(error):
                raise
            sleep(PAUSE)
        else:
            return
    os.replace(old, new)  # noqa: PTH105  — paths are texts here


def is_in_use(error: OSError) -> bool:
    """Return whether an error of Windows is caused by another program that has the file open."""
    return getattr(error, "winerror", None) in _IN_USE


def has_advisory_locks() -> bool:
    """Return whether locks are advisory, so that others can read, and work for directories."""
    try:
        import fcntl  # noqa: F401, PLC0415  — not on every system
    except ImportError:
        return False
    return True


def lock(descriptor: int) -> bool:
    """Lock an open file until it is closed; return False if it is locked already.

    Raises:
        OSError: the system or the file system does not support locks.
    """
    if has_advisory_locks():
        import fcntl  # noqa: PLC0415  — not on every system

        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
    try:
        windows: Any = import_module("msvcrt")
    except ImportError as error:
        raise OSError(errno.ENOSYS, "there are no locks") from error
    try:
        windows.locking(descriptor, windows.LK_NBLCK, 1)
    except PermissionError:
        return False
    return True


def c_function(name: str) -> Callable[..., int] | None:
    """Return a function of the C library that sets errno; None if it does not exist."""
    import ctypes  # noqa: PLC0415  — for a few files only

    try:
        library = ctypes.CDLL(None, use_errno=True)
    except TypeError:  # Windows opens no library without a name
        return None
    return getattr(library, name, None)


# --- terminals ----------------------------------------------------------------------------------


def obeys_escapes(stream: TextIO) -> bool:
    """Return whether a terminal supports escape sequences; enable them on Windows."""
    try:
        windows: Any = import_module("msvcrt")
    except ImportError:
        return True
    import ctypes  # noqa: PLC0415  — on Windows only

    kernel, mode = vars(ctypes)["windll"].kernel32, ctypes.c_ulong()
    console = ctypes.c_void_p(windows.get_osfhandle(stream.fileno()))
    is_known = kernel.GetConsoleMode(console, ctypes.byref(mode))
    return bool(is_known and kernel.SetConsoleMode(console, mode.value | _ESCAPES))


# --- processes ----------------------------------------------------------------------------------


def start_method() -> Literal["fork", "spawn"]:
    """Return how to start processes: as forks of this one, or anew where that is not safe.

    System libraries of macOS run threads, which a fork does not have.
    """
    return "fork" if hasattr(os, "fork") and sys.platform != "darwin" else "spawn"


def count_cores() -> int:
    """Return the number of cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def limit_processes(jobs: int) -> int:
    """Return the number of processes, limited on Windows, where a process can wait for few."""
    return jobs if hasattr(os, "fork") else min(jobs, _MOST_PROCESSES)


def has_cpu_limit() -> bool:
    """Return whether the system can limit the processor time of a process."""
    try:
        import resource  # noqa: F401, PLC0415  — not on every system
    except ImportError:
        return False
    return True


def limit_cpu(seconds: int) -> None:  # pragma: no cover  — ends this process
    """Limit the processor time of this process in seconds; it then ends without a core dump."""
    import resource  # noqa: PLC0415  — not on every system

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
