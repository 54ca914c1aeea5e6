"""A YAML parser's error → the mistake behind it, in plain words, with a correction.

Mistakes visible in the lines come first (see `slips`). Otherwise the first row that matches the
error's wording, libyaml's or PyYAML's, translates it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from talkfeed.talksfile.columns import (
    KEY_LINE,
    above,
    below,
    expected,
    indent,
    is_dash,
    key_column,
    moved,
    odd_sibling,
)
from talkfeed.talksfile.slips import (
    Slip,
    in_quotes,
    is_in_flow,
    open_quote,
    opened_above,
    quote,
    quoted,
    seen,
    shown,
    slip,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from talkfeed.talksfile.faults import Fault


# Strings: `re` compiles and caches them when there is an error to explain.
_KEY_AND_TEXT = r"(\s*+(?:- +)*+)([\w-]+): +(\S.*)"
_NO_COLON = r"(\s*+(?:- +)*+)([^\W\d][\w-]*) +([^:#\s][^:#]*)$"
_CONFLICT = r"(?m)^<{7} "
_NEXT_KEY = r"(?<=[^\s:])\s+(title|date|speakers?|event|location|video|slides|tags|links|abstract)$"
_CUT_SHORT = r"(?<=\S)\s+#"


def explain(fault: Fault, lines: Sequence[str]) -> Slip:
    """Return the mistake behind a parser's error in these lines."""
    end = (len(lines) - 1, len(lines[-1]))
    start = fault.context_spot and min(fault.context_spot, end)
    fault = fault._replace(spot=min(fault.spot, end), context_spot=start)
    if found := seen(lines, fault.spot[0]):
        return found
    for pattern, row in _ROWS:
        if re.search(pattern, f"{fault.context} {fault.wording}"):
            return row(fault, lines)
    return slip(fault.spot, f"invalid YAML: {fault.wording}", "check the lines around it")


def conflict(text: str) -> Slip | None:
    """Find a merge conflict."""
    found = re.search(_CONFLICT, text) if "\n=======" in text else None
    if found is None:
        return None
    hint = "keep one side, and delete the lines that begin with '<<<<<<<', '=======' and '>>>>>>>'"
    return slip((text.count("\n", 0, found.start()), 0), "unresolved merge conflict", hint)


def _line(lines: Sequence[str], number: int) -> str:
    return lines[number] if number < len(lines) else ""


def _start(fault: Fault) -> tuple[int, int]:
    """Return the start of the construct that the parser could not finish."""
    return fault.context_spot or fault.spot


def _requote(spot: tuple[int, int], lines: Sequence[str], message: str) -> Slip:
    entry = in_quotes(_line(lines, spot[0]), spot[1])
    return slip(spot, message, *(entry or ("write a text before it, or delete it", None)))


def _colon(fault: Fault, lines: Sequence[str]) -> Slip:
    """Distinguish a colon in text from a line that is indented too far."""
    line = _line(lines, fault.spot[0])
    found = re.match(_KEY_AND_TEXT, line)
    if found and fault.spot[1] > found.end(2):
        if (last := _last_line(fault.spot[0], lines)) > fault.spot[0]:
            return _requote_lines(fault.spot, last, lines, found.start(3))
        return _requote(fault.spot, lines, "unquoted text contains a colon and a space")
    if is_dash(line):
        return _misplaced(fault.spot, lines)
    if key_column(line) is None:
        message = "unquoted text over several lines contains a colon and a space"
        hint = "write '|' after the key, and the text below it, indented"
        return slip(fault.spot, message, hint)
    return _lacks_colon(above(lines, fault.spot[0]), lines) or _misplaced(fault.spot, lines)


def _last_line(number: int, lines: Sequence[str]) -> int:
    """Find the last line of the unquoted text that begins after a key."""
    column = key_column(lines[number]) or 0
    last = number
    for rank in range(number + 1, len(lines)):
        line = lines[rank]
        if line.strip() and (indent(line) <= column or key_column(line) is not None):
            break
        last = rank if line.strip() else last
    return last


def _requote_lines(spot: tuple[int, int], last: int, lines: Sequence[str], start: int) -> Slip:
    """Put a text in quotes that begins in a column of the spot's line and ends in another line."""
    number = spot[0]
    text = "\n".join((lines[number][start:], *lines[number + 1 : last + 1]))
    first, *rest = quote(text).split("\n")
    field = lines[number][:start] + first
    message = "unquoted text that goes on over several lines contains a colon and a space"
    hint = f"put the whole text in quotes: {shown(field.strip())} … {shown(rest[-1].strip())}"
    repaired = tuple(enumerate((field, *rest), start=number))
    return slip(spot, message, hint)._replace(repairs=repaired)


def _misplaced(spot: tuple[int, int], lines: Sequence[str]) -> Slip:
    """Return the slip of a misaligned line, with its right column."""
    number = spot[0]
    odd, usual = odd_sibling(lines, number), indent(_line(lines, number))
    right = expected(lines, number) if odd is None else usual
    number = number if odd is None else odd
    line = _line(lines, number)
    column = indent(line)
    if right == column:
        hint = "align each key with the keys above it, and each '-' with the dashes above it"
        return slip(spot, "this line does not match the lines above it", hint)
    hint = f"begin this line in column {right + 1}"
    message = f"this line is indented too {'far' if column > right else 'little'}"
    return slip((number, column), message, hint)._replace(repairs=moved(lines, number, right))


def _lacks_colon(number: int | None, lines: Sequence[str]) -> Slip | None:
    """Return the slip of a key without a colon, if the line has one."""
    found = None if number is None else re.match(_NO_COLON, _line(lines, number))
    if number is None or found is None:
        return None
    message = f"this line has no key: {quoted(found[0].strip())}"
    field = f"{found[2]}: {found[3]}"
    hint = f"put a colon after the key: {shown(field)}"
    return slip((number, found.start(2)), message, hint, f"{found[1]}{field}")


def _unexpected(fault: Fault, lines: Sequence[str]) -> Slip:
    """Distinguish text after a quote, text after a bracket, and wrong indentation."""
    line, column = _line(lines, fault.spot[0]), fault.spot[1]
    before = line[:column].rstrip()
    found = re.match(_KEY_AND_TEXT, line)
    if before.endswith(("'", '"')):
        return _requote(fault.spot, lines, "text goes on after the closing quote")
    if found and found.start(3) < column and before.endswith(("]", "}")):
        whole = f"{found[2]}: {quote(found[3])}"
        message, hint = "text goes on after the closing bracket", f"put the text in quotes: {whole}"
        return slip(fault.spot, message, hint, f"{found[1]}{whole}")
    if line[column : column + 1] in {"]", "}", ","}:
        return _odd_start(fault, lines)
    is_text = key_column(line) is None and not is_dash(line)
    cut = _cut_short(fault.spot[0], lines) if is_text else None
    return cut or _misplaced(fault.spot, lines)


def _quote(fault: Fault, lines: Sequence[str]) -> Slip:
    start = _start(fault)
    return open_quote(lines, start)


def _odd_start(fault: Fault, lines: Sequence[str]) -> Slip:
    """Name the character that unquoted text cannot begin with."""
    line = _line(lines, fault.spot[0])
    character = line[fault.spot[1] : fault.spot[1] + 1]
    if not character:
        spot, message = (
            opened_above(lines, fault.spot[0]),
            "this bracket is not closed",
        )
        return slip(spot, message, "separate the items with commas, and close it after the last")
    if character == "," and line[: fault.spot[1]].rstrip()[-1:] in {"", ",", "[", "{"}:
        hint = "delete it, or write a text before it"
        repaired = f"{line[: fault.spot[1]]} {line[fault.spot[1] + 1 :]}"
        return slip(fault.spot, "there is nothing before this comma", hint, repaired)
    return _requote(fault.spot, lines, f"unquoted text cannot begin with '{character}'")


def _star(fault: Fault, lines: Sequence[str]) -> Slip:
    return _odd_start(fault._replace(spot=_start(fault)), lines)


def _no_colon(fault: Fault, lines: Sequence[str]) -> Slip:
    start = _start(fault)
    if found := _cut_short(start[0], lines) or _lacks_colon(start[0], lines):
        return found
    word = _line(lines, start[0]).strip()
    hint = "write 'key: text'; if it continues the text above, indent it further than the key"
    return slip(start, f"this line has no key: {quoted(word)}", hint)


def _cut_short(number: int, lines: Sequence[str]) -> Slip | None:
    """Return the slip of a '#' that cuts off text which goes on in this line, if any."""
    upper = above(lines, number)
    cut = None if upper is None else re.search(_CUT_SHORT, lines[upper])
    if upper is None or cut is None:
        return None
    spot, message = (upper, cut.end() - 1), "a '#' after a space ends the text here"
    return slip(spot, message, "put the whole text in quotes", lines[upper][: cut.start()])


def _bracket(fault: Fault, lines: Sequence[str]) -> Slip:
    """Distinguish a colon or bracket inside an entry from an unclosed bracket."""
    start, (number, column) = _start(fault), fault.spot
    line, closing = _line(lines, number), "]" if "sequence" in fault.context else "}"
    message = f"this bracket is not closed; '{closing}' is missing"
    if closing == "]" and line[column : column + 1] == "}":
        repaired = f"{line[:column]}]{line[column:]}"
        hint = f"close it at the end of the list: {shown(repaired.strip())}"
        return slip(start, message, hint, repaired)._replace(repairs=((number, repaired),))
    key = re.match(KEY_LINE, line)
    if start[0] != number and is_in_flow(lines, number) and key and column in key.span("key"):
        return _lacks_comma(above(lines, number) or 0, lines)
    is_inside = start[0] == number or is_in_flow(lines, number)
    if is_inside and (entry := in_quotes(line, column, is_flow=start[0] != number)):
        text = "unquoted text between brackets contains a colon, bracket or quote"
        found = re.search(_NEXT_KEY, line[:column])
        hint = f"put a comma before '{found[1]}', or {entry[0][4:]}" if found else entry[0]
        return slip(fault.spot, text, hint, entry[1])
    return slip(start, message, f"separate the items with commas and end with '{closing}'")


def _lacks_comma(number: int, lines: Sequence[str]) -> Slip:
    """Return the slip of a line that goes on below without a comma, or with a cut-off one."""
    line = lines[number].rstrip()
    cut = re.search(_CUT_SHORT, line)
    if cut and (entry := in_quotes(line, cut.end() - 1, is_flow=is_in_flow(lines, number))):
        message = "a '#' turns the rest of the line into a comment"
        return slip((number, cut.end() - 1), message, *entry)
    hint = f"put a comma after it: {shown(line.strip())},"
    return slip((number, len(line)), "a comma is missing after this entry", hint, f"{line},")


def _no_space(fault: Fault, _: Sequence[str]) -> Slip:
    return slip(fault.spot, "a colon without a space after it", "write 'key: text'")


def _escape(fault: Fault, lines: Sequence[str]) -> Slip:
    line = _line(lines, fault.spot[0])
    repaired = line.replace("\\", "\\\\")
    hint = f"in double quotes write a backslash twice: {shown(repaired.strip())}"
    return slip(fault.spot, "unknown escape sequence", hint, repaired)


def _dash(fault: Fault, lines: Sequence[str]) -> Slip:
    entry = in_quotes(_line(lines, fault.spot[0]), fault.spot[1])
    hint, repaired = entry or ('"- …"', None)
    hint = f"begin a list on the next line, or {hint}"
    return slip(fault.spot, "a list cannot begin on the line of its key", hint, repaired)


def _block(fault: Fault, lines: Sequence[str]) -> Slip:
    message, (number, column) = "nothing may follow '|' or '>' on its line", fault.spot
    hint, line = "begin the text on the next line, indented", _line(lines, number)
    if indent(below(lines, number)) > (key_column(line) or indent(line)):
        return slip(fault.spot, message, hint, line[:column])
    found = _requote(fault.spot, lines, message)
    return found._replace(hint=f"{hint}; or {found.hint}")


def _document(fault: Fault, lines: Sequence[str]) -> Slip:
    if fault.spot[0] and "document start" in f"{fault.context} {fault.wording}":
        return _misplaced(fault.spot, lines)
    if _line(lines, fault.spot[0])[fault.spot[1] :][:1] in {",", "]", "}"}:
        return slip(fault.spot, "all brackets before this are closed", "delete a closing bracket")
    hint = "align the keys, and remove '---' and '...'"
    return slip(fault.spot, "unexpected line after the end of the document", hint)


_ROWS: tuple[tuple[str, Callable[[Fault, Sequence[str]], Slip]], ...] = (
    ("mapping values are not allowed", _colon),
    ("quoted scalar.{0,99} unexpected (?:end of stream|document)", _quote),
    ("unexpected ':'", _no_space),
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
