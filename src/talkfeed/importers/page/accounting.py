"""The lines of a page and its talks → the dated lines and media links that are in no talk.

Nothing dated or linked vanishes: what no talk was read from is left to finish by hand, or is named
in the report if it is in a part of the page without talks.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from talkfeed.importers.page import context as context_of
from talkfeed.importers.page.blocks import blocks
from talkfeed.importers.page.date_runs import dates_of, edtf_of, rank
from talkfeed.importers.page.elements import is_side
from talkfeed.importers.page.labels import without_abstract_label
from talkfeed.importers.page.line_kinds import MEDIA
from talkfeed.importers.page.links import role_by_address, role_in, same_address
from talkfeed.importers.page.model import NO_DATES
from talkfeed.importers.page.section_kinds import is_furniture
from talkfeed.importers.page.tree import build
from talkfeed.model.imported import Unparsed
from talkfeed.named_tuple import NamedTuple
from talkfeed.text import line as clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lxml.etree import _Element as Element

    from talkfeed.dates import DateRules
    from talkfeed.importers.page.date_runs import Dated
    from talkfeed.importers.page.line import Line
    from talkfeed.importers.page.talk import Talk
    from talkfeed.importers.page.tree import Node

NO_TALK_READ = "a dated line that no talk was read from"
NO_TALKS_HERE = "a dated line in a part without talks"
BESIDE = "a dated line in navigation, a sidebar or a footer"
SPARE_LINK = "a link to a recording or slides that belongs to no talk"
_NOT_WORDS = re.compile(r"[\W_]+")
_SHOWN = 300
_DAYS, _MONTHS = 0, 1
"""The ranks of dates that make a heading dated, and any other line."""
_DAY = len("2015-10-07")


class Used(NamedTuple):
    """The rows and the addresses that are in talks or in parts left by hand."""

    rows: frozenset[str]
    addresses: frozenset[str]


def used(talks: Iterable[Talk], others: Iterable[Unparsed]) -> Used:
    """Collect what talks were read from, and what is left already."""
    rows: set[str] = set()
    addresses: set[str] = set()
    for talk in talks:
        for one in (talk, *talk.given):
            rows.update(_rows(one.text), *map(_rows, one.rows))
            rows.update(_rows(one.abstract))
            links = (link.address for link in one.links)
            people = (person.href for person in one.around.speakers)
            addresses.update(map(same_address, (*links, *people, one.around.event_href)))
    for other in others:
        rows.update(_rows(other.text))
    return Used(frozenset(rows), frozenset(addresses))


def _rows(text: str) -> Iterator[str]:
    return (key for row in text.split("\n") if (key := _key(row)))


def _key(text: str) -> str:
    return _NOT_WORDS.sub("", text.casefold())


def unused(tree: Node, seen: Used, rules: DateRules, talks: Sequence[Talk]) -> Iterator[Unparsed]:
    """Yield the dated lines and media links of a tree that are in no talk."""
    days = {(edtf_of(talk.held.phrase, rules) or "")[:_DAY] for talk in talks}
    for line, is_head, is_part in _lines(tree, rules):
        for row in line.rows():
            is_used = bool({_key(row.text), _key(without_abstract_label(row.text))} & seen.rows)
            dates = [date for date in dates_of(row, rules) if not date.partial]
            least = _DAYS if is_head else _MONTHS
            is_dated = not is_used and any(rank(date.precision) <= least for date in dates)
            if is_dated and not (is_head and _gives_day(dates, rules, days)):
                is_talk = is_part and not is_head and not is_furniture(row.text)
                why = NO_TALK_READ if is_talk else NO_TALKS_HERE
                links = " · ".join(_spare(row, seen))
                text = f"{clean(row.text)[:_SHOWN]} {links}".strip()
                yield Unparsed(text=text, why=why, is_talk=is_talk)
            else:
                for link in _spare(row, seen):
                    yield Unparsed(text=link, why=SPARE_LINK, is_talk=False)


def _spare(row: Line, seen: Used) -> Iterator[str]:
    """Yield the label and address of each media link of a row that no talk has."""
    for span in row.of("link", "media"):
        label = row.text[span.start : span.end].strip()
        role = role_in(row, span) or role_by_address(span.value)
        if (role in MEDIA or span.kind == "media") and same_address(
            span.value
        ) not in seen.addresses:
            yield clean(f"{label} {span.value}")


def beside(root: Element, seen: Used, rules: DateRules) -> Iterator[Unparsed]:
    """Yield the dated lines and media links of the parts of a page that are left out."""
    for element in root.iter("*"):
        if is_side(element):
            for one in unused(build(blocks(element)), seen, rules, ()):
                why = one.why if one.why == SPARE_LINK else BESIDE
                yield Unparsed(text=one.text, why=why, is_talk=False)


def _lines(tree: Node, rules: DateRules) -> Iterator[tuple[Line, bool, bool]]:
    """Yield the lines of a tree, whether each is a heading, and whether talks may be there."""
    stack = [(tree, True)]
    while stack:
        node, is_part = stack.pop()
        is_head = node.kind == "section"
        if is_head and node.line.text:
            is_part = is_part and context_of.kind_of(node.line, rules) != context_of.OTHER
        yield node.line, is_head, is_part
        yield from ((line, False, is_part) for line in node.more)
        yield from ((cell, False, is_part) for row in node.rows for cell in row)
        stack.extend((child, is_part) for child in reversed(node.children))


def _gives_day(dates: Sequence[Dated], rules: DateRules, days: set[str]) -> bool:
    """Return whether the date of a heading is that of a talk below it."""
    return any((edtf_of(date.phrase, rules) or "")[:_DAY] in days for date in dates)


def linked_lines(node: Node) -> Iterator[Unparsed]:
    """Yield the lines with links of a page on which nothing was read: any of them may be a talk."""
    stack = [node]
    while stack:
        one = stack.pop()
        rows = [*one.line.rows(), *one.more, *(cell for row in one.rows for cell in row)]
        for row in rows:
            if row.of("link") and row.text:
                yield Unparsed(text=clean(row.text)[:_SHOWN], why=NO_DATES, is_talk=False)
        stack.extend(reversed(one.children))
