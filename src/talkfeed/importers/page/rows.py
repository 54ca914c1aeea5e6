"""The HTML tree or the text of a page → its rows as a person sees them, in one walk.

The walk knows nothing of talks or layouts, so that what is read of a page can be compared with all
that is on it. A row is the text between two borders of blocks or breaks.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from talkfeed.importers.page.elements import MEDIA, address_of, is_left_out
from talkfeed.importers.page.line import Line, Span
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element as Element

_UNSEEN = frozenset(("script", "style", "head", "svg"))
_INLINE = frozenset(
    (
        *(
            "a",
            "abbr",
            "b",
            "bdi",
            "bdo",
            "big",
            "cite",
            "code",
            "data",
            "del",
            "dfn",
            "em",
            "font",
        ),
        *("i", "img", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span"),
        *("strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "picture", *MEDIA),
    )
)
_SPANS = {"a": ("link", "href"), "time": ("time", "datetime")}
RECORDS = frozenset(("li", "tr", "dt", "dd"))
"""The elements that are a record: items, table rows, terms and their definitions."""
_HEADING = re.compile(r"h[1-6]")
_SPACE = re.compile(r"\s+")
_ADDRESS = re.compile(r"https?://[^\s<>()\[\]\"]*[^\s<>()\[\]\".,;:!?']", re.IGNORECASE)
_BULLET = re.compile(r"\s*(?:[-*+•‣◦·–]|\(?\d{1,3}[.)])\s")


class Row(NamedTuple):
    """A row: its text with links, the record it is in, and where that is.

    `record` and `place` number the nearest item, table row or else block, and the element around
    it; `tag` is the name of the record. `rank` is that of a heading, or 0. A row at the side is in
    navigation, a footer, a form or a hidden part.
    """

    line: Line
    record: int
    place: int
    tag: str
    rank: int = 0
    is_side: bool = False


def rows_of(root: Element) -> list[Row]:
    """List the rows below an element, which may be nested to any depth."""
    from lxml import etree  # noqa: PLC0415 (late: 'talkfeed --help' is quick)

    walker = _Walker()
    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        if event == "start" and element.tag in _UNSEEN:
            walk.skip_subtree()
        elif event == "start":
            walker.start(element)
            walker.write(element.text)
        else:
            if event == "end" and element.tag not in _UNSEEN:
                walker.end(element)
            if element is not root:
                walker.write(element.tail)
    walker.flush()
    return walker.rows


def rows_of_text(text: str) -> list[Row]:
    """List the rows of a plain text; a paragraph is a record, or each of its bullets."""
    rows: list[Row] = []
    record = 0
    for row in text.split("\n"):
        shown = _SPACE.sub(" ", row).strip()
        record += not shown or bool(_BULLET.match(row))
        if shown:
            spans = (Span(*one.span(), "link", one[0]) for one in _ADDRESS.finditer(shown))
            rows.append(Row(Line(shown, tuple(spans)), record, 0, "p"))
    return rows


def rows_of_calls(texts: Iterable[str]) -> list[Row]:
    """List the texts in calls of templates, of which the page has no rows."""
    return [Row(Line(text), -1 - number, 0, "") for number, text in enumerate(texts)]


class _Block(NamedTuple):
    """An open block: its number, its tag, and whether it is at the side of the page."""

    number: int
    tag: str
    is_side: bool


class _Walker:
    """The state of the walk: finished rows, open blocks, and the open row with its spans."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self._blocks = [_Block(0, "", is_side=False)]
        self._count = 0
        self._parts: list[str] = []
        self._length = 0
        self._spans: list[Span] = []
        self._open: list[tuple[int, Element]] = []

    def start(self, element: Element) -> None:
        """Open an element: a block ends the row before it."""
        name = str(element.tag)
        if name == "br":
            self.flush()
        elif name not in _INLINE:
            self.flush()
            self._count += 1
            is_side = self._blocks[-1].is_side or is_left_out(element)
            self._blocks.append(_Block(self._count, name, is_side))
        elif name in _SPANS:
            self._open.append((self._length, element))
        elif name in MEDIA:
            place = self._length
            address = address_of(element.get(MEDIA[name]) or element.get("data-src") or "")
            self._spans.append(Span(place, place, "media", address))
        elif name == "img" and self._open:
            self.write(element.get("alt"))

    def end(self, element: Element) -> None:
        """Close an element."""
        name = str(element.tag)
        if name in _SPANS:
            start, _ = self._open.pop()
            self._spans.append(self._span(start, element))
        elif name != "br" and name not in _INLINE:
            self.flush()
            self._blocks.pop()

    def _span(self, start: int, element: Element) -> Span:
        kind, attribute = _SPANS[str(element.tag)]
        value = element.get(attribute, "")
        shown = address_of(value) if kind == "link" else value
        return Span(start, self._length, kind, shown)

    def write(self, text: str | None) -> None:
        """Add text, with white space collapsed."""
        added = _SPACE.sub(" ", text or "")
        if not self._parts or self._parts[-1].endswith(" "):
            added = added.lstrip()
        if added:
            self._parts.append(added)
            self._length += len(added)

    def flush(self) -> None:
        """End the open row, and start another inside the same links."""
        line = self._line()
        self._parts, self._length, self._spans = [], 0, []
        self._open = [(0, element) for _, element in self._open]
        if not line.text and not line.of("link", "media"):
            return
        places = [block.number for block in self._blocks]
        index = next(self._records(), len(self._blocks) - 1)
        tag = self._blocks[index].tag
        rank = int(tag[1]) if _HEADING.fullmatch(tag) else 0
        place = places[max(index - 1, 0)]
        self.rows.append(Row(line, places[index], place, tag, rank, self._blocks[-1].is_side))

    def _line(self) -> Line:
        text = "".join(self._parts).rstrip()
        end = len(text)
        spans = [*self._spans, *(self._span(start, one) for start, one in self._open)]
        kept = (
            span._replace(start=min(span.start, end), end=min(span.end, end))
            for span in spans
            if span.value
        )
        return Line(text, tuple(sorted(kept)))

    def _records(self) -> Iterator[int]:
        """Yield the open blocks that are an item, a term or a table row, the innermost first."""
        for index in range(len(self._blocks) - 1, 0, -1):
            if self._blocks[index].tag in RECORDS:
                yield index
