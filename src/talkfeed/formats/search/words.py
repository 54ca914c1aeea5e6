"""Text → the words that a search finds it by; `index.js` reads queries by the same rules.

A word is a run of letters and digits, with "+" and "#" at its end ("c++", "f#"), without case and
diacritics. It is found by each of its beginnings. Scripts that put no spaces between words, such as
Japanese and Thai, are cut into pairs of characters instead.
"""

from __future__ import annotations

from itertools import pairwise
from unicodedata import category, normalize

from talkfeed.patterns import lazy

_WORD = lazy(r"[^\W_]+[+#]*")
_ASCII_WORD = lazy(r"([a-z0-9]{1,20}[+#]*)[a-z0-9]*")
_SHORT = lazy(r"([^\W_]{1,20}[+#]*)[^\W_]*")
"""A word, of which the first 20 characters count."""
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Characters of scripts without spaces: Thai, Lao, Burmese, Khmer, Chinese, Japanese."""
_RUNS = lazy(f"[{UNSPACED}]+|[^{UNSPACED}]+")
_IS_UNSPACED = lazy(f"[{UNSPACED}]")
_PLAIN = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th"}
_PLAIN |= {"\N{LATIN SMALL LETTER DOTLESS I}": "i"}
_PLAIN |= {"\N{GREEK SMALL LETTER FINAL SIGMA}": "\N{GREEK SMALL LETTER SIGMA}"}


class _Folded(dict[int, str | None]):
    """The table for `str.translate` that removes marks, filled on demand."""

    def __missing__(self, code: int) -> str | None:
        sign = chr(code)
        found = self[code] = None if category(sign)[0] == "M" else _PLAIN.get(sign, sign)
        return found


_FOLDED = _Folded()


def folded(text: str) -> str:
    """Return text in lower case and without diacritics.

    >>> folded("Novák, Łódź")
    'novak, lodz'
    """
    text = text.lower()
    return text if text.isascii() else normalize("NFKD", text).translate(_FOLDED)


def words(text: str) -> set[str]:
    """Return the words of a text.

    >>> sorted(words("C++ für Anfänger: 機械学習"))
    ['anfanger', 'c++', 'fur', '学習', '械学', '機械', '習']
    """
    plain = folded(text)
    if plain.isascii():
        return set(_ASCII_WORD.findall(plain))
    if not _IS_UNSPACED.search(plain):
        return set(_SHORT.findall(plain))
    return {piece for word in set(_WORD.findall(plain)) for piece in _pieces(word)}


def _pieces(word: str) -> list[str]:
    """Cut a word where it has characters of scripts without spaces."""
    pieces: list[str] = []
    for run in _RUNS.findall(word):
        if _IS_UNSPACED.match(run):
            pieces += (*map("".join, pairwise(run)), run[-1])
        else:
            pieces += _SHORT.findall(run)
    return pieces
