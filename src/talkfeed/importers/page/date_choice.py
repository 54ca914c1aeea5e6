"""The dates in a talk's lines, and in the heading above them → its date, and doubts about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.importers.page import date_runs as dates_of
from talkfeed.importers.page.clock import clock_of
from talkfeed.importers.page.half_dates import half_dates
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from talkfeed.importers.page.context import Context
    from talkfeed.importers.page.date_runs import Dated


class TalkDate(NamedTuple):
    """The date of a talk: the phrase, doubts, and whether it is in the talk's own lines."""

    phrase: str = ""
    doubts: tuple[str, ...] = ()
    is_own: bool = False


def read_when(found: Iterable[Dated], context: Context, text: str) -> TalkDate:
    """Choose the most exact date of a talk, else a day with the year above, else the year."""
    dates = list(found)
    whole = [date for date in dates if not date.partial]
    whole.sort(key=lambda date: dates_of.rank(date.precision))
    partial = [date for date in dates if date.partial]
    half = half_dates(text, dates)
    if half and not (whole and dates_of.rank(whole[0].precision) == 0):
        return TalkDate("", (f"the date '{half[0]}' cannot be read",), is_own=True)
    if whole and dates_of.rank(whole[0].precision) == 0:
        return TalkDate(whole[0].phrase, _torn(whole[0]), is_own=True)
    return _with_day(whole, partial, context) or _coarse(whole, partial, context, text)


def _with_day(
    whole: Sequence[Dated], partial: Sequence[Dated], context: Context
) -> TalkDate | None:
    """Combine a day and month with the year elsewhere in the talk, or above it."""
    if not partial:
        return None
    above = context.above
    year = (
        dates_of.only_year(whole[0].phrase)
        if whole
        else dates_of.year_of(partial[0].phrase, above, context.rules)
    )
    if not year:
        return None
    phrase = dates_of.with_year(partial[0].phrase, year, context.rules)
    if not phrase or (whole and not dates_of.is_within(phrase, whole[0].phrase, context.rules)):
        return None
    is_range = not whole and year != context.year
    shown = f": {above}" if is_range else ""
    doubts = () if whole else (f"the year {year} is that of the heading above{shown}",)
    return TalkDate(phrase, doubts, is_own=True)


def _coarse(
    whole: Sequence[Dated], partial: Sequence[Dated], context: Context, text: str
) -> TalkDate:
    if whole:
        return TalkDate(whole[0].phrase, _torn(whole[0]), is_own=True)
    clock = clock_of(text) if context.date and not partial else ""
    timed = f"{context.date} {clock}"
    if clock and dates_of.read(timed, context.rules) is not None:
        return TalkDate(timed, ("the date is that of the heading above",))
    doubts = [f"there is no year in '{date.phrase}'" for date in partial[:1]]
    doubts.extend(
        f"the date '{phrase}' can be read day first or month first"
        for phrase in dates_of.unread_dates(text)
    )
    if context.date and not context.date.isdigit():
        doubts.append("the date is that of the heading above")
    return TalkDate(context.date, tuple(doubts))


def _torn(date: Dated) -> tuple[str, ...]:
    return (f"'{date.unread}' is read as '{date.phrase}'",) if date.unread else ()
