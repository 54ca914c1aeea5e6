"""Two publishers to one target: one wins, the other says why, and no file is lost."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

import pytest

from delivered import (
    NEW,
    NEWER,
    NOW,
    OLD,
    QUICK,
    Faulty,
    send,
    without_manifest,
)
from places import PLACES, Careless, InMemory, OnDisk, Place, manifest_of
from talkfeed.delivery.deliver import deliver
from talkfeed.delivery.lease import Pace
from talkfeed.delivery.manifest import MANIFEST, Manifest, State, dump
from talkfeed.delivery.plan import built
from talkfeed.delivery.target import Guard
from talkfeed.errors import AlreadyBuilding, PartlyWritten

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.mark.parametrize("kind", PLACES)
def test_of_two_publishers_one_wins(
    kind: type[Place], tmp_path: Path, old: Path, new: Path, newer: Path
) -> None:
    """Both have read the same manifest; the slower one changes nothing, and says why."""
    place = kind(tmp_path)
    send(old, place.target())

    class Slow(Faulty):
        """Lets the other publisher go first."""

        def guard(self) -> Guard:
            self.__exit__()
            send(newer, place.target())
            self.__enter__()
            return super().guard()

    with pytest.raises(AlreadyBuilding, match="TF804 another publisher is at work on"):
        send(new, Slow(place.target()))
    assert without_manifest(place.files()) == OLD | NEWER


def test_without_conditions_the_last_to_begin_wins(
    tmp_path: Path, old: Path, new: Path, newer: Path
) -> None:
    """Both have looked before either wrote; the first to write looks again, and uploads nothing."""
    place = Careless(tmp_path)
    send(old, place.target())
    waits: list[float] = []
    times = iter(range(100))

    def wait(seconds: float) -> None:
        waits.append(seconds)
        place.add(
            MANIFEST, dump(Manifest(2, State.PUBLISHING, "b", files=manifest_of(place).files))
        )

    pace = Pace(60.0, lambda: float(next(times)), wait)
    with pytest.raises(AlreadyBuilding, match="TF804"):
        deliver(built(new), place.target(), now=NOW, holder="a", pace=pace)
    assert (len(waits), without_manifest(place.files())) == (1, OLD)
    send(newer, place.target())
    assert without_manifest(place.files()) == OLD | NEWER


@pytest.mark.parametrize("kind", [InMemory, Careless])
def test_a_publisher_waits_for_one_at_work(
    kind: type[Place], tmp_path: Path, old: Path, new: Path, newer: Path
) -> None:
    """A manifest that changes while it is watched has a living holder, any other a dead one."""
    place = kind(tmp_path)
    send(old, place.target())
    with pytest.raises(PartlyWritten):
        send(new, Faulty(place.target(), fails_at=6))
    waits: list[float] = []

    def wait(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == 1:
            send(newer, place.target())

    def late() -> None:
        pace = Pace(1.0, lambda: 0.0, wait)
        deliver(built(new), place.target(), now=NOW, holder="b", pace=pace)

    with pytest.raises(AlreadyBuilding):
        late()
    late()
    assert (set(waits), without_manifest(place.files())) == ({0.0}, OLD | NEWER | NEW)


@pytest.mark.parametrize("kind", [InMemory, Careless])
def test_after_an_interrupted_publisher_nobody_waits(
    kind: type[Place], tmp_path: Path, old: Path, new: Path
) -> None:
    """Ctrl-C at any request is recorded in the manifest, so the next one takes over at once."""
    waits: list[float] = []
    pace = Pace(5.0, lambda: 0.0, waits.append)
    number, is_interrupted = 0, True
    while is_interrupted:
        place = kind(tmp_path)
        send(old, place.target())
        target = Faulty(place.target(), interrupting(number))
        try:
            deliver(built(new), target, now=NOW, holder="a", pace=pace)
            is_interrupted = False
        except KeyboardInterrupt:
            deliver(built(new), place.target(), now=NOW, holder="b", pace=pace)
        assert without_manifest(place.files()) == OLD | NEW
        number += 1
    assert set(waits) == {0.0}


def test_a_publisher_can_be_interrupted_while_it_looks_again(
    tmp_path: Path, old: Path, new: Path
) -> None:
    """It has announced itself by then, and takes that back."""
    place = Careless(tmp_path)
    send(old, place.target())

    def interrupt(_: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        deliver(built(new), place.target(), now=NOW, holder="a", pace=Pace(wait=interrupt))
    assert (manifest_of(place).state, manifest_of(place).pace) == (State.PUBLISHING, 0.0)


def interrupting(at: int) -> Callable[[], None]:
    """Return what raises Ctrl-C when it is called for the time of this number."""
    requests = count()

    def interrupt() -> None:
        if next(requests) == at:
            raise KeyboardInterrupt

    return interrupt


@pytest.mark.parametrize("kind", [InMemory, Careless])
def test_a_publisher_that_was_taken_for_dead_stops(
    kind: type[Place], tmp_path: Path, old: Path, new: Path, newer: Path
) -> None:
    """Once another has taken over, the first one notices at its next sign of life."""
    place = kind(tmp_path)
    send(old, place.target())
    beats = iter(range(100))

    def clock() -> float:
        if next(beats) == 3:
            send(newer, place.target())
        return 0.0

    with pytest.raises(AlreadyBuilding):
        deliver(
            built(new),
            Faulty(place.target()),
            now=NOW,
            holder="a",
            pace=Pace(0.0, clock, QUICK.wait),
        )
    send(newer, place.target(), everything=True)
    assert without_manifest(place.files()) == OLD | NEW | NEWER


def test_a_directory_is_locked_while_it_is_published_to(
    tmp_path: Path, old: Path, new: Path
) -> None:
    """A second publisher ends at once; there is nothing to wait for."""
    place = OnDisk(tmp_path)
    send(old, place.target())
    with place.target(), pytest.raises(AlreadyBuilding, match="TF804"):
        send(new, place.target())


def test_a_store_without_conditions_is_recognised(tmp_path: Path, old: Path) -> None:
    """A canary shows whether a store keeps conditions; it is gone afterwards."""
    guards = [send(old, kind(tmp_path).target()).guard for kind in PLACES]
    assert guards == [Guard.CONDITIONS, Guard.NOTHING, Guard.LOCK]
