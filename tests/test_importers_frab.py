"""A schedule.xml becomes the talks of one conference."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from source_inputs import check_reads, only, source_input
from talkfeed.errors import Rejected
from talkfeed.importers.schedules.frab import read, recognise
from talkfeed.model.imported import Confidence, ImportOptions, SourceInput

OPTIONS = ImportOptions()
TALK = "<title>Rainbows</title><persons><person id='1'>Ann Example</person></persons>"
ZONE = "<time_zone_name>Europe/Paris</time_zone_name>"


def schedule(*events: str, conference: str = "", day: str = "", top: str = "") -> SourceInput:
    """Write a schedule of one day and one room."""
    inside = "".join(f"<event id='{n}'>{event}</event>" for n, event in enumerate(events))
    return source_input(
        f"{top}<schedule><conference><title>CityCode</title>{conference}</conference>"
        f"<day date='2015-10-07' {day}><room name='Hall'>{inside}</room></day></schedule>"
    )


def fields(*events: str, options: ImportOptions = OPTIONS, **more: str) -> dict[str, Any]:
    """Read the only talk of a schedule."""
    return dict(only(read(schedule(*events, **more), options)))


def test_a_schedule_knows_its_conference() -> None:
    """Its days, place, zone, tracks and rooms are the entry of an event."""
    about = f"{ZONE}<start>2015-10-07</start><end>2015-10-08</end><city>Paris</city>"
    track = "<title>A</title><track>Systems</track>"
    (event,) = read(schedule(track, track, conference=about), OPTIONS).events
    assert event == {
        "name": "CityCode",
        "dates": "2015-10-07/2015-10-08",
        "location": "Paris",
        "timezone": "Europe/Paris",
        "tracks": ["Systems"],
        "rooms": ["Hall"],
    }


def test_a_schedule_is_recognised_by_its_root() -> None:
    """The root is `schedule`; a schedule of something else is less sure."""
    assert recognise(schedule(TALK)) > 0.9
    assert recognise(source_input("<?xml version='1.0'?><!-- x --><schedule/>")) == 0.4
    assert recognise(source_input("<feed/>")) == recognise(source_input("[]")) == 0


def test_an_event_becomes_a_talk_with_all_it_says() -> None:
    """Title, people, event, time and place, links by their kind, texts, track, language, line."""
    found = read(
        schedule(
            "<title>Rainbows</title><subtitle>In colour</subtitle><track>Light</track>"
            "<date>2015-10-07T18:30:00+02:00</date><start>18:30</start><duration>01:30</duration>"
            "<url>/talk/1</url><language>fr</language><abstract>Short.</abstract>"
            "<description>Short. And long.</description>"
            "<persons><person id='1'>Ann Example</person><person> </person></persons>"
            "<links><link href='https://a.example/v.webm'>Video recording</link>"
            "<link href='more'>More</link><link href='https://a.example/feedback'>Rate</link></links>"
            "<attachments><attachment type='slides' href='/s.pdf'>Deck</attachment></attachments>"
            "<recording><license>CC</license></recording>",
            conference=f"{ZONE}<url>https://c.example/</url><base_url>https://a.example/</base_url>",
        ),
        OPTIONS,
    )
    assert only(found) == {
        "title": "Rainbows",
        "speakers": ["Ann Example"],
        "event": {"name": "CityCode", "url": "https://c.example/"},
        "date": "2015-10-07 18:30-20:00 Europe/Paris",
        "room": "Hall",
        "video": "https://a.example/v.webm",
        "slides": "https://a.example/s.pdf",
        "url": "https://a.example/talk/1",
        "links": [{"url": "https://a.example/more", "label": "More"}],
        "abstract": "In colour\n\nShort. And long.",
        "track": "Light",
        "language": "fr",
    }
    assert found.title == "CityCode"
    assert (found.talks[0].confidence, found.talks[0].line) == (Confidence.SURE, 1)


@pytest.mark.parametrize(
    ("event", "conference", "day", "date"),
    [
        ("<start>18:30</start><duration>45</duration>", ZONE, "", "2015-10-07 18:30-19:15"),
        ("<start>18:30:00</start>", ZONE, "", "2015-10-07 18:30"),
        ("<date>2015-10-08</date><start>9:00</start>", ZONE, "", "2015-10-08 09:00"),
        ("<start>00:30</start>", ZONE, "start='2015-10-07T10:00:00+02:00'", "2015-10-08 00:30"),
        ("<start>00:30</start>", f"{ZONE}<day_change>06:00</day_change>", "", "2015-10-08 00:30"),
        ("<start>00:30</start>", ZONE, "", "2015-10-07 00:30"),
        ("<start>25:00</start><duration>soon</duration>", ZONE, "", "2015-10-07"),
    ],
)
def test_a_day_of_a_program_may_go_on_after_midnight(
    event: str, conference: str, day: str, date: str
) -> None:
    """Without a date of its own, an event before the day's start is on the next day."""
    found = fields(TALK + event, conference=conference, day=day)
    assert found["date"] == (f"{date} Europe/Paris" if ":" in date else date)


def test_a_room_is_apart_from_its_venue() -> None:
    """The venue is that of the conference; the room is that of the talk."""
    conference = "<venue>Barbican</venue><city>London</city>"
    found = fields(TALK, conference=conference)
    assert (found["room"], found["location"]) == ("Hall", "Barbican, London")


@pytest.mark.parametrize(
    ("written", "kind"), [("Podium", "panel"), ("lightning_talk", "lightning"), ("film", None)]
)
def test_the_type_of_an_event_is_a_kind_of_talk(written: str, kind: str | None) -> None:
    """A type that is no kind of talk has no field."""
    assert fields(f"{TALK}<type>{written}</type>").get("kind") == kind


@pytest.mark.parametrize(
    "text",
    [
        "&lt;p&gt;Of &lt;em&gt;light&lt;/em&gt;.&lt;/p&gt;",
        "<p>Of <em>light</em>.</p>",
        "Of *light*.",
    ],
)
def test_texts_are_markdown_whatever_they_were(text: str) -> None:
    """HTML in a schedule may be escaped or not; Markdown is kept."""
    assert fields(f"{TALK}<abstract>{text}</abstract>")["abstract"] == "Of *light*."


@pytest.mark.parametrize(("words", "tag"), [("deu", "de"), ("German", "de"), ("de-formal", "de")])
def test_a_language_is_a_tag_whatever_it_was(words: str, tag: str) -> None:
    """Its name, its longer code, and pretalx's polite form."""
    assert fields(f"{TALK}<language>{words}</language>")["language"] == tag


def test_an_hour_that_may_be_of_the_night_before_is_doubtful() -> None:
    """An hour after midnight is a doubt if the start of the day is unknown."""
    (found,) = read(schedule(f"{TALK}<start>00:30</start>", conference=ZONE), OPTIONS).talks
    assert found.doubts == ("the program may count this hour to the day before",)
    assert found.confidence is Confidence.LIKELY


def test_a_talk_on_several_days_is_one_talk() -> None:
    """Fields that differ are below `given`; the others hold for all deliveries."""
    found = fields(
        f"{TALK}<date>2015-10-07T10:00:00Z</date><abstract>Light.</abstract>",
        f"{TALK}<date>2015-10-08T11:00:00Z</date><room>Attic</room>",
        f"{TALK}<date>2015-10-08T11:00:00Z</date><room>Attic</room>",
    )
    assert found == {
        "title": "Rainbows",
        "speakers": ["Ann Example"],
        "event": "CityCode",
        "abstract": "Light.",
        "given": [
            {"date": "2015-10-07 10:00 UTC", "room": "Hall"},
            {"date": "2015-10-08 11:00 UTC", "room": "Attic"},
        ],
    }


@pytest.mark.parametrize(
    ("event", "why", "is_talk"),
    [
        (
            "<title>Lunch</title><abstract>Soup.</abstract>",
            "not a talk: a break or an open slot",
            False,
        ),
        ("<title>Coffee break 2</title>", "not a talk: a break or an open slot", False),
        ("<title>TBA</title>", "not a talk: a break or an open slot", False),
        ("<title>Blocker</title>", "has no speaker and no description", False),
        ("<title>Review</title><type>lecture</type>", "has no speaker and no description", True),
        (f"{TALK}<status>withdrawn</status>", "a proposal that is withdrawn", False),
        ("<persons><person>Ann Example</person></persons>", "it has no title", True),
    ],
)
def test_what_is_no_talk_is_told(event: str, why: str, *, is_talk: bool) -> None:
    """Breaks, blockers and withdrawn proposals are unparsed parts, and so is what has no title."""
    found = read(schedule(event), OPTIONS)
    (unparsed_part,) = found.unparsed
    assert found.talks == ()
    assert why in unparsed_part.why
    assert unparsed_part.is_talk is is_talk


def test_a_talk_of_nobody_is_told() -> None:
    """It may be a workshop of all; `--speaker` says who it is."""
    event = "<title>Rainbows</title><abstract>Light.</abstract>"
    (found,) = read(schedule(event), OPTIONS).talks
    assert "no speaker is named" in found.doubts
    assert fields(event, options=ImportOptions(speaker="Ann Example"))["speakers"] == [
        "Ann Example"
    ]


def test_a_cancelled_talk_stays_one() -> None:
    """It is in sight until its day has passed."""
    assert fields(f"{TALK}<status>canceled</status>")["status"] == "cancelled"


def test_an_empty_event_is_hardly_a_talk() -> None:
    """It is accounted for all the same."""
    found = read(schedule(""), OPTIONS)
    assert [(one.text, one.is_talk) for one in found.unparsed] == [("2015-10-07", False)]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("<schedule><conference/>", "TF702"),
        ("<schedule/>", "TF702"),
        ("<program><conference/></program>", "TF702"),
        ("", "TF702"),
        ("<!DOCTYPE schedule><schedule><conference/></schedule>", "TF703"),
        ("<?xml version='1.0'?><!DOCTYPE s [<!ENTITY a 'b'>]><s>&a;</s>", "TF703"),
        ("<!DOCTYPE s><s/>".encode("utf-16"), "TF703"),
    ],
)
def test_what_is_no_schedule_is_refused(content: str | bytes, code: str) -> None:
    """Damaged XML, another root, and any DOCTYPE in any encoding."""
    with pytest.raises(Rejected) as rejected:
        read(source_input(content), OPTIONS)
    assert rejected.value.code == code


def test_a_doctype_in_an_encoding_that_hides_it_is_refused_as_well() -> None:
    """In UTF-7 it does not look like one; the parser knows."""
    content = b"<?xml version='1.0' encoding='UTF-7'?>+ADwAIQ-DOCTYPE s+AD4-<s/>"
    with pytest.raises(Rejected) as rejected:
        read(source_input(content), OPTIONS)
    assert rejected.value.code == "TF703"


_PIECES = st.sampled_from(
    [
        *("<event>", "</event>", "<room name='x'>", "</room>", "<day>", "<day date='9'>", "</day>"),
        *("<title>a</title>", "<title/>", "<start>99:99</start>", "<start>09:00</start>"),
        *("<date>2015-10-07T99:00</date>", "<duration>9999</duration>", "<duration>-1</duration>"),
        *(
            "<persons><person/></persons>",
            "<links><link href='['>x</link></links>",
            "&#1;",
            "<!-- -->",
        ),
    ]
)


@given(st.lists(_PIECES, max_size=30).map("".join))
def test_a_hostile_schedule_never_breaks_the_reader(inside: str) -> None:
    """It is read, or refused with a code."""
    check_reads(read, source_input(f"<schedule><conference/>{inside}</schedule>"))


@given(st.binary(max_size=200))
def test_noise_is_refused(noise: bytes) -> None:
    """No bytes break the reader, nor the look at what kind they are."""
    assert 0 <= recognise(source_input(noise)) <= 1
    check_reads(read, source_input(noise))
