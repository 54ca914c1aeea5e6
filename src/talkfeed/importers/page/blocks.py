"""An HTML tree → blocks in the order of the page: headings, paragraphs, items, terms, rows.

Navigation, footers, forms, scripts and comments are left out. The walk is a loop, not a recursion,
so that no nesting is too deep.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from talkfeed.importers.page.line import Line, Span
from talkfeed.importers.page.table_cells import Row
from talkfeed.named_tuple import NamedTuple
from talkfeed.text import line as clean

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MAX_LIST_DEPTH = 6


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


_LEFT_OUT = frozenset(
    (
        *("nav", "footer", "script", "style", "noscript", "template", "form"),
        *("button", "svg", "head", "select", "textarea", "math", "object"),
        *("canvas", "map"),
    )
)
_STRUCTURE = {
    **{f"h{level}": "heading" for level in range(1, 7)},
    "li": "item",
    "dt": "term",
    "dd": "definition",
    "summary": "para",
    "caption": "para",
}
_PLAIN_BLOCKS = frozenset(
    (
        *("p", "div", "section", "article", "main", "header", "aside"),
        *("blockquote", "pre", "ul", "ol", "dl", "table", "thead"),
        *("tbody", "tfoot", "tr", "td", "th", "details", "figure"),
        *("figcaption", "hr", "address", "center", "body", "html", "fieldset"),
    )
)
_INLINE = {
    "b": "strong",
    "strong": "strong",
    "em": "em",
    "i": "em",
    "cite": "em",
    "a": "link",
    "q": "quote",
    "time": "time",
}
_MEDIA = {"iframe": "src", "video": "src", "audio": "src", "source": "src", "embed": "src"}
_SIDE = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|sidebar|breadcrumbs?|footer|site-header|masthead"
    r"|pagination|share|social|comments?|toc|cookie|skip-link|visually-hidden|sr-only)(?:$|[\s_-])"
)
_HINTS = (
    ("title", re.compile(r"(?:^|[\s_-])(?:title|talk-?name|p-name|summary)(?:$|\s)")),
    ("date", re.compile(r"(?:^|[\s_-])(?:date|datetime|dt-start|year|when)(?:$|\s)")),
    ("event", re.compile(r"(?:^|[\s_-])(?:event|conference|conf|event-name|venue-name)(?:$|\s)")),
    ("speaker", re.compile(r"(?:^|[\s_-])(?:speakers?|authors?|presenters?|p-author)(?:$|\s)")),
    ("location", re.compile(r"(?:^|[\s_-])(?:location|place|city|p-location)(?:$|\s)")),
)


def blocks(root: Element) -> list[Block]:
    """Read the blocks below an element."""
    from lxml import etree  # noqa: PLC0415 (late: 'talkfeed --help' is quick)

    writer = _Writer(_data_tables(root))
    left_out = set()
    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        if event == "start" and _is_left_out(element):
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


def _is_left_out(element: Element) -> bool:
    name = element.tag
    if name in _LEFT_OUT or element.get("hidden") is not None:
        return True
    names = f"{element.get('class', '')} {element.get('id', '')}".lower()
    return (
        name not in {"body", "html", "main", "a"}
        and bool(_SIDE.search(names))
        and not any(True for _ in element.iter("h1", "h2", "main", "article"))
    )


def _data_tables(root: Element) -> frozenset[Element]:
    """Return the tables that hold data, not those that only lay out the page."""
    layout = {
        next(inner.iterancestors("table"), None)
        for name in ("table", "h1", "h2", "h3", "h4")
        for inner in root.iter(name)
    }
    return frozenset(table for table in root.iter("table") if table not in layout)


class _Writer:
    """The state of the walk: finished blocks, and the text and spans of the open one."""

    def __init__(self, tables: frozenset[Element]) -> None:
        self.blocks: list[Block] = []
        self._tables = tables
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
        if name in {"ul", "ol"}:
            self._count += 1
            self.flush()
            self._lists.append(self._count)
        elif name == "table" and element in self._tables and self._row is None:
            self.flush()
            self._count += 1
            self._row = Row(element, self._count)
        elif name in _STRUCTURE or name in _PLAIN_BLOCKS:
            self._start_block(name, element)
        elif name == "br":
            self._append("\n")
        elif name in _INLINE or _hint(element):
            self._open.append((self._length, *_inline(element)))
        elif name in _MEDIA:
            address = element.get(_MEDIA[name]) or element.get("data-src") or ""
            self._spans.append(Span(self._length, self._length, "media", address))
        elif name == "img" and self._open:
            self._name_link(element)
        self.write(element.text or "")

    def _start_block(self, name: str, element: Element) -> None:
        if self._row is not None:
            if not self._row.turn(name, element, self):
                self._append("\n")
        else:
            self.flush()
        if name in _STRUCTURE and self._row is None:
            level = int(name[1]) if name[0] == "h" else min(len(self._lists), MAX_LIST_DEPTH)
            self._kinds.append((_STRUCTURE[name], level))
        hint = _hint(element)
        if hint:
            self._open.append((self._length, "hint", hint, ""))

    def end(self, element: Element) -> None:
        """Close an element."""
        name = str(element.tag)
        if name in {"ul", "ol"}:
            self.flush()
            self._lists = self._lists[:-1]
        elif self._row is not None and element is self._row.table:
            self._row.end_row(self)
            self._row = None
        elif name in _STRUCTURE or name in _PLAIN_BLOCKS:
            self._end_block(name, element)
        elif name in _INLINE or _hint(element):
            self._close()

    def _end_block(self, name: str, element: Element) -> None:
        if self._row is not None:
            if not self._row.turn(name, None, self):
                self._append("\n")
        else:
            self.flush()
        if _hint(element):
            self._close()
        if name in _STRUCTURE and self._row is None:
            self._kinds = self._kinds[:-1]

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

    def add(
        self, kind: str, line: Line, number: int, cells: tuple[Line, ...], level: int = 0
    ) -> None:
        """Add a finished block."""
        self.blocks.append(Block(kind, line, level, number, cells))


def _inline(element: Element) -> tuple[str, str, str]:
    """Return the kind, value and label of an inline element."""
    name = str(element.tag)
    if name == "a" and element.get("href"):
        words = element.get("aria-label") or element.get("title") or element.get("class") or ""
        return "link", element.get("href", "").strip(), words
    if name == "time":
        return "time", element.get("datetime", ""), ""
    return ("hint", hint, "") if (hint := _hint(element)) else (_INLINE.get(name, "em"), "", "")


def _hint(element: Element) -> str:
    """Return the role that the class of an element names, "" for none."""
    if element.tag == "a":
        return ""
    names = element.get("class", "").lower()
    return next((role for role, names_of in _HINTS if names_of.search(names)), "") if names else ""


def _tidied(text: str, spans: list[Span]) -> Line:
    """Collapse white space, clean the characters, and adjust the spans."""
    text = _same_length(text)
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
