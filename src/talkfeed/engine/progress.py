"""The progress of a build: its stage, and how much of the stage is done."""

from __future__ import annotations


class Progress:
    """Ignores all progress; a subclass shows it."""

    def begin(self, stage: str, total: int = 0) -> None:
        """Start a stage; `total` is the number of its items, 0 if unknown."""

    def step(self, count: int = 1) -> None:
        """Count items of the stage as done."""


NO_PROGRESS = Progress()
