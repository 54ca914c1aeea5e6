"""Entry and Tombstone → VEVENT (RFC 5545, 3.6.1).

Days are DATE values, so DTEND is the day after the last one, and they are shown as free time. Times
are in UTC, the only form that all tested clients read correctly; DESCRIPTION has the local time and
its zone. UID, SEQUENCE and LAST-MODIFIED let clients replace an event instead of duplicating it.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from talkfeed.formats import wording
from talkfeed.formats.ical.values import component, geo, instant, moment, parameter, text, uri
from talkfeed.formats.span import in_utc, span
from talkfeed.model import Status
from talkfeed.model.linkkinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from talkfeed.model import Entry, SlotEvent, Tombstone
    from talkfeed.model.media import Attachment
    from talkfeed.words import Words

CONFERENCE = b"CONFERENCE;VALUE=URI;FEATURE=AUDIO,VIDEO;LABEL="
"""The property for the address of the stream (RFC 7986, 5.11), up to the value of its label."""


def of_entry(entry: Entry, words: Words, base: str) -> bytes:
    """Return the event of a talk whose day is or was known; empty for other talks.

    `words` are those of the feed, and `base` is the address of the output.
    """
    if not (entry.start and entry.end):
        return b""
    return _event(entry.start, entry.end, entry.uid, _entry_lines(entry, words, base))


def of_tombstone(tombstone: Tombstone, home: str, words: Words) -> bytes:
    """Return the cancelled event of a withdrawn talk whose day was known; else empty.

    Its URL is the page of all talks, `home`, since the talk has no page any more.
    """
    if not (tombstone.start and tombstone.end):
        return b""
    lines = (
        *_history(tombstone.published, tombstone.withdrawn, tombstone.sequence),
        b"STATUS:CANCELLED",
        b"SUMMARY:" + text(wording.called_off(Status.CANCELLED, tombstone.event_title, words)),
        b"URL:" + uri(home),
    )
    return _event(tombstone.start, tombstone.end, tombstone.uid, lines)


def of_slot(slot: SlotEvent, home: str, words: Words) -> bytes:
    """Return the event of a slot of a series without a talk: tentative, or cancelled."""
    return _event(slot.start, slot.end, slot.uid, _slot_lines(slot, home, words))


def _slot_lines(slot: SlotEvent, home: str, words: Words) -> Iterator[bytes]:
    changed = instant(slot.updated)
    yield b"DTSTAMP:" + changed
    yield b"LAST-MODIFIED:" + changed
    yield b"SEQUENCE:%d" % slot.sequence
    yield b"STATUS:" + (b"CANCELLED" if slot.is_cancelled else b"TENTATIVE")
    yield b"SUMMARY:" + text(wording.slot_title(slot, words))
    if place := wording.slot_place(slot):
        yield b"LOCATION:" + text(place)
    if slot.location and slot.location.geo:
        yield b"GEO:" + geo(slot.location.geo)
    yield b"URL:" + uri(home)
    if described := wording.slot_text(slot, words):
        yield b"DESCRIPTION:" + text(described)
    if slot.online and not slot.is_cancelled:
        yield _conference(slot.online, words)


def image(picture: Attachment | None, base: str) -> Iterator[bytes]:
    """Yield the property for a picture (RFC 7986, 5.10), if there is one with an address."""
    if picture and (href := picture.address(base)):
        kind = f";FMTTYPE={picture.type}" if picture.type else ""
        yield b"IMAGE;VALUE=URI;DISPLAY=BADGE" + kind.encode() + b":" + uri(href)


def _conference(address: str, words: Words) -> bytes:
    return CONFERENCE + parameter(words.online_heading) + b":" + uri(address)


def sort_key(start: date | datetime | None, uid: str) -> tuple[str, str]:
    """Return the sort key of an event: its start in UTC as text, then the UID."""
    return str(in_utc(start)) if start else "", uid


def _event(start: date | datetime, end: date | datetime, uid: str, lines: Iterable[bytes]) -> bytes:
    first, after = span(start, end)
    dates = [moment(b"DTSTART", first), moment(b"DTEND", after)]
    if not isinstance(first, datetime):
        dates.append(b"TRANSP:TRANSPARENT")
    return component(b"VEVENT", (b"UID:" + text(uid), *dates, *lines))


def _entry_lines(entry: Entry, words: Words, base: str) -> Iterator[bytes]:
    talk = entry.talk
    is_other = talk.language and talk.language != words.language
    spoken = f";LANGUAGE={talk.language}".encode() if is_other else b""
    yield from _history(entry.published, entry.updated, entry.sequence)
    yield b"STATUS:" + _status(entry)
    yield b"SUMMARY" + spoken + b":" + text(_summary(entry, words))
    if place := wording.place(talk):
        yield b"LOCATION:" + text(place)
    if talk.location and talk.location.geo:
        yield b"GEO:" + geo(talk.location.geo)
    yield b"URL:" + uri(entry.url)
    if tags := wording.categories(talk, words):
        yield b"CATEGORIES:" + b",".join(map(text, tags))
    yield b"DESCRIPTION" + spoken + b":" + text(_description(entry, words))
    yield from image(talk.thumbnail, base)
    if talk.online:
        yield _conference(talk.online, words)
    for link in talk.links:
        if link.kind in _ATTACHED:
            kind = f";FMTTYPE={link.type}" if link.type else ""
            yield b"ATTACH" + kind.encode() + b":" + uri(link.href)


_ATTACHED = frozenset(row.kind for row in KINDS if row.is_attached)
"""The kinds of links that are attached (3.8.1.1)."""


def _history(created: datetime, modified: datetime, sequence: int) -> Iterator[bytes]:
    """Return times and number of changes; Google and Outlook ignore edits without SEQUENCE."""
    changed = instant(modified)
    yield b"DTSTAMP:" + changed
    yield b"CREATED:" + instant(created)
    yield b"LAST-MODIFIED:" + changed
    yield b"SEQUENCE:%d" % sequence


def _status(entry: Entry) -> bytes:
    """Return STATUS (3.8.1.11); a talk on an uncertain day is tentative."""
    if entry.is_called_off:
        return b"CANCELLED"
    talk = entry.talk
    doubtful = talk.when.uncertain or talk.when.approximate
    return b"TENTATIVE" if doubtful or talk.status is Status.TENTATIVE else b"CONFIRMED"


def _summary(entry: Entry, words: Words) -> str:
    """Return the title of an event, with "Cancelled: " or "Postponed: " before it if it applies."""
    title = wording.event_title(entry.talk, words)
    if not entry.is_called_off:
        return title
    is_cancelled = entry.talk.status is Status.CANCELLED
    status = Status.CANCELLED if is_cancelled else Status.POSTPONED
    return wording.called_off(status, title, words)


def _description(entry: Entry, words: Words) -> str:
    """Return the local time of a timed talk, then the text that all formats share."""
    when = entry.talk.when
    clock = wording.clock_words(when)
    if clock and when.start == when.end:
        clock = f"{clock} ({words.end_not_known})"
    return "\n\n".join(filter(None, (clock, wording.details_text(entry, words))))
