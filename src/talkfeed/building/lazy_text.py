"""Abstracts whose texts stay in the cache until they are read: they are most of an archive.

An item is stored in two parts, its values and the texts of its abstracts. The values are loaded
without the texts, which are fetched when a document needs them, and dropped again.
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
"""The number of items whose texts stay in memory, because all formats use those of a shard."""
TEXTS = 1
"""The part of a stored item with the texts; part 0 has the values."""

Texts = tuple[str, str, str]
"""The Markdown, the HTML and the plain text of an abstract."""


def parts_of(head: Any, abstracts: Iterable[Abstract | None]) -> tuple[bytes, bytes]:  # noqa: ANN401  — plain values
    """Encode the values of an item, and separately the texts of abstracts."""
    texts = tuple(_share(*each.texts) if each else None for each in abstracts)
    return dumps(head), dumps(texts) if any(texts) else b""


def _share(markdown: str, html: str, text: str) -> Texts:
    """Return the texts, of which marshal writes equal ones once if they are one object."""
    return markdown, html, markdown if text == markdown else text


class LazyAbstract(Abstract):
    """An abstract whose texts are fetched when they are read."""

    __slots__ = ("_loader", "_name", "_rank")

    def __init__(self, loader: TextLoader, name: bytes, rank: int) -> None:
        """Store the loader, the name of the item, and the rank of the talk in it."""
        self._loader, self._name, self._rank = loader, name, rank

    @property
    def texts(self) -> Texts:  # type: ignore[override]  # nothing is ever put in its place
        """The Markdown as written, the sanitised HTML and the plain text."""
        return self._loader.texts(self._name)[self._rank]

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle the texts, for other processes."""
        return _with_texts, self.texts


def _with_texts(markdown: str, html: str, text: str) -> Abstract:
    return Abstract(markdown=markdown, html=html, text=text)


class TextLoader:
    """Fetches the texts of items from a cache; recently used ones stay in memory."""

    __slots__ = ("_at_hand", "_cache")

    def __init__(self, cache: Cache) -> None:
        """Store the cache."""
        self._cache = cache
        self._at_hand: dict[bytes, tuple[Texts, ...]] = {}

    def texts(self, name: bytes) -> tuple[Texts, ...]:
        """Return the texts of an item's talks.

        Raises:
            StoreMiss: the texts are missing or damaged.
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
