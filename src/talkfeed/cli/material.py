"""What a user names as a source → the material to read: standard input, a path or an address."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from talkfeed.sources._material import STANDARD_INPUT, of_path, of_stream
from talkfeed.web import Directory, Way, anywhere, fetch

if TYPE_CHECKING:
    from collections.abc import Mapping

    from talkfeed.model.found import Material


def take(source: str, *, allow_private: bool) -> Material:
    """Read all of a source.

    Raises:
        Refusal: TF101, TF704 to TF706 and TF709, it cannot be read.
    """
    if source == STANDARD_INPUT:
        return of_stream(sys.stdin.buffer) if sys.stdin else of_path(Path(os.devnull))
    if is_address(source):
        return fetch_page(source, allow_private=allow_private)
    return of_path(Path(source))


def is_address(source: str) -> bool:
    """Tell an address of the web from a path."""
    return urlsplit(source).scheme.lower() in {"http", "https"}


def fetch_page(address: str, *, allow_private: bool) -> Material:
    """Fetch what stands at an address, from the cache where it has not changed."""
    store = Directory(cache(os.environ))
    way = Way(store=store, may_dial=anywhere) if allow_private else Way(store=store)
    return fetch(address, way)


def cache(environment: Mapping[str, str]) -> Path:
    """Name the directory for what is fetched (XDG Base Directory Specification).

    >>> print(cache({"HOME": "~", "XDG_CACHE_HOME": ""}))
    ~/.cache/talkfeed
    """
    named = environment.get("XDG_CACHE_HOME", "")
    base = (
        Path(named) if Path(named).is_absolute() else Path(environment.get("HOME", ".")) / ".cache"
    )
    return base / "talkfeed"
