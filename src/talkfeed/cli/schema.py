"""`talkfeed schema`: print the JSON Schema of talks files, or a page of the reference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.cli.console import use_utf8
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
    name = arguments.page
    if name == "commands":
        text = commands_page()
    elif name == "dates":
        from talkfeed.dates.page import page  # noqa: PLC0415  — for this page only

        text = page()
    else:
        from talkfeed.reference import pages  # noqa: PLC0415  — for these pages only

        text = pages()[f"{name}.md" if name else "talks.schema.json"]
    use_utf8(out)
    out.say(text.removesuffix("\n"))
    return 0


def commands_page() -> str:
    """Return the reference of all commands, in Markdown."""
    sections = (
        f"## {parser.prog}\n\n```text\n{parser.format_help()}```\n"
        for parser in make_parsers(COMMANDS)
    )
    return "\n".join((_HEAD, *sections))
