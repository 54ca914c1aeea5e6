"""Every failure at every request on each kind of host, kills and races: `make soak-publish`."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from contextlib import ExitStack
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from delivered import (
    FOREIGN,
    NEW,
    NEWER,
    NOW,
    OLD,
    Faulty,
    Walker,
    send_calmly,
    without_manifest,
)
from hosts import azure_server, s3_server
from places import Bucket, Hosted, Place
from talkfeed.errors import AlreadyBuilding, CannotWrite
from test_delivery_hosts import (
    branch,
    branch_over_ssh,
    by_rsync,
    by_rsync_daemon,
    by_sftp,
    careless_bucket,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

DAY = timedelta(days=1)
KILLS, RACES = 20, 5
PROGRAM = """
import os, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from delivered import NOW
from talkfeed.delivery.deliver import Policy, deliver
from talkfeed.delivery.lease import Pace
from talkfeed.delivery.plan import built
from talkfeed.delivery.targets import open_target
from talkfeed.errors import TalkfeedError
from talkfeed.text import destination
target = open_target(destination(sys.argv[3]), os.environ, ())
try:
    source, policy = built(Path(sys.argv[2])), Policy(everything=True)
    deliver(source, target, now=NOW, holder=sys.argv[2], policy=policy, pace=Pace(0.0))
except TalkfeedError as error:
    print(error)
    sys.exit(error.status)
"""
"""Publishes an output to an address, and ends with the status of talkfeed."""


def bucket(home: Path, opened: ExitStack) -> Place:
    """Run an S3 server with conditions."""
    return Bucket("s3://talks/site", opened.enter_context(s3_server(home)).environment)


def container(home: Path, opened: ExitStack) -> Place:
    """Run the emulator of Azure."""
    server = opened.enter_context(azure_server(home))
    variables = opened.enter_context(pytest.MonkeyPatch.context())
    for name, value in server.environment.items():
        variables.setenv(name, value)
    return Bucket("az://talks/site", server.environment)


def directory(home: Path, _: ExitStack) -> Place:
    """Name a directory."""
    return Hosted(str(home / "www"), os.environ, home / "www")


HOSTS = (
    bucket,
    careless_bucket,
    container,
    by_rsync,
    by_rsync_daemon,
    by_sftp,
    branch,
    branch_over_ssh,
    directory,
)


@pytest.fixture
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """Run a host that has files of others; stop all its servers at the end of a test."""
    with ExitStack() as opened:
        made: Place = request.param(tmp_path, opened)
        for name, content in FOREIGN.items():
            made.add(name, content)
        yield made


on_each_host = pytest.mark.parametrize(
    "place", HOSTS, ids=[host.__name__ for host in HOSTS], indirect=True
)


def reset(place: Place, old: Path) -> None:
    """Publish the first version again, whatever is there."""
    send_calmly(old, place.target(), adopt=True, everything=True, grace=timedelta())
    assert without_manifest(place.files()) == OLD | FOREIGN


@pytest.mark.parametrize("is_lost", [False, True], ids=["refused", "answer lost"])
@on_each_host
def test_a_failure_at_any_request_breaks_nothing(
    place: Place, old: Path, new: Path, *, is_lost: bool
) -> None:
    """On each kind of host readers meet no broken site, and the next run does the rest."""
    steps = 0
    for number in count():
        reset(place, old)
        walker = Walker(place.read)
        target = Faulty(place.target(), walker.walk, fails_at=number, is_lost=is_lost)
        has_failed = fails(lambda target=target: send_calmly(new, target))
        walker.walk()
        send_calmly(new, place.target(), walker)
        walker.walk()
        steps += walker.steps
        assert without_manifest(place.files()) == OLD | NEW | FOREIGN
        if not has_failed:
            break
    print(f"{number} requests failed; a reader walked {steps} times")  # noqa: T201  — figures


@on_each_host
def test_a_failure_at_any_delete_is_completed_by_the_next_run(
    place: Place, old: Path, new: Path
) -> None:
    """Deletes come last, only of our files, and the next run deletes the rest."""
    for number in count():
        reset(place, old)
        send_calmly(new, place.target())
        target = Faulty(place.target(), fails_at=number)
        has_failed = fails(lambda target=target: send_calmly(new, target, now=NOW + DAY))
        assert {name: place.read(name) for name in NEW} == NEW
        send_calmly(new, place.target(), now=NOW + DAY)
        assert without_manifest(place.files()) == NEW | FOREIGN
        if not has_failed:
            break
    print(f"{number} requests failed")  # noqa: T201  — figures


def fails(publish: Callable[[], object]) -> bool:
    """Return whether a publication fails as it should."""
    try:
        publish()
    except AlreadyBuilding:
        raise
    except CannotWrite:
        return True
    return False


@on_each_host
def test_a_publisher_killed_at_random_leaves_a_whole_site(
    place: Place, old: Path, new: Path
) -> None:
    """A real process is killed with its programs; each time a second run completes its work."""
    chance = random.Random(13)  # noqa: S311  — no secret
    reset(place, old)
    began = time.monotonic()
    with start(place, new) as process:
        assert process.wait() == 0
    whole = time.monotonic() - began
    ended = 0
    for _ in range(KILLS):
        reset(place, old)
        walker = Walker(place.read)
        walker.walk()
        with start(place, new) as process:
            until = time.monotonic() + chance.uniform(0.1, whole)
            while time.monotonic() < until:
                walker.walk()
            os.killpg(process.pid, signal.SIGKILL)
        ended += process.returncode == 0
        walker.walk()
        send_calmly(new, place.target(), walker)
        walker.walk()
        assert without_manifest(place.files()) == OLD | NEW | FOREIGN
    print(f"{KILLS - ended} of {KILLS} were killed before their end")  # noqa: T201  — figures


@on_each_host
def test_of_two_publishers_at_most_one_succeeds(
    place: Place, old: Path, new: Path, newer: Path
) -> None:
    """Two processes with different sites: one of them ends with 75, or they took turns."""
    races = 0
    for _ in range(RACES):
        reset(place, old)
        both = [start(place, output) for output in (new, newer)]
        said = [process.communicate()[0] for process in both]
        statuses = sorted(process.returncode for process in both)
        assert statuses in ([0, 75], [0, 0]), said
        assert sum("TF804 another publisher is at work" in each for each in said) == sum(
            map(bool, statuses)
        )
        races += statuses == [0, 75]
        send_calmly(newer, place.target(), everything=True)
        Walker(place.read).walk()
        assert without_manifest(place.files()).items() >= (NEWER | FOREIGN).items()
    print(f"{races} of {RACES} met")  # noqa: T201  — figures


def start(place: Place, output: Path) -> subprocess.Popen[str]:
    """Start a process that publishes, in a group of its own."""
    assert isinstance(place, Bucket | Hosted)
    tests = str(Path(__file__).parent)
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, tests, str(output), place.address],
        env={**os.environ, **place.environment},
        start_new_session=True,
        stdout=subprocess.PIPE,
        text=True,
    )
