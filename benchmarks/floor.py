"""The floor of writing: files of the same number and sizes, in the same directories, of zeros.

    python benchmarks/floor.py SIZES DIRECTORY

A line of SIZES is a number of bytes, a blank and a path.
"""

from __future__ import annotations

import sys
from pathlib import Path


def write_all(sizes: Path, output: Path) -> None:
    """Write the files."""
    rows = [line.split(" ", 1) for line in sizes.read_text(encoding="utf-8").splitlines()]
    for place in sorted({(output / name).parent for _, name in rows}):
        place.mkdir(parents=True, exist_ok=True)
    zeros = bytes(max(int(size) for size, _ in rows))
    for size, name in rows:
        with (output / name).open("wb", buffering=0) as file:
            file.write(memoryview(zeros)[: int(size)])


if __name__ == "__main__":
    write_all(Path(sys.argv[1]), Path(sys.argv[2]))
