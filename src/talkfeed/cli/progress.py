"""Progress of a command → a progress bar on a terminal, and a table of the stages' times.

Nothing is shown during the first second. The wall clock and the CPU clock are arguments.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from talkfeed.cli.console import shorten
from talkfeed.engine.progress import Progress
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from talkfeed.cli.console import Console

PATIENCE = 1.0
"""Seconds before anything is shown."""
OFTEN = 0.1
"""Seconds between updates of the bar."""
WORDS = {
    "read": ("reading", "talks"),
    "stamp": ("updating talks.lock", ""),
    "render": ("rendering", "talks"),
    "write": ("writing", "files"),
    "links": ("checking", "links"),
    "import": ("reading the source", ""),
    "wait": ("waiting for another publisher", ""),
    "publish": ("publishing", "files"),
}
"""By stage: its label, and the noun of the items that it counts."""
BAR = 20


class Stage(NamedTuple):
    """A stage of a build: its number of items and its seconds (while it runs: the start times)."""

    name: str
    things: int
    wall: float
    cpu: float


class ProgressBar(Progress):
    """Draws a bar with the stage, the rate and the time left, and measures the stages."""

    def __init__(
        self, console: Console, clock: Callable[[], float], cpu: Callable[[], float]
    ) -> None:
        """Start measuring; both clocks return seconds."""
        self._console = console
        self._clock, self._cpu = clock, cpu
        self._stage = Stage("", 0, clock(), cpu())
        self._began = self._stage
        self._shown = self._began.wall + PATIENCE - OFTEN
        self._width = self._done = 0
        self.stages: list[Stage] = []

    def begin(self, stage: str, total: int = 0) -> None:
        """End the current stage, and begin another."""
        now, used = self._clock(), self._cpu()
        name, _, wall, cpu = self._stage
        if name:
            self.stages.append(Stage(name, self._done, now - wall, used - cpu))
        self._stage, self._done = Stage(stage, total, now, used), 0
        self.step(0)

    def step(self, count: int = 1) -> None:
        """Count finished items, and update the bar if it is time."""
        self._done += count
        if self._console.is_terminal:
            now = self._clock()
            if now - self._shown >= OFTEN:
                self._shown = now
                self._draw(self._line(now))

    def end(self) -> None:
        """End the last stage, and clear the bar."""
        self.begin("")
        self._shown = float("inf")
        if self._width:
            self._draw("")

    def table(self) -> Iterator[str]:
        """Yield the rows of a table of stages; stages of the same name are added up."""
        yield f"{'stage':<12}{'count':>10}{'wall s':>10}{'cpu s':>10}"
        for name in dict.fromkeys(stage.name for stage in self.stages):
            same = [stage for stage in self.stages if stage.name == name]
            things = sum(stage.things for stage in same)
            wall, cpu = sum(stage.wall for stage in same), sum(stage.cpu for stage in same)
            yield f"{name:<12}{f'{things:,}' if things else '':>10}{wall:>10.2f}{cpu:>10.2f}"
        wall, cpu = self._clock() - self._began.wall, self._cpu()
        yield f"{'all':<12}{'':>10}{wall:>10.2f}{cpu:>10.2f}"

    def _line(self, now: float) -> str:
        name, total, began, _ = self._stage
        doing, things = WORDS.get(name, (name, ""))
        if not total or not self._done:
            return doing
        rate = self._done / max(now - began, OFTEN)
        filled = "█" * (BAR * self._done // total)
        left = (total - self._done) / rate
        done = f"{100 * self._done // total:>3} %"
        return f"{doing} {filled:░<{BAR}} {done}  {left:.0f} s left  {rate:,.0f} {things} a second"

    def _draw(self, line: str) -> None:
        shown = shorten(line, self._console.width - 1)
        with suppress(OSError):  # a build does not fail because of its progress bar
            self._console.stream.write(f"\r{shown:<{self._width}}\r{shown}")
            self._console.stream.flush()
        self._width = len(shown)
