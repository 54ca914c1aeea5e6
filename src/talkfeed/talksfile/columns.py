"""Lines of YAML → the columns where they begin, and where they should begin."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

# Strings: `re` compiles and caches them when there is an error to explain.
KEY = r"[^\W\d][\w-]*"
KEY_LINE = rf"(?P<before>\s*+(?:- +)*+)(?P<key>{KEY}):(?=\s|$)"
DASHES = "‐‑‒–—−•·‣◦▪*+"  # noqa: RUF001 (what word processors make of a hyphen)
"""What people write where an item of a list begins with a hyphen."""
BLOCK = r"\s*+(?:- +)*+(?:[\w-]+:\s+)?[|>][-+0-9]*\s*(?:#.*)?$"


def indent(line: str) -> int:
    """Return the number of leading spaces."""
    return len(line) - len(line.lstrip(" "))


def key_column(line: str) -> int | None:
    """Return the column of the key in a line, after any dashes; None without a key."""
    found = re.match(KEY_LINE, line)
    return found.start("key") if found else None


def is_dash(line: str) -> bool:
    """Return whether a line begins a list item."""
    return line.lstrip().startswith("- ") or line.strip() == "-"


def above(lines: Sequence[str], number: int) -> int | None:
    """Return the number of the nearest line above with content; None without one."""
    return next((n for n in range(number - 1, -1, -1) if has_content(lines[n])), None)


def below(lines: Sequence[str], number: int) -> str:
    """Return the nearest line below with content; empty without one."""
    rest = range(number + 1, len(lines))
    return next((lines[n] for n in rest if has_content(lines[n])), "")


def has_content(line: str) -> bool:
    """Return whether a line holds more than space and a comment."""
    bare = line.strip()
    return bool(bare) and not bare.startswith("#")


def opens(line: str) -> bool:
    """Return whether the value of the line's key is on the lines below."""
    return line.rstrip().endswith(":") or bool(re.match(BLOCK, line))


def in_block(lines: Sequence[str], number: int) -> int | None:
    """Return the column of the block scalar ('|', '>') that a line is part of, or None.

    Less indented lines count as part of it, unless they are aligned with the keys.
    """
    column: int | None = None
    first: int | None = None
    for line in lines[: number + 1]:
        here = indent(line.expandtabs(4))
        is_loose = line.startswith("\t") and not re.match(KEY_LINE, line)
        if column is not None and (not line.strip() or here > column or is_loose):
            first = max(here, column + 2 if is_loose else 0) if first is None else first
            continue
        column = first = None
        if re.match(BLOCK, line):
            column = key_column(line) or indent(line)
    return first


def expected(lines: Sequence[str], number: int) -> int:
    """Return the column where a line should begin, given the lines above it."""
    line, upper = lines[number].expandtabs(4), above(lines, number)
    text = in_block(lines, number)
    if text is not None or upper is None:
        return text or 0
    if opens(lines[upper]):
        return (key_column(lines[upper]) or 0) + 2
    limit = max(indent(lines[upper]), key_column(lines[upper]) or 0)
    find = indent if is_dash(line) else key_column
    found = (find(one) for one in lines[:number] if is_dash(one) or not is_dash(line))
    columns = {column for column in found if column is not None and column <= limit}
    here = indent(line)
    return min(columns, key=lambda each: (abs(each - here), -each), default=0)


def odd_sibling(lines: Sequence[str], number: int) -> int | None:
    """Return the first line of a mapping if that line, not this one, is misaligned."""
    here, first = indent(lines[number]), number
    while first and (not lines[first - 1].strip() or not opens(lines[first - 1])):
        first -= 1
    usual = (key_column(lines[first - 1]) or 0) + 2 if first else None
    return first if here == usual and first < number and indent(lines[first]) != here else None


def moved(lines: Sequence[str], number: int, column: int) -> tuple[tuple[int, str], ...]:
    """Return a line and the lines below that share its fault, shifted to the right column."""
    here = indent(lines[number])
    repaired = [(number, " " * column + lines[number].lstrip())]
    right = {column, key_column(repaired[0][1])}
    for rank in range(number + 1, len(lines)):
        line = lines[rank]
        if line.strip() and (indent(line) < here or indent(line) in right):
            break
        repaired.append((rank, " " * max(0, indent(line) + column - here) + line.lstrip(" ")))
    return tuple(repaired)
