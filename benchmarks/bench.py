"""What a build costs, beside what one would use instead, at four sizes and in four states.

    make bench                                        the repository's talks, 1,000, 10,000, all
    python benchmarks/bench.py --pyvideo ARCHIVE      "all" is the unpacked archive of pyvideo.org
    python benchmarks/bench.py --sizes 15,1000 --only talkfeed,hugo --runs 5

Contestants take turns, state by state and round by round, so that a noisy machine is noisy for all
of them. The table shows the best of the runs; history.tsv keeps best and median. docs/speed.md
says what each contestant does.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import history
import pyvideo
import targets
from contestants import CONTESTANTS, ELEVENTY, PACKAGES, RIVALS, ROOT, Contestant
from corpus import talks_file
from counting import complaint, count
from inputs import STATES, TITLE, groups
from measure import Failed, measure
from results import Cell, Place, table

if TYPE_CHECKING:
    from collections.abc import Collection

    from results import Cells

SIZES = f"{targets.SEED},1000,10000,{targets.ALL}"


class Void(Exception):
    """A contestant's feeds are not those of the others, so its costs are not compared."""


class Race(NamedTuple):
    """One size: its talks file, and where everybody works."""

    talks: int
    text: str
    work: Path

    def run(self, one: Contestant, state: str, cell: Cell) -> None:
        """Run a contestant in a state; check its feeds the first time that it starts anew.

        Raises:
            Void: when it fails, or its feeds do not hold what they should.
        """
        place = self.work / f"{one.name}-{one.feeds}".replace(" ", "-").replace(":", "")
        for name in one.forget if state == "cold" else ():
            shutil.rmtree(place / name, ignore_errors=True)
            (place / name).unlink(missing_ok=True)
        one.prepare(place, STATES[state](self.text))
        try:
            cell.runs.append(measure(one.command, place))
        except Failed as error:
            raise Void(str(error)) from error
        if state == "cold" and len(cell.runs) == 1:
            self._check(one, place / one.output, cell)

    def _check(self, one: Contestant, output: Path, cell: Cell) -> None:
        cell.files.append(sum(path.is_file() for path in output.rglob("*")))
        if not one.entries:
            return
        try:
            found = count(output)
        except SyntaxError as error:
            raise Void(str(error)) from error
        wanted = groups(self.text) if one.feeds == "groups" else None
        wrong = complaint(found, self.talks, wanted, whole=one.whole)
        if wrong:
            raise Void(wrong)


def text_of(size: int, archive: Path | None, directory: Path) -> str:
    """Give the talks file of a size: our own, the archive's, or a synthetic one."""
    if size == targets.SEED:
        return (ROOT / "talks.yaml").read_text(encoding="utf-8")
    if size != targets.ALL or archive is None:
        return "".join(talks_file(size))
    pyvideo.convert(archive, directory, per_event=False, clean=True)
    return (directory / "talks.yaml").read_text(encoding="utf-8")


def compare(race: Race, who: Collection[Contestant], runs: int) -> Cells:
    """Measure all contestants at one size, in turns."""
    cells: Cells = {}
    out: set[tuple[str, str]] = set()
    for _ in range(runs):
        for state in STATES:
            for one in who:
                if state not in one.states or one.key in out:
                    continue
                place = Place(race.talks, one.feeds, one.name, state)
                try:
                    race.run(one, state, cells.setdefault(place, Cell()))
                    _say(f"{place}: {cells[place].runs[-1].cpu:.2f} s\n")
                except Void as error:
                    out.add(one.key)
                    _say(f"{place}: left out, {error}\n")
    return {place: cell for place, cell in cells.items() if (place.name, place.feeds) not in out}


def install() -> None:
    """Make the environment of the rivals that are packages of Python and JavaScript, once."""
    if RIVALS.exists():
        return
    _say(f"installing {', '.join(PACKAGES)} into {RIVALS.name}\n")
    pip = (str(RIVALS / "bin" / "python"), "-m", "pip", "--quiet", "--disable-pip-version-check")
    commands = [(sys.executable, "-m", "venv", str(RIVALS)), (*pip, "install", *PACKAGES)]
    if shutil.which("npm"):
        options = ("--silent", "--no-fund", "--no-audit", "--prefix", str(ELEVENTY.parent))
        commands.append(("npm", "install", *options, "@11ty/eleventy"))
    for command in commands:
        subprocess.run(command, check=True)  # noqa: S603 — our own commands


def _say(text: str) -> None:
    sys.stderr.write(text)
    sys.stderr.flush()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--pyvideo", type=Path, metavar="DIR", help="the unpacked archive")
    parser.add_argument("--sizes", default=SIZES, help="numbers of talks (default: %(default)s)")
    parser.add_argument("--only", help="names of contestants, with commas between them")
    parser.add_argument("--feeds", choices=("list", "groups"), help="only these feeds")
    parser.add_argument("--runs", type=int, default=3, help="rounds of each size (default: 3)")
    parser.add_argument("--work", type=Path, metavar="DIR", help="work here, and keep it")
    parser.add_argument("--no-history", action="store_true", help="append nothing to history.tsv")
    return parser.parse_args()


def chosen(given: argparse.Namespace) -> list[Contestant]:
    """List who takes part."""
    names = given.only.split(",") if given.only else [one.name for one in CONTESTANTS]
    return [
        one
        for one in CONTESTANTS
        if one.name in names and given.feeds in {None, one.feeds} and one.is_there()
    ]


def main() -> int:
    """Measure, print the table and the targets; 1 if a target is not met."""
    given = _arguments()
    install()
    cells: Cells = {}
    with tempfile.TemporaryDirectory() as scratch:
        work = given.work or Path(scratch)
        for size in map(int, given.sizes.split(",")):
            text = text_of(size, given.pyvideo, work / "pyvideo")
            race = Race(len(TITLE.findall(text)), text, work / str(size))
            cells |= compare(race, chosen(given), given.runs)
    if not given.no_history:
        history.append(cells)
    sys.stdout.writelines(table(cells))
    verdicts = [*targets.verdicts(cells)]
    sys.stdout.writelines(verdicts)
    return 1 if any(one.startswith("NOT") for one in verdicts) else 0


if __name__ == "__main__":
    sys.exit(main())
