"""Limits of the time and the size of a response; the deadline of one fetch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.errors import Rejected
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

CANNOT_FETCH = "TF705"
TOO_LARGE = "TF704"


class Limits(NamedTuple):
    """Limits of a fetch.

    `total`, `connect` and `idle` are seconds: of the whole fetch, of a connection attempt, and
    without any data. `size` is in bytes of the decompressed body.
    """

    total: float = 30.0
    connect: float = 10.0
    idle: float = 10.0
    size: int = 5 * 1024 * 1024
    redirects: int = 5


USUAL = Limits()


class Deadline(NamedTuple):
    """The end of a fetch (`at`) by a monotonic clock; `seconds` is its length, for messages."""

    clock: Callable[[], float]
    at: float
    seconds: float

    def left(self, timeout: float | None) -> float:
        """Return the seconds that may be waited now: `timeout`, but never past the deadline.

        Raises:
            Rejected: TF705, the deadline has passed.
        """
        remaining = self.at - self.clock()
        if remaining <= 0:
            raise too_slow("response", self.seconds)
        return remaining if timeout is None else min(timeout, remaining)


def start(limits: Limits, clock: Callable[[], float]) -> Deadline:
    """Return the deadline of a fetch that begins now."""
    return Deadline(clock, clock() + limits.total, limits.total)


def too_slow(what: str, seconds: float) -> Rejected:
    """Return the error of a server that takes too long."""
    hint = "try again later, or save the page from a browser and import the file"
    message = f"the server is too slow: no {what} within {seconds:g} seconds"
    return Rejected(CANNOT_FETCH, message, hint)


def too_large(limits: Limits) -> Rejected:
    """Return the error of a response that is too large."""
    hint = "save the part with the talks as a file, and import that"
    message = f"the response is larger than {limits.size / 1024 / 1024:g} MiB"
    return Rejected(TOO_LARGE, message, hint)
