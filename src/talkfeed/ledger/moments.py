"""Publication times of talks: unique times in UTC with whole seconds.

Feeds are sorted by these times. Some readers drop entries with equal times, and most sort by
nothing else, so equal times are spread by one second each, in the natural order of the talks.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from talkfeed.ledger.values import Ledger
    from talkfeed.model import Talk

SECOND = timedelta(seconds=1)
BACK_CATALOGUE_TIME = time(10, tzinfo=UTC)
"""The publication time of day for past talks."""


def whole(moment: datetime) -> datetime:
    """Convert a time to UTC and whole seconds.

    Raises:
        ValueError: the time has no UTC offset.
    """
    if moment.tzinfo is None:
        message = "a moment needs an offset from UTC"
        raise ValueError(message)
    return moment.astimezone(UTC).replace(microsecond=0)


def is_over(end: date | datetime | None, now: datetime) -> bool:
    """Return whether a talk's end has passed in every time zone; a day ends last at UTC-12."""
    if end is None:
        return False
    if isinstance(end, datetime):
        return end < now
    return ends_at(end) <= now


@lru_cache(maxsize=1024)
def ends_at(end: date | datetime) -> datetime:
    """Return the first whole second at which `is_over` is true."""
    if isinstance(end, datetime):
        return whole(end) + SECOND
    return datetime.combine(end, time(12), UTC) + timedelta(days=1)


def after(moment: datetime, now: datetime) -> datetime:
    """Return now, or one second after `moment` if the clock was set back."""
    return max(now, moment + SECOND)


def latest(now: datetime, ledger: Ledger) -> datetime:
    """Return now, or the latest time in the ledger if the clock was set back."""
    return max([now, ledger.created, *(line.updated for line in ledger.lines)])


def wanted(talk: Talk, now: datetime, *, first: bool) -> datetime:
    """Return the preferred publication time of a new talk; never in the future.

    That is `added` if set; the start of its date for a talk of the back catalogue, which is over
    at the `first` build; otherwise now.
    """
    if talk.added is not None:
        return min(whole(talk.added), now)
    start = talk.when.start
    if not first or start is None or not is_over(talk.when.end, now):
        return now
    day = start.date() if isinstance(start, datetime) else start
    return min(datetime.combine(day, BACK_CATALOGUE_TIME), now)


def spread(preferences: Iterable[datetime], used: set[datetime]) -> list[datetime]:
    """Return, for preferred times in descending order, the latest unused times up to them.

    The times are strictly decreasing. Linear: no second is tried twice.
    """
    moments: list[datetime] = []
    for preferred in preferences:
        moment = min(preferred, moments[-1] - SECOND) if moments else preferred
        while moment in used:
            moment -= SECOND
        moments.append(moment)
    return moments


def newest_first(talk: Talk) -> tuple[float, int]:
    """Return the natural sort key: by start, newest first; then as written; undated last."""
    start = talk.when.start
    if start is None:
        return (float("inf"), talk.order)
    clock = start.time() if isinstance(start, datetime) else time(0)
    day = start.toordinal() * 86_400
    return (-(day + clock.hour * 3600 + clock.minute * 60 + clock.second), talk.order)
