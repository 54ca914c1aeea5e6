"""Work in shards → its results, in the order of the shards: here, or on all cores.

An executor is anything with this one method:

    map(work, shared, shards) -> iterator of work(shared, shard)

`work` is a pure function of a module's top level; `shared` is what every shard needs, and is sent
to a worker once; shards and results are plain values that can be sent anywhere. A distributed
engine is one more class: its broadcast takes `shared`, its map the shards. Whatever the executor,
the results are the same.
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
"""From so many talks to read on, other processes earn what it costs to start them (measured)."""


class Executor(Protocol):
    """Who does the work."""

    def map(
        self,
        work: Callable[[Shared, Shard], Result],
        shared: Shared,
        shards: Sequence[Shard],
    ) -> Iterator[Result]:
        """Do each shard's work; the results come in the order of the shards."""


class InProcess:
    """Does the work one by one, when it is asked for."""

    def map(
        self,
        work: Callable[[Shared, Shard], Result],
        shared: Shared,
        shards: Sequence[Shard],
    ) -> Iterator[Result]:
        """Do each shard's work right here."""
        return (work(shared, shard) for shard in shards)


class Processes:
    """Does the work in several processes.

    Where they are copies of this one, `shared` is not sent: what a process touches of it becomes
    its own copy, page by page. So shards are best of things that lie side by side. Elsewhere it is
    sent to each process once, and the main module of the program is imported there, which
    therefore must start its work below `if __name__ == "__main__":`.
    """

    def __init__(self, jobs: int) -> None:
        """Take how many processes there may be at once."""
        self._jobs = jobs

    def map(
        self,
        work: Callable[[Shared, Shard], Result],
        shared: Shared,
        shards: Sequence[Shard],
    ) -> Iterator[Result]:
        """Do the shards' work in other processes, which end with the last result."""
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
"""In a worker process: what it does, and what every shard needs for it."""


def _hold(
    work: Callable[[Any, Any], Any],
    shared: Any,  # noqa: ANN401  — of any kind
) -> None:  # pragma: no cover  — runs in other processes
    _held[:] = work, shared


def _do(shard: Any) -> Any:  # noqa: ANN401  # pragma: no cover  — runs in other processes
    work, shared = _held
    return work(shared, shard)


def choose(jobs: int | None, talks: int) -> Executor:
    """Choose who works: `jobs` processes; where None is said, what pays for so many talks."""
    if jobs is None:
        jobs = system.count_cores() if talks >= WORTH_PROCESSES else 1
    return Processes(jobs) if jobs > 1 else InProcess()
