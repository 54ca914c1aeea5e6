"""Another program that saves a file while a command runs, before one of its steps."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

from talkfeed.publishing import disk

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

CALLS = ("open", "replace", "unlink", "fsync")
"""The calls of the system that read, stage and clean up."""


class Rival:
    """Saves once, before a step: a call of the system, a renaming or an answer of the user."""

    def __init__(self, patch: pytest.MonkeyPatch, step: int, save: Callable[[], None]) -> None:
        """Sit beside the process; `save` is done before the step, counted from 0."""
        self.left, self._save = step, save
        for name in CALLS:
            patch.setattr(os, name, self._before(getattr(os, name)))
        patch.setattr(disk, "rename_with", self._before(disk.rename_with))
        if hasattr(sys.stdin, "readline"):
            patch.setattr(sys.stdin, "readline", self._before(sys.stdin.readline))

    @property
    def has_saved(self) -> bool:
        """Tell whether the command got as far as the step."""
        return self.left < 0

    def _before(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def called(*arguments: Any, **named: Any) -> Any:
            self.left -= 1
            if self.left == -1:
                self._save()
            return call(*arguments, **named)

        return called


def in_place(path: Path, content: bytes) -> None:
    """Save as some editors do: into the same file."""
    path.write_bytes(content)


def renamed(path: Path, content: bytes) -> None:
    """Save as other editors do: a new file in the place of the old one."""
    new = path.with_name("rival")
    new.write_bytes(content)
    new.rename(path)


WAYS = (in_place, renamed)
