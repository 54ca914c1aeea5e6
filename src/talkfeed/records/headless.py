"""The rows of a table without a header → a name for each column, guessed from its cells."""

from __future__ import annotations

import re
from statistics import mean
from typing import TYPE_CHECKING

from talkfeed.dates import DateRules
from talkfeed.named_tuple import NamedTuple
from talkfeed.records.dateorder import is_date
from talkfeed.records.fields import EVENTFUL, has_address

if TYPE_CHECKING:
    from collections.abc import Sequence

_FEWEST_ROWS, _FEWEST_COLUMNS = 2, 2
_NAME = re.compile(r"[^\W\d_][\w.'\u2019-]*(?: [^\W\d_][\w.'\u2019-]*){1,3}")
_JOINED = re.compile(r" ?(?:[,;&]|\b(?:and|und|et)\b) ?")
_SHARE = 0.8
_RULES = DateRules(timezone="UTC", language="en")


class Row(NamedTuple):
    """A row, and its first line, counted from 1."""

    cells: list[str]
    line: int


def columns(rows: Sequence[Row]) -> list[str]:
    """Return a name for each column, or none if the rows do not look like a table of talks.

    One column has dates; of the others, the one with the longest texts is the title. An unknown
    column has its number as name.

    >>> columns([Row(["2019-05-06", "Fast boats", "LeedsConf"], 1)] * 2)
    ['date', 'title', 'event']
    """
    width = len(rows[0].cells) if rows else 0
    if len(rows) < _FEWEST_ROWS or width < _FEWEST_COLUMNS:
        return []
    if any(len(row.cells) != width for row in rows):
        return []
    cells = [[row.cells[number].strip() for row in rows] for number in range(width)]
    dates = [
        number for number in range(width) if all(is_date(one, _RULES) for one in cells[number])
    ]
    texts = [number for number in range(width) if number not in dates and _is_text(cells[number])]
    if not dates or not texts:
        return []
    title = max(texts, key=lambda number: mean(map(len, cells[number])))
    names = {dates[0]: "date", title: "title"}
    for number in texts:
        kind = _kind(cells[number])
        if number not in names and kind and kind not in names.values():
            names[number] = kind
    links = [number for number in range(width) if any(map(has_address, cells[number]))]
    for rank, number in enumerate(links, 1):
        names[number] = "url" if rank == 1 else f"link {rank}"
    return [names.get(number, f"column {number + 1}") for number in range(width)]


def _is_text(cells: Sequence[str]) -> bool:
    return any(any(map(str.isalpha, cell)) and not has_address(cell) for cell in cells)


def _kind(cells: Sequence[str]) -> str:
    """Return the field of a column of names of events or people, "" for others."""
    if sum(bool(EVENTFUL.search(cell)) for cell in cells) >= _SHARE * len(cells):
        return "event"
    people = [cell for cell in cells if all(map(_NAME.fullmatch, _JOINED.split(cell)))]
    return "speaker" if len(people) >= _SHARE * len(cells) else ""
