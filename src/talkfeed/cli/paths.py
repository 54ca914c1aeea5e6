"""Options and the environment → the output directory and the cache directory."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from talkfeed.private import CacheDirectory

if TYPE_CHECKING:
    from collections.abc import Mapping

KEY = "TALKFEED_CACHE_KEY"
PLACES = {
    "darwin": ("HOME", "Library/Caches/talkfeed", "Library/Application Support/talkfeed"),
    "win32": ("LOCALAPPDATA", "talkfeed/Cache", "talkfeed/State"),
}
"""By platform: the variable with a directory of the user; in it, the cache and the key's place."""
_USUAL = ("HOME", ".cache/talkfeed", ".local/state/talkfeed")


def output_of(talks: Path, named: Path | None) -> Path:
    """Return the output directory: the one named, else `output` beside the talks."""
    if named is not None:
        return named
    return (talks if talks.is_dir() else talks.parent) / "output"


def cache_of(
    named: str | None, environment: Mapping[str, str], platform: str = sys.platform
) -> CacheDirectory | None:
    """Return the cache directory with its key: the one named, none for "off", else the user's.

    The user's is below XDG_CACHE_HOME (XDG Base Directory Specification), else in the platform's
    place for caches; there is none without a home directory. The key is TALKFEED_CACHE_KEY if set
    and not empty, else in a file below XDG_STATE_HOME, else in the platform's place for state;
    without a key there is no cache.
    """
    variable, cache, usual = PLACES.get(platform, _USUAL)
    home = environment.get(variable, "")
    state = _own(environment.get("XDG_STATE_HOME", ""), home, usual)
    secret = environment.get(KEY, "").encode("utf-8", "surrogateescape")
    key = secret or (state and state / "cache.key")
    path = Path(named) if named else _own(environment.get("XDG_CACHE_HOME", ""), home, cache)
    return CacheDirectory(path, key) if path and key and named != "off" else None


def _own(named: str, home: str, usual: str) -> Path | None:
    """Return talkfeed's directory below one of the user's; relative paths are ignored."""
    places = (Path(named, "talkfeed"), Path(home, usual))
    return next((place for place in places if place.is_absolute()), None)
