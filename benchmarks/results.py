"""Measurements → cells → a table."""

from __future__ import annotations

from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from measure import Cost

HEAD = ("talks", "output", "contestant", "edit")
FIGURES = ("CPU s", "wall s", "MiB", "files", "of cold", "to ours")


class Place(NamedTuple):
    """The place of a cell in the table."""

    talks: int
    output: str
    name: str
    edit: str

    def __str__(self) -> str:
        """Format the place."""
        return f"{self.talks:,} talks, {self.output}, {self.name}, {self.edit}"


@dataclass(frozen=True, slots=True)
class Cell:
    """All runs of one cell, and the number of files afterwards."""

    runs: list[Cost] = field(default_factory=list)
    files: list[int] = field(default_factory=list)

    @property
    def cpu(self) -> float:
        """Return the least CPU time of all runs."""
        return min(run.cpu for run in self.runs)

    @property
    def wall(self) -> float:
        """Return the least wall time of all runs."""
        return min(run.wall for run in self.runs)

    @property
    def memory(self) -> float:
        """Return the most memory of all runs."""
        return max(run.memory for run in self.runs)

    @property
    def medians(self) -> tuple[float, float]:
        """Return the median CPU time and wall time."""
        return median(run.cpu for run in self.runs), median(run.wall for run in self.runs)


Cells = dict[Place, Cell]


def table(cells: Cells, ours: str = "talkfeed") -> Iterator[str]:
    """Yield the lines of the table.

    "of cold" is the CPU time relative to the contestant's cold build, "to ours" relative to
    talkfeed's after the same edit.
    """
    yield _line(HEAD, FIGURES)
    for place, cell in sorted(
        cells.items(), key=lambda item: (item[0].talks, item[0].output == "feeds")
    ):
        cold = cells.get(place._replace(edit="cold"))
        mine = cells.get(place._replace(name=ours))
        figures = (
            *(f"{cell.cpu:.3f}", f"{cell.wall:.3f}", f"{cell.memory:.0f}"),
            f"{cell.files[-1]:,}" if cell.files else "",
            f"{cell.cpu / cold.cpu:.1%}" if cold else "",
            f"{cell.cpu / mine.cpu:.1f}" if mine else "",
        )
        yield _line((f"{place.talks:,}", place.output, place.name, place.edit), figures)


def _line(names: tuple[str, str, str, str], figures: tuple[str, ...]) -> str:
    talks, output, name, edit = names
    columns = "".join(f"{one:>9}" for one in figures)
    return f"{talks:>7}  {output:<6}  {name:<18}  {edit:<15}{columns}\n"
