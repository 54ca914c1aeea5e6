"""Arguments → an exit status: parse, call one function of the library, print what it returns.

The only part that reads the clock and the environment. Results go to standard output, problems to
standard error. Exit statuses: 0 done, 1 problems in the data, 2 wrong usage, 73 to 76 as the
exceptions in `talkfeed.errors` have them; 130 and 141 after Ctrl-C and a closed pipe, as in shells.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING

from talkfeed.cli.console import Console, open_console, visible
from talkfeed.engine import gc_tuning
from talkfeed.errors import CannotWrite, CodedError, InvalidData, Rejected, TalkfeedError, indented

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

INTERRUPTED = 130
CLOSED_PIPE = 141


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; nothing a user can cause ends in a traceback."""
    out, err = (open_console(stream, os.environ) for stream in (sys.stdout, sys.stderr))
    try:
        with gc_tuning.for_process():
            return _answer_for(argv, out, err)
    except BrokenPipeError:
        return CLOSED_PIPE
    finally:
        out.abandon()
        err.abandon()


def _answer_for(argv: Sequence[str] | None, out: Console, err: Console) -> int:
    """Run the command, and tell what stopped it."""
    try:
        status = _parse_and_run(argv, out, err)
        out.flush()
    except KeyboardInterrupt:
        with suppress(CannotWrite):  # standard error is full: the status alone says it
            err.say("talkfeed: interrupted")
        return INTERRUPTED
    except TalkfeedError as error:
        with suppress(CannotWrite):
            _tell(error, err)
        return error.status
    return status


def _parse_and_run(argv: Sequence[str] | None, out: Console, err: Console) -> int:
    from talkfeed.cli.parser import Answered, parse  # noqa: PLC0415  — argparse takes 8 ms

    try:
        arguments = parse(sys.argv[1:] if argv is None else argv)
    except Answered as answer:
        (err if answer.status else out).say(visible(answer.text.removesuffix("\n")))
        return answer.status
    try:
        return _run(arguments, out, err)
    except InvalidData as error:
        from talkfeed.cli import problems  # noqa: PLC0415  — needed for problems only

        problems.tell(error.problems, err, "nothing written" if arguments.writes else "")
        return error.status
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            raise
        name = error.filename or "standard input"
        message = f"cannot read {name}: {(error.strerror or str(error)).lower()}"
        raise Rejected("TF101", message, "check that it is a file that you may read") from error


def _run(arguments: Namespace, out: Console, err: Console) -> int:
    command = import_module(f"talkfeed.cli.{arguments.module}")
    status: int = command.run(arguments, out, err)
    return status


def _tell(error: TalkfeedError, err: Console) -> None:
    err.say(f"talkfeed: {err.paint(str(error), 'error')}")
    if isinstance(error, CodedError) and error.hint:
        err.say(err.paint(indented(error.hint), "hint"))
