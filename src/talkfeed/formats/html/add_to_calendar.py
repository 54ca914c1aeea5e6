"""Entry → links that add the talk to a calendar on the web.

The services do not document the parameters, but all libraries for such links use the same ones.
Times are in UTC and the end of a day is exclusive, as in our own calendars; text is
percent-encoded, because Outlook shows a "+" as it is. Texts are cut to keep an address within two
thousand characters, since servers and browsers reject longer ones; the address of the talk's page
is never cut.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import starmap
from typing import TYPE_CHECKING
from urllib.parse import quote

from talkfeed.formats import wording
from talkfeed.formats.span import span
from talkfeed.named_tuple import NamedTuple
from talkfeed.text import balanced

if TYPE_CHECKING:
    from datetime import date

    from talkfeed.model import Entry
    from talkfeed.words import Words

GOOGLE = (
    "https://calendar.google.com/calendar/render?action=TEMPLATE"
    "&text={title}&dates={start}/{end}&details={details}&location={place}"
)
OUTLOOK = (
    "https://outlook.{host}/calendar/0/deeplink/compose?path=%2Fcalendar%2Faction%2Fcompose"
    "&rru=addevent&allday={allday}&startdt={start}&enddt={end}"
    "&subject={title}&body={details}&location={place}"
)
YAHOO = (
    "https://calendar.yahoo.com/?v=60"
    "&title={title}&st={start}&dur={length}&desc={details}&in_loc={place}"
)
HOSTS = (("Outlook.com", "live.com"), ("Microsoft 365", "office.com"))
LONGEST_TITLE, LONGEST_PLACE = 500, 250
"""The maximum length of each encoded text."""
_DAY = timedelta(days=1)


class CalendarLink(NamedTuple):
    """The name of a calendar on the web, and the address that adds the talk to it."""

    name: str
    href: str


def calendar_links(entry: Entry, words: Words) -> tuple[CalendarLink, ...]:
    """Return the links that add a scheduled talk to a calendar; none for other talks."""
    start, end = entry.talk.when.start, entry.talk.when.end
    if not (entry.talk.is_scheduled and start and end):
        return ()
    texts, (start, end) = _texts(entry, words), span(start, end)
    dates = {"start": _basic(start), "end": _basic(end)}
    allday = "false" if isinstance(start, datetime) else "true"
    days = {"start": _extended(start), "end": _extended(end), "allday": allday}
    outlook = [(name, OUTLOOK.format(host=host, **texts, **days)) for name, host in HOSTS]
    links = [
        CalendarLink("Google", GOOGLE.format(**texts, **dates)),
        *starmap(CalendarLink, outlook),
    ]
    if length := _length(start, end):
        yahoo = YAHOO.format(length=length, start=dates["start"], **texts)
        links.append(CalendarLink("Yahoo", yahoo))
    return tuple(links)


def _texts(entry: Entry, words: Words) -> dict[str, str]:
    """Return the encoded title, place and details of a talk."""
    talk = entry.talk
    addresses = filter(None, (talk.online, entry.url))
    return {
        "title": _cut(wording.event_title(talk, words), LONGEST_TITLE),
        "place": _cut(wording.place(talk), LONGEST_PLACE),
        "details": quote("\n".join(addresses), ""),
    }


def _cut(text: str, longest: int) -> str:
    """Encode a text, cut to a maximum length and ended by an ellipsis if it is too long."""
    encoded = quote(text, "", errors="replace")
    if len(encoded) <= longest:
        return encoded
    while len(encoded) > longest:
        text = text[: len(text) * longest // len(encoded)]
        encoded = quote(balanced(f"{text.rstrip()}…"), "", errors="replace")
    return encoded


def _basic(moment: date) -> str:
    """Format as 20151007 or 20151007T163000Z (ISO 8601, basic format)."""
    return f"{moment:%Y%m%dT%H%M%SZ}" if isinstance(moment, datetime) else f"{moment:%Y%m%d}"


def _extended(moment: date) -> str:
    """Format as 2015-10-07 or 2015-10-07T16:30:00Z (ISO 8601, extended format), encoded."""
    written = f"{moment:%Y-%m-%dT%H:%M:%SZ}" if isinstance(moment, datetime) else f"{moment}"
    return quote(written, "")


def _length(start: date, end: date) -> str:
    """Format the duration for Yahoo; empty if it cannot be expressed there.

    Yahoo reads an end (`et`) in the visitor's zone even if it is in UTC, and has no format for
    several days.
    """
    length = end - start
    if not isinstance(start, datetime):
        return "allday" if length == _DAY else ""
    minutes = int(length.total_seconds()) // 60
    return f"{minutes // 60:02}{minutes % 60:02}" if length < _DAY else ""
