"""Work in shards → its results, in the order of the shards, by one process or several.

An executor is anything with this one method:

    map(work, shared, items, shards) -> iterator of work(shared, items[shard])

`work` is a pure function at the top level of a module. `shared` is needed by all shards, which are
slices of the items. All of these, and the results, are plain values that can be pickled. The
results are the same for all executors.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from talkfeed import system

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Shared = TypeVar("Shared")
Item = TypeVar("Item")
Result = TypeVar("Result")

WORTH_PROCESSES = 2000
"""The number of talks from which several processes are faster (measured)."""


SHARD = 256
"""Items that are worked on together: this takes far longer than sending them."""


class Executor(Protocol):
    """Runs work in shards."""

    def map(
        self,
        work: Callable[[Shared, Sequence[Item]], Result],
        shared: Shared,
        items: Sequence[Item],
        shards: Sequence[slice],
    ) -> Iterator[Result]:
        """Return the results of all shards, in their order."""


class InProcess:
    """Runs the work in this process, one shard for each result that is consumed."""

    def map(
        self,
        work: Callable[[Shared, Sequence[Item]], Result],
        shared: Shared,
        items: Sequence[Item],
        shards: Sequence[slice],
    ) -> Iterator[Result]:
        """Run the work of each shard in this process."""
        return (work(shared, items[shard]) for shard in shards)


class Processes:
    """Runs the work in several processes.

    If they are forks of this one, nothing is sent but slices: the memory pages that a process
    touches are copied. So a shard should contain values that are near each other in memory.
    Otherwise all items are sent to each process once, and the process imports the main module of
    the program, which therefore must start its work below `if __name__ == "__main__":`.
    """

    def __init__(self, jobs: int) -> None:
        """Store the maximum number of processes."""
        self._jobs = jobs

    def map(
        self,
        work: Callable[[Shared, Sequence[Item]], Result],
        shared: Shared,
        items: Sequence[Item],
        shards: Sequence[slice],
    ) -> Iterator[Result]:
        """Run the work of all shards in other processes, which end with the last result."""
        from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415  — for large inputs only
        from multiprocessing import get_context  # noqa: PLC0415

        with ProcessPoolExecutor(
            system.limit_processes(min(self._jobs, len(shards))) or 1,
            mp_context=get_context(system.start_method()),
            initializer=_hold,
            initargs=(work, shared, items),
        ) as pool:
            yield from pool.map(_do, shards)


_held: list[Any] = []
"""In a worker process: the work, the values shared by all shards, and the items."""


def _hold(
    work: Callable[[Any, Any], Any],
    shared: Any,  # noqa: ANN401  — of any kind
    items: Sequence[Any],
) -> None:  # pragma: no cover  — runs in other processes
    _held[:] = work, shared, items


def _do(shard: slice) -> Any:  # noqa: ANN401  # pragma: no cover  — runs in other processes
    work, shared, items = _held
    return work(shared, items[shard])


Workers = int | Executor | None
"""A number of processes, None for as many as pay off; or the executor of a cluster."""


def choose(workers: Workers, talks: int) -> Executor:
    """Return the executor for a number of talks; a cluster gets more than one shard, or none."""
    if workers is None:
        workers = system.count_cores() if talks >= WORTH_PROCESSES else 1
    if not isinstance(workers, int):
        return workers if talks > SHARD else InProcess()
    return Processes(workers) if workers > 1 else InProcess()


def shards_of(items: Sequence[Any]) -> list[slice]:
    """Cut items into shards."""
    return [slice(start, start + SHARD) for start in range(0, len(items), SHARD)]
