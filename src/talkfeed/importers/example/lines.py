"""The lines of a page, each with its marks, its ancestors and its kinds.

A line is inline content between two borders of blocks, or between breaks; each table cell has its
own. The kinds of a line are the path of its tags at three levels of detail: with classes, without
them, and only the last block with the depth of its list. Lines of the same kind look alike.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING
from unicodedata import normalize

from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

TERM, SPANNING = 8, 9
"""The rank of a term, and of a table row of one cell; headings have those of HTML, 1 to 6."""
STRESSED = 7
"""The rank of a paragraph that is all strong."""
_WORD = re.compile(r"\w+")
_SYMBOL = re.compile(r"[^\w\s]")
_NO_LINK = ("mailto:", "tel:", "javascript:", "data:")
_SHORT = 40
"""Characters of the longest label of a link."""


def folded(text: str) -> str:
    """Return the words of a text, without case and punctuation, separated by spaces."""
    return " ".join(_WORD.findall(normalize("NFKC", text).casefold()))


class Mark(NamedTuple):
    """An inline element of a line: its place in the text, and the address of a link or a medium."""

    start: int
    end: int
    tag: str
    href: str = ""
    label: str = ""


class Line(NamedTuple):
    """A line: text, marks, block ancestors (outermost first), kinds, rank of a heading or 0.

    `head` is the header of its table column, or the term that it defines.
    """

    number: int
    text: str
    marks: tuple[Mark, ...]
    path: tuple[int, ...]
    kinds: tuple[str, str, str]
    rank: int
    head: str

    @property
    def shape(self) -> str:
        """Return the tag of the mark that the line starts with, and its leading symbol."""
        first = next((mark.tag for mark in self.marks if not mark.start and mark.end), "")
        symbol = _SYMBOL.match(self.text)
        return f"{first}{symbol[0] if symbol else ''}"

    @property
    def tags(self) -> str:
        """Return the tags of its marks, each once."""
        return " ".join(sorted({mark.tag for mark in self.marks}))


class Spot(NamedTuple):
    """A part of a line."""

    line: int
    start: int
    end: int


class Block(NamedTuple):
    """A block element: its tag with class, its parent, and its lines, from first to before stop."""

    name: str
    parent: int
    first: int
    stop: int


class Page(NamedTuple):
    """The lines and the blocks of a page, and its headings by number of line.

    `outer` has, for each heading, the position of the heading around it, -1 if there is none.
    """

    lines: tuple[Line, ...]
    blocks: tuple[Block, ...]
    headings: tuple[int, ...]
    outer: tuple[int, ...]

    def headings_above(self, index: int) -> Iterator[Line]:
        """Yield the headings that a line is below, the nearest first."""
        rank = self.lines[index].rank or SPANNING + 1
        place = bisect_left(self.headings, index) - 1
        while place >= 0:
            heading = self.lines[self.headings[place]]
            if heading.rank < rank:
                yield heading
            place = self.outer[place]


def links_of(line: Line) -> list[Mark]:
    """List the links and media of a line."""
    return [mark for mark in line.marks if mark.href and not mark.href.lower().startswith(_NO_LINK)]


def label_of(line: Line, mark: Mark) -> str:
    """Return the label of a link, "" if it has none that may be a label."""
    label = line.text[mark.start : mark.end].strip() or mark.label
    return (folded(label) or label) if len(label) <= _SHORT else ""
