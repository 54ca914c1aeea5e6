"""Sibling paragraphs → groups: one talk each, one in each row, or a title and its dates."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from talkfeed.importers.page.date_runs import dates_of, rank
from talkfeed.importers.page.labels import label_starts, labels_title
from talkfeed.importers.page.line import Line, joined
from talkfeed.importers.page.line_kinds import (
    has_date,
    is_only_date,
    is_only_links,
    is_prose,
    is_talk_line,
    is_titled,
    rows_or_whole,
)
from talkfeed.importers.page.model import SEVERAL, Group, Unit
from talkfeed.importers.page.section_kinds import is_part
from talkfeed.records.word_lists import word_lists

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from talkfeed.importers.page.context import Context
    from talkfeed.importers.page.tree import Node


def read_paras(nodes: list[Node], context: Context) -> Iterator[Group]:
    """Yield the groups of sibling paragraphs."""
    lines = [row for node in nodes for row in rows_or_whole(node.line, context)]
    lines = _with_links(map(_plain_year, lines))
    if starts := _starts(lines, context):
        yield from _runs(lines, starts, context)
        return
    dated = [has_date(line, context) for line in lines]
    heads = _heads_of_dates(lines, dated)
    if heads:
        yield Group(tuple(_led_units(lines, heads, context)))
        return
    units: list[Unit] = []
    for line in lines:
        is_talk = is_talk_line(line, context) or (context.date and labels_title(line.text))
        if is_talk and not _is_background(line, lines, context):
            units.append(Unit(line, headed=False, context=context))
        elif units and is_prose(line):
            units[-1] = units[-1]._replace(prose=(*units[-1].prose, line))
    if units:
        yield Group(tuple(units))


def _starts(lines: Sequence[Line], context: Context) -> list[int]:
    """Return the lines that begin a talk each: by a label, as a day alone, or with their year."""
    labels = label_starts([line.text for line in lines])
    days = [index for index, line in enumerate(lines) if is_only_date(line, context)]
    years = [index for index, line in enumerate(lines) if _is_led_by_year(line)]
    if len(labels) >= SEVERAL:
        return labels
    if len(days) >= SEVERAL and days[-1] + 1 < len(lines):
        return days
    return years if len(years) >= SEVERAL and len(years) * 2 > len(lines) else []


def _with_links(lines: Iterable[Line]) -> list[Line]:
    """Join each line of nothing but links with roles to the line above: its slides, its video."""
    found: list[Line] = []
    for line in lines:
        if found and not found[-1].text.endswith(":") and is_only_links(line):
            found[-1] = joined([found[-1], line])
        else:
            found.append(line)
    return found


def _plain_year(line: Line) -> Line:
    """Drop the letter after a year at the start of a line, which tells talks of a year apart."""
    match = _LETTERED.match(line.text)
    return line._replace(text=f"{match[1]} {line.text[match.end() :]}") if match else line


_LETTERED = re.compile(r"((?:19|20)\d\d)[a-z](?=[\W_])")


def _is_led_by_year(line: Line) -> bool:
    match = _YEAR.match(line.text)
    return match is not None and len(line.text) > match.end() + _TITLE_LENGTH


_YEAR = re.compile(r"\W{0,3}(?:19|20)\d\d(?!\w)")
_TITLE_LENGTH = 12


def _runs(lines: Sequence[Line], starts: Sequence[int], context: Context) -> Iterator[Group]:
    """Read each line that begins a talk together with the lines below it."""
    units: list[Unit] = []
    for start, stop in zip(starts, [*starts[1:], len(lines)], strict=True):
        below = lines[start + 1 : stop]
        rows = [lines[start], *(line for line in below if not is_prose(line))]
        prose = tuple(line for line in below if is_prose(line))
        units.append(Unit(joined(rows), headed=False, context=context, prose=prose))
    yield Group(tuple(units))


def _is_background(line: Line, lines: Sequence[Line], context: Context) -> bool:
    """Return whether a paragraph is prose, unless most talks of the page are prose."""
    if not is_prose(line):
        return False
    dated = [one for one in lines if is_prose(one) and _tells_of_talk(one, context)]
    return line not in dated or len(dated) < SEVERAL or len(dated) * 2 < len(lines)


def _tells_of_talk(line: Line, context: Context) -> bool:
    """Return whether prose has a day, or a date and a title or a word such as "spoke"."""
    dates = dates_of(line, context.rules)
    has_day = any(rank(date.precision) == 0 for date in dates)
    return has_day or bool(dates and (is_titled(line) or _SPOKE.search(line.text)))


_SPOKE = re.compile(rf"\b(?:{word_lists('sections', 'talkfeed.importers.page')['spoke']})\b")


def _heads_of_dates(lines: Sequence[Line], dated: Sequence[bool]) -> list[int]:
    """Return the indexes of titles with dated lines below, if the page has several of them."""
    heads = [
        index
        for index in range(len(lines) - 1)
        if not dated[index] and dated[index + 1] and not is_prose(lines[index])
        if not is_part(lines[index].text)
    ]
    alone = sum(dated) and sum(
        is_dated and (index == 0 or dated[index - 1]) for index, is_dated in enumerate(dated)
    )
    return heads if len(heads) > 1 and len(heads) * 4 > alone else []


def _led_units(lines: Sequence[Line], heads: Sequence[int], context: Context) -> Iterator[Unit]:
    for start, stop in zip(heads, [*heads[1:], len(lines)], strict=True):
        below = [line for line in lines[start + 1 : stop] if has_date(line, context)]
        rest = [line for line in lines[start + 1 : stop] if not has_date(line, context)]
        if len(below) > 1:
            yield Unit(
                lines[start], headed=True, context=context, prose=tuple(rest), given=tuple(below)
            )
        else:
            yield Unit(
                joined([lines[start], *below]), headed=True, context=context, prose=tuple(rest)
            )
