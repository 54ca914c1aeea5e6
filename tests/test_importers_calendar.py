"""Events of a calendar become talks, whose dates mean the same; ours are in test_importers_own."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from source_inputs import check_reads, only, source_input
from talkfeed.errors import Rejected
from talkfeed.importers.schedules.calendar import read, recognise
from talkfeed.model.imported import Confidence, ImportOptions, ImportResult, SourceInput

OPTIONS = ImportOptions()
DAY = "DTSTART;VALUE=DATE:20151007"


def calendar(*events: str, top: str = "") -> SourceInput:
    """Write a calendar; lines of an event are parted by blanks at their ends."""
    bodies = "".join(f"BEGIN:VEVENT\n{event}\nEND:VEVENT\n" for event in events)
    head = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x//EN\n"
    return source_input(f"{head}{top}{bodies}END:VCALENDAR\n".replace("\n", "\r\n"))


def event(*lines: str) -> dict[str, Any]:
    """Read the only event of a calendar."""
    return dict(only(read(calendar("\n".join(("SUMMARY:Rainbows of light", *lines))), OPTIONS)))


def doubts(result: ImportResult) -> tuple[str, ...]:
    """Return the doubts of the only talk."""
    (found,) = result.talks
    return found.doubts


def test_a_calendar_is_recognised_by_its_first_line() -> None:
    """A byte order mark or blank lines may precede it."""
    assert recognise(source_input(b"\xef\xbb\xbf\r\nbegin:vcalendar\r\n")) == 0.95
    assert recognise(source_input("BEGIN:VCARD")) == 0


def test_an_event_becomes_a_talk_with_all_it_says() -> None:
    """Title taken apart, day, place, links, text, tags and status."""
    found = read(
        calendar(
            "\n".join(
                (
                    *("SUMMARY:Rainbows\\, in colour by Ann Example", DAY, "STATUS:CANCELLED"),
                    *("LOCATION:Hall\\, London", "GEO:51.5;-0.25", "URL:https://c.example/1"),
                    "ATTACH;FILENAME=slides.pdf:https://c.example/s.pdf",
                    *("ATTACH:CID:x", "DESCRIPTION:Light\\nand more.", "CATEGORIES:light,colour"),
                    "CATEGORIES:sky",
                )
            ),
            top="X-WR-CALNAME:Light\n",
        ),
        OPTIONS,
    )
    assert only(found) == {
        "title": "Rainbows, in colour",
        "speakers": ["Ann Example"],
        "date": "2015-10-07",
        "location": {"name": "Hall, London", "geo": ["51.5", "-0.25"]},
        "slides": "https://c.example/s.pdf",
        "url": "https://c.example/1",
        "abstract": "Light\nand more.",
        "tags": ["light", "colour", "sky"],
        "status": "cancelled",
    }
    assert found.title == "Light"


@pytest.mark.parametrize(
    ("lines", "date"),
    [
        ([DAY], "2015-10-07"),
        ([DAY, "DTEND;VALUE=DATE:20151008"], "2015-10-07"),
        ([DAY, "DTEND;VALUE=DATE:20151010"], "2015-10-07/2015-10-09"),
        ([DAY, "DURATION:P3D"], "2015-10-07/2015-10-09"),
        (["DTSTART:20151007T183000Z", "DTEND:20151007T200000Z"], "2015-10-07 18:30-20:00 UTC"),
        (["DTSTART:20151007T183000Z", "DURATION:PT90M"], "2015-10-07 18:30-20:00 UTC"),
        (["DTSTART;TZID=Europe/Paris:20151007T183000"], "2015-10-07 18:30 Europe/Paris"),
        (["DTSTART;TZID=Romance Standard Time:20151007T183000"], "2015-10-07 18:30 Europe/Paris"),
        (
            ["DTSTART;TZID=/freeassociation.sourceforge.net/Europe/Paris:20151007T183000"],
            "2015-10-07 18:30 Europe/Paris",
        ),
        (["DTSTART:20151007T183000"], "2015-10-07"),
        (["DTSTART;TZID=Nowhere:20151007T183000"], "2015-10-07"),
        (["DTSTART:soon"], None),
        ([], None),
        (["DTSTART:99991231T235959Z", "DURATION:P99999D"], None),
    ],
)
def test_days_and_times_mean_what_they_say(lines: list[str], date: str | None) -> None:
    """Days end the day before DTEND; UTC and zones are kept; without a zone the day stays."""
    assert event(*lines).get("date") == date


def test_a_zone_of_the_calendars_own_becomes_its_offset() -> None:
    """It has rules but no name that anybody knows."""
    zone = (
        "BEGIN:VTIMEZONE\nTZID:Ours\nBEGIN:STANDARD\nDTSTART:19700101T000000\n"
        "TZOFFSETFROM:+0300\nTZOFFSETTO:+0300\nEND:STANDARD\nEND:VTIMEZONE\n"
    )
    given = calendar("SUMMARY:Rainbows\nDTSTART;TZID=Ours:20151007T183000", top=zone)
    assert only(read(given, OPTIONS))["date"] == "2015-10-07 18:30 +03:00"


def test_a_floating_time_is_in_the_zone_of_the_wishes() -> None:
    """It is whatever the clock on the wall shows."""
    given = calendar("SUMMARY:Rainbows\nDTSTART:20151007T183000")
    assert "has no zone" in doubts(read(given, OPTIONS))[0]
    said = only(read(given, ImportOptions(timezone="Europe/Paris")))
    assert said["date"] == "2015-10-07 18:30 Europe/Paris"


def test_a_calendar_may_have_a_zone_of_its_own() -> None:
    """Floating times are in it, and instants are shown in it."""
    for start in ("20151007T183000", "20151007T163000Z"):
        given = calendar(f"SUMMARY:Rainbows\nDTSTART:{start}", top="X-WR-TIMEZONE:Europe/Paris\n")
        assert only(read(given, OPTIONS))["date"] == "2015-10-07 18:30 Europe/Paris"


def test_a_title_may_name_the_date_where_the_event_does_not() -> None:
    """An event without a start is no event, but may still be a talk."""
    assert only(read(calendar("SUMMARY:Rainbows (May 2019)"), OPTIONS))["date"] == "May 2019"


def test_a_break_is_no_talk() -> None:
    """Everything else may be one, of which a calendar says nothing."""
    found = read(calendar(f"SUMMARY:Coffee break\n{DAY}", f"SUMMARY:Rainbows\n{DAY}"), OPTIONS)
    assert [(one.text, one.is_talk) for one in found.unparsed] == [("Coffee break", False)]
    assert found.talks[0].confidence is Confidence.SURE


def test_what_cannot_be_read_is_quoted() -> None:
    """An invalid start leaves the talk, and the doubt quotes it."""
    assert doubts(read(calendar("SUMMARY:Rainbows\nDTSTART:soon"), OPTIONS)) == (
        "its start 'soon' cannot be read",
    )


@pytest.mark.parametrize(
    "line",
    ["LOCATION:https://live.example/x", "CONFERENCE;VALUE=URI:https://live.example/x"],
)
def test_an_address_for_a_place_is_where_to_watch(line: str) -> None:
    """So is what says it in so many words."""
    assert event(DAY, line) == {
        "title": "Rainbows of light",
        "date": "2015-10-07",
        "online": "https://live.example/x",
    }


def test_the_first_line_of_a_description_may_name_the_speakers() -> None:
    """So it is in calendars of Indico; speakers in the title come first."""
    stated = "DESCRIPTION:Speakers: Ann Example (Lab)\\, Bob Sample\\n\\nOf light."
    assert event(DAY, stated) == {
        "title": "Rainbows of light",
        "date": "2015-10-07",
        "speakers": [{"name": "Ann Example", "affiliation": "Lab"}, "Bob Sample"],
        "abstract": "Of light.",
    }


def test_broken_coordinates_are_none() -> None:
    """A place without them is one."""
    assert event(DAY, "LOCATION:Hall", "GEO:here")["location"] == "Hall"


def test_what_is_no_event_is_told() -> None:
    """To-dos and journals are unparsed parts; an event without a title is one to finish."""
    top = (
        "BEGIN:VTODO\nSUMMARY:Book a room\nEND:VTODO\nBEGIN:VJOURNAL\nSUMMARY:Diary\nEND:VJOURNAL\n"
    )
    found = read(calendar(f"{DAY}\nDESCRIPTION:Light", top=top), OPTIONS)
    assert found.talks == ()
    assert [(one.text, one.is_talk) for one in found.unparsed] == [
        *(("2015-10-07 Light", True), ("Book a room", False), ("Diary", False))
    ]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("", "TF702"),
        ("BEGIN:VCALENDAR", "TF702"),
        ("BEGIN:VCARD\r\nEND:VCARD\r\n", "TF702"),
        (b"BEGIN:VCALENDAR\r\n\xff", "TF702"),
        ("BEGIN:VEVENT\r\n" * 9, "TF704"),
        ("BEGIN:VEVENT\r\nEND:VEVENT\r\n" * 100_001, "TF704"),
        ("x" * (64 * 1024 * 1024 + 1), "TF704"),
    ],
)
def test_what_is_no_calendar_is_refused(content: str | bytes, code: str) -> None:
    """Damaged, of another kind, nested too deep, or with more events than anybody has."""
    with pytest.raises(Rejected) as rejected:
        read(source_input(content), OPTIONS)
    assert rejected.value.code == code


_NAMES = st.sampled_from(
    [
        *(
            "DTSTART",
            "DTEND",
            "DURATION",
            "RRULE",
            "RDATE",
            "GEO",
            "ATTACH",
            "CATEGORIES",
            "STATUS",
        ),
        *(
            "SUMMARY",
            "LOCATION",
            "DESCRIPTION",
            "URL",
            "DTSTART;TZID=Europe/Paris",
            'X-A;B="',
            "EXDATE",
        ),
        *("DTSTART;VALUE=DATE", "DTSTART;VALUE=PERIOD", "CONFERENCE;VALUE=URI", "BEGIN", "END"),
    ]
)
_VALUES = st.sampled_from(
    [
        *("20151007", "20151007T183000Z", "99999999", "PT1H", "P1W", "-P99999999D", "1;2", "a,b"),
        *("FREQ=DAILY", "FREQ=DAILY;UNTIL=20151007", "VALARM", "VEVENT", "https://a.example/", ""),
        *("20151007T183000/PT1H", "00000000T000000", "Ann Example: Rainbows (CityCode)"),
    ]
) | st.text(max_size=10)


@given(st.lists(st.tuples(_NAMES, _VALUES), max_size=12), st.booleans())
def test_odd_properties_never_break_the_reader(lines: list[tuple[str, str]], ours: bool) -> None:  # noqa: FBT001
    """Whatever an event contains, the calendar is read or rejected."""
    body = "\n".join(f"{name}:{value}" for name, value in lines)
    check_reads(read, calendar(body, top="PRODID:-//talkfeed//EN\n" if ours else ""))


@given(st.binary(max_size=100))
def test_noise_is_refused(noise: bytes) -> None:
    """No bytes break the reader, nor the look at what kind they are."""
    assert 0 <= recognise(source_input(noise)) <= 1
    check_reads(read, source_input(noise))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-8-sig"])
def test_a_calendar_with_a_byte_order_mark_is_read(encoding: str) -> None:
    """Programs of Windows write one, and characters of two bytes; folded lines are joined."""
    folded = f"SUMMARY:Přednáška{chr(10)} o typech"
    found = calendar(f"{folded}\n{DAY}")
    wide = SourceInput(content=found.content.decode().encode(encoding), name=found.name)
    assert recognise(wide) == recognise(found) > 0
    assert only(read(wide, OPTIONS))["title"] == "Přednáškao typech"
