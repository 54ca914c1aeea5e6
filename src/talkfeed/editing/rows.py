"""Keys, comments and blank lines of a talks file → the lines of its layout.

Lines are indented relative to their parent, which indents them further.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from talkfeed.editing.writing import STEP
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_HEADER = re.compile(r"([|>][-+]?)(\d?)([-+]?)(.*)")


class Note(NamedTuple):
    """A comment line with its column, or a blank line (no text)."""

    column: int
    text: str


_BLANK = Note(0, "")


def note_of(line: str) -> Note:
    """Parse a line; all blank lines share one value, because a file may have millions."""
    text = line.strip()
    return Note(len(line) - len(line.lstrip()), text) if text else _BLANK


class Gap(NamedTuple):
    """The text between two values: the comment at the end of the line, and the lines after it."""

    ending: str = ""
    notes: tuple[Note, ...] = ()


class Chunk(NamedTuple):
    """A key or item with its value, and the notes above it."""

    key: str
    notes: tuple[Note, ...]
    lines: list[str]
    is_flow: bool


def joined(chunks: list[Chunk], notes: tuple[Note, ...], *, is_wide: bool) -> list[str]:
    """Return the lines of children, and then of the notes after the last."""
    lines: list[str] = []
    for number, chunk in enumerate(chunks):
        above = texts(chunk.notes, is_wide=is_wide)
        is_tight = chunk.is_flow and number and chunks[number - 1].is_flow
        has_gap = bool(chunk.notes and not chunk.notes[0].text and above)
        if number and is_wide and (not is_tight or has_gap):
            lines.append("")
        lines += (*above, *chunk.lines)
    last = texts(notes, is_wide=is_wide)
    while last and not last[-1]:
        last.pop()
    gap = [""] if last and is_wide and not notes[0].text else []
    return [*lines, *gap, *last]


def texts(notes: Iterable[Note], *, is_wide: bool = False) -> list[str]:
    """Return the lines of notes; blank lines between paragraphs stay, one at a time."""
    lines: list[str] = []
    for note in notes:
        if note.text or (is_wide and lines and lines[-1]):
            lines.append(note.text)
    return lines


def split_notes(notes: Sequence[Note], column: int) -> tuple[tuple[Note, ...], tuple[Note, ...]]:
    """Split notes after a block: those indented like it belong to it, the others follow it."""
    end = 0
    for number, note in enumerate(notes):
        if note.text and note.column < column:
            break
        if note.text:
            end = number + 1
    return tuple(notes[:end]), tuple(notes[end:])


def indented(lines: Iterable[str]) -> list[str]:
    """Indent lines by one step, except blank ones."""
    return [" " * STEP + line if line else line for line in lines]


def ended(lines: list[str], ending: str) -> list[str]:
    """Append a comment to the last line."""
    return [*lines[:-1], lines[-1] + ending]


def block_text(written: list[str], column: int) -> list[str]:
    """Return a block scalar (`|` or `>`) with canonical indentation.

    Blank lines kept at its end ("|+") are removed: they would include those between talks.
    """
    header, *lines = written
    while lines and not lines[-1].strip():
        lines.pop()
    match = _HEADER.fullmatch(header.rstrip())
    style, digit, keep, rest = match.groups() if match else (header, "", "", "")
    filled = (len(line) - len(line.lstrip(" ")) for line in lines if line.strip())
    base = column + int(digit) if digit else next(filled, 0)
    number = str(STEP) if digit else ""
    marks = f"{style}{number}{keep}".replace("+", "")
    return [f"{marks}{rest}", *indented(line[base:] for line in lines)]
