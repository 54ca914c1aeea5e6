"""The rows of an HTML table → cells in their columns; a cell that spans several is repeated."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from talkfeed.importers.page.line import Line
from talkfeed.text import number

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_MAX_SPAN = 200
_MAX_CELLS = 60
_PARTS = frozenset(("tr", "td", "th", "thead", "tbody", "tfoot", "caption"))


class Writer(Protocol):
    """The source of cells' text, and the sink for rows."""

    def take(self) -> Line:
        """Return the open line."""

    def add(self, kind: str, line: Line, number: int, cells: tuple[Line, ...]) -> None:
        """Add a finished block."""


class Row:
    """A table being read: the cells of the row, and those that span further rows."""

    def __init__(self, table: Element, number: int) -> None:
        """Start a table with a number that is unique on the page."""
        self.table = table
        self._number = number
        self._cells: list[Line] = []
        self._heads = 0
        self._cell: Element | None = None
        self._below: dict[int, tuple[int, Line]] = {}
        self._after: dict[int, tuple[int, Line]] = {}

    def turn(self, name: str, element: Element | None, writer: Writer) -> bool:
        """Open (or close, without an element) a row or a cell; return whether it was one."""
        if name == "tr":
            self.end_row(writer)
        elif name in {"td", "th"}:
            self._end_cell(writer)
            self._cell = element
        return name in _PARTS

    def end_row(self, writer: Writer) -> None:
        """Close the open cell, and add the row."""
        self._end_cell(writer)
        if self._cells:
            self._fill()
        if any(line.text or line.spans for line in self._cells):
            kind = "heads" if self._heads == len(self._cells) else "row"
            writer.add(kind, Line(""), self._number, tuple(self._cells))
        if self._cells:
            self._below, self._after = self._after, {}
        self._cells, self._heads = [], 0

    def _end_cell(self, writer: Writer) -> None:
        line = writer.take()
        if self._cell is None:
            if line.text:  # a caption, or text between the rows
                writer.add("para", line, 0, ())
            return
        self._fill()
        self._heads += self._cell.tag == "th"
        self._reach(len(self._cells), _span(self._cell.get("rowspan")), line)
        self._add(line)
        for _ in range(_span(self._cell.get("colspan")) - 1):
            self._add(Line(""))
        self._cell = None

    def _fill(self) -> None:
        """Repeat the cells that reach down from rows above."""
        while (reaching := self._below.pop(len(self._cells), None)) is not None:
            rows, line = reaching
            self._reach(len(self._cells), rows, line)
            self._add(line)

    def _reach(self, column: int, rows: int, line: Line) -> None:
        if rows > 1:
            self._after[column] = (rows - 1, line)

    def _add(self, line: Line) -> None:
        if len(self._cells) < _MAX_CELLS:
            self._cells.append(line)


def _span(text: str | None) -> int:
    found = number(text or "")
    return 1 if found is None else min(found, _MAX_SPAN)
