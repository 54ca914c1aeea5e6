"""Measure how builds grow with the number of series: the CPU time of twice the series.

    python benchmarks/series.py
    python benchmarks/series.py --series 1000 --slots 50

Half of the series, and all of them, each with weekly slots of which every tenth has a talk, are
built without a cache, feeds and calendars alone. A ratio of 2 is linear; the exit status is 1 above
the budget.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from talkfeed import build

FIRST = date(2026, 9, 2)
NOW = datetime(2026, 8, 31, 12, tzinfo=UTC)
HEAD = """\
feed:
  title: Seminars
  url: https://talks.example/
  authors: [The university]
  timezone: Europe/Paris
  formats: [atom, ical]
series:
"""
EVERY = 10
"""One slot in so many has a talk."""
RATIO = 2.4
"""The budget for twice the series."""


def write(path: Path, series: int, slots: int) -> None:
    """Write a talks file."""
    last = FIRST + timedelta(weeks=slots - 1)
    rows = [HEAD]
    for number in range(series):
        rows.append(f"  - name: Seminar {number}\n    every: Wednesday 16:00-17:00\n")
        rows.append(f"    from: {FIRST}\n    to: {last}\n    location: Room {number}\n")
    rows.append("talks:\n")
    for number in range(series):
        for week in range(0, slots, EVERY):
            rows.append(f"  - title: Talk {week} of {number}\n    speaker: Speaker {number}\n")
            rows.append(
                f"    series: Seminar {number}\n    date: {FIRST + timedelta(weeks=week)}\n"
            )
    path.write_text("".join(rows), encoding="utf-8")


def cost(series: int, slots: int) -> float:
    """Build once, and return the CPU time in seconds."""
    with tempfile.TemporaryDirectory() as home:
        source = Path(home) / "talks.yaml"
        write(source, series, slots)
        begun = time.process_time()
        build(source, Path(home) / "output", now=NOW)
        return time.process_time() - begun


def main() -> int:
    """Measure, print, and compare with the budget."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--series", type=int, default=1_000)
    parser.add_argument("--slots", type=int, default=50)
    arguments = parser.parse_args()
    cost(10, arguments.slots)  # imports
    half = cost(arguments.series // 2, arguments.slots)
    whole = cost(arguments.series, arguments.slots)
    ratio = whole / half
    size = f"{arguments.series:,} series with {arguments.slots} slots"
    sys.stdout.write(f"{size}: {whole:.1f} s, {ratio:.2f} times the half of them ({half:.1f} s)\n")
    return int(ratio > RATIO)


if __name__ == "__main__":
    sys.exit(main())
