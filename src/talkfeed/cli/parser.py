"""The commands and their options → argparse parsers; every help ends with an example."""

from __future__ import annotations

import argparse
import os
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from typing import TYPE_CHECKING, Any, NoReturn

from talkfeed.cli import changing, operating
from talkfeed.cli.arguments import (
    add_cache,
    add_cache_option,
    add_lenient,
    add_now,
    add_plan_options,
    add_rules,
    add_talks,
    did_you_mean,
    is_text,
    path,
    place,
    whole_number,
)
from talkfeed.errors import WrongUsage
from talkfeed.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

WIDTH = 80
"""The width of a help text; fixed, because the reference contains the help."""

_ABOUT = """\
Turn a hand-written talks.yaml into feeds, calendars and pages. The file
talks.lock records what was published, so that nobody sees a talk twice, late,
or not at all."""

_EXAMPLE = """\
example:
  talkfeed init                    start a talks file here
  talkfeed check                   find the mistakes in talks.yaml
  talkfeed diff                    show the changes for subscribers
  talkfeed build                   write output/ and talks.lock
  talkfeed explain "summer 2013"   show how a date is read

exit status:
  0   done
  1   problems in the data, nothing written
  2   wrong usage
  73  only some of the files were written: run the command again
  74  cannot write: nothing was changed, the old output is intact;
      or another server did not take something: run the command again
  75  another build or publisher is running
  76  all files were written, but a later step failed
"""


class _Formatter(RawDescriptionHelpFormatter):
    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=WIDTH, max_help_position=26)

    def add_argument(self, action: argparse.Action) -> None:
        """Count the indent of a command's name, as Python 3.13 does and older ones do not."""
        super().add_argument(action)
        for command in self._iter_indented_subactions(action):
            length = len(self._format_action_invocation(command)) + self._current_indent
            self._action_max_length = max(self._action_max_length, length)


class ParserExit(Exception):
    """The parser ends the program, with help or with an error in the arguments."""

    def __init__(self, text: str, status: int = 0) -> None:
        """Store the text to print, on standard error if the status is not 0."""
        super().__init__(text)
        self.text, self.status = text, status


class _Parser(ArgumentParser):
    def __init__(self, **settings: Any) -> None:  # noqa: ANN401  — argparse's own
        super().__init__(**settings, formatter_class=_Formatter, allow_abbrev=False)

    def error(self, message: str) -> NoReturn:
        """Raise a short error that names --help, instead of printing the usage."""
        text = f"{self.prog}: {message}\n    see: {self.prog} --help"
        raise ParserExit(text, WrongUsage.status)

    def print_help(self, _: object = None) -> NoReturn:
        """Raise the help, so that it is printed like all other output."""
        raise ParserExit(self.format_help())

    def parse_args(self, args: Any = None, namespace: Any = None) -> Any:  # noqa: ANN401
        """Parse all arguments; a remaining one is an error of the command it belongs to."""
        arguments, rest = self.parse_known_args(args, namespace)
        if rest:
            options = arguments.parser._option_string_actions  # noqa: SLF001  — no other way
            what = "unknown option" if rest[0].startswith("-") else "unexpected argument"
            arguments.parser.error(f"{what} '{rest[0]}'{did_you_mean(rest[0], options)}")
        return arguments

    def _get_value(self, action: argparse.Action, arg_string: str) -> Any:  # noqa: ANN401
        """Reject bytes that are not UTF-8, except in file names."""
        is_name = action.type in {path, place} or action.nargs == argparse.PARSER
        if not is_name and not is_text(arg_string):
            message = f"{os.fsencode(arg_string)!r} is not UTF-8"
            raise argparse.ArgumentError(action, message)
        return super()._get_value(action, arg_string)

    def _check_value(self, action: argparse.Action, value: Any) -> None:  # noqa: ANN401
        if action.choices is not None and value not in action.choices:
            meant = (
                did_you_mean(value, action.choices) or f"; there are: {', '.join(action.choices)}"
            )
            name = action.option_strings[0] if action.option_strings else "command"
            self.error(f"unknown {name} '{value}'{meant}")


class _Version(argparse.Action):
    """Print the version, like all other output."""

    def __init__(self, option_strings: Sequence[str], dest: str) -> None:
        super().__init__(option_strings, dest, nargs=0, help="print the version and exit")

    def __call__(self, *_: object) -> NoReturn:
        text = f"talkfeed {VERSION}"
        raise ParserExit(text)


def parse(given: Sequence[str]) -> argparse.Namespace:
    """Parse a command line; if it begins with a command, make the parser of that one only.

    Without a command there is help or an error to print, which needs no options of commands.

    Raises:
        ParserExit: with the help or an error to print.
    """
    names = given[:1] if given and given[0] in COMMANDS else COMMANDS
    has_command = not COMMANDS.keys().isdisjoint(given)
    arguments: argparse.Namespace = make_parsers(names, options=has_command)[0].parse_args(given)
    return arguments


def make_parsers(names: Iterable[str], *, options: bool = True) -> list[ArgumentParser]:
    """Make a parser with the commands named, and the parser of each after it in the list.

    With `options` the commands have their options and arguments.
    """
    parser = _Parser(prog="talkfeed", description=_ABOUT, epilog=_EXAMPLE)
    parser.add_argument("--version", action=_Version)
    commands = parser.add_subparsers(
        title="commands", dest="command", metavar="COMMAND", required=True
    )
    parsers: list[ArgumentParser] = [parser]
    for name in names:
        about, example, add = COMMANDS[name]
        description = f"{about[0].upper()}{about[1:]}."
        command = commands.add_parser(name, help=about, description=description, epilog=example)
        module = _MODULES.get(name, name)
        command.set_defaults(writes=name in _WRITING, module=module, parser=command)
        if options:
            add(command)
        parsers.append(command)
    return parsers


def _add_json(parser: ArgumentParser, what: str) -> None:
    parser.add_argument("--json", action="store_true", help=f"print {what}")


def _add_build(parser: ArgumentParser) -> None:
    add_plan_options(parser)
    parser.add_argument(
        "--locked",
        action="store_true",
        help="fail if talks.lock would change, e.g. in checks of pull requests",
    )
    parser.add_argument("--verbose", action="store_true", help="show all changes and all notices")
    parser.add_argument(
        "--explain",
        nargs="?",
        const="",
        metavar="PATH",
        help="show why each file was written; with PATH, write nothing and list what that file of"
        " the output depends on",
    )
    parser.add_argument(
        "--jobs",
        type=whole_number("processes", 1),
        metavar="N",
        help="the number of processes (default: one for each core, if there is much to do)",
    )
    operating.add_engine(parser)
    parser.add_argument(
        "--watch", action="store_true", help="build again after each edit, until Ctrl-C"
    )
    operating.add_poll(parser)
    parser.add_argument("--timings", action="store_true", help="show the time of each stage")
    parser.add_argument(
        "--profile",
        type=path,
        metavar="FILE",
        help="write a profile of the build, for speedscope.app",
    )
    add_cache_option(parser, 'the cache directory; "off": no cache')


def _add_check(parser: ArgumentParser) -> None:
    add_talks(parser)
    add_lenient(parser)
    parser.add_argument(
        "--format",
        choices=("text", "json", "github"),
        default="text",
        help="text for people, JSON for programs, or annotations for GitHub (default: text)",
    )
    parser.add_argument(
        "--verbose", action="store_true", help="name each talk that the podcast leaves out"
    )


def _add_diff(parser: ArgumentParser) -> None:
    add_plan_options(parser)
    _add_json(parser, "one JSON object")


def _add_list(parser: ArgumentParser) -> None:
    add_talks(parser)
    parser.add_argument(
        "--upcoming", action="store_true", help="list only the talks to come, next first"
    )
    add_now(parser)
    _add_json(parser, "one JSON array")


def _add_explain(parser: ArgumentParser) -> None:
    parser.add_argument(
        "phrases",
        nargs="+",
        metavar="PHRASE",
        help='a date, e.g. "Oct 2015"; - reads one per line from standard input',
    )
    _add_json(parser, "one JSON object per line")
    add_rules(parser)
    parser.add_argument(
        "--timezone", metavar="ZONE", help="the zone of times without one, e.g. Europe/Paris"
    )
    parser.add_argument(
        "--dates",
        choices=("dmy", "mdy"),
        help="the order of 10/07/2015 (default: reject such dates)",
    )
    parser.add_argument(
        "--language",
        dest="languages",
        action="append",
        metavar="TAG",
        help="a language of month names (default: en); repeatable, tried in this order",
    )
    parser.add_argument(
        "--hemisphere",
        choices=("north", "south"),
        help="the hemisphere of seasons such as summer (default: north)",
    )
    parser.add_argument(
        "--talks",
        type=place,
        metavar="TALKS",
        help="the talks file whose settings replace these defaults"
        ' (default: talks.yaml, if there is one; "off": none)',
    )


def _add_schema(parser: ArgumentParser) -> None:
    pages = parser.add_mutually_exclusive_group()
    for page, what in (
        ("fields", "of all fields"),
        ("rules", "of all codes of problems"),
        ("dates", "of all date phrases"),
        ("commands", "of all commands"),
    ):
        pages.add_argument(
            f"--{page}",
            dest="page",
            action="store_const",
            const=page,
            help=f"print the reference {what} instead, in Markdown",
        )


_MODULES = {"import": "importing"}
"""The modules of commands whose name is a word of Python."""
_WRITING = {
    *("build", "import", "update", "add", "edit", "cancel", "fmt", "init", "links", "publish"),
    "thumbnails",
}

COMMANDS: dict[str, tuple[str, str, Callable[[ArgumentParser], None]]] = {
    "build": (
        "write the feeds, calendars and pages, and record them in talks.lock",
        "example:\n  talkfeed build talks.yaml --output public/talks",
        _add_build,
    ),
    "check": (
        "find all mistakes in the talks file, and write nothing",
        "example:\n  talkfeed check --format github",
        _add_check,
    ),
    "diff": (
        "show what the next build would change for subscribers",
        "example:\n  talkfeed diff --json",
        _add_diff,
    ),
    "list": (
        "list the talks, in a table on a terminal, else separated by tabs",
        "example:\n  talkfeed list --upcoming",
        _add_list,
    ),
    "explain": (
        "show how a date is read, and its form in feeds and calendars",
        (
            "example:\n"
            '  talkfeed explain --timezone Europe/Paris "7 Oct 2015, 18:30" "summer 2013"\n'
            '  talkfeed explain --every --from 2026-10-01 "every other Friday at noon"'
        ),
        _add_explain,
    ),
    **changing.COMMANDS,
    **operating.COMMANDS,
    "cache": (
        "show the directory and the size of the cache, or clear it",
        "example:\n  talkfeed cache clear",
        add_cache,
    ),
    "schema": (
        "print the JSON Schema of talks files, for completion in editors",
        "example:\n  talkfeed schema >talks.schema.json",
        _add_schema,
    ),
}
"""For each command: its summary, an example, and the function that adds its options."""
