"""The weekdays of a phrase, checked against the dates next to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.errors import Rejected
from talkfeed.model import Precision

if TYPE_CHECKING:
    from datetime import date

    from talkfeed.dates.phrase import Phrase
    from talkfeed.dates.spans import Span

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def check_weekdays(phrase: Phrase, span: Span) -> None:
    """Compare each weekday with the day next to it.

    Raises: Rejected TF205 if the day is another weekday, TF218 if no day is known.
    """
    if not phrase.weekdays:
        return
    if span.precision not in {Precision.DAY, Precision.DAY_RANGE}:
        raise Rejected(
            "TF218",
            f"a weekday needs a day, and '{span.edtf}' is a {span.precision}",
            'write the day, e.g. "Wed 7 Oct 2015"',
        )
    for day in phrase.weekdays:
        if day.first != day.last:
            _check_weekday(day.first, (span.start,))
            _check_weekday(day.last, (span.end,))
        else:
            _check_weekday(day.first, _beside(phrase, day.position, span))


def _beside(phrase: Phrase, position: int, span: Span) -> tuple[date, ...]:
    """Return the day that a weekday refers to; between two days it may be either."""
    days = [index for index, kind in enumerate(phrase.kinds) if kind in "dIDke"]
    before = [index for index in days if index < position]
    if not before:
        return (span.start,)
    following = phrase.kinds[position : position + 2]
    is_next = phrase.kinds[position - 1] not in "dIDk" and set(following[:2]) & set("dIDk")
    if is_next:
        return (span.end,)
    if phrase.kinds[position - 1] in "dIDk" and len(before) == 1 and len(days) > 1:
        return (span.start,)
    return (span.start, span.end)


def _check_weekday(number: int, days: tuple[date, ...]) -> None:
    if all(day.weekday() != number for day in days):
        raise Rejected(
            "TF205",
            f"{days[0].isoformat()} is a {_WEEKDAYS[days[0].weekday()]}, not a {_WEEKDAYS[number]}",
            f'correct one of them, e.g. "{_WEEKDAYS[days[0].weekday()][:3]} {days[0].isoformat()}"',
        )
