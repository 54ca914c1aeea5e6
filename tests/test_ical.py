"""Calendars: the bytes are RFC 5545's, nothing is invented, and no text breaks out of its field."""

from __future__ import annotations

import os
import re
import time
import unicodedata
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, vGeo, vText, vUri
from icalendar.parser import Contentline

from factories import (
    ENGLISH,
    NOW,
    make_entry,
    make_feed,
    make_link,
    make_talk,
    make_time,
    make_tombstone,
    make_when,
)
from talkfeed.formats import wording
from talkfeed.formats.ical.calendar import render
from talkfeed.formats.ical.values import fold
from talkfeed.model import Abstract, Event, Location, Person, Precision, Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from talkfeed.model import Entry, Feed, Talk, When


def lines(content: bytes) -> list[str]:
    """Unfold a calendar into its content lines."""
    return content.decode().replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def event_lines(talk: Talk, **changes: Any) -> list[str]:
    """Write a calendar with one talk, and return the lines of its event, if any."""
    found = lines(render(make_feed(make_entry(talk=talk, **changes))))
    if "BEGIN:VEVENT" not in found:
        return []
    return found[found.index("BEGIN:VEVENT") + 1 : found.index("END:VEVENT")]


def values(talk: Talk, name: str) -> list[str]:
    """Return the values of the lines of a property, with parameters."""
    return [line[len(name) :] for line in event_lines(talk) if re.match(rf"{name}[:;]", line)]


def read(feed: Feed) -> Any:
    """Read a calendar back through the library, and let it judge the whole."""
    calendar = Calendar.from_ical(render(feed))
    calendar.validate()
    return calendar


# --- the whole ----------------------------------------------------------------------------------

WHOLE = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//talkfeed//talkfeed//EN
CALSCALE:GREGORIAN
NAME:Example talks
X-WR-CALNAME:Example talks
DESCRIPTION:Talks\\, and more
X-WR-CALDESC:Talks\\, and more
LAST-MODIFIED:20151101T120000Z
URL:https://talks.example/
SOURCE:https://talks.example/talks.ics
COLOR:teal
REFRESH-INTERVAL;VALUE=DURATION:PT12H
X-PUBLISHED-TTL:PT12H
BEGIN:VEVENT
UID:a-talk@talks.example
DTSTART;VALUE=DATE:20151007
DTEND;VALUE=DATE:20151008
TRANSP:TRANSPARENT
DTSTAMP:20151101T120000Z
CREATED:20151030T120000Z
LAST-MODIFIED:20151101T120000Z
SEQUENCE:2
STATUS:CONFIRMED
SUMMARY:Ann Example: A talk (ConfConf)
URL:https://talks.example/talks/a-talk/
DESCRIPTION:Ann Example at ConfConf · 7 Oct 2015\\n\\nPage: https://talks.ex
 ample/talks/a-talk/
END:VEVENT
BEGIN:VEVENT
UID:gone@talks.example
DTSTART;VALUE=DATE:20151007
DTEND;VALUE=DATE:20151008
TRANSP:TRANSPARENT
DTSTAMP:20151102T120000Z
CREATED:20151101T120000Z
LAST-MODIFIED:20151102T120000Z
SEQUENCE:1
STATUS:CANCELLED
SUMMARY:Cancelled: Ann Example: A talk (ConfConf)
URL:https://talks.example/
END:VEVENT
BEGIN:VEVENT
UID:tonight@talks.example
DTSTART:20151008T163000Z
DTEND:20151008T180000Z
DTSTAMP:20151101T120000Z
CREATED:20151101T120000Z
LAST-MODIFIED:20151101T120000Z
SEQUENCE:0
STATUS:CONFIRMED
SUMMARY:Ann Example: A talk (ConfConf)
LOCATION:Rue A\\, Paris
GEO:48.8566;2.3522
URL:https://talks.example/talks/tonight/
CATEGORIES:feeds,time
DESCRIPTION:18:30\u201320:00\\, Europe/Paris\\n\\nAnn Example at ConfConf · 2015
 -10-08\\, 18:30-20:00\\, Europe/Paris · Rue A\\, Paris\\n\\nPage: https://talk
 s.example/talks/tonight/\\nVideo: https://video.example/1\\n\\nAll of it.
END:VEVENT
END:VCALENDAR
"""


def test_a_calendar_is_written_line_by_line() -> None:
    """A calendar with a day, a time and a withdrawn talk has exactly these lines."""
    evening = make_talk(
        when=make_time("2015-10-08T18:30", "2015-10-08T20:00", text="2015-10-08, 18:30-20:00"),
        location=Location(name="Rue A, Paris", geo=(48.8566, 2.3522)),
        links=(make_link(),),
        tags=("feeds", "time"),
        abstract=Abstract(markdown="", html="", text="All of it."),
    )
    feed = make_feed(
        make_entry("tonight", evening),
        make_entry(published=NOW - timedelta(days=2), sequence=2),
        subtitle="Talks, and more",
        tombstones=(make_tombstone(withdrawn=NOW + timedelta(days=1)),),
    )
    assert render(feed) == WHOLE.replace("\n", "\r\n").encode()


EMPTY = """\
BEGIN:VTIMEZONE
TZID:UTC
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:+0000
TZOFFSETTO:+0000
TZNAME:UTC
END:STANDARD
END:VTIMEZONE
END:VCALENDAR
"""


def test_a_calendar_without_events_has_the_zone_utc() -> None:
    """An iCalendar object needs a component, so an empty calendar holds a zone and nothing else."""
    content = render(make_feed())
    assert content.endswith(EMPTY.replace("\n", "\r\n").encode())
    assert content.count(b"BEGIN:") == 3
    assert [component.name for component in read(make_feed()).subcomponents] == ["VTIMEZONE"]


def test_a_calendar_without_a_subtitle_has_no_description() -> None:
    """An empty description is left out rather than written empty."""
    content = render(make_feed(subtitle=""))
    assert b"DESCRIPTION" not in content
    assert b"X-WR-CALDESC" not in content


def test_a_calendar_names_its_own_address() -> None:
    """SOURCE is the absolute address of this very file, URL the page for people."""
    found = lines(render(make_feed(path="tags/ocaml", home="https://talks.example/tags/")))
    assert "SOURCE:https://talks.example/tags/ocaml.ics" in found
    assert "URL:https://talks.example/tags/" in found


def test_the_file_of_one_talk_is_no_subscription() -> None:
    """A file to add one talk has its event and nothing of a calendar, so no second one opens."""
    entry = make_entry()
    alone = make_feed(entry, path="talks/a-talk", is_subscription=False)
    head = lines(render(alone))
    assert head[1 : head.index("BEGIN:VEVENT")] == [
        "VERSION:2.0",
        "PRODID:-//talkfeed//talkfeed//EN",
        "CALSCALE:GREGORIAN",
    ]
    assert [str(event["UID"]) for event in read(alone).events] == [entry.uid]


def test_a_calendar_has_no_uid_of_its_own() -> None:
    """A calendar's UID is taken for that of each of its events by vdirsyncer."""
    found = lines(render(make_feed(make_entry())))
    assert not [line for line in found[: found.index("BEGIN:VEVENT")] if line.startswith("UID")]


UNWANTED = ("METHOD", "VALARM", "ATTENDEE", "ORGANIZER", "X-ALT-DESC", "TZID", "DURATION", "RRULE")


@pytest.mark.parametrize("name", UNWANTED)
def test_a_calendar_has_no_invitations_and_alarms(name: str) -> None:
    """A calendar has no METHOD, no attendees, no alarms and no floating times."""
    when = make_time("2026-03-29T18:30", "2026-03-29T20:00")
    names = {re.split("[:;]", line)[0] for line in event_lines(make_talk(when=when))}
    assert name not in names
    assert f"\r\n{name}" not in render(make_feed(make_entry())).decode()


def test_events_are_sorted_by_start() -> None:
    """Events are sorted by their instants, across time zones and for any order of the feed."""
    whens = {
        "a": make_time("2026-05-07T09:00", zone="America/New_York"),
        "b": make_time("2026-05-07T14:00", zone="Europe/Paris"),
        "c": make_time("2026-05-07T14:00", zone="Europe/Paris"),
        "d": make_when(day=date(2026, 5, 7)),
        "e": make_when(day=date(2026, 5, 6)),
    }
    entries = [make_entry(key, make_talk(when=when)) for key, when in whens.items()]
    feed = make_feed(*entries)
    order = [event["UID"].split("@")[0] for event in read(feed).events]
    assert order == ["e", "d", "b", "c", "a"]
    assert render(feed) == render(make_feed(*reversed(entries)))


@pytest.fixture
def _elsewhere(request: pytest.FixtureRequest) -> Iterator[None]:
    before = os.environ.get("TZ")
    os.environ["TZ"] = request.param
    time.tzset()
    yield
    if before is None:
        del os.environ["TZ"]
    else:
        os.environ["TZ"] = before
    time.tzset()


@pytest.mark.usefixtures("_elsewhere")
@pytest.mark.parametrize("_elsewhere", ["Pacific/Kiritimati", "Pacific/Pago_Pago"], indirect=True)
def test_the_bytes_depend_on_no_time_zone_of_the_machine() -> None:
    """The same talks are written as the same bytes in all time zones."""
    evening = make_talk(when=make_time("2015-10-07T18:30"))
    found = lines(render(make_feed(make_entry("a"), make_entry("b", evening))))
    starts = [line for line in found if line.startswith("DTSTART")]
    assert starts == ["DTSTART;VALUE=DATE:20151007", "DTSTART:20151007T163000Z"]


# --- when ---------------------------------------------------------------------------------------


def days(first: str, last: str) -> When:
    """Make a range of days."""
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    return make_when(start=start, end=end, precision=Precision.DAY_RANGE)


SPANS = (
    (make_when(), ";VALUE=DATE:20151007", ";VALUE=DATE:20151008"),
    (make_when(day=date(2016, 2, 29)), ";VALUE=DATE:20160229", ";VALUE=DATE:20160301"),
    (days("2015-09-24", "2015-09-26"), ";VALUE=DATE:20150924", ";VALUE=DATE:20150927"),
    (days("2015-12-30", "2015-12-31"), ";VALUE=DATE:20151230", ";VALUE=DATE:20160101"),
    (make_time("2026-03-28T18:30", "2026-03-28T20:00"), ":20260328T173000Z", ":20260328T190000Z"),
    (make_time("2026-03-29T18:30", "2026-03-29T20:00"), ":20260329T163000Z", ":20260329T180000Z"),
    (make_time("2026-03-29T01:30", "2026-03-29T03:30"), ":20260329T003000Z", ":20260329T013000Z"),
    (make_time("2026-12-31T23:00", "2027-01-01T02:00"), ":20261231T220000Z", ":20270101T010000Z"),
    (make_time("2026-05-07T18:30"), ":20260507T163000Z", ":20260507T173000Z"),
    (make_time("2026-11-01T09:00", zone="America/New_York"), ":20261101T140000Z", None),
    (make_time("2026-05-07T18:30", zone="Asia/Kolkata"), ":20260507T130000Z", None),
    (make_time("2045-07-07T18:30", zone="Europe/London"), ":20450707T173000Z", None),
)


@pytest.mark.parametrize(("when", "start", "end"), SPANS)
def test_days_end_on_the_next_day_and_times_are_universal(
    when: When, start: str, end: str | None
) -> None:
    """DTEND is the first day or moment that is no longer part of the talk."""
    talk = make_talk(when=when)
    assert values(talk, "DTSTART") == [start]
    if end:
        assert values(talk, "DTEND") == [end]


def test_only_days_leave_people_free() -> None:
    """A whole day is free time, and a time is busy."""
    assert values(make_talk(), "TRANSP") == [":TRANSPARENT"]
    assert values(make_talk(when=make_time("2026-05-07T18:30")), "TRANSP") == []


def test_an_assumed_end_is_owned_up_to() -> None:
    """A missing end, about which clients disagree, is an hour later, and the text says so."""
    open_end = make_talk(when=make_time("2026-05-07T18:30"))
    closed = make_talk(when=make_time("2026-05-07T18:30", "2026-05-07T19:30"))
    assert values(open_end, "DTEND") == values(closed, "DTEND")
    assert "18:30\\, Europe/Paris (the end is not known\\, one hour is assumed)" in str(
        values(open_end, "DESCRIPTION")[0]
    )
    assert "assumed" not in values(closed, "DESCRIPTION")[0]


COARSE = [precision for precision in Precision if not precision.is_dated]


@pytest.mark.parametrize("precision", COARSE)
def test_a_talk_without_a_day_has_no_event(precision: Precision) -> None:
    """A month, a season or a year is never completed to a day."""
    assert event_lines(make_talk(when=make_when(precision=precision))) == []


def test_a_talk_without_a_date_has_no_event() -> None:
    """A talk with a date to be announced is not in calendars."""
    when = make_when("TBA", edtf=None, start=None, end=None, precision=Precision.NONE)
    assert event_lines(make_talk(when=when)) == []


# --- status -------------------------------------------------------------------------------------

STATES = (
    (Status.CONFIRMED, make_when(), ":CONFIRMED", ":Ann Example: A talk (ConfConf)"),
    (Status.TENTATIVE, make_when(), ":TENTATIVE", ":Ann Example: A talk (ConfConf)"),
    (Status.CANCELLED, make_when(), ":CANCELLED", ":Cancelled: Ann Example: A talk (ConfConf)"),
    (
        Status.CONFIRMED,
        make_when(uncertain=True),
        ":TENTATIVE",
        ":Ann Example: A talk (ConfConf)",
    ),
    (
        Status.CONFIRMED,
        make_when(approximate=True),
        ":TENTATIVE",
        ":Ann Example: A talk (ConfConf)",
    ),
    (
        Status.CANCELLED,
        make_when(uncertain=True),
        ":CANCELLED",
        ":Cancelled: Ann Example: A talk (ConfConf)",
    ),
)


@pytest.mark.parametrize(("status", "when", "state", "summary"), STATES)
def test_an_event_has_the_status_of_its_talk(
    status: Status, when: When, state: str, summary: str
) -> None:
    """A called-off talk is kept as cancelled; an uncertain day makes a talk tentative."""
    talk = make_talk(status=status, when=when)
    assert values(talk, "STATUS") == [state]
    assert values(talk, "SUMMARY") == [summary]


def test_a_postponed_talk_is_called_off() -> None:
    """Who has the event sees that it is not on its day, until there is a new one."""
    lines = event_lines(make_talk(status=Status.POSTPONED))
    assert "STATUS:CANCELLED" in lines
    assert "SUMMARY:Postponed: Ann Example: A talk (ConfConf)" in lines
    lines = event_lines(make_talk(status=Status.POSTPONED, rescheduled=True))
    assert "STATUS:CONFIRMED" in lines
    assert "SUMMARY:Ann Example: A talk (ConfConf)" in lines


def test_a_talk_that_lost_its_day_is_called_off() -> None:
    """Its event stays on the last known day, as one that is postponed."""
    when = make_when("TBA", edtf=None, start=None, end=None, precision=Precision.NONE)
    day = date(2026, 5, 7)
    entry = make_entry(talk=make_talk(when=when))._replace(start=day, end=day)
    content = render(make_feed(entry)).decode()
    assert "DTSTART;VALUE=DATE:20260507\r\n" in content
    assert "STATUS:CANCELLED\r\nSUMMARY:Postponed: " in content


def test_a_withdrawn_talk_is_called_off() -> None:
    """A withdrawn talk is a cancelled event on the same days."""
    evening = make_time("2026-05-07T18:30", "2026-05-07T20:00")
    tombstones = (
        make_tombstone("late", start=evening.start, end=evening.end, sequence=4),
        make_tombstone("vague", start=None, end=None),
    )
    events = read(make_feed(tombstones=tombstones)).events
    assert [str(event["UID"]) for event in events] == ["late@talks.example"]
    (event,) = events
    assert str(event["SUMMARY"]) == "Cancelled: Ann Example: A talk (ConfConf)"
    assert (event["STATUS"], event["SEQUENCE"]) == ("CANCELLED", 4)
    assert (event.start, event.end) == (evening.start, evening.end)


def test_a_withdrawn_talk_leads_to_a_page_that_is_there() -> None:
    """The talk's own page is gone, so its event links to the page of all talks."""
    feed = make_feed(tombstones=(make_tombstone(),), home="https://talks.example/")
    assert [str(event["URL"]) for event in read(feed).events] == ["https://talks.example/"]


def test_a_change_keeps_the_uid_and_counts() -> None:
    """A changed event has the same UID and a higher SEQUENCE."""
    later = NOW + timedelta(days=3)
    first, second = event_lines(make_talk()), event_lines(make_talk(), sequence=1, updated=later)
    changed = [pair for pair in zip(first, second, strict=True) if pair[0] != pair[1]]
    assert changed == [
        ("DTSTAMP:20151101T120000Z", "DTSTAMP:20151104T120000Z"),
        ("LAST-MODIFIED:20151101T120000Z", "LAST-MODIFIED:20151104T120000Z"),
        ("SEQUENCE:0", "SEQUENCE:1"),
    ]


# --- who, what, where ---------------------------------------------------------------------------

ANN, BOB, CYD, DAN = (Person(name=name) for name in ("Ann", "Bob", "Cyd", "Dan"))
CONF = Event(name="ConfConf")
SUMMARIES = (
    ((), None, "A talk"),
    ((), CONF, "A talk (ConfConf)"),
    ((ANN,), None, "Ann: A talk"),
    ((ANN, BOB, CYD), CONF, "Ann, Bob, Cyd: A talk (ConfConf)"),
    ((ANN, BOB, CYD, DAN), CONF, "Ann, Bob, Cyd et al.: A talk (ConfConf)"),
)


@pytest.mark.parametrize(("speakers", "event", "summary"), SUMMARIES)
def test_the_summary_is_speaker_title_event(
    speakers: tuple[Person, ...], event: Event | None, summary: str
) -> None:
    """An absent part leaves no punctuation."""
    (found,) = values(make_talk(speakers=speakers, event=event), "SUMMARY")
    assert found == ":" + summary.replace(",", "\\,")


STREAM = "https://live.example/a,b"
PLACES = (
    ({}, [], []),
    ({"location": Location(name="Room 1")}, [":Room 1"], []),
    ({"online": STREAM}, [":https://live.example/a\\,b"], []),
    ({"location": Location(name="Room 1"), "online": STREAM}, [":Room 1"], []),
    ({"location": Location(name="X", geo=(-33.9, 18.42))}, [":X"], [":-33.9;18.42"]),
    ({"location": Location(name="X", geo=(0.0, -0.0000001))}, [":X"], [":0;0"]),
    ({"location": Location(name="X", geo=(1e-05, 100))}, [":X"], [":0.00001;100"]),
)


@pytest.mark.parametrize(("fields", "location", "geo"), PLACES)
def test_the_place_is_the_venue_or_the_stream(
    fields: dict[str, Any], location: list[str], geo: list[str]
) -> None:
    """Coordinates are plain decimals, six at most."""
    talk = make_talk(**fields)
    assert values(talk, "LOCATION") == location
    assert values(talk, "GEO") == geo


def test_every_address_is_in_the_description() -> None:
    """Google does not show URL, so the page, the stream and each link are in the text, too."""
    talk = make_talk(
        online=STREAM,
        links=(make_link(), make_link("https://slides.example/1", kind="slides", title="Slides")),
    )
    (event,) = read(make_feed(make_entry(talk=talk))).events
    assert str(event["URL"]) == "https://talks.example/talks/a-talk/"
    for address in (event["URL"], STREAM, "https://video.example/1", "https://slides.example/1"):
        assert str(address) in str(event["DESCRIPTION"])


def test_a_stream_is_a_conference() -> None:
    """RFC 7986 has a property for the address by which a talk is followed from afar."""
    (event,) = read(make_feed(make_entry(talk=make_talk(online=STREAM)))).events
    conference = event["CONFERENCE"]
    assert str(conference) == STREAM
    assert dict(conference.params) == {
        "VALUE": "URI",
        "FEATURE": ["AUDIO", "VIDEO"],
        "LABEL": "Online",
    }
    assert values(make_talk(), "CONFERENCE") == []


def test_slides_are_attached() -> None:
    """Slides are attached by their address, with their media type where it is known."""
    pdf = "https://slides.example/a,b.pdf"
    links = (
        make_link(pdf, kind="slides", type="application/pdf"),
        make_link("https://slides.example/2", kind="slides"),
        make_link("https://video.example/1"),
    )
    found = values(make_talk(links=links), "ATTACH")
    assert found == [f";FMTTYPE=application/pdf:{pdf}", ":https://slides.example/2"]
    (event,) = read(make_feed(make_entry(talk=make_talk(links=links)))).events
    assert list(map(str, event["ATTACH"])) == [pdf, "https://slides.example/2"]


@pytest.mark.parametrize(
    ("language", "told"), [("fr", ";LANGUAGE=fr"), ("en", ""), (None, "")], ids=str
)
def test_a_language_is_told_where_it_differs(language: str | None, told: str) -> None:
    """Texts of a talk in another language than the feed have LANGUAGE (RFC 5545, 3.2.10)."""
    talk = make_talk(language=language)
    assert values(talk, "SUMMARY") == [f"{told}:Ann Example: A talk (ConfConf)"]
    assert values(talk, "DESCRIPTION")[0].startswith(f"{told}:Ann Example at ConfConf")


# --- any text whatever --------------------------------------------------------------------------

HOSTILE = (
    "\r\nATTACH:https://evil.example/",
    "\nEND:VEVENT\nBEGIN:VALARM",
    "C:\\New\\nothing\\",
    "a;b,c:d\\;e\\,f\\n",
    "\0\x07\x1b\x7f\x9f",
    "\x85\u2028\u2029\v\f\x1c",
    "\ud800",
    "\u200b\u200d\ufeff\u202e",
    "👩‍💻" * 30,
    "é" * 80,
    "\"^'^n",
    " \t ",
)
texts = st.lists(st.one_of(st.text(st.characters()), st.sampled_from(HOSTILE)), max_size=4).map(
    "".join
)


def cleaned(text: str) -> str:
    """Return a text as RFC 5545 allows it: one kind of line break, no control characters."""
    broken = re.sub("\r\n|[\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]", "\n", text)
    return "".join(
        char for char in broken if char in "\n\t" or unicodedata.category(char) not in {"Cc", "Cs"}
    )


def unescaped(text: str) -> str:
    """Read a TEXT value, which the library leaves to us where it does not know the property."""
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], text)


@st.composite
def hostile_entries(draw: st.DrawFn) -> Entry:
    """Make an entry of which every text is arbitrary."""
    talk = make_talk(
        title=draw(texts),
        speakers=(Person(name=draw(texts)),),
        event=Event(name=draw(texts)),
        location=Location(name=draw(texts) + "x"),
        tags=(draw(texts), "x"),
        links=(make_link(draw(texts), title=draw(texts)),),
        abstract=Abstract(markdown="", html="", text=draw(texts)),
    )
    return make_entry(talk=talk, uid=draw(texts) + "x", url=f"https://x.example/{draw(texts)}")


FRAME = WHOLE.split("\n")[:14]
SPAN = ("UID", "DTSTART", "DTEND", "TRANSP")
HISTORY = ("DTSTAMP", "CREATED", "LAST-MODIFIED", "SEQUENCE", "STATUS")
WORDS = ("SUMMARY", "LOCATION", "URL", "CATEGORIES", "DESCRIPTION")
NAMES = ["BEGIN", *SPAN, *HISTORY, *WORDS, "END", "END"]


@given(entry=hostile_entries(), title=texts, subtitle=texts)
def test_no_text_breaks_out_of_its_line(entry: Entry, title: str, subtitle: str) -> None:
    """Only our properties, each once; lines of 75 octets, of whole characters, ended by CRLF."""
    content = render(make_feed(entry, title=title, subtitle=f"x{subtitle}"))
    assert content.endswith(b"\r\n")
    for line in content.removesuffix(b"\r\n").split(b"\r\n"):
        assert 0 < len(line) <= 75
        assert not re.search("[\0-\x08\n-\x1f\x7f-\x9f\u2028\u2029]", line.decode())
    names = [re.split("[:;]", line)[0] for line in lines(content)]
    assert names == [re.split("[:;]", line)[0] for line in FRAME] + NAMES


@given(entry=hostile_entries(), title=texts)
def test_every_text_comes_back(entry: Entry, title: str) -> None:
    """The library reads what was written, except characters that RFC 5545 does not allow."""
    calendar = read(make_feed(entry, title=title))
    (event,), talk = calendar.events, entry.talk
    assert not event.errors
    assert unescaped(str(calendar["NAME"])) == cleaned(title)
    assert str(event["UID"]) == cleaned(entry.uid)
    summary = f": {talk.title} ({talk.event.name})" if talk.event else ""
    speaker = talk.speakers[0].name
    assert str(event["SUMMARY"]) == cleaned(f"{speaker}{summary}" if speaker else summary[2:])
    assert talk.location
    assert str(event["LOCATION"]) == cleaned(talk.location.name)
    assert str(event["DESCRIPTION"]) == cleaned(wording.details_text(entry, ENGLISH))
    assert list(map(str, event["CATEGORIES"].cats)) == list(
        map(cleaned, wording.categories(talk, ENGLISH))
    )


@given(address=texts)
def test_an_address_is_one_line_of_ascii(address: str) -> None:
    """Characters that URIs do not allow are percent-encoded; others are unchanged."""
    (found,) = (
        line.removeprefix("URL:")
        for line in event_lines(make_talk(), url=address)
        if line.startswith("URL")
    )
    assert re.fullmatch(r"[!#-;=?-Z\[\]_a-z~@$&%]*", found)
    if address.isprintable() and "%" not in address:
        assert unquote(found) == address


@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n")))
def test_folding_is_undone_by_unfolding(text: str) -> None:
    """The library reads our folds, and needs no more of them than it makes itself."""
    line = f"SUMMARY:{text}"
    folded = fold(line.encode())
    assert Contentline.from_ical(folded) == line
    assert folded.count(b"\r\n") <= Contentline(line).to_ical().count(b"\r\n")


# --- defects of the library; each test fails once its defect is fixed ----------------------------


def test_the_library_breaks_windows_paths() -> None:
    r"""`\N` is taken for a line break although it is the text of a path."""
    assert vText("C:\\New").to_ical() == b"C:\\new"


def test_the_library_lets_control_characters_through() -> None:
    """NUL and the line separators that break lines in vdirsyncer pass into the file."""
    assert vText("\0\x85\u2028").to_ical().decode() == "\0\x85\u2028"


def test_the_library_writes_coordinates_with_an_exponent() -> None:
    """A place near the equator comes out as no FLOAT of RFC 5545."""
    assert vGeo((1e-05, 1.0)).to_ical() == "1e-05;1.0"


def test_the_library_escapes_no_name() -> None:
    """A calendar's NAME and the X- properties are written as they come."""
    calendar = Calendar()
    calendar.add("NAME", "a;b,c")
    calendar.add("X-WR-CALNAME", "a;b,c")
    assert calendar.to_ical().count(b":a;b,c\r\n") == 2


def test_the_library_lets_any_address_through() -> None:
    """The library does not encode spaces and control characters in a URI."""
    assert vUri("https://x.example/a b\0").to_ical() == b"https://x.example/a b\0"


def test_the_library_folds_lines_that_fit() -> None:
    """A line of 75 octets is folded although the limit is 75."""
    assert b"\r\n" in Contentline("SUMMARY:" + "x" * 67).to_ical()
    assert b"\r\n" not in fold(b"SUMMARY:" + b"x" * 67)
