"""When a talk counts as published: moments in UTC with whole seconds, no two the same.

Feeds run on these moments. Some readers drop entries whose moments are equal, and most sort by
nothing else, so ties are spread by a second each in the order in which people list the talks.
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
"""The time of day at which a talk of the past counts as published."""


def whole(moment: datetime) -> datetime:
    """Bring a moment to UTC and whole seconds.

    Raises:
        ValueError: the moment has no offset, so nobody can say when it is.
    """
    if moment.tzinfo is None:
        message = "a moment needs an offset from UTC"
        raise ValueError(message)
    return moment.astimezone(UTC).replace(microsecond=0)


def is_over(end: date | datetime | None, now: datetime) -> bool:
    """Tell whether a talk's end has passed in every time zone; a day ends last at UTC-12."""
    if end is None:
        return False
    if isinstance(end, datetime):
        return end < now
    return turn(end) <= now


@lru_cache(maxsize=1024)  # talks are asked about in the order of their days
def turn(end: date | datetime) -> datetime:
    """Tell the first whole second at which `is_over` holds of an end."""
    if isinstance(end, datetime):
        return whole(end) + SECOND
    return datetime.combine(end, time(12), UTC) + timedelta(days=1)


def after(moment: datetime, now: datetime) -> datetime:
    """Move on to now, but by a second at least, even where the clock was set back."""
    return max(now, moment + SECOND)


def latest(now: datetime, ledger: Ledger) -> datetime:
    """Return the latest moment known, which is not now where the clock was set back."""
    return max([now, ledger.created, *(line.updated for line in ledger.lines)])


def wanted(talk: Talk, now: datetime, *, first: bool) -> datetime:
    """Tell when a new talk should count as published; never later than now.

    That is `added` where given; the start of its date for a talk that is over at the `first`
    build ever, the back catalogue; otherwise now.
    """
    if talk.added is not None:
        return min(whole(talk.added), now)
    start = talk.when.start
    if not first or start is None or not is_over(talk.when.end, now):
        return now
    day = start.date() if isinstance(start, datetime) else start
    return min(datetime.combine(day, BACK_CATALOGUE_TIME), now)


def spread(wishes: Iterable[datetime], used: set[datetime]) -> list[datetime]:
    """Give each wish, latest first, the latest moment up to it that nothing else has.

    The moments come out strictly decreasing. Linear: no second is looked at twice.
    """
    moments: list[datetime] = []
    for wish in wishes:
        moment = min(wish, moments[-1] - SECOND) if moments else wish
        while moment in used:
            moment -= SECOND
        moments.append(moment)
    return moments


def newest_first(talk: Talk) -> tuple[float, int]:
    """Rank talks as people list them: by start, newest first; then as written; undated last."""
    start = talk.when.start
    if start is None:
        return (float("inf"), talk.order)
    clock = start.time() if isinstance(start, datetime) else time(0)
    day = start.toordinal() * 86_400
    return (-(day + clock.hour * 3600 + clock.minute * 60 + clock.second), talk.order)
