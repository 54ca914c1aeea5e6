"""A workbook of Office Open XML (.xlsx, read by openpyxl) → the talks of its tables.

Every sheet with a header is a table. The value of a formula is the one that was saved last; merged
cells have their value in each row; the address of a linked cell is a column of its own.
"""

from __future__ import annotations

import io
import zipfile
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from talkfeed.errors import Rejected
from talkfeed.importers.common.extras import needed
from talkfeed.importers.common.refused import is_workbook
from talkfeed.limits import MAX_DOCUMENT_BYTES
from talkfeed.model.imported import Unparsed
from talkfeed.records.csvtable import best_header, table
from talkfeed.records.field_names import check_mapping, field_of
from talkfeed.records.fields import FileContext
from talkfeed.records.headless import Row
from talkfeed.records.link_fields import SHOWN
from talkfeed.records.nodes import Record
from talkfeed.records.source_errors import invalid
from talkfeed.records.to_talk import import_result

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openpyxl.worksheet.worksheet import Worksheet

    from talkfeed.model.imported import ImportOptions, ImportResult, SourceInput
    from talkfeed.records.draft import Outcome
    from talkfeed.records.field_names import RecordFields

KIND = "xlsx"
_SURE = 0.95
_TOP = 10
"""Rows at the top among which the header is searched."""
_MOST_CELLS = 1_000_000
_BROKEN = (ArithmeticError, AttributeError, LookupError, OSError, TypeError, ValueError)
"""Exceptions that openpyxl raises on damaged workbooks."""


def recognise(source: SourceInput) -> float:
    """Score a source by the parts that a workbook has."""
    return _SURE * is_workbook(source)


def read(source: SourceInput, options: ImportOptions) -> ImportResult:
    """Read the rows of every sheet with a header.

    Raises:
        Rejected: TF702, it is damaged or no sheet has a header; TF704, it is too large; TF708,
            --map names no column; TF725, openpyxl is not installed.
    """
    outcomes: list[Outcome] = []
    sorted_out: list[RecordFields] = []
    others: list[Outcome] = []
    columns: list[Record] = []
    for sheet in _sheets(source):
        rows = list(_rows(sheet))
        header = best_header({"": rows[:_TOP]}, frozenset(options.mapping.values()))
        if header is None:
            if rows:
                why = "a sheet without a header with columns such as title, date, event"
                others.append(Unparsed(text=sheet.title, why=why, is_talk=False))
            continue
        columns.append(Record(dict.fromkeys(header.cells, "")))
        made, found = table(rows, header, FileContext(options, source.base, sheet.title))
        outcomes.extend(made)
        sorted_out.extend(found)
    if not columns:
        message = f"{source.name} has no sheet with a header with columns such as title and date"
        raise Rejected("TF702", message, "name the columns, e.g. --map title=Subject")
    check_mapping(options.mapping, columns)
    return import_result(KIND, (*outcomes, *others), sorted_out)


def _sheets(source: SourceInput) -> list[Worksheet]:
    instead = "save the table as CSV, and import that"
    openpyxl = needed("openpyxl", "xlsx", source, "a workbook", instead)
    try:
        with zipfile.ZipFile(io.BytesIO(source.content)) as archive:
            size = sum(part.file_size for part in archive.infolist())
        if size > MAX_DOCUMENT_BYTES:
            message = f"{source.name} is larger than {MAX_DOCUMENT_BYTES >> 20} MiB when unpacked"
            raise Rejected("TF704", message, instead)
        workbook = openpyxl.load_workbook(io.BytesIO(source.content), data_only=True)
    except (*_BROKEN, zipfile.BadZipFile) as error:
        raise invalid(source, f"workbook: {error}") from None
    return list(workbook.worksheets)


def _rows(sheet: Worksheet) -> Iterator[Row]:
    """Yield the rows that are not empty, with a further column for each that has links.

    Raises:
        Rejected: TF704, the sheet is too large.
    """
    if sheet.max_row * sheet.max_column > _MOST_CELLS:
        raise Rejected("TF704", f"the sheet '{sheet.title}' has more than {_MOST_CELLS:,} cells")
    merged = {
        (row, column): span.start_cell.value
        for span in sheet.merged_cells.ranges
        for row, column in span.cells
    }
    lines = [
        ([_text(merged.get((one.row, one.column), one.value)) for one in cells], cells)
        for cells in sheet.iter_rows()
    ]
    heads = (values for values, _ in lines[:_TOP] if "title" in map(field_of, values))
    head = next(heads, [])
    fields = {number: field_of(name) for number, name in enumerate(head)}
    linked = [
        number
        for number in fields
        if fields[number] not in SHOWN and any(_address(cells[number]) for _, cells in lines)
    ]
    names = ["url" if fields[one] == "title" else f"{head[one]} (link)" for one in linked]
    for number, (values, cells) in enumerate(lines, 1):
        if any(values):
            addresses = [_address(one) for one in cells]
            shown = [
                addresses[one] if addresses[one] and fields.get(one) in SHOWN else value
                for one, value in enumerate(values)
            ]
            more = names if values is head else [addresses[one] for one in linked]
            yield Row([*shown, *more], number)


def _address(cell: Any) -> str:  # noqa: ANN401  — also cells that are merged
    """Return the address that a cell leads to, "" if its text is that address."""
    link = getattr(cell, "hyperlink", None)
    target = (link.target or "") if link is not None else ""
    return "" if target == str(cell.value).strip() else target


def _text(value: object) -> str:
    """Return the value of a cell as text; a time at midnight is a day."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        is_day = value.time() == time(0)
        return str(value.date()) if is_day else f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:%H:%M}" if isinstance(value, time) else str(value).strip()
