"""The tree of a page → groups of sections, items, paragraphs and rows that are a talk each.

Siblings are judged together. A list below a title is its deliveries, and a list below an
event its talks; the dates and links of the items show which it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from talkfeed.importers.page import context as context_of
from talkfeed.importers.page.clock import clock_end
from talkfeed.importers.page.date_runs import find_dates
from talkfeed.importers.page.labels import (
    has_labels,
    is_labelled,
    label_starts,
    labels_title,
    states_detail,
)
from talkfeed.importers.page.line_kinds import (
    ends_with_day,
    has_date,
    is_address,
    is_bare_day,
    is_eventful,
    is_occasion,
    is_only_links,
    is_prose,
    is_talk_line,
    is_titled,
    is_whole,
    leads_to_talk,
    names_by,
)
from talkfeed.importers.page.model import SEVERAL, Group, Unit
from talkfeed.importers.page.paragraphs import read_paras
from talkfeed.importers.page.people import people
from talkfeed.importers.page.section_kinds import is_furniture, is_kind
from talkfeed.importers.page.units import begins_with_day, item_unit, section_unit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from talkfeed.importers.page.context import Context
    from talkfeed.importers.page.line import Line
    from talkfeed.importers.page.tree import Node


_FEW = 12
_WORDS_OF_PARTS = 2
"""Headings of so many words may be those of parts: "Presenting", "After lunch"."""
_SPEAKING = frozenset((context_of.EVENT, context_of.TITLE, context_of.OTHER))


def groups(node: Node, context: Context) -> Iterator[Group]:
    """Find the groups below a section, in the order of the page."""
    run: list[Node] = []
    for child in [*node.children, None]:
        if run and (child is None or child.kind != run[0].kind or child.kind == "table"):
            yield from _READERS[run[0].kind](run, context)
            context = _dated_by(run, context)
            run = []
        if child is not None:
            run.append(child)


def _dated_by(nodes: Sequence[Node], context: Context) -> Context:
    """Return the context below paragraphs, the last of which may be a day and nothing else."""
    days = [node.line for node in nodes if node.kind == "para" and is_bare_day(node.line, context)]
    return context_of.below(days[-1], context_of.YEAR, context) if days else context


# --- sections -----------------------------------------------------------------------------------


def _sections(nodes: list[Node], context: Context) -> Iterator[Group]:
    """Read sibling sections: each is a talk, or holds talks."""
    kinds = [_kind(node, context) for node in nodes]
    talks = [
        (kind in _SPEAKING and _is_talk(node, kind, context))
        or (kind == context_of.YEAR and _labels_one(node.children))
        for node, kind in zip(nodes, kinds, strict=True)
    ]
    dated = [begins_with_day(node, context) for node in nodes]
    if sum(one and two for one, two in zip(dated, talks, strict=True)) * 2 > len(nodes):
        talks = [one or two for one, two in zip(dated, talks, strict=True)]
    are_talks = any(talks)
    pending: list[Unit] = []
    for node, kind, is_talk in zip(nodes, kinds, talks, strict=True):
        if is_talk or (are_talks and _is_bare_talk(node, kind, context)):
            pending.append(section_unit(node, context))
            continue
        if pending:
            yield Group(tuple(pending))
            pending = []
        if kind == context_of.TITLE and has_date(node.line, context) and _subsections(node):
            yield Group((section_unit(node, context),))
            yield from _sections(_subsections(node), context._replace(is_part=True))
        elif kind != context_of.OTHER:
            yield from groups(node, _inner(node, kind, context))
    if pending:
        yield Group(tuple(pending))


def _is_bare_talk(node: Node, kind: str, context: Context) -> bool:
    """Return whether a section without evidence is a talk because its siblings are."""
    rows = [row for child in node.children for row in child.line.rows() if row.text]
    is_flat = {child.kind for child in node.children} == {"para"}
    if kind != context_of.TITLE or not is_flat or not rows or _is_sentence(rows[0].text):
        return False
    if len(node.line.text.split()) == 1 and any(_SENTENCE_END.search(row.text) for row in rows):
        return False
    return not any(group.units for group in groups(node, _inner(node, kind, context)))


_SENTENCE_END = re.compile(r"[a-z][.!](?:\s|$)")


def _is_sentence(text: str) -> bool:
    """Return whether a text is a sentence, and not a line of names and places."""
    return len(text.split()) > _FEW or text.endswith((".", "!", "?", ":"))


def _kind(node: Node, context: Context) -> str:
    """Return the kind of a heading; below "Talks", a long one is a title."""
    kind = context_of.kind_of(node.line, context.rules)
    is_long = len(node.line.text.split()) > _WORDS_OF_PARTS
    return context_of.TITLE if kind == context_of.OTHER and context.is_part and is_long else kind


def _subsections(node: Node) -> list[Node]:
    return [child for child in node.children if child.kind == "section"]


def _inner(node: Node, kind: str, context: Context) -> Context:
    text = node.line.text
    has_event = bool(find_dates(text, context.rules)) or is_eventful(text)
    if kind == context_of.TITLE and (_subsections(node) or not has_event):
        inner = context_of.below(node.line, context_of.PART, context)
        return inner._replace(is_part=context.is_part)
    return context_of.below(node.line, kind, context)


def _is_talk(node: Node, kind: str, context: Context) -> bool:
    """Return whether a section is one talk, and does not list several."""
    inner = {child.kind for child in node.children}
    if kind == context_of.OTHER or inner & {"section", "table"}:
        return False
    if not node.children:
        return (context.is_part and kind == context_of.TITLE) or is_talk_line(node.line, context)
    if "item" in inner:
        items = [child for child in node.children if child.kind == "item"]
        return _is_talk_with_items(node, kind, items, context)
    return _is_talk_with_rows(node, kind, context)


def _is_talk_with_rows(node: Node, kind: str, context: Context) -> bool:
    rows = [row for child in node.children for row in child.line.rows()]
    rows = [row for row in rows if row.text and not is_prose(row)]
    if len(label_starts([row.text for row in rows])) >= SEVERAL:
        return False
    if has_date(node.line, context) or kind == context_of.EVENT:
        return sum(_is_talk_of(row, context) for row in rows) < SEVERAL
    dated = [row for row in rows if has_date(row, context)]
    is_list = len(dated) >= SEVERAL and any(map(is_titled, dated))
    are_named = sum(names_by(row) for row in rows) >= SEVERAL
    return not is_list and not are_named and _has_evidence(node, context)


def _is_talk_of(row: Line, context: Context) -> bool:
    """Return whether a row below an event or a date is one of its talks."""
    return is_talk_line(row, context) and (is_titled(row) or not has_date(row, context))


def _is_talk_with_items(node: Node, kind: str, items: list[Node], context: Context) -> bool:
    if _labels_one(items):
        return True
    items = [item for item in items if not is_labelled(item.line.text)]
    dated = sum(has_date(item.line, context) for item in items)
    is_dated = has_date(node.line, context)
    if _are_several(node, kind, items, dated):
        return False
    if all(is_only_links(item.line) for item in items):
        return True
    if dated * 2 >= len(items) and not is_dated:
        leading = sum(leads_to_talk(item.line) for item in items)
        occasions = sum(is_occasion(item.line) for item in items)
        detailed = sum(_is_detailed(item) for item in items)
        are_deliveries = leading * 2 <= len(items) and occasions * 3 >= len(items) * 2
        are_deliveries = are_deliveries and detailed * 2 < len(items)
        return are_deliveries and not any(is_titled(item.line) for item in items)
    if kind == context_of.EVENT or is_dated:
        return not dated and not any(is_talk_line(item.line, context) for item in items)
    return _has_evidence(node, context) and not any(is_talk_line(i.line, context) for i in items)


def _labels_one(items: Sequence[Node]) -> bool:
    """Return whether items are the labelled facts of one talk: "Speaker: …", "What: …"."""
    is_flat = all(item.kind == "item" and not (item.more or item.children) for item in items)
    texts = [item.line.text for item in items if is_flat]
    titled = sum(map(labels_title, texts))
    return titled == 1 and any(map(states_detail, texts))


def _are_several(node: Node, kind: str, items: list[Node], dated: int) -> bool:
    """Return whether the items below a heading are talks, and no facts of one.

    They are whole, a session of a programme, the recordings of an event, or below the page's owner.
    """
    whole = sum(is_whole(item.line) or bool(item.more) for item in items)
    timed = sum(bool(clock_end(item.line.text)) for item in items)
    shown = sum(leads_to_talk(item.line) for item in items) if kind == context_of.EVENT else 0
    owned = dated if people(node.line.text) else 0
    return max(whole, timed, shown, owned) >= SEVERAL


def _is_detailed(item: Node) -> bool:
    """Return whether an item has several rows or labels, as a talk and no delivery has."""
    return bool(item.more) or "\n" in item.line.text or has_labels(item.line)


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
            inner = context_of.below(
                node.line,
                context_of.EVENT if kind in {context_of.TITLE, context_of.OTHER} else kind,
                context,
            )
            yield from groups(node, inner)
        elif node.more or not (is_furniture(node.line.text) or is_address(node.line, context)):
            pending.append(item_unit(node, context))
    if pending and _are_talks(pending):
        yield Group(tuple(pending))


def _are_talks(units: Sequence[Unit]) -> bool:
    """Return whether a list has talks: by its heading, or enough of its items."""
    shown = sum(
        is_talk_line(unit.line, unit.context) or bool(unit.given or clock_end(unit.line.text))
        for unit in units
    )
    prose = sum(is_prose(unit.line) and not is_titled(unit.line) for unit in units)
    return (units[0].context.is_part and prose * 2 < len(units)) or shown * 3 >= len(units)


def _lists_titles(node: Node) -> bool:
    """Return whether plain texts are below an item that is a name and nothing else."""
    plain = [child for child in node.children if not (child.line.spans or child.more)]
    titles = [child for child in plain if not (is_kind(child.line.text) or is_prose(child.line))]
    titles = [child for child in titles if not is_labelled(child.line.text)]
    is_name = _NAME.fullmatch(node.line.text) is not None
    return is_name and len(titles) >= SEVERAL and len(titles) == len(node.children)


_NAME = re.compile(r"\w[\w.!#'&-]{0,30}(?: [\w#&][\w.!#'&-]{0,30}){0,7}(?: [–-] (?:19|20)\d\d)?")


def _is_item_talk(node: Node, context: Context) -> bool:
    kind = context_of.kind_of(node.line, context.rules)
    if kind in {context_of.YEAR, context_of.PART}:
        return False
    if all(is_only_links(child.line) for child in node.children):
        return True
    dated = sum(has_date(child.line, context) for child in node.children)
    if kind == context_of.EVENT and _lists_titles(node):
        return False
    if has_date(node.line, context) or kind == context_of.EVENT:
        return not dated and not any(
            is_talk_line(c.line, context) or is_titled(c.line) for c in node.children
        )
    return True


# --- tables -------------------------------------------------------------------------------------


def _tables(nodes: list[Node], context: Context) -> Iterator[Group]:
    for node in nodes:
        yield Group(table=node, context=context)


def _has_evidence(node: Node, context: Context) -> bool:
    """Return whether a section has evidence of a talk; below "Talks", a longer heading is one."""
    if context.is_part and len(node.line.text.split()) > _WORDS_OF_PARTS:
        return True
    lines = [node.line, *(row for child in node.children for row in child.line.rows())]
    return any(
        is_talk_line(line, context) and (not is_prose(line) or ends_with_day(line, context))
        for line in lines
    ) or any(is_labelled(line.text) for line in lines)


_READERS = {"section": _sections, "item": _items, "para": read_paras, "table": _tables}
