"""The date of an example → a plan by which the dates of all records are read.

Phrases are found by talkfeed's own grammar of dates. A phrase without a year takes it from another
line, such as a heading; a time that is elsewhere in the record is added.
"""

from __future__ import annotations

import itertools
import re
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING

from talkfeed.dates import read_date
from talkfeed.errors import Rejected
from talkfeed.importers.example.selecting import ABOVE, Selector, select, selectors
from talkfeed.importers.example.sheet import dates_of
from talkfeed.importers.page.date_runs import Dated, only_year, rank, with_year
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from talkfeed.dates import DateRules
    from talkfeed.importers.example.lines import Line, Page, Spot
    from talkfeed.importers.example.sheet import Record, Sheet
    from talkfeed.model import When

_YEAR = re.compile(r"(?<!\d)(?:19[5-9]\d|20[0-6]\d)(?!\d)")
_CLOCK = re.compile(
    r"(?<![\d:.])\d{1,2}(?:[:.h]\d\d|(?= ?[ap]\.?m))(?: ?[ap]\.?m\.?)?"
    r"(?:\s?[-–—]\s?\d{1,2}[:.h]\d\d(?: ?[ap]\.?m\.?)?)?(?![\d:])",
    re.IGNORECASE,
)
_FAR = 40


class DateSpot(NamedTuple):
    """Where an example's date is: its line, the n-th phrase of it, and where year and time are.

    `loss` grows with what is not the same: the time, the year, the day.
    """

    line: int
    nth: int
    dated: Dated
    loss: float = 0.0
    year: int = -1
    clock: tuple[int, int] = (-1, 0)


def clocks_of(line: Line, rules: DateRules) -> list[str]:
    """List the times of day of a line that are in no date."""
    dates = dates_of(line, rules)
    return [
        match[0]
        for match in _CLOCK.finditer(line.text)
        if not any(one.start < match.end() and match.start() < one.end for one in dates)
    ]


@lru_cache(maxsize=8192)
def meaning(phrase: str, rules: DateRules) -> When | None:
    """Read a date phrase, None if it is none."""
    with suppress(Rejected):
        return read_date(phrase, rules)
    return None


def year_of(line: Line, rules: DateRules) -> str:
    """Return the only year that a line names."""
    years = {only_year(one.phrase) for one in dates_of(line, rules) if not one.partial} - {""}
    return years.pop() if len(years) == 1 else only_year(line.text)


def find_date(page: Page, title: int, wanted: str, rules: DateRules) -> DateSpot | None:
    """Find the phrase of a date near a title: the same date, day, day and month, or year."""
    when = meaning(wanted, rules) or meaning(wanted.partition(" ")[0], rules)
    if when is None or when.start is None:
        return None
    found = list(_spots(page, title, when, rules))
    return min(found, key=lambda spot: spot.loss + _far(page, title, spot.line), default=None)


def _far(page: Page, title: int, index: int) -> float:
    above = index < title and page.lines[index].rank
    return 1.0 if above else abs(index - title) * (1.0 if index >= title else 1.5)


def _spots(page: Page, title: int, when: When, rules: DateRules) -> Iterator[DateSpot]:
    above = [line for line in page.headings_above(title) if line.number < title - _FAR]
    day, year = str(when.start)[:10], str(when.start)[:4]
    for line in (*page.lines[max(0, title - _FAR) : title + _FAR], *above):
        for nth, dated in enumerate(dates_of(line, rules)):
            whole = with_year(dated.phrase, year, rules) if dated.partial else dated.phrase
            here = meaning(whole, rules)
            if here is None or here.start is None:
                continue
            spot = DateSpot(line.number, nth, dated)
            if dated.partial:
                spot = spot._replace(loss=1.0, year=_year_line(page, line.number, year, rules))
            if here.edtf == when.edtf:
                yield spot
            elif str(here.start)[:10] == day and rank(here.precision) == 0 == rank(when.precision):
                yield _with_clock(page, spot, whole, when, rules)
            elif str(here.start)[:4] == year:
                yield spot._replace(loss=spot.loss + 20.0 * (1 + rank(here.precision)))


def _year_line(page: Page, index: int, year: str, rules: DateRules) -> int:
    """Return the line that names the year of a date: a heading, else one near it."""
    near = sorted(
        range(max(0, index - _FAR), min(len(page.lines), index + _FAR)),
        key=lambda number: abs(number - index),
    )
    above = (line.number for line in page.headings_above(index))
    return next(
        (one for one in (index, *above, *near) if year_of(page.lines[one], rules) == year), -1
    )


def _with_clock(page: Page, spot: DateSpot, whole: str, when: When, rules: DateRules) -> DateSpot:
    """Find the time of day of an example near its day."""
    for line in page.lines[max(0, spot.line - 3) : spot.line + 6]:
        for nth, clock in enumerate(clocks_of(line, rules)):
            timed = meaning(f"{whole} {clock}", rules)
            if timed is not None and timed.edtf == when.edtf:
                return spot._replace(clock=(line.number, nth), loss=spot.loss + 0.5)
    return spot._replace(loss=spot.loss + 2.0)


# --- the plan -----------------------------------------------------------------------------------


class DatePlan(NamedTuple):
    """How the date of a record is read: a line and its n-th phrase, and those of year and time.

    `is_fine` is whether the example's date is more exact than a year.
    """

    selector: Selector
    nth: int
    year: Selector | None = None
    clock: tuple[Selector, int] | None = None
    is_fine: bool = True


class Day(NamedTuple):
    """The date of a record: its phrase, whether it is the record's own, and doubts."""

    phrase: str = ""
    is_own: bool = False
    doubts: tuple[str, ...] = ()
    line: int = -1


def plan_for(sheet: Sheet, records: Sequence[Record], record: Record, spot: DateSpot) -> DatePlan:
    """Learn the plan by which most records have a date."""
    is_fine = rank(spot.dated.precision) < _YEARS
    years: list[Selector | None] = [None]
    if spot.dated.partial and spot.year >= 0:
        years = list(_different(sheet, records, record, spot.year)) or [None]
    clocks: list[tuple[Selector, int] | None] = [None]
    if spot.clock[0] >= 0:
        where, nth = spot.clock
        clocks = [(one, nth) for one in _different(sheet, records, record, where)] or [None]
    best, most = DatePlan(Selector("offset", nth=spot.line - record.anchor), spot.nth), -1.0
    ways = itertools.product(_different(sheet, records, record, spot.line), years, clocks)
    for selector, year, clock in ways:
        plan = DatePlan(selector, spot.nth, year, clock, is_fine)
        found = [_planned(sheet, one, plan) for one in records]
        timed = sum(":" in one.phrase for one in found if one is not None) / 100
        shown = len({one.phrase for one in found if one is not None}) / 1000
        count = sum(one is not None for one in found) + timed + shown
        if count > most:
            best, most = plan, count
    return best


def _different(
    sheet: Sheet, records: Sequence[Record], record: Record, index: int
) -> Iterator[Selector]:
    """Yield the selectors of a line that do not find the same lines as one before."""
    seen = set()
    for selector in selectors(sheet, record, index):
        lines = tuple(select(sheet, one, selector) for one in records)
        if lines not in seen and select(sheet, record, selector) == index:
            seen.add(lines)
            yield selector


def day_of(sheet: Sheet, record: Record, plan: DatePlan, title: Spot | None) -> Day:
    """Read the date of a record by a plan, else its most exact phrase outside of the title."""
    planned = _planned(sheet, record, plan)
    if planned is not None:
        return planned
    best: Day | None = None
    for line in sheet.lines_of(record):
        for dated in sheet.dates(line.number):
            is_title = (
                title is not None
                and title.line == line.number
                and title.start <= dated.start < title.end
            )
            if is_title or (plan.is_fine and rank(dated.precision) == _YEARS):
                continue
            best = best or _completed(sheet, record, plan, dated.phrase, is_partial=dated.partial)
    return best or Day()


def _planned(sheet: Sheet, record: Record, plan: DatePlan) -> Day | None:
    index = select(sheet, record, plan.selector)
    dates = sheet.dates(index) if index >= 0 else ()
    if not dates:
        return None
    dated = dates[min(plan.nth, len(dates) - 1)]
    if plan.is_fine and rank(dated.precision) == _YEARS:
        finer = [one for one in dates if rank(one.precision) < _YEARS]
        if not finer and any(
            rank(one.precision) < _YEARS
            for line in sheet.lines_of(record)
            for one in sheet.dates(line.number)
        ):
            return None
        dated = finer[0] if finer else dated
    day = _completed(sheet, record, plan, dated.phrase, is_partial=dated.partial)
    is_own = plan.selector.how not in ABOVE
    return day._replace(is_own=is_own, line=index) if day.phrase else None


def _completed(
    sheet: Sheet, record: Record, plan: DatePlan, phrase: str, *, is_partial: bool
) -> Day:
    """Add the year and the time to a phrase."""
    if is_partial:
        year = _year(sheet, record, plan)
        whole = with_year(phrase, year, sheet.rules) if year else ""
        if not whole:
            return Day(doubts=(f"there is no year in '{phrase}'",))
        phrase = whole
    if plan.clock is not None and ":" not in phrase:
        selector, nth = plan.clock
        index = select(sheet, record, selector)
        clocks = clocks_of(sheet.page.lines[index], sheet.rules) if index >= 0 else []
        timed = f"{phrase} {clocks[min(nth, len(clocks) - 1)]}" if clocks else ""
        phrase = timed if timed and meaning(timed, sheet.rules) else phrase
    return Day(phrase, is_own=True)


def _year(sheet: Sheet, record: Record, plan: DatePlan) -> str:
    index = select(sheet, record, plan.year) if plan.year is not None else -1
    year = year_of(sheet.page.lines[index], sheet.rules) if index >= 0 else ""
    if year or (plan.year is not None and plan.year.how not in ABOVE):
        return year
    above = (year_of(line, sheet.rules) for line in sheet.page.headings_above(record.first))
    return next(filter(None, above), "")


_YEARS = 2
"""The rank of a year."""
