"""What comes from outside, as arguments or environment: a message, and never a traceback."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from commands import COMING, FEED
from misbehaving import page, serving
from talkfeed.cli import main
from talkfeed.cli.parser import COMMANDS, make_parsers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NOW = ("--now", "2026-03-01T12:00:00Z")
MANY = "9" * 5000
"""More digits than Python makes a number of."""
BYTE = "\udcff"
"""A byte that is not UTF-8, as Python hands it over."""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Create a directory with a talks file, and change to it."""
    (tmp_path / "talks.yaml").write_text(FEED + COMING)
    (tmp_path / "list.yml").write_text("- {name: Found, when: 2015}\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path


def dangle(path: Path) -> None:
    """Leave a link that leads nowhere."""
    path.symlink_to("nowhere")


NEEDED = {
    "import": ["list.yml"],
    "add": [],
    "edit": ["a-coming-talk"],
    "cancel": ["a-coming-talk"],
    "explain": ["2015"],
    "serve": ["nowhere.yaml"],
}
"""The arguments that a command cannot do without, or would go on for ever without."""


def with_each_argument(command: str, value: str) -> Iterator[list[str]]:
    """Give a command a value for each of its arguments in turn."""
    needed = NEEDED.get(command, [])
    (parser,) = make_parsers([command])[1:]
    for action in parser._actions:  # noqa: SLF001  — argparse lists them nowhere else
        if action.nargs == 0 or isinstance(action, argparse._HelpAction):  # noqa: SLF001
            continue
        if action.option_strings:
            yield [command, *needed, f"{action.option_strings[0]}={value}"]
        elif action.nargs == "?":
            yield [command, *needed, value]
        else:
            yield [command, value]


@pytest.mark.parametrize("value", [BYTE, MANY, "http://[", ""], ids=["byte", "many", "host", "no"])
@pytest.mark.parametrize("command", COMMANDS)
def test_no_argument_ends_in_a_traceback(
    command: str, value: str, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every argument of every command is taken or refused with a message, whatever it holds."""
    for arguments in with_each_argument(command, value):
        status = main(arguments)
        printed = capsys.readouterr()
        assert status < 128, arguments
        assert status == 0 or printed.err or command == "check", arguments
    assert (home / "talks.yaml").exists()


@pytest.mark.parametrize("command", [["edit", BYTE, "--date", "2015"], ["explain", BYTE]])
def test_bytes_that_are_no_text_are_wrong_usage(
    command: list[str], home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An argument that is not UTF-8 is refused and shown as bytes."""
    assert main(command) == 2
    assert r"b'\xff' is not UTF-8" in capsys.readouterr().err
    assert (home / "talks.yaml").read_text() == FEED + COMING


def test_a_file_may_have_any_name(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The name of a talks file, a source and an output need not be UTF-8."""
    (home / "talks.yaml").rename(home / f"{BYTE}.yaml")
    (home / "list.yml").rename(home / f"{BYTE}.yml")
    for arguments in (
        ["import", f"{BYTE}.yml", f"{BYTE}.yaml", "--from", "list", "--map", "title=name"],
        ["build", f"{BYTE}.yaml", "--output", f"{BYTE}.out", *NOW],
        ["check", f"{BYTE}.yaml", "--format=json"],
        ["list", f"{BYTE}.yaml", "--json"],
        ["cancel", "a-coming-talk", f"{BYTE}.yaml"],
        ["fmt", f"{BYTE}.yaml"],
    ):
        assert main(arguments) == 0, capsys.readouterr().err


# --- addresses ----------------------------------------------------------------------------------

ADDRESSES = [
    *("http://[", "http://[x]/", "https://ex℀mple/", "HTTP://[", "http:", "https://[::1"),
    *("http://a:99999999/", f"http://a:{MANY}/", "http://a b/", "http://\x00/", "https://./"),
]
USES = [["import"], ["add"], ["build", *NOW, "--recover"], ["diff", *NOW, "--recover"]]


@pytest.mark.parametrize("address", ADDRESSES, ids=range(len(ADDRESSES)))
def test_an_address_that_is_none_is_refused(
    address: str, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What begins like a web address is never a path; where it is none, that is said."""
    for use in USES:
        assert main([*use, address]) == 1
        printed = capsys.readouterr().err
        assert "TF305" in printed or "TF407" in printed
    assert (home / "talks.yaml").read_text() == FEED + COMING


# --- the environment ----------------------------------------------------------------------------


@pytest.mark.parametrize("columns", [MANY, "0" * 5000, "²", "-1", "1e3", BYTE])
def test_columns_of_any_kind_are_no_error(
    columns: str, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """COLUMNS that are no usable number are ignored."""
    monkeypatch.setenv("COLUMNS", columns)
    assert main(["check", str(home / "talks.yaml")]) == 0


@pytest.mark.parametrize(
    "variables",
    [{}, {"HOME": ""}, {"HOME": "here"}, {"XDG_CACHE_HOME": "here"}, {"HOME": "~"}],
    ids=str,
)
def test_nothing_is_cached_in_the_working_directory(
    variables: dict[str, str], home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without an absolute home or cache directory nothing is cached (XDG Base Directory)."""
    for name in ("HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    found = page(b"- {title: Found, date: 2015}", content_type="text/plain", etag='"a"')
    with serving(found) as server:
        assert main(["import", server.url(), "--allow-private", "--from", "list"]) == 0
    assert main(["build", *NOW, "--output", "out"]) == 0
    made = {"talks.yaml", "talks.lock", "talks.imported", "list.yml", "out"}
    assert {path.name for path in home.iterdir()} == made


# --- files --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "make"), [("a file", Path.touch), ("a link", dangle)])
@pytest.mark.parametrize("output", ["out", "out/below"])
def test_an_output_that_is_no_directory_is_called_what_it_is(
    output: str,
    kind: str,
    make: Callable[[Path], None],
    home: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A file or a broken link where the output goes is refused by its name, and stays."""
    make(home / "out")
    assert main(["build", *NOW, "--output", output]) == 74
    printed = capsys.readouterr().err
    assert f"TF504 out is {kind}" in printed
    assert "and not a directory\n    choose another directory" in printed
    assert not (home / "talks.lock").exists()
    assert main(["build", *NOW, "--output", "another"]) == 0


# --- numbers and names --------------------------------------------------------------------------


@pytest.mark.parametrize("number", ["0", "x", "-1", "1.5", "²", MANY])
def test_a_number_of_processes_is_one_or_more(
    number: str, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Anything else for --jobs is wrong usage, and nothing is built."""
    assert main(["build", f"--jobs={number}"]) == 2
    assert "is not a number of processes; write 1 or more\n" in capsys.readouterr().err
    assert not (home / "output").exists()


@pytest.mark.parametrize("field", ["titel", "x"])
def test_a_field_to_map_is_one_there_is(
    field: str, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """--map of a field that no talk has is refused, with one that it has."""
    assert main(["import", "list.yml", "--map", f"{field}=name"]) == 1
    printed = capsys.readouterr().err
    assert f"TF708 --map: unknown field '{field}'" in printed
    assert "--map title=name" in printed
    assert (home / "talks.yaml").read_text() == FEED + COMING


@pytest.mark.parametrize("field", ["duration", "length"])
def test_numbers_of_any_length_are_read_or_refused(field: str, home: Path) -> None:
    """Thousands of digits in a source, a setting or the memory are no error of ours."""
    (home / "list.yml").write_text(f"- {{title: Found, date: 2015, {field}: {MANY} min}}\n")
    assert main(["import", "list.yml"]) == 0


@pytest.mark.parametrize("value", [MANY, "0" * 5000 + "1", "²"])
def test_a_setting_that_counts_takes_a_number_in_range(
    value: str, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A number of any length in the settings is read, or refused with its place."""
    (home / "talks.yaml").write_text(FEED.replace("talks:", f"  limit: {value}\ntalks:") + COMING)
    status = main(["check"])
    assert status == (0 if value.startswith("0") else 1)
    assert status == 0 or "TF308" in capsys.readouterr().out


@pytest.mark.parametrize("field", ["title", "speaker", "date", "abstract", "event", "tags", "url"])
def test_references_of_any_length_are_text(
    field: str, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A reference to a character with thousands of digits is read or refused in every field."""
    fields = {"title": "A", "date": "2015", field: f"x &#{MANY}; y"}
    written = "".join(f"    {key}: '{value}'\n" for key, value in fields.items())
    (home / "talks.yaml").write_text(f"{FEED}  -\n{written}")
    (home / "page.html").write_text(f"<html><h2>Title &#{MANY};</h2><p>{fields[field]}, 2015</p>")
    assert main(["build", *NOW]) in {0, 1}
    assert main(["import", "page.html", "--dry-run"]) in {0, 1}
    assert "Traceback" not in capsys.readouterr().err


def test_a_memory_of_any_version_is_read_or_refused(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A version with thousands of digits is one problem of talks.lock."""
    (home / "talks.lock").write_text(f"# x\n\ntalkfeed lock {MANY}\n")
    assert main(["build", *NOW]) == 1
    assert "talks.lock:" in capsys.readouterr().err
