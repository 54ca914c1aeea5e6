"""CSV (RFC 4180, and the dialects of spreadsheets) → a talk or an unparsed part for each row.

Delimiter, encoding and header row are detected: of the first rows, the header is the one with the
most known column names. Without a header the fields of the columns are guessed from their cells.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from talkfeed.errors import Rejected
from talkfeed.model.imported import HEADLESS, Unparsed
from talkfeed.named_tuple import NamedTuple
from talkfeed.records.dateorder import in_shown_order
from talkfeed.records.field_names import check_mapping, field_of, sort
from talkfeed.records.fields import FileContext
from talkfeed.records.headless import Row, columns
from talkfeed.records.nodes import Record, decoded
from talkfeed.records.rooms import with_rooms
from talkfeed.records.source_errors import check_size
from talkfeed.records.to_talk import import_result, outcome
from talkfeed.records.video_titles import with_doubt, with_speakers
from talkfeed.text import line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from talkfeed.model.imported import ImportOptions, ImportResult, SourceInput
    from talkfeed.records.draft import Outcome
    from talkfeed.records.field_names import RecordFields

KIND = "csv"
OPEN_QUOTES = "check for quotes that are not closed"
DELIMITERS = (",", ";", "\t", "|")
_SURE, _GUESSED, _NAMED = 0.75, 0.6, 0.55
"""Whatever is named a table is no page, and scores the last."""
_DATES = frozenset(("date", "start"))
_SAMPLE, _SHOWN = 20_000, 80
_TOP = 10
"""Rows at the top among which the header is searched."""
_FEWEST_KNOWN = 2
"""Known columns that a header needs."""


class Header(NamedTuple):
    """A header: its place among the rows (-1 if there is none), its cells, and the delimiter."""

    place: int
    cells: list[str]
    delimiter: str


def recognise(source: SourceInput) -> float:
    """Score a source by whether it has a header with names of talk fields, or a table's form."""
    if source.files or source.content[:1] in {b"{", b"[", b"<"}:
        return 0.0
    header = header_of(decoded(replace(source, content=source.content[:_SAMPLE])), frozenset())
    if header is None:
        return _NAMED * source.name.lower().endswith((".csv", ".tsv"))
    return _GUESSED if header.place < 0 else _SURE


def read(source: SourceInput, options: ImportOptions) -> ImportResult:
    """Read every row of a table.

    Raises:
        Rejected: TF702, it has no known header; TF704, it is too large; TF708, --map names no
            column.
    """
    check_size(source)
    written = decoded(source)
    header = header_of(written, frozenset(options.mapping.values()))
    if header is None:
        first = next(rows_of(written, ","), Row([], 0))
        seen = f", but {line(', '.join(first.cells))[:_SHOWN]}" if first.cells else ""
        message = f"{source.name} has no header with columns such as title, date, event{seen}"
        hint = "name the columns, e.g. --map title=Subject, or count them: --map title=3"
        raise Rejected("TF702", message, hint)
    check_mapping(options.mapping, [Record(dict.fromkeys(header.cells, ""))])
    rows = list(rows_of(written, header.delimiter))
    outcomes, sorted_out = table(rows, header, FileContext(options, source.base))
    return import_result(KIND, outcomes, sorted_out)


def table(
    rows: Sequence[Row], header: Header, context: FileContext
) -> tuple[list[Outcome], list[RecordFields]]:
    """Read the rows of a table below its header: the outcome of each, and its sorted fields."""
    return in_shown_order(
        lambda options: _table(rows, header, context._replace(options=options)), context.options
    )


def _table(
    rows: Sequence[Row], header: Header, context: FileContext
) -> tuple[list[Outcome], list[RecordFields]]:
    why = "above the header"
    outcomes: list[Outcome] = [
        Unparsed(text=line(" ".join(row.cells)), why=why, is_talk=False, line=row.line)
        for row in rows[: max(header.place, 0)]
    ]
    if header.place < 0 and not context.options.mapping:
        shown = ", ".join(header.cells)
        outcomes.append(Unparsed(text=shown, why=HEADLESS, is_talk=False))
    mapping = context.options.mapping or _of_events(header)
    parts: list[Record | Unparsed] = []
    for row in rows[header.place + 1 :]:
        if counts := too_long(row, header):
            why = f"{counts}: {OPEN_QUOTES}"
            shown = line(" | ".join(row.cells))
            parts.append(Unparsed(text=shown, why=why, where=context.where, line=row.line))
        else:
            parts.append(Record(dict(zip(header.cells, row.cells, strict=False)), row.line))
    rows_ = with_rooms(sort(one, mapping) for one in parts if isinstance(one, Record))
    sorted_out = with_speakers(rows_, context.options)
    left = iter(sorted_out)
    for one in parts:
        if isinstance(one, Record):
            found = next(left)
            outcomes.append(with_doubt(outcome(found, context, line_number=one.line), found))
        else:
            outcomes.append(one)
    return outcomes, sorted_out


def too_long(row: Row, header: Header) -> str:
    """Return the numbers of cells and columns if a row has texts in more cells; else ""."""
    if not any(map(str.strip, row.cells[len(header.cells) :])):
        return ""
    return f"{len(row.cells)} cells, but {len(header.cells)} columns"


def _of_events(header: Header) -> dict[str, str]:
    """Map name and page of a table of events, which has no other titles, to those of talks."""
    fields = {field_of(cell): cell for cell in reversed(header.cells)}
    if "title" in fields:
        return {}
    pairs = (("title", "event"), ("url", "eventurl"), ("location", "venue"))
    return {field: fields[known] for field, known in pairs if known in fields}


def header_of(written: str, named: frozenset[str]) -> Header | None:
    """Find the header of a text: of all delimiters and first rows, the best one.

    A table without a header has numbered columns if `named`, the columns of the user's mapping, are
    numbers; else the fields of its columns are guessed.
    """
    top = "\n".join(written.split("\n")[: 3 * _TOP])
    tables = {delimiter: list(islice(rows_of(top, delimiter), _TOP)) for delimiter in DELIMITERS}
    best = best_header(tables, named)
    if best is not None:
        return best
    if named and all(map(str.isdecimal, named)):
        width, delimiter = max((len(rows[0].cells), one) for one, rows in tables.items() if rows)
        return Header(-1, [str(number + 1) for number in range(width)], delimiter)
    guesses = ((columns(rows), one) for one, rows in tables.items() if not named)
    return next((Header(-1, cells, one) for cells, one in guesses if cells), None)


def best_header(
    tables: Mapping[str, Sequence[Row]], named: frozenset[str] = frozenset()
) -> Header | None:
    """Return the row with the most known columns, of the first rows by each delimiter."""
    rows = [
        Header(index, _unique(row.cells), delimiter)
        for delimiter, first_rows in tables.items()
        for index, row in enumerate(first_rows)
    ]
    counted = [
        (len(fields - {""}) + len(named.intersection(row.cells)), -row.place, row)
        for row in rows
        for fields in [{field_of(cell) for cell in row.cells}]
        if "title" in fields
        or not named.isdisjoint(row.cells)
        or ("event" in fields and not _DATES.isdisjoint(fields))
    ]
    known, _, best = max(counted, key=lambda each: each[:2], default=(0, 0, None))
    return best if known >= _FEWEST_KNOWN else None


def _unique(cells: list[str]) -> list[str]:
    """Number columns with the same name or none, so that each name is unique."""
    found: dict[str, None] = {}
    counts: Counter[str] = Counter()
    for number, cell in enumerate(map(line, cells), start=1):
        name = cell or f"column {number}"
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
