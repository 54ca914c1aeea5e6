"""Lines with a flow list of talks, `talks: [{…}, {…}]` → its items, each with its own lines.

The text is not valid YAML, so brackets and quotes may be unbalanced. An item therefore ends at the
comma after it, but at the latest where a line begins with `{` in the column of the items.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from talkfeed.named_tuple import NamedTuple
from talkfeed.talksfile.columns import has_content, indent
from talkfeed.talksfile.slips import CLOSING, PIECES

if TYPE_CHECKING:
    from collections.abc import Sequence

# Strings: `re` compiles and caches them when there is an error to explain.
_KEY = r"talks?\s*:\s*(?=[\[#]|$)"
_PART = r"(?:feed|talks)\s*:"
_LEADING = r" *+, *+\{"
_LIST_ENDS = r"\s*+(?:#|$)"
_ITEM_ENDS = r"\s*+(?:[#,]|$)"


class FlowItem(NamedTuple):
    """An item, or several that share a line; these keep the brackets of a list around them.

    `above` is the number of lines above it. `unseparated` is where it begins if no comma follows.
    """

    above: int
    lines: list[str]
    unseparated: tuple[int, int] | None = None

    @property
    def is_remainder(self) -> bool:
        """Whether it begins with a closing bracket, as the end of a broken item does."""
        first = next(filter(has_content, self.lines), "")
        return first.lstrip()[:1] in {"]", "}"}


class FlowList(NamedTuple):
    """The items, the spot of the opening bracket, and the text without the list.

    Spots are line and column, counted from 0.
    """

    items: list[FlowItem]
    start: tuple[int, int]
    rest: list[str]
    is_closed: bool


def find(lines: Sequence[str]) -> FlowList | None:
    """Find a list of talks in brackets."""
    start = _opening(lines)
    if start is None:
        return None
    below = range(start[0] + 1, len(lines))
    stop = next((number for number in below if re.match(_PART, lines[number])), len(lines))
    scan = _Scan(lines, start, stop)
    number, column = end = scan.end or (stop, 0)
    tail = [" " * column + lines[number][column:]] if scan.end else []
    tail += lines[number + 1 if scan.end else number :]
    head = [*lines[: start[0]], lines[start[0]][: start[1]]]
    if end[0] == start[0]:
        head, tail = head[:-1], [f"{head[-1]}{tail[0]}", *tail[1:]]
    rest = [*head, *[""] * (len(lines) - len(head) - len(tail)), *tail]
    return FlowList(scan.items, start, rest, is_closed=scan.end is not None)


def _opening(lines: Sequence[str]) -> tuple[int, int] | None:
    """Find the bracket that opens the list, below the key of the talks or without a key."""
    keys = (number for number, line in enumerate(lines) if re.match(_KEY, line, re.IGNORECASE))
    first = next(keys, 0)
    for number in range(first, len(lines)):
        found = re.match(_KEY, lines[number], re.IGNORECASE) if number == first else None
        column = found.end() if found else indent(lines[number])
        rest = lines[number][column:]
        if has_content(rest):
            return (number, column) if rest.startswith("[") else None
    return None


class _Scan:
    """One pass over the lines of the list; `end` is the spot after its closing bracket."""

    def __init__(self, lines: Sequence[str], start: tuple[int, int], stop: int) -> None:
        self.items: list[FlowItem] = []
        self.end: tuple[int, int] | None = None
        bare = (line.lstrip(" \t") for line in lines[start[0] + 1 : stop])
        indented = zip(lines[start[0] + 1 : stop], bare, strict=True)
        self._lines = [lines[start[0]], *(" " * (len(a) - len(b)) + b for a, b in indented)]
        self._first = start[0]
        self._start = (0, start[1] + 1)
        self._column: int | None = None
        bracket = lines[start[0]][start[1] + 1 :]
        self._beside = len(lines[start[0]]) - len(bracket.lstrip(" "))
        self._closing: list[str] = []
        self._count = 1
        self._is_odd = False  # whether a bracket has been closed that was not open
        for number in range(len(self._lines)):
            self._line(number)
            if self.end:
                return
        self._finish()

    def _line(self, number: int) -> None:
        line = self._lines[number]
        column = indent(line) if number else self._start[1]
        if number:
            self._begin(number, column, line[column : column + 1])
        for found in re.compile(PIECES).finditer(line, column):
            mark, spot = found[0], (number, found.start())
            if mark in CLOSING:
                self._closing.append(CLOSING[mark])
            elif self._closing:
                if mark in self._closing[-2:]:  # the one or, if that is missing, the next
                    del self._closing[-1 if mark == self._closing[-1] else -2 :]
            elif mark == "]" and re.compile(_LIST_ENDS).match(line, found.end()):
                self._close(spot)
                self.end = self._first + number, found.end()
                return
            elif mark == ",":
                self._comma(line, spot, is_first=found.start() == column)
            elif mark in {"]", "}"}:
                self._is_odd = True

    def _comma(self, line: str, spot: tuple[int, int], *, is_first: bool) -> None:
        """End an item, unless the next one begins on the same line."""
        number, column = spot
        if is_first or re.compile(_ITEM_ENDS).match(line, column + 1):
            if not self._close(spot):  # nothing between two commas
                self.items.append(FlowItem(self._first + number, [" " * column + ","]))
            self._start = number, column + 1
        else:
            self._count += 1

    def _begin(self, number: int, column: int, mark: str) -> None:
        """End the item above, if this line begins another or ends the list."""
        usual = self._column
        is_aligned = column == self._beside or (usual is not None and column <= usual)
        if mark == "," and is_aligned and re.compile(_LEADING).match(self._lines[number]):
            self._closing.clear()
        if mark == "{" and (not self._closing or is_aligned):
            self._column = column if usual is None else usual
        elif not (mark == "]" and usual is not None and column < max(usual, 1)):
            return
        is_last = mark == "]"
        last = number - 1
        while last > self._start[0] and not has_content(self._lines[last]):
            last -= 1
        line = self._lines[last]
        end = len(line) - line.endswith(",")
        self._close((last, end), lacks_comma=not self._closing and not is_last)
        self._closing.clear()
        self._start = number, 0

    def _finish(self) -> None:
        """End a list whose closing bracket is part of a broken item, or missing."""
        last = len(self._lines) - 1
        while last > self._start[0] and not has_content(self._lines[last]):
            last -= 1
        line = self._lines[last]
        if line.endswith("]"):
            self.end = self._first + last, len(line)
        self._close((last, len(line) - line.endswith((",", "]"))))

    def _close(self, end: tuple[int, int], *, lacks_comma: bool = False) -> bool:
        """Add what lies between the start and this spot; return False if that is empty."""
        (first, column), (last, stop) = self._start, end
        lines = self._lines[first : last + 1]
        lines[-1] = lines[-1][:stop]
        lines[0] = " " * column + lines[0][column:]
        count = 1 if self._is_odd else self._count
        self._count, self._is_odd = 1, False
        begin = next((n for n, line in enumerate(lines) if has_content(line)), None)
        if begin is None:
            return False
        spot = (self._first + first + begin, indent(lines[begin])) if lacks_comma else None
        above = self._first + first
        if count > 1:
            above, lines = above - 1, ["[", *lines, "]"]
        self.items.append(FlowItem(above, lines, spot))
        return True
