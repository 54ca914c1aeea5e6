"""A talks page in plain text → its talks.

Lines between blank lines are paragraphs; those with a bullet are items, nested by indentation;
a short line without a full stop, alone above others, is a heading. The text of links is all
that is left of them, unless it is an address.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from talkfeed.importers.page.blocks import Block
from talkfeed.importers.page.context import PART, YEAR, Context, kind_of
from talkfeed.importers.page.date_runs import find_dates
from talkfeed.importers.page.labels import role_of_head
from talkfeed.importers.page.language import is_month, rules_of_page
from talkfeed.importers.page.line import Line
from talkfeed.importers.page.line_kinds import is_only_date
from talkfeed.importers.page.parse import text_of
from talkfeed.importers.page.reader import read_tree, with_rest
from talkfeed.importers.page.rows import rows_of_text
from talkfeed.importers.page.tree import build
from talkfeed.records.timestamps import date_rules
from talkfeed.text import line as clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from talkfeed.dates import DateRules
    from talkfeed.model.imported import ImportOptions, ImportResult, SourceInput

KIND = "text"
_BULLET = re.compile(r"(\s*)(?:[-*+•‣◦·–]|\(?\d{1,3}[.)])\s+(?=\S)")
_NUMBERED_MONTH = re.compile(r"\s*\d{1,2}\.\s+([^\W\d_]{3,12})\b")
_RULE = re.compile(r"\s*(?:[=\-_*~#]\s?){3,}\s*")
_SUFFIXES = (".txt", ".text")
_LONGEST_HEAD = 120
_SEARCHED = 1_000
_SENTENCE_END = re.compile(r"[.:;,]$")


def recognise(source: SourceInput) -> float:
    """Score a source by its name and media type; any text may be plain text."""
    if source.files or not source.content or b"\0" in source.content[:4096]:
        return 0.0
    kind = source.media_type.partition(";")[0].strip().lower()
    is_named = source.name.lower().endswith(_SUFFIXES) or kind == "text/plain"
    return 0.5 if is_named else 0.1


def read(source: SourceInput, options: ImportOptions) -> ImportResult:
    """Read all talks of a text, and the parts that may be one."""
    text = text_of(source)
    rules = rules_of_page(date_rules(options), text, options.source_language)
    tree = build(list(_blocks(_paragraphs(text), rules)))
    reading = read_tree(KIND, tree, source, options, language=options.source_language)
    return with_rest(reading._replace(rows=rows_of_text(text)), source)


def _paragraphs(text: str) -> list[list[str]]:
    """Split a text at blank lines and rules."""
    found: list[list[str]] = [[]]
    for row in text.replace("\f", "\n").split("\n"):
        if not row.strip() or _RULE.fullmatch(row):
            found.append([])
        else:
            found[-1].append(row.expandtabs(4))
    return [rows for rows in found if rows]


def _blocks(paragraphs: Sequence[Sequence[str]], rules: DateRules) -> Iterator[Block]:
    """Yield the headings, items and paragraphs."""
    after = [*paragraphs[1:], []][: len(paragraphs)]
    starts = {index for index, rows in enumerate(paragraphs) if _is_record(rows, rules)}
    if len(starts) > 1:
        yield from _recorded(paragraphs, starts, rules)
        return
    lines = [_is_head(rows, below, rules) for rows, below in zip(paragraphs, after, strict=True)]
    for rows, is_head in zip(paragraphs, lines, strict=True):
        if any(_bullet(row) for row in rows):
            yield from _items(rows)
        elif is_head:
            head = _line(rows)
            level = 2 if kind_of(head, rules) in {PART, YEAR} else 3
            yield Block("heading", head, level)
        else:
            yield from (Block("para", part) for part in _line(rows).chunks())


_MOST_ROWS = 6


def _bullet(row: str) -> re.Match[str] | None:
    """Match the bullet of an item; the number in "15. Oktober 2019" is a day."""
    day = _NUMBERED_MONTH.match(row)
    return None if day and is_month(day[1]) else _BULLET.match(row)


def _is_record(rows: Sequence[str], rules: DateRules) -> bool:
    """Return whether a paragraph is a date alone in a row, with a few rows below it."""
    if not 2 <= len(rows) <= _MOST_ROWS or any(_bullet(row) for row in rows):  # noqa: PLR2004
        return False
    return is_only_date(Line(clean(rows[0])), Context(rules))


def _recorded(
    paragraphs: Sequence[Sequence[str]], starts: set[int], rules: DateRules
) -> Iterator[Block]:
    """Yield the blocks of a text, of which some paragraphs are a talk each."""
    for index, rows in enumerate(paragraphs):
        if index in starts:
            yield Block("item", _line(rows), 1)
        elif index < min(starts):
            for row in rows:
                kind = "para" if role_of_head(row.partition(":")[0]) else "heading"
                yield Block(kind, _line([row]), 2)
        else:
            yield from _blocks([rows], rules)


def _is_head(rows: Sequence[str], below: Sequence[str], rules: DateRules) -> bool:
    """Return whether a paragraph is a heading: one short line that is not a sentence."""
    text = clean(" ".join(rows))
    if len(rows) > 1 or not below or len(text) > _LONGEST_HEAD or _SENTENCE_END.search(text):
        return False
    label = text.partition(":")
    if _bullet(rows[0]) or "://" in text or (label[2] and role_of_head(label[0])):
        return False
    if kind_of(Line(text), rules) in {PART, YEAR}:
        return True
    if find_dates(text, rules):
        return text.endswith(")") or bool(_SUFFIXED.search(text))
    return not text.endswith("!") or bool(find_dates(below[0][:_SEARCHED], rules))


_SUFFIXED = re.compile(r", [A-Z][\w. ]* (?:19|20)\d\d$")


def _items(rows: Sequence[str]) -> Iterator[Block]:
    """Yield the items of a list; a row without a bullet continues the item before it."""
    item: list[str] = []
    depths: list[int] = []
    for row in rows:
        match = _bullet(row)
        if match is None:
            item.append(row)
            continue
        if item:
            yield from _item(item, len(depths))
        while depths and depths[-1] > len(match[1]):
            depths.pop()
        if not depths or depths[-1] < len(match[1]):
            depths.append(len(match[1]))
        item = [row[match.end() :]]
    yield from _item(item, len(depths))


def _item(rows: Sequence[str], depth: int) -> Iterator[Block]:
    """Return the blocks of an item, or of the text before the first one."""
    kind = "item" if depth else "para"
    return (Block(kind, part, max(depth, 1)) for part in _line(rows).chunks())


def _line(rows: Sequence[str]) -> Line:
    return Line("\n".join(clean(row) for row in rows)).styled()
