"""Abstracts that stay in the cache until somebody reads them: most of an archive is abstracts.

What is kept of an item is a head and the texts of its talks' abstracts. Whoever unpacks the head
leaves the texts where they are; they are fetched for what is made of a talk, and let go of.
"""

from __future__ import annotations

from marshal import dumps, loads
from typing import TYPE_CHECKING, Any

from talkfeed.model import Abstract

if TYPE_CHECKING:
    from collections.abc import Iterable

    from talkfeed.engine.store import Cache

AT_HAND = 256
"""Items whose texts stay at hand: every format asks for those of one shard again."""
_LENGTH = 4
"""Bytes that tell the length of the head."""

Texts = tuple[str, str, str]
"""The Markdown, the HTML and the plain text of an abstract."""


class Lost(Exception):
    """Texts that were kept are there no more: something else writes where they are."""


def join(head: Any, abstracts: Iterable[Abstract | None]) -> bytes:  # noqa: ANN401  — plain values
    """Pack a head and the abstracts that come after it."""
    texts = tuple(each.texts if each else None for each in abstracts)
    packed = dumps(head)
    return b"".join((len(packed).to_bytes(_LENGTH), packed, dumps(texts) if any(texts) else b""))


def head_of(content: bytes) -> Any:  # noqa: ANN401  — plain values
    """Unpack the head, and nothing of what comes after it."""
    return loads(memoryview(content)[_LENGTH:])  # noqa: S302  — our own, and sealed


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
            Lost: they are not there, or not as they were.
        """
        found = self._at_hand.get(name)
        if found is None:
            if len(self._at_hand) >= AT_HAND:
                self._at_hand.clear()
            found = self._at_hand[name] = self._fetch(name)
        return found

    def _fetch(self, name: bytes) -> tuple[Texts, ...]:
        content = self._cache.take(name)
        if content is None:
            raise Lost
        start = _LENGTH + int.from_bytes(content[:_LENGTH])
        texts: tuple[Texts, ...] = loads(memoryview(content)[start:])  # noqa: S302  — our own, and sealed
        return texts
