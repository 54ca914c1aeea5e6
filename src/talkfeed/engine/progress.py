"""Who is told how far a build is: its stage, and how much of the stage is done."""

from __future__ import annotations


class Watch:
    """Does not listen; whoever wants to know overrides both."""

    def begin(self, stage: str, total: int = 0) -> None:
        """Hear that a stage begins, and of how many things (0: nobody knows)."""

    def step(self, count: int = 1) -> None:
        """Hear that so many more of them are done."""


SILENT = Watch()
