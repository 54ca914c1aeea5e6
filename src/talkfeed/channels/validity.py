"""Entries and the clock → how long the feeds of a build stay as they are."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from talkfeed.channels.contents import KEPT_IN_UPCOMING
from talkfeed.channels.episodes import changes
from talkfeed.channels.occasions import ends_of
from talkfeed.ledger import ends_at

if TYPE_CHECKING:
    from talkfeed.ledger import Stamped
    from talkfeed.model import Podcast

CLOSING = timedelta(days=1)
"""The delay before a year counts as over: entries of one build differ by seconds."""


def valid_until(
    stamped: Stamped, now: datetime, limit: int, show: Podcast | None = None
) -> datetime | None:
    """Return the next time at which the same talks produce different feeds; None for never.

    That is when a date on which calendars show a talk or a slot has passed, when `upcoming.ics`
    drops it, when a talk is announced, when the state of a stream of the podcast changes, and, with
    more talks than the `limit` of a feed, when a year is over.
    """
    ends = [entry.talk.when.end for entry in stamped.entries if entry.talk.when.end]
    ends += [entry.end for entry in stamped.entries if entry.end and entry.is_called_off]
    ends += [tombstone.end for tombstone in stamped.tombstones if tombstone.end]
    ends += [line.until for line in stamped.ledger.lines if line.until]
    latest = (now - KEPT_IN_UPCOMING).date() - timedelta(days=2)  # time zones
    recent = (
        ends_at(end) for end in ends if (end.date() if isinstance(end, datetime) else end) > latest
    )
    limits = [moment for end in recent for moment in (end, end + KEPT_IN_UPCOMING)]
    limits += ends_of(stamped.occasions, now)
    limits += [talk.added for talk in stamped.waiting[:1] if talk.added]
    limits += [each for each in (stamped.slots_until,) if each is not None]
    times = (max(entry.published, entry.recorded or entry.published) for entry in stamped.entries)
    limits += changes(stamped.entries, show)
    is_open = any(time.year > closed(now) for time in times)
    if is_open and len(stamped.entries) > limit:
        limits.append(datetime(closed(now) + 2, 1, 1, tzinfo=UTC) + CLOSING)
    return min((moment for moment in limits if moment > now), default=None)


def closed(now: datetime) -> int:
    """Return the last year that is over."""
    return (now - CLOSING).astimezone(UTC).year - 1
