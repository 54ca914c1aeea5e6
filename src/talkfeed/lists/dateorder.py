"""The dates of a list → the order of day and month in them, as far as one of them shows it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})([/.-])(\d{1,2})\2(?:19|20)?\d\d(?!\d)")
_MONTHS = 12


def is_ambiguous(text: str) -> bool:
    """Return whether both numbers of a date could be the month."""
    found = _NUMERIC.search(text)
    return found is not None and found[1] != found[3] and max(_numbers(found)) <= _MONTHS


def order_of(texts: Iterable[str]) -> tuple[str, str] | None:
    """Return the order that all unambiguous dates have, and one of them.

    >>> order_of(["10/07/2015", "30/09/2016"])
    ('dmy', '30/09/2016')
    """
    shown: dict[str, str] = {}
    for text in texts:
        found = _NUMERIC.search(text)
        first, second = _numbers(found) if found else (0, 0)
        if found and (first > _MONTHS) != (second > _MONTHS):
            shown.setdefault("dmy" if first > _MONTHS else "mdy", found[0])
    return next(iter(shown.items())) if len(shown) == 1 else None


def _numbers(found: re.Match[str]) -> tuple[int, int]:
    return int(found[1]), int(found[3])
