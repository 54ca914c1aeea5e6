"""Events for search engines: upcoming talks with known facts."""

from __future__ import annotations

import json
from typing import Any

import extruct
import pytest

from browser.feeds import UNDATED, at, busy
from factories import make_entry, make_feed, make_talk, make_when
from talkfeed.formats.html import index, schema_org
from talkfeed.model import Abstract, Location, Person, Precision, Status

HALL = Location(name="The hall", url="https://hall.example/", geo=(59.9, 10.7))


def _event(**changes: Any) -> dict[str, Any] | None:
    talk = make_talk(**{"location": HALL, **changes})
    found: Any = schema_org.events(make_feed(make_entry(talk=talk), ahead=("a-talk",)))
    return found and found["@graph"][0]


@pytest.mark.parametrize(
    "changes",
    [
        {"location": None},
        {"when": UNDATED},
        {"when": make_when(precision=Precision.MONTH)},
        {"status": Status.POSTPONED},
    ],
)
def test_without_day_or_place_there_is_no_event(changes: dict[str, Any]) -> None:
    """Nothing is invented to make an event complete."""
    assert _event(**changes) is None


def test_a_past_talk_is_no_event() -> None:
    """Only upcoming talks are events."""
    assert schema_org.events(make_feed(make_entry(talk=make_talk(location=HALL)))) is None


def test_a_day_is_written_as_a_day() -> None:
    """No time and no end is invented."""
    event = _event()
    assert event is not None
    assert event["startDate"] == "2015-10-07"
    assert "endDate" not in event
    assert event["location"] == {
        "@type": "Place",
        "name": "The hall",
        "address": "The hall",
        "url": "https://hall.example/",
        "geo": {"@type": "GeoCoordinates", "latitude": 59.9, "longitude": 10.7},
    }
    assert event["eventAttendanceMode"].endswith("/OfflineEventAttendanceMode")
    assert event["eventStatus"] == "https://schema.org/EventScheduled"


def test_a_time_is_written_with_its_offset() -> None:
    """Start and end are instants; a talk online and in a venue is mixed."""
    event = _event(
        when=at("2026-12-03T18:30", "then", "Europe/Oslo", 90), online="https://stream.example/"
    )
    assert event is not None
    assert event["startDate"] == "2026-12-03T18:30+01:00"
    assert event["endDate"] == "2026-12-03T20:00+01:00"
    assert [place["@type"] for place in event["location"]] == ["Place", "VirtualLocation"]
    assert event["eventAttendanceMode"].endswith("/MixedEventAttendanceMode")


def test_days_end_as_days() -> None:
    """A range of days ends on its last day."""
    when = make_when(end=make_when().start.replace(day=9), precision=Precision.DAY_RANGE)  # type: ignore[union-attr]
    event = _event(when=when)
    assert event is not None
    assert event["endDate"] == "2015-10-09"


@pytest.mark.parametrize(
    ("status", "told"),
    [(Status.CANCELLED, "https://schema.org/EventCancelled"), (Status.TENTATIVE, None)],
)
def test_status_is_written_if_the_vocabulary_has_it(status: Status, told: str | None) -> None:
    """A cancelled event has a status; a tentative one is not "scheduled"."""
    event = _event(status=status)
    assert event is not None
    assert event.get("eventStatus") == told


def test_event_is_complete_and_has_no_empty_field() -> None:
    """Everything known is there, at a stated length, and nothing else."""
    event = _event(
        location=None,
        online="https://stream.example/",
        speakers=(Person(name="Ann", url="https://ann.example/"), Person(name="Bob")),
        abstract=Abstract(markdown="", html="", text="x" * 600),
        language="en",
        tags=("a", "b"),
    )
    assert event is not None
    assert event["performer"] == [
        {"@type": "Person", "name": "Ann", "url": "https://ann.example/"},
        {"@type": "Person", "name": "Bob"},
    ]
    assert len(event["description"]) == schema_org.LONGEST
    assert event["location"] == {"@type": "VirtualLocation", "url": "https://stream.example/"}
    assert event["eventAttendanceMode"].endswith("/OnlineEventAttendanceMode")
    assert event["keywords"] == ["a", "b"]


def test_search_engines_read_the_events_of_the_page() -> None:
    """A parser of JSON-LD finds the events to come and no other."""
    page = index.render(busy()).decode()
    (data,) = extruct.extract(page, syntaxes=["json-ld"])["json-ld"]
    assert [event["name"] for event in data["@graph"]] == [
        "Small builds, kept small",
        "Winter school on verified storage",
    ]
    assert json.dumps(data)
