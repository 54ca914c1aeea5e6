"""Executors: the same results in the same order, whoever does the work."""

from __future__ import annotations

import os

import pytest

from talkfeed.engine.executor import WORTH_PROCESSES, InProcess, Processes, choose


def scaled(factor: int, shard: int) -> tuple[int, int]:
    """Do some work, and say who did it."""
    return factor * shard, os.getpid()


def failing(_: int, shard: int) -> int:
    """Fail at one shard."""
    if shard == 2:
        message = "shard 2"
        raise ValueError(message)
    return shard


@pytest.mark.parametrize("executor", [InProcess(), Processes(2)], ids=["here", "processes"])
def test_results_come_in_the_order_of_the_shards(executor: InProcess | Processes) -> None:
    """Each shard is worked on once, with what all share."""
    results = [result for result, _ in executor.map(scaled, 3, range(20))]
    assert results == [3 * shard for shard in range(20)]


def test_processes_are_others_and_end() -> None:
    """The work is not done here, and nobody is left when it is done."""
    workers = {worker for _, worker in Processes(2).map(scaled, 1, range(20))}
    assert os.getpid() not in workers
    for worker in sorted(workers):
        with pytest.raises(ChildProcessError):
            os.waitpid(worker, os.WNOHANG)


@pytest.mark.parametrize("executor", [InProcess(), Processes(2)], ids=["here", "processes"])
def test_a_failure_arrives(executor: InProcess | Processes) -> None:
    """What a shard raises is raised where the results are taken."""
    with pytest.raises(ValueError, match="shard 2"):
        list(executor.map(failing, 0, range(4)))


@pytest.mark.parametrize("executor", [InProcess(), Processes(2)], ids=["here", "processes"])
def test_no_shards_are_no_work(executor: InProcess | Processes) -> None:
    """Nothing is started for nothing."""
    assert list(executor.map(scaled, 1, [])) == []


def test_what_is_small_is_done_here() -> None:
    """Processes are started where they pay, or are asked for."""
    assert isinstance(choose(None, WORTH_PROCESSES - 1), InProcess)
    assert isinstance(choose(1, 10**6), InProcess)
    assert isinstance(choose(2, 1), Processes)
    usual = choose(None, WORTH_PROCESSES)
    assert isinstance(usual, Processes if len(os.sched_getaffinity(0)) > 1 else InProcess)
