"""CSV (RFC 4180, and the dialects of spreadsheets) → a talk or an unparsed part for each row.

Delimiter, encoding and header row are detected: of the first rows, the header is the one with the
most known column names.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

from talkfeed.errors import Rejected
from talkfeed.model.imported import Unparsed
from talkfeed.named_tuple import NamedTuple
from talkfeed.records.field_names import check_mapping, field_of, sort
from talkfeed.records.fields import FileContext
from talkfeed.records.json_values import check_size
from talkfeed.records.nodes import Record, decoded
from talkfeed.records.talklist import import_result
from talkfeed.records.to_talk import outcome
from talkfeed.text import line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from talkfeed.model.imported import ImportOptions, ImportResult, SourceInput
    from talkfeed.records.draft import Outcome
    from talkfeed.records.field_names import RecordFields

KIND = "csv"
DELIMITERS = (",", ";", "\t", "|")
_SURE = 0.75
_SAMPLE = 20_000
_TOP = 10
"""Rows at the top among which the header is searched."""
_FEWEST_KNOWN = 2
"""Known columns that a header needs."""


class Row(NamedTuple):
    """A row, and its first line, counted from 1."""

    cells: list[str]
    line: int


class Header(NamedTuple):
    """A header: its place among the rows (-1 if there is none), its cells, and the delimiter."""

    place: int
    cells: list[str]
    delimiter: str


def recognise(source: SourceInput) -> float:
    """Score a source by whether it has a header with names of talk fields."""
    if source.files or source.content[:1] in {b"{", b"[", b"<"}:
        return 0.0
    return _SURE if header_of(decoded(source.content[:_SAMPLE]), frozenset()) else 0.0


def read(source: SourceInput, options: ImportOptions) -> ImportResult:
    """Read every row of a table.

    Raises:
        Rejected: TF702, it has no known header; TF704, it is too large; TF708, --map names no
            column.
    """
    check_size(source)
    written = decoded(source.content)
    named = frozenset(options.mapping.values())
    header = header_of(written, named)
    if header is None:
        message = f"{source.name} has no header with columns such as title, date, event"
        hint = "name the columns, e.g. --map title=Subject, or count them: --map title=3"
        raise Rejected("TF702", message, hint)
    check_mapping(options.mapping, [Record(dict.fromkeys(header.cells, ""))])
    rows = list(rows_of(written, header.delimiter))
    context = FileContext(options, source.base)
    outcomes: list[Outcome] = [
        Unparsed(
            text=line(" ".join(row.cells)), why="above the header", is_talk=False, line=row.line
        )
        for row in rows[: max(header.place, 0)]
    ]
    sorted_out: list[RecordFields] = []
    for row in rows[header.place + 1 :]:
        if any(map(str.strip, row.cells[len(header.cells) :])):
            counts = f"{len(row.cells)} cells, but {len(header.cells)} columns"
            why = f"{counts}: check for quotes that are not closed"
            outcomes.append(Unparsed(text=line(" | ".join(row.cells)), why=why, line=row.line))
        else:
            record = Record(dict(zip(header.cells, row.cells, strict=False)), row.line)
            sorted_out.append(sort(record, options.mapping))
            outcomes.append(outcome(sorted_out[-1], context, line_number=record.line))
    return import_result(KIND, outcomes, sorted_out)


def header_of(written: str, named: frozenset[str]) -> Header | None:
    """Find the header: of all delimiters and first rows, the one with the most known columns.

    A table without a header has numbered columns if `named`, the columns of the user's mapping, are
    numbers.
    """
    top = "\n".join(written.split("\n")[: 3 * _TOP])
    rows = [
        Header(index, _unique(row.cells), delimiter)
        for delimiter in DELIMITERS
        for index, row in enumerate(islice(rows_of(top, delimiter), _TOP))
    ]
    counted = [
        (len(fields - {""}) + len(named.intersection(row.cells)), -row.place, row)
        for row in rows
        for fields in [{field_of(cell) for cell in row.cells}]
        if "title" in fields or not named.isdisjoint(row.cells)
    ]
    known, _, best = max(counted, key=lambda each: each[:2], default=(0, 0, None))
    if best and known >= _FEWEST_KNOWN:
        return best
    if not named or not all(map(str.isdecimal, named)):
        return None
    widths = [(len(next(rows_of(written, one), Row([], 0)).cells), one) for one in DELIMITERS]
    width, delimiter = max(widths)
    return Header(-1, [str(number + 1) for number in range(width)], delimiter)


def _unique(cells: list[str]) -> list[str]:
    """Number repeated column names, so that each is unique."""
    found: dict[str, None] = {}
    counts: Counter[str] = Counter()
    for cell in map(line, cells):
        name = cell
        while name in found:
            counts[cell] += 1
            name = f"{cell}#{counts[cell]}"
        found[name] = None
    return list(found)


def rows_of(written: str, delimiter: str) -> Iterator[Row]:
    """Yield the rows that are not empty.

    Raises:
        Rejected: TF702, a cell is too large.
    """
    reader = csv.reader(io.StringIO(written), delimiter=delimiter, skipinitialspace=True)
    last = 0
    try:
        for cells in reader:
            if any(map(str.strip, cells)):
                yield Row(cells, last + 1)
            last = reader.line_num
    except csv.Error as error:
        raise Rejected("TF702", f"line {reader.line_num} of the table: {error}") from error
