"""The entries of a channel → its podcast: talks with a media file, and streams that are to come.

A stream is pending until the talk begins, then live, and ended when it is over; it leaves the
podcast a day later.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from talkfeed.model.podcast import FORMAT, files_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from talkfeed.model import Entry, Feed, Podcast

KINDS = {
    "speaker": "speakers",
    "event": "events",
    "series": "series",
    "tag": "tags",
    "year": "years",
}
"""The setting for each kind of channels that can have a podcast."""
AFTERWARDS = timedelta(days=1)
"""How long a stream that has ended is listed."""
ASSUMED = timedelta(hours=1)
"""The length of a talk without an end, as in calendars."""


def podcast(feed: Feed, kind: str, name: str, now: datetime) -> Feed | None:
    """Return the podcast of a channel, None if it has none; `feed` has the channel's entries."""
    show = feed.podcast
    if show is None or (kind != "all" and KINDS.get(kind) not in show.channels):
        return None
    title = show.title if kind == "all" else f"{show.title}: {name}"
    guid = show.guid if kind == "all" else None
    live = dict(streams(feed.entries, now))
    kept = (each for each in feed.entries if each.key in live or files_of(each.talk, show.medium))
    return feed._replace(
        formats=(FORMAT,),
        title=title,
        podcast=show._replace(title=title, guid=guid),
        entries=tuple(kept),
        tombstones=(),
        live=tuple(live.items()),
    )


def streams(entries: Iterable[Entry], now: datetime) -> Iterator[tuple[str, str]]:
    """Yield the keys of talks with a stream and without a file, each with the state of the stream.

    These are the states of the podcast namespace (liveItem).
    """
    for entry in entries:
        span = span_of(entry)
        if span is None or now >= span[1] + AFTERWARDS or files_of(entry.talk, ""):
            continue
        start, end = span
        yield entry.key, "pending" if now < start else "live" if now < end else "ended"


def span_of(entry: Entry) -> tuple[datetime, datetime] | None:
    """Return the start and the end of a talk with a stream at a known time, in UTC; else None."""
    when = entry.talk.when
    if not isinstance(when.start, datetime) or not isinstance(when.end, datetime):
        return None
    if not entry.talk.online or not entry.talk.takes_place:
        return None
    start, end = when.start.astimezone(UTC), when.end.astimezone(UTC)
    return start, end if end > start else start + ASSUMED


def changes(entries: Iterable[Entry], show: Podcast | None) -> Iterator[datetime]:
    """Yield the moments at which the state of a stream changes."""
    for entry in entries if show else ():
        if span := span_of(entry):
            yield from (*span, span[1] + AFTERWARDS)
