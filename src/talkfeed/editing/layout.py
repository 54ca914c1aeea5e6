"""A talks file → the same content in canonical layout, keys in the order of the reference.

Keys are indented by two spaces, there is a blank line between talks except those in flow style, and
no line ends in spaces. Values, quotes and comments are unchanged: a comment at the end of a line
stays there, one above a key moves with it, and one indented like the end of a talk stays at its
end. Formatting is idempotent.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from talkfeed.deliveries.plain import plain
from talkfeed.editing.document import make_document
from talkfeed.editing.rows import (
    Chunk,
    Gap,
    Note,
    block_text,
    ended,
    indented,
    joined,
    note_of,
    split_notes,
    texts,
)
from talkfeed.editing.spans import CANNOT, spans
from talkfeed.editing.splicing import comments
from talkfeed.editing.writing import STEP
from talkfeed.errors import InvalidData, Rejected
from talkfeed.schema import (
    BREAK,
    CALL,
    CHANGE,
    CHANNELS,
    DEFAULTS,
    EVENT,
    EVENT_PROFILE,
    FEED,
    GIVEN,
    LINK,
    LOCATION,
    PERSON,
    PROFILE,
    RULE,
    SERIES,
    SOURCE,
    SPEAKER,
    TALK,
    THEME,
    Kind,
    Table,
)

if TYPE_CHECKING:
    from talkfeed.editing.document import Document
    from talkfeed.editing.spans import Span
    from talkfeed.model.imported import Plain

_ROOT, _DAYS = "root", "days"
"""The mapping of a whole file, and that of the changes of a series, whose keys are days."""
_PARTS: dict[Kind, Table | str] = {
    Kind.PEOPLE: PERSON,
    Kind.SPEAKERS: SPEAKER,
    Kind.EVENT: EVENT,
    Kind.CALL: CALL,
    Kind.LOCATION: LOCATION,
    Kind.LINKS: LINK,
    Kind.GIVEN: GIVEN,
    Kind.CHANNELS: CHANNELS,
    Kind.THEME: THEME,
    Kind.DEFAULTS: DEFAULTS,
    Kind.RULES: RULE,
    Kind.BREAKS: BREAK,
    Kind.CHANGES: _DAYS,
}
_AT_TOP = {
    "feed": FEED,
    "people": PROFILE,
    "events": EVENT_PROFILE,
    "series": SERIES,
    "talks": TALK,
}
_BREAK = re.compile(r"\r\n|\n|\r")


def lay_out(document: Document, part: str = "talks") -> str:
    """Return the text of a file in canonical layout; a list is the `part` of a talks file.

    Raises:
        Rejected: TF712, something in it would be lost.
    """
    whole = spans(document.clean)
    if whole is None or document.root is None:
        return document.text
    lines = _Layout(document, _AT_TOP[part]).file(whole)
    text = document.line_end.join((*lines, ""))
    reject_loss(document, text)
    return text


def reject_loss(document: Document, text: str) -> None:
    """Check that a new text has the same values and comments.

    Raises:
        Rejected: TF712, it does not.
    """
    try:
        after = make_document(document.path, text)
    except InvalidData:
        after = None
    if after is None or _content(document) != _content(after):
        hint = "format it by hand, or write its keys and comments on lines of their own"
        raise Rejected(CANNOT, f"{document.path} cannot be formatted without a loss", hint)


def _content(document: Document) -> tuple[Plain | None, list[str]]:
    """Return the values of a file, and its comments without their order."""
    values = None if document.root is None else _stripped(plain(document.root))
    whole = spans(document.clean)
    found = comments(document.clean, whole, 0, len(document.clean)) if whole else []
    return values, sorted(found)


def _stripped(value: Plain) -> Plain:
    """Remove line ends at the end of strings, which talks do not have."""
    if isinstance(value, str):
        return value.rstrip("\n")
    if isinstance(value, Mapping):
        return {key: _stripped(each) for key, each in value.items()}
    return [_stripped(each) for each in value]


class _Layout:
    """The layout of one file; methods return lines indented relative to their parent."""

    def __init__(self, document: Document, table: Table) -> None:
        self._document = document
        self._text = document.clean
        self._table = table

    def file(self, whole: Span) -> list[str]:
        """Return the lines of a file; those above the first key stay at the top."""
        begin = (
            self._begins(whole)[0] if whole.kind != "text" and not whole.is_flow else whole.start
        )
        head = self._between(0, begin, is_head=True).notes
        split = max((number + 1 for number, note in enumerate(head) if not note.text), default=0)
        is_root = whole.kind == "map" and _AT_TOP.keys() & {key.text for key, _ in whole.pairs}
        after = self._between(whole.end, len(self._text))
        top = [note.text for note in head[:split]]
        return [
            *top,
            *self._lines(whole, _ROOT if is_root else self._table, Gap("", head[split:]), after),
        ]

    # --- gaps -----------------------------------------------------------------------------------

    def _between(self, start: int, stop: int, *, is_head: bool = False) -> Gap:
        """Parse the text between two values; its last line belongs to the second.

        Raises:
            Rejected: TF712, it is not only comments; the head of a file may have other text.
        """
        first, *lines = _BREAK.split(self._text[start:stop])
        lines = [first, *lines] if is_head else lines
        whole = lines if stop == len(self._text) else lines[:-1]
        notes = tuple(map(note_of, whole))
        ending = "" if is_head else first.rstrip()
        for text in () if is_head else (ending.lstrip(), *(note.text for note in notes)):
            if text and not text.startswith("#"):
                raise Rejected(CANNOT, f"'{text}' cannot be formatted", "format it by hand")
        return Gap(ending, notes)

    def _column(self, offset: int) -> int:
        return offset - self._document.line_start(offset)

    def _begins(self, span: Span) -> list[int]:
        """Return the offsets of the children of a block: of their keys, or dashes."""
        if span.kind == "map":
            return [key.start for key, _ in span.pairs]
        column = self._column(span.start)
        return [self._dash(item, column) for item in span.items]

    def _dash(self, item: Span, column: int) -> int:
        for number in range(self._document.line(item.start), 0, -1):
            start = self._document.starts[number - 1]
            if not self._text[start : start + column].strip() and self._text.startswith(
                "-", start + column
            ):
                return start + column
        raise Rejected(CANNOT, "a list begins on the line of another", "format it by hand")

    # --- values ---------------------------------------------------------------------------------

    def _lines(self, span: Span, table: _Table, lead: Gap, after: Gap) -> list[str]:
        """Return the lines of a value, and of the gaps before and after it."""
        table = _table_of(span, table)
        if span.kind in {"text", "nothing"} or span.is_flow:
            value = self._value(span, table, self._column(span.start))
            return [*texts(lead.notes), *ended(value, after.ending), *texts(after.notes)]
        begins = self._begins(span)
        values = [value for _, value in span.pairs] or [*span.items]
        notes, chunks = lead.notes, []
        for number, child in enumerate(values):
            is_last = number + 1 == len(values)
            gap = after if is_last else self._between(child.end, begins[number + 1])
            key = span.pairs[number][0] if span.pairs else None
            lines, rest = self._child(begins[number], key, child, _part(table, key), gap)
            chunks.append(Chunk(key.text if key else "", notes, lines, child.is_flow))
            notes = rest
        chunks.sort(key=lambda chunk: _rank(chunk.key, table))
        is_wide = table == _ROOT or (span.kind == "list" and table is self._table)
        return joined(chunks, notes, is_wide=is_wide)  # blank lines between sections and talks

    def _child(
        self, begin: int, key: Span | None, value: Span, table: _Table, gap: Gap
    ) -> tuple[list[str], tuple[Note, ...]]:
        """Return the lines of a key or a dash with its value, and the notes that follow them."""
        name = f"{self._text[key.start : key.end]}:" if key else "-"
        if value.kind in {"text", "nothing"} or value.is_flow:
            lines = self._value(value, table, self._column(begin))
            first, *more = lines
            return ended([f"{name} {first}".rstrip(), *more], gap.ending), gap.notes
        inner = self._text.index(":", key.end) + 1 if key else begin + 1
        lead = self._between(inner, self._begins(value)[0])
        mine, rest = split_notes(gap.notes, self._column(value.start))
        if key:
            body = self._lines(value, table, Gap("", lead.notes), Gap(gap.ending, mine))
            return [name + lead.ending, *indented(body)], rest
        lead_notes = (
            (Note(0, lead.ending.strip()), *lead.notes) if lead.ending.strip() else lead.notes
        )
        body = self._lines(value, table, Gap("", lead_notes), Gap(gap.ending, mine))
        above = next((n for n, line in enumerate(body) if not line.startswith("#")), 0)
        first, *more = body[above:]
        return [*body[:above], f"- {first}", *indented(more)], rest

    def _value(self, span: Span, table: _Table, column: int) -> list[str]:
        """Return the lines of a scalar or a flow value; `column` is that of its key."""
        written = _BREAK.split(self._text[span.start : span.end])
        if span.style in {"|", ">"}:
            return block_text(written, column)
        if span.is_flow and len(written) == 1:
            return [self._flow(span, table)]
        shift = STEP if not span.is_flow else 0
        first, *lines = written
        kept = (max(STEP, len(line) - len(line.lstrip()) - column) for line in lines)
        return [
            first.rstrip(),
            *(
                " " * (shift or width) + line.strip() if line.strip() else ""
                for line, width in zip(lines, kept, strict=True)
            ),
        ]

    def _flow(self, span: Span, table: _Table) -> str:
        """Return a flow value on one line, its keys in order."""
        table = _table_of(span, table)
        if span.kind == "text":
            return self._text[span.start : span.end]
        if any(each.kind == "nothing" for each in span.walk()):
            return self._text[span.start : span.end]
        if span.kind == "list":
            return f"[{', '.join(self._flow(item, table) for item in span.items)}]"
        pairs = sorted(span.pairs, key=lambda pair: _rank(pair[0].text, table))
        inner = (
            f"{self._text[key.start : key.end]}: {self._flow(value, _part(table, key))}"
            for key, value in pairs
        )
        return "{" + ", ".join(inner) + "}"


# --- tables -------------------------------------------------------------------------------------

_Table = Table | str | None


def _table_of(span: Span, table: _Table) -> _Table:
    """Return the table of a mapping; an item of the list of talks may name files instead."""
    is_source = table is TALK and any(key.text == "from" for key, _ in span.pairs)
    return SOURCE if is_source else table


def _part(table: _Table, key: Span | None) -> _Table:
    """Return the table of the value of a key; items have that of their list."""
    if key is None or table is None:
        return table
    if isinstance(table, str):
        return CHANGE if table == _DAYS else _AT_TOP.get(key.text)
    field = table.by_name().get(key.text)
    return _PARTS.get(field.kind) if field else None


def _rank(key: str, table: _Table) -> int:
    if table is None or table == _DAYS:
        return 0
    names = [*_AT_TOP] if isinstance(table, str) else [each.name for each in table.fields]
    return names.index(key) if key in names else len(names)
