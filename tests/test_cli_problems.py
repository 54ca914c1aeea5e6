"""Problems → lines for people, and annotations."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from talkfeed.cli.console import Console
from talkfeed.cli.problems import as_annotation, brief, fold, print_problems, tally
from talkfeed.errors import Place, Problem

if TYPE_CHECKING:
    from pathlib import Path


def problem(
    path: str = "talks.yaml", line: int = 1, column: int = 1, code: str = "TF201"
) -> Problem:
    """Make a problem without a hint."""
    return Problem(Place(path, line, column), code, "cannot read 'x'")


def told(*problems: Problem, width: int = 40) -> list[str]:
    """Return the lines of problems on a terminal without colour."""
    stream = io.StringIO()
    print_problems(
        problems, Console(stream=stream, is_terminal=True, has_colour=False, width=width)
    )
    return stream.getvalue().splitlines()


@pytest.mark.parametrize(
    ("text", "column", "line", "caret"),
    [
        ("date: x", 7, "1 | date: x", "  |       ^"),
        ("日本: x", 5, "1 | 日本: x", "  |       ^"),
        ("\t\tx", 3, "1 |   x", "  |   ^"),
        ("\x1bx", 2, r"1 | \x1bx", "  |     ^"),
        ("x" * 90, 80, f"1 | {'x' * 29}", f"  | {' ' * 18}^"),
        ("x" * 90, 1, f"1 | {'x' * 35}…", "  | ^"),
        ("", 9, "1 | ", "  | ^"),
    ],
)
def test_the_caret_is_under_the_place(
    text: str, column: int, line: str, caret: str, tmp_path: Path
) -> None:
    """Wide characters, tabs, controls and long lines do not move the caret away."""
    path = tmp_path / "talks.yaml"
    path.write_text(text, encoding="utf-8")
    assert told(problem(str(path), 1, column))[1:3] == [line, caret]


def test_a_line_that_is_not_there_is_not_shown(tmp_path: Path) -> None:
    """A place in a file that has changed or gone is told without its line."""
    path = tmp_path / "talks.yaml"
    path.write_text("one line")
    assert len(told(problem(str(path), 2), problem(str(path), 3))) == 3
    assert len(told(problem(str(tmp_path / "gone.yaml"), 1))) == 2


def test_lines_to_copy_keep_their_shape() -> None:
    """Every line of a hint is set off alike, so that a block of it can be copied as it stands."""
    hinted = Problem(Place("gone.yaml", 1, 1), "TF111", "no", "write\n  feed:\n    title: T")
    assert told(hinted)[1:4] == ["    write", "      feed:", "        title: T"]


def test_what_is_there_and_cannot_be_read_gets_no_start(tmp_path: Path) -> None:
    """Lines to start from are for whoever has no file yet."""
    link = tmp_path / "talks.yaml"
    link.symlink_to("nowhere")
    file = tmp_path / "file"
    file.write_text("")
    for path, lines in (
        (link, 2),
        (file / "a.yaml", 2),
        (tmp_path / "a.yaml", 13),
        (link / "a.yaml", 13),
    ):
        assert len(told(problem(str(path), code="TF101"))) == lines


def test_only_errors_are_counted() -> None:
    """The count is of what keeps a build from writing, by file or number of files."""
    assert tally([problem(), problem(code="TF601")]) == "1 problem in talks.yaml"
    assert tally([problem(), problem(line=2)]) == "2 problems in talks.yaml"
    assert tally([problem(), problem("more.yaml")]) == "2 problems in 2 files"
    assert tally([problem(code="TF601")]) == "no problems"


def test_many_of_a_kind_are_told_once() -> None:
    """Four notices of one code become one; fewer are told one by one."""
    few = [problem(line=n) for n in range(3)]
    many = [problem(line=n, code="TF601") for n in range(4)]
    assert list(fold([*few, *many])) == [*((one, 0) for one in few), (many[0], 3)]


def test_a_notice_is_one_line() -> None:
    """A notice says how much it matters, and what to do where there is something to do."""
    console = Console(stream=io.StringIO(), is_terminal=False, has_colour=False, width=80)
    assert (
        brief(problem(code="TF601"), 0, console) == "talks.yaml:1:1: notice: TF601 cannot read 'x'"
    )
    hinted = Problem(Place("talks.lock", 1, 1), "TF604", "the lock was lost", "commit it")
    expected = "talks.lock:1:1: warning: TF604 the lock was lost; commit it"
    assert brief(hinted, 0, console) == expected


def test_an_annotation_is_escaped() -> None:
    """A workflow command is one line, whatever the path and message hold."""
    strange = Problem(Place("a,b:c\n.yaml", 1, 2), "TF201", "100 %\r\n", "")
    assert as_annotation(strange) == (
        "::error file=a%2Cb%3Ac%0A.yaml,line=1,col=2,title=TF201::100 %25%0D%0A"
    )
