"""A question → what a person answers on the terminal; nobody is asked where there is none."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from talkfeed.cli.console import visible
from talkfeed.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from talkfeed.cli.console import Console


def is_somebody_there(out: Console) -> bool:
    """Tell whether a question would be read and could be answered."""
    return out.is_terminal and sys.stdin is not None and sys.stdin.isatty()


def ask(question: str, out: Console, check: Callable[[str], object] = str) -> str:
    """Ask until the answer is one that `check` does not refuse; an empty one is always right."""
    while True:
        out.stream.write(f"{visible(question)}: ")
        out.flush()
        answer = sys.stdin.readline().strip()
        if not answer:
            return ""
        try:
            check(answer)
        except Refusal as refusal:
            out.say(f"    {visible(refusal.message)}; {visible(refusal.hint)}")
        else:
            return answer
