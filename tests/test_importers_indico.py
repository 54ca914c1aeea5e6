"""Contributions in an export of Indico become talks, at any depth."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from source_inputs import as_json, check_reads, odd, only, source_input
from talkfeed.errors import Rejected
from talkfeed.importers.schedules.indico import read, recognise
from talkfeed.model.imported import ImportOptions, SourceInput

OPTIONS = ImportOptions()


def at(time: str) -> dict[str, str]:
    """Write a moment as Indico does."""
    return {"date": "2015-10-07", "time": time, "tz": "Europe/Zurich"}


TALK = {
    "_type": "Contribution",
    "title": "Rainbows",
    "startDate": at("18:30:00"),
    "endDate": at("20:00:00"),
    "duration": 90,
    "description": "Light.",
    "speakers": [{"first_name": "Ann", "last_name": "Example", "fullName": "EXAMPLE, Ann"}],
    "room": "Hall",
    "location": "Barbican",
    "track": "Optics",
    "keywords": ["colour"],
    "url": "https://i.example/event/1/contributions/2/",
    "folders": [
        {
            "title": None,
            "attachments": [
                {"title": "Slides", "download_url": "/event/1/s.pdf", "type": "file"},
                {"title": "Recording", "link_url": "https://video.example/1", "type": "link"},
            ],
        }
    ],
}
EVENT = {
    "_type": "Conference",
    "type": "meeting",
    "title": "CityCode",
    "url": "https://i.example/event/1/",
    "startDate": at("09:00:00"),
    "endDate": at("21:00:00"),
}


def export(*events: Any, **more: Any) -> SourceInput:
    """Write an answer of the API."""
    return as_json(
        {"_type": "HTTPAPIResult", "url": "https://i.example/x", "results": events} | more
    )


def test_an_export_is_recognised() -> None:
    """By the type of the answer, else by its events."""
    assert recognise(export()) == 0.95
    assert recognise(as_json({"results": [EVENT]})) == 0.8
    for other in ({}, [], {"results": [{"startDate": 1}]}):
        assert recognise(as_json(other)) == 0
        with pytest.raises(Rejected, match="TF702"):
            read(as_json(other), OPTIONS)
    with pytest.raises(Rejected, match="TF702"):
        read(source_input("{"), OPTIONS)


def test_a_contribution_becomes_a_talk() -> None:
    """With its event, zone, place, files and links."""
    found = read(export(EVENT | {"contributions": [TALK]}), OPTIONS)
    assert only(found) == {
        "title": "Rainbows",
        "speakers": ["Ann Example"],
        "event": {"name": "CityCode", "url": "https://i.example/event/1/"},
        "date": "2015-10-07 18:30-20:00 Europe/Zurich",
        "location": "Barbican",
        "room": "Hall",
        "track": "Optics",
        "video": "https://video.example/1",
        "slides": "https://i.example/event/1/s.pdf",
        "url": "https://i.example/event/1/contributions/2/",
        "abstract": "Light.",
        "tags": ["colour"],
    }
    assert found.title == "CityCode"


@pytest.mark.parametrize(
    ("changes", "key", "expected"),
    [
        ({"endDate": None}, "date", "2015-10-07 18:30-20:00 Europe/Zurich"),
        ({"endDate": None, "duration": None}, "date", "2015-10-07 18:30 Europe/Zurich"),
        ({"startDate": {"date": "2015-10-07"}, "endDate": 1}, "date", "2015-10-07"),
        ({"speakers": [{"fullName": "Example, Ann"}]}, "speakers", ["Ann Example"]),
        ({"speakers": [], "presenters": [{"name": "Ann Example"}]}, "speakers", ["Ann Example"]),
        ({"speakers": None}, "speakers", None),
        (
            {
                "material": [
                    {"title": "Slides", "resources": [{"name": "x", "url": "https://a.example/"}]}
                ]
            },
            "slides",
            ["https://i.example/event/1/s.pdf", "https://a.example/"],
        ),
        (
            {
                "folders": [],
                "attachments": {"files": [{"title": "Paper", "download_url": "/p.pdf"}]},
            },
            "paper",
            "https://i.example/p.pdf",
        ),
    ],
)
def test_every_version_of_indico_is_read(changes: dict[str, Any], key: str, expected: Any) -> None:
    """Names, sources and times have been written in several ways."""
    value = only(read(export(EVENT | {"contributions": [TALK | changes]}), OPTIONS)).get(key)
    if isinstance(expected, list) and key == "slides":
        value = [one["url"] for one in value]
    assert value == expected


def test_sessions_and_timetables_are_walked_through() -> None:
    """A talk is in a session, or below a day and a key of a timetable; breaks are reported."""
    session = EVENT | {"contributions": [], "sessions": [{"contributions": [TALK]}]}
    assert only(read(export(session), OPTIONS))["title"] == "Rainbows"
    entries = {
        "s1": {"entries": {"c2": {"entryType": "Contribution"} | TALK}},
        "b3": {"entryType": "Break", "title": "Coffee"},
        "c4": {"_type": "Contribution", "title": "Lunch"},
    }
    found = read(
        as_json({"_type": "HTTPAPIResult", "results": {"1": {"20151007": entries}}}), OPTIONS
    )
    assert only(found)["title"] == "Rainbows"
    assert [(one.text, one.is_talk) for one in found.unparsed] == [
        *(("Coffee", False), ("Lunch", False))
    ]


def test_parts_with_speakers_of_their_own_are_talks() -> None:
    """A contribution that only groups them is none; each part is on its day."""
    part = {"title": "Part", "speakers": [{"fullName": "Ben Nobody"}], "duration": 15}
    group = TALK | {"speakers": [], "subContributions": [part]}
    found = only(read(export(EVENT | {"contributions": [group]}), OPTIONS))
    assert (found["title"], found["speakers"]) == ("Part", ["Ben Nobody"])
    assert found["date"] == "2015-10-07 18:30-18:45 Europe/Zurich"
    both = TALK | {"subContributions": [part]}
    assert len(read(export(EVENT | {"contributions": [both]}), OPTIONS).talks) == 2


def test_a_lecture_is_a_talk_itself() -> None:
    """Its chairs hold it."""
    lecture = EVENT | {"type": "simple_event", "chairs": [{"fullName": "Example, Ann"}]}
    assert only(read(export(lecture), OPTIONS)) == {
        "title": "CityCode",
        "speakers": ["Ann Example"],
        "date": "2015-10-07 09:00-21:00 Europe/Zurich",
        "url": "https://i.example/event/1/",
    }


def test_an_event_without_contributions_tells_how_to_export_them() -> None:
    """The export names them only where it is asked to."""
    (unparsed_part,) = read(export(EVENT), OPTIONS).unparsed
    assert "detail=contributions" in unparsed_part.why
    assert not unparsed_part.is_talk


_KEYS = [*TALK, *EVENT, "results", "contributions", "sessions", "date", "time", "tz", "attachments"]


@given(odd(_KEYS))
def test_odd_values_never_break_the_reader(value: Any) -> None:
    """Whatever a key holds, the document is read or refused."""
    check_reads(read, export(EVENT | {"contributions": [TALK | {"speakers": value}, value]}, value))
    check_reads(read, export(dict.fromkeys(TALK, value) | {"_type": "Contribution"}, results=value))
    assert 0 <= recognise(as_json(value)) <= 1
