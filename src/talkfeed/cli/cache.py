"""`talkfeed cache`: show the directory and the size of the cache, or clear it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from talkfeed.cli.console import visible
from talkfeed.cli.paths import cache_of
from talkfeed.engine.cleaning import cached_files, clear
from talkfeed.errors import CannotWrite, WrongUsage

if TYPE_CHECKING:
    from argparse import Namespace

    from talkfeed.cli.console import Console

_UNITS = ("bytes", "kB", "MB", "GB")
_STEP = 1000


def run(arguments: Namespace, out: Console, _err: Console) -> int:
    """Print the directory and the size of the cache, or clear it."""
    directory = cache_of(arguments.cache, os.environ)
    if directory is None:
        message = "there is no cache: neither --cache nor HOME names a directory for it"
        raise WrongUsage(message)
    if arguments.action == "clear":
        try:
            removed = clear(directory.path)
        except OSError as error:
            message = f"cannot clear {directory.path}: {(error.strerror or str(error)).lower()}"
            hint = "check its permissions, and run the command again"
            raise CannotWrite("TF501", message, hint) from error
        out.say(visible(f"removed {size(removed)} from {directory.path}"))
        return 0
    sizes = [count for _, count in cached_files(directory.path)]
    noun = "file" if len(sizes) == 1 else "files"
    out.say(visible(f"{directory.path}: {size(sum(sizes))} in {len(sizes)} {noun}"))
    return 0


def size(count: int) -> str:
    """Format a number of bytes.

    >>> size(0), size(999), size(1_500), size(246_000_000)
    ('0 bytes', '999 bytes', '1.5 kB', '246.0 MB')
    """
    value, unit = float(count), 0
    while value >= _STEP and unit + 1 < len(_UNITS):
        value, unit = value / _STEP, unit + 1
    return f"{value:.1f} {_UNITS[unit]}" if unit else f"{count} bytes"
