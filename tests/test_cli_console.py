"""A stream → what may be printed on it, and how text is fitted to cells."""

from __future__ import annotations

import ctypes
import errno
import io
import os
import sys
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkfeed.cli.console import Console, cells, open_console, shorten, use_utf8, visible
from talkfeed.errors import CannotWrite


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Say so."""
        return True


def console(*, width: int = 40, is_terminal: bool = True) -> Console:
    """Make a console without colour that keeps what is printed."""
    return Console(stream=io.StringIO(), is_terminal=is_terminal, has_colour=False, width=width)


class Encoded(io.BytesIO):
    """The bytes of a file or pipe, which may fail."""

    def __init__(self, *, error: int = 0) -> None:
        """Take the error of the system, if there is one."""
        super().__init__()
        self.error = error

    def write(self, content: Any) -> int:
        """Keep the content, or fail."""
        if self.error:
            raise OSError(self.error, os.strerror(self.error))
        return super().write(content)


def test_a_code_page_of_windows_takes_any_text() -> None:
    """What it lacks is escaped; lines in files and pipes end with a line feed alone."""
    content = Encoded()
    out = open_console(io.TextIOWrapper(content, encoding="cp1252", newline="\r\n"), {})
    out.say("é 日")
    out.flush()
    assert content.getvalue() == b"\xe9 \\u65e5\n"


def test_a_pipe_that_windows_closed_is_closed() -> None:
    """Windows calls it an invalid argument."""
    out = open_console(io.TextIOWrapper(Encoded(error=errno.EINVAL), encoding="utf-8"), {})
    out.say("text")
    with pytest.raises(BrokenPipeError):
        out.flush()


def test_a_terminal_of_windows_is_asked_for_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    """One that knows no escape sequences gets none."""
    windows = SimpleNamespace(get_osfhandle=lambda descriptor: descriptor)
    monkeypatch.setitem(sys.modules, "msvcrt", windows)
    for known in (0, 1):
        kernel = SimpleNamespace(
            GetConsoleMode=lambda *_, known=known: known, SetConsoleMode=lambda *_: 1
        )
        monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
        terminal = Terminal()
        monkeypatch.setattr(terminal, "fileno", lambda: 1)
        assert open_console(terminal, {}).has_colour is bool(known)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain — 日本 é", "plain — 日本 é"),
        ("\x1b[31mred", r"\x1b[31mred"),
        ("bell\x07", r"bell\x07"),
        ("a\u202eb", r"a\u202eb"),
        ("a\u200fb", "a\u200fb"),
        ("\x9b31m", r"\x9b31m"),
    ],
)
def test_nothing_acts_on_the_terminal(text: str, shown: str) -> None:
    """Controls and turns of direction are shown, never obeyed."""
    assert visible(text) == shown


@given(st.text(), st.integers(1, 30))
def test_a_short_text_fits(text: str, width: int) -> None:
    """What is shortened takes no more cells than there are, and is the beginning of the text."""
    short = shorten(text, width)
    assert cells(short) <= width
    assert text == short or text.startswith(short[:-1])


@given(st.lists(st.tuples(*[st.text()] * 3), max_size=5), st.integers(20, 80))
def test_a_table_fits_the_terminal(rows: list[tuple[str, str, str]], width: int) -> None:
    """No line of a table is wider than the terminal."""
    table = console(width=width).table(("one", "two", "three"), rows)
    assert all(cells(line) <= width for line in table)


def test_a_table_elsewhere_has_tabs() -> None:
    """Programs get every field whole."""
    rows = [("a" * 50, "b", ""), ("c", "d", "e")]
    table = console(is_terminal=False).table(("one", "two", "three"), rows)
    assert list(table) == ["a" * 50 + "\tb\t", "c\td\te"]


@pytest.mark.parametrize(
    ("variables", "is_terminal", "has_colour"),
    [
        ({}, True, True),
        ({}, False, False),
        ({"TERM": "dumb"}, True, False),
        ({"FORCE_COLOR": "1"}, False, True),
        ({"FORCE_COLOR": "1", "TERM": "dumb"}, True, True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, True, False),
        ({"NO_COLOR": ""}, True, True),
    ],
)
def test_colour_is_for_terminals_and_whoever_asks(
    variables: dict[str, str], *, is_terminal: bool, has_colour: bool
) -> None:
    """NO_COLOR wins over FORCE_COLOR, and both over what the terminal can do."""
    opened = open_console(Terminal() if is_terminal else io.StringIO(), variables)
    assert opened.has_colour is has_colour
    painted = "\x1b[32m\\x07\x1b[0m" if has_colour else "\\x07"
    assert opened.paint("\x07", "new") == painted


@pytest.mark.parametrize(
    ("columns", "width"), [("120", 120), ("0", 80), ("wide", 80), ("", 80), ("²", 80)]
)
def test_columns_sets_the_width(columns: str, width: int) -> None:
    """COLUMNS counts where it is a number; a stream that is no terminal has the usual width."""
    assert open_console(io.StringIO(), {"COLUMNS": columns}).width == width


def test_a_stream_that_is_closed_swallows_everything() -> None:
    """No stream at all is no error."""
    nowhere = open_console(None, {})
    nowhere.say("anything")
    nowhere.flush()
    nowhere.abandon()


def test_a_buffer_stays_as_it_is() -> None:
    """A stream without an encoding needs none."""
    use_utf8(console())


class Full(io.StringIO):
    """A stream whose device is broken."""

    def write(self, _: str) -> int:
        """Fail as a disk does."""
        raise OSError(5, "Input/output error")


def test_a_broken_stream_is_told() -> None:
    """What the system says about a stream comes in plain words."""
    broken = open_console(Full(), {})
    with pytest.raises(CannotWrite, match="cannot write to a stream: input/output error"):
        broken.say("anything")
