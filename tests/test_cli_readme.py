"""README.md: every command, talks file and program in it does what the page says."""

from __future__ import annotations

import re
import runpy
import shlex
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from talkfeed.cli import main
from talkfeed.schema import json_schema
from talkfeed.version import PROJECT

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
MAKEFILE = (Path(__file__).parent.parent / "Makefile").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
FILES = [text for kind, text in BLOCKS if kind == "yaml"]
INSTALLERS = {"pip", "pipx", "uvx"}
OLDER = "# Our talks\n\n## An older talk\n\nErin Example at OldConf - Oct 2015\n"
COMMANDS = [
    line.partition("#")[0].strip()
    for kind, text in BLOCKS
    if kind == "sh"
    for line in text.splitlines()
]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work beside the last talks file of the page, as its reader does, and an older page."""
    (tmp_path / "talks.yaml").write_text(FILES[-1], encoding="utf-8")
    (tmp_path / "old-talks.md").write_text(OLDER, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    return tmp_path


def test_the_page_has_what_is_tested() -> None:
    """No kind of block has gone unnoticed."""
    assert {kind for kind, _ in BLOCKS} == {"yaml", "sh", "text", "console", "python"}
    assert len(FILES) == 2
    assert COMMANDS


@pytest.mark.parametrize("text", FILES)
def test_every_talks_file_is_right(text: str, home: Path) -> None:
    """The checks and an editor with the schema accept each file, without a word of advice."""
    (home / "talks.yaml").write_text(text, encoding="utf-8")
    assert main(["check"]) == 0
    errors = Draft202012Validator(json_schema()).iter_errors(yaml.load(text, yaml.BaseLoader))  # noqa: S506
    assert list(errors) == []


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_runs(command: str) -> None:
    """Commands of talkfeed succeed beside the file of the page; those of make are targets."""
    program, *arguments = shlex.split(command)
    if program in INSTALLERS:
        assert arguments[-1] == "." or any(PROJECT in argument for argument in arguments)
    elif program == "make":
        assert all(re.search(rf"^{target}:", MAKEFILE, re.MULTILINE) for target in arguments)
    else:
        assert program == "talkfeed"
        assert main(arguments) == 0


def test_every_dialogue_is_true(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is printed after a `$` is what the command prints, for the file shown before it."""
    for kind, text in BLOCKS:
        if kind == "text":
            (home / "talks.yaml").write_text(text, encoding="utf-8")
        elif kind == "console":
            command, _, answer = text.partition("\n")
            main(shlex.split(command)[2:])
            assert capsys.readouterr().out == answer


def test_every_program_runs(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A program prints what its comments say, and has built the site."""
    for number, text in enumerate(text for kind, text in BLOCKS if kind == "python"):
        program = home / f"program{number}.py"
        program.write_text(text, encoding="utf-8")
        runpy.run_path(str(program))
        printed = re.findall(r"^print\(.*\)  # (.*)$", text, re.MULTILINE)
        assert capsys.readouterr().out.splitlines() == printed
    assert (home / "output" / "index.html").exists()
