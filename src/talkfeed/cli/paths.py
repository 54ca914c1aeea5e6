"""Where the output of a talks file is, and where things are cached, unless it is said."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def output_of(talks: Path, named: Path | None) -> Path:
    """Choose the output directory: the one named, else `output` beside the talks."""
    if named is not None:
        return named
    return (talks if talks.is_dir() else talks.parent) / "output"


def cache_of(named: str | None, environment: Mapping[str, str]) -> Path | None:
    """Choose the directory of caches: the one named, none for "off", else the user's own.

    That is below XDG_CACHE_HOME, else below ~/.cache (XDG Base Directory Specification); none
    where it cannot be told who the user is.
    """
    if named is not None:
        return None if named == "off" else Path(named)
    home = environment.get("XDG_CACHE_HOME", "")
    if Path(home).is_absolute():
        return Path(home, "talkfeed")
    own = environment.get("HOME", "")
    return Path(own, ".cache", "talkfeed") if Path(own).is_absolute() else None
