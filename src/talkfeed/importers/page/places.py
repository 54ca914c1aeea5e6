"""The words of a talk → the line of the source that they are on.

A page is rendered before it is read, so that places are lost; they are found again by the words.
Where several lines have them, the one nearest to the other words of the talk is meant, such as its
links and its date, and among equals the next in the order of the page.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import chain
from typing import TYPE_CHECKING

from talkfeed.patterns import lazy
from talkfeed.text import unescape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_TAG = lazy(r"<[a-z/!?][^<>]*>", re.IGNORECASE)
_TARGET = lazy(r"\]\([^()\s]*\)")
_ADDRESS = lazy(
    r"[a-z]{2,9}://[^\s<>\"']+|(?:(?<=\]\()|(?<=href=\")|(?<=href='))[^\s<>()\"']+", re.IGNORECASE
)
_ABSOLUTE = lazy(r"[a-z]{2,9}://[^\s<>\"']+", re.IGNORECASE)
_SCHEME = lazy(r"^[a-z]{2,9}://", re.IGNORECASE)
_WORD = lazy(r"[^\W_]+")
_COUNTS = (12, 8, 4, 3, 2)
"""How many first words of a title are looked for, one after the other."""
_SPREAD = 3
"""The lines that a title may go over."""
_MOST = 50
"""The most lines with the same words that say where a talk is."""
_NEAR = 12
"""The lines around a title that may have its links and its date."""


class Places:
    r"""The lines of a text, in which titles are found.

    >>> places = Places("Feeds\nthat last\n[a](https://a.example/)\nFeeds\n[b](https://b.example/)")
    >>> places.find("That last!"), places.find("Time"), places.find("–"), places.find("feeds that")
    (2, 0, 0, 1)
    >>> places.find("Feeds", ["https://b.example/"]), places.find("b · https://b.example/")
    (4, 5)
    """

    def __init__(self, text: str) -> None:
        """Start at the top; case, punctuation and tags are ignored."""
        plain = _TAG.sub(lambda found: " " + "\n" * found[0].count("\n"), text)
        self._rows = [_words(_TARGET.sub("] ", row)) for row in plain.split("\n")]
        self._by_word: dict[str, list[int]] = {}
        for number, row in enumerate(self._rows):
            for word in dict.fromkeys(row.split()):
                self._by_word.setdefault(word, []).append(number)
        self._by_address: dict[str, list[int]] = {}
        for number, row in enumerate(text.split("\n")):
            for found in _ADDRESS.finditer(unescape(row)):
                self._by_address.setdefault(_bare(found[0]), []).append(number)
        self._known: dict[str, list[int]] = {}
        self._next = 0

    def find(self, text: str, beside: Iterable[str] = ()) -> int:
        """Return the line number of a text, from 1; 0 if it is nowhere.

        `beside` are other words and addresses of the same talk.
        """
        title, *parts = _ABSOLUTE.sub("", text).split(" · ")
        others = [*beside, *_ABSOLUTE.findall(text), *filter(None, map(str.strip, parts))]
        rows = self._with_words(title)
        near = [spots for other in others if 0 < len(spots := self._spots(other)) <= _MOST]
        if not rows:
            rows = min(near, key=len, default=[])
        if not rows:
            return 0
        rows = rows if len(rows) <= _MOST else [*self._likely(rows, near)]
        best = min(rows, key=lambda row: (-_closeness(row, near), row < self._next, row))
        self._next = best + 1
        return best + 1

    def _likely(self, rows: list[int], near: Iterable[list[int]]) -> Iterator[int]:
        """Yield the next of many rows, and those that are near other words."""
        yield rows[bisect_left(rows, self._next) % len(rows)]
        for spot in chain.from_iterable(near):
            yield from rows[bisect_left(rows, spot - _NEAR) : bisect_left(rows, spot + _NEAR)]

    def _spots(self, text: str) -> list[int]:
        return self._by_address.get(_bare(text.strip()), []) or self._with_words(text)

    def _with_words(self, text: str) -> list[int]:
        """Return the rows at which the first words of a text begin, as many as there are."""
        words = _words(text).split()
        counts = dict.fromkeys(min(count, len(words)) for count in _COUNTS)
        return next(filter(None, (self._with(words[:count]) for count in counts)), [])

    def _with(self, words: list[str]) -> list[int]:
        """Return the rows at which words begin that are in a row, or in a few in sequence."""
        wanted = " ".join(words)
        if wanted in self._known:
            return self._known[wanted]
        spots = min((self._by_word.get(word, []) for word in words), key=len, default=[])
        starts = dict.fromkeys(
            row - back for row in spots for back in range(_SPREAD) if row >= back
        )
        self._known[wanted] = sorted(row for row in starts if self._begins(row, wanted))
        return self._known[wanted]

    def _begins(self, row: int, wanted: str) -> bool:
        here = f" {self._rows[row]} "
        found = (here + " ".join(self._rows[row + 1 : row + _SPREAD]) + " ").find(f" {wanted} ")
        return 0 <= found < len(here) - 1


def _closeness(row: int, near: Iterable[list[int]]) -> float:
    """Return how near other words are: one that is rare says more than one on many lines."""
    found = 0.0
    for spots in near:
        after = bisect_left(spots, row)
        distance = min(abs(row - spot) for spot in spots[max(after - 1, 0) : after + 1])
        found += max(_NEAR - distance, 0) / len(spots)
    return found


def _bare(address: str) -> str:
    return _SCHEME.sub("", address.rstrip(").,;*_`]")).casefold().rstrip("/")


def _words(text: str) -> str:
    return " ".join(_WORD.findall(unescape(text).casefold()))
