"""The arguments that most commands share."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import ArgumentParser


def path(text: str) -> Path:
    """Take a path; an empty one is a variable that was never set, and not this directory."""
    if not text:
        message = "an empty path; write . for this directory"
        raise argparse.ArgumentTypeError(message)
    return Path(text)


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
