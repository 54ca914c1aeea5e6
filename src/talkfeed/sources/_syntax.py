"""What a YAML parser complains about → what a person did, and what to write instead.

A fault is translated by the first row that fits its wording (libyaml's or PyYAML's own); the line
of the file itself then shows which of the common slips it is. The part of a list that is broken
can be blanked out, so that the rest of the file is read and all problems are told at once.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable


class Fault(NamedTuple):
    """A parser's complaint; spots are line and column, counted from 0."""

    wording: str
    spot: tuple[int, int]
    context: str
    context_spot: tuple[int, int] | None


class Slip(NamedTuple):
    """A fault in plain words: line and column counted from 1, message and hint."""

    line: int
    column: int
    message: str
    hint: str


# Texts, which `re` compiles when there is a fault to explain.
_KEY_AND_TEXT = r"(\s*(?:- +)*)([\w-]+): +(\S.*)"
_OPEN_DOUBLE = r"\s*(?:- +)*+(?:[\w-]+: +)?(?:- +)*+(\")(?:[^\"\\]|\\.)*$"
_OPEN_SINGLE = r"\s*(?:- +)*+(?:[\w-]+: +)?(?:- +)*+(')(?:[^']|'')*$"
_AFTER_QUOTE = r"\s*(?:- +)*([\w-]+): +((['\"]).*\3\s*\S.*)"
_AFTER_BRACKET = r"\s*(?:- +)*([\w-]+): +((?:\[.*\]|\{.*\})\s*[^\s#].*)"
_COMMENT = r"(?:^|[\s,\[{])(#[^\s,\]}]*)"
_GLUED = r"\s*(?:- +)+([\w-]+):([^\s/].*)"
_ODD_BLANK = r"\s*(?:- +)*[\w-]+:(?= *[^\S \t])"
_NO_COLON = r"\s*(?:- +)+([\w-]+) +([^:#\s][^:#]*)$"
_CONFLICT = r"(?m)^<{7} "
_SHOWN = 60


def explain(fault: Fault, lines: list[str]) -> Slip:
    """Translate a fault in the file whose lines are given."""
    for pattern, row in _ROWS:
        if re.search(pattern, f"{fault.context} {fault.wording}"):
            return row(fault, lines)
    return _slip(fault.spot, f"this is not YAML: {fault.wording}", "compare the lines around it")


def conflict(text: str) -> Slip | None:
    """Find the two sides of a merge that nobody has settled."""
    found = re.search(_CONFLICT, text) if "\n=======" in text else None
    if found is None:
        return None
    hint = "keep one side, and delete the lines that begin with '<<<<<<<', '=======' and '>>>>>>>'"
    return _slip((text.count("\n", 0, found.start()), 0), "an unfinished merge begins here", hint)


def _slip(spot: tuple[int, int], message: str, hint: str) -> Slip:
    return Slip(spot[0] + 1, spot[1] + 1, message, hint)


def _line(lines: list[str], number: int) -> str:
    return lines[number] if number < len(lines) else ""


def _start(fault: Fault) -> tuple[int, int]:
    """Find where the thing begins that the parser could not finish."""
    return fault.context_spot or fault.spot


def quoted(text: str) -> str:
    """Write a text in the quotes that need the least change, cut where it is long.

    >>> print(quoted('Foo: "bar"'))
    'Foo: "bar"'
    """
    text = text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def _colon(fault: Fault, lines: list[str]) -> Slip:
    """Tell a colon in a text from a line that is indented too far."""
    found = re.match(_KEY_AND_TEXT, _line(lines, fault.spot[0]).rstrip())
    if found and fault.spot[1] > found.end(2):
        hint = f"put the text in quotes: {found[2]}: {quoted(found[3])}"
        return _slip(fault.spot, "a colon followed by a blank, in a text without quotes", hint)
    return _in_line_above(fault.spot[0], lines) or _too_far(fault)


def _too_far(fault: Fault) -> Slip:
    hint = "begin each key in the same column as the keys above it"
    return _slip(fault.spot, "this key is indented further than the one it follows", hint)


def _in_line_above(number: int, lines: list[str]) -> Slip | None:
    """Look for the key that the line above was to have, had it a colon and a usual blank."""
    number -= 1
    while number > 0 and not _line(lines, number).strip():
        number -= 1
    line = _line(lines, number)
    if found := re.match(_GLUED, line.rstrip()):
        return _slip(
            (number, found.end(1)),
            "a colon without a blank after it",
            f"write {found[1]}: {found[2]}",
        )
    if found := re.match(_ODD_BLANK, line):
        message = "the blank after this colon is not the usual one"
        return _slip((number, found.end() - 1), message, "delete it, and press the space bar")
    if found := re.match(_NO_COLON, line.rstrip()):
        message = f"this line has no key: {quoted(line.strip())}"
        return _slip((number, found.start(1)), message, f"write {found[1]}: {found[2]}")
    return None


def _no_blank(fault: Fault, _: list[str]) -> Slip:
    return _slip(fault.spot, "a colon without a blank after it", "write 'key: text'")


def _unexpected(fault: Fault, lines: list[str]) -> Slip:
    """Find out why a new key or item was expected: a quote, or the indentation."""
    number = fault.spot[0]
    line = _line(lines, number)
    found = re.match(_AFTER_QUOTE, line.rstrip())
    if found and line[: fault.spot[1]].rstrip().endswith(("'", '"')):
        return _slip(fault.spot, "text goes on after the closing quote", _requote(found))
    if found := re.match(_AFTER_BRACKET, line.rstrip()):
        return _slip(fault.spot, "text goes on after the closing bracket", _requote(found))
    first = fault.context_spot[0] if fault.context_spot else number
    for earlier in range(first, number):
        before = _line(lines, earlier)
        opened = re.match(_OPEN_DOUBLE, before) or re.match(_OPEN_SINGLE, before)
        if opened:
            return _open_quote((earlier, opened.start(1)))
    if line[fault.spot[1] : fault.spot[1] + 1] in {"]", "}", ","}:
        return _odd_start(fault, lines)
    return _slip(
        fault.spot,
        "this line does not fit into what stands above it",
        "begin each key in the same column as the keys above it, and each '-' likewise",
    )


def _requote(found: re.Match[str]) -> str:
    """Show the text after a key in quotes; a pair around it that holds a third was meant as such.

    >>> print(_requote(re.match(_AFTER_QUOTE, "title: 'It's me'")))
    put the text in quotes: title: "It's me"
    """
    text = found[2]
    if text[0] == text[-1] and text.count(text[0]) == 3:  # noqa: PLR2004 (the pair, and one inside)
        text = text[1:-1]
    return f"put the text in quotes: {found[1]}: {quoted(text)}"


def _open_quote(spot: tuple[int, int]) -> Slip:
    return _slip(spot, "a quote is opened here and not closed", "close it at the end of the text")


def _quote(fault: Fault, _: list[str]) -> Slip:
    return _open_quote(_start(fault))


def _tab(fault: Fault, _: list[str]) -> Slip:
    return _slip(
        fault.spot, "a tab where blanks are expected", "indent with blanks, never with tabs"
    )


def _odd_start(fault: Fault, lines: list[str]) -> Slip:
    """Name the character no text can begin with, unless it is a tab."""
    line = _line(lines, fault.spot[0])
    character = line[fault.spot[1] : fault.spot[1] + 1]
    if character == "\t":
        return _tab(fault, lines)
    rest = line[fault.spot[1] :].strip()
    hint = f"put the text in quotes: {quoted(rest)}" if rest else "write a text here"
    return _slip(fault.spot, f"a text without quotes cannot begin with '{character}'", hint)


def _star(fault: Fault, lines: list[str]) -> Slip:
    return _odd_start(fault._replace(spot=_start(fault)), lines)


def _no_colon(fault: Fault, lines: list[str]) -> Slip:
    start = _start(fault)
    word = _line(lines, start[0]).strip()
    hint = "write 'key: text'; if it belongs to the text above, indent it further than the key"
    return _slip(start, f"this line has no key: {quoted(word)}", hint)


def _bracket(fault: Fault, lines: list[str]) -> Slip:
    first, last = _start(fault)[0], fault.spot[0]
    for number in range(first, last + 1):
        if found := re.search(_COMMENT, _line(lines, number)):
            hint = f"a text with a '#' needs quotes: {quoted(found[1])}"
            return _slip((number, found.start(1)), "a '#' makes a comment of what follows", hint)
    closing = "]" if "sequence" in fault.context else "}"
    message = f"a bracket is opened here and not closed with '{closing}'"
    return _slip(_start(fault), message, f"separate the items with commas and end with '{closing}'")


def _escape(fault: Fault, _: list[str]) -> Slip:
    hint = "in double quotes write a backslash twice, or use single quotes"
    return _slip(fault.spot, "a backslash with a meaning YAML does not know", hint)


def _dash(fault: Fault, lines: list[str]) -> Slip:
    found = re.match(_KEY_AND_TEXT, _line(lines, fault.spot[0]).rstrip())
    text = f"{found[2]}: {quoted(found[3])}" if found else '"- …"'
    hint = f"begin a list on the next line, or put the text in quotes: {text}"
    return _slip(fault.spot, "a list cannot begin on the line of its key", hint)


def _block(fault: Fault, _: list[str]) -> Slip:
    hint = "begin the text on the next line, indented; or put it in quotes"
    return _slip(fault.spot, "nothing may follow '|' or '>' on its line", hint)


def _document(fault: Fault, _: list[str]) -> Slip:
    hint = "begin each key in the same column, and write no '---' or '...'"
    return _slip(fault.spot, "the file should have ended before this line", hint)


_ROWS: tuple[tuple[str, Callable[[Fault, list[str]], Slip]], ...] = (
    ("mapping values are not allowed", _colon),
    ("quoted scalar.{0,99} unexpected (?:end of stream|document)", _quote),
    ("unexpected ':'", _no_blank),
    ("tab character", _tab),
    ("cannot start any token", _odd_start),
    ("mapping keys are not allowed", _odd_start),
    ("scanning an? (?:alias|anchor)", _star),
    ("scanning a simple key", _no_colon),
    ("expected ',' or", _bracket),
    ("flow node .{0,99}(?:node content)", _odd_start),
    ("expected (?:the )?node content", _odd_start),
    ("quoted scalar .{0,99}(?:escape|code|hexa?decimal)", _escape),
    ("entries are not allowed", _dash),
    ("scanning a block scalar", _block),
    ("expected '?<document start>|incompatible|directive", _document),
    ("expected '-' indicator|expected key|<block end>", _unexpected),
)


def without_item(text: str, line: int) -> str | None:
    """Blank out the item of the list of talks that a line (from 1) is in; None outside the list."""
    lines = text.split("\n")
    starts = _item_starts(lines)
    before = [start for start in starts if start < line]
    if not before:
        return None
    end = next((start for start in starts if start >= line), len(lines))
    return "\n".join((*lines[: before[-1]], *[""] * (end - before[-1]), *lines[end:]))


def _item_starts(lines: list[str]) -> list[int]:
    """List the lines where an item of the talks begins: below `talks:`, or of the whole file."""
    after = next((n + 1 for n, line in enumerate(lines) if line.startswith("talks:")), 0)
    indent = None
    starts = []
    for number in range(after, len(lines)):
        line = lines[number]
        bare = line.lstrip(" ")
        if indent is None and bare.startswith("- "):
            indent = len(line) - len(bare)
        if len(line) - len(bare) == indent and (bare.startswith("- ") or bare == "-"):
            starts.append(number)
    return starts
