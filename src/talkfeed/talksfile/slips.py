"""Lines of invalid YAML → the common mistakes visible in them, each with a corrected line.

A parser notices an unclosed quote, or a dash without a space, only further down. So a table of
mistakes is tried on the lines above its error first. The hint shows the corrected line, which also
replaces the faulty one while the rest of the file is checked.
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
    has_content,
    indent,
    is_dash,
    key_column,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class Slip(NamedTuple):
    """A mistake: line and column counted from 1, message and hint.

    `repairs` are the corrected lines, each with its number counted from 0; empty if unknown.
    """

    line: int
    column: int
    message: str
    hint: str
    repairs: tuple[tuple[int, str], ...] = ()
    code: str = "TF103"


# Strings: `re` compiles and caches them when there is an error to explain.
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
PIECES = rf"(?:^|(?<=\s))#.*|{_MARKS}"
_SHARP = r"(?:^|[\s,\[{])(#)"
_COMMENT = r"(?s)(?<!\s)\s++#(?:\s.*)?\Z"
CLOSING = {"[": "]", "{": "}"}
_SHOWN = 100


def slip(spot: tuple[int, int], message: str, hint: str, repaired: str | None = None) -> Slip:
    """Return a slip at a spot, with the corrected line if known."""
    lines = () if repaired is None else ((spot[0], repaired),)
    return Slip(spot[0] + 1, spot[1] + 1, message, hint, lines)


# --- quotes -------------------------------------------------------------------------------------


def quote(text: str) -> str:
    """Quote a text as YAML, with as few escapes as possible.

    >>> print(quote('Foo: "bar"'))
    'Foo: "bar"'
    """
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def shown(text: str) -> str:
    """Shorten a text that is too long for a hint."""
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def quoted(text: str) -> str:
    """Quote and shorten a text for a hint."""
    return quote(shown(text))


def in_quotes(line: str, column: int, *, is_flow: bool = False) -> tuple[str, str] | None:
    """Quote the text at a column; return a hint and the corrected line.

    With `is_flow`, a bracket of a line above is open.

    >>> in_quotes("- title: Foo: bar", 12)
    ('put the text in quotes: title: "Foo: bar"', '- title: "Foo: bar"')
    >>> in_quotes("- {title: Foo: bar, date: 2015}", 13)[1]
    '- {title: "Foo: bar", date: 2015}'
    """
    start, end = _around(line, column, is_flow=is_flow)
    part = line[start:end]
    found = re.match(_FIELD, part) if start == 0 else re.match(_ENTRY, part)
    item = None if found or start else re.match(_ITEM, part)
    if not part.strip():
        return None
    text = found["text"] if found else item["text"] if item else part.strip()
    before = found["before"] if found else item["before"] if item else part[: indent(part)]
    field = (f"{found['key']}: " if found else "") + quote(_bare(text))
    after = part[len(part.rstrip()) :] if start or is_flow else ""
    hint = f"put the text in quotes: {shown(f'- {field}' if item else field)}"
    return hint, f"{line[:start]}{before}{field}{after}{line[end:]}"


def _bare(text: str) -> str:
    """Remove a comment, and enclosing quotes.

    >>> print(_bare("'It's me'  # hello"))
    It's me
    """
    text = re.sub(_COMMENT, "", text)
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        return text[1:-1]
    return text


def _around(line: str, column: int, *, is_flow: bool) -> tuple[int, int]:
    """Return the span of the flow entry that a column is in, else of the whole line."""
    opened = re.match(_OPEN_BRACKET, line)
    if not is_flow and (opened is None or column <= opened.start(1)):
        return 0, len(line)
    marks = [(each.start(), each[0]) for each in re.finditer(_MARKS, line) if each[0] in "[]{},"]
    before = [mark for at, mark in marks if at < column]
    depth = is_flow + sum((mark in "[{") - (mark in "]}") for mark in before)
    if depth <= 0:
        return 0, len(line)
    start = max((at for at, _ in marks if at < column), default=-1) + 1
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
        repaired = f"{' ' * indent(lines[number])}- {rest}"
        hint = f"use a space: {shown(f'- {rest}')}"
        return slip(spot, f"{what} after a dash", hint, repaired)
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
        message = f"'{found[2].strip()}' instead of a hyphen"
        hint = f"begin the item with a hyphen and a space: {shown(field)}"
    return slip((number, found.end(1)), message, hint, f"{found[1]}{field}")


def _wide_colon(lines: Sequence[str], number: int) -> Slip | None:
    found = re.match(_WIDE_COLON, lines[number])
    if found is None:
        return None
    field = f"{found[2]}: {found[3]}"
    message = "this is not an ordinary colon"
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
    message = "this is not an ordinary space"
    hint = f"replace it by an ordinary space: {shown(f'{found[1].strip()} {found[3]}')}"
    return slip((number, found.end(1)), message, hint, f"{found[1]} {found[3]}")


def _star(lines: Sequence[str], number: int) -> Slip | None:
    line = lines[number]
    found = re.match(_STAR, line)
    entry = in_quotes(line, found.start(1)) if found else None
    if found is None or entry is None:
        return None
    spot, message = (number, found.start(1)), "unquoted text cannot begin with '*'"
    return slip(spot, message, *entry)


def _open_quote(lines: Sequence[str], number: int) -> Slip | None:
    line = lines[number]
    found = re.match(_OPEN_DOUBLE, line) or re.match(_OPEN_SINGLE, line)
    if found is None or not _ends_here(lines, number):
        return None
    return open_quote(lines, (number, found.start(1)))


def is_in_flow(lines: Sequence[str], number: int) -> bool:
    """Return whether a line below the first is part of an item in brackets."""
    return number > 0 and lines[0].lstrip()[:1] in CLOSING


def open_quote(lines: Sequence[str], spot: tuple[int, int]) -> Slip:
    """Return the slip of an unclosed quote; the repair closes it at the end of its entry."""
    line = lines[spot[0]] if spot[0] < len(lines) else ""
    is_flow = is_in_flow(lines, spot[0]) or bool(re.match(_OPEN_BRACKET, line))
    ends = (line.find(mark, spot[1]) for mark in ",}]" if is_flow)
    at = min((end for end in ends if end >= 0), default=len(line))
    repaired = f"{line[:at]}{line[spot[1] : spot[1] + 1]}{line[at:]}".rstrip()
    hint = f"close it at the end of the text: {shown(repaired.strip())}"
    return slip(spot, "this quote is not closed", hint, repaired)


def _ends_here(lines: Sequence[str], number: int) -> bool:
    """Return whether another key or item follows, so that nothing open goes on below."""
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
        return slip(spot, "a '#' turns the rest of the line into a comment", *entry)
    repaired = line.rstrip().rstrip(",") + missing
    message = f"this bracket is not closed; '{missing[-1]}' is missing"
    hint = f"close it at the end of the list: {shown(repaired.strip())}"
    return slip((number, found.start(1)), message, hint, repaired)


def opened_above(lines: Sequence[str], number: int) -> tuple[int, int]:
    """Return the spot of the nearest unclosed bracket, in a line or above it."""
    found = ((rank, re.match(_OPEN_BRACKET, lines[rank])) for rank in range(number, -1, -1))
    spots = ((rank, each.start(1)) for rank, each in found if each and _missing(lines[rank]))
    return next(spots, (number, 0))


def _missing(line: str) -> str:
    """Return the closing brackets missing at the end of a line; none if others are wrong."""
    closing: list[str] = []
    for found in re.finditer(PIECES, line):
        mark = found[0]
        if mark in CLOSING:
            closing.append(CLOSING[mark])
        elif mark in CLOSING.values() and (not closing or closing.pop() != mark):
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
    """Return the first mistake visible in the lines up to `last` (counted from 0)."""
    text_column: int | None = None
    for number, line in enumerate(lines[: last + 1]):
        if not has_content(line) or (text_column is not None and indent(line) > text_column):
            continue
        text_column = None
        found = next(filter(None, (row(lines, number) for row in _ROWS)), None)
        if found is not None:
            return found
        if re.match(BLOCK, line):
            column = key_column(line)
            text_column = indent(line) if column is None else column
    return None
