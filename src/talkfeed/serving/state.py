"""Errors of a build → what a browser shows: the place, message and hint of each, and its lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed import files
from talkfeed.errors import CodedError, InvalidData
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from talkfeed.errors import Problem, TalkfeedError

AROUND = 2
"""Lines that are shown before and after that of a problem."""
MOST = 50
"""Problems that are shown; a file that is not YAML at all has more."""
LONGEST = 300
"""Characters of a line that are shown."""


class Mistake(NamedTuple):
    """A problem as the browser shows it; `line` is 0 and `path` empty where it has no place.

    `lines` are the numbers and texts of the lines around it.
    """

    path: str
    line: int
    column: int
    code: str
    message: str
    hint: str
    lines: tuple[tuple[int, str], ...]


class State(NamedTuple):
    """What a browser is sent: another `version` is a reason to reload the page.

    `name` is that of the talks file. With `is_over`, nothing follows.
    """

    version: str
    mistakes: tuple[Mistake, ...]
    name: str
    is_over: bool = False


def mistakes_of(error: TalkfeedError) -> tuple[Mistake, ...]:
    """Return what the browser shows of an error."""
    if isinstance(error, InvalidData):
        texts = {path: _lines(path) for path in sorted({each.place[0] for each in error.problems})}
        return tuple(_mistake(each, texts[each.place.path]) for each in error.problems[:MOST])
    if isinstance(error, CodedError):
        return (Mistake("", 0, 0, error.code, error.message, error.hint, ()),)
    return (Mistake("", 0, 0, "", str(error), "", ()),)


def _mistake(problem: Problem, texts: list[str]) -> Mistake:
    path, line, column = problem.place
    first, last = max(1, line - AROUND), min(len(texts), line + AROUND)
    shown = tuple((number, texts[number - 1][:LONGEST]) for number in range(first, last + 1))
    return Mistake(path, line, column, problem.code, problem.message, problem.hint, shown)


def _lines(path: str) -> list[str]:
    """Read the lines of a file; none if it cannot be read."""
    try:
        text = files.read(path).decode("utf-8-sig", errors="replace")
    except OSError:
        return []
    return text.replace("\r\n", "\n").split("\n")
