"""Two writers of one file: whatever another program saves while a command is at work stays."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from commands import COMING, FEED, PAST
from rivals import WAYS, Rival
from talkfeed.cli import main
from talkfeed.cli.saving import ATTEMPTS
from talkfeed.errors import CannotWrite
from talkfeed.publishing import disk
from terminals import at_terminal

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Way = Callable[[Path, bytes], None]

MARK = b"# saved by a person meanwhile\n"
FACT = b"AAAAAAAA\n"
LONG = 100
"""More steps than any of the commands takes."""

COMMANDS = {
    "edit": (["edit", "a-past-talk", "--date", "2014"], [], b"date: 2014"),
    "cancel": (["cancel", "a-coming-talk"], [], b"status: cancelled"),
    "fmt": (["fmt"], [], b"event: NewConf"),
    "add": (["add", "--title", "New", "--date", "2020"], [], b"title: New"),
    "add, asking": (["add"], ["Asked", "Ann", "", "2020", ""], b"title: Asked"),
    "import": (["import", "list.csv"], [], b"title: Found"),
    "import, asking": (["import", "table.csv"], ["2019"], b"title: Undated"),
}
"""Each command, what a person answers, and what is in the file afterwards."""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a directory, and go there."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    return tmp_path / "here"


def furnish(home: Path) -> None:
    """Write the talks and what is imported, and nothing else."""
    for path in home.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    (home / "talks.yaml").write_text(FEED + PAST + COMING)
    (home / "list.csv").write_text("title,date\nFound,2015\nOther,2014\n")
    (home / "table.csv").write_text("title,date\nUndated,\nDated,2015\n")


def played(
    command: list[str], answers: list[str], step: int, save: Callable[[], None]
) -> tuple[int, bool]:
    """Run a command while a rival saves before a step; tell its status, and whether it did."""
    with pytest.MonkeyPatch.context() as patch:
        if answers:
            at_terminal(patch, *answers)
        rival = Rival(patch, step, save)
        status = main(command)
    return status, rival.has_saved


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", COMMANDS)
def test_what_is_saved_meanwhile_stays(name: str, way: Way, home: Path) -> None:
    """At whatever step a person saves the talks, both changes are there in the end."""
    command, answers, expected = COMMANDS[name]
    talks = home / "talks.yaml"
    for step in range(LONG):
        furnish(home)
        status, has_saved = played(
            command, answers, step, lambda: way(talks, talks.read_bytes() + MARK)
        )
        assert status == 0
        assert expected in talks.read_bytes()
        if not has_saved:
            break
        assert MARK in talks.read_bytes(), step
        assert not [*home.glob(".*")], step
    assert 5 < step < LONG - 1


@pytest.mark.parametrize("way", WAYS)
def test_what_another_import_remembers_stays(way: Way, home: Path) -> None:
    """At whatever step another import saves its memory, both memories are there in the end."""
    memory = home / "talks.imported"

    def save() -> None:
        way(memory, (memory.read_bytes() if memory.exists() else b"") + FACT)

    for step in range(LONG):
        furnish(home)
        status, has_saved = played(["import", "list.csv"], [], step, save)
        assert status == 0
        assert len(memory.read_bytes().splitlines()) >= 3
        if not has_saved:
            break
        assert FACT in memory.read_bytes(), step


def test_a_file_that_another_program_begins_stays(home: Path) -> None:
    """Where there was no talks file, one that is written meanwhile is added to, not replaced."""
    talks = home / "talks.yaml"
    command = ["add", "--title", "New", "--date", "2020"]

    def save() -> None:
        talks.write_bytes((talks.read_bytes() if talks.exists() else FEED.encode()) + MARK)

    for step in range(LONG):
        furnish(home)
        talks.unlink()
        status, has_saved = played(command, [], step, save)
        assert status == 0
        assert b"title: New" in talks.read_bytes()
        if not has_saved:
            break
        assert MARK in talks.read_bytes(), step


def test_a_file_that_never_rests_is_left_alone(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where another program saves at every attempt, the command says so and writes nothing."""
    furnish(home)
    talks = home / "talks.yaml"
    exchange = disk.rename_with

    def save_and_exchange(old: str, new: str, flag: int) -> bool:
        if b"2014" in talks.read_bytes():  # it is to be taken back
            return exchange(old, new, flag)
        talks.write_bytes(talks.read_bytes() + MARK)
        return exchange(old, new, flag)

    monkeypatch.setattr(disk, "rename_with", save_and_exchange)
    assert main(["edit", "a-past-talk", "--date", "2014"]) == 1
    assert "TF716 talks.yaml was changed by another program" in capsys.readouterr().err
    assert talks.read_bytes() == (FEED + PAST + COMING).encode() + MARK * ATTEMPTS
    assert not [*home.glob(".*")]


@pytest.mark.parametrize("way", WAYS)
def test_what_is_saved_twice_meanwhile_stays(
    way: Way, home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Saved before the exchange and again before it is taken back, both versions are kept."""
    furnish(home)
    talks, exchange = home / "talks.yaml", disk.rename_with
    saves = [b"# first\n", b"# second\n"]

    def save_and_exchange(old: str, new: str, flag: int) -> bool:
        if saves:
            way(talks, saves.pop(0))
        return exchange(old, new, flag)

    monkeypatch.setattr(disk, "rename_with", save_and_exchange)
    assert main(["edit", "a-past-talk", "--date", "2014"]) == CannotWrite.status
    assert "the earlier version is in 'talks.yaml.kept'" in capsys.readouterr().err.replace(
        f"{home}/", ""
    )
    assert talks.read_bytes() == b"# second\n"
    assert (home / "talks.yaml.kept").read_bytes() == b"# first\n"
    assert not [*home.glob(".*")]


def test_what_is_saved_and_removed_meanwhile_comes_back(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Removed after it was saved, and before the exchange is taken back, it is as it was saved."""
    furnish(home)
    talks, exchange = home / "talks.yaml", disk.rename_with
    edited = talks.read_bytes() + MARK
    steps = [lambda: talks.write_bytes(edited), talks.unlink]

    def disturb_and_exchange(old: str, new: str, flag: int) -> bool:
        if steps:
            steps.pop(0)()
        return exchange(old, new, flag)

    monkeypatch.setattr(disk, "rename_with", disturb_and_exchange)
    assert main(["edit", "a-past-talk", "--date", "2014"]) == 0
    assert MARK in talks.read_bytes()
    assert not [*home.glob(".*")]
