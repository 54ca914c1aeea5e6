"""Executors: all return the same results in the same order."""

from __future__ import annotations

import os
from pickle import dumps, loads
from typing import TYPE_CHECKING

import pytest

from talkfeed.engine.executor import WORTH_PROCESSES, InProcess, Processes, choose
from talkfeed.errors import CannotWrite, InvalidData, Place, Problem

if TYPE_CHECKING:
    from collections.abc import Sequence


ONE_BY_ONE = [slice(item, item + 1) for item in range(20)]


def scaled(factor: int, items: Sequence[int]) -> tuple[int, int]:
    """Do some work, and return the id of the process."""
    return factor * sum(items), os.getpid()


def failing(_: int, items: Sequence[int]) -> int:
    """Fail at one item."""
    if 2 in items:
        message = "item 2"
        raise ValueError(message)
    return sum(items)


@pytest.mark.parametrize("executor", [InProcess(), Processes(2)], ids=["here", "processes"])
def test_results_come_in_the_order_of_the_shards(executor: InProcess | Processes) -> None:
    """Each shard is processed once, with the shared value."""
    results = [result for result, _ in executor.map(scaled, 3, range(20), ONE_BY_ONE)]
    assert results == [3 * item for item in range(20)]


def test_processes_are_others_and_end() -> None:
    """Work runs in other processes, which end with it."""
    workers = {worker for _, worker in Processes(2).map(scaled, 1, range(20), ONE_BY_ONE)}
    assert os.getpid() not in workers
    for worker in sorted(workers):
        with pytest.raises(ChildProcessError):
            os.waitpid(worker, os.WNOHANG)


@pytest.mark.parametrize("executor", [InProcess(), Processes(2)], ids=["here", "processes"])
def test_a_failure_arrives(executor: InProcess | Processes) -> None:
    """An exception of a shard is raised when its result is consumed."""
    with pytest.raises(ValueError, match="item 2"):
        list(executor.map(failing, 0, range(4), ONE_BY_ONE[:4]))


def rejecting(_: int, items: Sequence[int]) -> int:
    """Find a problem in a template, or fail to write."""
    if items[0]:
        message = "the disk is full"
        raise CannotWrite("TF501", message, "free some space")
    raise InvalidData([Problem(Place("page.html", 1, 2), "TF321", "no such filter")])


def test_an_error_of_ours_arrives_whole() -> None:
    """Its parts are those that it was raised with."""
    with pytest.raises(InvalidData) as found:
        list(Processes(1).map(rejecting, 0, range(2), ONE_BY_ONE[:1]))
    assert found.value.problems[0].place == ("page.html", 1, 2)
    assert loads(dumps(found.value)).problems == found.value.problems  # noqa: S301  — our own
    with pytest.raises(CannotWrite) as failed:
        list(Processes(1).map(rejecting, 0, range(2), ONE_BY_ONE[1:2]))
    assert (failed.value.code, failed.value.hint) == ("TF501", "free some space")
    assert loads(dumps(failed.value)).hint == "free some space"  # noqa: S301  — our own


@pytest.mark.parametrize("executor", [InProcess(), Processes(2)], ids=["here", "processes"])
def test_no_shards_are_no_work(executor: InProcess | Processes) -> None:
    """Nothing is started for nothing."""
    assert list(executor.map(scaled, 1, [], [])) == []


def test_small_input_is_processed_here() -> None:
    """Processes are started for large inputs, or on request."""
    assert isinstance(choose(None, WORTH_PROCESSES - 1), InProcess)
    assert isinstance(choose(1, 10**6), InProcess)
    assert isinstance(choose(2, 1), Processes)
    usual = choose(None, WORTH_PROCESSES)
    assert isinstance(usual, Processes if len(os.sched_getaffinity(0)) > 1 else InProcess)
