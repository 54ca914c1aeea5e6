"""The rows of a table of an unusual shape → rows with one talk each, and a head for each column.

A table may have a label in each row ("Title | Feeds"), or several in the head of a column, one
below the other ("Speaker", "Affiliation", "Date").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.importers.page.clock import is_clock
from talkfeed.importers.page.labels import role_of_head
from talkfeed.importers.page.line import Line, joined

if TYPE_CHECKING:
    from collections.abc import Sequence

Row = tuple[Line, ...]
_PAIR = 2


def turned(rows: Sequence[Row]) -> tuple[Row, list[Row]]:
    """Return the heads and the rows of a table with a label in the first cell of each row.

    The first label begins a talk; without such labels, there are no heads.
    """
    roles = [role_of_head(row[0].text) for row in rows]
    known = {role for role in roles if role}
    is_turned = (
        all(len(row) == _PAIR for row in rows)
        and "title" in known
        and known & {"date", "speaker"}
        and sum(map(bool, roles)) * 2 > len(rows)
    )
    if not is_turned:
        return (), list(rows)
    labels = [row[0].text for row in rows]
    heads = tuple({row[0].text: row[0] for row in reversed(rows)}.values())[::-1]
    starts = [index for index, label in enumerate(labels) if label == labels[0]]
    talks = []
    for start, stop in zip(starts, [*starts[1:], len(rows)], strict=True):
        cells = {row[0].text: row[1] for row in rows[start:stop]}
        talks.append(tuple(cells.get(head.text, Line("")) for head in heads))
    return heads, talks


def spread(heads: Row, rows: Sequence[Row]) -> tuple[Row, list[Row]]:
    """Split each column whose head has several labels, and the cells that have as many lines."""
    parts = [_labels(head) for head in heads]
    if all(len(part) == 1 for part in parts):
        return heads, list(rows)
    wide = tuple(label for part in parts for label in part)
    return wide, [
        tuple(
            cell
            for index, whole in enumerate(row)
            for cell in _cells(whole, len(parts[index]) if index < len(parts) else 1)
        )
        for row in rows
    ]


def slots(heads: Row, rows: Sequence[Row]) -> list[tuple[Line, Line]]:
    """Return the slots of a programme of times and rooms, each with the name of its room.

    Each begins with its time. The list is empty for a table of another kind.
    """
    timed = [row for row in rows if len(row) > _PAIR and is_clock(row[0].text.strip())]
    filled = [sum(bool(cell.text) for cell in row[1:]) for row in timed]
    known = {role_of_head(head.text) for head in heads[1:]}
    if len(timed) < _PAIR or known & {"title", "speaker", "date", "event"}:
        return []
    several = sum(one >= _PAIR for one in filled)
    if not _are_alike([[row[i] for row in timed if i < len(row)] for i in range(1, len(timed[0]))]):
        return []  # columns of speakers, of kinds such as "Keynote"
    if len(timed) * 2 < len(rows) or several < _PAIR or several * 2 < len(timed):
        return []
    return [
        (joined([row[0], cell]), heads[index] if index < len(heads) else Line(""))
        for row in timed
        for index, cell in enumerate(row)
        if index and cell.text
    ]


def _are_alike(columns: Sequence[Sequence[Line]]) -> bool:
    """Return whether the cells of all columns have about the same number of words."""
    words = [[len(cell.text.split()) for cell in cells if cell.text] for cells in columns]
    means = [sum(counts) / len(counts) for counts in words if counts]
    return max(means) <= min(means) * 2


def _labels(head: Line) -> list[Line]:
    rows = [row for row in head.rows() if row.text]
    known = sum(bool(role_of_head(row.text)) for row in rows)
    return rows if known >= _PAIR and known == len(rows) else [head]


def _cells(cell: Line, count: int) -> list[Line]:
    if count == 1:
        return [cell]
    rows = [row for row in cell.rows() if row.text]
    if len(rows) < count:
        return [cell, *(Line("") for _ in range(count - 1))]
    return [*rows[: count - 1], joined(rows[count - 1 :])]
