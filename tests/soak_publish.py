"""Every failure at every request on each kind of host, and kills at random: `make soak-publish`."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from contextlib import ExitStack
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from delivered import (
    FOREIGN,
    NEW,
    NOW,
    OLD,
    Faulty,
    Walker,
    send,
    without_manifest,
    write_output,
)
from hosts import s3_server
from places import Bucket, Place
from talkfeed.errors import CannotWrite
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
    from pathlib import Path

DAY = timedelta(days=1)


def bucket(home: Path, opened: ExitStack) -> Place:
    """Run an S3 server with conditions."""
    return Bucket("s3://talks/site", opened.enter_context(s3_server(home)).environment)


HOSTS = (bucket, careless_bucket, by_rsync_daemon, branch, by_sftp, by_rsync, branch_over_ssh)


@pytest.fixture
def opened() -> Iterator[ExitStack]:
    """Stop all servers at the end of a test."""
    with ExitStack() as stack:
        yield stack


def reset(place: Place, old: Path) -> None:
    """Publish the first version again, whatever is there."""
    send(old, place.target(), adopt=True, everything=True, grace=timedelta())
    assert without_manifest(place.files()) == OLD | FOREIGN


@pytest.mark.parametrize("is_lost", [False, True], ids=["refused", "answer lost"])
@pytest.mark.parametrize("host", HOSTS)
def test_a_failure_at_any_request_breaks_nothing(
    host: Callable[[Path, ExitStack], Place], tmp_path: Path, opened: ExitStack, *, is_lost: bool
) -> None:
    """On each kind of host readers meet no broken site, and the next run does the rest."""
    old, new = write_output(tmp_path / "old", OLD), write_output(tmp_path / "new", NEW)
    place = host(tmp_path, opened)
    for name, content in FOREIGN.items():
        place.add(name, content)
    number, has_failed = 0, True
    while has_failed:
        reset(place, old)
        walker = Walker(place.read)
        try:
            send(new, Faulty(place.target(), walker.walk, fails_at=number, is_lost=is_lost))
            has_failed = False
        except CannotWrite:
            walker.walk()
        send(new, place.target())
        walker.walk()
        assert without_manifest(place.files()) == OLD | NEW | FOREIGN
        number += 1
    print(f"{host.__name__}: {number} requests")  # noqa: T201  — what was tried


PROGRAM = """
import sys
from pathlib import Path
sys.path.insert(0, {tests!r})
from delivered import send
from talkfeed.delivery.targets import open_target
from talkfeed.text import destination
import os
send(Path({output!r}), open_target(destination("s3://talks/site"), os.environ, ()), everything=True)
"""


def test_a_publisher_killed_at_random_leaves_a_whole_site(
    tmp_path: Path, opened: ExitStack
) -> None:
    """Thirty kills of a real process that publishes to a real store, each completed by a rerun."""
    old, new = write_output(tmp_path / "old", OLD), write_output(tmp_path / "new", NEW)
    place = bucket(tmp_path, opened)
    assert isinstance(place, Bucket)
    chance = random.Random(13)  # noqa: S311  — no secret
    for _ in range(30):
        send(old, place.target(), everything=True, grace=timedelta())
        walker = Walker(place.read)
        walker.walk()
        tests = os.path.dirname(os.path.abspath(__file__))  # noqa: PTH100, PTH120
        program = PROGRAM.format(tests=tests, output=str(new))
        environment = {**os.environ, **place.environment}
        with subprocess.Popen([sys.executable, "-c", program], env=environment) as process:
            time.sleep(chance.uniform(0.2, 1.5))
            walker.walk()
            process.kill()
        walker.walk()
        send(new, place.target())
        walker.walk()
        assert without_manifest(place.files()) == OLD | NEW
        send(new, place.target(), NOW + DAY)
        assert without_manifest(place.files()) == NEW
