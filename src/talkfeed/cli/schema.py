"""`talkfeed schema`: what a talks file may hold, for editors (JSON Schema) and for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.cli.console import speak_utf8
from talkfeed.cli.parser import COMMANDS, make_parsers

if TYPE_CHECKING:
    from argparse import Namespace

    from talkfeed.cli.console import Console

_HEAD = """\
# The command line

This page is generated from the commands themselves; each prints its part with `--help`.
"""


def run(arguments: Namespace, out: Console, _err: Console) -> int:
    """Print the schema or a page of the reference."""
    speak_utf8(out)
    out.say(_page(arguments.page).removesuffix("\n"))
    return 0


def _page(name: str | None) -> str:
    """Write a page; each has its own imports, so that none pays for the others."""
    if name == "commands":
        return commands_page()
    if name == "dates":
        from talkfeed.dates.page import page  # noqa: PLC0415

        return page()
    from talkfeed.reference import pages  # noqa: PLC0415

    return pages()[f"{name}.md" if name else "talks.schema.json"]


def commands_page() -> str:
    """Write the reference of all commands."""
    sections = (
        f"## {parser.prog}\n\n```text\n{parser.format_help()}```\n"
        for parser in make_parsers(COMMANDS)
    )
    return "\n".join((_HEAD, *sections))
