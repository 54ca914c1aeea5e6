"""The lines of a YAML text → the columns in which they begin, and those in which they should."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

# Texts, which `re` compiles when there is a fault to explain.
KEY = r"[^\W\d][\w-]*"
KEY_LINE = rf"(?P<before>\s*+(?:- +)*+)(?P<key>{KEY}):(?=\s|$)"
DASHES = "‐‑‒–—−•·‣◦▪*+"  # noqa: RUF001 (what word processors make of a hyphen)
"""What people write where an item of a list begins with a hyphen."""
BLOCK = r"\s*+(?:- +)*+(?:[\w-]+:\s+)?[|>][-+0-9]*\s*(?:#.*)?$"


def indent(line: str) -> int:
    """Count the spaces that a line begins with."""
    return len(line) - len(line.lstrip(" "))


def key_column(line: str) -> int | None:
    """Find the column of a line's key, behind its dashes; None if it has none."""
    found = re.match(KEY_LINE, line)
    return found.start("key") if found else None


def is_dash(line: str) -> bool:
    """Tell whether a line begins an item of a list."""
    return line.lstrip().startswith("- ") or line.strip() == "-"


def above(lines: Sequence[str], number: int) -> int | None:
    """Find the next line above that holds more than a comment."""
    return next((n for n in range(number - 1, -1, -1) if is_told(lines[n])), None)


def below(lines: Sequence[str], number: int) -> str:
    """Find the next line below that holds more than a comment; empty if there is none."""
    rest = range(number + 1, len(lines))
    return next((lines[n] for n in rest if is_told(lines[n])), "")


def is_told(line: str) -> bool:
    """Tell whether a line holds more than a comment."""
    bare = line.strip()
    return bool(bare) and not bare.startswith("#")


def opens(line: str) -> bool:
    """Tell whether what belongs to a key stands below its line."""
    return line.rstrip().endswith(":") or bool(re.match(BLOCK, line))


def in_block(lines: Sequence[str], number: int) -> int | None:
    """Find the column of the text below a '|' that a line belongs to; None if it belongs to none.

    A line that begins nearer to the margin belongs to it as well, unless it is in line with keys.
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
    """Find the column in which a line should begin, to fit what is above it."""
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
    """Find the first line below the same key, if that is the one in an unusual column."""
    here, first = indent(lines[number]), number
    while first and (not lines[first - 1].strip() or not opens(lines[first - 1])):
        first -= 1
    usual = (key_column(lines[first - 1]) or 0) + 2 if first else None
    return first if here == usual and first < number and indent(lines[first]) != here else None


def moved(lines: Sequence[str], number: int, column: int) -> tuple[tuple[int, str], ...]:
    """Move a line, and those that are wrong with it, to the column that is right for it."""
    here = indent(lines[number])
    mended = [(number, " " * column + lines[number].lstrip())]
    right = {column, key_column(mended[0][1])}
    for rank in range(number + 1, len(lines)):
        line = lines[rank]
        if line.strip() and (indent(line) < here or indent(line) in right):
            break
        mended.append((rank, " " * max(0, indent(line) + column - here) + line.lstrip(" ")))
    return tuple(mended)
