"""Measure the sizes of the output and the cost of a build; fail if a size exceeds its budget.

    make bench-sizes

Sizes are exact and have budgets. Seconds and megabytes are of one run on one machine; compare them
with the line "bare libyaml events", the minimum for reading the same file.
"""

from __future__ import annotations

import gzip
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from corpus import talks_file

ROOT = Path(__file__).parent.parent
SEED_TALKS = 15
LARGE = 2_000
KIB = 1024
EVENTS = "import sys, yaml; [None for _ in yaml.parse(open(sys.argv[1]), Loader=yaml.CSafeLoader)]"


class Row(NamedTuple):
    """A figure, its unit, and its budget (None: none)."""

    what: str
    figure: float
    unit: str
    budget: float | None = None

    def __str__(self) -> str:
        """Format the row of the table."""
        budget = "" if self.budget is None else f"{self.budget:,.0f}"
        return f"{self.what:<46} {self.figure:>12,.2f} {self.unit:<12} {budget:>10}"


def build(source: Path) -> Path:
    """Build a talks file as a user would; return the output directory."""
    command = (sys.executable, "-m", "talkfeed", "build", str(source))
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 — our own command
    return source.parent / "output"


def sizes(output: Path, talks: int, prefix: str) -> list[Row]:
    """Measure the files that visitors and feed readers load."""

    def size(name: str) -> int:
        return (output / name).stat().st_size

    return [
        Row(f"{prefix}: index.html", size("index.html") / KIB, "KiB"),
        Row(f"{prefix}: fragment, a talk", size("talks.fragment.html") / talks, "bytes", 400),
        Row(f"{prefix}: talks.json", size("talks.json") / KIB, "KiB"),
        Row(f"{prefix}: talks.atom", size("talks.atom") / KIB, "KiB"),
    ]


def cost(what: str, command: tuple[str, ...]) -> list[Row]:
    """Run a command; return its CPU time and its wall time."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 — our own commands
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return [Row(f"{what}, CPU", cpu, "s"), Row(f"{what}, wall", wall, "s")]


def measure(directory: Path) -> list[Row]:
    """Build the seed and a large site; return all figures."""
    seed, large = directory / "seed", directory / "large"
    for place in (seed, large):
        place.mkdir()
    (seed / "talks.yaml").write_bytes((ROOT / "talks.yaml").read_bytes())
    (seed / "talks.lock").write_bytes((ROOT / "talks.lock").read_bytes())
    source = large / "talks.yaml"
    source.write_text("".join(talks_file(LARGE)), encoding="utf-8")
    again = (sys.executable, "-m", "talkfeed", "build", str(source))
    output = build(seed / "talks.yaml")
    page = (output / "index.html").stat().st_size
    component = gzip.compress((output / "talk-feed.js").read_bytes(), 9, mtime=0)
    rows = [
        Row("seed: index.html with everything inlined", page / KIB, "KiB", 40),
        Row("component, gzipped", len(component), "bytes", 2 * KIB),
        *sizes(output, SEED_TALKS, "seed")[1:],
        *cost("seed: nothing changed", (*again[:-1], str(seed / "talks.yaml"))),
        *cost(f"{LARGE} talks: bare libyaml events", (sys.executable, "-c", EVENTS, str(source))),
        *cost(f"{LARGE} talks: first build", again),
        *cost(f"{LARGE} talks: nothing changed", again),
    ]
    page = (large / "output" / "index.html").stat().st_size
    rows.append(Row(f"{LARGE} talks: index.html on one page", page / KIB, "KiB", KIB))
    return rows + sizes(large / "output", LARGE, f"{LARGE} talks")[1:]


def main() -> int:
    """Print the table; 1 if a budget is exceeded."""
    with tempfile.TemporaryDirectory() as directory:
        rows = measure(Path(directory))
    sys.stdout.write(f"{'what':<46} {'figure':>12} {'unit':<12} {'at most':>10}\n")
    sys.stdout.writelines(f"{row}\n" for row in rows)
    over = [row for row in rows if row.budget is not None and row.figure > row.budget]
    sys.stdout.writelines(f"over budget: {row.what}\n" for row in over)
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
