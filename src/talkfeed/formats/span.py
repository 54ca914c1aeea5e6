"""The start and end of a talk → the start and exclusive end of its event in calendars.

The end of whole days is the day after the last. Times are in UTC, which is the only form that all
tested clients read correctly.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

ASSUMED_LENGTH = timedelta(hours=1)
"""The duration of a talk without a stated end. Without a DTEND, khal shows an hour, ical.js and
node-ical no duration; with it they agree. DESCRIPTION says that it is assumed."""

Moment = date | datetime
_DAY = timedelta(days=1)


def span(start: Moment, end: Moment) -> tuple[Moment, Moment]:
    """Return the start of a talk, and the first day or instant after it.

    >>> span(date(2015, 9, 24), date(2015, 9, 26))[1].isoformat()
    '2015-09-27'
    """
    first, last = in_utc(start), in_utc(end)
    if not isinstance(first, datetime):
        return first, last + _DAY
    return first, last if last > first else first + ASSUMED_LENGTH


def in_utc(moment: Moment) -> Moment:
    """Return an instant in UTC; days are returned unchanged."""
    return moment.astimezone(UTC) if isinstance(moment, datetime) else moment
