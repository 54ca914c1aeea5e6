"""What a build read → the moment when it should be read again.

Whether something has changed is decided by `Inputs` alone, by looking at the files. What reports
changes only says when to look: watchfiles where it is installed, and a clock otherwise, as well as
on network drives and in containers, where changes by other machines are not reported.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from talkfeed.building.inputs import Inputs

SETTLED = 0.05
"""Seconds without a change after which a file counts as saved."""
HALF_SAVED = 0.5
"""Seconds to wait for a file that is missing or empty, which most editors leave for a moment."""
LONGEST = 2.0
"""Seconds after which files that go on changing are read as they are."""
OFTEN = 0.2
"""Seconds between two looks without watchfiles."""
SELDOM = 1.0
"""Seconds between two looks with it."""
SHARE = 20
"""How many times as long as a look takes is waited before the next one."""


class Waiter(Protocol):
    """Waits for a time, or until something may have changed."""

    def wait(self, inputs: Inputs) -> None:
        """Return when it is time to look again."""


class Polling:
    """Looks at the clock: for drives whose changes the system does not report."""

    def wait(self, inputs: Inputs) -> None:
        """Wait a little, and longer where a look itself takes long."""
        began = time.monotonic()
        inputs.signature()
        time.sleep(max(OFTEN, SHARE * (time.monotonic() - began)))


class Reported:
    """Waits for what the system reports (inotify, FSEvents, ReadDirectoryChangesW)."""

    def __init__(self) -> None:
        """Start without a directory; raises ImportError where watchfiles is not installed."""
        import watchfiles  # noqa: PLC0415  — an extra

        self._watch = watchfiles.watch
        self._directories: tuple[str, ...] = ()
        self._changes: Iterator[object] = iter(())

    def wait(self, inputs: Inputs) -> None:
        """Return at a change in one of the directories, and now and then without one."""
        directories = inputs.directories()
        if directories != self._directories:
            self._directories = directories
            self._changes = self._watch(
                *directories,
                watch_filter=None,
                debounce=50,
                step=10,
                rust_timeout=int(1000 * SELDOM),
                yield_on_timeout=True,
                recursive=False,
            )
        try:
            next(self._changes)
        except (OSError, RuntimeError, StopIteration):
            self._directories = ()  # one of them has gone, or there are too many
            time.sleep(OFTEN)


def waiter(*, is_polling: bool) -> Waiter:
    """Choose how to wait: by polling, if that is asked for or watchfiles is not installed."""
    if not is_polling:
        try:
            return Reported()
        except ImportError:
            pass
    return Polling()


def wait_for_change(inputs: Inputs, waiter: Waiter, is_due: Callable[[], bool]) -> None:
    """Return when the inputs have changed and are saved, or something else is due."""
    while not is_due():
        if inputs.has_changed():
            _settle(inputs)
            if inputs.has_changed():  # an editor may have put back what was there
                return
        waiter.wait(inputs)


def _settle(inputs: Inputs) -> None:
    """Wait until nothing is being written any more."""
    began = time.monotonic()
    before = inputs.signature()
    while time.monotonic() - began < LONGEST:
        time.sleep(SETTLED)
        now = inputs.signature()
        is_waiting = inputs.is_half_saved() and time.monotonic() - began < HALF_SAVED
        if now == before and not is_waiting:
            return
        before = now
