"""Tasks → a Dask cluster: one of this machine, or that of a scheduler."""

from __future__ import annotations

from collections import deque
from concurrent.futures import CancelledError
from functools import cached_property
from logging import getLogger
from typing import TYPE_CHECKING, Any, Self

from distributed import Client, LocalCluster
from distributed.comm.core import CommClosedError
from distributed.scheduler import KilledWorker

from talkfeed.engine.exchange import FAILED
from talkfeed.errors import CannotWrite

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from talkfeed.engine.exchange import Receipt, Task

PATIENCE = 10
"""Seconds to connect to a scheduler, or to end a cluster."""
RETRIES = 3
"""How often a task that fails is tried again, for a store that is busy."""
AHEAD = 4
"""How many tasks wait for each thread of the cluster."""
_LOCAL: dict[str, Any] = {
    "threads_per_worker": 1,
    "dashboard_address": "127.0.0.1:0",  # any port that is free
    "silence_logs": "CRITICAL",
}


class Dask:
    """An engine whose tasks run on the workers of a scheduler."""

    def __init__(self, address: str = "", workers: int | None = None) -> None:
        """Take the address of a scheduler; without, one and its workers are started on demand."""
        self._address, self._workers = address, workers

    def __enter__(self) -> Self:
        """Use it within a block."""
        return self

    def __exit__(self, *_: object) -> None:
        """Disconnect, and end the workers that were started."""
        if "_client" in vars(self):
            self._client.close(timeout=PATIENCE)
        if "_cluster" in vars(self):
            self._cluster.close(timeout=PATIENCE)

    @cached_property
    def _cluster(self) -> Any:  # noqa: ANN401  — has no types
        return LocalCluster(n_workers=self._workers, **_LOCAL)

    @cached_property
    def _client(self) -> Any:  # noqa: ANN401  — has no types
        """Connect.

        Raises:
            CannotWrite: TF512, the scheduler cannot be reached.
        """
        getLogger("distributed").setLevel("CRITICAL")  # we raise what it logs
        try:
            place = self._address or self._cluster
            return Client(place, timeout=PATIENCE, set_as_default=False)
        except (OSError, RuntimeError, ValueError) as error:
            raise self._failure(error, "start it, or correct its address") from error

    def run(self, work: Callable[[Task], Receipt], tasks: Iterable[Task]) -> Iterator[Receipt]:
        """Run tasks; a few wait for each thread, and their receipts are returned in order."""
        most = AHEAD * max(1, sum(self._client.nthreads().values()))
        waiting: deque[Any] = deque()
        try:
            for task in tasks:
                waiting.append(self._client.submit(work, task, pure=False, retries=RETRIES))
                if len(waiting) == most:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except (CommClosedError, CancelledError, KilledWorker) as error:
            hint = "build again: with --exchange, what is done is not done again"
            raise self._failure(error, hint) from error

    def _failure(self, error: Exception, hint: str) -> CannotWrite:
        cause = str(error).partition("\n")[0] or type(error).__name__
        shown = self._address or "this machine"
        return CannotWrite(FAILED, f"the Dask cluster at {shown} failed: {cause}", hint)
