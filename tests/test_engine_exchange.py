"""Work that passes through a store: the same results, whatever fails and whoever is killed."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from distributed.comm.core import CommClosedError

from places import InMemory
from talkfeed.cli import main
from talkfeed.cli.engine import open_exchange
from talkfeed.delivery import exchange as objects
from talkfeed.engine import executor
from talkfeed.engine.dask import Dask
from talkfeed.engine.exchange import DirectoryStore, Exchange, Receipt, Task
from talkfeed.engine.executor import InProcess
from talkfeed.errors import CannotWrite
from talkfeed.text import destination

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

ROOT = Path(__file__).parent.parent
KEY = b"k" * 32
NUMBERS = range(40)
SHARDS = executor.shards_of(NUMBERS)
BY_FOUR = [slice(start, start + 4) for start in range(0, 40, 4)]
NOW = "2026-11-30T12:00:00Z"


def scaled(factor: int, items: Sequence[int]) -> list[int]:
    """Do some work."""
    return [factor * item for item in items]


def die_once(place: str, items: Sequence[int]) -> list[int]:
    """Be killed at the first shard, the first time."""
    if 0 in items:
        with suppress(FileExistsError):
            os.close(os.open(place, os.O_CREAT | os.O_EXCL))
            os.kill(os.getpid(), signal.SIGKILL)
    return [*items]


def refuse(_: int, items: Sequence[int]) -> list[int]:
    """Fail as a store does."""
    message = f"no room for {items[0]}"
    raise CannotWrite("TF512", message, "make some")


def lose(_: int, __: Sequence[int]) -> None:
    """Fail as a connection to the scheduler does."""
    message = "gone"
    raise CommClosedError(message)


class Here:
    """An engine of this process that keeps receipts, and dies after some."""

    def __init__(self, most: int = 1000) -> None:
        """Live for a number of tasks."""
        self._most, self.receipts = most, list[Receipt]()

    def run(self, work: Callable[[Task], Receipt], tasks: Iterable[Task]) -> Iterator[Receipt]:
        """Run one task after the other; one that fails is run again."""
        for task in tasks:
            if len(self.receipts) == self._most:
                raise KeyboardInterrupt
            for rest in range(3, -1, -1):
                try:
                    self.receipts.append(work(task))
                    break
                except CannotWrite:
                    if not rest:
                        raise
            yield self.receipts[-1]


def open_directory(address: str) -> DirectoryStore:
    """Open a directory."""
    return DirectoryStore(Path(address))


class Failing(DirectoryStore):
    """A store of which each seventh answer is a failure."""

    turns = count(1)

    def read(self, name: str) -> bytes | None:
        """Fail, or read."""
        return super().read(self._failing(name))

    def has(self, name: str) -> bool:
        """Fail, or look."""
        return super().has(self._failing(name))

    def put(self, name: str, content: bytes) -> None:
        """Fail before or after the object is stored."""
        turn = next(self.turns)
        if turn % 7:
            super().put(name, content)
        if turn % 7 in {0, 6} and name.startswith("result"):
            message = "slow down"
            raise CannotWrite("TF512", message)

    def _failing(self, name: str) -> str:
        if next(self.turns) % 7 == 0:
            message = "slow down"
            raise CannotWrite("TF512", message)
        return name


def open_failing(address: str) -> DirectoryStore:
    """Open a directory that fails in workers; the driver's is the first one opened."""
    return (
        Failing(Path(address))
        if (Path(address) / "driver").exists()
        else DirectoryStore(Path(address))
    )


def results(exchange: Exchange, factor: int = 3) -> list[int]:
    """Scale all numbers."""
    made = exchange.map(scaled, factor, NUMBERS, BY_FOUR)
    return [result for each in made for result in each]


@pytest.fixture
def place(tmp_path: Path) -> str:
    """Name a directory of the test's own."""
    return str(tmp_path / "exchange")


def test_results_are_those_of_one_process(place: str) -> None:
    """The store is empty afterwards."""
    made = Exchange(Here(), open_directory, place, KEY)
    expected = [*InProcess().map(scaled, 3, NUMBERS, BY_FOUR)]
    assert [*made.map(scaled, 3, NUMBERS, BY_FOUR)] == expected
    made.clear()
    assert os.listdir(place) == []  # noqa: PTH208  — names alone


def test_what_is_done_is_not_done_again(place: str) -> None:
    """A driver that was killed does the rest; other work is not taken for it."""
    with pytest.raises(KeyboardInterrupt):
        results(Exchange(Here(6), open_directory, place, KEY))
    again = Here()
    assert results(Exchange(again, open_directory, place, KEY)) == [3 * each for each in NUMBERS]
    assert [each.was_there for each in again.receipts] == [True] * 6 + [False] * 4
    other = Here()
    assert results(Exchange(other, open_directory, place, KEY), 4) == [4 * n for n in NUMBERS]
    assert not any(each.was_there for each in other.receipts)


def test_a_store_that_fails_now_and_then_gives_the_same(place: str) -> None:
    """Tasks can be run again, also if an object was stored and the answer lost."""
    made = Exchange(Here(), open_failing, place, KEY)
    made._store.put("driver", b"")  # noqa: SLF001  — from now on, stores that are opened fail
    assert results(made) == [3 * each for each in NUMBERS]


@pytest.mark.parametrize("damage", [b"", b"x" * 100])
def test_a_damaged_result_is_made_again(place: str, damage: bytes) -> None:
    """A loss of power may leave half an object, and somebody else may write there."""
    results(Exchange(Here(), open_directory, place, KEY))
    for path in Path(place).glob("result-*"):
        path.write_bytes(damage)
    assert results(Exchange(Here(), open_directory, place, KEY)) == [3 * n for n in NUMBERS]


def test_what_others_wrote_is_not_decoded(place: str) -> None:
    """Objects of another key count as damaged."""
    results(Exchange(Here(), open_directory, place, b"other" * 4))
    made = Here()
    assert results(Exchange(made, open_directory, place, KEY)) == [3 * each for each in NUMBERS]
    for path in Path(place).glob("input-*"):
        path.write_bytes(path.read_bytes()[::-1])
    task = Task(open_directory, place, KEY, "talkfeed 0", "", "", "")
    with pytest.raises(CannotWrite, match=r"a worker has talkfeed .*, but this is talkfeed 0"):
        executor_task(task)


def executor_task(task: Task) -> Receipt:
    """Run a task as a worker does."""
    from talkfeed.engine.exchange import run_task  # noqa: PLC0415  — by its own name in tasks

    return run_task(task)


class Losing(Here):
    """An engine whose tasks find no input."""

    def run(self, work: Callable[[Task], Receipt], tasks: Iterable[Task]) -> Iterator[Receipt]:
        """Remove the input of each task before it is run."""

        def lost() -> Iterator[Task]:
            for task in tasks:
                Path(task.address, task.items).unlink()
                yield task

        return super().run(work, lost())


def test_lost_input_stops_the_build(place: str) -> None:
    """Two builds that delete each other's objects are told so."""
    with pytest.raises(CannotWrite, match="TF512 an object of the exchange is missing or damaged"):
        results(Exchange(Losing(), open_directory, place, KEY), 5)


def test_an_exchange_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    """A file is where the directory should be."""
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(CannotWrite, match=r"TF512 cannot write to the exchange .*: file exists"):
        results(Exchange(Here(), open_directory, str(tmp_path / "file"), KEY))


def test_a_bucket_is_an_exchange(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Objects of any store, whose failures say what it was for."""
    bucket = InMemory(tmp_path)
    monkeypatch.setattr(objects, "open_target", lambda *_: bucket.target())
    opened = objects.ObjectStore(destination("s3://bucket/a"), {})
    made = Exchange(Here(), lambda _: opened, "s3://bucket/a", KEY)
    assert results(made) == [3 * each for each in NUMBERS]
    assert len(bucket.files()) == 21
    made.clear()
    assert bucket.files() == {}
    monkeypatch.undo()
    environment = {"AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b"}
    here = {"AWS_ENDPOINT_URL": "http://127.0.0.1:9", "AWS_REGION": "here"}
    closed = objects.ObjectStore(destination("s3://bucket/a"), environment | here)
    with pytest.raises(CannotWrite, match=r"TF512 cannot exchange work through s3://bucket/a: the"):
        closed.has("a")


# --- builds ---------------------------------------------------------------------------------------


def write_site(home: Path) -> Path:
    """Write talks in several files; some say what has to be escaped, or look alike."""
    home.mkdir()
    head = "feed: {title: T & <T>, url: 'https://talks.example/', timezone: Europe/Paris}\n"
    (home / "talks.yaml").write_text(f"{head}talks:\n- more/*.yaml\n")
    (home / "more").mkdir()
    odd = ('"\\u202eA <b>&amp;"', "']]>'", "'café'", "'e\\0301'", '"\\U0001F600"', "'a: b'")
    for file in range(2):
        text = "".join(
            f"- title: {odd[number]}\n  speakers: [Ann, 'Bob <i>']\n  event: E{number % 2}\n"
            f"  date: 20{10 + number}-0{1 + file}-02\n  abstract: |\n"
            "    *Hi* <script>x</script> [a](javascript:b) & ]]>\n"
            for number in range(6)
        )
        (home / "more" / f"{file}.yaml").write_text(text)
    return home / "talks.yaml"


def seed(home: Path) -> Path:
    """Copy the talks of this repository."""
    home.mkdir()
    return Path(shutil.copy(ROOT / "talks.yaml", home / "talks.yaml"))


def built(talks: Path, *options: str) -> dict[str, bytes]:
    """Build, and read the output and the lock."""
    output = talks.parent / "output"
    assert main(["build", str(talks), "--now", NOW, "--cache", "off", *options]) == 0
    files = [path for path in output.rglob("*") if path.is_file()]
    made = {str(path.relative_to(output)): path.read_bytes() for path in files}
    return made | {"talks.lock": talks.with_suffix(".lock").read_bytes()}


@pytest.fixture(scope="module")
def scheduler() -> Iterator[Any]:
    """Start a cluster of two workers."""
    with Dask(workers=2) as engine:
        yield engine._cluster  # noqa: SLF001  — its address


@pytest.mark.parametrize("write", [seed, write_site])
def test_a_cluster_writes_the_same_bytes(
    write: Callable[[Path], Path],
    scheduler: Any,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """Of the seed, and of hostile talks in several files; and nothing is left in the exchange."""
    expected = built(write(tmp_path / "here"))
    monkeypatch.setattr(executor, "SHARD", 4)
    place = tmp_path / "exchange"
    options = ("--engine", f"dask:{scheduler.scheduler_address}", "--exchange", str(place))
    assert built(write(tmp_path / "there"), *options) == expected
    assert place.is_dir()
    assert not any(place.iterdir())
    capfd.readouterr()


def test_a_killed_worker_changes_nothing(scheduler: Any, place: str) -> None:
    """Its task is run by another."""
    with Dask(scheduler.scheduler_address) as engine:
        made = Exchange(engine, open_directory, place, KEY)
        marker = f"{place}-marker"
        found = made.map(die_once, marker, NUMBERS, BY_FOUR)
        assert [item for each in found for item in each] == [*NUMBERS]
        assert Path(marker).exists()
        with pytest.raises(CannotWrite, match="TF512 no room for 0") as caught:
            list(made.map(refuse, 0, NUMBERS, BY_FOUR[:1]))
        assert caught.value.hint == "make some"
        with pytest.raises(CannotWrite, match=r"TF512 the Dask cluster at tcp.* failed: gone"):
            list(made.map(lose, 0, NUMBERS, BY_FOUR[:1]))


def test_a_scheduler_that_is_not_there_is_named(
    place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody listens on this port."""
    monkeypatch.setattr("talkfeed.engine.dask.PATIENCE", 0.2)
    with (
        Dask("tcp://127.0.0.1:9") as engine,
        pytest.raises(CannotWrite, match=r"TF512 the Dask cluster at tcp://127.0.0.1:9 failed"),
    ):
        results(Exchange(engine, open_directory, place, KEY))


def test_engines_of_this_machine_write_the_same_bytes(tmp_path: Path) -> None:
    """And no cluster is started for a few talks."""
    made = [
        built(seed(tmp_path / name), "--engine", name)
        for name in ("in-process", "processes", "dask")
    ]
    assert made[1:] == made[:-1]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--exchange", "x"], "--exchange is for --engine dask"),
        (["--engine", "dask:tcp://host:1"], "needs --exchange, a place that all workers reach"),
        (
            ["--engine", "dask", "--exchange", "sftp://host/x"],
            "TF512 'sftp://host/x' is no exchange",
        ),
        (["--engine", "ray"], "no engine 'ray'; write in-process, processes, dask or"),
        (["--engine", "processes:2"], "no engine 'processes:2'"),
    ],
)
def test_what_makes_no_sense_is_rejected(
    options: list[str],
    message: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Nothing is written, and no cluster started."""
    monkeypatch.setattr(executor, "SHARD", 4)
    talks = seed(tmp_path / "site")
    assert main(["build", str(talks), "--cache", str(tmp_path / "cache"), *options]) in {1, 2}
    assert message in capsys.readouterr().err
    assert not (talks.parent / "output").exists()


def test_a_missing_library_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It comes with an extra."""
    monkeypatch.setitem(sys.modules, "talkfeed.engine.dask", None)
    assert main(["build", str(seed(tmp_path / "site")), "--cache", "off", "--engine", "dask"]) == 1
    assert "pip install 'talkfeed[dask]'" in capsys.readouterr().err


@pytest.mark.parametrize("address", ["s3://bucket/a", "/exchange"])
def test_an_exchange_is_opened_by_its_address(address: str) -> None:
    """A worker opens it by the address alone."""
    kinds = {"s3://bucket/a": objects.ObjectStore, "/exchange": DirectoryStore}
    assert isinstance(open_exchange(address), kinds[address])
