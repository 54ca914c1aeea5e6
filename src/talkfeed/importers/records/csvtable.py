"""Tables as text (CSV, RFC 4180, and what spreadsheets make of it) → talks.

Delimiter, encoding and the line of heads are found by content: that of the first lines with the
most heads that are known. Every row below becomes a talk or an unparsed part.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from typing import TYPE_CHECKING

from talkfeed.errors import Rejected
from talkfeed.importers.common.json_values import check_size
from talkfeed.importers.records.field_names import check_mapping, sort, word_of
from talkfeed.importers.records.fields import Frame
from talkfeed.importers.records.nodes import Record, decoded
from talkfeed.importers.records.talklist import import_result
from talkfeed.importers.records.to_talk import outcome
from talkfeed.model.imported import Unparsed
from talkfeed.named_tuple import NamedTuple
from talkfeed.text import line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from talkfeed.importers.common.draft import Outcome
    from talkfeed.importers.records.field_names import Sorted
    from talkfeed.model.imported import ImportOptions, ImportResult, SourceInput

KIND = "csv"
DELIMITERS = (",", ";", "\t", "|")
_SURE = 0.75
_SAMPLE = 20_000
_TOP = 10
"""Lines at the top among which the heads may stand."""
_FEW = 2


class Row(NamedTuple):
    """A row and the lines it takes up, counted from 1."""

    cells: list[str]
    first: int
    last: int


class Heads(NamedTuple):
    """The line of heads: its place among the rows, its cells, and the delimiter."""

    place: int
    cells: list[str]
    delimiter: str


def recognise(source: SourceInput) -> float:
    """Tell how much a source looks like a table of talks."""
    if source.files or source.content[:1] in {b"{", b"[", b"<"}:
        return 0.0
    return _SURE if _heads(decoded(source.content[:_SAMPLE]), frozenset()) else 0.0


def read(source: SourceInput, options: ImportOptions) -> ImportResult:
    """Read every row of a table.

    Raises:
        Rejected: TF702, it has no line of heads that are known; TF704, it is too large; TF708,
            --map names no column.
    """
    check_size(source)
    written = decoded(source.content)
    named = frozenset(options.mapping.values())
    heads = _heads(written, named) or _numbered(written, named)
    if heads is None:
        message = f"{source.name} has no line of heads such as title, date, event"
        hint = "name the columns, e.g. --map title=Subject, or count them: --map title=3"
        raise Rejected("TF702", message, hint)
    rows = list(_rows(written, heads.delimiter))
    frame = Frame(options, source.base)
    outcomes: list[Outcome] = [_above(row) for row in rows[: max(heads.place, 0)]]
    sorted_out: list[Sorted] = []
    records = [_record(row, heads.cells) for row in rows[heads.place + 1 :]]
    check_mapping(options.mapping, [Record(dict.fromkeys(heads.cells, ""))])
    for record in records:
        if isinstance(record, Unparsed):
            outcomes.append(record)
        else:
            sorted_out.append(sort(record, options.mapping))
            outcomes.append(outcome(sorted_out[-1], frame, line_number=record.line))
    return import_result(KIND, outcomes, sorted_out)


def _heads(written: str, named: frozenset[str]) -> Heads | None:
    """Find the line of heads: of all delimiters, the one that makes most cells known."""
    found = [heads for delimiter in DELIMITERS for heads in _candidates(written, delimiter, named)]
    best = max(found, key=lambda heads: (_known(heads.cells, named), -heads.place), default=None)
    return best if best and _known(best.cells, named) >= _FEW else None


def _numbered(written: str, named: frozenset[str]) -> Heads | None:
    """Number the columns of a table without heads, if that is how the user names them."""
    if not named or not all(map(str.isdecimal, named)):
        return None
    tops = [next(_rows(written, delimiter), Row([], 0, 0)).cells for delimiter in DELIMITERS]
    width, delimiter = max((len(top), each) for top, each in zip(tops, DELIMITERS, strict=True))
    return Heads(-1, [str(number + 1) for number in range(width)], delimiter)


def _candidates(written: str, delimiter: str, named: frozenset[str]) -> Iterator[Heads]:
    top = "\n".join(written.split("\n")[: 3 * _TOP])
    for index, row in enumerate(_rows(top, delimiter)):
        if index == _TOP:
            return
        cells = _unique(row.cells)
        known = {word_of(cell) for cell in cells}
        if "title" in known or not named.isdisjoint(cells):
            yield Heads(index, cells, delimiter)


def _known(cells: list[str], named: frozenset[str]) -> int:
    return len({word_of(cell) for cell in cells} - {""}) + len(named.intersection(cells))


def _unique(cells: list[str]) -> list[str]:
    """Number heads that occur several times, so that each has a name of its own."""
    found: dict[str, None] = {}
    counts: Counter[str] = Counter()
    for cell in map(line, cells):
        name = cell
        while name in found:
            counts[cell] += 1
            name = f"{cell}#{counts[cell]}"
        found[name] = None
    return list(found)


def _rows(written: str, delimiter: str) -> Iterator[Row]:
    """List the rows that hold something.

    Raises:
        Rejected: TF702, a cell is larger than any text.
    """
    reader = csv.reader(io.StringIO(written), delimiter=delimiter, skipinitialspace=True)
    last = 0
    try:
        for cells in reader:
            if any(map(str.strip, cells)):
                yield Row(cells, last + 1, reader.line_num)
            last = reader.line_num
    except csv.Error as error:
        raise Rejected("TF702", f"line {reader.line_num} of the table: {error}") from error


def _above(row: Row) -> Unparsed:
    shown = line(" ".join(row.cells))
    return Unparsed(text=shown, why="stands above the heads", is_talk=False, line=row.first)


def _record(row: Row, heads: list[str]) -> Record | Unparsed:
    """Put the cells of a row under their heads; more cells than heads are a slip of quotes."""
    if any(map(str.strip, row.cells[len(heads) :])):
        why = (
            f"{len(row.cells)} cells under {len(heads)} heads: look for quotes that are not closed"
        )
        return Unparsed(text=line(" | ".join(row.cells)), why=why, line=row.first)
    return Record(dict(zip(heads, row.cells, strict=False)), row.first)
