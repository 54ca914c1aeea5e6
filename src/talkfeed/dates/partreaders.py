"""The readers of seasons, quarters, halves, thirds, weeks and decades: tokens by name → a span."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from talkfeed.dates import spans
from talkfeed.dates.daterules import primary
from talkfeed.dates.readers import MatchedTokens, join, point_of
from talkfeed.errors import Rejected

if TYPE_CHECKING:
    from talkfeed.dates.spans import Span


def months_over_new_year(found: MatchedTokens) -> Span:
    """Read "December and January 2022-2023". Raises: Rejected TF206, TF207, TF209."""
    start = spans.month(found.value("year"), found.value("month"))
    following = _following(found, found.value("year"))
    return join(found, start, spans.month(following, found.value("month2")))


def _following(found: MatchedTokens, year: int) -> int:
    """Return the second of two consecutive years. Raises: Rejected TF207."""
    name = "year2" if "year2" in found.spans else "day2"
    if "numeric" in found.spans:
        name, written = "numeric", found.value("numeric")[1][1]
    else:
        written = found.token(name).text
    if written not in {str(year + 1), str(year + 1)[2:]}:
        raise Rejected(
            "TF207",
            f"'{written}' is not the year after {year}",
            f'write the year it starts in, e.g. "winter {year}"',
        )
    return year + 1


def season(found: MatchedTokens) -> Span:
    """Read a season; two years are allowed only if it includes the new year.

    Raises: Rejected TF207, TF209.
    """
    year = found.value("year")
    if "numeric" in found.spans:
        year = int(found.value("numeric")[1][0])
    span = spans.coded(year, found.value("season"), found.rules.hemisphere)
    if "numeric" in found.spans or "year2" in found.spans:
        _following(found, year)
        if span.end.year == year:
            raise Rejected(
                "TF207",
                "only a season over the new year has two years",
                f'write the year it is in, e.g. "{span.edtf}"',
            )
    return span


def quarter(found: MatchedTokens) -> Span:
    """Read a quarter of a year. Raises: Rejected TF203, TF209."""
    return _fraction(found, "quarter", 4, 32)


def half(found: MatchedTokens) -> Span:
    """Read a half of a year. Raises: Rejected TF203, TF209."""
    return _fraction(found, "half", 2, 39)


def _fraction(found: MatchedTokens, name: str, parts: int, base: int) -> Span:
    number = found.value(name) or found.value("count")
    number = parts if number == -1 else number
    if not 1 <= number <= parts:
        raise Rejected(
            "TF203",
            f"a year has no {name} number {number}",
            f'count from 1 to {parts}, e.g. "first {name} of 2015"',
        )
    return spans.coded(found.value("year"), base + number, found.rules.hemisphere)


def parts(found: MatchedTokens) -> Span:
    """Read a range of seasons or quarters, or a list of two.

    Raises: Rejected TF206, TF207, TF209.
    """
    name, base = ("season", 0) if "season" in found.spans else ("quarter", 32)
    first, last = (
        spans.coded(
            found.value(f"year{side}") or found.value("year"),
            base + found.value(f"{name}{side}"),
            found.rules.hemisphere,
        )
        for side in ("", "2")
    )
    return join(found, first, last)


def third(found: MatchedTokens) -> Span:
    """Read the early, middle or late part of a year. Raises: Rejected TF209."""
    return spans.coded(found.value("year"), found.value("part"), found.rules.hemisphere)


# --- weeks and decades --------------------------------------------------------------------------


def week(found: MatchedTokens) -> Span:
    """Read a week of ISO 8601, by its number or its Monday, or a day of such a week.

    Raises: Rejected TF203, TF204, TF205, TF209.
    """
    if "week" in found.spans:
        return _week(*found.value("week"))
    is_english = primary(found.rules.language) == "en" and found.token("a-week").text in _WEEK
    if is_english and "month" not in found.spans and "date" not in found.spans:
        raise Rejected(
            "TF201",
            "a week by its number could be one of several countings",
            'write "2015-W41" for the week of ISO 8601, or its days, e.g. "5-11 Oct 2015"',
        )
    if "numeric" in found.spans and found.token("numeric").kind == "p":
        return _week(*map(int, reversed(found.value("numeric")[1])))
    point = point_of(found, "")
    if point.month is None or point.day is None:
        return _week(point.year or 0, point.day or 0)
    monday = point.span(found.rules.hemisphere)
    if monday.start.weekday():
        raise Rejected(
            "TF205",
            f"{monday.edtf} is not a Monday, with which a week begins",
            f'write the first and the last day, e.g. "{monday.edtf}/{_after(monday, 6)}"',
        )
    return _week(*monday.start.isocalendar()[:2])


_WEEK = frozenset(("week", "wk"))


def _week(year: int, number: int, day: int | None = None) -> Span:
    spans.year(year)  # rejects one that is out of bounds
    try:
        days = [date.fromisocalendar(year, number, each) for each in ((day,) if day else (1, 7))]
    except ValueError:
        hint = f'count from 1 to 52 or 53, e.g. "{year}-W41"'
        raise Rejected("TF203", f"there is no week {number} in {year}", hint) from None
    first, *last = (spans.day(each.year, each.month, each.day) for each in days)
    return spans.through(first, last[0]) if last else first


def _after(span: Span, days: int) -> date:
    return span.start + timedelta(days=days)


def decade(found: MatchedTokens) -> Span:
    """Read the years of a decade or a century, as unspecified digits of EDTF.

    Raises: Rejected TF209.
    """
    text = found.value("decade").removesuffix("s")
    first, last = (int(text.replace("x", digit)) for digit in "09")
    return spans.through(spans.year(first), spans.year(last if "x" in text else first + 9))


def weekday_of_month(found: MatchedTokens) -> Span:
    """Read the first, second, third, fourth or last of the weekdays of a month.

    Raises: Rejected TF203, TF209.
    """
    month = spans.month(found.value("year"), found.value("month"))
    weekday, number = found.value("weekday"), found.value("ordinal")
    days = range(1 + (weekday - month.start.weekday()) % 7, month.end.day + 1, 7)
    day = days[number - 1 if number > 0 else number]
    return spans.day(month.start.year, month.start.month, day)
