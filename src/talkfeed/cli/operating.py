"""The commands that set talkfeed up and run it, and their options."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.cli.arguments import path

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Callable

HOSTS = ("github", "gitlab", "codeberg", "s3", "rsync", "none")
"""The names of `talkfeed.starting.hosts`, which help does not import."""
SHELLS = ("bash", "zsh", "fish", "powershell")


def _add_init(parser: ArgumentParser) -> None:
    parser.add_argument(
        "directory",
        nargs="?",
        default=".",
        type=path,
        metavar="DIR",
        help="where the talks file is to be (default: this directory)",
    )
    parser.add_argument(
        "--host",
        choices=HOSTS,
        help="who serves the output (default: the host of the git remote, else none)",
    )
    parser.add_argument(
        "--url", metavar="URL", help="the address of the output (default: that of the git remote)"
    )
    parser.add_argument("--title", metavar="TEXT", help="the name of the feed")
    parser.add_argument("--yes", action="store_true", help="ask nothing, even on a terminal")
    parser.add_argument(
        "--dry-run", action="store_true", help="show what would be written and write nothing"
    )


def _add_completion(parser: ArgumentParser) -> None:
    parser.add_argument(
        "shell", choices=SHELLS, metavar="SHELL", help=f"one of: {', '.join(SHELLS)}"
    )


COMMANDS: dict[str, tuple[str, str, Callable[[ArgumentParser], None]]] = {
    "init": (
        "begin a talks file here, with the workflow of its host; overwrites nothing",
        "example:\n  talkfeed init --host github",
        _add_init,
    ),
    "completion": (
        "print a script that completes commands and options in a shell",
        "example:\n  talkfeed completion bash >~/.local/share/bash-completion/completions/talkfeed",
        _add_completion,
    ),
}
"""For each command: its summary, an example, and the function that adds its options."""
