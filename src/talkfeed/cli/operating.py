"""The commands that set talkfeed up and run it, and their options."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Callable

SHELLS = ("bash", "zsh", "fish", "powershell")


def _add_completion(parser: ArgumentParser) -> None:
    parser.add_argument(
        "shell", choices=SHELLS, metavar="SHELL", help=f"one of: {', '.join(SHELLS)}"
    )


COMMANDS: dict[str, tuple[str, str, Callable[[ArgumentParser], None]]] = {
    "completion": (
        "print a script that completes commands and options in a shell",
        "example:\n  talkfeed completion bash >~/.local/share/bash-completion/completions/talkfeed",
        _add_completion,
    ),
}
"""Each command: what it does, an example, and what adds its options."""
