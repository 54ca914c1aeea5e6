"""A YAML text that cannot be read as a whole → what can be read, and each fault in it once.

The text is cut where the items of its list of talks begin, so that no fault reaches into another
item. In an item, a line whose fault is known is read as it was meant, and of any other fault the
field it is in is lost; so the rest of the item is checked as well.
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
from talkfeed.talksfile.slips import Slip, slip
from talkfeed.talksfile.syntax_help import conflict, explain

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from talkfeed.model import Raw

    Compose = Callable[[str, int], tuple[Raw | None, list[Problem]]]
    """How a text is read, of which so many lines are above it in the file."""

_GAP = f"!<{LOST}> ''"
_TALKS = re.compile(r"talks?\s*:", re.IGNORECASE)
_PART = re.compile(r"(?:feed|talks)\s*:")
_ITEM = re.compile(rf"\s*(?:-(?:\s|$)|[-{DASHES}]\s*+{KEY}:(?:\s|$))")
_KEY = re.compile(r"(\s*+(?:- +)*+[^\W\d][\w-]*:)(?:\s|$)")
_DASHES = re.compile(r"\s*+(?:- +)++")


class _Cut(NamedTuple):
    """The lines of a list of talks: where each item begins, and where the list ends."""

    starts: list[int]
    end: int
    column: int


class Recovery:
    """One text that cannot be read as a whole; `problems` are those met so far."""

    def __init__(self, path: str, above: int, compose: Compose, *, is_mending: bool) -> None:
        """Read parts of a text, above which there are so many lines, with `compose`.

        Without mending, an item with a fault is left out, and so is the rest of the text.
        """
        self._path, self._above, self._compose = path, above, compose
        self._is_mending = is_mending
        self._faults = 0
        self.problems: list[Problem] = []

    def read(self, text: str) -> Raw | None:
        """Read what can be read; None where nothing can."""
        lines = [line.rstrip(" \t\r") for line in text.split("\n")]
        if found := conflict(text):
            self._tell(found, 0)
            return None
        cut = _cut(lines)
        if cut is None:
            return self._part(lines, 0)
        rest = [*lines[: cut.starts[0]], *[""] * (cut.end - cut.starts[0]), *lines[cut.end :]]
        root = self._part(rest, 0)
        if self._faults and not self._is_mending:
            return None
        items: list[Raw] = []
        self._align(lines, cut)
        self._items(lines, [*cut.starts, cut.end], items)
        place = Place(self._path, self._above + cut.starts[0] + 1, cut.column + 1)
        talks = RawField(place, RawList(tuple(items), place))
        if not isinstance(root, RawMap):
            return talks.value if root is None else root
        name = next((key for key in root.fields if _TALKS.fullmatch(f"{key}:")), "talks")
        talks = talks._replace(place=root.fields[name].place) if name in root.fields else talks
        return RawMap({**root.fields, name: talks}, root.place)

    def _align(self, lines: list[str], cut: _Cut) -> None:
        """Find items that do not begin in the column of the others, and move them there."""
        for start, end in zip(cut.starts, [*cut.starts[1:], cut.end], strict=True):
            line = lines[start]
            here = indent(line)
            if here == cut.column or line[here : here + 1].isspace():
                continue
            hint = f"begin this line in column {cut.column + 1}, like the dashes of other talks"
            self._tell(slip((start, here), "this talk is not in line with the others", hint), 0)
            column = key_column(line)
            follows = next((indent(each) for each in lines[start + 1 : end] if each.strip()), None)
            last = end if column is not None and follows == column else start + 1
            for number in range(start, last):
                moved = indent(lines[number]) + cut.column - here
                lines[number] = " " * max(0, moved) + lines[number].lstrip(" ")

    def _items(self, lines: list[str], starts: Sequence[int], items: list[Raw]) -> None:
        """Read items together if they can be read, and else in halves."""
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

    def _part(self, lines: list[str], above: int) -> Raw | None:
        """Read a part, of which so many lines are above it in the text."""
        part, touched = list(lines), set[int]()
        while self._faults < MAX_FAULTS:
            try:
                root, problems = self._compose("\n".join(part), self._above + above)
            except BrokenError as broken:
                found = explain(broken.fault, part)
            except TooDeepError as error:
                found = _too_deep(error.place, self._above + above)
            else:
                self.problems += problems
                return root
            number = min(found.line, len(part)) - 1
            is_new = number not in touched
            if is_new:
                self._tell(found, above)
            if not self._is_mending:
                return None
            if is_new and found.mended:
                for rank, line in found.mended:
                    part[rank] = line
            elif not _lose(part, number):
                return None
            touched.add(number)
        return None

    def _tell(self, found: Slip, above: int) -> None:
        place = Place(self._path, found.line + self._above + above, found.column)
        self.problems.append(Problem(place, found.code, found.message, found.hint))
        self._faults += 1


def _too_deep(place: Place, above: int) -> Slip:
    hint = f"nothing in a talks file has more than {MAX_DEPTH} levels; look for extra brackets"
    message = f"nested deeper than {MAX_DEPTH} levels"
    return Slip(place.line - above, place.column, message, hint, code="TF109")


def _lose(part: list[str], number: int) -> bool:
    """Take the field that a line begins out of a part, or the line; False if nothing is left."""
    line = part[number]
    found = _KEY.match(line)
    if found and _GAP not in line:
        part[number] = f"{found[1]} {_GAP}"
        _empty(part, number + 1, key_column(line) or 0)
        return True
    dashes = _DASHES.match(line)
    part[number] = dashes[0] if dashes and dashes[0] != line else ""
    return bool(line.strip())


def _empty(part: list[str], first: int, column: int) -> None:
    """Empty the lines down to the next key or dash that is not indented further than a column."""
    for number in range(first, len(part)):
        line = part[number]
        if indent(line) <= column and (_KEY.match(line) or is_dash(line)):
            break
        part[number] = ""


def _cut(lines: Sequence[str]) -> _Cut | None:
    """Find where the items of the list of talks begin, though some may be out of line."""
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
    starts = [n for n in dashes if _begins_item(lines[n], column)]
    return _Cut(starts, end, column) if starts else None


def _begins_item(line: str, column: int) -> bool:
    """Tell whether a dash is that of a talk; a list within a talk is indented by two at least."""
    return indent(line) <= column + 1 and not line.lstrip(" ")[:1].isspace()
