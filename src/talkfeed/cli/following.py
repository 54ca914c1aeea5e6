"""Errors of a command that goes on after them → the terminal."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from talkfeed.errors import CodedError, InvalidData, Rejected, TalkfeedError, indented

if TYPE_CHECKING:
    from collections.abc import Iterator

    from talkfeed.cli.console import Console


@contextmanager
def readable() -> Iterator[None]:
    """Do what reads files.

    Raises:
        Rejected: TF101, in place of an error of the system; a closed pipe stays one.
    """
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        name = error.filename or "standard input"
        message = f"cannot read {name}: {(error.strerror or str(error)).lower()}"
        raise Rejected("TF101", message, "check that it is a file that you may read") from error


def print_error(error: TalkfeedError, err: Console, ending: str = "") -> None:
    """Print an error: each problem of the data, and how it ends, or one line and a hint."""
    if isinstance(error, InvalidData):
        from talkfeed.cli import problems  # noqa: PLC0415  — needed for problems only

        problems.print_problems(error.problems, err, ending)
        return
    err.say(f"talkfeed: {err.paint(str(error), 'error')}")
    if isinstance(error, CodedError) and error.hint:
        err.say(err.paint(indented(error.hint), "hint"))
