"""Questions → what a person answers on the terminal; none are asked where nobody would see them."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

from talkfeed.cli.arguments import is_text
from talkfeed.cli.console import visible
from talkfeed.errors import Rejected

if TYPE_CHECKING:
    from collections.abc import Callable

    from talkfeed.cli.console import Console

_NOT_UTF8 = Rejected("TF102", "that is not UTF-8", "type it again")


def is_somebody_there(out: Console) -> bool:
    """Tell whether a question would be read and could be answered."""
    return out.is_terminal and sys.stdin is not None and sys.stdin.isatty()


class Interview:
    """Asks each question once: what was answered before is not asked again."""

    def __init__(self, out: Console) -> None:
        """Ask on a terminal; bytes that are not UTF-8 are read as surrogates."""
        if isinstance(sys.stdin, io.TextIOWrapper):
            sys.stdin.reconfigure(errors="surrogateescape")
        self._out = out
        self._answers: dict[tuple[str, int], str] = {}

    def ask(
        self,
        question: str,
        check: Callable[[str], object] = str,
        *,
        about: tuple[str, ...] = (),
        number: int = 0,
        is_needed: bool = False,
    ) -> str:
        """Ask until `check` does not refuse the answer.

        An empty answer is right, unless one `is_needed`; so is the end of the input. `about` has
        the title of what is asked about, and lines that explain it, and `number` tells it from
        others that the same question is asked about.
        """
        known = self._answers.get((question, number))
        if known is not None and not (known and _rejected(known, check)):
            return known
        for title in about[:1]:
            self._out.say(self._out.paint(title, "head"))
        for line in about[1:]:
            self._out.say(f"    {visible(line)}")
        while True:
            self._out.stream.write(f"{visible(question)}: ")
            self._out.flush()
            line = sys.stdin.readline()
            answer = line.strip()
            rejected = _rejected(answer, check) if answer or (is_needed and line) else None
            if rejected is None:
                self._answers[question, number] = answer
                return answer
            self._out.say(f"    {visible(rejected.message)}; {visible(rejected.hint)}")


def _rejected(answer: str, check: Callable[[str], object]) -> Rejected | None:
    """Say why an answer cannot be used."""
    if not is_text(answer):
        return _NOT_UTF8
    try:
        check(answer)
    except Rejected as rejected:
        return rejected
    return None
