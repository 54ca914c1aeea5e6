"""The readers of the shapes: tokens by name → a span.

Most shapes have one or two dates, each with some of day, month and year; parts that one of them
lacks are taken from the other. The order of day and month in figures such as 10/07 is determined by
the rest of the phrase, then by the feed's setting; if both orders remain, the phrase is rejected.
"""

from __future__ import annotations

from contextlib import suppress
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from talkfeed.dates import spans
from talkfeed.dates.tokens import century
from talkfeed.errors import Rejected
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from talkfeed.dates.daterules import DateRules
    from talkfeed.dates.spans import Span
    from talkfeed.dates.tokens import Token

_WRITE_ISO = 'write the day as "2015-10-07" or the month as a word, e.g. "7 Oct 2015"'


class MatchedTokens(NamedTuple):
    """The tokens of a phrase, their positions by name of the shape, and the date rules."""

    tokens: list[Token]
    spans: Mapping[str, slice]
    rules: DateRules

    def value(self, name: str) -> Any:  # noqa: ANN401 - what the class of the token holds
        """Return the value of a name's first token; None if the shape lacks it."""
        place = self.spans.get(name)
        return None if place is None else self.tokens[place.start].value

    def token(self, name: str) -> Token:
        """Return a name's first token."""
        found: Token = self.tokens[self.spans[name].start]
        return found


class Point(NamedTuple):
    """The known parts of one end of a span."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def span(self, hemisphere: str) -> Span:
        """Return the span of the day, month or year. Raises: Rejected TF203, TF209.

        2014-21 is a sub-year code of EDTF, written like a month.
        """
        year = self.year or 0
        if self.month is None:
            return spans.year(year)
        if self.day is not None:
            return spans.day(year, self.month, self.day)
        if self.month in spans.CODES:
            return spans.coded(year, self.month, hemisphere)
        return spans.month(year, self.month)


def calendar(found: MatchedTokens) -> Span:
    """Read one date, or a range of two.

    Two listed dates ("25 & 26 May", "2nd/3rd") must be adjacent.

    Raises: Rejected TF203, TF204, TF206, TF207, TF209, TF220.
    """
    first, last = point_of(found, ""), point_of(found, "2")
    pair, hemisphere = found.spans.get("pair"), found.rules.hemisphere
    if pair is not None and "month" in found.spans:
        return _two_days(found)
    if last == Point():
        return first.span(hemisphere)
    start = Point(*(a if a is not None else b for a, b in zip(first, last, strict=True)))
    end = Point(*(b if b is not None else a for a, b in zip(first, last, strict=True)))
    return join(found, start.span(hemisphere), end.span(hemisphere))


def join(found: MatchedTokens, start: Span, end: Span) -> Span:
    """Join two spans by the tokens between them. Raises: Rejected TF206, TF207."""
    mark = found.token("to").kind
    whole = {"date", "numeric", "year"} & set(found.spans) and "2" in "".join(found.spans)
    if mark in "&," or (mark == "/" and not (whole and _is_edtf(found))):
        return _adjacent((start, end))
    return spans.through(start, end)


def _is_edtf(found: MatchedTokens) -> bool:
    """Return whether both sides of a slash are whole dates, as in an EDTF interval."""
    names = set(found.spans)
    return any({name, f"{name}2"} <= names for name in ("date", "numeric", "year")) or (
        found.token("to").text == "/" and {"date", "day2"} <= names
    )


def _adjacent(days: Iterable[Span]) -> Span:
    listed = list(days)
    if not all(spans.are_adjacent(a, b) for a, b in pairwise(listed)):
        names = " and ".join(f"'{span.edtf}'" for span in listed)
        raise Rejected(
            "TF207",
            f"{names} do not follow each other",
            "list each date under `given:`, e.g. `given: [{date: 4 May 2018}, {date: 7 May 2018}]`",
        )
    return spans.through(listed[0], listed[-1])


def _two_days(found: MatchedTokens) -> Span:
    """Read "2/3 December 2019"."""
    (mark, (first, last)) = found.value("pair")
    year, month = found.value("year"), found.value("month")
    if mark != "/":
        raise Rejected("TF201", f"cannot read '{found.token('pair').text}' as days", _WRITE_ISO)
    return _adjacent(spans.day(year, month, int(number)) for number in (first, last))


def listed_days(found: MatchedTokens) -> Span:
    """Read three days or more of a month. Raises: Rejected TF203, TF207, TF209."""
    year, month = found.value("year"), found.value("month")
    numbers = (token.value for token in found.tokens[found.spans["days"]] if token.kind == "d")
    return _adjacent(spans.day(year, month, number) for number in numbers)


def point_of(found: MatchedTokens, side: str) -> Point:
    """Return the parts stated on one side, in words or in figures."""
    names = found.spans
    for name in (f"date{side}", f"figures{side}"):
        if name in names:
            return _date(found, found.token(name))
    if f"numeric{side}" in names:
        return _numeric(found.token(f"numeric{side}"))
    if f"pair{side}" in names and "month" not in names:
        day, month = _ordered(found, found.token(f"pair{side}"))
        return Point(found.value(f"year{side}"), month, day)
    return Point(found.value(f"year{side}"), found.value(f"month{side}"), found.value(f"day{side}"))


def _date(found: MatchedTokens, token: Token) -> Point:
    if token.kind == "I":
        year, month, day = map(int, token.value)
        return Point(year, month, day)
    day, month = _ordered(found, token)
    return Point(int(token.value[1][2]), month, day)


def _numeric(token: Token) -> Point:
    """Read 2015-10, 2015/10 or 10/2015; reject what could be two years."""
    mark, (first, last) = token.value
    if token.kind == "p":
        spans.month(int(last), int(first))  # the codes of EDTF are not written so
        return Point(int(last), int(first))
    year, month = int(first), int(last)
    hint = f'write the month as "{year}-10", the years as "{year}/{year + 1}"'
    if mark == "." or len(last) == 1:
        raise Rejected("TF220", f"'{token.text}' could be something else than a month", hint)
    if mark == "/" and month == (year + 1) % 100:
        raise Rejected("TF220", f"'{token.text}' could be a month or two years", hint)
    if mark == "-" and month in spans.CODES:
        return Point(year, month)
    if not 1 <= month <= 12:  # noqa: PLR2004 - a year has twelve
        raise Rejected("TF220", f"'{token.text}' is neither a month nor a season", hint)
    return Point(year, month)


# --- figures whose order matters ----------------------------------------------------------------


def _ordered(found: MatchedTokens, token: Token) -> tuple[int, int]:
    """Return day and month of a numeric date. Raises: Rejected TF203, TF204."""
    orders = {"dmy", "mdy"}
    for other in found.tokens:
        if other.kind in "Dke":
            orders &= _orders(other)
    first, second = (int(part) for part in token.value[1][:2])
    if not orders:
        raise Rejected("TF203", f"'{token.text}' is no day of a year", _WRITE_ISO)
    if len(orders) > 1 and first != second:
        orders = {found.rules.order or _reject_order(token)}
    return (first, second) if "dmy" in orders else (second, first)


def _orders(token: Token) -> set[str]:
    """Return the orders in which a numeric date is valid; with dots, the day comes first."""
    mark, (first, second, *_) = token.value
    found = {"dmy"} if int(second) <= 12 else set()  # noqa: PLR2004
    if mark != "." and int(first) <= 12:  # noqa: PLR2004
        found.add("mdy")
    return found


def _reject_order(token: Token) -> str:
    raise Rejected(
        "TF204",
        f"in '{token.text}' both numbers could be the month",
        'write the month as a word, e.g. "7 Oct 2015", or set `dates: dmy` or `dates: mdy`',
    )


def short_year(found: MatchedTokens) -> Span:
    """Read 23-Feb-25, 31.12.99, and 7/10/15 if the feed states the order.

    Raises: Rejected TF210 if it is unclear which number is the year.
    """
    if "month" in found.spans:
        token = found.token("day2")
        if len(token.text) != 2:  # noqa: PLR2004 - a year has two digits or four
            raise Rejected("TF210", f"'{token.text}' is no year", _WRITE_ISO)
        return spans.day(century(token.value), found.value("month"), found.value("day"))
    token = found.token("short")
    clear = _clear_days(token)  # the day above 12, since 1.2.99 may be a version
    if len(clear) == 1 and clear[0].start.day > 12:  # noqa: PLR2004
        return clear[0]
    if found.rules.order is None:
        raise Rejected(
            "TF210",
            f"in '{token.text}' it is not clear which number is the year",
            'write the year with four digits, e.g. "2015-10-07", or set `dates: dmy` or `mdy`',
        )
    day, month = _ordered(found, token)
    return spans.day(century(int(token.value[1][2])), month, day)


def _clear_days(token: Token) -> list[Span]:
    """Return the possible dates of figures such as 31.12.99, for each position of the year."""
    mark, (one, two, three) = token.value
    if mark == "." and int(one) > 31:  # noqa: PLR2004 - dotted figures are day first, or nothing
        return []
    orders = [(three, two, one), (one, two, three), (three, one, two)]
    found = set()
    for year, month, day in orders[:2] if mark == "." else orders:
        if len(year) == 2:  # noqa: PLR2004
            with suppress(Rejected):
                found.add(spans.day(century(int(year)), int(month), int(day)))
    return list(found)
