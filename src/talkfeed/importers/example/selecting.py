"""A record → the line of it, or above it, that has a field.

`selectors` proposes ways to find the line of an example; a table says what each of them does.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from talkfeed.importers.example.lines import Line
    from talkfeed.importers.example.sheet import Record, Sheet

_LABEL = re.compile(r"([^\W\d_][\w'\u2019/& ]{1,30}):")
_WORDS = 3
"""Words of the longest label."""


class Selector(NamedTuple):
    """How a line is found: "label", "shape", "kind", "offset", "heading" or "above"."""

    how: str
    key: str = ""
    level: int = 0
    nth: int = 0


def selectors(sheet: Sheet, record: Record, index: int) -> Iterator[Selector]:
    """Propose ways to find a line of a record, or above it, in order of preference."""
    line = sheet.page.lines[index]
    if not record.first <= index < record.stop:
        if line.rank:
            yield Selector("heading", level=line.rank)
        if index < record.first:
            yield from (Selector("above", line.kinds[level], level) for level in range(3))
        return
    if label := _label(line):
        yield Selector("label", label)
    lines = sheet.lines_of(record)
    for level in range(3):
        alike = [one for one in lines if one.kinds[level] == line.kinds[level]]
        same = [one for one in alike if one.shape == line.shape]
        key = line.kinds[level]
        yield Selector("shape", f"{key}\t{line.shape}", level, same.index(line))
        yield Selector("kind", key, level, alike.index(line))
        if len(alike) > 1 and alike[-1] is line:
            yield Selector("kind", key, level, -1)
    yield Selector("offset", nth=index - record.anchor)


def select(sheet: Sheet, record: Record, selector: Selector) -> int:
    """Return the line that a selector finds, -1 if there is none."""
    return _SELECT[selector.how](sheet, record, selector)


def _label(line: Line) -> str:
    """Return the label of a line, such as "speaker": its first words, or the term above it."""
    match = _LABEL.match(line.text)
    if match and len(match[1].split()) <= _WORDS:
        return match[1].strip().casefold().removesuffix("s")
    return line.head.rstrip(": ").removesuffix("s") if "/dd" in line.kinds[1] else ""


def _by_label(sheet: Sheet, record: Record, selector: Selector) -> int:
    lines = sheet.lines_of(record)
    return next((one.number for one in lines if _label(one) == selector.key), -1)


def _by_kind(sheet: Sheet, record: Record, selector: Selector) -> int:
    kind, _, shape = selector.key.partition("\t")
    alike = [
        one.number
        for one in sheet.lines_of(record)
        if one.kinds[selector.level] == kind and (selector.how == "kind" or one.shape == shape)
    ]
    return alike[selector.nth] if selector.nth < len(alike) and alike else -1


def _by_offset(_: Sheet, record: Record, selector: Selector) -> int:
    index = record.anchor + selector.nth
    return index if record.first <= index < record.stop else -1


def _by_heading(sheet: Sheet, record: Record, selector: Selector) -> int:
    above = sheet.page.headings_above(record.first)
    return next((one.number for one in above if one.rank == selector.level), -1)


def _by_kind_above(sheet: Sheet, record: Record, selector: Selector) -> int:
    alike = sheet.of_kind.get((selector.level, selector.key), [])
    place = bisect_left(alike, record.first)
    return alike[place - 1] if place else -1


_SELECT: dict[str, Callable[[Sheet, Record, Selector], int]] = {
    "label": _by_label,
    "shape": _by_kind,
    "kind": _by_kind,
    "offset": _by_offset,
    "heading": _by_heading,
    "above": _by_kind_above,
}
ABOVE = frozenset(("heading", "above"))
