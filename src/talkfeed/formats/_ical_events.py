"""Entry and Tombstone → VEVENT (RFC 5545, 3.6.1).

Days are DATE values, so DTEND is the day after the last day, and they block nobody's time. Times
are UTC, because that alone is right in every client tried; DESCRIPTION gives the local time and
its zone in words. UID, SEQUENCE and LAST-MODIFIED let clients replace an event, never repeat it.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from icalendar import Event

from talkfeed.formats import wording
from talkfeed.formats._ical_values import Geo, Text, categories, filled, moment, uri
from talkfeed.model import Status

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from talkfeed.formats._ical_values import Property
    from talkfeed.model import Entry, Feed, Person, Talk, Tombstone

ASSUMED_LENGTH = timedelta(hours=1)
"""How long a talk lasts whose end nobody gave. Without a DTEND khal shows an hour, ical.js and
node-ical no time at all; with this one all agree, and DESCRIPTION says that it is assumed."""
NAMED_SPEAKERS = 3
"""How many speakers SUMMARY names before "et al."."""

_CALLED_OFF = wording.STATUS[Status.CANCELLED]
_DAY = timedelta(days=1)


class _Shown(NamedTuple):
    """An event to write: a closed interval of dates or instants, its identity, and the rest."""

    start: date | datetime
    end: date | datetime
    uid: str
    rest: Iterator[Property]


def events(feed: Feed) -> Iterator[Event]:
    """Make the event of each scheduled talk and withdrawn one with a day, in the order of time.

    They come one by one: twenty thousand at once keep the garbage collector busy.
    """
    for shown in sorted((*_scheduled(feed), *_withdrawn(feed)), key=_order):
        yield filled(Event(), _properties(shown))


def _scheduled(feed: Feed) -> Iterator[_Shown]:
    for entry in feed.entries:
        start, end = entry.talk.when.start, entry.talk.when.end
        if entry.talk.is_scheduled and start and end:
            yield _Shown(start, end, entry.uid, _of_entry(entry))


def _withdrawn(feed: Feed) -> Iterator[_Shown]:
    for stone in feed.tombstones:
        if stone.start and stone.end:
            yield _Shown(stone.start, stone.end, stone.uid, _of_tombstone(stone, feed.home))


def _order(shown: _Shown) -> tuple[str, str]:
    return str(_universal(shown.start)), shown.uid


def _universal(moment: date | datetime) -> date | datetime:
    return moment.astimezone(UTC) if isinstance(moment, datetime) else moment


def _properties(shown: _Shown) -> Iterator[Property]:
    yield "UID", Text(shown.uid)
    start, end = _universal(shown.start), _universal(shown.end)
    yield "DTSTART", moment(start)
    if isinstance(start, datetime):
        yield "DTEND", moment(end if end > start else start + ASSUMED_LENGTH)
    else:
        yield "DTEND", moment(end + _DAY)
        yield "TRANSP", Text("TRANSPARENT")
    yield from shown.rest


def _of_entry(entry: Entry) -> Iterator[Property]:
    talk = entry.talk
    yield from _history(entry.published, entry.updated, entry.sequence)
    yield "STATUS", Text(_status(talk))
    yield "SUMMARY", Text(_summary(talk))
    if place := talk.location.name if talk.location else talk.online:
        yield "LOCATION", Text(place)
    if talk.location and talk.location.geo:
        yield "GEO", Geo(talk.location.geo)
    yield "URL", uri(entry.url)
    if tags := wording.categories(talk):
        yield "CATEGORIES", categories(tags)
    yield "DESCRIPTION", Text(_description(entry))


def _of_tombstone(stone: Tombstone, home: str) -> Iterator[Property]:
    """Lead to the page of all talks, since the talk's own page is gone."""
    yield from _history(stone.published, stone.withdrawn, stone.sequence)
    yield "STATUS", Text("CANCELLED")
    yield "SUMMARY", Text(f"{_CALLED_OFF}: {stone.title}")
    yield "URL", uri(home)


def _history(created: datetime, modified: datetime, sequence: int) -> Iterator[Property]:
    """Say when and how often it changed; Google and Outlook pass over an edit without SEQUENCE."""
    yield "DTSTAMP", moment(modified)
    yield "CREATED", moment(created)
    yield "LAST-MODIFIED", moment(modified)
    yield "SEQUENCE", sequence


def _status(talk: Talk) -> str:
    """Give STATUS (3.8.1.11): a talk on a doubtful day is as tentative as a doubtful talk."""
    if talk.status is Status.CANCELLED:
        return "CANCELLED"
    doubtful = talk.when.uncertain or talk.when.approximate
    return "TENTATIVE" if doubtful or talk.status is Status.TENTATIVE else "CONFIRMED"


def _summary(talk: Talk) -> str:
    """Say "Speaker: Title (Event)", with "Cancelled: " in front where it is."""
    called_off = _CALLED_OFF if talk.status is Status.CANCELLED else ""
    event = f" ({talk.event.name})" if talk.event else ""
    parts = (called_off, _speakers(talk.speakers), f"{talk.title}{event}")
    return ": ".join(filter(None, parts))


def _speakers(speakers: tuple[Person, ...]) -> str:
    named = wording.names(speakers[:NAMED_SPEAKERS])
    return f"{named} et al." if len(speakers) > NAMED_SPEAKERS else named


def _description(entry: Entry) -> str:
    """Give the local time of a timed talk, then what every format tells of a talk."""
    when = entry.talk.when
    clock = wording.clock_words(when)
    if clock and when.start == when.end:
        clock = f"{clock} (the end is not known, one hour is assumed)"
    return "\n\n".join(filter(None, (clock, wording.details_text(entry))))
