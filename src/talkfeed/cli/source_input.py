"""A path, an address or "-" → the content of the source to import."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from talkfeed.cli.paths import cache_of
from talkfeed.errors import Rejected
from talkfeed.importers.common.source_input import STANDARD_INPUT, of_path, of_stream
from talkfeed.model.raw import web_address
from talkfeed.patterns import lazy
from talkfeed.text import is_web
from talkfeed.web import Directory, FetchOptions, any_address, fetch

if TYPE_CHECKING:
    from talkfeed.model.imported import SourceInput


UNREADABLE = "TF101"
_SCHEME = lazy(r"([A-Za-z][A-Za-z0-9+.-]{1,20})://")


def take(source: str, *, allow_private: bool) -> SourceInput:
    """Read a source completely.

    Raises:
        Rejected: TF101, TF704 to TF706 or TF709, it cannot be read.
    """
    if source == STANDARD_INPUT:
        return of_stream(sys.stdin.buffer if sys.stdin else BytesIO())
    address = web_address(source)
    if is_web(address):
        return fetch_page(address, allow_private=allow_private)
    if scheme := _SCHEME.match(source):
        message = f"'{source}' is an address of '{scheme[1]}', which is not read"
        raise Rejected(UNREADABLE, message, "name an http or https address, or a file")
    return of_path(Path(source))


def name_of(source: str, talks: Path) -> str:
    """Return the name of a source in talks.yaml: an address, or a path relative to that file.

    It is the same for all paths of a file, by links as well; standard input has none.
    """
    if source == STANDARD_INPUT:
        return ""
    if is_web(address := web_address(source)):
        return address
    path = Path(source).resolve()
    with suppress(ValueError):  # another drive of Windows
        path = Path(os.path.relpath(path, talks.resolve().parent))
    return path.as_posix()


def fetch_page(address: str, *, allow_private: bool) -> SourceInput:
    """Fetch a page, or use the cached one if it has not changed."""
    root = cache_of(None, os.environ)
    store = Directory(*root) if root else None
    options = (
        FetchOptions(store=store, is_allowed=any_address)
        if allow_private
        else FetchOptions(store=store)
    )
    return fetch(address, options)
