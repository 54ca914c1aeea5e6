"""Feeds → Drafts: each entry's piece of a format is made once, however many feeds hold it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from talkfeed.formats import formats, module
from talkfeed.model import Draft

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from talkfeed.formats import Format
    from talkfeed.model import Entry, Feed


class Press:
    """Makes documents, and remembers the pieces they are made of for the time of a build."""

    def __init__(self) -> None:
        """Begin without a piece."""
        self._pieces: dict[tuple[str, str], bytes] = {}

    def drafts(self, feeds: Iterable[Feed]) -> Iterator[Draft]:
        """Draft every document of every feed."""
        for feed in feeds:
            for name in feed.formats:
                row = formats()[name]
                yield Draft(feed.path + row.suffix, feed.role, partial(self._make, row, feed))

    def _make(self, row: Format, feed: Feed) -> bytes:
        made = module(row)
        content: bytes
        if hasattr(made, "assemble"):
            content = made.assemble(feed, self._of(row, made, feed))
        else:
            content = made.render(feed)
        return content

    def _of(self, row: Format, made: Any, feed: Feed) -> list[bytes]:  # noqa: ANN401  — a module
        """Find the pieces of a feed's entries; make those that are missing."""
        known = self._pieces
        missing = tuple(entry for entry in feed.entries if (row.name, entry.id) not in known)
        if missing:
            pieces = made.pieces(replace(feed, entries=missing))
            known.update(zip(_keys(row, missing), pieces, strict=True))
        return [known[key] for key in _keys(row, feed.entries)]


def _keys(row: Format, entries: Iterable[Entry]) -> Iterator[tuple[str, str]]:
    return ((row.name, entry.id) for entry in entries)
