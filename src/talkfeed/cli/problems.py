"""Problems → lines for people, JSON, or annotations on GitHub.

On a terminal, each problem has the line of the file below it, with a caret at the column.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from talkfeed import files
from talkfeed.cli.console import cells, shorten, visible
from talkfeed.errors import indented
from talkfeed.rules import RULES, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from talkfeed.cli.console import Console
    from talkfeed.errors import Place, Problem

FOLDED_FROM = 4
"""The number of notices of one code from which only the first is printed."""

START = """
    `talkfeed init` writes one; the shortest is:

        feed:
          title: Our talks
          url: https://talks.example/
          authors: [{name: Our community}]
        talks:
          - title: A first talk
            date: 7 Oct 2015
"""


def print_problems(problems: Sequence[Problem], console: Console, ending: str = "") -> None:
    """Print problems, then the number of errors and their file, and then `ending`."""
    lines = _Lines()
    for problem in problems:
        for line in _shown(problem, console, lines):
            console.say(line)
    if any(_is_missing(problem) for problem in problems):
        console.say(START)
    console.say(tally(problems) + (f"; {ending}" if ending else ""))


def fold(problems: Iterable[Problem]) -> Iterator[tuple[Problem, int]]:
    """Yield problems with the number of omitted ones; four or more of one code are folded."""
    groups: dict[str, list[Problem]] = {}
    for problem in problems:
        groups.setdefault(problem.code, []).append(problem)
    for group in groups.values():
        if len(group) >= FOLDED_FROM:
            yield group[0], len(group) - 1
        else:
            yield from ((problem, 0) for problem in group)


def brief(problem: Problem, others: int, console: Console) -> str:
    """Format a notice as one line, with the number of others like it."""
    severity = RULES[problem.code].severity
    place = console.paint(str(problem.place), "place")
    text = visible(f"{problem.message}; {problem.hint}" if problem.hint else problem.message)
    more = f" (and {others} more like it; --verbose shows all)" if others else ""
    return f"{place}: {console.paint(severity, severity)}: {problem.code} {text}{more}"


def tally(problems: Sequence[Problem]) -> str:
    """Format the number of errors, with the file or the number of files.

    >>> from talkfeed.errors import Place, Problem
    >>> tally([Problem(Place("talks.yaml", 1, 1), "TF101", "there is no file")])
    '1 problem in talks.yaml'
    """
    errors = [one for one in problems if RULES[one.code].severity is Severity.ERROR]
    paths = sorted({one.place.path for one in errors})
    where = f" in {visible(paths[0])}" if len(paths) == 1 else f" in {len(paths)} files"
    count = f"{len(errors)} problem{'' if len(errors) == 1 else 's'}"
    return f"{count}{where}" if errors else "no problems"


def as_json(problem: Problem) -> dict[str, object]:
    """Return the JSON object of a problem."""
    return {
        "path": problem.place.path,
        "line": problem.place.line,
        "column": problem.place.column,
        "code": problem.code,
        "severity": RULES[problem.code].severity,
        "message": problem.message,
        "hint": problem.hint,
    }


def as_annotation(problem: Problem) -> str:
    """Format a problem as a workflow command, which GitHub shows beside the line."""
    place = problem.place
    path = _escape(place.path).replace(":", "%3A").replace(",", "%2C")
    where = f"file={path},line={place.line},col={place.column}"
    text = f"{problem.message}\n{problem.hint}" if problem.hint else problem.message
    severity = RULES[problem.code].severity
    return f"::{severity} {where},title={problem.code}::{_escape(text)}"


def _is_missing(problem: Problem) -> bool:
    """Return whether the file does not exist; a broken link does exist."""
    if problem.code != "TF101":
        return False
    try:
        os.lstat(problem.place.path)
    except FileNotFoundError:
        return True
    except OSError:
        pass
    return False


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _shown(problem: Problem, console: Console, lines: _Lines) -> Iterator[str]:
    place = console.paint(str(problem.place), "place")
    code = console.paint(problem.code, RULES[problem.code].severity)
    yield f"{place}: {code} {visible(problem.message)}"
    if console.is_terminal:
        yield from _excerpt(problem.place, lines.of(problem.place), console)
    if problem.hint:
        yield from (console.paint(line, "hint") for line in indented(problem.hint).split("\n"))


def _excerpt(place: Place, line: str | None, console: Console) -> Iterator[str]:
    """Yield the part of a line that fits the terminal, and a caret below the column."""
    if line is None:
        return
    number = str(place.line)
    room = console.width - len(number) - len(" | ")
    fits = cells(visible(line)) <= room
    start = 0 if fits else max(0, place.column - 1 - room // 2)
    before = visible(line[start : place.column - 1]).replace("\t", " ")
    after = visible(line[place.column - 1 :]).replace("\t", " ")
    margin = " " * len(number)
    yield f"{console.paint(f'{number} |', 'hint')} {shorten(before + after, room)}"
    caret = " " * cells(before) + console.paint("^", "error")
    yield f"{console.paint(f'{margin} |', 'hint')} {caret}"


class _Lines:
    """The lines of the files that problems are in, each file read once."""

    def __init__(self) -> None:
        self._files: dict[str, list[str]] = {}

    def of(self, place: Place) -> str | None:
        """Return the line of a place, or None if the file has no such line."""
        if place.path not in self._files:
            try:
                text = files.read(Path(place.path)).decode("utf-8-sig", errors="replace")
                self._files[place.path] = text.replace("\r\n", "\n").split("\n")
            except OSError:
                self._files[place.path] = []
        lines = self._files[place.path]
        return lines[place.line - 1] if place.line <= len(lines) else None
