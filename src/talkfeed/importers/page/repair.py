"""An HTML tree → the same tree, without structure that separates what belongs together."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from talkfeed.importers.page.language import is_month

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

_HEADINGS = tuple(f"h{rank}" for rank in range(1, 7))
_LISTS = frozenset(("ul", "ol"))
_BLOCKS = ("div", "p")
_PARTS = (2, 3)
"""Elements of a date: a day and a month, or a year as well."""
_FIGURES = re.compile(r"\d{1,2}|\d{4}")


def repair(root: Element) -> Element:
    """Close lists that were left open, and join dates whose parts are blocks of their own."""
    for heading in [*root.iter(*_HEADINGS)]:
        while (around := _open_list(heading)) is not None:
            _move_behind(around, heading)
    for parts in [*_dates(root)]:
        for part in parts:
            part.tag = "span"
            part.tail = " "
    return root


def _open_list(heading: Element) -> Element | None:
    """Return the list around a heading that has no items after it, but other lists."""
    around = heading.getparent()
    after = {element.tag for element in heading.itersiblings()}
    is_open = around is not None and around.tag in _LISTS and after and "li" not in after
    return around if is_open else None


def _move_behind(around: Element, heading: Element) -> None:
    """Move a heading, and what follows it, behind the list that they are in."""
    moved = [heading, *heading.itersiblings()]
    moved[-1].tail = (moved[-1].tail or "") + (around.tail or "")
    around.tail = None
    for element in reversed(moved):
        around.addnext(element)


def _dates(root: Element) -> Iterator[list[Element]]:
    """Yield the parts of dates such as `<div>20</div><div>Jan</div><div>2026</div>`."""
    for element in root.iter(*_BLOCKS):
        parts = [*element]
        if len(parts) not in _PARTS or any(len(part) for part in parts):
            continue
        if not any(part.tag in _BLOCKS for part in parts):
            continue
        words = [(part.text or "").strip() for part in parts]
        figures = [word for word in words if _FIGURES.fullmatch(word)]
        if len(figures) == len(words) - 1 and any(map(is_month, words)):
            yield parts
