"""Rows of words → the lexicon of a language: folded phrase → class and value.

A class is a letter, named in `_CLASSES` and `_GROUPS` by the field of the row. Words of the
language come before those of English, which every lexicon has, too.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Any

from talkfeed.dates.daterules import primary
from talkfeed.dates.english import ENGLISH as ENGLISH_DATES
from talkfeed.dates.languages import LANGUAGES
from talkfeed.dates.words import fold
from talkfeed.series.english import ENGLISH
from talkfeed.series.languages import RULE_WORDS
from talkfeed.series.values import WORKDAYS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Entry = tuple[str, Any]

_NOON, _MIDNIGHT = (12, 0), (24, 0)

# Fields whose words all mean the same: the field, the class, the value.
_CLASSES: tuple[tuple[str, str, Any], ...] = (
    ("noise", "f", None),
    ("workdays", "W", WORKDAYS),
    ("weekend", "W", (5, 6)),
    ("every", "E", None),
    ("other", "A", None),
    ("day", "y", None),
    ("week", "k", None),
    ("month", "n", None),
    ("daily", "G", None),
    ("weekly", "w", None),
    ("fortnightly", "F", None),
    ("monthly", "m", None),
    ("countless", "Y", None),
    ("even", "Q", 0),
    ("odd", "Q", 1),
    ("at", "a", None),
    ("clock", "K", None),
    ("hours", "u", None),
    ("both", "b", None),
    ("to", "t", None),
    ("start", "s", None),
    ("joins", "&", None),
    ("beginning", "g", None),
    ("onwards", "z", None),
    ("sharp", "q", None),
    ("morning", "H", "m"),
    ("afternoon", "H", "p"),
    ("evening", "H", "e"),
    ("after", "R", None),
    ("vague", "V", None),
    ("elsewhere", "X", None),
)

# Fields with groups, in order: the field, the class, the value of each group.
_GROUPS: tuple[tuple[str, str, Sequence[Any]], ...] = (
    ("weekdays", "W", [(number,) for number in range(7)]),
    ("ordinals", "O", [(number,) for number in (1, 2, 3, 4, 5, -1, -2)]),
    ("numbers", "d", (2, 3, 4, 5, 6)),
    ("twice", "B", ("week", "month")),
    ("campus", "W", ((0, 2, 4), (1, 3), (0, 2))),
)

# The same of a row of `dates.languages`.
_DATE_CLASSES: tuple[tuple[str, str, Any], ...] = (
    ("noise", "f", None),
    ("aside", "f", None),
    ("start", "s", None),
    ("between", "C", None),
    ("both", "b", None),
    ("to", "t", None),
    ("at", "a", None),
    ("hours", "u", None),
    ("joins", "&", None),
    ("about", "V", None),
    ("maybe", "V", None),
)
_DATE_GROUPS: tuple[tuple[str, str, Sequence[Any]], ...] = (
    ("weekdays", "W", [(number,) for number in range(7)]),
    ("twelves", "N", (_NOON, _MIDNIGHT)),
    ("months", "X", [None] * 12),
)


def folded(text: str) -> str:
    """Return text without case and accents, its characters composed."""
    return unicodedata.normalize("NFC", fold(text))


def _entries(
    row: object,
    groups: Sequence[tuple[str, str, Sequence[Any]]],
    classes: Sequence[tuple[str, str, Any]],
) -> Iterator[tuple[str, Entry]]:
    for field, kind, values in groups:
        for value, words in zip(values, getattr(row, field).split("|"), strict=False):
            yield from ((word, (kind, value)) for word in words.split())
    for field, kind, value in classes:
        yield from ((word, (kind, value)) for word in getattr(row, field).split())


@cache
def lexicon(language: str) -> Mapping[str, Entry]:
    """Return all words of a language (BCP 47 tag) and of English: folded words → class, value."""
    tag = primary(language)
    found: dict[str, Entry] = {}
    for words, dates in ((RULE_WORDS.get(tag), LANGUAGES.get(tag)), (ENGLISH, ENGLISH_DATES)):
        if words is None or dates is None:
            continue
        entries = [
            *_entries(words, (), _CLASSES[:1]),
            *_entries(words, _GROUPS, _CLASSES[1:]),
            *_entries(dates, _DATE_GROUPS, _DATE_CLASSES),
        ]
        for word, entry in entries:
            found.setdefault(folded(word.replace("_", " ").replace("-", " ")), entry)
    return found


def known_languages() -> tuple[str, ...]:
    """Return the languages with a row of their own, in order."""
    seen: dict[int, str] = {}
    for tag, row in RULE_WORDS.items():
        seen.setdefault(id(row), tag)
    return tuple(sorted(seen.values()))
