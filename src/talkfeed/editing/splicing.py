"""A change of one mapping or list of a document → a splice, in the file's style.

A new key is inserted after the one that it follows in the reference of fields. Comments in a value
that is replaced move above its key.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from talkfeed.editing import writing
from talkfeed.editing.document import Splice
from talkfeed.editing.spans import CANNOT
from talkfeed.errors import Rejected

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from talkfeed.editing.document import Document
    from talkfeed.editing.spans import Span
    from talkfeed.errors import Place
    from talkfeed.model.imported import Plain

_COMMENT = re.compile(r"(?:^|(?<=[\s,\[\]{}]))#.*")


def set_field(
    document: Document,
    place: Place,
    key: str,
    value: Plain,
    order: Sequence[str],
    *,
    without: Collection[str] = (),
) -> Splice:
    """Set a key of the mapping at a place; `order` is the order of all keys.

    No key is inserted after one of `without`, which will be removed.

    Raises:
        Rejected: TF712, the syntax of the mapping is not supported.
    """
    span = document.span(place)
    _reject_list(span, place)
    found = next(((name, old) for name, old in span.pairs if name.text == key), None)
    if found is not None:
        return _replace(document, span, found, value)
    return _insert(document, span, {key: value}, _predecessor(span, key, order, without))


def _reject_list(span: Span, place: Place) -> None:
    if span.kind != "map":
        raise Rejected(CANNOT, f"there is a list in {place}", "edit it by hand")


def _replace(document: Document, span: Span, pair: tuple[Span, Span], value: Plain) -> Splice:
    key, old = pair
    if span.is_flow:
        start = key.end if old.kind == "nothing" else old.start
        colon = ": " if old.kind == "nothing" else ""
        return Splice(start, old.end, colon + writing.flow(value, key.text))
    indent = _column(document, key.start)
    lines = writing.field(key.text, value, indent)
    is_line = old.kind == "text" and old.style not in {"|", ">"}
    if isinstance(value, str) and len(lines) == 1 and is_line:
        quote = old.style if old.style in {"'", '"'} else ""
        text = writing.scalar(value, quote=quote, key=key.text)
        return Splice(old.start, old.end, text)
    end = old.end if len(lines) == 1 else document.line_stop(old.end)
    kept = comments(document.clean, old, key.end, end)
    return Splice(key.start, end, joined(document, [*kept, *lines], indent))


def _insert(
    document: Document, span: Span, fields: Mapping[str, Plain], before: tuple[Span, Span] | None
) -> Splice:
    """Insert fields after an existing one, or at the beginning."""
    if span.is_flow:
        inner = writing.flow(fields)[1:-1]
        if before is not None:
            return Splice(before[1].end, before[1].end, f", {inner}")
        return Splice(span.start + 1, span.start + 1, f"{inner}, " if span.pairs else inner)
    indent = _column(document, span.start)
    lines = writing.mapping(fields, indent)
    _, value = before or span.pairs[0]
    stop = document.line_stop(value.end)
    text = joined(document, ["", *lines], indent)
    return Splice(stop, stop, text)


def _predecessor(
    span: Span, key: str, order: Sequence[str], without: Collection[str]
) -> tuple[Span, Span] | None:
    """Return the pair to insert a new key after: the last one before it in the reference."""
    ranks = {name: rank for rank, name in enumerate(order)}
    rank = ranks.get(key, len(ranks))
    earlier = [
        pair
        for pair in span.pairs
        if ranks.get(pair[0].text, len(ranks)) < rank and pair[0].text not in without
    ]
    return max(earlier, key=lambda pair: ranks[pair[0].text], default=None)


def unset_field(document: Document, place: Place, key: str) -> Splice | None:
    """Remove a key from the mapping at a place; None if the mapping does not have it.

    Raises:
        Rejected: TF712, the syntax of the mapping is not supported, or it has no other key.
    """
    span = document.span(place)
    _reject_list(span, place)
    names = [name.text for name, _ in span.pairs]
    if key not in names:
        return None
    index = names.index(key)
    if len(names) == 1:
        hint = "delete the whole entry by hand"
        raise Rejected(CANNOT, f"'{key}' is the only key in {place}", hint)
    start, end = (_flow_cut if span.is_flow else _block_cut)(document, span, index)
    if span.is_flow and _COMMENT.search(document.clean, start, end):
        raise Rejected(CANNOT, f"there is a comment beside '{key}' in {place}", "edit it by hand")
    return Splice(start, end, "")


def _flow_cut(_: Document, span: Span, index: int) -> tuple[int, int]:
    key, value = span.pairs[index]
    if index:
        return span.pairs[index - 1][1].end, value.end
    return key.start, span.pairs[1][0].start


def _block_cut(document: Document, span: Span, index: int) -> tuple[int, int]:
    """Return the range of whole lines to cut; after the first key, the next moves to its dash."""
    key, value = span.pairs[index]
    stop = document.line_stop(value.end)
    if index:
        start, number = document.line_start(key.start), document.line(stop)
        if number < len(document.starts):
            return start, document.starts[number]
        return document.line_stop(document.starts[document.line(start) - 2]), stop
    rest = document.clean[stop:]
    return key.start, stop + len(rest) - len(rest.lstrip())


def append_item(document: Document, place: Place, value: Plain) -> Splice:
    """Append an item to the list at a place.

    Raises:
        Rejected: TF712, there is no list, or its syntax is not supported.
    """
    span = document.span(place)
    if span.kind != "list" or not span.items:
        raise Rejected(CANNOT, f"there is no list in {place}", "edit it by hand")
    last = span.items[-1]
    if span.is_flow:
        return Splice(last.end, last.end, f", {writing.flow(value)}")
    indent = _column(document, span.start)
    stop = document.line_stop(last.end)
    return Splice(stop, stop, joined(document, ["", *writing.item(value, indent)], indent))


def comments(text: str, span: Span, start: int, end: int) -> list[str]:
    """Return the comments between two offsets; `#` in a scalar of the span is not a comment."""
    found, done = [], start
    for leaf in (*(one for one in leaves(span) if one.start >= start), None):
        stop = leaf.start if leaf else end
        found += [match[0].rstrip() for match in _COMMENT.finditer(text, done, max(done, stop))]
        done = max(done, leaf.end if leaf else done)
    return found


def leaves(span: Span) -> list[Span]:
    """Return the scalars of a value, including its keys, in the order of the text."""
    if not span.pairs and not span.items:
        return [span] if span.kind == "text" else []
    children = [*span.items, *(each for pair in span.pairs for each in pair)]
    return [leaf for child in children for leaf in leaves(child)]


def _column(document: Document, offset: int) -> int:
    return offset - document.line_start(offset)


def joined(document: Document, lines: Sequence[str], indent: int) -> str:
    """Join lines; all but the first and blank ones are indented."""
    first, *rest = lines
    return document.line_end.join(
        (first, *(" " * indent + line if line else line for line in rest))
    )
