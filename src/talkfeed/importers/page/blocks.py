"""An HTML tree → blocks in the order of the page: headings, paragraphs, items, terms, rows.

Navigation, footers, forms, scripts and comments are left out. The walk is a loop, not a recursion,
so that no nesting is too deep.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from talkfeed.importers.page.elements import (
    INLINE,
    MEDIA,
    PLAIN_BLOCKS,
    STRUCTURE,
    address_of,
    data_tables,
    hint_of,
    inline_of,
    is_left_out,
)
from talkfeed.importers.page.language import is_day
from talkfeed.importers.page.line import Line, Span
from talkfeed.importers.page.records import Records, records
from talkfeed.importers.page.table_cells import Row
from talkfeed.named_tuple import NamedTuple
from talkfeed.text import line as clean

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MAX_LIST_DEPTH = 6
STRESSED_DAY = 7
"""The level of a day across a table that lays out a programme: above strong text."""


def _is_day_across(element: Element) -> bool:
    return (
        element.tag == "td"
        and element.get("colspan") is not None
        and is_day("".join(map(str, element.itertext())))
    )


class Block(NamedTuple):
    """A block: `kind` is heading, para, item, term, definition, row or heads (of a table).

    `level` is that of a heading, or how deep an item is nested, from 1; `number` tells tables and
    lists apart. Only rows have `cells`.
    """

    kind: str
    line: Line
    level: int = 0
    number: int = 0
    cells: tuple[Line, ...] = ()


def blocks(root: Element) -> list[Block]:
    """Read the blocks below an element."""
    from lxml import etree  # noqa: PLC0415 (late: 'talkfeed --help' is quick)

    writer = _Writer(data_tables(root), records(root))
    left_out = set()
    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        if event == "start" and element is not root and is_left_out(element):
            left_out.add(element)
            walk.skip_subtree()
        elif event == "start":
            writer.start(element)
        else:
            if event == "end" and element not in left_out:
                writer.end(element)
            if element is not root:
                writer.write(element.tail or "")
    writer.flush()
    return writer.blocks


class _Writer:
    """The state of the walk: finished blocks, and the text and spans of the open one."""

    def __init__(self, tables: frozenset[Element], repeated: Records) -> None:
        self.blocks: list[Block] = []
        self._tables = tables
        self._records = repeated
        self._text: list[str] = []
        self._length = 0
        self._spans: list[Span] = []
        self._open: list[tuple[int, str, str, str]] = []
        self._kinds: list[tuple[str, int]] = []
        self._lists: list[int] = []
        self._count = 0
        self._row: Row | None = None

    # --- elements -------------------------------------------------------------------------------

    def start(self, element: Element) -> None:
        """Open an element: a block ends the one before it, a line gets a break or a span."""
        name = str(element.tag)
        if name in {"ul", "ol"} or element in self._records.lists:
            self._open_list()
        elif element in self._records.boxes and self._row is None:
            self._open_record(element)
        elif name == "table" and element in self._tables and self._row is None:
            self.flush()
            self._count += 1
            self._row = Row(element, self._count)
        elif name in STRUCTURE or name in PLAIN_BLOCKS:
            self._start_block(name, element)
        elif name == "br":
            self._append("\n")
        elif name in INLINE or hint_of(element):
            self._part(element)
            self._open.append((self._length, *inline_of(element)))
        elif name == "span":
            self._part(element)
        elif name in MEDIA:
            address = address_of(element.get(MEDIA[name]) or element.get("data-src") or "")
            self._spans.append(Span(self._length, self._length, "media", address))
        elif name == "img" and self._open:
            self._name_link(element)
        self.write(element.text or "")

    def _part(self, element: Element) -> None:
        """Separate an inline part of a record from the text that it touches: "10 May<b>PyCon"."""
        in_record = self._kinds and self._kinds[-1][0].startswith("item")
        last = self._text[-1][-1:] if self._text else ""
        if in_record and last.isalnum() and element.tag in {"span", "time"}:
            self._append(" · ")

    def _open_list(self) -> None:
        self._count += 1
        self.flush()
        self._lists.append(self._count)

    def _open_record(self, element: Element) -> None:
        """Open a record as an item, in a list of its own unless it is one of a list."""
        if element.tag == "li":
            self.flush()
        else:
            self._open_list()
        self._kinds.append(("item", min(len(self._lists), MAX_LIST_DEPTH)))
        if element.tag == "a":
            self._open.append((self._length, *inline_of(element)))

    def _close_record(self, element: Element) -> None:
        self.flush()
        if element.tag == "a":
            self._close()
        if element.tag != "li":
            self._lists = self._lists[:-1]
        self._kinds = self._kinds[:-1]

    def _start_block(self, name: str, element: Element) -> None:
        if self._row is not None:
            if not self._row.turn(name, element, self):
                self._append("\n")
        else:
            self.flush()
        if self._row is None and (name in STRUCTURE or _is_day_across(element)):
            self._kinds.append(self._kind_of(name, element))
        hint = self._hint(element)
        if hint:
            self._open.append((self._length, "hint", hint, ""))

    def _kind_of(self, name: str, element: Element) -> tuple[str, int]:
        """Return the kind and level of a block, which in a record is a row of the record."""
        if name == "td":
            return "heading", STRESSED_DAY
        depth = min(len(self._lists), MAX_LIST_DEPTH)
        parent = element.getparent()
        if name in {"dt", "dd"} and parent is not None and parent in self._records.lists:
            return ("item" if name == "dt" else "item+"), depth
        if self._kinds and self._kinds[-1][0].startswith("item") and name != "li":
            return self._kinds[-1]
        if name[0] == "h" and parent is not None and self._is_below_day(element):
            return "heading", STRESSED_DAY + 1
        return STRUCTURE[name], int(name[1]) if name[0] == "h" else depth

    def _is_below_day(self, element: Element) -> bool:
        """Return whether a heading is in a table whose rows are below days across it."""
        last = next((one for one in reversed(self.blocks) if one.kind == "heading"), None)
        is_day = last is not None and last.level >= STRESSED_DAY
        return is_day and next(element.iterancestors("td"), None) is not None

    def _hint(self, element: Element) -> str:
        if element in self._records.heads:
            return "title"
        hint = hint_of(element)
        return hint if hint and next(element.iter("li", "table", "h1", "h2"), None) is None else ""

    def end(self, element: Element) -> None:
        """Close an element."""
        name = str(element.tag)
        if name in {"ul", "ol"} or element in self._records.lists:
            self.flush()
            self._lists = self._lists[:-1]
        elif element in self._records.boxes and self._row is None:
            self._close_record(element)
        elif self._row is not None and element is self._row.table:
            self._row.end_row(self)
            self._row = None
        elif name in STRUCTURE or name in PLAIN_BLOCKS:
            self._end_block(name, element)
        elif name in INLINE or hint_of(element):
            self._close()

    def _end_block(self, name: str, element: Element) -> None:
        if self._row is not None:
            if not self._row.turn(name, None, self):
                self._append("\n")
        else:
            self.flush()
        if self._hint(element):
            self._close()
        if self._row is None and (name in STRUCTURE or _is_day_across(element)):
            last = self._kinds.pop()
            if self._kinds and self._kinds[-1][0] == "item" and last[0] == "item+" and name != "li":
                self._kinds[-1] = last  # the next block is a further row of the same item

    def _close(self) -> None:
        start, kind, value, label = self._open.pop()
        self._spans.append(Span(start, self._length, kind, value, label))

    def _name_link(self, image: Element) -> None:
        """Label a link around an image by the text of the image."""
        start, kind, value, label = self._open[-1]
        words = image.get("alt") or image.get("title") or ""
        self._open[-1] = (start, kind, value, label or words)

    # --- text -----------------------------------------------------------------------------------

    def write(self, text: str) -> None:
        """Add text, with white space collapsed."""
        if text:
            self._append(re.sub(r"\s+", " ", text))

    def _append(self, text: str) -> None:
        self._text.append(text)
        self._length += len(text)

    def take(self) -> Line:
        """Return the open line, and start another inside the same spans."""
        spans = [
            *self._spans,
            *(Span(s, self._length, kind, value, label) for s, kind, value, label in self._open),
        ]
        line = _tidied("".join(self._text), spans)
        self._text, self._length, self._spans = [], 0, []
        self._open = [(0, kind, value, label) for _, kind, value, label in self._open]
        return line

    def flush(self) -> None:
        """End the block that is open."""
        line = self.take()
        if not line.text and not line.of("media", "link"):
            return
        kind, level = self._kinds[-1] if self._kinds else ("para", 0)
        number = self._lists[-1] if self._lists else 0
        for part in line.chunks():
            self.add(kind, part, number, (), level)
        if kind in {"item", "term", "definition"}:
            self._kinds[-1] = (f"{kind}+".replace("++", "+"), level)
        elif kind == "heading":  # a block within a heading is below it
            self._kinds[-1] = ("para", 0)

    def add(
        self, kind: str, line: Line, number: int, cells: tuple[Line, ...], level: int = 0
    ) -> None:
        """Add a finished block."""
        self.blocks.append(Block(kind, line, level, number, cells))


_UNTIDY = re.compile(r"^\n| [ \n]|\n[ \n]")


def _tidied(text: str, spans: list[Span]) -> Line:
    """Collapse white space, clean the characters, and adjust the spans."""
    text = _same_length(text)
    if not _UNTIDY.search(text):
        line = Line(text, tuple(sorted(spans)))
        return line.part(0, len(text)).styled()
    kept: list[str] = []
    places = [0] * (len(text) + 1)
    length = 0
    for index, char in enumerate(text):
        places[index] = length
        last = kept[-1] if kept else "\n"
        if char == " " and last in " \n":
            continue
        if char == "\n" and last == " ":
            kept[-1] = "\n"
        elif char == "\n" and last == "\n":
            continue
        else:
            kept.append(char)
            length += 1
    places[len(text)] = length
    moved = sorted(span._replace(start=places[span.start], end=places[span.end]) for span in spans)
    whole = "".join(kept)
    line = Line(whole, tuple(moved))
    return line.part(0, len(whole)).styled()


def _same_length(text: str) -> str:
    """Replace invisible characters by spaces, one for one, so that positions stay valid."""
    if text.isprintable():
        return text
    return "".join(char if char == "\n" or clean(char) else " " for char in text)
