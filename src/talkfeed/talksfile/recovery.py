"""Invalid YAML → its readable parts, and each syntax error once.

The text is split at the items of its list of talks, so that an error affects only its own item. In
an item, a line with a known error is read as it was probably meant; any other error loses the
field it is in. So the rest of the item is checked as well.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from talkfeed.errors import Place, Problem
from talkfeed.limits import MAX_DEPTH, MAX_FAULTS
from talkfeed.model import RawField, RawList, RawMap
from talkfeed.named_tuple import NamedTuple
from talkfeed.talksfile.columns import DASHES, KEY, indent, is_dash, key_column
from talkfeed.talksfile.faults import LOST, BrokenError, TooDeepError
from talkfeed.talksfile.flow import find
from talkfeed.talksfile.slips import Slip, slip
from talkfeed.talksfile.syntax_help import conflict, explain

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from talkfeed.model import Raw
    from talkfeed.talksfile.flow import FlowList

    Compose = Callable[[str, int], tuple[Raw | None, list[Problem]]]
    """Parse a text, given the number of lines above it in the file."""

_GAP = f"!<{LOST}> ''"
_TOO_DEEP = f"nested deeper than {MAX_DEPTH} levels"
_BRACKETS = "look for extra brackets; nothing in a talks file needs that many levels"
_TALKS = re.compile(r"talks?\s*:", re.IGNORECASE)
_PART = re.compile(r"(?:feed|talks)\s*:")
_ITEM = re.compile(rf"\s*(?:-(?:\s|$)|[-{DASHES}]\s*+{KEY}:(?:\s|$))")
_KEY = re.compile(r"(\s*+(?:- +)*+[^\W\d][\w-]*:)(?:\s|$)")
_DASHES = re.compile(r"\s*+(?:- +)++")


class _Cut(NamedTuple):
    """The lines where the items of the list of talks begin, and the line after the list."""

    starts: list[int]
    end: int
    column: int


class Recovery:
    """The recovery of one text; `problems` are those found so far."""

    def __init__(self, path: str, above: int, compose: Compose, *, is_repairing: bool) -> None:
        """Read parts of a text with `compose`; `above` is the number of lines above the text.

        Without `is_repairing`, an item with an error is left out, and so is the rest of the text.
        """
        self._path, self._above, self._compose = path, above, compose
        self._is_repairing = is_repairing
        self._faults = 0
        self.problems: list[Problem] = []

    def read(self, text: str) -> Raw | None:
        """Read as much as possible; return None if nothing can be read."""
        lines = [line.rstrip(" \t\r") for line in text.split("\n")]
        if found := conflict(text):
            self._tell(found, 0)
            return None
        if (flow := find(lines)) and flow.items:
            return self._flow(lines, flow)
        cut = _cut(lines)
        if cut is None:
            return self._part(lines, 0)
        rest = [*lines[: cut.starts[0]], *[""] * (cut.end - cut.starts[0]), *lines[cut.end :]]
        root = self._part(rest, 0)
        if self._faults and not self._is_repairing:
            return None
        items: list[Raw] = []
        self._align(lines, cut)
        self._items(lines, [*cut.starts, cut.end], items)
        place = Place(self._path, self._above + cut.starts[0] + 1, cut.column + 1)
        return _joined(root, RawList(tuple(items), place))

    def _flow(self, lines: list[str], flow: FlowList) -> Raw | None:
        """Read a list in brackets, each of its items alone."""
        root = self._part(flow.rest, 0)
        if not flow.is_closed:
            hint = "close it after the last talk"
            message = "this bracket is not closed; ']' is missing"
            self._tell(slip(flow.start, message, hint), 0)
        if self._faults and not self._is_repairing:
            return None
        talks: list[Raw] = []
        is_right = True
        for item in flow.items:
            if item.is_remainder and not is_right:
                continue
            told = self._faults
            found = self._part(item.lines, item.above, is_flow=True)
            is_right = self._faults == told
            read = found.items if isinstance(found, RawList) else (found,)
            talks += [each for each in read if isinstance(each, RawMap) or (each and is_right)]
            if item.unseparated and is_right:
                hint = "put a comma between two talks: },"
                self._tell(slip(item.unseparated, "a comma is missing after this talk", hint), 0)
        if not self._faults:  # each part is right alone: the error is in how they follow
            self.problems.clear()
            return self._part(lines, 0)
        place = Place(self._path, self._above + flow.start[0] + 1, flow.start[1] + 1)
        return _joined(root, RawList(tuple(talks), place))

    def _align(self, lines: list[str], cut: _Cut) -> None:
        """Report items that are not aligned with the others, and align them."""
        for start, end in zip(cut.starts, [*cut.starts[1:], cut.end], strict=True):
            line = lines[start]
            here = indent(line)
            if here == cut.column or line[here : here + 1].isspace():
                continue
            hint = f"begin this line in column {cut.column + 1}, like the dashes of the other talks"
            self._tell(slip((start, here), "this talk is not aligned with the others", hint), 0)
            column = key_column(line)
            follows = next((indent(each) for each in lines[start + 1 : end] if each.strip()), None)
            last = end if column is not None and follows == column else start + 1
            for number in range(start, last):
                moved = indent(lines[number]) + cut.column - here
                lines[number] = " " * max(0, moved) + lines[number].lstrip(" ")

    def _items(self, lines: list[str], starts: Sequence[int], items: list[Raw]) -> None:
        """Read items together if possible, otherwise in halves."""
        first, last = starts[0], starts[-1]
        if self._faults >= MAX_FAULTS:
            return
        if len(starts) == 2:  # noqa: PLR2004 (one item)
            told = self._faults
            root = self._part(lines[first:last], first)
            if isinstance(root, RawList):
                is_right = self._faults == told
                items += [each for each in root.items if is_right or isinstance(each, RawMap)]
            return
        try:
            root, problems = self._compose("\n".join(lines[first:last]), self._above + first)
        except (BrokenError, TooDeepError):
            middle = len(starts) // 2
            self._items(lines, starts[: middle + 1], items)
            self._items(lines, starts[middle:], items)
        else:
            self.problems += problems
            items += root.items if isinstance(root, RawList) else ()

    def _part(self, lines: list[str], above: int, *, is_flow: bool = False) -> Raw | None:
        """Read a part of the text; `above` is the number of lines above it in the text.

        An item of a flow list is left out if an error in it has no known correction.
        """
        part, touched = list(lines), set[int]()
        while self._faults < MAX_FAULTS:
            try:
                root, problems = self._compose("\n".join(part), self._above + above)
            except (BrokenError, TooDeepError) as error:
                found = self._explain(error, part, above)
            else:
                self.problems += problems
                return root
            number = min(found.line, len(part)) - 1
            is_new = number not in touched
            if is_new:
                self._tell(found, above)
            if not self._is_repairing:
                return None
            if is_new and found.repairs:
                for rank, line in found.repairs:
                    part[rank] = line
            elif is_flow or not _lose(part, number):
                return None
            touched.add(number)
        return None

    def _explain(self, error: BrokenError | TooDeepError, part: list[str], above: int) -> Slip:
        if isinstance(error, TooDeepError):
            spot = error.place.line - self._above - above, error.place.column
            return Slip(*spot, _TOO_DEEP, _BRACKETS, code="TF109")
        found = explain(error.fault, part)
        is_around = (part[0], part[-1]) == ("[", "]")  # brackets added around items of one line
        return found._replace(line=max(found.line, 2)) if is_around else found

    def _tell(self, found: Slip, above: int) -> None:
        place = Place(self._path, found.line + self._above + above, found.column)
        self.problems.append(Problem(place, found.code, found.message, found.hint))
        self._faults += 1


def _joined(root: Raw | None, talks: RawList) -> Raw:
    """Put the talks into the rest of the file."""
    if not isinstance(root, RawMap):
        return talks if root is None else root
    name = next((key for key in root.fields if _TALKS.fullmatch(f"{key}:")), "talks")
    place = root.fields[name].place if name in root.fields else talks.place
    return RawMap({**root.fields, name: RawField(place, talks)}, root.place)


def _lose(part: list[str], number: int) -> bool:
    """Clear the field that a line begins, else the line; return False if it was empty."""
    line = part[number]
    found = _KEY.match(line)
    if found and _GAP not in line:
        part[number] = f"{found[1]} {_GAP}"
        column = key_column(line) or 0
        for rest, below in enumerate(part[number + 1 :], number + 1):
            if indent(below) <= column and (_KEY.match(below) or is_dash(below)):
                break
            part[rest] = ""
        return True
    dashes = _DASHES.match(line)
    part[number] = dashes[0] if dashes and dashes[0] != line else ""
    return bool(line.strip())


def _cut(lines: Sequence[str]) -> _Cut | None:
    """Find where the items of the list of talks begin; some may be misaligned."""
    first = next((n for n, line in enumerate(lines) if _TALKS.match(line)), None)
    if first is None:
        told = (n for n, line in enumerate(lines) if line.strip() and not line.startswith("#"))
        start = next(told, None)
        if start is None or not is_dash(lines[start]):
            return None
        first = start - 1
    end = next((n for n in range(first + 1, len(lines)) if _PART.match(lines[n])), len(lines))
    dashes = [n for n in range(first + 1, end) if _ITEM.match(lines[n])]
    if not dashes:
        return None
    outer = indent(lines[dashes[0]]) + 1
    columns = [indent(lines[n]) for n in dashes if is_dash(lines[n])]
    counts = Counter(column for column in columns if column <= outer)
    column = counts.most_common(1)[0][0] if counts else indent(lines[dashes[0]])
    starts = [  # a list within a talk is indented by at least two
        n
        for n in dashes
        if indent(lines[n]) <= column + 1 and not lines[n].lstrip(" ")[:1].isspace()
    ]
    return _Cut(starts, end, column) if starts else None
