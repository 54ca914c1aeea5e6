"""The arguments that several commands have, and the types of their values."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Callable, Iterable
    from datetime import timedelta
    from pathlib import Path


DASK = "dask"
ENGINES = ("in-process", "processes", DASK)


def is_text(text: str) -> bool:
    """Return whether text is free of surrogates, which replace bytes that are not UTF-8."""
    return text.isascii() or not any("\ud800" <= character <= "\udfff" for character in text)


def place(text: str) -> str:
    """Check a path or an address; an empty one comes from a shell variable that is not set."""
    if not text:
        message = "the path is empty; write . for this directory"
        raise argparse.ArgumentTypeError(message)
    return text


def whole_number(what: str, least: int) -> Callable[[str], int]:
    """Return a parser of integers not below `least`; `what` is the noun for its error."""

    def read(text: str) -> int:
        if text.isascii() and text.isdigit() and len(text) < 10 and int(text) >= least:  # noqa: PLR2004
            return int(text)
        message = f"'{text}' is not a number of {what}; write {least} or more"
        raise argparse.ArgumentTypeError(message)

    return read


def language(tag: str) -> str:
    """Return the tag of a language whose dates are known."""
    from talkfeed.dates.daterules import primary  # noqa: PLC0415  — for imports only
    from talkfeed.dates.languages import LANGUAGES  # noqa: PLC0415

    if primary(tag) in {"en", *LANGUAGES}:
        return tag
    known = ", ".join(sorted(["en", *LANGUAGES]))
    message = f"dates in '{tag}' are not known; write one of {known}"
    raise argparse.ArgumentTypeError(message)


_UNITS = {"m": "minutes", "h": "hours", "d": "days"}


def duration(text: str) -> timedelta:
    """Read a whole number of days, hours or minutes.

    >>> duration("12h")
    datetime.timedelta(seconds=43200)
    """
    from datetime import timedelta  # noqa: PLC0415  — see above

    number, unit = (text, "d") if text == "0" else (text[:-1], text[-1:])
    if unit in _UNITS and number.isascii() and number.isdigit() and len(number) < 5:  # noqa: PLR2004
        return timedelta(**{_UNITS[unit]: int(number)})
    message = f"'{text}' is not a time; write 1d, 12h, 30m or 0"
    raise argparse.ArgumentTypeError(message)


def path(text: str) -> Path:
    """Parse a path."""
    from pathlib import Path  # noqa: PLC0415  — 4 ms that help does not need

    return Path(place(text))


def add_talks(parser: ArgumentParser) -> None:
    """Add the positional argument TALKS."""
    parser.add_argument(
        "talks",
        nargs="?",
        default="talks.yaml",
        type=path,
        metavar="TALKS",
        help="the talks file, or a directory of them (default: talks.yaml)",
    )


def add_talks_option(parser: ArgumentParser) -> None:
    """Add the talks file of a command whose arguments are something else."""
    parser.add_argument(
        "--talks",
        type=path,
        default="talks.yaml",
        metavar="TALKS",
        help="the talks file, or a directory of them (default: talks.yaml)",
    )


def add_lenient(parser: ArgumentParser) -> None:
    """Add `--lenient`."""
    parser.add_argument(
        "--lenient",
        action="store_true",
        help="fix or skip bad entries and report them, instead of refusing",
    )


def add_now(parser: ArgumentParser) -> None:
    """Add `--now`."""
    parser.add_argument(
        "--now",
        metavar="TIME",
        help="use this as the current time, e.g. 2015-11-01T12:00:00Z"
        " (default: SOURCE_DATE_EPOCH, else the clock)",
    )


def add_plan_options(parser: ArgumentParser) -> None:
    """Add what the plan of a build depends on: talks, output, clock, and limits of the lock."""
    add_talks(parser)
    add_lenient(parser)
    parser.add_argument(
        "--output",
        type=path,
        metavar="DIR",
        help="the output directory (default: output beside the talks file)",
    )
    add_now(parser)
    parser.add_argument(
        "--allow-removals",
        type=whole_number("talks", 0),
        default=0,
        metavar="N",
        help="allow up to N talks to be removed in one build",
    )
    parser.add_argument(
        "--recover",
        type=place,
        metavar="URL|DIR",
        help="rebuild a lost talks.lock from the feeds published here",
    )


def add_cache_option(parser: ArgumentParser, what: str) -> None:
    """Add the option for the cache directory; `what` begins its help."""
    usual = " (default: your cache directory)"
    parser.add_argument("--cache", type=place, metavar="DIR", help=what + usual)


def add_cache(parser: ArgumentParser) -> None:
    """Add the arguments of `talkfeed cache`."""
    parser.add_argument(
        "action",
        nargs="?",
        choices=("clear",),
        metavar="clear",
        help="empty the cache; the next build fills it again",
    )
    add_cache_option(parser, "the cache directory")


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Suggest the known word that is most similar to an unknown one, if there is any.

    >>> did_you_mean("biuld", ["build", "check"]), did_you_mean("xyzzy", ["build"])
    ("; did you mean 'build'?", '')
    """
    from difflib import get_close_matches  # noqa: PLC0415  — needed for errors only

    close = get_close_matches(word.partition("=")[0], list(known), n=1)
    return f"; did you mean '{close[0]}'?" if close else ""


def add_rules(parser: ArgumentParser) -> None:
    """Add the options of rules of recurring slots."""
    parser.add_argument(
        "--every",
        action="store_true",
        help='read rules of recurring slots instead, e.g. "2nd Thursday of the month 18:30"',
    )
    for option, name, what in (
        ("--from", "first", "the first day of slots, which also begins fortnights"),
        ("--to", "last", "the last day of slots"),
    ):
        default = "today" if name == "first" else "show ten slots"
        parser.add_argument(
            option, dest=name, metavar="DAY", help=f"{what} (with --every; default: {default})"
        )


def engine(text: str) -> str:
    """Check the name of an engine, or `dask:` with the address of a scheduler."""
    name, _, address = text.partition(":")
    if name in ENGINES and (name == DASK or not address):
        return text
    message = f"no engine '{text}'; write in-process, processes, dask or dask:tcp://HOST:8786"
    raise argparse.ArgumentTypeError(message)
