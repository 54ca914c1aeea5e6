"""Calendar facts → closed intervals with their EDTF (ISO 8601-2:2019).

A span is the meaning of a phrase without its qualifiers, times and zones. Sub-year codes: 21-24
seasons, 25-28 and 29-32 seasons of the north and the south, 33-36 quarters, 37-39 thirds, 40 and 41
halves of a year.
"""

from calendar import monthrange
from datetime import date
from functools import lru_cache

from talkfeed.errors import Rejected
from talkfeed.model import Precision
from talkfeed.named_tuple import NamedTuple

FIRST_YEAR, LAST_YEAR = 1900, 2100
_MONTHS = 12
_LONGEST = 31


class Span(NamedTuple):
    """The first and last day, the precision, and the EDTF."""

    start: date
    end: date
    precision: Precision
    edtf: str


class Code(NamedTuple):
    """A sub-year code: its precision, its first month, how many months, and whether it moves."""

    precision: Precision
    month: int
    months: int
    moves: bool = False


_SEASONS = {
    base + number: Code(Precision.SEASON, 1 + (month + shift - 1) % 12, 3, base == 21)  # noqa: PLR2004 - the codes without a hemisphere
    for base, shift in ((21, 0), (25, 0), (29, 6))
    for number, month in enumerate((3, 6, 9, 12))
}
CODES: dict[int, Code] = {
    **_SEASONS,
    **{33 + number: Code(Precision.QUARTER, 1 + 3 * number, 3) for number in range(4)},
    **{37 + number: Code(Precision.THIRD, 1 + 4 * number, 4) for number in range(3)},
    **{40 + number: Code(Precision.HALF, 1 + 6 * number, 6) for number in range(2)},
}


def _check_year(year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Rejected(
            "TF209",
            f"the year {year} is outside {FIRST_YEAR} to {LAST_YEAR}",
            'write the year with four digits, e.g. "7 Oct 2015"',
        )


def day(year: int, month: int, number: int) -> Span:
    """Return the span of one day.

    Raises: Rejected TF209 for a year out of bounds, TF203 for a day that the month does not have.
    """
    _check_year(year)
    _check_month(month, _swapped(year, month, number))
    last = monthrange(year, month)[1]
    if not 1 <= number <= last:
        raise Rejected(
            "TF203",
            f"there is no day {number} in {year}-{month:02}",
            f'that month has the days 1 to {last}, e.g. "{year}-{month:02}-{last}"',
        )
    found = date(year, month, number)
    return Span(found, found, Precision.DAY, found.isoformat())


def _swapped(year: int, month: int, number: int) -> str:
    """Return what to write instead of a day whose month may be its day."""
    if 1 <= number <= _MONTHS and 1 <= month <= monthrange(year, number)[1]:
        return f'day and month are swapped; write "{year}-{number:02}-{month:02}"'
    sample = number if 1 <= number <= _LONGEST else 1
    return f'write the month as a number from 1 to 12, e.g. "{year}-10-{sample:02}"'


def _check_month(month: int, hint: str) -> None:
    if not 1 <= month <= _MONTHS:
        raise Rejected("TF203", f"there is no month {month}", hint)


def month(year: int, number: int) -> Span:
    """Return the span of one month. Raises: Rejected TF209, TF203."""
    _check_year(year)
    _check_month(number, f'write the month as a number from 1 to 12, e.g. "{year}-10"')
    return Span(
        date(year, number, 1),
        last_day(year, number, 1),
        Precision.MONTH,
        f"{year}-{number:02}",
    )


def year(number: int) -> Span:
    """Return the span of one year. Raises: Rejected TF209."""
    _check_year(number)
    return Span(date(number, 1, 1), date(number, 12, 31), Precision.YEAR, str(number))


def coded(number: int, code: int, hemisphere: str) -> Span:
    """Return the span of a season, quarter, third or half; northern winter ends next year.

    `code` is a key of `CODES`. Raises: Rejected TF209.
    """
    _check_year(number)
    row = CODES[code]
    first = row.month
    if row.moves and hemisphere == "south":
        first = 1 + (first + 5) % 12
    return Span(
        date(number, first, 1),
        last_day(number, first, row.months),
        row.precision,
        f"{number}-{code}",
    )


@lru_cache(maxsize=2048)
def last_day(number: int, first: int, months: int) -> date:
    """Return the last day of a number of months, the first of which is given."""
    from dateutil.relativedelta import relativedelta  # noqa: PLC0415 - 27 ms that help never needs

    return date(number, first, 1) + relativedelta(months=months, days=-1)


_RANGES = {
    Precision.DAY: Precision.DAY_RANGE,
    Precision.MONTH: Precision.MONTH_RANGE,
    Precision.SEASON: Precision.SEASON_RANGE,
    Precision.QUARTER: Precision.QUARTER_RANGE,
    Precision.YEAR: Precision.YEAR_RANGE,
}


def through(first: Span, last: Span) -> Span:
    """Return the range from one day, month, season, quarter or year to another.

    Two equal ends are one span. Raises: Rejected TF207 for ends of different kinds, or of a kind
    without ranges; TF206 if it ends before it starts.
    """
    if first == last:
        return first
    precision = _RANGES.get(first.precision)
    if precision is None or first.precision is not last.precision:
        raise Rejected(
            "TF207",
            f"a {first.precision} ({first.edtf}) to a {last.precision} ({last.edtf}) is no range",
            'write both ends alike, as days, months, seasons or years, e.g. "Oct 2014 - Mar 2015"',
        )
    if last.start < first.start:
        raise Rejected(
            "TF206",
            f"the range ends ({last.edtf}) before it starts ({first.edtf})",
            f'write the earlier one first, e.g. "{last.edtf}/{first.edtf}"',
        )
    return Span(first.start, last.end, precision, f"{first.edtf}/{last.edtf}")


def are_adjacent(first: Span, last: Span) -> bool:
    """Return whether the second span starts on the day after the first ends."""
    return (last.start - first.end).days == 1
