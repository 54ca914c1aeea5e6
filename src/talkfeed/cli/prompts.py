"""Questions → answers typed on the terminal."""

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


def is_interactive(out: Console) -> bool:
    """Return whether a person can see a question and answer it."""
    return out.is_terminal and sys.stdin is not None and sys.stdin.isatty()


class Interview:
    """Asks questions and keeps the answers, so that a retried command does not ask again."""

    def __init__(self, out: Console) -> None:
        """Prepare a terminal; input that is not UTF-8 is decoded to surrogates."""
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
        """Ask until `check` accepts the answer; return "" at the end of the input.

        An empty answer is accepted unless one `is_needed`. `about` is a heading and lines below
        it, printed above the question; `number` distinguishes several uses of one question.
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
    """Return the error of an answer that is not valid."""
    if not is_text(answer):
        return _NOT_UTF8
    try:
        check(answer)
    except Rejected as rejected:
        return rejected
    return None
