"""The arguments that most commands share."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Callable


def is_text(text: str) -> bool:
    """Tell whether text was decoded whole; bytes that are not UTF-8 are in it as surrogates."""
    return text.isascii() or not any("\ud800" <= character <= "\udfff" for character in text)


def place(text: str) -> str:
    """Take a path or an address; an empty one is a variable that was never set."""
    if not text:
        message = "an empty path; write . for this directory"
        raise argparse.ArgumentTypeError(message)
    return text


def whole_number(what: str, least: int) -> Callable[[str], int]:
    """Make a reader of a number of things, of which there are at least so many."""

    def read(text: str) -> int:
        if text.isascii() and text.isdigit() and len(text) < 10 and int(text) >= least:  # noqa: PLR2004
            return int(text)
        message = f"'{text}' is not a number of {what}; write {least} or more"
        raise argparse.ArgumentTypeError(message)

    return read


def path(text: str) -> Path:
    """Take a path."""
    return Path(place(text))


def add_talks(parser: ArgumentParser) -> None:
    """Add the talks file, which is the last argument of a command."""
    parser.add_argument(
        "talks",
        nargs="?",
        default="talks.yaml",
        type=path,
        metavar="TALKS",
        help="the talks file, or a directory of them (default: talks.yaml)",
    )
