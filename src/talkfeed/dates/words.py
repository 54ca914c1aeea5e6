"""Language rows → the lexicon: the class and value of each word.

A class is a letter; `shapes.NAMES` gives classes their names in patterns. `_FIXED` has the words
that only English has. Words are compared without case and accents.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from talkfeed.dates.daterules import primary
from talkfeed.dates.english import ENGLISH
from talkfeed.dates.languages import LANGUAGES
from talkfeed.dates.zonetable import ABBREVIATIONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from talkfeed.dates.english import Language

SPRING, SUMMER, AUTUMN, WINTER = 21, 22, 23, 24
EARLY, MIDDLE, LATE = 37, 38, 39

# Fields of a language row whose words are synonyms: the field and the class.
_CLASSES = (
    ("noise", "f"),
    ("aside", "v"),
    ("start", "F"),
    ("between", "C"),
    ("to", "t"),
    ("both", "b"),
    ("at", "a"),
    ("hours", "u"),
    ("joins", "&"),
    ("term", "E"),
    ("about", "X"),
    ("maybe", "?"),
    ("quarter", "q"),
    ("half", "V"),
    ("week", "K"),
    ("unknown", "B"),
)

# Fields whose words are in order: the field, the class, the values of the words.
_SERIES = (
    ("months", "M", range(1, 13)),
    ("weekdays", "W", range(7)),
    ("seasons", "S", range(SPRING, WINTER + 1)),
    ("parts", "P", range(EARLY, LATE + 1)),
    ("twelves", "N", range(12, 25, 12)),
)

# English words that are not in the language row.
_FIXED: dict[str, tuple[str, int]] = {
    "first": ("O", 1),
    "second": ("O", 2),
    "third": ("O", 3),
    "fourth": ("O", 4),
    "last": ("O", -1),
    "michaelmas": ("S", AUTUMN),
    "st": ("r", 0),
    "nd": ("r", 0),
    "rd": ("r", 0),
    "th": ("r", 0),
    "time": ("L", 0),
    "date": ("f", 0),
    "dates": ("f", 0),
    "ish": ("X", 0),
    **dict.fromkeys(("since", "before", "after", "by", "ongoing", "onwards"), ("z", 0)),
    **dict.fromkeys(("onward", "present", "now", "today", "seit", "depuis", "current"), ("z", 0)),
}


def fold(word: str) -> str:
    """Return a word without case and accents.

    >>> fold("Février")
    'fevrier'
    """
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFD", word.casefold()).replace(
        "\N{LATIN SMALL LETTER DOTLESS I}", "i"
    )
    return "".join(ch for ch in plain if not unicodedata.combining(ch))


def _entries(row: Language) -> Iterator[tuple[str, tuple[str, int]]]:
    """Return a language's words with class and value, months first."""
    for field, kind, values in _SERIES:
        for value, spellings in zip(values, getattr(row, field).split("|"), strict=False):
            for word in spellings.split():
                yield fold(word), (kind, value)
    for field, kind in _CLASSES:
        for word in getattr(row, field).split():
            yield fold(word), (kind, 0)


@cache
def lexicon(language: str) -> Mapping[str, tuple[str, int]]:
    """Return all words of a language (BCP 47 tag) and of English: folded word → class, value.

    If a word is in both, that of English is used; of several fields, the first.
    """
    words = dict(_FIXED)
    for row in (ENGLISH, LANGUAGES.get(primary(language), ENGLISH)):
        for word, entry in _entries(row):
            words.setdefault(word, entry)
    for name in ABBREVIATIONS:
        words.setdefault(name, ("G", 0))
    return words


def tuesday(language: str) -> str:
    """Return the word that is Tuesday next to another month, else a month."""
    return _TUESDAYS.get(primary(language), "")


_TUESDAYS = dict.fromkeys(("es", "fr", "it", "ro"), "mar")


@cache
def languages_of(word: str) -> frozenset[str]:
    """Return the languages with a folded word; of those that share a row, only one."""
    rows = {id(row): language for language, row in reversed(LANGUAGES.items())}
    return frozenset(each for each in rows.values() if word in lexicon(each))
