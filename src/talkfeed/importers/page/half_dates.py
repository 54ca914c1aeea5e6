"""A line → the days in it that cannot be read whole, such as "23rd of Janury 2019".

Such a day is never taken for its month or its year: a person completes it.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING

from talkfeed.importers.page.language import is_month

if TYPE_CHECKING:
    from collections.abc import Iterable

    from talkfeed.importers.page.date_runs import Dated

_DAY = re.compile(
    r"(?<![\w/.:-])(?:[0-2]?\d|3[01])(?:st|nd|rd|th|er|\.|º|ª)?[^\S\n]"
    r"(?:(?:of|de|di|do|da|du|den)[^\S\n]|d['\u2019])?([^\W\d_]{4,14})\b"
    r"(?:\.?,?[^\S\n](?:(?:of|de|del|do)[^\S\n])?(?:19|20)\d\d\b)?"
)
_MONTH_DAY = re.compile(
    r"(?<!\w)([^\W\d_]{4,14})[^\S\n](?:[0-2]?\d|3[01])(?:st|nd|rd|th)?(?:,?[^\S\n](?:19|20)\d\d\b)(?![\d/-])"
)
_MONTHS = (
    *("january", "february", "march", "april", "june", "july", "august"),
    *("september", "october", "november", "december"),
)
_ALIKE = 0.8
"""How alike a word and the name of a month are if one is the other misspelt."""


def half_dates(text: str, found: Iterable[Dated]) -> list[str]:
    """List the days in a text that no date of it holds.

    >>> half_dates("Ghent, 23rd of Janury 2019", [])
    ['23rd of Janury 2019']
    >>> half_dates("12 ways to fail in 2019", [])
    []
    """
    whole = [date for date in found if not date.is_year and "month" not in date.precision]
    matches = sorted(
        (match for pattern in (_DAY, _MONTH_DAY) for match in pattern.finditer(text)),
        key=re.Match.start,
    )
    return [
        match[0]
        for match in matches
        if _is_like_a_month(match[1].casefold())
        if not any(date.start < match.end() and match.start() < date.end for date in whole)
    ]


@lru_cache(maxsize=4096)
def _is_like_a_month(word: str) -> bool:
    return is_month(word) or bool(get_close_matches(word, _MONTHS, 1, _ALIKE))
