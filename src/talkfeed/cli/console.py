"""A stream → a console: whether it is a terminal, has colour, and how wide it is.

Colour follows NO_COLOR (no-color.org), FORCE_COLOR and TERM=dumb; widths are cells of a terminal,
where East Asian wide characters take two (Unicode Annex 11) and combining ones none.
"""

from __future__ import annotations

import errno
import io
import os
import re
import unicodedata
from contextlib import contextmanager
from itertools import accumulate
from typing import TYPE_CHECKING, TextIO

from talkfeed.errors import CannotWrite, FailedAfterwards
from talkfeed.named_tuple import NamedTuple
from talkfeed.system import obeys_escapes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

USUAL_WIDTH = 80
NARROW = 12
"""The minimum width of a column that may be cut, beside columns that may not."""
STYLES = {
    "error": "1;31",
    "warning": "1;33",
    "notice": "36",
    "place": "1",
    "hint": "2",
    "head": "1",
    "new": "32",
    "updated": "33",
    "restored": "32",
    "withdrawn": "31",
}
"""The style of each kind of text, as parameters of SGR (ECMA-48)."""

_UNSEEN = r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]"
"""Control characters, and those that change the direction of the text after them (UAX 9)."""


class Console(NamedTuple):
    """A stream to print to; `width` is in cells."""

    stream: TextIO
    is_terminal: bool
    has_colour: bool
    width: int

    def say(self, text: str = "") -> None:
        """Print a line.

        Raises:
            BrokenPipeError: the reader has closed the pipe.
            CannotWrite: TF501, writing to the stream failed.
        """
        with _wrap_errors(self.stream):
            self.stream.write(f"{text}\n")

    def flush(self) -> None:
        """Write buffered text; raises like `say`."""
        with _wrap_errors(self.stream):
            self.stream.flush()

    def abandon(self) -> None:
        """Discard text that cannot be written, which would raise at the interpreter's exit."""
        try:
            self.stream.flush()
        except OSError:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self.stream.fileno())
            os.close(nowhere)

    def paint(self, text: str, style: str) -> str:
        """Return text with control characters made visible, and coloured if there is colour."""
        shown = visible(text)
        return f"\x1b[{STYLES[style]}m{shown}\x1b[0m" if self.has_colour else shown

    def table(
        self, heads: Sequence[str], rows: Sequence[Sequence[str]], whole: Collection[int] = ()
    ) -> Iterator[str]:
        """Lay out rows in columns that fit the terminal; elsewhere, separate cells by tabs.

        The columns numbered in `whole` are never cut, even if lines become too long.
        """
        if not self.is_terminal:
            yield from ("\t".join(map(visible, row)) for row in rows)
            return
        widths = _fit([[*map(cells, row)] for row in (heads, *rows)], self.width, whole)
        yield self.paint(_lay(heads, widths), "head")
        yield from (_lay(row, widths) for row in rows)


def open_console(stream: TextIO | None, environment: Mapping[str, str]) -> Console:
    """Make a console of a stream; a closed stream (None) discards all text.

    Characters that the encoding lacks are escaped. Lines end with LF on every system, except on
    terminals, which have their own line end.
    """
    stream = stream or io.StringIO()
    is_terminal = stream.isatty()
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="backslashreplace", newline=None if is_terminal else "\n")
    return Console(
        stream=stream,
        is_terminal=is_terminal,
        has_colour=_has_colour(environment, is_terminal=is_terminal and obeys_escapes(stream)),
        width=_width(stream, environment),
    )


@contextmanager
def _wrap_errors(stream: TextIO) -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        if error.errno == errno.EINVAL:  # a closed pipe on Windows
            raise BrokenPipeError from error
        cause = "the disk is full" if error.errno == errno.ENOSPC else str(error.strerror).lower()
        name = getattr(stream, "name", "a stream").strip("<>")
        hint = "free some space, and try again"
        raise CannotWrite("TF501", f"cannot write to {name}: {cause}", hint) from error


@contextmanager
def afterwards(out: Console | None = None, *, is_written: bool = True) -> Iterator[None]:
    """Run what follows the writing of files, then flush `out`.

    Raises:
        FailedAfterwards: TF508, instead of `CannotWrite` if files were written before.
    """
    try:
        yield
        if out:
            out.flush()
    except CannotWrite as error:
        if not is_written:
            raise
        message = f"all files were written, but then this failed: {error.message}"
        hint = "the files are complete; the command need not be run again"
        raise FailedAfterwards("TF508", message, hint) from error


def use_utf8(console: Console) -> None:
    """Switch a stream to UTF-8, which JSON requires in every locale (RFC 8259, 8.1)."""
    if isinstance(console.stream, io.TextIOWrapper):
        console.stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _width(stream: TextIO, environment: Mapping[str, str]) -> int:
    """Return COLUMNS if it is set, else the terminal's width, else 80."""
    named = environment.get("COLUMNS", "")
    if named and re.fullmatch("[1-9][0-9]{0,4}", named):
        return int(named)
    try:
        return os.get_terminal_size(stream.fileno()).columns or USUAL_WIDTH
    except OSError:
        return USUAL_WIDTH


def _has_colour(environment: Mapping[str, str], *, is_terminal: bool) -> bool:
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR"):
        return True
    return is_terminal and environment.get("TERM") != "dumb"


def visible(text: str) -> str:
    r"""Escape control characters, so that they have no effect on a terminal.

    >>> visible("red \x1b[31m")
    'red \\x1b[31m'
    """
    if text.isprintable():  # nothing to escape, so no pattern to compile
        return text
    return re.sub(_UNSEEN, lambda match: ascii(match[0])[1:-1], text)


def cells(text: str) -> int:
    """Return the width of text on a terminal, in cells.

    >>> cells("日本"), cells("abc"), cells("é")
    (4, 3, 1)
    """
    if text.isascii():
        return len(text)
    return sum(map(_cells_of, text))


def _cells_of(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def shorten(text: str, width: int) -> str:
    """Cut text to a number of cells; an ellipsis marks a cut.

    >>> shorten("unikernels", 5), shorten("日本語", 5)
    ('unik…', '日本…')
    """
    if cells(text) <= width:
        return text
    taken = accumulate(map(_cells_of, text), initial=1)  # one cell for the ellipsis
    return f"{text[: max(0, sum(total <= width for total in taken) - 1)]}…"


def _fit(measured: Sequence[Sequence[int]], width: int, whole: Collection[int]) -> list[int]:
    """Return the widths of the columns; the widest ones are cut until the table fits."""
    widths = [max(column) for column in zip(*measured, strict=True)]
    spare = width - 2 * (len(widths) - 1)
    least = NARROW if whole else 1
    cut = [number for number in range(len(widths)) if number not in whole]
    while sum(widths) > spare and max(widths[number] for number in cut) > least:
        widths[max(cut, key=widths.__getitem__)] -= 1
    return widths


def _lay(row: Sequence[str], widths: Sequence[int]) -> str:
    pieces = [shorten(visible(text), width) for text, width in zip(row, widths, strict=True)]
    padded = (piece + " " * (w - cells(piece)) for piece, w in zip(pieces, widths, strict=True))
    return "  ".join(padded).rstrip()
