"""New talks → splices that put them into the list of a document, laid out like those around them.

The list has a talk an item, in lines (`- title: …`) or brackets (`- {title: …}`), with blank lines
between the items or without. A comment right above an item stays with it; one above the first
item is the list's.
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


def insert_before(
    document: Document, index: int, talks: Sequence[Mapping[str, Plain]]
) -> list[Splice]:
    """Put talks before the item of an index, a splice each."""
    spot = _above(document, index)
    blank = [""] if _is_spaced(document) else []
    return [
        Splice(spot, spot, _indented(document, [*_lines(document, talk), *blank, ""]))
        for talk in talks
    ]


def append(
    document: Document, talks: Sequence[Mapping[str, Plain]], entries: Sequence[Sequence[str]] = ()
) -> list[Splice]:
    """Put talks, and then entries as comments, behind the last item, a splice each.

    Raises:
        Rejected: TF712, the list stands there in a form that cannot be added to.
    """
    spot, is_empty = _end(document)
    written = [_lines(document, talk) for talk in talks]
    written += [[f"# {line}".rstrip() for line in entry] for entry in entries]
    is_spaced = _is_spaced(document)
    splices = []
    for number, lines in enumerate(written):
        blank = [""] if is_spaced and not (is_empty and number == 0) else []
        text = document.line_end + _indented(document, [*blank, *lines])
        splices.append(Splice(spot, spot, text))
    if splices and is_empty:
        splices[0] = _without_brackets(document, splices[0])
    return splices


def _end(document: Document) -> tuple[int, bool]:
    """Find the end of the last item's last line, or of the line with the key of an empty list."""
    if document.dashes:
        start = document.dashes[-1]
        found = spans(document.clean[start : document.list_end()])
        return document.line_stop(start + (found.end if found else 0)), False
    if document.talks is not None and document.talks.items:
        hint = "write a line that begins with '- ' for each talk"
        raise Rejected(CANNOT, f"the talks of {document.path} stand in brackets", hint)
    _, stop = _empty(document)
    return document.line_stop(stop), True


def _empty(document: Document) -> tuple[int, int]:
    """Find the place between `talks:` and the end of the nothing behind it."""
    whole = spans(document.clean)
    value = whole.value("talks") if whole and whole.kind == "map" else whole
    if value is None or value.text or value.pairs:
        hint = "name a talks file with a list: 'talks:' and a line that begins with '- ' for each"
        raise Rejected(CANNOT, f"there is no list of talks in {document.path}", hint)
    return value.start, value.end


def _without_brackets(document: Document, splice: Splice) -> Splice:
    """Take the brackets of an empty list away; a comment behind them stays."""
    start, stop = _empty(document)
    if stop == start:
        return splice
    before = len(document.clean[:start].rstrip(" "))
    return Splice(before, splice.end, document.text[stop : splice.end] + splice.text)


def _lines(document: Document, talk: Mapping[str, Plain]) -> list[str]:
    """Write a talk as the items of the list are written."""
    maps = _maps(document)
    if maps and all(_is_flow(document, each) for each in maps):
        return [f"- {writing.flow(talk)}"]
    gap = _gap(document, maps)
    first, *rest = writing.mapping(talk, _indent(document) + gap)
    return [f"-{' ' * (gap - 1)}{first}", *(" " * gap + line if line else line for line in rest)]


def _maps(document: Document) -> list[RawMap]:
    items = document.talks.items if document.talks else ()
    return [item for item in items if isinstance(item, RawMap)]


def _is_flow(document: Document, item: RawMap) -> bool:
    return document.clean[document.offset(item.place)] == "{"


def _gap(document: Document, maps: Sequence[RawMap]) -> int:
    """Count the columns between a dash and a key."""
    columns = [each.place.column - 1 for each in maps if not _is_flow(document, each)]
    return columns[0] - _indent(document) if columns else writing.STEP


def _indent(document: Document) -> int:
    """Tell the column of the dashes; a new list below its key is indented."""
    if document.talks is not None and document.dashes:
        return document.talks.place.column - 1
    return writing.STEP if isinstance(document.root, RawMap) else 0


def _indented(document: Document, lines: Sequence[str]) -> str:
    indent = _indent(document)
    first = f"{' ' * indent}{lines[0]}" if lines[0] else ""
    return joined(document, [first, *lines[1:]], indent)


def _is_spaced(document: Document) -> bool:
    """Tell whether items have blank lines between them: most of those that are there."""
    gaps = [_has_blank_above(document, dash) for dash in document.dashes[1:]]
    if gaps:
        return sum(gaps) * 2 > len(gaps)
    return not any(_is_flow(document, each) for each in _maps(document))


def _has_blank_above(document: Document, dash: int) -> bool:
    start = _above_comments(document, dash)
    number = document.line(start)
    return number > 1 and not document.clean[document.starts[number - 2] : start].strip()


def _above(document: Document, index: int) -> int:
    """Find the line that an item begins on, or the first of the comments right above it."""
    dash = document.dashes[index]
    return _above_comments(document, dash) if index else dash


def _above_comments(document: Document, dash: int) -> int:
    number = document.line(dash)
    while number > 1 and _is_comment(document, number - 1):
        number -= 1
    return document.starts[number - 1]


def _is_comment(document: Document, number: int) -> bool:
    start = document.starts[number - 1]
    return document.clean[start : document.line_stop(start)].lstrip().startswith("#")
