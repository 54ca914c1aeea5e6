"""The lines of YAML that cannot be read → the slips that can be seen in them, and what was meant.

A parser notices a quote that is not closed, or a dash without a space, only further down. So the
lines above its complaint are looked at first, by a table of slips. Each has a hint that shows the
line as it should be, and the same line stands in while the rest of the file is checked.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from talkfeed.named_tuple import NamedTuple
from talkfeed.talksfile.columns import (
    BLOCK,
    DASHES,
    KEY,
    KEY_LINE,
    above,
    below,
    expected,
    indent,
    is_dash,
    is_told,
    key_column,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class Slip(NamedTuple):
    """A fault in plain words: line and column counted from 1, message and hint.

    `mended` are lines as they were probably meant, each with its number counted from 0; empty if
    that cannot be known.
    """

    line: int
    column: int
    message: str
    hint: str
    mended: tuple[tuple[int, str], ...] = ()
    code: str = "TF103"


# Texts, which `re` compiles when there is a fault to explain.
_FIELD = rf"{KEY_LINE}\s+(?P<text>\S.*)"
_ENTRY = rf"(?P<before>\s*)(?P<key>{KEY}):\s+(?P<text>\S.*)"
_ITEM = r"(?P<before>\s*+(?:- +)++)(?P<text>\S.*)"
_ODD = r"[^\S \n]|[\u200b-\u200d\u2060]"
_ODD_INDENT = rf"[ ]*+(-?)[ ]*+(\t|(?:{_ODD})(?=(?:\s|{_ODD})*+(?:- |{KEY}:)))(?:\s|{_ODD})*+(?=\S)"
_NO_DASH = rf"(\s*+)(-(?! )|[{DASHES}]\s*+)({KEY}:(?:\s.*)?)$"
_WIDE_COLON = r"(\s*+(?:- +)*+)([A-Za-z][\w-]*+)[：﹕︓꞉∶]\s*+(.*)"  # noqa: RUF001
_GLUED = rf"(\s*+(?:- +)*+)({KEY}):([^\s/].*)"
_ODD_SPACE = r"(\s*+(?:- +)*+[\w-]+:)([ \t]*+[^\S \t]\s*+)(.*)"
_STAR = r"\s*+(?:- +)*+(?:[\w-]+:[ \t]+)?+(\*)\S+\s+[^\s#]"
_START = r"\s*+(?:- +)*+(?:[\w-]+:[ \t]+)?+(?:- +)*+"
_OPEN_DOUBLE = rf"{_START}(\")(?:[^\"\\]|\\.)*$"
_OPEN_SINGLE = rf"{_START}(')(?:[^']|'')*$"
_OPEN_BRACKET = rf"{_START}([\[{{])"
_MARKS = r"\"(?:[^\"\\]|\\.){0,999}+\"|(?<![^\s\[{,:])'(?:[^']|''){0,999}+'|[\[\]{},]"
_PIECES = rf"(?:^|(?<=\s))#.*|{_MARKS}"
_SHARP = r"(?:^|[\s,\[{])(#)"
_COMMENT = r"(?s)(?<!\s)\s++#(?:\s.*)?\Z"
_CLOSING = {"[": "]", "{": "}"}
_SHOWN = 100


def slip(spot: tuple[int, int], message: str, hint: str, mended: str | None = None) -> Slip:
    """Make a slip at a spot, with its line as it was meant."""
    lines = () if mended is None else ((spot[0], mended),)
    return Slip(spot[0] + 1, spot[1] + 1, message, hint, lines)


# --- quotes -------------------------------------------------------------------------------------


def quote(text: str) -> str:
    """Write a text in the quotes that need the least change.

    >>> print(quote('Foo: "bar"'))
    'Foo: "bar"'
    """
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def shown(text: str) -> str:
    """Cut a text where it is too long for a hint."""
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def quoted(text: str) -> str:
    """Show a text in quotes, cut where it is long."""
    return quote(shown(text))


def in_quotes(line: str, column: int) -> tuple[str, str] | None:
    """Put the text around a column in quotes: show it, and write the whole line.

    >>> in_quotes("- title: Foo: bar", 12)
    ('put the text in quotes: title: "Foo: bar"', '- title: "Foo: bar"')
    >>> in_quotes("- {title: Foo: bar, date: 2015}", 13)[1]
    '- {title: "Foo: bar", date: 2015}'
    """
    start, end = _around(line, column)
    part = line[start:end]
    found = re.match(_FIELD, part) if start == 0 else re.match(_ENTRY, part)
    item = None if found or start else re.match(_ITEM, part)
    if not part.strip():
        return None
    text = found["text"] if found else item["text"] if item else part.strip()
    before = found["before"] if found else item["before"] if item else part[: indent(part)]
    field = (f"{found['key']}: " if found else "") + quote(_bare(text))
    after = part[len(part.rstrip()) :] if start else ""
    hint = f"put the text in quotes: {shown(f'- {field}' if item else field)}"
    return hint, f"{line[:start]}{before}{field}{after}{line[end:]}"


def _bare(text: str) -> str:
    """Take off a comment, and quotes that do not hold the text.

    >>> print(_bare("'It's me'  # hello"))
    It's me
    """
    text = re.sub(_COMMENT, "", text)
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        return text[1:-1]
    return text


def _around(line: str, column: int) -> tuple[int, int]:
    """Find the entry of a list or mapping in brackets that a column is in; else the whole line."""
    opened = re.match(_OPEN_BRACKET, line)
    if opened is None or column <= opened.start(1):
        return 0, len(line)
    marks = [(each.start(), each[0]) for each in re.finditer(_MARKS, line) if each[0] in "[]{},"]
    before = [mark for at, mark in marks if at < column]
    if before.count("[") + before.count("{") <= before.count("]") + before.count("}"):
        return 0, len(line)
    start = max(at for at, _ in marks if at < column) + 1
    return start, min((at for at, _ in marks if at >= column), default=len(line))


# --- the table ----------------------------------------------------------------------------------


def _odd_indent(lines: Sequence[str], number: int) -> Slip | None:
    found = re.match(_ODD_INDENT, lines[number])
    if found is None:
        return None
    spot, rest = (number, found.start(2)), lines[number][found.end() :]
    is_tab = found[2] == "\t"
    what = "a tab" if is_tab else "a character that is not an ordinary space"
    if found[1]:
        mended = f"{' ' * indent(lines[number])}- {rest}"
        hint = f"use a space: {shown(f'- {rest}')}"
        return slip(spot, f"{what} after a dash", hint, mended)
    column = expected(lines if is_tab else [*lines[:number], " " * found.end() + rest], number)
    wanted = "spaces, not tabs" if is_tab else "ordinary spaces alone"
    hint = f"use {wanted}: begin this line in column {column + 1}"
    return slip(spot, f"{what} in the indentation", hint, " " * column + rest)


def _no_dash(lines: Sequence[str], number: int) -> Slip | None:
    found = re.match(_NO_DASH, lines[number])
    if found is None:
        return None
    field = f"- {found[3]}"
    message, hint = "a dash without a space after it", f"put a space after the dash: {shown(field)}"
    if found[2] != "-":
        message = f"'{found[2].strip()}' in place of a hyphen"
        hint = f"begin the item with a hyphen and a space: {shown(field)}"
    return slip((number, found.end(1)), message, hint, f"{found[1]}{field}")


def _wide_colon(lines: Sequence[str], number: int) -> Slip | None:
    found = re.match(_WIDE_COLON, lines[number])
    if found is None:
        return None
    field = f"{found[2]}: {found[3]}"
    message = "the colon after this key is not an ordinary one"
    hint = f"write an ordinary colon and a space: {shown(field)}"
    return slip((number, found.end(2)), message, hint, f"{found[1]}{field}")


def _glued(lines: Sequence[str], number: int) -> Slip | None:
    found = re.match(_GLUED, lines[number])
    upper = above(lines, number)
    fits = {None if upper is None else key_column(lines[upper]), found and found.start(2)}
    if found is None or not (is_dash(lines[number]) or upper is None or len(fits) == 1):
        return None
    field = f"{found[2]}: {found[3]}"
    hint = f"put a space after the colon: {shown(field)}"
    message = "a colon without a space after it"
    return slip((number, found.end(2)), message, hint, f"{found[1]}{field}")


def _odd_space(lines: Sequence[str], number: int) -> Slip | None:
    found = re.match(_ODD_SPACE, lines[number])
    if found is None:
        return None
    message = "the space after this colon is not an ordinary one"
    hint = f"delete it, and press the space bar: {shown(f'{found[1].strip()} {found[3]}')}"
    return slip((number, found.end(1)), message, hint, f"{found[1]} {found[3]}")


def _star(lines: Sequence[str], number: int) -> Slip | None:
    line = lines[number]
    found = re.match(_STAR, line)
    entry = in_quotes(line, found.start(1)) if found else None
    if found is None or entry is None:
        return None
    spot, message = (number, found.start(1)), "a text without quotes cannot begin with '*'"
    return slip(spot, message, *entry)


def _open_quote(lines: Sequence[str], number: int) -> Slip | None:
    line = lines[number]
    found = re.match(_OPEN_DOUBLE, line) or re.match(_OPEN_SINGLE, line)
    if found is None or not _ends_here(lines, number):
        return None
    return open_quote(line, (number, found.start(1)))


def open_quote(line: str, spot: tuple[int, int]) -> Slip:
    """Close a quote at the end of its line, or of its entry in brackets."""
    ends = (line.find(mark, spot[1]) for mark in ",}]" if re.match(_OPEN_BRACKET, line))
    at = min((end for end in ends if end >= 0), default=len(line))
    mended = f"{line[:at]}{line[spot[1] : spot[1] + 1]}{line[at:]}".rstrip()
    hint = f"close it at the end of the text: {shown(mended.strip())}"
    return slip(spot, "a quote is opened here and not closed", hint, mended)


def _ends_here(lines: Sequence[str], number: int) -> bool:
    """Tell whether what a line opens cannot go on below, where another key or item follows."""
    line, after = lines[number], below(lines, number)
    column = key_column(line)
    limit = indent(line) if column is None else column
    found = key_column(after)
    return not after or (indent(after) <= limit and (found is not None or is_dash(after)))


def _open_bracket(lines: Sequence[str], number: int) -> Slip | None:
    line = lines[number]
    found = re.match(_OPEN_BRACKET, line)
    missing = _missing(line) if found else ""
    if found is None or not missing or not _ends_here(lines, number):
        return None
    sharp = re.search(_SHARP, line[found.end() :])
    entry = in_quotes(line, found.end() + sharp.start(1)) if sharp else None
    if sharp and entry and not _missing(entry[1]):
        spot = (number, found.end() + sharp.start(1))
        return slip(spot, "a '#' makes a comment of what follows", *entry)
    mended = line.rstrip().rstrip(",") + missing
    message = f"a bracket is opened here and not closed with '{missing[-1]}'"
    hint = f"close it at the end of the list: {shown(mended.strip())}"
    return slip((number, found.start(1)), message, hint, mended)


def opened_above(lines: Sequence[str], number: int) -> tuple[int, int]:
    """Find the nearest bracket, in a line or above it, that its line does not close."""
    found = ((rank, re.match(_OPEN_BRACKET, lines[rank])) for rank in range(number, -1, -1))
    spots = ((rank, each.start(1)) for rank, each in found if each and _missing(lines[rank]))
    return next(spots, (number, 0))


def _missing(line: str) -> str:
    """Write the brackets that are missing at the end of a line; none if others are wrong."""
    closing: list[str] = []
    for found in re.finditer(_PIECES, line):
        mark = found[0]
        if mark in _CLOSING:
            closing.append(_CLOSING[mark])
        elif mark in _CLOSING.values() and (not closing or closing.pop() != mark):
            return ""
    return "".join(reversed(closing))


_ROWS: tuple[Callable[[Sequence[str], int], Slip | None], ...] = (
    _odd_indent,
    _no_dash,
    _wide_colon,
    _glued,
    _odd_space,
    _star,
    _open_quote,
    _open_bracket,
)


def seen(lines: Sequence[str], last: int) -> Slip | None:
    """Find the first slip that can be seen in the lines down to the last one (from 0)."""
    text_column: int | None = None
    for number, line in enumerate(lines[: last + 1]):
        if not is_told(line) or (text_column is not None and indent(line) > text_column):
            continue
        text_column = None
        found = next(filter(None, (row(lines, number) for row in _ROWS)), None)
        if found is not None:
            return found
        if re.match(BLOCK, line):
            column = key_column(line)
            text_column = indent(line) if column is None else column
    return None
