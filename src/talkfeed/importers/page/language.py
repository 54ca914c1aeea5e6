"""The language that a page states, and the words of its dates → the rules by which dates are read.

Dates are read in the language of the page, which need not be that of the feed. A page that states
none, or the wrong one as many templates do, is known by the names of its months.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from talkfeed.dates.daterules import primary
from talkfeed.dates.languages import LANGUAGES
from talkfeed.dates.words import fold, lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element as Element

    from talkfeed.dates import DateRules

_DAY_AND_WORD = re.compile(
    r"(?<![\w/])\d{1,2}(?:\.|er|º|ª|°)?[^\S\n]{1,3}(?:d[eio][ls]?[^\S\n]|d['\u2019])?([^\W\d_]{3,20})"
)
_WORD_AND_YEAR = re.compile(
    r"([^\W\d_]{3,20})\.?,?[^\S\n]{1,3}(?:de[l]?[^\S\n])?(?:19|20)\d\d(?!\d)"
)
_WORD_AND_DAY = re.compile(
    r"([^\W\d_]{3,20})\.?[^\S\n]{1,3}\d{1,2},[^\S\n]{0,3}(?:19|20)\d\d(?!\d)"
)
_KANA = re.compile(r"[\u3040-\u30ff]")
_MOST = 3
"""Languages beside the stated one: related languages share names of months."""
_MONTH_FIRST = frozenset(("en", "ja", "ko", "zh", "hu"))


def stated_language(root: Element | None, front_matter: str = "") -> str:
    """Return the language that a page or its front matter states, "" if it states none."""
    named = _FRONT.search(front_matter)
    if named:
        return named[1]
    if root is None:
        return ""
    elements = (root, *root.iterchildren("body"), *root.iter("main", "article"))
    return next((one.get("lang") or "" for one in elements if one.get("lang")), "")


_FRONT = re.compile(
    r"^(?:lang|language|locale)\s{0,9}[:=]\s{0,9}[\"']?([A-Za-z]{2,3}\b)", re.MULTILINE
)


def rules_of_page(rules: DateRules, text: str, stated: str) -> DateRules:
    """Return the rules for the dates of a page, with the languages that it seems to be in.

    >>> from talkfeed.dates import DateRules
    >>> rules_of_page(DateRules(), "3 de mayo de 2019", "").languages
    ('es',)
    """
    known = [primary(rules.language), *map(primary, rules.languages)]
    page = primary(stated) if stated else ""
    names = [page] if page in LANGUAGES else []
    names += [name for name in _by_months(text, [*known, *names]) if name not in names]
    new = tuple(name for name in dict.fromkeys(names) if name not in known)
    order = rules.order
    if order is None and names and not set(names) & _MONTH_FIRST:
        order = "dmy"
    return rules._replace(languages=(*new, *rules.languages), order=order)


def _by_months(text: str, known: Iterable[str]) -> Iterator[str]:
    """Yield the languages whose months the dates of a text name, if those known do not."""
    if "년" in text or "年" in text:
        yield "ko" if "년" in text else "ja" if _KANA.search(text) else "zh"
    counts = Counter(
        fold(match[1])
        for pattern in (_DAY_AND_WORD, _WORD_AND_YEAR, _WORD_AND_DAY)
        for match in pattern.finditer(text)
    )
    is_known = {"en", *known}
    months = {word: {name for name in LANGUAGES if _is_month(word, name)} for word in counts}
    is_read = {word for word in counts if any(_is_month(word, name) for name in is_known)}
    votes = Counter[str]()
    for word, names in months.items():
        if word not in is_read:
            votes.update(dict.fromkeys(names, counts[word]))
    best = max(votes.values(), default=0)
    yield from [name for name in LANGUAGES if best and votes[name] == best][:_MOST]


def is_month(word: str) -> bool:
    """Return whether a word is the name of a month in any language."""
    return _is_month(fold(word), "en") or any(_is_month(fold(word), name) for name in LANGUAGES)


def is_weekday(word: str) -> bool:
    """Return whether a word is the name of a weekday in any language.

    >>> is_weekday("Friday"), is_weekday("jeudi"), is_weekday("May")
    (True, True, False)
    """
    return fold(word) in _weekdays()


def is_day(text: str) -> bool:
    """Return whether a text is a day with its month and year, and nothing else.

    >>> is_day("Monday, December 8th, 2025"), is_day("8 de mayo de 2025"), is_day("2025 in Lyon")
    (True, True, False)
    """
    words = _DAY_WORDS.findall(text)
    rest = [word for word in words if not (word[0].isdigit() or is_weekday(word))]
    months = sum(map(is_month, rest))
    is_short = all(len(word) <= _PREPOSITION or is_month(word) for word in rest)
    return months == 1 and is_short and any(len(word) == _YEAR for word in words)


_DAY_WORDS = re.compile(r"\d+|[^\W\d_]+")
_PREPOSITION, _YEAR = 3, 4


@cache
def _weekdays() -> frozenset[str]:
    return frozenset(
        word for name in LANGUAGES for word, (kind, _) in lexicon(name).items() if kind == "W"
    )


def _is_month(word: str, language: str) -> bool:
    return lexicon(language).get(word, ("", 0))[0] == "M"
