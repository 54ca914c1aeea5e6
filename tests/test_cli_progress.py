"""Progress: nothing within a second, then one line that rewrites itself, then nothing again."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from commands import COMING, FEED, PAST, environment, on_terminal, talkfeed
from talkfeed.cli import main
from talkfeed.cli.console import Console
from talkfeed.cli.paths import cache_of
from talkfeed.cli.profile import profiled
from talkfeed.cli.progress import BAR, OFTEN, PATIENCE, ProgressBar
from talkfeed.errors import WrongUsage

if TYPE_CHECKING:
    from collections.abc import Iterator


class Clock:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        """Begin at some time."""
        self.now = 100.0

    def __call__(self) -> float:
        """Tell the time."""
        return self.now


def made(*, is_terminal: bool = True, width: int = 80) -> tuple[ProgressBar, Clock, io.StringIO]:
    """Make a progress on a console, with its clock."""
    stream, clock = io.StringIO(), Clock()
    console = Console(stream=stream, is_terminal=is_terminal, has_colour=False, width=width)
    return ProgressBar(console, clock, lambda: clock.now / 2), clock, stream


def test_what_is_quick_is_not_shown() -> None:
    """A build of fifteen talks says nothing on the way."""
    progress, clock, stream = made()
    progress.begin("read", 15)
    clock.now += PATIENCE - OFTEN / 2 - OFTEN
    progress.step(15)
    progress.end()
    assert stream.getvalue() == ""


def test_what_takes_longer_is_shown_with_rate_and_time_left() -> None:
    """The line says what is done, how far it is, and how long it will take."""
    progress, clock, stream = made()
    progress.begin("read", 1000)
    clock.now += 2
    progress.step(250)
    shown = stream.getvalue().rpartition("\r")[2]
    bar = "█" * (BAR // 4) + "░" * (BAR - BAR // 4)
    assert shown == f"reading {bar}  25 %  6 s left  125 talks a second"
    progress.step(1)  # at the same time: nothing is drawn
    assert stream.getvalue().rpartition("\r")[2] == shown
    progress.end()
    assert stream.getvalue().endswith(f"\r{' ' * len(shown)}\r")


def test_a_stage_of_unknown_length_is_named() -> None:
    """There is no bar where nobody knows how long it is."""
    progress, clock, stream = made()
    clock.now += 2
    progress.begin("stamp")
    assert stream.getvalue().rpartition("\r")[2] == "updating talks.lock"


@pytest.mark.parametrize("width", [10, 40])
def test_a_line_fits_the_terminal(width: int) -> None:
    """It is cut, since a second line could not be taken back."""
    progress, clock, stream = made(width=width)
    progress.begin("write", 10)
    clock.now += 5
    progress.step(5)
    assert len(stream.getvalue().rpartition("\r")[2]) < width


def test_nothing_is_drawn_into_a_file() -> None:
    """A log has no line to rewrite."""
    progress, clock, stream = made(is_terminal=False)
    progress.begin("read", 10)
    clock.now += 5
    progress.step(5)
    progress.end()
    assert stream.getvalue() == ""


def test_stages_are_added_up_in_a_table() -> None:
    """Stages of one name are one; the last line is all of it, also what no stage did."""
    progress, clock, _ = made()
    for stage, seconds, count in (("read", 1, 0), ("read", 2, 30), ("write", 4, 7)):
        progress.begin(stage, count)
        clock.now += seconds
        progress.step(count)
    progress.end()
    clock.now += 1
    rows = [line.split() for line in progress.table()]
    assert rows == [
        ["stage", "count", "wall", "s", "cpu", "s"],
        ["read", "30", "3.00", "1.50"],
        ["write", "7", "4.00", "2.00"],
        ["all", "8.00", "54.00"],
    ]


# --- the command ----------------------------------------------------------------------------------


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Write a talks file."""
    (tmp_path / "talks.yaml").write_text(FEED + PAST + COMING)
    return tmp_path


def test_timings_are_told(home: Path) -> None:
    """Each stage has its line, on standard error."""
    run = talkfeed("build", "--timings", "--jobs", "1", "--cache", "cache", cwd=home)
    assert run.returncode == 0
    names = [line.split()[0] for line in run.stderr.decode().splitlines() if line[:1] != "t"]
    assert names == ["stage", "read", "stamp", "render", "write", "all"]
    again = talkfeed("build", "--timings", "--cache", "cache", cwd=home)
    assert b"0 files written" in again.stdout
    assert b"render" not in again.stderr


def test_the_library_tells_the_same(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Timings and profiles come from one build."""
    monkeypatch.chdir(home)
    assert main(["build", "--timings", "--cache", "off", "--profile", "p.json"]) == 0
    assert "stamp" in capsys.readouterr().err
    assert (home / "p.json").exists()


def test_a_profile_is_one_that_speedscope_reads(home: Path) -> None:
    """It has frames and events in speedscope's own format."""
    run = talkfeed("build", "--profile", "p.json", "--cache", "off", cwd=home)
    assert run.returncode == 0
    profile = json.loads((home / "p.json").read_text())
    assert profile["$schema"] == "https://www.speedscope.app/file-format-schema.json"
    assert profile["profiles"][0]["events"]
    names = {frame["name"] for frame in profile["shared"]["frames"]}
    assert "build_on" in names


def test_a_profile_without_its_package_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message says what to install."""
    monkeypatch.setitem(sys.modules, "pyinstrument", None)
    with pytest.raises(WrongUsage, match=r"pip install 'talkfeed\[profile\]'"), _into(tmp_path):
        pass


def test_a_profile_that_cannot_be_written_leaves_the_build_done(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The output is there, and the status says that only what came after it failed."""
    monkeypatch.chdir(home)
    (home / "taken").mkdir()
    assert main(["build", "--profile", "taken", "--cache", "off"]) == 76
    assert (home / "output" / "talks.atom").exists()


def _into(directory: Path) -> Iterator[None]:
    return profiled(directory / "p.json")  # type: ignore[return-value]


def test_the_cache_is_where_the_user_keeps_such_things(home: Path) -> None:
    """It is asked for, or follows the XDG specification, or is not there."""
    key = Path("/h/.local/state/talkfeed/cache.key")
    assert cache_of("mine", {"HOME": "/h"}) == (Path("mine"), key)
    assert cache_of("off", {"HOME": "/h"}) is None
    variables = {"XDG_CACHE_HOME": "/x", "HOME": "/h"}
    assert cache_of(None, variables) == (Path("/x/talkfeed"), key)
    assert cache_of(None, variables | {"XDG_CACHE_HOME": "x"}) == (Path("/h/.cache/talkfeed"), key)
    assert cache_of(None, {}) is None
    variables = environment(XDG_CACHE_HOME=str(home / "own"))
    assert talkfeed("build", cwd=home, env=variables).returncode == 0
    assert sorted(path.name for path in home.glob("own/talkfeed/*/*")) == ["index", "pack"]


def test_a_terminal_is_left_clean(home: Path) -> None:
    """What was shown on the way is gone when the result is told."""
    shown = on_terminal("build", "--cache", "off", cwd=home)
    assert "\r" not in shown.splitlines()[0]
