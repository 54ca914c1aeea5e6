"""Where the output of a talks file is, unless it is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def output_of(talks: Path, named: Path | None) -> Path:
    """Choose the output directory: the one named, else `output` beside the talks."""
    if named is not None:
        return named
    return (talks if talks.is_dir() else talks.parent) / "output"
