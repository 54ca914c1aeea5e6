"""Measure builds after typical edits, beside Hugo and a script, for several numbers of talks.

    make bench                                        the repository's talks, 1,000, 21,715
    python benchmarks/bench.py --pyvideo ARCHIVE      the largest is the archive of pyvideo.org
    python benchmarks/bench.py --sizes 15,1000 --only talkfeed,hugo --runs 5

Contestants alternate at every edit and round, so that noise of the machine affects all of them. The
table shows the best of the runs; history.tsv has best and median. docs/speed.md describes the
contestants.
"""

from __future__ import annotations

import argparse
import compileall
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import history
import pyvideo
from contestants import PACKAGES, PYTHON, RIVALS, ROOT, Contestant, contestants
from corpus import talks_file
from counting import count, missing
from inputs import EDITS, TITLE, groups
from measure import Failed, measure
from results import Cell, Place, table

if TYPE_CHECKING:
    from collections.abc import Collection

    from results import Cells

OURS, ALL = 15, 21_715
"""The numbers of talks in the repository and in the archive."""
SIZES = f"{OURS},1000,{ALL}"
MEMORY = Path("/dev/shm")  # noqa: S108 — only a place to work
SPACE = 12 << 30
"""The maximum size of a comparison, in bytes."""


class Void(Exception):
    """A contestant fails, or its feeds lack entries, so that its costs cannot be compared."""


class Race(NamedTuple):
    """The comparison of one size: its talks file, and the directory of all contestants."""

    talks: int
    text: str
    work: Path

    def run(self, one: Contestant, number: int, edit: str, text: str, cell: Cell) -> None:
        """Measure a contestant after an edit; each round has a directory of its own.

        Raises:
            Void: it fails, or its feeds lack entries.
        """
        place = self.work / f"{number}-{one.name}-{one.output}".replace(" ", "-")
        one.prepare(place, text)
        try:
            cell.runs.append(measure(one.command, place))
        except Failed as error:
            raise Void(str(error)) from error
        if edit == "cold" and len(cell.runs) == 1:
            self._check(one, place / "output", cell)

    def _check(self, one: Contestant, output: Path, cell: Cell) -> None:
        cell.files.append(sum(path.is_file() for path in output.rglob("*")))
        if one.output == "site":
            return
        try:
            found = count(output)
        except SyntaxError as error:
            raise Void(str(error)) from error
        wrong = missing(found, self.talks, groups(self.text))
        if wrong:
            raise Void(wrong)


def text_of(size: int, archive: Path | None, directory: Path) -> str:
    """Return the talks file of a size: our own, the archive's, or a synthetic one."""
    if size == OURS:
        return (ROOT / "talks.yaml").read_text(encoding="utf-8")
    if size != ALL or archive is None:
        return "".join(talks_file(size))
    pyvideo.convert(archive, directory, per_event=False, clean=True)
    return (directory / "talks.yaml").read_text(encoding="utf-8")


def compare(race: Race, who: Collection[Contestant], runs: int) -> Cells:
    """Measure all contestants at one size, alternating."""
    cells: Cells = {}
    out: set[tuple[str, str]] = set()
    for number in range(runs):
        text = race.text
        for edit, change in EDITS.items():
            text = change(text)
            for one in who:
                if edit not in one.edits or one.key in out:
                    continue
                place = Place(race.talks, one.output, one.name, edit)
                try:
                    race.run(one, number, edit, text, cells.setdefault(place, Cell()))
                    _say(f"{place}: {cells[place].runs[-1].cpu:.2f} s\n")
                except Void as error:
                    out.add(one.key)
                    _say(f"{place}: omitted, {error}\n")
    return {place: cell for place, cell in cells.items() if (place.name, place.output) not in out}


def install() -> None:
    """Install the contestants that are packages, once, and compile bytecode."""
    compileall.compile_dir(str(ROOT / "src"), quiet=1)
    if RIVALS.exists():
        return
    _say(f"installing {', '.join(PACKAGES)} into {RIVALS.name}\n")
    pip = (PYTHON, "-m", "pip", "--quiet", "--disable-pip-version-check", "install", *PACKAGES)
    for command in ((sys.executable, "-m", "venv", str(RIVALS)), pip):
        subprocess.run(command, check=True)  # noqa: S603 — our own commands


def place_to_work() -> Path | None:
    """Return a file system in memory with enough space, if there is one: disks cause noise."""
    free = shutil.disk_usage(MEMORY).free if MEMORY.is_dir() else 0
    return MEMORY if free > SPACE else None


def _say(text: str) -> None:
    sys.stderr.write(text)
    sys.stderr.flush()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--pyvideo", type=Path, metavar="DIR", help="the unpacked archive")
    parser.add_argument("--sizes", default=SIZES, help="numbers of talks (default: %(default)s)")
    parser.add_argument("--only", help="names of contestants, with commas between them")
    parser.add_argument("--output", choices=("site", "feeds"), help="only this output")
    parser.add_argument("--runs", type=int, default=3, help="rounds of each size (default: 3)")
    parser.add_argument("--work", type=Path, metavar="DIR", help="work here, and keep it")
    parser.add_argument("--no-history", action="store_true", help="append nothing to history.tsv")
    return parser.parse_args()


def chosen(given: argparse.Namespace) -> list[Contestant]:
    """List the contestants that the options select and that are installed."""
    rows = contestants()
    names = given.only.split(",") if given.only else [one.name for one in rows]
    return [
        one
        for one in rows
        if one.name in names and given.output in {None, one.output} and one.is_installed()
    ]


def main() -> int:
    """Measure, and print the table."""
    given = _arguments()
    install()
    cells: Cells = {}
    with tempfile.TemporaryDirectory(dir=place_to_work()) as scratch:
        work = given.work or Path(scratch)
        for size in map(int, given.sizes.split(",")):
            text = text_of(size, given.pyvideo, work / "pyvideo")
            race = Race(len(TITLE.findall(text)), text, work / str(size))
            cells |= compare(race, chosen(given), given.runs)
    if not given.no_history:
        history.append(cells)
    sys.stdout.writelines(table(cells))
    return 0


if __name__ == "__main__":
    sys.exit(main())
