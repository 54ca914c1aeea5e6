"""Measure how costs grow with the number of talks: the exponents of CPU time and wall time.

    make bench-growth
    python benchmarks/growth.py --sizes 10000,100000,1000000 --output feeds --runs 3

talkfeed builds synthetic talks, 5,000 per file, without a cache. Sizes alternate; the best of the
runs counts. The exponent is the slope of a line through the logarithms of size and time, fitted by
least squares: 1 is linear. The exit status is 1 above the budget.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from itertools import islice
from math import log
from pathlib import Path
from statistics import linear_regression
from typing import TYPE_CHECKING

import history
from contestants import SETTINGS, contestants
from corpus import HEAD, talks
from inputs import with_settings
from measure import Failed, measure
from results import Cell, Place, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from results import Cells

SIZES = "10000,20000,50000,100000,200000"
A_FILE = 5_000
EXPONENT = 1.05
"""The budget; 1 is linear."""
FEWEST = 2  # points of a line


def write_corpus(place: Path, count: int, output: str) -> None:
    """Write the talks file and its includes, talk by talk."""
    (place / "talks").mkdir(parents=True)
    head = with_settings(HEAD, SETTINGS[output])
    (place / "talks.yaml").write_text(f"{head}  - talks/*.yaml\n", encoding="utf-8")
    rest = talks(count, "")
    for number in range(-(-count // A_FILE)):
        with (place / "talks" / f"{number:04}.yaml").open("w", encoding="utf-8") as file:
            file.writelines(islice(rest, A_FILE))


def grow(sizes: list[int], output: str, runs: int, work: Path) -> Cells:
    """Build all sizes, alternating; a size that fails is reported and omitted."""
    ours = next(one for one in contestants() if one.key == ("talkfeed", output))
    cells: Cells = {}
    for size in sizes:
        write_corpus(work / str(size), size, output)
        cells[Place(size, output, "talkfeed", "cold")] = Cell()
    for _ in range(runs):
        for place, cell in [*cells.items()]:
            directory = work / str(place.talks)
            for name in ("output", "cache", "talks.lock"):
                shutil.rmtree(directory / name, ignore_errors=True)
                (directory / name).unlink(missing_ok=True)
            try:
                cell.runs.append(measure(ours.command, directory))
            except Failed as error:
                sys.stderr.write(f"{place}: omitted, {error}\n")
                del cells[place]
    return cells


def exponents(cells: Cells) -> Iterator[tuple[str, float]]:
    """Fit the exponents of CPU time and of wall time."""
    sizes = [log(place.talks) for place in cells]
    for what in ("cpu", "wall"):
        times = [log(getattr(cell, what)) for cell in cells.values()]
        yield what, linear_regression(sizes, times).slope


def main() -> int:
    """Measure, print the table and the exponents; 1 if one is over its budget."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sizes", default=SIZES, help="numbers of talks (default: %(default)s)")
    parser.add_argument("--output", choices=tuple(SETTINGS), default="site")
    parser.add_argument("--runs", type=int, default=2, help="rounds (default: 2)")
    parser.add_argument("--no-history", action="store_true", help="append nothing to history.tsv")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        sizes = [int(size) for size in given.sizes.split(",")]
        cells = grow(sizes, given.output, given.runs, Path(work))
    if not given.no_history:
        history.append(cells)
    sys.stdout.writelines(table(cells))
    if len(cells) < FEWEST:
        return 1
    found = dict(exponents(cells))
    for what, exponent in found.items():
        met = "met" if exponent <= EXPONENT else "NOT MET"
        sys.stdout.write(f"{met}  exponent of {what}: {exponent:.3f}, at most {EXPONENT}\n")
    return int(max(found.values()) > EXPONENT)


if __name__ == "__main__":
    sys.exit(main())
