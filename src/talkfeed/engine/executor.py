"""Work in shards → its results, in the order of the shards, by one process or several.

An executor is anything with this one method:

    map(work, shared, shards) -> iterator of work(shared, shard)

`work` is a pure function at the top level of a module. `shared` is needed by all shards, and sent
to each worker once. Shards and results are plain values that can be pickled. A distributed executor
would be another class that broadcasts `shared` and distributes the shards. The results are the same
for all executors.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from talkfeed import system

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Shared = TypeVar("Shared")
Shard = TypeVar("Shard")
Result = TypeVar("Result")

WORTH_PROCESSES = 2000
"""The number of talks from which several processes are faster (measured)."""


class Executor(Protocol):
    """Runs work in shards."""

    def map(
        self,
        work: Callable[[Shared, Shard], Result],
        shared: Shared,
        shards: Sequence[Shard],
    ) -> Iterator[Result]:
        """Return the results of all shards, in their order."""


class InProcess:
    """Runs the work in this process, one shard for each result that is consumed."""

    def map(
        self,
        work: Callable[[Shared, Shard], Result],
        shared: Shared,
        shards: Sequence[Shard],
    ) -> Iterator[Result]:
        """Run the work of each shard in this process."""
        return (work(shared, shard) for shard in shards)


class Processes:
    """Runs the work in several processes.

    If they are forks of this one, `shared` is not sent: the memory pages that a process touches are
    copied. So a shard should contain values that are near each other in memory. Otherwise `shared`
    is sent to each process once, and the process imports the main module of the program, which
    therefore must start its work below `if __name__ == "__main__":`.
    """

    def __init__(self, jobs: int) -> None:
        """Store the maximum number of processes."""
        self._jobs = jobs

    def map(
        self,
        work: Callable[[Shared, Shard], Result],
        shared: Shared,
        shards: Sequence[Shard],
    ) -> Iterator[Result]:
        """Run the work of all shards in other processes, which end with the last result."""
        from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415  — for large inputs only
        from multiprocessing import get_context  # noqa: PLC0415

        with ProcessPoolExecutor(
            system.limit_processes(min(self._jobs, len(shards))) or 1,
            mp_context=get_context(system.start_method()),
            initializer=_hold,
            initargs=(work, shared),
        ) as pool:
            yield from pool.map(_do, shards)


_held: list[Any] = []
"""In a worker process: the work, and the values shared by all shards."""


def _hold(
    work: Callable[[Any, Any], Any],
    shared: Any,  # noqa: ANN401  — of any kind
) -> None:  # pragma: no cover  — runs in other processes
    _held[:] = work, shared


def _do(shard: Any) -> Any:  # noqa: ANN401  # pragma: no cover  — runs in other processes
    work, shared = _held
    return work(shared, shard)


def choose(jobs: int | None, talks: int) -> Executor:
    """Return an executor with `jobs` processes; with None, the fastest for a number of talks."""
    if jobs is None:
        jobs = system.count_cores() if talks >= WORTH_PROCESSES else 1
    return Processes(jobs) if jobs > 1 else InProcess()
