"""A section or an item of a list → a unit: its facts, the prose about it, and its deliveries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.importers.page.labels import begins_abstract, is_labelled, states_detail
from talkfeed.importers.page.line import Line, joined
from talkfeed.importers.page.line_kinds import (
    ends_with_day,
    has_date,
    has_media,
    is_all_links,
    is_bare_day,
    is_delivery,
    is_prose,
    is_statement,
    is_talk_line,
)
from talkfeed.importers.page.model import Unit
from talkfeed.importers.page.prose import presents

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from talkfeed.importers.page.context import Context
    from talkfeed.importers.page.tree import Node


def begins_with_day(node: Node, context: Context) -> bool:
    """Return whether the first row below a heading is a day and nothing else."""
    rows = node.children[0].line.rows() if node.children else []
    return bool(rows) and is_bare_day(rows[0], context)


def section_unit(node: Node, context: Context) -> Unit:
    """Sort the rows below a title into facts, prose and deliveries."""
    rows: list[Line] = []
    prose: list[Line] = []
    given: list[Line] = []
    begins = begins_with_day(node, context)
    is_dated = has_date(node.line, context) or begins
    is_told = False
    for row, in_list in _rows_below(node):
        is_held = has_date(row, context) and not is_labelled(row.text)
        is_told = is_told or begins_abstract(row.text) or (begins and in_list and not is_held)
        if is_told and not (row.of("media", "link") or is_held):
            prose.append(row)
        elif states_detail(row.text):
            rows.append(row)
        elif in_list:
            (given if is_held and not begins else rows).append(row)
        elif (
            (is_prose(row) and not ends_with_day(row, context))
            or (is_statement(row) and not is_held)
            or (begins and presents(row.text))
            or (prose and not has_media(row))
            or _is_more(row, given, context)
        ):
            prose.append(row)
        else:
            (given if is_held and not is_dated else rows).append(row)
    if len(given) == 1:
        rows, given = [*given, *rows], []
    line = joined([node.line, *rows])
    return Unit(line, headed=True, context=context, prose=tuple(prose), given=tuple(given))


def _rows_below(node: Node) -> Iterator[tuple[Line, bool]]:
    """List the rows of a section, and whether each is an item."""
    for child in node.children:
        if child.kind == "item":
            yield child.line, True
        elif child.kind == "para":
            yield from ((row, False) for row in child.line.rows())


def _is_more(row: Line, given: Sequence[Line], context: Context) -> bool:
    """Return whether a row continues a talk whose event and date are above it."""
    return bool(given) and not is_talk_line(row, context) and not is_all_links(row)


def item_unit(node: Node, context: Context) -> Unit:
    """Sort the rows and items of an item into facts, prose and deliveries."""
    rows = [node.line]
    prose: list[Line] = []
    given: list[Line] = []
    is_told = False
    for row in (row for line in node.more for row in line.rows()):
        is_fact = has_date(row, context) or row.of("media", "link")
        is_told = is_told or begins_abstract(row.text)
        is_text = is_prose(row) or ((is_told or is_statement(row)) and not is_fact)
        (prose if is_text else rows).append(row)
    for child in node.children:
        is_given = is_delivery(child.line, context) and not is_labelled(child.line.text)
        (given if is_given else prose if is_prose(child.line) else rows).append(child.line)
    if len(given) == 1 and not has_date(node.line, context):
        rows, given = [*rows, *given], []
    return Unit(joined(rows), headed=False, context=context, prose=tuple(prose), given=tuple(given))
