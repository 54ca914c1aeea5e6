"""Blocks → a tree: sections below headings, items below items, rows below tables.

A paragraph that is only strong text, or a short one with a list below it, is a
heading of what follows it.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from typing import TYPE_CHECKING

from talkfeed.importers.page import weights
from talkfeed.importers.page.labels import (
    begins_abstract,
    is_labelled,
    labels_title,
    role_of_head,
    states_detail,
)
from talkfeed.importers.page.line import Line, joined
from talkfeed.importers.page.line_kinds import is_only_links
from talkfeed.importers.page.people import people
from talkfeed.importers.page.section_kinds import is_part
from talkfeed.importers.page.vocabulary import eventness, titleness

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from talkfeed.importers.page.blocks import Block

STRESSED_YEAR = 7
STRESSED = 8
LED = 9
TERM = 10
_LONGEST_LEAD = 160


class Node:
    """A part of a page: `kind` is section, item, para or table, `line` its head or its text.

    `more` are further lines of an item, `rows` those of a table, `level` that of a heading.
    """

    __slots__ = ("children", "heads", "kind", "level", "line", "more", "rows")

    def __init__(self, kind: str, line: Line, level: int = 0) -> None:
        """Start a part without children."""
        self.kind, self.line, self.level = kind, line, level
        self.children: list[Node] = []
        self.more: list[Line] = []
        self.rows: list[tuple[Line, ...]] = []
        self.heads: tuple[Line, ...] = ()


def build(blocks: Sequence[Block]) -> Node:
    """Build the tree of a page."""
    builder = _Builder()
    for block in _with_bylines([*map(_without_number, _with_labelled_terms(blocks))]):
        builder.add(block)
    _lead_lists(builder.root)
    _label_items(builder.root)
    return builder.root


def _label_items(root: Node) -> None:
    """Add the labelled paragraphs below an item to it: "- 3 May, Ann Example", "Title: Feeds"."""
    stack = [root]
    while stack:
        node = stack.pop()
        kept: list[Node] = []
        for child in node.children:
            above = kept[-1] if kept and kept[-1].kind == "item" and child.kind == "para" else None
            if above is not None and (above.more or labels_title(child.line.text)):
                above.more.append(child.line)
            else:
                kept.append(child)
        node.children = kept
        stack.extend(kept)


def _without_number(block: Block) -> Block:
    """Drop the number or the kind that an entry begins with: "[T8] - Feeds", "Invited Feeds"."""
    found = _NUMBER.match(block.line.text) if block.kind in _ENTRIES else None
    if found is None:
        return block
    return block._replace(line=block.line.part(found.end(), len(block.line.text)))


_ENTRIES = frozenset(("item", "para"))
_NUMBER = re.compile(
    r"\[[A-Z]{0,3}-?\d{1,3}\](?:\s?[-–—:.])?\s+(?=\S)"
    r"|(?:Invited|Contributed)\s+(?!(?i:talks?|speaker|lecture|presentation|seminar|paper|session"
    r"|poster|panel|keynote|address|tutorial|workshop|plenary|guest|colloquium)\b)(?=[A-ZÀ-Þ])"
)


def _with_labelled_terms(blocks: Sequence[Block]) -> list[Block]:
    """Turn labels with their definitions into rows: "Speaker" and "Ann Example" in one."""
    found: list[Block] = []
    for block in blocks:
        above = found[-1] if found and found[-1].kind == "term" else None
        if above is not None and block.kind == "definition" and _names_row(above.line.text):
            head = Line(f"{above.line.text.strip(' :')}: ")
            found[-1] = block._replace(kind="para", line=joined([head, block.line], ""), level=0)
        else:
            found.append(block)
    return found


def _names_row(text: str) -> bool:
    return bool(role_of_head(text)) or begins_abstract(text)


def _with_bylines(blocks: Sequence[Block]) -> list[Block]:
    """Turn the only heading below a title into a paragraph: its speakers, event or subtitle.

    Other texts than people are one if nearly all titles of that level have one.
    """
    found = list(blocks)
    heads = [index for index, block in enumerate(blocks) if block.kind == "heading"]
    pairs: list[tuple[Block, int]] = []
    for above, head, after in zip(heads, heads[1:], [*heads[2:], None], strict=False):
        level = blocks[above].level
        is_below = above + 1 == head and blocks[head].level > level
        if is_below and (after is None or blocks[after].level <= level):
            pairs.append((blocks[above], head))
    titled = Counter(block.level for block, _ in pairs if _is_title(block.line.text))
    levels = Counter(blocks[head].level for head in heads)
    for above_, head in pairs:
        level, count = above_.level, titled[above_.level]
        is_usual = count >= _SEVERAL and count * 4 >= levels[level] * 3
        if people(blocks[head].line.text.strip("()")) or (is_usual and _is_title(above_.line.text)):
            found[head] = blocks[head]._replace(kind="para", level=0)
    return found


_SEVERAL = 2


def _is_title(text: str) -> bool:
    is_event = eventness(text) > weights.LIKE_AN_EVENT
    return titleness(text) > weights.NO_TITLES / 2 and not is_event and not is_part(text)


class _Builder:
    def __init__(self) -> None:
        self.root = Node("section", Line(""))
        self._sections = [self.root]
        self._items: list[Node] = []
        self._table: tuple[int, Node] | None = None

    def add(self, block: Block) -> None:
        """Add a block at its place in the tree."""
        if block.kind not in {"row", "heads"}:
            self._table = None
        if not block.kind.startswith("item"):
            self._items = [] if block.kind != "row" else self._items
        if block.kind == "heading" and not states_detail(block.line.text):
            self._open(block.line, block.level)
        elif block.kind == "term":
            self._open(block.line, TERM)
        elif block.kind in {"row", "heads"}:
            self._add_row(block)
        elif block.kind == "item":
            self._add_item(block)
        elif block.kind == "item+" and self._items:
            self._items[min(block.level, len(self._items)) - 1].more.append(block.line)
        else:
            self._add_para(block)

    def _open(self, line: Line, level: int) -> None:
        while self._sections[-1].level >= level:
            self._sections.pop()
        section = Node("section", line, level)
        self._sections[-1].children.append(section)
        self._sections.append(section)
        self._items = []

    def _add_row(self, block: Block) -> None:
        if self._table is None or self._table[0] != block.number:
            self._table = (block.number, Node("table", Line("")))
            self._sections[-1].children.append(self._table[1])
        table = self._table[1]
        if block.kind == "heads" and not table.rows:
            table.heads = block.cells
        else:
            table.rows.append(block.cells)

    def _add_item(self, block: Block) -> None:
        depth = max(block.level, 1)
        self._items = self._items[: depth - 1]
        item = Node("item", block.line)
        (self._items[-1] if self._items else self._sections[-1]).children.append(item)
        self._items.append(item)

    def _add_para(self, block: Block) -> None:
        is_definition = block.kind.startswith("definition")
        while self._sections[-1].level == TERM and not is_definition:
            self._sections.pop()
        rows = block.line.rows() if "\n" in block.line.text else [block.line]
        if _is_stressed(rows[0]) and not is_definition:
            is_year = _YEAR.fullmatch(_bare(rows[0])) is not None
            self._open(rows[0], STRESSED_YEAR if is_year else STRESSED)
            block = block._replace(line=Line("")) if len(rows) == 1 else block
            start = block.line.text.find("\n") + 1
            line = block.line.part(start, len(block.line.text))
        else:
            line = block.line
        if line.text or line.spans:
            self._sections[-1].children.append(Node("para", line))


_RULES = "▒=-–—*_ #|:."
_YEAR = re.compile(r"(?:19|20)\d\d")
_NOTE = re.compile(r"^((?:19|20)\d\d)[*_ ]{0,4}[(\[][^()\[\]]*[)\]]$")
"""A year with a note, as in "2026 (* scheduled)"."""
_BYLINE = re.compile(r"\b(?:at|by|@)\s|\D[\s,(-]{1,9}(?:19|20)\d\d\)?$")


def _bare(row: Line) -> str:
    return _NOTE.sub(r"\1", row.text.strip(_RULES))


def _is_stressed(row: Line) -> bool:
    """Return whether a row is only strong text, like a heading."""
    bare = _bare(row)
    if _BYLINE.search(bare):
        return False
    return bool(bare) and any(
        (
            span.kind == "strong"
            and row.text[span.start : span.end].strip("*: .") in {bare, bare + ":"}
        )
        or (len(row.text[span.start : span.end].strip()) >= len(bare) and span.kind == "strong")
        for span in row.spans
    )


def _lead_lists(root: Node) -> None:
    """Turn each short paragraph with a list below it into a section, if there are several."""
    sections: list[Node] = []
    stack = [root]
    while stack:
        node = stack.pop()
        if node.kind == "section":
            sections.append(node)
            stack.extend(node.children)
    pairs = (pair for section in sections for pair in itertools.pairwise(section.children))
    if sum(_is_lead(one, after) for one, after in pairs) > 1:
        for section in sections:
            section.children = list(_led(section.children))


def _is_lead(node: Node, after: Node) -> bool:
    text = node.line.text
    is_sentence = text.endswith(".") or (
        text.endswith(":") and bool(_INTRODUCES.search(text) or not _OCCASION.search(text))
    )
    return (
        node.kind == "para"
        and after.kind == "item"
        and len(text) <= _LONGEST_LEAD
        and not is_sentence
        and not is_labelled(text)
        and not (people(text.strip("()")) and is_only_links(after.line))
        and not _SENTENCES.search(text)
    )


_SENTENCES = re.compile(r"[a-z][.!?][ \n]+[A-Z]")
_OCCASION = re.compile(r"(?:19|20)\d\d|^[A-Z][\w.]{0,30}[A-Z]\w{0,30}[^a-z]{0,80}:$")
_INTRODUCES = re.compile(
    r"\b(?:given|giving|presented|delivered|gave|slides|resources|links|places|talks? at)\b",
    re.IGNORECASE,
)


_IS_DAY = re.compile(r"(?=\D{0,20}(?:19|20)\d\d)[\w,./ -]{6,24}")
"""A day and nothing else, below which a link with a list of files is the event of a talk."""


def _led(children: Iterable[Node]) -> Iterable[Node]:
    section: Node | None = None
    nodes = list(children)
    for index, node in enumerate(nodes):
        is_below_day = index > 0 and _IS_DAY.fullmatch(nodes[index - 1].line.text) is not None
        if not is_below_day and index + 1 < len(nodes) and _is_lead(node, nodes[index + 1]):
            section = Node("section", node.line, LED)
            yield section
        elif section is not None and node.kind == "item":
            section.children.append(node)
        else:
            section = None
            yield node
