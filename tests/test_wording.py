"""The words all formats share: who, event, when and where; links; abstract; nothing unescaped."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from factories import ENGLISH, make_entry, make_link, make_talk, make_when
from talkfeed.formats import wording
from talkfeed.model import Abstract, Event, Location, Person, Precision, Status, When

PARIS = ZoneInfo("Europe/Paris")
ANN = Person(name="Ann Example", url="https://ann.example/?a=1&b=2")
BOB = Person(name="Bob")
CYD = Person(name="Cyd")


def timed(text: str, zone: str = "Europe/Paris", **changes: Any) -> When:
    """Make a talk's time from 18:30 to 20:00 on 7 October 2015."""
    start = datetime(2015, 10, 7, 18, 30, tzinfo=PARIS)
    end = datetime(2015, 10, 7, 20, 0, tzinfo=PARIS)
    fields = {"start": start, "end": end, "precision": Precision.MINUTE_RANGE, "zone": zone}
    return make_when(text, **{**fields, **changes})


def abstract(text: str) -> Abstract:
    """Make an abstract of one paragraph."""
    return Abstract(markdown=text, html=f"<p>{text}</p>", text=text)


# --- who, event, when, where --------------------------------------------------------------------

BYLINES = (
    ((), None, ""),
    ((ANN,), None, "Ann Example"),
    ((), "ConfConf", "ConfConf"),
    ((ANN,), "ConfConf", "Ann Example at ConfConf"),
    ((ANN, BOB), "ConfConf", "Ann Example and Bob at ConfConf"),
    ((ANN, BOB, CYD), None, "Ann Example, Bob and Cyd"),
)


@pytest.mark.parametrize(("speakers", "event", "line"), BYLINES)
def test_a_byline_names_every_speaker_and_the_event(
    speakers: tuple[Person, ...], event: str | None, line: str
) -> None:
    """Speakers and event form an English phrase, even if one is missing."""
    talk = make_talk(speakers=speakers, event=Event(name=event) if event else None)
    assert wording.facts(talk, ENGLISH) == " · ".join(filter(None, (line, "7 Oct 2015")))


WHENS = (
    (make_when("the 7th of Oct. 2015"), "the 7th of Oct. 2015"),
    (timed("7 Oct 2015, 18:30–20:00"), "7 Oct 2015, 18:30–20:00, Europe/Paris"),
    (timed("2015-10-07 18:30 Europe/Paris"), "2015-10-07 18:30 Europe/Paris"),
    (timed("2015-10-07T18:30+02:00", "+02:00"), "2015-10-07T18:30+02:00"),
    (timed("2015-10-07 18:30", "+02:00"), "2015-10-07 18:30, UTC+02:00"),
    (timed("7 Oct 2015 18:30 UTC+2", "+02:00"), "7 Oct 2015 18:30 UTC+2"),
    (timed("2015-10-07T18:30Z", "UTC"), "2015-10-07T18:30Z"),
    (timed("7 Oct 2015 18:30", "Z"), "7 Oct 2015 18:30, UTC"),
    (timed("7 Oct 2015 18:30 GMT", "UTC"), "7 Oct 2015 18:30 GMT"),
    (timed("7 Oct 2015 18:30", ""), "7 Oct 2015 18:30"),
    (
        make_when("TBA", edtf=None, start=None, end=None, precision=Precision.NONE),
        "date to be announced",
    ),
)


@pytest.mark.parametrize(("when", "words"), WHENS)
def test_a_date_is_shown_as_written_with_its_zone(when: When, words: str) -> None:
    """A phrase is shown as written; a time always has a zone."""
    assert wording.when_words(when, ENGLISH) == words


CLOCKS = (
    (make_when(), ""),
    (timed("18:30–20:00"), "18:30–20:00, Europe/Paris"),
    (timed("18:30", end=datetime(2015, 10, 7, 18, 30, tzinfo=PARIS)), "18:30, Europe/Paris"),
    (
        timed("all night", end=datetime(2015, 10, 8, 2, 0, tzinfo=PARIS)),
        "18:30 – 2015-10-08 02:00, Europe/Paris",
    ),
    (
        timed(
            "18:30",
            "-03:30",
            start=datetime(2015, 10, 7, 18, 30, tzinfo=timezone(timedelta(hours=-3.5))),
            end=datetime(2015, 10, 7, 19, 0, tzinfo=timezone(timedelta(hours=-3.5))),
        ),
        "18:30–19:00, UTC-03:30",
    ),
    (timed("18:30", "", start=datetime(2015, 10, 7, 18, 30, tzinfo=UTC)), "18:30–20:00"),
)


@pytest.mark.parametrize(("when", "words"), CLOCKS)
def test_a_timed_talk_has_its_local_time(when: When, words: str) -> None:
    """A timed talk has a local time and a zone; other talks have none."""
    assert wording.clock_words(when) == words


WHERES = (
    (None, None, ""),
    ("Room 1", None, "Room 1"),
    (None, "https://live.example/", "online"),
    ("Room 1", "https://live.example/", "Room 1, online"),
)


@pytest.mark.parametrize(("venue", "stream", "words"), WHERES)
def test_a_place_is_the_venue_and_the_stream(
    venue: str | None, stream: str | None, words: str
) -> None:
    """The place is the venue, the stream, or both."""
    talk = make_talk(location=Location(name=venue) if venue else None, online=stream)
    assert wording.where_words(talk, ENGLISH) == words


STATUSES = (
    (Status.CONFIRMED, "T", "Ann Example at ConfConf · 7 Oct 2015"),
    (Status.TENTATIVE, "T", "Tentative · Ann Example at ConfConf · 7 Oct 2015"),
    (Status.CANCELLED, "Cancelled: T", "Cancelled · Ann Example at ConfConf · 7 Oct 2015"),
    (Status.POSTPONED, "Postponed: T", "Postponed · Ann Example at ConfConf · 7 Oct 2015"),
)


@pytest.mark.parametrize(("status", "title", "facts"), STATUSES)
def test_a_talk_called_off_says_so_first(status: Status, title: str, facts: str) -> None:
    """The status of a talk that does not take place is the first word."""
    entry = make_entry(talk=make_talk(status=status), title="T")
    assert wording.title(entry, ENGLISH) == title
    assert wording.facts(entry.talk, ENGLISH) == facts


def test_names_make_one_credit_line() -> None:
    """All speakers are in one line, for clients that keep only one name."""
    assert wording.names((ANN, BOB)) == "Ann Example, Bob"


def test_categories_have_no_commas_and_no_doubles() -> None:
    """A tag with a comma is two tags; the same tag twice is one."""
    talk = make_talk(tags=("ocaml, unikernels", "ocaml", " , ", "xen"))
    assert wording.categories(talk, ENGLISH) == ("ocaml", "unikernels", "xen")


# --- whole texts --------------------------------------------------------------------------------

FULL = make_entry(
    talk=make_talk(
        speakers=(ANN, BOB),
        event=Event(name="Conf & Conf", url="https://conf.example/"),
        location=Location(name="Room <1>", url="https://room.example/"),
        online="https://live.example/",
        links=(make_link(), make_link("https://slides.example/", kind="slides", title="Slides")),
        abstract=abstract("Why it matters"),
    )
)


def test_content_is_facts_then_links_then_abstract() -> None:
    """Names, event, venue and stream lead where they should; every text is escaped."""
    assert wording.content_html(FULL, ENGLISH) == (
        '<p><a href="https://ann.example/?a=1&amp;b=2">Ann Example</a> and Bob at '
        '<a href="https://conf.example/">Conf &amp; Conf</a> · 7 Oct 2015 · '
        '<a href="https://room.example/">Room &lt;1&gt;</a>, '
        '<a href="https://live.example/">online</a></p>\n'
        '<ul><li><a href="https://video.example/1">Video</a></li>'
        '<li><a href="https://slides.example/">Slides</a></li></ul>\n'
        "<p>Why it matters</p>"
    )


def test_details_are_facts_then_addresses_then_abstract() -> None:
    """Plain text shows every address, since a calendar may show no link of its own."""
    assert wording.details_text(FULL, ENGLISH) == (
        "Ann Example and Bob at Conf & Conf · 7 Oct 2015 · Room <1>, online\n\n"
        "Page: https://talks.example/talks/a-talk/\n"
        "Online: https://live.example/\n"
        "Video: https://video.example/1\n"
        "Slides: https://slides.example/\n\n"
        "Why it matters"
    )


def test_a_summary_is_one_line() -> None:
    """The facts come first, then the abstract, its line breaks gone."""
    entry = make_entry(talk=make_talk(abstract=abstract("Why\n\nit matters")))
    assert (
        wording.summary(entry, ENGLISH) == "Ann Example at ConfConf · 7 Oct 2015 — Why it matters"
    )


BARE = make_entry(talk=make_talk(speakers=(), event=None))


def test_no_text_of_a_minimal_talk_is_empty() -> None:
    """With only a title and a date, no text is empty."""
    assert wording.summary(BARE, ENGLISH) == "7 Oct 2015"
    assert wording.content_html(BARE, ENGLISH) == "<p>7 Oct 2015</p>"
    assert (
        wording.details_text(BARE, ENGLISH)
        == "7 Oct 2015\n\nPage: https://talks.example/talks/a-talk/"
    )


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("word " * 59 + "word", "word " * 59 + "word"),
        ("word " * 80, "word " * 59 + "word…"),
        ("x" * 400, "x" * 299 + "…"),
        (" " * 5000, ""),
    ],
)
def test_a_summary_quotes_whole_words(text: str, quoted: str) -> None:
    """A long abstract is cut between words, within the limit, and the cut is marked."""
    entry = make_entry(talk=make_talk(speakers=(), event=None, abstract=abstract(text)))
    assert wording.summary(entry, ENGLISH) == " — ".join(filter(None, ("7 Oct 2015", quoted)))


HOSTILE = st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1).map(
    lambda text: f"x{text}<script>&amp;\"'>]]>x"
)


@given(name=HOSTILE, event=HOSTILE, when=HOSTILE, venue=HOSTILE, label=HOSTILE)
def test_no_text_becomes_markup(name: str, event: str, when: str, venue: str, label: str) -> None:
    """For any text, the HTML has only our elements and shows every character."""
    talk = make_talk(
        speakers=(Person(name=name),),
        event=Event(name=event),
        when=make_when(when),
        location=Location(name=venue),
        links=(make_link(title=label),),
    )
    page = html.fromstring(f"<main>{wording.content_html(make_entry(talk=talk), ENGLISH)}</main>")
    assert {element.tag for element in page.iter()} == {"main", "p", "ul", "li", "a"}
    assert page.findtext("p") == wording.facts(talk, ENGLISH)
    assert page.findtext("ul/li/a") == label
