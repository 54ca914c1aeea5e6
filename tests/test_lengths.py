"""How long a talk is: read in the languages of dates, and the end of a date that has none."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from factories import make_entry, make_feed, make_talk, make_time
from talkfeed.errors import InvalidData, Rejected
from talkfeed.formats import jsonfeed
from talkfeed.formats.html import page, schema_org
from talkfeed.formats.ical import calendar
from talkfeed.model.imported import FoundTalk, ImportOptions
from talkfeed.normalise import normalise
from talkfeed.records.draft import Draft, finish
from talkfeed.records.timestamps import Phrase
from talkfeed.talksfile import parser
from talkfeed.text import clock_length, iso_length, length, seconds_of, write_length

if TYPE_CHECKING:
    from pathlib import Path

    from talkfeed.model import Talks

READ = {
    "45 min": 2700,
    "45 minutes": 2700,
    "90 Minuten": 5400,
    "1h30": 5400,
    "1 h 30": 5400,
    "1 Std. 30 Min.": 5400,
    "1 Stunde und 30 Minuten": 5400,
    "1,5 Std.": 5400,
    "0.5 hours": 1800,
    "2 heures": 7200,
    "1 hora y 15 minutos": 4500,
    "1 ora": 3600,
    "1 uur": 3600,
    "45 minuut": 2700,
    "1 godzina 30 minut": 5400,
    "2 часа": 7200,
    "1時間30分": 5400,
    "45 分钟": 2700,
    "0:45:00": 2700,
    "1:02:03": 3723,
    "PT1H30M": 5400,
    "pt45m": 2700,
    "PT2700S": 2700,
    "90 s": 90,
}
"""Lengths as people and programs write them, with their seconds."""
REJECTED = {
    "45": "write 45 min for minutes",
    "1:30": "write 0:01:30 for minutes and seconds, or 1h30 for hours and minutes",
    "long": "write e.g. 45 min, 1h30 or 0:45:00",
    "h": "write e.g. 45 min, 1h30 or 0:45:00",
    "1 h 70": "write e.g. 45 min, 1h30 or 0:45:00",
    "30 min 1 h": "write e.g. 45 min, 1h30 or 0:45:00",
    "30 min 10": "write e.g. 45 min, 1h30 or 0:45:00",
    "1 h 30 30": "write e.g. 45 min, 1h30 or 0:45:00",
    "PT": "write e.g. 45 min, 1h30 or 0:45:00",
    "": "write e.g. 45 min, 1h30 or 0:45:00",
    "0 min": "write at most 100 hours",
    "101 h": "write at most 100 hours",
}
"""Texts that are no length, or whose unit is not certain, with their hints."""


@pytest.mark.parametrize("text", READ)
def test_a_length_is_read_as_people_write_it(text: str) -> None:
    """All spellings of a length mean the same seconds."""
    assert seconds_of(length(text)) == READ[text]


@pytest.mark.parametrize("text", REJECTED)
def test_an_uncertain_length_is_rejected_with_a_hint(text: str) -> None:
    """A number without a unit may be minutes or hours; the hint can be followed."""
    with pytest.raises(Rejected) as rejected:
        length(text)
    assert (rejected.value.code, rejected.value.hint) == ("TF330", REJECTED[text])


@given(st.integers(1, 360_000))
def test_each_form_of_a_length_has_its_seconds(seconds: int) -> None:
    """What is written is read back, also as ISO 8601, and as a clock of players."""
    written = write_length(seconds)
    assert length(written) == length(iso_length(written)) == written
    assert seconds_of(written) == seconds
    *hours, minutes, rest = map(int, clock_length(seconds).split(":"))
    assert timedelta(hours=sum(hours), minutes=minutes, seconds=rest).total_seconds() == seconds


def test_another_text_has_no_seconds() -> None:
    """Only what `length` wrote has seconds."""
    assert seconds_of("long") == 0


def read(tmp_path: Path, fields: str) -> Talks:
    """Read a talk with some fields."""
    source = tmp_path / "talks.yaml"
    source.write_text(
        "feed: {title: T, url: 'https://t.example/', timezone: Europe/Paris}\n"
        f"talks:\n- title: A talk\n  speaker: Ann\n  {fields}\n",
        encoding="utf-8",
    )
    return normalise(parser.read(source))


def test_a_length_is_the_end_of_a_talk_without_one(tmp_path: Path) -> None:
    """A talk with a time and a length ends then, in calendars as well; its date is as written."""
    (talk,) = read(tmp_path, "date: 7 Oct 2026 18:30\n  length: 45 min").talks
    assert str(talk.when.end) == "2026-10-07 19:15:00+02:00"
    assert (talk.when.text, talk.when.precision) == ("7 Oct 2026 18:30", "minute range")
    assert talk.when.edtf == "2026-10-07T18:30/2026-10-07T19:15"
    when = talk.when
    entry = make_entry("a-talk", talk)._replace(start=when.start, end=when.end)
    (event,) = Calendar.from_ical(calendar.render(make_feed(entry))).walk("VEVENT")
    assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(minutes=45)
    assert "Length: 45 min" in event["DESCRIPTION"]


def test_a_length_over_a_change_of_the_clock_is_its_seconds(tmp_path: Path) -> None:
    """The end is that many minutes later, also in the night in which clocks are set back."""
    (talk,) = read(tmp_path, "date: 2026-10-25 01:30\n  length: 2 h").talks
    assert str(talk.when.end) == "2026-10-25 02:30:00+01:00"


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ("date: 7 Oct 2026 18:30-20:00\n  length: 100 min", "is 1 h 40 min long, but"),
        ("date: 7 Oct 2026 18:30-20:00\n  length: 45 min", ""),
        ("date: 7 Oct 2026\n  length: 30 h", "is 30 h long, but '7 Oct 2026' is 24 h"),
        ("date: 7 Oct 2026 18:30-20:00\n  length: 1h30", ""),
        ("date: 7 Oct 2026 18:30\n  length: 45 min", ""),
        ("date: 7-8 Oct 2026\n  length: 10 h", ""),
        ("date: Oct 2026\n  length: 45 min", ""),
        ("date: TBA\n  length: 45 min", ""),
    ],
)
def test_a_length_of_more_than_the_date_has_is_reported(
    fields: str, message: str, tmp_path: Path
) -> None:
    """A length that does not fit into the date is noticed; the date counts."""
    found = [each for each in read(tmp_path, fields).notices if each.code == "TF619"]
    assert len(found) == bool(message)
    assert all(message in each.message for each in found)


def test_a_length_without_a_unit_is_a_problem_with_its_place(tmp_path: Path) -> None:
    """The message has the line of the value, and what to write."""
    with pytest.raises(InvalidData) as error:
        read(tmp_path, "date: 7 Oct 2026\n  length: 45")
    (problem,) = error.value.problems
    assert (problem.place.line, problem.place.column, problem.code) == (6, 11, "TF330")


def test_programs_and_pages_have_the_length() -> None:
    """A page shows it as a badge; JSON Feed has seconds and schema.org ISO 8601."""
    when = make_time("2099-12-08T10:00", "2099-12-08T11:30")
    talk = make_talk(when=when, length="1 h 30 min", online="https://s.example/")
    feed = make_feed(make_entry("a-talk", talk), ahead=("a-talk",))
    (item,) = json.loads(jsonfeed.render(feed))["items"]
    assert item["_talkfeed"]["length"] == 5400
    graph = schema_org.events(feed)
    assert graph is not None
    assert '"duration": "PT1H30M"' in json.dumps(graph)
    assert "<dt>Length</dt><dd>1 h 30 min</dd>" in page.render(feed).decode()


@pytest.mark.parametrize(
    ("date", "text", "expected"),
    [
        ("7 Oct 2015", "PT45M", "45 min"),
        ("", "45 min", "45 min"),
        ("7 Oct 2015 18:30", "45 min", "45 min"),
        ("7 Oct 2015 18:30-19:15", "45 min", None),
        ("7 Oct 2015", "45", None),
        ("7 Oct 2015", " ", None),
    ],
)
def test_importers_keep_a_length_that_the_date_lacks(
    date: str, text: str, expected: str | None
) -> None:
    """A range of times says how long a talk is; a number without a unit says nothing."""
    options = ImportOptions(timezone="UTC")
    found = finish(Draft(title="A", when=Phrase(date), length=text), options)
    assert isinstance(found, FoundTalk)
    assert found.fields.get("length") == expected
