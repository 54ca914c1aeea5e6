"""Measurements → cells, and cells → the table that people read."""

from __future__ import annotations

from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from measure import Cost

HEAD = ("talks", "feeds", "contestant", "state", "CPU s", "wall s", "MiB", "files", "to ours")


class Place(NamedTuple):
    """Where a cell stands in the table."""

    talks: int
    feeds: str
    name: str
    state: str

    def __str__(self) -> str:
        """Name the cell."""
        return f"{self.talks:,} talks, {self.feeds}, {self.name}, {self.state}"


@dataclass(frozen=True, slots=True)
class Cell:
    """All runs of one cell, and the files that were there afterwards."""

    runs: list[Cost] = field(default_factory=list)
    files: list[int] = field(default_factory=list)

    @property
    def cpu(self) -> float:
        """Give the least processor time of all runs."""
        return min(run.cpu for run in self.runs)

    @property
    def wall(self) -> float:
        """Give the least wall time of all runs."""
        return min(run.wall for run in self.runs)

    @property
    def memory(self) -> float:
        """Give the most memory of all runs."""
        return max(run.memory for run in self.runs)

    @property
    def medians(self) -> tuple[float, float]:
        """Give the median processor time and wall time."""
        return median(run.cpu for run in self.runs), median(run.wall for run in self.runs)


Cells = dict[Place, Cell]


def table(cells: Cells, ours: str = "talkfeed") -> Iterator[str]:
    """Write the table, a line for each cell; the last column is CPU over ours in that state."""
    yield _line(*HEAD)
    for place, cell in sorted(
        cells.items(), key=lambda item: (item[0].talks, item[0].feeds == "groups")
    ):
        mine = cells.get(place._replace(name=ours))
        yield _line(
            *(f"{place.talks:,}", place.feeds, place.name, place.state),
            *(f"{cell.cpu:.2f}", f"{cell.wall:.2f}", f"{cell.memory:.0f}"),
            *(
                f"{cell.files[-1]:,}" if cell.files else "",
                f"{cell.cpu / mine.cpu:.1f}" if mine else "",
            ),
        )


def _line(*columns: str) -> str:
    talks, feeds, name, state, *figures = columns
    return (
        f"{talks:>9}  {feeds:<6}  {name:<21}  {state:<15}"
        + "".join(f"{one:>9}" for one in figures)
        + "\n"
    )
