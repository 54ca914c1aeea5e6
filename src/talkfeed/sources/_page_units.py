"""A tree → groups of talks: which sections, items, paragraphs and rows are a talk each.

Siblings are judged together. A list below a title is where the talk was given, and a list below an
event is what was given there; the dates and links of the items tell which it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from talkfeed.sources import _page_context as context_of
from talkfeed.sources._line import Line, joined
from talkfeed.sources._page_dates import find_dates
from talkfeed.sources._page_labels import is_labelled
from talkfeed.sources._page_links import role_by_address, role_of
from talkfeed.sources._page_tree import Node
from talkfeed.sources._page_words import eventness, is_furniture, placeness, titleness

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from talkfeed.sources._page_context import Context


class Unit(NamedTuple):
    """What is thought to be one talk: its lines, prose about it, and where else it was given."""

    line: Line
    headed: bool
    context: Context
    prose: tuple[Line, ...] = ()
    given: tuple[Line, ...] = ()


class Group(NamedTuple):
    """Talks that stand side by side in one shape, or the rows of a table."""

    units: tuple[Unit, ...] = ()
    table: Node | None = None
    context: Context | None = None
    other: Line | None = None


_PROSE = 200
_SEVERAL = 2
_SENTENCE = re.compile(r"[a-z)’'\"”][.!?](?:\s|$)")
_BY = re.compile(r"\bby\s+[A-Z@]")


def groups(node: Node, context: Context) -> Iterator[Group]:
    """Find the groups below a section, in the order of the page."""
    run: list[Node] = []
    for child in [*node.children, None]:
        if run and (child is None or child.kind != run[0].kind or child.kind == "table"):
            yield from _READERS[run[0].kind](run, context)
            run = []
        if child is not None:
            run.append(child)


# --- sections -----------------------------------------------------------------------------------


def _sections(nodes: list[Node], context: Context) -> Iterator[Group]:
    """Read sibling sections: each is a talk, or holds talks."""
    kinds = [_kind(node, context) for node in nodes]
    pending: list[Unit] = []
    for node, kind in zip(nodes, kinds, strict=True):
        if kind in {context_of.EVENT, context_of.TITLE, context_of.OTHER} and _is_talk(node, kind, context):
            pending.append(_section_unit(node, context))
            continue
        if pending:
            yield Group(tuple(pending))
            pending = []
        if kind == context_of.OTHER:
            yield Group(other=node.line)
        elif kind == context_of.TITLE and _has_date(node.line, context) and _subsections(node):
            yield Group((_section_unit(node, context),))
            yield from _sections(_subsections(node), context._replace(is_part=True))
        else:
            yield from groups(node, _inner(node, kind, context))
    if pending:
        yield Group(tuple(pending))


def _kind(node: Node, context: Context) -> str:
    """Say what a heading is; among talks, few words are needed to say that one is no talk."""
    kind = context_of.kind_of(node.line, context.rules)
    is_long = len(node.line.text.split()) > 2  # noqa: PLR2004
    return context_of.TITLE if kind == context_of.OTHER and context.is_part and is_long else kind


def _subsections(node: Node) -> list[Node]:
    return [child for child in node.children if child.kind == "section"]


def _inner(node: Node, kind: str, context: Context) -> Context:
    is_plain = bool(_subsections(node)) or not _holds_event(node, context)
    if kind == context_of.TITLE and is_plain:
        inner = context_of.below(node.line, context_of.PART, context)
        return inner._replace(is_part=context.is_part)
    return context_of.below(node.line, kind, context)


def _holds_event(node: Node, context: Context) -> bool:
    return bool(find_dates(node.line.text, context.rules)) or eventness(node.line.text) > 0.3  # noqa: PLR2004


def _is_talk(node: Node, kind: str, context: Context) -> bool:
    """Tell whether a section is one talk, and not a place where several are listed."""
    if any(child.kind in {"section", "table"} for child in node.children):
        return False
    items = [child for child in node.children if child.kind == "item"]
    if kind == context_of.OTHER:
        return False
    if not node.children:
        return context.is_part and kind == context_of.TITLE or _is_talk_line(node.line, context)
    if items:
        return _is_talk_with_items(node, kind, items, context)
    rows = [row for child in node.children for row in child.line.rows()]
    rows = [row for row in rows if row.text and not _is_prose(row)]
    if _has_date(node.line, context) or kind == context_of.EVENT:
        return sum(_is_talk_of(row, context) for row in rows) < _SEVERAL
    dated = [row for row in rows if _has_date(row, context)]
    if sum(bool(_BY.search(row.text)) for row in rows) >= _SEVERAL:
        return False
    if len(dated) >= _SEVERAL:
        return kind == context_of.TITLE and not any(map(_is_titled, dated))
    return _has_evidence(node, context)


def _is_talk_of(row: Line, context: Context) -> bool:
    """Tell whether a row below an event or a date is a talk given there."""
    return _is_talk_line(row, context) and (_is_titled(row) or not _has_date(row, context))


def _is_talk_with_items(node: Node, kind: str, items: list[Node], context: Context) -> bool:
    items = [item for item in items if not is_labelled(item.line.text)]
    dated = sum(_has_date(item.line, context) for item in items)
    is_dated = _has_date(node.line, context)
    if all(_is_only_links(item.line) for item in items):
        return True
    if dated * 2 >= len(items) and not is_dated:
        if sum(_leads_to_talk(item.line) for item in items) * 2 > len(items):
            return False
        occasions = sum(_is_occasion(item.line) for item in items)
        if occasions * 3 < len(items) * 2:
            return False
        is_title = kind == context_of.TITLE or occasions * 2 >= len(items)
        return is_title and not any(_is_titled(item.line) for item in items)
    if kind == context_of.EVENT or is_dated:
        return not dated and not any(_is_talk_line(item.line, context) for item in items)
    return _has_evidence(node, context) and not any(_is_talk_line(i.line, context) for i in items)


def _is_titled(line: Line) -> bool:
    return any(
        span.end - span.start > 12 and titleness(line.text[span.start : span.end]) > 0.3  # noqa: PLR2004
        for span in line.of("quote", "em", "strong", "link")
        if eventness(line.text[span.start : span.end]) < 0.3  # noqa: PLR2004
    )


def _is_occasion(line: Line) -> bool:
    """Tell whether a line begins with an event, a place or a date, and not with a title."""
    first = re.split(r"[,;|(@\n]|\s[-–—]\s", line.text.lstrip("\"'“* "))[0]
    words = re.sub(r"^[\d\s./:-]+", "", first)
    return eventness(words) > 0.3 or placeness(words) > 0 or len(words.split()) <= 4  # noqa: PLR2004


def _leads_to_talk(line: Line) -> bool:
    """Tell whether a line begins with a link to slides or a recording that has a title's words."""
    return any(
        span.start <= _NEAR and span.end - span.start > _NEAR and role_by_address(span.value) in _SHOWN
        for span in line.of("link")
    )


_NEAR = 8
_SHOWN = frozenset(("slides", "video"))


def _section_unit(node: Node, context: Context) -> Unit:
    rows: list[Line] = []
    prose: list[Line] = []
    given: list[Line] = []
    for child in node.children:
        if child.kind in {"section", "table"}:
            continue
        if child.kind == "item":
            is_given = _has_date(child.line, context) and not is_labelled(child.line.text)
            (given if is_given else rows).append(child.line)
            continue
        for row in child.line.rows():
            is_prose = _is_prose(row) or bool(prose) and not _has_media(row)
            is_dated = any(_has_date(one, context) for one in rows)
            is_told = is_dated and not _is_talk_line(row, context) and not _is_all_links(row)
            (prose if is_prose or is_told else rows).append(row)
    if len(given) == 1:
        rows, given = [*rows, *given], []
    return Unit(joined([node.line, *rows]), headed=True, context=context, prose=tuple(prose), given=tuple(given))


# --- items --------------------------------------------------------------------------------------


def _items(nodes: list[Node], context: Context) -> Iterator[Group]:
    """Read the items of a list; those with a list of their own are a talk or hold talks."""
    pending: list[Unit] = []
    for node in nodes:
        if node.children and not _is_item_talk(node, context):
            if pending:
                yield Group(tuple(pending))
                pending = []
            kind = context_of.kind_of(node.line, context.rules)
            inner = context_of.below(node.line, context_of.EVENT if kind in {context_of.TITLE, context_of.OTHER} else kind, context)
            yield from groups(node, inner)
        elif not (is_furniture(node.line.text) or _is_address(node.line, context)):
            pending.append(_item_unit(node, context))
    if pending and _are_talks(pending):
        yield Group(tuple(pending))


def _are_talks(units: Sequence[Unit]) -> bool:
    """Tell whether a list is one of talks: its heading says so, or enough of its items do."""
    shown = sum(_is_talk_line(unit.line, unit.context) or bool(unit.given) for unit in units)
    told = sum(_is_prose(unit.line) and not _is_titled(unit.line) for unit in units)
    return units[0].context.is_part and told * 2 < len(units) or shown * 3 >= len(units)


def _is_item_talk(node: Node, context: Context) -> bool:
    kind = context_of.kind_of(node.line, context.rules)
    if kind in {context_of.YEAR, context_of.PART}:
        return False
    if all(_is_only_links(child.line) for child in node.children):
        return True
    dated = sum(_has_date(child.line, context) for child in node.children)
    if _has_date(node.line, context) or kind == context_of.EVENT:
        return not dated and not any(_is_talk_line(c.line, context) or _is_titled(c.line) for c in node.children)
    return True


def _is_delivery(line: Line, context: Context) -> bool:
    """Tell whether an item below a title is a time it was given."""
    if _is_only_links(line) or _is_prose(line):
        return False
    if _has_date(line, context) or eventness(line.text) > 0.3:  # noqa: PLR2004
        return True
    shown = any(role_by_address(span.value) in _SHOWN for span in line.of("link"))
    return shown and len(line.text.split()) <= 6  # noqa: PLR2004


def _item_unit(node: Node, context: Context) -> Unit:
    rows = [node.line]
    prose: list[Line] = []
    given: list[Line] = []
    for line in node.more:
        for row in line.rows():
            (prose if _is_prose(row) else rows).append(row)
    for child in node.children:
        is_given = _is_delivery(child.line, context) and not is_labelled(child.line.text)
        (given if is_given else prose if _is_prose(child.line) else rows).append(child.line)
    if len(given) == 1 and not _has_date(node.line, context):
        rows, given = [*rows, *given], []
    return Unit(joined(rows), headed=False, context=context, prose=tuple(prose), given=tuple(given))


# --- paragraphs ---------------------------------------------------------------------------------


def _paras(nodes: list[Node], context: Context) -> Iterator[Group]:
    """Read paragraphs side by side: one talk each, one in each row, or a title and its dates."""
    lines = [row for node in nodes for row in _rows_or_whole(node.line, context)]
    dated = [_has_date(line, context) for line in lines]
    heads = _heads_of_dates(lines, dated, context)
    if heads:
        yield Group(tuple(_led_units(lines, heads, context)))
        return
    units: list[Unit] = []
    for line in lines:
        if _is_talk_line(line, context) and not _is_told(line, lines, context):
            units.append(Unit(line, headed=False, context=context))
        elif units and _is_prose(line):
            units[-1] = units[-1]._replace(prose=(*units[-1].prose, line))
    if units:
        yield Group(tuple(units))


def _is_told(line: Line, lines: Sequence[Line], context: Context) -> bool:
    """Tell whether a paragraph is running text, unless all talks of the page are told so."""
    if not _is_prose(line):
        return False
    told = [one for one in lines if _is_prose(one) and _has_date(one, context)]
    return line not in told or len(told) < _SEVERAL or len(told) * 2 < len(lines)


def _rows_or_whole(line: Line, context: Context) -> list[Line]:
    rows = line.rows()
    if len(rows) < 2:  # noqa: PLR2004
        return [line]
    talks = sum(_is_talk_line(row, context) for row in rows)
    dated = sum(_has_date(row, context) for row in rows)
    named = sum(bool(_BY.search(row.text)) for row in rows)
    return rows if dated > 1 or named > 1 or talks * 2 > len(rows) + 1 else [line]


def _heads_of_dates(lines: Sequence[Line], dated: Sequence[bool], context: Context) -> list[int]:
    """Find titles without dates that have dated lines below them, where that is the rule."""
    heads = [
        index
        for index in range(len(lines) - 1)
        if not dated[index] and dated[index + 1] and not _is_prose(lines[index])
        if not context_of.is_part(lines[index].text)
    ]
    alone = sum(dated) and sum(
        is_dated and (index == 0 or dated[index - 1]) for index, is_dated in enumerate(dated)
    )
    return heads if len(heads) > 1 and len(heads) * 4 > alone else []


def _led_units(lines: Sequence[Line], heads: Sequence[int], context: Context) -> Iterator[Unit]:
    for start, stop in zip(heads, [*heads[1:], len(lines)], strict=True):
        below = [line for line in lines[start + 1 : stop] if _has_date(line, context)]
        rest = [line for line in lines[start + 1 : stop] if not _has_date(line, context)]
        if len(below) > 1:
            yield Unit(lines[start], headed=True, context=context, prose=tuple(rest), given=tuple(below))
        else:
            yield Unit(joined([lines[start], *below]), headed=True, context=context, prose=tuple(rest))


# --- tables -------------------------------------------------------------------------------------


def _tables(nodes: list[Node], context: Context) -> Iterator[Group]:
    for node in nodes:
        yield Group(table=node, context=context)


_READERS = {"section": _sections, "item": _items, "para": _paras, "table": _tables}

# --- what a line holds --------------------------------------------------------------------------


def _has_date(line: Line, context: Context) -> bool:
    found = find_dates(line.text, context.rules)
    return any(not date.partial or bool(context.year) for date in found)


def _has_media(line: Line) -> bool:
    return bool(line.of("media"))


def _is_prose(line: Line) -> bool:
    """Tell whether a line is running text, and no line of facts."""
    text = line.text
    sentences = len(_SENTENCE.findall(text))
    return len(text) > _PROSE and sentences > 1 or sentences > 0 and len(text.split()) > 15  # noqa: PLR2004


def _is_talk_line(line: Line, context: Context) -> bool:
    """Tell whether a line shows that it is of a talk: a date, slides, "by" with a name."""
    if is_furniture(line.text) or _is_address(line, context) or is_labelled(line.text):
        return False
    if find_dates(line.text, context.rules) or _has_media(line):
        return True
    roles = {role_of(line.text[span.start : span.end], span.value) for span in line.of("link")}
    if roles & {"slides", "video", "audio"}:
        return True
    return bool(_BY.search(line.text)) and len(line.text) < _PROSE


def _is_address(line: Line, context: Context) -> bool:
    """Tell whether a line is a sentence to the reader of the page, such as where slides are."""
    text = line.text.rstrip()
    if len(text.split()) < 7 or not text.endswith((".", "!", ":", "?")):  # noqa: PLR2004
        return False
    if _BY.search(text):
        return False
    is_spoken = bool(_SPOKEN.search(text)) and not line.of("quote", "em", "strong")
    return is_spoken and not _has_date(line, context)


_SPOKEN = re.compile(r"\b(?:I|I['’]\w+|my|me|we|our|you|your|please|here are|below)\b")


def _is_all_links(line: Line) -> bool:
    """Tell whether every word of a line is in a link."""
    text = list(line.text)
    for span in line.of("link"):
        text[span.start : span.end] = " " * (span.end - span.start)
    return bool(line.of("link")) and not re.search(r"\w\w", "".join(text))


def _is_only_links(line: Line) -> bool:
    text = list(line.text)
    for span in line.of("link"):
        if role_of(line.text[span.start : span.end], span.value):
            text[span.start : span.end] = " " * (span.end - span.start)
    return bool(line.of("link")) and not re.search(r"\w{3}", "".join(text).replace("slides", ""))


def _has_evidence(node: Node, context: Context) -> bool:
    """Tell whether something in a section shows that it is a talk."""
    if context.is_part:
        return True
    lines = [node.line, *(row for child in node.children for row in child.line.rows())]
    return any(_is_talk_line(line, context) and not _is_prose(line) for line in lines) or any(
        is_labelled(line.text) for line in lines
    )
