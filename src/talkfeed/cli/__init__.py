"""Command-line arguments → an exit status: parse, run a command, print its result.

This is the only package that reads the clock and the environment. Results go to standard output,
problems to standard error. Exit statuses: 0 done, 1 problems in the data, 2 wrong usage, 73 to 76
as in `talkfeed.errors`; 130 after Ctrl-C and 141 after a closed pipe, as in shells.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING

from talkfeed.cli.console import Console, open_console, visible
from talkfeed.cli.following import print_error, readable
from talkfeed.engine import gc_tuning
from talkfeed.errors import CannotWrite, InvalidData, TalkfeedError

if TYPE_CHECKING:
    from collections.abc import Sequence

INTERRUPTED = 130
CLOSED_PIPE = 141


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; no error that a user can cause ends in a traceback."""
    out, err = (open_console(stream, os.environ) for stream in (sys.stdout, sys.stderr))
    try:
        with gc_tuning.for_process():
            return _run_and_report(argv, out, err)
    except BrokenPipeError:
        return CLOSED_PIPE
    finally:
        out.abandon()
        err.abandon()


def _run_and_report(argv: Sequence[str] | None, out: Console, err: Console) -> int:
    """Run the command, print its error if there is one, and return the exit status."""
    try:
        status = _parse_and_run(argv, out, err)
        out.flush()
    except KeyboardInterrupt:
        with suppress(CannotWrite):  # the status shows it even if standard error is full
            err.say("talkfeed: interrupted")
        return INTERRUPTED
    except TalkfeedError as error:
        with suppress(CannotWrite):
            print_error(error, err)
        return error.status
    return status


def _parse_and_run(argv: Sequence[str] | None, out: Console, err: Console) -> int:
    from talkfeed.cli.parser import ParserExit, parse  # noqa: PLC0415  — argparse takes 8 ms

    try:
        arguments = parse(sys.argv[1:] if argv is None else argv)
    except ParserExit as end:
        (err if end.status else out).say(visible(end.text.removesuffix("\n")))
        return end.status
    try:
        with readable():
            command = import_module(f"talkfeed.cli.{arguments.module}")
            status: int = command.run(arguments, out, err)
    except InvalidData as error:
        print_error(error, err, "nothing written" if arguments.writes else "")
        return error.status
    return status
