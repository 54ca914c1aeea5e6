"""The table of shapes: all ways of writing a date that can be read.

A pattern is a sequence of names. A name is a class of tokens (see `tokens.py`); a final 2 marks the
second of a class, and a question mark an optional name. A shape must match all tokens of a phrase
except weekdays, qualifiers and filler words, which are removed first. Its reader accesses tokens by
name.

Patterns are deterministic: an optional part never begins with a class that may also follow it. So
they are matched from left to right, without compiling a hundred regular expressions.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from talkfeed.dates import partreaders, readers
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from talkfeed.dates.readers import MatchedTokens
    from talkfeed.dates.spans import Span

# The names in patterns, and the token classes that each matches. A new class is any unused letter.
NAMES = {
    "date": "ID",
    "figures": "D",
    "short": "e",
    "pair": "k",
    "day": "d",
    "days": "d",  # several, with their conjunctions
    "month": "M",
    "year": "Y",
    "numeric": "mp",
    "season": "S",
    "quarter": "Q",
    "half": "H",
    "part": "P",
    "count": "dO",
    "to": "-–tb~/&,",
    "glue": "-–/",
    "hyphen": "-",
    "slash": "/",
    "a-quarter": "q",
    "a-half": "V",
    "a-week": "K",
    "ordinal": "O",
    "weekday": "W",
    "week": "w",
    "decade": "U",
    "term": "E",
}


class Shape(NamedTuple):
    """A name for the reference, patterns, their reader, and examples with their EDTF."""

    name: str
    patterns: tuple[str, ...]
    read: Callable[[MatchedTokens], Span]
    examples: tuple[tuple[str, str], ...]


SHAPES = (
    Shape(
        "day",
        (
            "date",
            "day month year",
            "day glue month glue? year",
            "month day year",
            "month glue day glue? year",
            "year month day",
            "year glue month glue day",
            "year day month",
            "pair year",
        ),
        readers.calendar,
        (
            ("2015-10-07", "2015-10-07"),
            ("7 Oct 2015", "2015-10-07"),
            ("Oct 7, 2015", "2015-10-07"),
            ("Wednesday, October 7th, 2015", "2015-10-07"),
            ("8.10.2025", "2025-10-08"),
            ("13/10/2015", "2015-10-13"),
            ("20151007", "2015-10-07"),
        ),
    ),
    Shape(
        "day, the year in two digits",
        ("day hyphen month hyphen day2", "day month day2", "short"),
        readers.short_year,
        (("23-Feb-25", "2025-02-23"), ("12 May 24", "2024-05-12"), ("31.12.99", "1999-12-31")),
    ),
    Shape(
        "range of days",
        (
            "a-week? day to day2 month glue? year",
            "a-week? month day to day2 year",
            "day month to day2 month2 year",
            "month day to month2 day2 year",
            "month day to day2 month2 year",
            "day month year to day2 month2 year2",
            "month day year to month2 day2 year2",
            "year month day to day2",
            "year day to day2 month",
            "year month day to month2 day2",
            "year month day to year2 month2 day2",
            "date to date2",
            "date to day2",
            "day to figures2",
            "pair to figures2",
            "day to pair2 year",
            "pair to pair2 year",
            "pair month year",
            "month pair year",
        ),
        readers.calendar,
        (
            ("24-26 Sep 2015", "2015-09-24/2015-09-26"),
            ("Sep 24–26, 2015", "2015-09-24/2015-09-26"),
            ("30 Sep – 2 Oct 2015", "2015-09-30/2015-10-02"),
            ("2015-09-24/2015-09-26", "2015-09-24/2015-09-26"),
            ("Nov 30th to Dec 2nd 2018", "2018-11-30/2018-12-02"),
            ("25 & 26 May 2018", "2018-05-25/2018-05-26"),
            ("2nd/3rd December 2019", "2019-12-02/2019-12-03"),
            ("31 January and 1 February 2026", "2026-01-31/2026-02-01"),
            ("16/6-18/6 2014", "2014-06-16/2014-06-18"),
            ("30.01.-01.02.2026", "2026-01-30/2026-02-01"),
            ("2026-12-07 - 10", "2026-12-07/2026-12-10"),
            ("between 3 and 5 May 2018", "2018-05-03/2018-05-05"),
        ),
    ),
    Shape(
        "days one after the other",
        ("days month year", "month days year"),
        readers.listed_days,
        (("24, 25 & 26 Sep 2015", "2015-09-24/2015-09-26"),),
    ),
    Shape(
        "month",
        (
            "month glue? year",
            "year glue? month",
            "numeric",
            "numeric part",
            "part glue? month glue? year",
        ),
        readers.calendar,
        (
            ("Oct 2015", "2015-10"),
            ("October, 2015", "2015-10"),
            ("2015-10", "2015-10"),
            ("2015-10-XX", "2015-10"),
            ("10/2015", "2015-10"),
            ("Sep '15", "2015-09"),
            ("late January 2019", "2019-01"),
        ),
    ),
    Shape(
        "range of months",
        (
            "month to month2 year",
            "month year to month2 year2",
            "year month to month2",
            "year month to year2 month2",
            "numeric to numeric2",
        ),
        readers.calendar,
        (
            ("Mar-Apr 2019", "2019-03/2019-04"),
            ("August & September 2023", "2023-08/2023-09"),
            ("Nov 2019 to Feb 2020", "2019-11/2020-02"),
        ),
    ),
    Shape(
        "months over the turn of a year",
        ("month to month2 year glue year2", "month to month2 year glue day2"),
        partreaders.months_over_new_year,
        (("December and January 2022-2023", "2022-12/2023-01"),),
    ),
    Shape(
        "season",
        (
            "season term? glue? year",
            "year glue? season term?",
            "part glue? season year",
            "season term? numeric",
            "season term? year glue year2",
        ),
        partreaders.season,
        (
            ("spring 2014", "2014-21"),
            ("summer 2013", "2013-22"),
            ("fall 2014", "2014-23"),
            ("winter semester 2014/15", "2014-24"),
            ("Michaelmas term 2023", "2023-23"),
        ),
    ),
    Shape(
        "range of seasons",
        (
            "season to season2 year",
            "season year to season2 year2",
            "year season to season2",
            "year season to year2 season2",
        ),
        partreaders.parts,
        (
            ("Spring/Summer 2014", "2014-21/2014-22"),
            ("Fall 2024 - Summer 2025", "2024-23/2025-22"),
        ),
    ),
    Shape(
        "quarter",
        (
            "quarter glue? year",
            "year glue? quarter",
            "count a-quarter slash? year",
            "year count a-quarter",
            "a-quarter count slash? year",
        ),
        partreaders.quarter,
        (
            ("Q3 2015", "2015-35"),
            ("2015 Q3", "2015-35"),
            ("third quarter of 2015", "2015-35"),
        ),
    ),
    Shape(
        "range of quarters",
        (
            "quarter to quarter2 year",
            "quarter year to quarter2 year2",
            "year quarter to quarter2",
            "year glue? quarter to year2 glue? quarter2",
        ),
        partreaders.parts,
        (("Q1-Q2 2015", "2015-33/2015-34"), ("Q4 2015 to Q1 2016", "2015-36/2016-33")),
    ),
    Shape(
        "half",
        (
            "half glue? year",
            "year glue? half",
            "count a-half slash? year",
            "year count a-half",
        ),
        partreaders.half,
        (("H1 2015", "2015-40"), ("second half of 2015", "2015-41")),
    ),
    Shape(
        "third of a year",
        ("part glue? year",),
        partreaders.third,
        (
            ("early 2013", "2013-37"),
            ("mid-2013", "2013-38"),
            ("towards the end of 2013", "2013-39"),
        ),
    ),
    Shape(
        "week",
        (
            "week",
            "a-week day slash? year",
            "a-week numeric",
            "day a-week year",
            "year a-week day",
            "a-week date",
            "a-week day month year",
            "a-week month day year",
        ),
        partreaders.week,
        (
            ("2015-W41", "2015-10-05/2015-10-11"),
            ("week of 5 Oct 2015", "2015-10-05/2015-10-11"),
            ("2015-W41-3", "2015-10-07"),
        ),
    ),
    Shape(
        "weekday of a month",
        ("ordinal weekday month year",),
        partreaders.weekday_of_month,
        (
            ("first Tuesday of May 2024", "2024-05-07"),
            ("last Thursday of May 2024", "2024-05-30"),
        ),
    ),
    Shape(
        "decade",
        ("decade",),
        partreaders.decade,
        (("201X", "2010/2019"), ("1990s", "1990/1999")),
    ),
    Shape("year", ("year",), readers.calendar, (("2012", "2012"),)),
    Shape("range of years", ("year to year2",), readers.calendar, (("2012-2014", "2012/2014"),)),
)


class Plan(NamedTuple):
    """A shape that matches all token classes of a phrase, and the positions of its names."""

    shape: Shape
    spans: dict[str, slice]


@lru_cache(maxsize=4096)
def plans(kinds: str) -> tuple[Plan, ...]:
    """Return all shapes that match the token classes of a phrase."""
    return tuple(
        Plan(shape, spans)
        for shape in SHAPES
        for pattern in shape.patterns
        if (spans := _spans(pattern, kinds))
    )


def _spans(pattern: str, kinds: str) -> dict[str, slice]:
    """Return the positions of a pattern's names; none if it does not match all classes."""
    found: dict[str, slice] = {}
    start = 0
    for word in pattern.split():
        name = word.removesuffix("?")
        end = _end(name.removesuffix("2"), kinds, start)
        if end > start:
            found[name] = slice(start, end)
            start = end
        elif name == word:
            return {}
    return found if start == len(kinds) else {}


def _end(name: str, kinds: str, start: int) -> int:
    """Return the end of the tokens that a name matches; the start if none."""
    if start == len(kinds) or kinds[start] not in NAMES[name]:
        return start
    end = start + 1
    if name == "days":
        while kinds[end : end + 1] in _COMMAS and kinds[end + 1 : end + 2] == "d":
            end += 2
        return end if end - start >= _THREE_DAYS else start
    return end


_COMMAS = frozenset(",&/")
_THREE_DAYS = len("d,d,d")
