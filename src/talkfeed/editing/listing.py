"""New talks → splices that insert them into the list of a document, in the style of its items.

Items are in block style (`- title: …`) or in flow style (`- {title: …}`), with blank lines between
them or without. A comment right above an item belongs to it; one above the first item belongs to
the list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.editing import writing
from talkfeed.editing.document import Splice
from talkfeed.editing.spans import CANNOT, spans
from talkfeed.editing.splicing import joined
from talkfeed.errors import Rejected
from talkfeed.model import RawMap

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from talkfeed.editing.document import Document
    from talkfeed.model.imported import Plain


_SAMPLE = 200
"""The items of a long list that show its style."""


def insert_before(
    document: Document, index: int, talks: Sequence[Mapping[str, Plain]]
) -> list[Splice]:
    """Insert talks before the item of an index, a splice for each."""
    dash = document.dashes[index]
    spot = _above_comments(document, dash) if index else dash
    blank = [""] if _is_spaced(document) else []
    gap = _gap(document)
    return [
        Splice(spot, spot, _indented(document, [*_lines(document, talk, gap), *blank, ""]))
        for talk in talks
    ]


def append(
    document: Document, talks: Sequence[Mapping[str, Plain]], entries: Sequence[Sequence[str]] = ()
) -> list[Splice]:
    """Append talks, and then entries as comments, to the list, a splice for each.

    Raises:
        Rejected: TF712, the syntax of the list is not supported.
    """
    spot, is_empty = _end(document)
    gap = _gap(document)
    written = [_lines(document, talk, gap) for talk in talks]
    written += [[f"# {line}".rstrip() for line in entry] for entry in entries]
    is_spaced = _is_spaced(document)
    splices = []
    for number, lines in enumerate(written):
        blank = [""] if is_spaced and not (is_empty and number == 0) else []
        text = document.line_end + _indented(document, [*blank, *lines])
        splices.append(Splice(spot, spot, text))
    if splices and is_empty:
        start, stop = _empty(document)
        if stop > start:  # remove the brackets of `[]`; a comment after them stays
            text = document.text[stop:spot] + splices[0].text
            splices[0] = Splice(len(document.clean[:start].rstrip(" ")), spot, text)
    return splices


def _end(document: Document) -> tuple[int, bool]:
    """Return the offset to append at, and whether the list is empty."""
    if document.dashes:
        start = document.dashes[-1]
        found = spans(document.clean[start : document.list_end()])
        return document.line_stop(start + (found.end if found else 0)), False
    if document.talks is not None and document.talks.items:
        hint = "write a line that begins with '- ' for each talk"
        raise Rejected(CANNOT, f"the talks of {document.path} are a list in brackets", hint)
    _, stop = _empty(document)
    return document.line_stop(stop), True


def _empty(document: Document) -> tuple[int, int]:
    """Return the range of the empty value of `talks:`."""
    whole = spans(document.clean)
    value = whole.value("talks") if whole and whole.kind == "map" else whole
    if value is None or value.text or value.pairs:
        hint = "name a file with a list ('- ' before each talk), or give the talk a file of its own"
        raise Rejected(CANNOT, f"there is no list of talks in {document.path}", hint)
    return value.start, value.end


def _gap(document: Document) -> int:
    """Return the columns between a dash and the first key, 0 if all items are in braces."""
    maps = _maps(document)
    block = next((each for each in maps if not _is_flow(document, each)), None)
    if block is None:
        return 0 if maps else writing.STEP
    return block.place.column - 1 - _indent(document)


def _lines(document: Document, talk: Mapping[str, Plain], gap: int) -> list[str]:
    """Return the lines of a talk in the style of the list."""
    if not gap:
        return [f"- {writing.flow(talk)}"]
    first, *rest = writing.mapping(talk, _indent(document) + gap)
    return [f"-{' ' * (gap - 1)}{first}", *(" " * gap + line if line else line for line in rest)]


def _maps(document: Document) -> list[RawMap]:
    items = document.talks.items if document.talks else ()
    return [item for item in items if isinstance(item, RawMap)]


def _is_flow(document: Document, item: RawMap) -> bool:
    return document.clean[document.offset(item.place)] == "{"


def _indent(document: Document) -> int:
    """Return the column of the dashes; a new list is indented below its key."""
    if document.talks is not None and document.dashes:
        return document.talks.place.column - 1
    return writing.STEP if isinstance(document.root, RawMap) else 0


def _indented(document: Document, lines: Sequence[str]) -> str:
    indent = _indent(document)
    first = f"{' ' * indent}{lines[0]}" if lines[0] else ""
    return joined(document, [first, *lines[1:]], indent)


def _is_spaced(document: Document) -> bool:
    """Return whether most items have a blank line above them, of the first ones of a long list."""
    starts = [_above_comments(document, dash) for dash in document.dashes[1:_SAMPLE]]
    if not starts:
        return not any(_is_flow(document, each) for each in _maps(document))
    blank = [not _line_above(document, start) for start in starts]
    return sum(blank) * 2 > len(blank)


def _above_comments(document: Document, dash: int) -> int:
    """Return the offset of an item's line, or of the first of the comments right above it."""
    start = document.line_start(dash)
    while start and _line_above(document, start).startswith("#"):
        start = document.line_start(start - 1)
    return start


def _line_above(document: Document, start: int) -> str:
    """Return the line above the one at an offset, without indentation."""
    return document.clean[document.line_start(start - 1) : start].strip()
