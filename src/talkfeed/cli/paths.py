"""Where the output of a talks file is, and where things are cached, unless the user says where."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from talkfeed.private import CacheDirectory

if TYPE_CHECKING:
    from collections.abc import Mapping

KEY = "TALKFEED_CACHE_KEY"


def output_of(talks: Path, named: Path | None) -> Path:
    """Choose the output directory: the one named, else `output` beside the talks."""
    if named is not None:
        return named
    return (talks if talks.is_dir() else talks.parent) / "output"


def cache_of(named: str | None, environment: Mapping[str, str]) -> CacheDirectory | None:
    """Choose the directory of caches: the one named, none for "off", else the user's own.

    That is below XDG_CACHE_HOME, else below ~/.cache (XDG Base Directory Specification); none
    where the user has no home. The key is TALKFEED_CACHE_KEY if that is set and not empty, else in
    a file below XDG_STATE_HOME, else below ~/.local/state; there is no cache without one.
    """
    state = _own("XDG_STATE_HOME", ".local/state", environment)
    secret = environment.get(KEY, "").encode("utf-8", "surrogateescape")
    key = secret or (state and state / "cache.key")
    path = Path(named) if named else _own("XDG_CACHE_HOME", ".cache", environment)
    return CacheDirectory(path, key) if path and key and named != "off" else None


def _own(variable: str, usual: str, environment: Mapping[str, str]) -> Path | None:
    """Find a directory of the user's for talkfeed; relative paths in variables do not count."""
    home = environment.get("HOME", "")
    for place in (Path(environment.get(variable, "")), Path(home, usual)):
        if place.is_absolute():
            return place / "talkfeed"
    return None
