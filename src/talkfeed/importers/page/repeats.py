"""The blocks of a page → the same, with the words that repeat beside links marked as their labels.

A page calls its files by the same words in every talk: "PDF herunterladen", "→ watch the recording
on X". Words that repeat beside different files are neither titles nor events.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from talkfeed.importers.page.links import REPEATED, role_by_address, role_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from talkfeed.importers.page.blocks import Block
    from talkfeed.importers.page.line import Line, Span

_LEAST = 3
"""The different files beside which words are repeated."""
_MOST_WORDS = 5
_NOT_WORDS = re.compile(r"[\W\d_]+")
_ROW = re.compile(r"[^\n]+")
_LOWER = re.compile(r"(?<!\w)[^\W\d_A-ZÀ-Þ]{3,}")
"""A word in lower case: most labels have one, names have none."""
_ARROWS = "→►»▶➤⇒"


def with_labels(blocks: Sequence[Block]) -> list[Block]:
    """Mark each link whose words repeat, and each whose row repeats but for the links in it.

    A link at the start of a block is left as it is: it may be that of a title.
    """
    files: defaultdict[str, set[str]] = defaultdict(set)
    for block in blocks:
        for line, is_later in _lines(block):
            for words, _, span in _candidates(line, is_later=is_later):
                if role_by_address(span.value):
                    files[words].add(span.value)
    labels = frozenset(words for words, several in files.items() if len(several) >= _LEAST)
    return [_marked(block, labels) for block in blocks] if labels else list(blocks)


def _marked(block: Block, labels: frozenset[str]) -> Block:
    lines = []
    for line, is_later in _lines(block):
        marked = {
            old: new._replace(label=f"{REPEATED}{role_by_address(new.value)}")
            for words, old, new in _candidates(line, is_later=is_later)
            if words and words in labels
        }
        lines.append(line._replace(spans=tuple(sorted(marked.get(one, one) for one in line.spans))))
    return block._replace(line=lines[0], cells=tuple(lines[1:]))


def _lines(block: Block) -> Iterator[tuple[Line, bool]]:
    """Yield the line of a block and its cells, and whether each follows others of its record."""
    yield block.line, block.kind.endswith("+")
    for index, cell in enumerate(block.cells):
        yield cell, index > 0


def _candidates(line: Line, *, is_later: bool) -> Iterator[tuple[str, Span, Span]]:
    """Yield words that may be a label, the link that they are beside, and that link with them."""
    links = line.of("link")
    for row in _ROW.finditer(line.text) if links else ():
        inside = [span for span in links if row.start() <= span.start < span.end <= row.end()]
        for span in inside:
            label = line.text[span.start : span.end]
            if (span.start or is_later) and _is_label(label) and not role_of(label, span.value):
                yield _words(label), span, span
        if inside and row[0][0] in _ARROWS:
            lead = _words(line.text[row.start() : inside[0].start])
            ends = [row.start(), *(span.end for span in inside[:-1]), row.end()]
            for span, (start, end) in zip(inside, pairwise(ends), strict=True):
                yield f"→ {lead}", span, span._replace(start=start, end=end)


def _is_label(text: str) -> bool:
    """Return whether a text may be a label: one with a word in lower case, or in brackets."""
    return _LOWER.search(text) is not None or text.startswith(("(", "["))


def _words(text: str) -> str:
    """Fold the words of a label, "" if there are too many for one."""
    words = _NOT_WORDS.sub(" ", text.casefold()).split()
    return " ".join(words) if len(words) <= _MOST_WORDS else ""
