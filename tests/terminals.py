"""A simulated terminal: the questions, and the answers of a person."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Say so."""
        return True


def at_terminal(patch: pytest.MonkeyPatch, *answers: str) -> Terminal:
    """Sit a person down who gives these answers; the screen comes back."""
    screen = Terminal()
    patch.setattr(sys, "stdin", Terminal("".join(f"{answer}\n" for answer in answers)))
    patch.setattr(sys, "stdout", screen)
    patch.setenv("NO_COLOR", "1")
    return screen
