"""A wish for one mapping or list of a document → the splice that grants it, in the file's style.

In lines a key has a line of its own, in brackets a place between commas. A new key goes behind
the one it follows in the reference of fields. Comments that stand in a value that is replaced
move above its key.
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
    """Write a value under a key of the mapping at a place; `order` is that of all keys.

    Keys named in `without` are about to go, so that nothing is put behind them.

    Raises:
        Rejected: TF712, the mapping stands there in a form that cannot be changed.
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
    if isinstance(value, str) and len(lines) == 1 and _is_word(old):
        quote = old.style if old.style in {"'", '"'} else ""
        text = writing.scalar(value, quote=quote, key=key.text)
        return Splice(old.start, old.end, text)
    end = old.end if len(lines) == 1 else document.line_stop(old.end)
    kept = comments(document.clean, old, key.end, end)
    return Splice(key.start, end, joined(document, [*kept, *lines], indent))


def _is_word(span: Span) -> bool:
    """Tell whether a value is a text without a line of its own."""
    return span.kind == "text" and span.style not in {"|", ">"}


def _insert(
    document: Document, span: Span, fields: Mapping[str, Plain], before: tuple[Span, Span] | None
) -> Splice:
    """Write fields behind one that is there, or at the beginning."""
    if span.is_flow:
        return _between_commas(span, fields, before)
    indent = _column(document, span.start)
    lines = writing.mapping(fields, indent)
    _, value = before or span.pairs[0]
    stop = document.line_stop(value.end)
    text = joined(document, ["", *lines], indent)
    return Splice(stop, stop, text)


def _between_commas(
    span: Span, fields: Mapping[str, Plain], before: tuple[Span, Span] | None
) -> Splice:
    inner = writing.flow(fields)[1:-1]
    if before is not None:
        return Splice(before[1].end, before[1].end, f", {inner}")
    return Splice(span.start + 1, span.start + 1, f"{inner}, " if span.pairs else inner)


def _predecessor(
    span: Span, key: str, order: Sequence[str], without: Collection[str]
) -> tuple[Span, Span] | None:
    """Find the pair that a new key comes behind: the last that precedes it in the reference."""
    ranks = {name: rank for rank, name in enumerate(order)}
    rank = ranks.get(key, len(ranks))
    earlier = [
        pair
        for pair in span.pairs
        if ranks.get(pair[0].text, len(ranks)) < rank and pair[0].text not in without
    ]
    return max(earlier, key=lambda pair: ranks[pair[0].text], default=None)


def unset_field(document: Document, place: Place, key: str) -> Splice | None:
    """Take a key and its value out of the mapping at a place; None where it is not there.

    Raises:
        Rejected: TF712, the mapping stands there in a form that cannot be changed.
    """
    span = document.span(place)
    _reject_list(span, place)
    names = [name.text for name, _ in span.pairs]
    if key not in names:
        return None
    index = names.index(key)
    if len(names) == 1:
        hint = "delete the whole of it by hand"
        raise Rejected(CANNOT, f"'{key}' is all there is in {place}", hint)
    start, end = (_flow_cut if span.is_flow else _block_cut)(document, span, index)
    if span.is_flow and _COMMENT.search(document.clean, start, end):
        raise Rejected(CANNOT, f"a comment stands beside '{key}' in {place}", "edit it by hand")
    return Splice(start, end, "")


def _flow_cut(_: Document, span: Span, index: int) -> tuple[int, int]:
    key, value = span.pairs[index]
    if index:
        return span.pairs[index - 1][1].end, value.end
    return key.start, span.pairs[1][0].start


def _block_cut(document: Document, span: Span, index: int) -> tuple[int, int]:
    """Cut whole lines; what follows the first key moves up to its dash."""
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
    """Write an item at the end of the list at a place.

    Raises:
        Rejected: TF712, there is no list in a form that can be changed.
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
    """List the comments between two places that do not stand in a text of the span."""
    found, done = [], start
    for leaf in (*(one for one in leaves(span) if one.start >= start), None):
        stop = leaf.start if leaf else end
        found += [match[0].rstrip() for match in _COMMENT.finditer(text, done, max(done, stop))]
        done = max(done, leaf.end if leaf else done)
    return found


def leaves(span: Span) -> list[Span]:
    """List the texts of a value, its keys included, in the order in which they stand."""
    if not span.pairs and not span.items:
        return [span] if span.kind == "text" else []
    children = [*span.items, *(each for pair in span.pairs for each in pair)]
    return [leaf for child in children for leaf in leaves(child)]


def _column(document: Document, offset: int) -> int:
    return offset - document.line_start(offset)


def joined(document: Document, lines: Sequence[str], indent: int) -> str:
    """Join lines; all but the first are indented, unless they are blank."""
    first, *rest = lines
    return document.line_end.join(
        (first, *(" " * indent + line if line else line for line in rest))
    )
