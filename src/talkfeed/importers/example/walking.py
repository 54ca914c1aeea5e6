"""The HTML tree of a page → its lines, in one walk.

Navigation, forms and scripts are left out. A paragraph of Markdown is split at its soft breaks if
its rows look like records or fields of their own.
"""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING

from talkfeed.importers.example.lines import SPANNING, STRESSED, TERM, Block, Line, Mark, Page
from talkfeed.importers.page.elements import address_of, is_left_out

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

LONGEST = 4_000
"""Characters of a line; what is longer is cut into several."""
_INLINE = {
    **{tag: tag for tag in ("a", "code", "q", "small", "time", "u", "mark", "font", "abbr")},
    "b": "strong",
    "strong": "strong",
    "em": "em",
    "i": "em",
    "cite": "em",
    "span": "span",
    **dict.fromkeys(("s", "del", "strike"), "del"),
}
_SILENT = frozenset(("ins", "kbd", "big", "sub", "wbr", "tt", "bdi", "bdo", "dfn", "label"))
_MEDIA = {"iframe": "src", "video": "src", "audio": "src", "source": "src", "embed": "src"}
_LISTS = frozenset(("ul", "ol", "dl"))
_CELLS = frozenset(("td", "th"))
_SPACE = re.compile(r"[^\S\n]*\n\s*|[^\S\n]+")
_BARE = re.compile(r"https?://[^\s<>()\[\]\"|]*[^\s<>()\[\]\"|.,;:!?']", re.IGNORECASE)
_NUMBER = re.compile(r"\d")
_LABELLED = re.compile(r"[^\W\d_][^:.,]{1,20}: ")
_PICTURE = re.compile(r"[^\w\s.,;:!?'\"“”‘’()\[\]{}*_<>/\\-]")  # noqa: RUF001 (quotes)
_DIGITS = re.compile(r"\d{1,3}(?:,\d{1,3})*")


def page_of(root: Element, *, has_soft_breaks: bool) -> Page:
    """Read the lines of a page; a soft break of Markdown is kept as a newline in the text."""
    from lxml import etree  # noqa: PLC0415 (late: 'talkfeed --help' is quick)

    walker = _Walker(has_soft_breaks=has_soft_breaks)
    skipped = set()
    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        if event == "start" and (is_left_out(element) or _is_footnote(element)):
            skipped.add(element)
            walk.skip_subtree()
        elif event == "start":
            walker.start(element)
        else:
            if event == "end" and element not in skipped:
                walker.end(element)
            if element is not root:
                walker.write(element.tail or "")
    walker.flush()
    return Page(tuple(walker.lines), tuple(walker.blocks), *_headings(walker.lines))


def _headings(lines: list[Line]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the numbers of the headings, and for each the position of the one around it or -1."""
    headings: list[int] = []
    outer: list[int] = []
    for line in lines:
        if line.rank:
            around = len(headings) - 1
            while around >= 0 and lines[headings[around]].rank >= line.rank:
                around = outer[around]
            headings.append(line.number)
            outer.append(around)
    return tuple(headings), tuple(outer)


def _is_footnote(element: Element) -> bool:
    """Return whether an element is a superscript number, as of a footnote or an affiliation."""
    return element.tag == "sup" and bool(_DIGITS.fullmatch("".join(map(str, element.itertext()))))


def _bare_links(text: str, marks: tuple[Mark, ...]) -> Iterator[Mark]:
    """Yield the addresses in a text that are not links."""
    for match in _BARE.finditer(text):
        if not any(mark.href and mark.start <= match.start() < mark.end for mark in marks):
            yield Mark(*match.span(), "a", match[0])


def _rows(text: str, marks: tuple[Mark, ...]) -> Iterator[tuple[str, tuple[Mark, ...]]]:
    """Split a paragraph of Markdown at its soft breaks if its rows look like records or fields."""
    rows = text.split("\n")
    if len(rows) == 1 or not _are_separate(rows, marks):
        yield text, marks
        return
    start = 0
    for row in rows:
        stop = start + len(row)
        inside = (mark for mark in marks if start <= mark.start <= mark.end <= stop)
        yield row, tuple(m._replace(start=m.start - start, end=m.end - start) for m in inside)
        start = stop + 1


def _are_separate(rows: list[str], marks: tuple[Mark, ...]) -> bool:
    """Return whether all rows have a number, a label or the same kind of symbol, or follow a head.

    Rows that a mark goes across are those of one text.
    """
    ends = list(accumulate(len(row) + 1 for row in rows))[:-1]
    if any(mark.start < end <= mark.end for mark in marks for end in ends):
        return False
    is_head = any(not mark.start and mark.end == len(rows[0]) for mark in marks)
    symbols = {bool(_PICTURE.match(row)) for row in rows}
    return (
        is_head
        or symbols == {True}
        or all(map(_NUMBER.search, rows))
        or all(map(_LABELLED.match, rows[1:]))
    )


class _Walker:
    """The state of the walk: what is finished, the open blocks and marks, and the open line."""

    def __init__(self, *, has_soft_breaks: bool) -> None:
        self.lines: list[Line] = []
        self.blocks: list[Block] = []
        self._gap = "\n" if has_soft_breaks else " "
        self._open: list[int] = []
        self._paths: list[tuple[str, str, str, str]] = [("", "", "", "")]
        self._depth = 0
        self._counts: list[int] = [0]
        self._text = ""
        self._marks: list[Mark] = []
        self._inside: list[tuple[int, str, str, str]] = []
        self._columns: list[int] = []
        self._heads: list[dict[int, str]] = []
        self._is_head = self._is_alone = self._is_after_span = False
        self._term = ""

    def start(self, element: Element) -> None:
        """Open an element."""
        name = str(element.tag)
        if name == "br":
            self.flush(is_broken=True)
        elif name in _INLINE:
            tag = _INLINE[name]
            tag = f"span.{element.get('class', '')}" if tag == "span" else tag
            href = address_of(element.get("href", "")) if name == "a" else ""
            names = (element.get(key) for key in ("aria-label", "title", "class"))
            label = element.get("datetime", "") if name == "time" else next(filter(None, names), "")
            if self._is_after_span and name in {"span", "time"} and self._text[-1:].isalnum():
                self._text += " "
            self._inside.append((len(self._text), tag, href, label))
        elif name in _MEDIA:
            place = len(self._text)
            address = element.get(_MEDIA[name]) or element.get("data-src") or ""
            self._marks.append(Mark(place, place, "media", address.strip()))
        elif name == "img":
            self._name_link(element.get("alt") or element.get("title") or "")
        elif name not in _SILENT and name not in {"sup", "picture"}:
            self._start_block(name, element)
        self.write(element.text or "")

    def _start_block(self, name: str, element: Element) -> None:
        self.flush()
        self._depth += name in _LISTS
        named = f"{name}.{element.get('class', '')}"
        full, bare, *_ = self._paths[-1]
        last = f"{name}{self._depth or ''}"
        self._paths.append((f"{full}/{named}", f"{bare}/{name}", last, name))
        parent = self._open[-1] if self._open else -1
        self._open.append(len(self.blocks))
        self.blocks.append(Block(named, parent, len(self.lines), 0))
        self._counts.append(0)
        if name == "table":
            self._heads.append({})
        elif name == "tr":
            cells = [child for child in element if child.tag in _CELLS]
            self._columns.append(0)
            self._is_head = len(cells) > 1 and all(cell.tag == "th" for cell in cells)
            self._is_alone = len(cells) == 1

    def end(self, element: Element) -> None:
        """Close an element."""
        name = str(element.tag)
        if name in _INLINE:
            start, tag, href, label = self._inside.pop()
            self._marks.append(Mark(start, len(self._text), tag, href, label))
            self._is_after_span = name in {"span", "time"}
        elif name not in _MEDIA and name not in _SILENT | {"br", "img", "sup", "picture"}:
            self._end_block(name, element)

    def _end_block(self, name: str, element: Element) -> None:
        self.flush()
        number = self._open.pop()
        block = self.blocks[number] = self.blocks[number]._replace(stop=len(self.lines))
        self._paths.pop()
        self._counts.pop()
        self._depth -= name in _LISTS
        if name in _CELLS and self._columns:
            texts = (line.text for line in self.lines[block.first :])
            if self._is_head and self._heads:
                self._heads[-1][self._columns[-1]] = " ".join(texts).strip().casefold()
            span = element.get("colspan", "1")
            self._columns[-1] += int(span) if _DIGITS.fullmatch(span) else 1
        elif name == "tr":
            self._columns.pop()
        elif name == "table":
            self._heads.pop()

    def _name_link(self, words: str) -> None:
        """Label a link around an image by the text of the image."""
        if self._inside:
            start, tag, href, label = self._inside[-1]
            self._inside[-1] = (start, tag, href, words or label)

    def write(self, text: str) -> None:
        """Add text, with white space collapsed."""
        if not text:
            return
        self._is_after_span = False
        text = _SPACE.sub(lambda match: self._gap if "\n" in match[0] else " ", text)
        text = text.lstrip() if not self._text or self._text[-1].isspace() else text
        while len(self._text) + len(text) > LONGEST:
            room = LONGEST - len(self._text)
            self._text, text = self._text + text[:room], text[room:]
            self.flush()
        self._text += text

    def flush(self, *, is_broken: bool = False) -> None:
        """End the open line, and start another inside the same marks; `is_broken` at a break."""
        end = len(self._text.rstrip())
        marks = [*self._marks, *(Mark(one[0], end, *one[1:]) for one in self._inside)]
        kept = tuple(
            sorted(
                mark._replace(start=min(mark.start, end), end=min(mark.end, end))
                for mark in marks
                if mark.end > mark.start or mark.href
            )
        )
        if end or kept:
            rows = list(_rows(self._text[:end], kept))
            for text, inside in rows:
                self._add(text, inside, is_alone=len(rows) == 1 and not is_broken)
        self._text, self._marks = "", []
        self._inside = [(0, *one[1:]) for one in self._inside]

    def _add(self, text: str, marks: tuple[Mark, ...], *, is_alone: bool) -> None:
        full, bare, last, tag = self._paths[-1]
        self._counts[-1] += 1
        place = "" if self._counts[-1] == 1 else f"+{self._counts[-1]}"
        column = head = ""
        if self._columns and self._heads:
            head = "" if self._is_head else self._heads[-1].get(self._columns[-1], "")
            column = f" {head or self._columns[-1]}"
        if tag == "dt":
            self._term = text.casefold()
        head = self._term if tag == "dd" else head
        kinds = (f"{full}{place}{column}", f"{bare}{place}{column}", f"{last}{column}")
        marks = (*marks, *_bare_links(text, marks)) if "://" in text else marks
        rank = self._rank(tag, text, marks if is_alone and self._counts[-1] == 1 else ())
        self.lines.append(Line(len(self.lines), text, marks, tuple(self._open), kinds, rank, head))

    def _rank(self, tag: str, text: str, marks: tuple[Mark, ...]) -> int:
        if re.fullmatch("h[1-6]", tag):
            return int(tag[1])
        if tag == "dt":
            return TERM
        if tag in _CELLS:
            return SPANNING if self._is_alone else 0
        is_whole = any(
            mark.tag == "strong" and mark.end - mark.start == len(text) for mark in marks
        )
        return STRESSED if is_whole and tag in {"p", "div", "body"} else 0
