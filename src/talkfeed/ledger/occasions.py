"""Events in `events:` and the ledger → entries for their days, and for their calls for papers.

Calendars show the days of an event, and the closing of its call. Both are stamped like talks, so
that UID and SEQUENCE are right when they move, but have lines of their own in the ledger and are in
no feed of talks.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from talkfeed.errors import Place
from talkfeed.identity import tag_uri, uid
from talkfeed.ledger.stamp import stamp
from talkfeed.ledger.values import CALL, EVENT, Ledger, Occasions
from talkfeed.model import Abstract, Link, Precision, Talk, Talks
from talkfeed.text import escape

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from talkfeed.ledger.values import Line
    from talkfeed.model import Entry, Event, EventProfile, Settings, Tombstone, When

NOTICE = timedelta(hours=1)
"""The length of the calendar's event that ends when a call with a time closes."""
_NOWHERE = Place("", 0, 0)
_ALL = 1_000_000


def occasions(
    settings: Settings,
    known: Mapping[str, tuple[Line, ...]],
    authority: str,
    now: datetime,
) -> tuple[Occasions, ...]:
    """Return the days of events, and their calls; `known` are the lines of each kind."""
    makers = {EVENT: _days, CALL: _call}
    found = []
    for kind, make in makers.items():
        lines = known.get(kind, ())
        pairs = [
            (event, talk)
            for event in settings.events
            if event.profile and (talk := make(event, event.profile))
        ]
        if not pairs and not lines:
            continue
        talks = tuple(talk._replace(order=-1 - rank) for rank, (_, talk) in enumerate(pairs))
        stamped = stamp(
            Talks(settings, talks), Ledger(authority, now, lines), now, allow_removals=_ALL
        )
        events = {-1 - rank: event.name for rank, (event, _) in enumerate(pairs)}
        entries = tuple(_entry(entry, kind, authority, settings) for entry in stamped.entries)
        found.append(
            Occasions(
                kind=kind,
                entries=entries,
                tombstones=tuple(_tombstone(each, kind, authority) for each in stamped.tombstones),
                events={entry.key: events[entry.talk.order] for entry in entries},
                lines=stamped.ledger.lines,
            )
        )
    return tuple(found)


def _entry(entry: Entry, kind: str, authority: str, settings: Settings) -> Entry:
    """Return an entry with identifiers that no talk has."""
    return entry._replace(
        id=tag_uri(authority, f"{kind}s/{entry.key}"),
        uid=uid(authority, f"{kind}.{entry.key}"),
        url=f"{settings.url}#{kind}-{entry.key}",
        was_upcoming=False,
    )


def _tombstone(tombstone: Tombstone, kind: str, authority: str) -> Tombstone:
    return tombstone._replace(
        id=tag_uri(authority, f"{kind}s/{tombstone.key}"),
        uid=uid(authority, f"{kind}.{tombstone.key}"),
    )


def _days(event: Event, profile: EventProfile) -> Talk | None:
    """Return the days of an event as if they were a talk; None if it states none."""
    if profile.dates is None:
        return None
    return Talk(
        title=event.name,
        when=profile.dates,
        place=_NOWHERE,
        order=0,
        location=profile.location,
        online=profile.online,
        links=tuple(_links(profile.url, "Website")),
        abstract=profile.description,
    )


def _call(event: Event, profile: EventProfile) -> Talk | None:
    """Return the closing of a call as if it were a talk; None without a call."""
    call = profile.cfp
    if call is None:
        return None
    words = f"closes {call.closes.text}"
    words = f"opens {call.opens.text}, {words}" if call.opens else words
    return Talk(
        title=f"Call for papers: {event.name}",
        when=_closing(call.closes)._replace(text=words),
        place=_NOWHERE,
        order=0,
        links=(*_links(call.url, "Call for papers"), *_links(profile.url, event.name)),
        abstract=_about(event, profile),
    )


def _closing(when: When) -> When:
    """Return the hour before a call with a time closes; a day as it is."""
    if when.precision is not Precision.MINUTE or not isinstance(when.start, datetime):
        return when
    start = when.start - NOTICE
    edtf = f"{start:%Y-%m-%dT%H:%M}/{when.edtf}"
    return when._replace(start=start, edtf=edtf, precision=Precision.MINUTE_RANGE)


def _links(address: str | None, title: str) -> Iterator[Link]:
    if address:
        yield Link(address, "url", "related", title)


def _about(event: Event, profile: EventProfile) -> Abstract | None:
    """Return when and where the event is, and what it is about."""
    where = profile.location.name if profile.location else ""
    when = profile.dates.text if profile.dates else ""
    facts = ", ".join(filter(None, (when, where)))
    line = f"{event.name}: {facts}" if facts else ""
    about = profile.description
    if not line:
        return about
    html, text = f"<p>{escape(line)}</p>", line
    if about:
        html, text = f"{html}\n{about.html}", f"{text}\n\n{about.text}"
    return Abstract(markdown=text, html=html, text=text)
