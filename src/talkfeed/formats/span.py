"""The first and the last day or moment of a talk → the span that a calendar shows.

Days are days, and the end is the day after the last. Times are in UTC, which alone is right in
every client tried; the end is the first moment after the talk.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

ASSUMED_LENGTH = timedelta(hours=1)
"""How long a talk lasts whose end nobody gave. Without a DTEND khal shows an hour, ical.js and
node-ical no time at all; with this one all agree, and DESCRIPTION says that it is assumed."""

Moment = date | datetime
_DAY = timedelta(days=1)


def span(start: Moment, end: Moment) -> tuple[Moment, Moment]:
    """Return when a talk begins, and the first day or moment that is no longer part of it.

    >>> span(date(2015, 9, 24), date(2015, 9, 26))[1].isoformat()
    '2015-09-27'
    """
    first, last = in_utc(start), in_utc(end)
    if not isinstance(first, datetime):
        return first, last + _DAY
    return first, last if last > first else first + ASSUMED_LENGTH


def in_utc(moment: Moment) -> Moment:
    """Give a moment in UTC; a day is a day everywhere."""
    return moment.astimezone(UTC) if isinstance(moment, datetime) else moment
