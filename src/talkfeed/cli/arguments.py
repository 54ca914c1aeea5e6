"""The arguments that most commands share."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Callable, Iterable
    from pathlib import Path


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
    from pathlib import Path  # noqa: PLC0415  — 4 ms that help does not need

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


def add_cache_option(parser: ArgumentParser, what: str) -> None:
    """Add the directory of the cache, with what it is for."""
    usual = " (default: the user's own cache directory)"
    parser.add_argument("--cache", type=place, metavar="DIR", help=what + usual)


def add_cache(parser: ArgumentParser) -> None:
    """Add the arguments of `talkfeed cache`."""
    parser.add_argument(
        "action",
        nargs="?",
        choices=("clear",),
        metavar="clear",
        help="remove what is in the cache; the next build makes it again",
    )
    add_cache_option(parser, "the directory of the cache")


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Ask for the word that is most like one nobody knows, or for nothing.

    >>> did_you_mean("biuld", ["build", "check"]), did_you_mean("xyzzy", ["build"])
    ("; did you mean 'build'?", '')
    """
    from difflib import get_close_matches  # noqa: PLC0415  — needed for slips only

    close = get_close_matches(word.partition("=")[0], list(known), n=1)
    return f"; did you mean '{close[0]}'?" if close else ""
