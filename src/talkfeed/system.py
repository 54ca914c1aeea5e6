"""What operating systems do differently: one function each, with the best guarantee there is.

No other module calls what only some systems have. Whether this one has it is looked up at each
call, so that tests can take it away.
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
"""How often and how many seconds apart a file is replaced that another program has open."""
_MOST_PROCESSES = 61  # 64 handles, of which multiprocessing needs three
_ESCAPES = 0x0004  # ENABLE_VIRTUAL_TERMINAL_PROCESSING
_IN_USE = frozenset((5, 32))
"""The errors of Windows for a file that is open elsewhere: access denied, sharing violation."""


def flags(*names: str) -> int:
    """Combine flags for `os.open`; those that the system does not have are left out.

    >>> flags("O_RDONLY", "O_UNHEARD_OF") == os.O_RDONLY
    True
    """
    found = 0
    for name in names:
        found |= getattr(os, name, 0)
    return found


# --- files --------------------------------------------------------------------------------------


def has_safe_open() -> bool:
    """Tell whether a file can be opened without waiting for a pipe and without following a link.

    Elsewhere it is looked at before it is opened. Only a program that may change the directory can
    exchange it in between.
    """
    return hasattr(os, "O_NONBLOCK") and hasattr(os, "O_NOFOLLOW")


def has_directory_descriptors() -> bool:
    """Tell whether a directory can be opened, and files found in it by its descriptor."""
    return (
        hasattr(os, "O_DIRECTORY")
        and {os.open, os.stat} <= os.supports_dir_fd
        and os.listdir in os.supports_fd
    )


def has_owners() -> bool:
    """Tell whether the owner and the mode of a file say who can read and change it.

    Windows keeps that in access control lists, which Python cannot read. A user's profile is
    closed to other users there, and the usual directories of talkfeed are in it.
    """
    return hasattr(os, "geteuid")


def is_ours(status: os.stat_result) -> bool:
    """Tell whether a file belongs to the user, as far as the system knows owners."""
    return not has_owners() or status.st_uid == os.geteuid()


def is_of_our_group(status: os.stat_result) -> bool:
    """Tell whether a file belongs to the user's group, as far as the system knows groups."""
    return not has_owners() or status.st_gid == os.getegid()


def read_at(descriptor: int, length: int, offset: int) -> bytes:
    """Read from an offset (POSIX pread); elsewhere the position of the file moves."""
    if hasattr(os, "pread"):
        return os.pread(descriptor, length, offset)
    os.lseek(descriptor, offset, os.SEEK_SET)
    return os.read(descriptor, length)


def write_at(descriptor: int, content: bytes, offset: int) -> int:
    """Write at an offset (POSIX pwrite); elsewhere the position of the file moves."""
    if hasattr(os, "pwrite"):
        return os.pwrite(descriptor, content, offset)
    os.lseek(descriptor, offset, os.SEEK_SET)
    return os.write(descriptor, content)


def sync(path: str) -> None:
    """Return when a file or directory, as it is now, would survive a loss of power (POSIX fsync).

    Windows syncs only what can be written to, which a directory cannot; NTFS keeps the order of
    changes to directories in its journal.
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
    """Put a file in the place of another in one step.

    Windows refuses that while another program, such as a virus scanner, has one of them open; then
    it is tried again for a second.
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
    """Tell whether Windows refused something because another program has the file open."""
    return getattr(error, "winerror", None) in _IN_USE


def has_advisory_locks() -> bool:
    """Tell whether a lock leaves other programs free to read, and can be of a directory (flock)."""
    try:
        import fcntl  # noqa: F401, PLC0415  — not on every system
    except ImportError:
        return False
    return True


def lock(descriptor: int) -> bool:
    """Lock an open file until it is closed; return False where it is locked already.

    Raises:
        OSError: the file system or the system has no locks.
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
    """Find a function of the C library, which sets errno; None where there is none."""
    import ctypes  # noqa: PLC0415  — for a few files only

    try:
        library = ctypes.CDLL(None, use_errno=True)
    except TypeError:  # Windows opens no library without a name
        return None
    return getattr(library, name, None)


# --- terminals ----------------------------------------------------------------------------------


def obeys_escapes(stream: TextIO) -> bool:
    """Tell whether a terminal obeys escape sequences; one of Windows is asked to."""
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
    """Choose how a process is started: as a copy of this one, or anew where that is not safe.

    Libraries of macOS run threads of their own, which no copy has.
    """
    return "fork" if hasattr(os, "fork") and sys.platform != "darwin" else "spawn"


def count_cores() -> int:
    """Count the cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def limit_processes(jobs: int) -> int:
    """Limit how many processes work at once; one of Windows can wait for so many others only."""
    return jobs if hasattr(os, "fork") else min(jobs, _MOST_PROCESSES)


def has_cpu_limit() -> bool:
    """Tell whether the system ends a process that uses too much of the processor's time."""
    try:
        import resource  # noqa: F401, PLC0415  — not on every system
    except ImportError:
        return False
    return True


def limit_cpu(seconds: int) -> None:  # pragma: no cover  — ends this process
    """End this process once it has used so many seconds of the processor's time, without a dump."""
    import resource  # noqa: PLC0415  — not on every system

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
