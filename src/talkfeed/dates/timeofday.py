"""A date and a time in two fields → the date with its time."""

from __future__ import annotations

import re
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING

from talkfeed.dates import times, zones
from talkfeed.dates.moments import Reading, Timed, timed
from talkfeed.dates.phrase import clean, unwrap
from talkfeed.dates.reading import read_date
from talkfeed.dates.rejections import shown
from talkfeed.dates.signs import normalise
from talkfeed.dates.spans import Span
from talkfeed.dates.tokens import Token, tokens
from talkfeed.errors import Rejected
from talkfeed.model import Precision, When

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from talkfeed.dates.daterules import DateRules
    from talkfeed.dates.phrase import Phrase

_AT = Token("a", 0, "at", 0)
_TIME = f"(?P<time>{times.TIMES})(?P<zone>{times.ZONES})?"
_LATER = "leave `time:` out until the day is known"


@lru_cache(maxsize=4096)
def read_time(text: str, day: When, rules: DateRules) -> When:
    """Add a time of day, or its start and end, to a date that is one day.

    The text of the result is a phrase that is read as the same date.

    Raises: Rejected TF206 or TF211 for an invalid time, TF212 to TF217 for its zone, TF218 for a
        date that is not one day, TF219 for a qualifier.
    """
    start = _day_of(day)
    for phrase in _phrases(text, rules):
        found = re.fullmatch(_TIME, phrase.kinds)
        length = len(found["time"]) if found and not phrase.weekdays else 0
        moments = (
            times.read(phrase.tokens[:length], phrase.kinds[:length], start) if length else None
        )
        if moments is not None:
            span = Span(start, start, day.precision, start.isoformat())
            reading = Reading(span, Timed(*moments, tuple(zones.statement(phrase.tokens[length:]))))
            both = phrase._replace(
                approximate=phrase.approximate or day.approximate,
                uncertain=phrase.uncertain or day.uncertain,
            )
            return _readable(timed(f"{day.text}, {text.strip()}", both, reading, rules), day, rules)
    raise Rejected("TF211", f"'{shown(text)}' is not a time of day", times.HINT)


def _day_of(day: When) -> date:
    """Return the day of a date. Raises: Rejected TF218 if it is not one day."""
    if day.precision is Precision.DAY and day.start is not None:
        return day.start
    if day.precision is Precision.NONE:
        raise Rejected("TF218", "a time needs a day, and the date is to be announced", _LATER)
    if day.precision.is_timed:
        message = f"the date already has a time: '{shown(day.text)}'"
        raise Rejected("TF218", message, "remove `time:`, or remove the time from `date:`")
    message = f"a time needs one day, and '{shown(day.text)}' is a {day.precision}"
    is_range = day.precision is Precision.DAY_RANGE
    hint = "remove `time:`, or list each day with its time under `given:`"
    raise Rejected("TF218", message, hint if is_range else f"write the day in `date:`, or {_LATER}")


def _phrases(text: str, rules: DateRules) -> Iterator[Phrase]:
    """Return the phrase of a time in each language, with an "at" before it."""
    plain = unwrap(normalise(text))
    for language in (rules.language, *rules.languages):
        yield clean([_AT, *tokens(plain, language)])


def _readable(when: When, day: When, rules: DateRules) -> When:
    """Return a text that is read as the same date; "16" after a day, for example, is not."""
    start, end = (f"{each:%H:%M}" for each in (when.start, when.end))
    clock = start if start == end else f"{start}–{end}"
    ways = (when.text, f"{day.text}, {clock}", f"{when.edtf} {when.zone}")
    return when._replace(text=next((way for way in ways if _means(way, when, rules)), when.text))


def _means(text: str, when: When, rules: DateRules) -> bool:
    with suppress(Rejected):
        return read_date(text, rules)._replace(text=when.text) == when
    return False
