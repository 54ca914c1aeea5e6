"""Feed → iCalendar (RFC 5545), with the calendar properties of RFC 7986.

The events are sorted by start. A cancelled or withdrawn talk is a cancelled event, because some
clients keep showing an event that has disappeared. So is a postponed talk, on its old day, until it
has a new one.

The file of a single talk is for adding that talk to a calendar. It has no properties of a
subscription, because Outlook opens a second calendar for a file with a name (MS-OXCICAL,
X-WR-CALNAME).

The calendar has no UID (RFC 7986, 5.3): vdirsyncer takes the first UID in the file for that of the
event, and would keep only one event.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.formats.ical.events import image, of_entry, of_slot, of_tombstone, sort_key
from talkfeed.formats.ical.values import begin, component, end, instant, text, uri
from talkfeed.words import words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from talkfeed.model import Feed

PRODUCT = "-//talkfeed//talkfeed//{language}"
"""Without a version, so that a new release of talkfeed changes no calendar."""
COLOR = b"teal"
REFRESH = b"PT12H"
"""The interval between updates; the default of Nextcloud is a week."""

_ZONE = component(
    b"VTIMEZONE",
    [b"TZID:UTC"],
    component(
        b"STANDARD",
        [
            b"DTSTART:19700101T000000",
            b"TZOFFSETFROM:+0000",
            b"TZOFFSETTO:+0000",
            b"TZNAME:UTC",
        ],
    ),
)
"""The zone UTC, for a calendar without events, which needs a component (3.6)."""


def fragments(feed: Feed) -> list[bytes]:
    """Return the event of each entry, empty if its day was never known."""
    words = words_of(feed)
    return [of_entry(entry, words, feed.base) for entry in feed.entries]


def assemble(feed: Feed, fragment: Callable[[int], bytes]) -> Iterator[bytes]:
    """Write a calendar with the events of its entries, tombstones and slots, sorted by start."""
    ranks = [sort_key(entry.start, entry.uid) for entry in feed.entries]
    ranks += [sort_key(tombstone.start, tombstone.uid) for tombstone in feed.tombstones]
    ranks += [sort_key(slot.start, slot.uid) for slot in feed.slots]
    words = words_of(feed)
    others = [of_tombstone(tombstone, feed.home, words) for tombstone in feed.tombstones]
    others += [of_slot(slot, feed.home, words) for slot in feed.slots]
    yield begin(b"VCALENDAR", _properties(feed))
    is_empty = True
    for place in sorted(range(len(ranks)), key=ranks.__getitem__):
        past = place - len(feed.entries)
        event = fragment(place) if past < 0 else others[past]
        is_empty &= not event
        yield event
    yield (_ZONE if is_empty else b"") + end(b"VCALENDAR")


def render(feed: Feed) -> bytes:
    """Write the scheduled talks of a feed, and the withdrawn talks with a known day."""
    return b"".join(assemble(feed, fragments(feed).__getitem__))


def _properties(feed: Feed) -> Iterator[bytes]:
    """Return the properties of the calendar.

    Those of a subscription are from RFC 7986; the X- properties repeat them for older clients.
    """
    yield b"VERSION:2.0"
    language = feed.language.partition("-")[0].upper()
    yield b"PRODID:" + text(PRODUCT.format(language=language))
    yield b"CALSCALE:GREGORIAN"
    if not feed.is_subscription:
        return
    yield b"NAME:" + text(feed.title)
    yield b"X-WR-CALNAME:" + text(feed.title)
    if feed.subtitle:
        yield b"DESCRIPTION:" + text(feed.subtitle)
        yield b"X-WR-CALDESC:" + text(feed.subtitle)
    yield b"LAST-MODIFIED:" + instant(feed.updated)
    yield b"URL:" + uri(feed.home)
    yield from image(feed.picture, feed.base)
    yield b"SOURCE:" + uri(f"{feed.base}{feed.path}.ics")
    yield b"COLOR:" + COLOR
    yield b"REFRESH-INTERVAL;VALUE=DURATION:" + REFRESH
    yield b"X-PUBLISHED-TTL:" + REFRESH
