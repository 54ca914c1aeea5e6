"""`talkfeed completion`: the parsers of all commands → a script that completes them in a shell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shtab

from talkfeed.cli.arguments import path, place
from talkfeed.cli.console import use_utf8
from talkfeed.cli.parser import COMMANDS, make_parsers

if TYPE_CHECKING:
    from argparse import Action, Namespace

    from talkfeed.cli.console import Console


def run(arguments: Namespace, out: Console, _err: Console) -> int:
    """Print the script."""
    use_utf8(out)
    root, *commands = make_parsers(COMMANDS)
    for parser in commands:
        for action in parser._actions:  # noqa: SLF001  — argparse lists them nowhere else
            _complete_paths(action)
    out.say(shtab.complete(root, arguments.shell).removesuffix("\n"))
    return 0


def _complete_paths(action: Action) -> None:
    """Mark an argument that is a path, for shtab."""
    if action.type in {path, place}:
        is_directory = action.metavar in {"DIR", "URL|DIR"}
        action.complete = shtab.DIRECTORY if is_directory else shtab.FILE  # type: ignore[attr-defined]
