"""The dates of new talks and of those in a file → positions for the new talks.

If a file has its newest or its oldest talk first, new talks keep that order; else they are
appended in the order of their source.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

MOSTLY = 0.8
"""The share of neighbours in order from which a file counts as ordered."""


def direction(days: Sequence[date | None]) -> int:
    """Return whether days are ascending (1), descending (-1), or neither (0).

    >>> from datetime import date
    >>> direction([date(2015, 10, 1), date(2015, 9, 1), None, date(2014, 1, 1)])
    -1
    """
    known = [day for day in days if day is not None]
    steps = [(after > before) - (after < before) for before, after in pairwise(known)]
    moving = [step for step in steps if step]
    for way in (1, -1):
        if moving and moving.count(way) >= MOSTLY * len(moving):
            return way
    return 0


def arrange(days: Sequence[date | None], way: int) -> list[int]:
    """Return the indexes of new talks in the order of the file; those without a day come last."""
    indexes = range(len(days))
    dated = [(day.toordinal() * way, index) for index, day in enumerate(days) if day is not None]
    if not way:
        return list(indexes)
    return [index for _, index in sorted(dated)] + [n for n in indexes if days[n] is None]


def places(
    days: Sequence[date | None], listed: Sequence[date | None], way: int
) -> list[int | None]:
    """Return for each new talk the index of the listed one to insert it before; None for the end.

    >>> from datetime import date
    >>> places([date(2015, 5, 1), None], [date(2015, 1, 1), date(2015, 9, 1)], 1)
    [1, None]
    """
    ranks = [day.toordinal() * way if day else None for day in listed]
    known = [(rank, index) for index, rank in enumerate(ranks) if rank is not None]
    highest = list(accumulate((rank for rank, _ in known), max))
    found: list[int | None] = []
    for day in days:
        at = bisect_right(highest, day.toordinal() * way) if day and way else len(known)
        found.append(known[at][1] if at < len(known) else None)
    return found
