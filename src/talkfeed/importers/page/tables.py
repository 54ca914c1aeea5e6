"""The rows of a table → talks, by the heads of its columns, or by their content."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from talkfeed.importers.page import weights
from talkfeed.importers.page.cell_parts import with_people
from talkfeed.importers.page.clock import is_clock
from talkfeed.importers.page.date_runs import find_dates, read
from talkfeed.importers.page.labels import TEXT_NAMES, begins_abstract, plain_text, role_of_head
from talkfeed.importers.page.line import Line, Span, joined
from talkfeed.importers.page.line_kinds import is_prose
from talkfeed.importers.page.links import role_by_address, role_in
from talkfeed.importers.page.model import SEVERAL, Unit
from talkfeed.importers.page.people import is_named, people
from talkfeed.importers.page.table_shapes import slots, spread, turned
from talkfeed.importers.page.vocabulary import eventness, placeness, titleness
from talkfeed.model.linkkinds import KINDS, OTHER
from talkfeed.text import line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from talkfeed.importers.page.context import Context
    from talkfeed.importers.page.tree import Node

_LINKED = frozenset(row.field for row in KINDS if row.heads and row.field != OTHER)


def read_table(table: Node, context: Context) -> Iterator[Unit]:
    """Yield each row as a line with a hint for the role of each column."""
    rows = [row for row in table.rows if sum(bool(cell.text) for cell in row) > 0]
    heads = table.heads
    filled = {index for row in rows for index, cell in enumerate(row) if cell.text}
    if len(filled) == 1 and not heads:  # a list that is laid out as a table
        cells = (cell for row in rows for cell in row if cell.text)
        yield from (Unit(cell, headed=False, context=context) for cell in cells)
        return
    if not heads and rows and _is_head(rows[0]):
        heads, rows = rows[0], rows[1:]
    if not heads and rows:
        heads, rows = turned(rows)
    heads, rows = spread(heads, rows)
    if programme := slots(heads, rows):
        yield from _slot_units(programme, context)
        return
    if not heads:
        rows = _merged(rows, context)
    width = max(map(len, rows), default=0)
    roles = _roles(heads, rows, width, context)
    if "event" not in roles and _has_sentences(roles, rows):
        roles = ["" if role == "title" else role for role in roles]
    rows, roles = _with_people(rows, roles)
    yield from _row_units(heads, rows, roles, context)


def _with_people(
    rows: list[tuple[Line, ...]], roles: list[str]
) -> tuple[list[tuple[Line, ...]], list[str]]:
    """Mark the speakers in a column of talks, in a table without a column for speakers."""
    if "title" not in roles or "speaker" in roles:
        return rows, roles
    index = roles.index("title")
    cells = with_people([row[index] if index < len(row) else Line("") for row in rows])
    if cells is None:
        return rows, roles
    marked = [
        (*row[:index], cell, *row[index + 1 :]) for row, cell in zip(rows, cells, strict=True)
    ]
    return marked, ["" if role == "title" else role for role in roles]


def _slot_units(cells: Sequence[tuple[Line, Line]], context: Context) -> Iterator[Unit]:
    """Yield each cell of a programme of times and rooms."""
    for cell, room in cells:
        place = room.rows()[0].text if room.text else context.location
        shown = context._replace(location=place)
        yield Unit(cell, headed=False, context=shown)


def _row_units(
    heads: Sequence[Line], rows: Sequence[tuple[Line, ...]], roles: Sequence[str], context: Context
) -> Iterator[Unit]:
    """Yield each row below its year, as a line with hints and an abstract."""
    width = max(map(len, rows), default=0)
    abstracts = {i for i, cell in enumerate(heads) if begins_abstract(cell.text) and not roles[i]}
    date = context.date
    for row in rows:
        filled = [cell for cell in row if cell.text]
        if len(filled) == 1 and width > 1:  # a row across the table: a year, a part
            dates = find_dates(filled[0].text, context.rules)
            date = dates[0].phrase if dates and not dates[0].partial else date
            continue
        columns = zip(roles, row, strict=False)
        texts = tuple(
            (role, plain_text(role, line(cell.text)))
            for role, cell in columns
            if role in TEXT_NAMES
        )
        context = context._replace(date=date)
        told = [cell for i, cell in enumerate(row) if i in abstracts and is_prose(cell)]
        row = tuple(Line("") if cell in told else cell for cell in row)  # noqa: PLW2901
        yield Unit(
            _line(_timed(row, roles, context), roles),
            headed=False,
            context=context,
            texts=texts,
            prose=tuple(told),
        )


def _merged(rows: Sequence[tuple[Line, ...]], context: Context) -> list[tuple[Line, ...]]:
    """Join a row without a date to the dated one above, if most dated rows have one below."""
    dated = [bool(row) and bool(find_dates(row[0].text, context.rules)) for row in rows]
    below = [not cells or not cells[0].text for cells in rows]
    pairs = [one and two for one, two in zip(dated, [*below[1:], False], strict=True)]
    if sum(pairs) < SEVERAL or sum(pairs) * 3 < sum(dated) * 2:
        return list(rows)
    found: list[tuple[Line, ...]] = []
    for index, row in enumerate(rows):
        if index and pairs[index - 1]:
            found[-1] = (*found[-1], *(cell for cell in row if cell.text))
        else:
            found.append(row)
    return found


_AT = re.compile(r"\s(?:at|@|bei|auf|à|en|su|na|op|with|mit|avec)\s$")


def _has_sentences(roles: Sequence[str], rows: Sequence[Sequence[Line]]) -> bool:
    """Return whether the titles of a table are sentences such as "[Title](…) at [Event](…)"."""
    if "title" not in roles:
        return False
    index = roles.index("title")
    cells = [row[index] for row in rows if index < len(row) and row[index].text]
    said = sum(
        any(_AT.search(cell.text[: span.start]) for span in cell.of("link"))
        or any(cell.text.startswith(" at ", span.end) for span in cell.of("link"))
        for cell in cells
    )
    return said * 2 >= len(cells) > 0


def _timed(row: Sequence[Line], roles: Sequence[str], context: Context) -> tuple[Line, ...]:
    """Join the day of a row, or of the heading above, and the time in a column of its own."""
    cells = list(row)
    clock = next((i for i, role in enumerate(roles[: len(cells)]) if role == "time"), None)
    if clock is None or not cells[clock].text:
        return tuple(cells)
    day = next((i for i, role in enumerate(roles[: len(cells)]) if role == "date"), clock)
    date = cells[day].text if day != clock else context.date
    phrase = f"{line(date)} {line(cells[clock].text)}"
    if read(phrase, context.rules) is not None:
        cells[clock] = Line("")
        cells[day] = Line(phrase)
    return tuple(cells)


def _is_head(row: Sequence[Line]) -> bool:
    words = [cell.text.strip(" :*") for cell in row]
    named = sum(bool(role_of_head(word)) for word in words)
    return named > 1 and named * 2 >= sum(map(bool, words))


def _roles(
    heads: Sequence[Line], rows: Sequence[Sequence[Line]], width: int, context: Context
) -> list[str]:
    roles = [role_of_head(cell.text) for cell in heads][:width]
    told = [begins_abstract(cell.text) for cell in heads][:width]
    if any(role == "title" and not is_told for role, is_told in zip(roles, told, strict=True)):
        roles = ["" if is_told else role for role, is_told in zip(roles, told, strict=True)]
    roles += [""] * (width - len(roles))
    columns = [[row[i] for row in rows if i < len(row) and row[i].text] for i in range(width)]
    _settle(roles, columns)
    for kind, role in _ORDER:
        if role in roles or (role == "event" and "time" in roles):
            continue
        open_columns = [i for i, known in enumerate(roles) if not known and columns[i]]
        fits = {i: _fitness(kind, columns[i], context) for i in open_columns}
        best = max(open_columns, key=fits.__getitem__, default=None)
        if best is not None and fits[best] > weights.COLUMNS[role]:
            roles[best] = role
    if "time" in roles and not heads:  # of a programme without heads, the rest are kinds of talk
        roles = [role or "kind" for role in roles]
    return roles


_ORDER = (
    ("time", "time"),
    ("date", "date"),
    ("title", "title"),
    ("named", "speaker"),
    ("event", "event"),
    ("speaker", "speaker"),
    ("location", "location"),
)
"""What columns are looked for, with their role: people whose names are known before events."""


def _settle(roles: list[str], columns: Sequence[Sequence[Line]]) -> None:
    """Decide by content if two columns have a head of the same role."""
    for role, score in (("title", titleness), ("event", eventness)):
        same = [i for i, one in enumerate(roles) if one == role]
        if len(same) > 1:
            best = max(same, key=lambda i: _mean(score, columns[i]))
            for index in same:
                roles[index] = role if index == best else ("" if role == "title" else "location")


def _fitness(role: str, cells: Sequence[Line], context: Context) -> float:
    if role == "date":
        return _mean(
            lambda text: (
                float(bool(find_dates(text, context.rules))) - len(text) / weights.DATE_LENGTH
            ),
            cells,
        )
    if role == "time":
        return _mean(lambda text: float(is_clock(text.strip())), cells)
    if role in _PEOPLE:
        return sum(map(_PEOPLE[role], cells)) / len(cells)
    if role == "title":
        firsts = [cell.text.partition("\n")[0] for cell in cells]
        same = 1 - len(set(firsts)) / len(firsts)
        return sum(map(titleness, firsts)) / len(firsts) + weights.TITLE_CHOICE.same_text * same
    return _mean({"event": eventness, "location": placeness}[role], cells)


def _names_people(cell: Line) -> bool:
    """Return whether a cell is people, or one and an employer."""
    return bool(people(cell.text)) or _names_known(cell)


def _names_known(cell: Line) -> bool:
    """Return whether a cell begins with a person: by a known given name, or set off from a text."""
    first = _EMPLOYED.split(cell.text, maxsplit=1)[0].strip()
    is_set_off = any(
        span.start == 0 and span.end <= len(first) + 1 < len(cell.text)
        for span in cell.of("strong", "em", "link")
    )
    return bool(people(first)) and (is_named(people(first)[0]) or is_set_off)


_EMPLOYED = re.compile(r",|\n|\s\(")
_PEOPLE = {"named": _names_known, "speaker": _names_people}


def _mean(score: object, cells: Sequence[Line]) -> float:
    return sum(score(cell.text) for cell in cells) / len(cells) if cells else -1.0  # type: ignore[operator]


def _line(row: Sequence[Line], roles: Sequence[str]) -> Line:
    """Join the cells of a row, each with the hint of its column."""
    lines = []
    for cell, role in zip(row, roles, strict=False):
        if role in {"kind", "host"} or role in TEXT_NAMES or not (cell.text or cell.spans):
            continue
        lines.append(_hinted(cell, role))
    return joined(lines)


def _titled(cell: Line) -> Line:
    """Mark the title of a cell: its first row up to a link to media, without an abstract below."""
    rows = [*takewhile(lambda row: not begins_abstract(row.text), cell.rows())]
    kept = joined([*rows[:1], *map(_without_sentences, rows[1:])] or [cell])
    first = (rows or [cell])[0]
    links = (span.start for span in first.of("link") if span.start and role_in(first, span))
    end = min([len(first.text), *links])
    end = len(first.text[:end].rstrip(" ([,;|-–—")) or len(first.text)
    hint = Span(0, end, "hint", "title")
    return Line(kept.text.replace("\n", " "), tuple(sorted((*kept.spans, hint))))


_SENTENCE = re.compile(r"[a-z)][.!?](?:\s|$)")


def _without_sentences(row: Line) -> Line:
    """Return only the links of a row below a title if the row is its abstract."""
    is_fact = eventness(row.text) > weights.LIKE_AN_EVENT or bool(people(row.text))
    if is_fact or not _SENTENCE.search(row.text):
        return row
    spans = row.of("link", "media")
    return joined([row.part(span.start, span.end) for span in spans]) if spans else Line("")


def _end_of_name(cell: Line) -> int:
    """Return the end of a name that is set off from the employer after it, 0 without one."""
    ends = (
        span.end
        for span in cell.of("link", "strong")
        if span.start == 0 and span.end < len(cell.text) and people(cell.text[: span.end])
    )
    return next((end for end in ends if not _MORE.match(cell.text[end:])), 0)


_MORE = re.compile(r"\s*(?:[,;&/+]|and\b|und\b|et\b|y\b|e\b)")


def _hinted(cell: Line, role: str) -> Line:
    if role == "title" and cell.text:
        return _titled(cell)
    if role == "speaker" and (end := _end_of_name(cell)):
        hints = (Span(0, end, "hint", role), Span(end + 1, len(cell.text), "hint", "employer"))
        return Line(cell.text.replace("\n", " "), tuple(sorted((*cell.spans, *hints))))
    if role in {"event", "speaker", "location"} and cell.text:
        text = cell.text.replace("\n", " ")
        return Line(text, (*cell.spans, Span(0, len(text), "hint", role)))
    if role in _LINKED:
        spans = [span for span in cell.of("link") if span.value]
        named = (
            Span(span.start, span.end, "link", span.value, role_by_address(span.value) or role)
            for span in spans
        )
        return Line(" " * len(cell.text), tuple(span._replace(end=span.start) for span in named))
    if role in {"date", "time"}:  # "2026", a break, "August" is one date
        return Line(cell.text.replace("\n", " "), cell.spans)
    return cell
