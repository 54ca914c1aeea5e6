"""How long a server may take, and how much it may say; the deadline of one fetch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.errors import Rejected
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

CANNOT_FETCH = "TF705"
TOO_LARGE = "TF704"


class Limits(NamedTuple):
    """Seconds of a whole fetch, of a connection and of one silence; bytes, unpacked; redirects."""

    total: float = 30.0
    connect: float = 10.0
    silence: float = 10.0
    size: int = 5 * 1024 * 1024
    redirects: int = 5


USUAL = Limits()


class Deadline(NamedTuple):
    """When a fetch has to be done, by a clock that only goes forward; its seconds, for messages."""

    clock: Callable[[], float]
    at: float
    seconds: float

    def left(self, patience: float | None) -> float:
        """Give the seconds that may be waited now: `patience`, but never past the deadline.

        Raises:
            Rejected: TF705, the deadline has passed.
        """
        remaining = self.at - self.clock()
        if remaining <= 0:
            raise too_slow("finished", self.seconds)
        return remaining if patience is None else min(patience, remaining)


def start(limits: Limits, clock: Callable[[], float]) -> Deadline:
    """Set the deadline of a fetch that begins now."""
    return Deadline(clock, clock() + limits.total, limits.total)


def too_slow(what: str, seconds: float) -> Rejected:
    """Say that a server takes too long."""
    hint = "try again later, or save the page from a browser and import the file"
    message = f"the server is too slow: not {what} within {seconds:g} seconds"
    return Rejected(CANNOT_FETCH, message, hint)


def too_large(limits: Limits) -> Rejected:
    """Say that a server sends too much."""
    hint = "save what is needed of it as a file, and import that"
    message = f"the answer is larger than {limits.size / 1024 / 1024:g} MiB"
    return Rejected(TOO_LARGE, message, hint)
