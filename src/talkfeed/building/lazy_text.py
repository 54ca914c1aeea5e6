"""Abstracts that stay in the cache until somebody reads them: most of an archive is abstracts.

An item is kept in two parts, a head and the texts of its talks' abstracts. The head is read without
the texts, which are fetched when a document needs them, and dropped again.
"""

from __future__ import annotations

from marshal import dumps, loads
from typing import TYPE_CHECKING, Any

from talkfeed.errors import StoreMiss
from talkfeed.model import Abstract

if TYPE_CHECKING:
    from collections.abc import Iterable

    from talkfeed.engine.store import Cache

AT_HAND = 256
"""Items whose texts stay at hand: every format asks for those of one shard again."""
TEXTS = 1
"""The part of a kept item that holds the texts; the head comes before it."""

Texts = tuple[str, str, str]
"""The Markdown, the HTML and the plain text of an abstract."""


def parts_of(head: Any, abstracts: Iterable[Abstract | None]) -> tuple[bytes, bytes]:  # noqa: ANN401  — plain values
    """Pack a head and, apart from it, the texts of abstracts."""
    texts = tuple(each.texts if each else None for each in abstracts)
    return dumps(head), dumps(texts) if any(texts) else b""


class Kept(Abstract):
    """An abstract whose texts are fetched whenever they are asked for."""

    __slots__ = ("_name", "_rank", "_shelf")

    def __init__(self, shelf: Shelf, name: bytes, rank: int) -> None:
        """Take where the texts are: a shelf, the name of an item, the rank of a talk in it."""
        self._shelf, self._name, self._rank = shelf, name, rank

    @property
    def texts(self) -> Texts:  # type: ignore[override]  # nothing is ever put in its place
        """The Markdown as written, the sanitised HTML and the plain text."""
        return self._shelf.texts(self._name)[self._rank]

    def __reduce__(self) -> tuple[Any, ...]:
        """Be sent to other processes as what it says."""
        return _say, self.texts


def _say(markdown: str, html: str, text: str) -> Abstract:
    return Abstract(markdown=markdown, html=html, text=text)


class Shelf:
    """Fetches the texts of items from a cache; those asked for last are at hand."""

    __slots__ = ("_at_hand", "_cache")

    def __init__(self, cache: Cache) -> None:
        """Take where they are kept."""
        self._cache = cache
        self._at_hand: dict[bytes, tuple[Texts, ...]] = {}

    def texts(self, name: bytes) -> tuple[Texts, ...]:
        """Fetch the texts of an item's talks.

        Raises:
            StoreMiss: they are not there, or not as they were.
        """
        found = self._at_hand.get(name)
        if found is None:
            if len(self._at_hand) >= AT_HAND:
                self._at_hand.clear()
            found = self._at_hand[name] = self._fetch(name)
        return found

    def _fetch(self, name: bytes) -> tuple[Texts, ...]:
        content = self._cache.take(name, TEXTS)
        if content is None:
            raise StoreMiss
        texts: tuple[Texts, ...] = loads(content)  # noqa: S302  — our own, and sealed
        return texts
