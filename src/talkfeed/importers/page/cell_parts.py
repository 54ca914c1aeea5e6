"""The cells of a table's column of talks → hints for the speakers that they name beside titles.

"Keynote: Ann Example, Feeds that last", "Feeds that last (Ann Example)": a programme without a
column for speakers has them in the cells of its talks, all at the same side.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from talkfeed.importers.page.line import Line, Span
from talkfeed.importers.page.people import is_named, people
from talkfeed.importers.page.section_kinds import is_kind
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

_KIND = re.compile(r"([^:\n–—]{3,30})(?::|\s[–—-])\s+")
_FIRST = re.compile(r":\s+|,\s+|\s[-–—]\s+|\n|\s\([^()\n]{1,80}\)\s{0,9}(?:[:,–—-]\s{0,9}|\n)")
_LAST = re.compile(
    r"\s\(([^()\n]{4,80})\)$|(?:,|\s[-–—/|]|\sby|\n)[ ]{0,9}([^\s,()–—|][^\n,()–—|]{3,80})$"
)
_SHORTEST = 4
_LEAST = 2


class Parts(NamedTuple):
    """Where the people and the title of a cell are."""

    people: tuple[int, int]
    title: tuple[int, int]


def with_people(cells: Sequence[Line]) -> list[Line] | None:
    """Mark the people and titles of cells; None if most of these have no people beside titles."""
    for read in (_people_first, _people_last):
        found = [read(cell) for cell in cells]
        named = sum(one is not None for one in found)
        if named >= _LEAST and named * 2 >= sum(bool(cell.text) for cell in cells):
            return [
                _hinted(cell, one) if one else cell for cell, one in zip(cells, found, strict=True)
            ]
    return None


def _hinted(cell: Line, parts: Parts) -> Line:
    hints = (Span(*parts.people, "hint", "speaker"), Span(*parts.title, "hint", "title"))
    return Line(cell.text, tuple(sorted((*cell.spans, *hints))))


def _people_first(cell: Line) -> Parts | None:
    """Read "Ann Example: Feeds", after a kind of talk or not."""
    kind = _KIND.match(cell.text)
    start = kind.end() if kind and is_kind(kind[1]) else 0
    for sign in _FIRST.finditer(cell.text, start):
        name = cell.text[start : sign.start()]
        end = _end_of_row(cell.text, sign.end())
        if not people(name):
            return None
        is_sure = is_named(people(name)[0]) or _is_set_off(cell, start, sign.start())
        if is_sure and end - sign.end() >= _SHORTEST and not people(cell.text[sign.end() : end]):
            return Parts((start, sign.start()), (sign.end(), end))
    return None


def _people_last(cell: Line) -> Parts | None:
    """Read "Feeds (Ann Example)", in one row or two."""
    ends = [match.start() for match in re.finditer(r"\n|\Z", cell.text)][:_LEAST]
    for end in ends:
        found = _LAST.search(cell.text[:end])
        if found and found.start() >= _SHORTEST:
            spot = found.span(1) if found[1] else found.span(2)
            names = people(cell.text[slice(*spot)])
            if names and is_named(names[0]) and not people(cell.text[: found.start()]):
                return Parts(spot, (0, found.start()))
    return None


def _end_of_row(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _is_set_off(cell: Line, start: int, end: int) -> bool:
    spans = cell.of("strong", "em", "link")
    return any(span.start <= start and end <= span.end <= end + 1 for span in spans)
