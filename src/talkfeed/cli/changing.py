"""The commands that change talks.yaml, and their options."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from talkfeed.cli.arguments import add_now, add_talks, language, path, place
from talkfeed.model.linkkinds import KINDS
from talkfeed.model.people import KEYS as PEOPLE
from talkfeed.model.plainfields import PLAIN, ValueType

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Callable


def _pair(text: str) -> tuple[str, str]:
    key, sign, value = text.partition("=")
    if key and sign and value:
        return key, value
    message = f"'{text}' is not FIELD=KEY, such as title=name"
    raise argparse.ArgumentTypeError(message)


def _add_import(parser: ArgumentParser) -> None:
    parser.add_argument(
        "source",
        type=place,
        metavar="SOURCE",
        help="a file, a directory, an http or https address, or - for standard input",
    )
    add_talks(parser)
    parser.add_argument(
        "--from", dest="kind", metavar="KIND", help="the kind of source (default: detected)"
    )
    parser.add_argument(
        "--map",
        dest="mapping",
        type=_pair,
        action="append",
        default=[],
        metavar="FIELD=KEY",
        help="the key or column of the source that holds a field, e.g. title=name; repeatable",
    )
    parser.add_argument(
        "--example",
        type=path,
        metavar="FILE",
        help="a talks file with one or more talks of the page; the others are read the same way",
    )
    _add_import_defaults(parser)
    _add_import_lists(parser)
    _add_writing(parser)
    _add_network(parser)
    parser.add_argument("--yes", action="store_true", help="ask no questions, even on a terminal")
    parser.add_argument("--verbose", action="store_true", help="list every talk in the report")


def _add_import_defaults(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--base",
        default="",
        metavar="URL",
        help="the address against which relative links are resolved (default: the source's)",
    )
    parser.add_argument(
        "--speaker", default="", metavar="NAME", help="the speaker if the source names none"
    )
    parser.add_argument(
        "--event", default="", metavar="NAME", help="the event if the source names none"
    )
    parser.add_argument(
        "--dates",
        choices=("dmy", "mdy"),
        help="the order of 10/07/2015 (default: that of the talks file, else reject such dates)",
    )
    parser.add_argument(
        "--timezone",
        metavar="ZONE",
        help="the zone of times without one, e.g. Europe/Paris (default: that of the talks file)",
    )
    parser.add_argument(
        "--language",
        type=language,
        metavar="TAG",
        help="the language of the dates of a page, e.g. de (default: the one that it states or that"
        " its months are in)",
    )


def _add_import_lists(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--add-videos",
        action="store_true",
        help="add videos that match no talk in the list as talks",
    )
    parser.add_argument(
        "--series",
        action="store_true",
        help="make repeating events of a calendar series instead of dated talks",
    )
    parser.add_argument(
        "--events",
        action="store_true",
        help="also add the events that a source describes to the list below events:",
    )
    parser.add_argument(
        "--people",
        action="store_true",
        help="also add the people that a source describes to the list below people:",
    )


def _add_writing(parser: ArgumentParser) -> None:
    parser.add_argument("--dry-run", action="store_true", help="show the changes and write nothing")


def _add_network(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--allow-private", action="store_true", help="also fetch from addresses of your own network"
    )


_METAVARS = {
    ValueType.TEXT: "TEXT",
    ValueType.WORD: "WORD",
    ValueType.URL: "URL",
    ValueType.LANGUAGE: "TAG",
    ValueType.LENGTH: "LENGTH",
}
FIELDS = (
    ("title", "TEXT", False),
    ("speaker", "NAME", True),
    *((key, "NAME", True) for key in PEOPLE),
    ("event", "NAME", False),
    ("series", "NAME", False),
    ("extra", "true", False),
    ("date", "DATE", False),
    ("time", "TIME", False),
    ("location", "PLACE", False),
    *((row.name, _METAVARS[row.type], False) for row in PLAIN if row.of_delivery),
    *((row.field, "URL", True) for row in KINDS),
    ("recordings", "URL", True),
    ("thumbnail", "FILE", False),
    ("chapters", "FILE|CHAPTER", True),
    ("transcript", "FILE", True),
    ("captions", "FILE", True),
    ("abstract", "TEXT", False),
    ("tags", "TEXT", True),
    *((row.name, _METAVARS[row.type], False) for row in PLAIN if not row.of_delivery),
    ("status", "WORD", False),
    ("id", "KEY", False),
    ("added", "MOMENT", False),
    ("pinned", "BOOLEAN", False),
    ("draft", "BOOLEAN", False),
)
"""Fields of a talk that are options of `add` and `edit`, and whether they can be repeated."""


def _add_fields(parser: ArgumentParser) -> None:
    fields = parser.add_argument_group("fields of a talk, each as in talks.yaml")
    for name, metavar, is_repeatable in FIELDS:
        action = "append" if is_repeatable else "store"
        more = "repeatable" if is_repeatable else None
        fields.add_argument(f"--{name}", action=action, metavar=metavar, help=more)


def _add_add(parser: ArgumentParser) -> None:
    parser.add_argument(
        "address", nargs="?", metavar="URL", help="a page about the talk, or its video"
    )
    parser.add_argument(
        "--to",
        dest="talks",
        type=path,
        default="talks.yaml",
        metavar="TALKS",
        help="the talks file, or a directory of them (default: talks.yaml)",
    )
    _add_fields(parser)
    _add_writing(parser)
    _add_network(parser)


def _add_key(parser: ArgumentParser) -> None:
    parser.add_argument(
        "key",
        metavar="KEY",
        help="the talk's key (the last part of its page's address), or its title",
    )
    add_talks(parser)


def _add_edit(parser: ArgumentParser) -> None:
    _add_key(parser)
    _add_fields(parser)
    parser.add_argument(
        "--unset", action="append", default=[], metavar="FIELD", help="remove a field; repeatable"
    )
    _add_writing(parser)


def _add_cancel(parser: ArgumentParser) -> None:
    _add_key(parser)
    _add_writing(parser)


def _add_update(parser: ArgumentParser) -> None:
    add_talks(parser)
    parser.add_argument(
        "--all", action="store_true", help="ask every source, not only those that are due"
    )
    _add_network(parser)
    add_now(parser)


def _add_fmt(parser: ArgumentParser) -> None:
    add_talks(parser)
    parser.add_argument(
        "--check", action="store_true", help="write nothing, and fail if a file would change"
    )


COMMANDS: dict[str, tuple[str, str, Callable[[ArgumentParser], None]]] = {
    "import": (
        "add the talks of a page, a feed, a calendar or another tool",
        "example:\n  talkfeed import https://conf.example/talks.html --dry-run",
        _add_import,
    ),
    "add": (
        "add a talk; on a terminal, ask for what is missing",
        'example:\n  talkfeed add --title "A talk" --speaker "Ann Example" --date "Oct 2015"',
        _add_add,
    ),
    "edit": (
        "change fields of a talk, and nothing else in the file",
        "example:\n  talkfeed edit rainbows-and-unikernels --video https://video.example/1",
        _add_edit,
    ),
    "cancel": (
        "mark a talk as cancelled, in calendars and feeds as well",
        "example:\n  talkfeed cancel rainbows-and-unikernels",
        _add_cancel,
    ),
    "update": (
        "fetch the calendars and feeds of others that the talks file names",
        "example:\n  talkfeed update && talkfeed build",
        _add_update,
    ),
    "fmt": (
        "format talks files: keys in order, one layout; comments stay",
        "example:\n  talkfeed fmt --check",
        _add_fmt,
    ),
}
"""For each command: its summary, an example, and the function that adds its options."""
