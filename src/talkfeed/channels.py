"""Entries → Feeds: which entries, in which order, under which path, in which formats.

Feeds run on `published`, newest first; calendars run on the talk's own date. What is upcoming is
decided here and by the clock that came in as an argument, never by a format.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from talkfeed.identity import tag_uri
from talkfeed.model import Feed, Status

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from talkfeed.ledger import Stamped
    from talkfeed.model import Entry, Settings, Tombstone

KEPT_IN_UPCOMING = timedelta(days=180)
"""How long `upcoming.ics` keeps an event after its end: clients delete what vanishes."""

FEED_FORMATS = ("atom", "rss")
CALENDAR_FORMATS = ("ical",)
TOMBSTONES = 100
"""How many of the latest withdrawals a feed tells of."""


def select(settings: Settings, stamped: Stamped, now: datetime) -> tuple[Feed, ...]:
    """Choose every feed of the output: all talks, the calendars, and one calendar per talk."""
    whole = _whole(settings, stamped)
    dated = tuple(entry for entry in stamped.entries if entry.talk.when.precision.is_dated)
    kept = _until(dated, now - KEPT_IN_UPCOMING)
    taken_back = tuple(stone for stone in stamped.tombstones if not is_over(stone.end, now))
    return (
        replace(
            whole,
            entries=newest(stamped.entries, settings.limit, now),
            tombstones=stamped.tombstones[:TOMBSTONES],
        ),
        replace(whole, formats=CALENDAR_FORMATS, entries=dated, tombstones=taken_back),
        replace(
            whole,
            path="upcoming",
            formats=CALENDAR_FORMATS,
            id=tag_uri(stamped.ledger.authority, "upcoming"),
            title=f"{whole.title}: upcoming",
            entries=kept,
            tombstones=taken_back,
        ),
        *(_alone(whole, entry) for entry in _until(dated, now)),
    )


def newest(entries: Iterable[Entry], limit: int, now: datetime) -> tuple[Entry, ...]:
    """Take the newest entries, and of the older ones those whose talk is still to come."""
    return tuple(
        entry for rank, entry in enumerate(entries) if rank < limit or is_upcoming(entry, now)
    )


def is_upcoming(entry: Entry, now: datetime) -> bool:
    """Tell whether a talk is still to come: not called off, and not over."""
    called_off = entry.talk.status is Status.CANCELLED
    return not called_off and not is_over(entry.talk.when.end, now)


def is_over(end: date | datetime | None, now: datetime) -> bool:
    """Tell whether a talk's end has passed in every time zone; a day ends last at UTC-12."""
    if end is None:
        return False
    if isinstance(end, datetime):
        return end < now
    return datetime.combine(end, time(12), UTC) + timedelta(days=1) <= now


def _until(entries: Iterable[Entry], moment: datetime) -> tuple[Entry, ...]:
    return tuple(entry for entry in entries if not is_over(entry.talk.when.end, moment))


def _whole(settings: Settings, stamped: Stamped) -> Feed:
    return Feed(
        path="talks",
        formats=FEED_FORMATS,
        id=tag_uri(stamped.ledger.authority, "talks"),
        title=settings.title,
        subtitle=settings.subtitle,
        home=settings.url,
        base=settings.url,
        language=settings.language,
        authors=settings.authors,
        updated=_last_change(stamped.entries, stamped.tombstones, stamped.ledger.created),
        entries=stamped.entries,
    )


def _last_change(
    entries: Iterable[Entry], tombstones: Iterable[Tombstone], created: datetime
) -> datetime:
    changes = [entry.updated for entry in entries]
    changes += [stone.withdrawn for stone in tombstones]
    return max(changes, default=created)


def _alone(whole: Feed, entry: Entry) -> Feed:
    """Make the calendar of a single talk, for "add to calendar"."""
    return replace(
        whole,
        path=f"talks/{entry.key}",
        formats=CALENDAR_FORMATS,
        id=f"{entry.id}#calendar",
        title=entry.title,
        subtitle="",
        home=entry.url,
        updated=entry.updated,
        entries=(entry,),
    )
