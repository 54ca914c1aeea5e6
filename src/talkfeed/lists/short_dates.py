"""Dates such as 06/14 in a list, which have a month and a year or a day → the same with the year.

`dates: my` says that they have a year. So do the dates themselves if one of them is no day of a
year (`06/31`, `05/99`), or if they are in order as months of years and in none as days.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from talkfeed.dates import century
from talkfeed.records.values import text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from talkfeed.records.field_names import RecordFields

MONTH_AND_YEAR = "my"
"""The value of `dates:` for months with years of two digits."""
DATES = ("date", "start", "end")
"""The fields that hold a whole date."""
_SHORT = re.compile(r"\s{0,9}(\d{1,2})/(\d\d)\s{0,9}")
_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
"""The days of the months."""
_FEWEST = 5
"""Dates whose order is no accident."""

Pair = tuple[int, int]


def texts_of(all_found: Iterable[RecordFields]) -> list[str]:
    """Return the dates of all entries as they are written."""
    return [
        text(entry.node) for found in all_found for field in DATES for entry in found.get(field, ())
    ]


def has_years(written: Sequence[str]) -> str:
    """Return why dates such as 06/14 are months of years; empty if they may be days.

    >>> has_years(["06/31"]), has_years(["06/14"])
    ("'06/31' is no day", '')
    """
    found = [(one, match) for one in written if (match := _SHORT.fullmatch(one))]
    pairs = [(int(match[1]), int(match[2])) for _, match in found]
    if not pairs or any(not 1 <= month <= len(_LONGEST) for month, _ in pairs):
        return ""
    for one, pair in zip((one for one, _ in found), pairs, strict=True):
        if not _is_day(pair):
            return f"'{one.strip()}' is no day"
    years = [(century(year), month) for month, year in pairs]
    may_be_day_first = all(second <= len(_LONGEST) for _, second in pairs)
    is_clear = not _is_in_order(pairs) and not may_be_day_first and len(set(pairs)) >= _FEWEST
    return "they are in order only so" if is_clear and _is_in_order(years) else ""


def _is_day(pair: Pair) -> bool:
    month, day = pair
    is_day_first = day in range(1, len(_LONGEST) + 1) and month <= _LONGEST[day - 1]
    return is_day_first or 1 <= day <= _LONGEST[month - 1]


def _is_in_order(pairs: Sequence[Pair]) -> bool:
    return list(pairs) in (sorted(pairs), sorted(pairs, reverse=True))


def with_year(written: str) -> str:
    """Return a month and a year in full; another date as it is.

    >>> with_year("06/14"), with_year("14 June")
    ('2014-06', '14 June')
    """
    found = _SHORT.fullmatch(written)
    if found is None or not 1 <= int(found[1]) <= len(_LONGEST):
        return written
    return f"{century(int(found[2]))}-{int(found[1]):02}"
