"""A schedule.json, hub's newer one, and pretalx's submissions become talks."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from source_inputs import as_json, check_reads, odd, only, source_input
from talkfeed.errors import Rejected
from talkfeed.importers.schedules.pretalx import read, recognise
from talkfeed.model.imported import ImportOptions, SourceInput

OPTIONS = ImportOptions()
EVENT = {
    "title": "Rainbows",
    "date": "2015-10-07T18:30:00+02:00",
    "start": "18:30",
    "duration": "01:30",
    "persons": [{"public_name": "Ann Example", "id": 1}],
}
SUBMISSION = {
    "code": "ABC",
    "title": "Rainbows",
    "submission_type": {"en": "Talk"},
    "state": "confirmed",
    "speakers": [{"name": "Ann Example"}],
    "slot": {
        "room": {"en": "Hall"},
        "start": "2015-10-07T18:30:00+02:00",
        "end": "2015-10-07T20:00:00+02:00",
    },
}


def schedule(*events: dict[str, Any], **conference: Any) -> SourceInput:
    """Write a schedule.json of one day and one room."""
    days = [
        {"date": "2015-10-07", "day_start": "2015-10-07T09:00:00+02:00", "rooms": {"Hall": events}}
    ]
    about = {"title": "CityCode", "time_zone_name": "Europe/Paris", "days": days} | conference
    return as_json({"schedule": {"base_url": "https://c.example/s/", "conference": about}})


def test_each_form_is_recognised() -> None:
    """A schedule has a conference; submissions have a code, a state and a type."""
    assert recognise(schedule(EVENT)) > 0.9
    assert recognise(as_json({"results": [SUBMISSION]})) == recognise(as_json([SUBMISSION])) == 0.9
    for other in ({}, [], [1], {"schedule": []}, {"results": 1}, {"sessions": []}):
        assert recognise(as_json(other)) == 0
    assert recognise(source_input(b"\xff{")) == 0


def test_an_event_becomes_a_talk() -> None:
    """Names in several languages are in the user's, and relative links are seen from the base."""
    event = EVENT | {
        "room": {"en": "Hall", "fr": "Salle"},
        "track": {"en": "Light", "fr": "Lumière"},
        "url": "talk/1/",
        "do_not_record": True,
        "links": [{"url": "https://a.example/x", "title": "Code repository"}],
        "attachments": [{"url": "/media/s.pdf", "title": "deck", "type": "slides"}, 7],
    }
    found = read(schedule(event), ImportOptions(language="fr"))
    assert only(found) == {
        "title": "Rainbows",
        "speakers": ["Ann Example"],
        "event": "CityCode",
        "date": "2015-10-07 18:30-20:00 Europe/Paris",
        "room": "Salle",
        "slides": "https://c.example/media/s.pdf",
        "code": "https://a.example/x",
        "url": "https://c.example/s/talk/1/",
        "track": "Lumière",
    }


def test_an_event_without_a_room_is_in_the_one_it_stands_below() -> None:
    """The day lists its events by room."""
    assert only(read(schedule(EVENT), OPTIONS))["room"] == "Hall"


def test_hub_lists_its_events_flat() -> None:
    """Participants that do not speak are left out, and the form for feedback is no link."""
    event = {
        "title": "Rainbows",
        "start": "2015-10-07T18:30:00+02:00",
        "end": "2015-10-07T20:00:00+02:00",
        "room": {"name": "Hall", "slug": "hall"},
        "track": {"slug": "light"},
        "participants": [
            {"name": "Ann Example", "role": "SPEAKER"},
            {"name": "Ben Nobody", "role": "ANGEL"},
        ],
        "links": [{"type": "FEEDBACK", "url": "https://c.example/f"}],
        "attachments": [{"type": "SLIDES", "url": "https://c.example/s.pdf"}],
    }
    about = {
        "conference": {"title": "CityCode", "time_zone_name": "Europe/Paris"},
        "events": [event],
    }
    assert only(read(as_json({"schedule": about}), OPTIONS)) == {
        "title": "Rainbows",
        "speakers": ["Ann Example"],
        "event": "CityCode",
        "date": "2015-10-07 18:30-20:00 Europe/Paris",
        "room": "Hall",
        "slides": "https://c.example/s.pdf",
        "track": "light",
    }


def test_submissions_have_slots_resources_and_states() -> None:
    """The user names the event; further pages of a response are reported."""
    page = {
        "next": "https://c.example/api/?page=2",
        "results": [
            SUBMISSION
            | {"resources": [{"resource": "https://a.example/s.pdf", "description": "Slides"}]},
            SUBMISSION | {"title": "Never", "state": "rejected"},
            SUBMISSION
            | {"title": "Later", "slot": None, "slots": [{"start": "2015-10-08T10:00:00Z"}]},
        ],
    }
    found = read(as_json(page), ImportOptions(event="CityCode"))
    first, end_of = (one.fields for one in found.talks)
    assert first == {
        "title": "Rainbows",
        "speakers": ["Ann Example"],
        "event": "CityCode",
        "date": "2015-10-07 18:30-20:00 +02:00",
        "room": "Hall",
        "slides": "https://a.example/s.pdf",
    }
    assert end_of["date"] == "2015-10-08 10:00 UTC"
    assert [one.why for one in found.unparsed] == [
        "a proposal that is rejected",
        "the next page of the response; import it as well",
    ]


@pytest.mark.parametrize(
    ("state", "status"), [("canceled", "cancelled"), ("accepted", "tentative"), ("confirmed", None)]
)
def test_a_state_becomes_a_status(state: str, status: str | None) -> None:
    """Accepted is not yet confirmed."""
    assert only(read(as_json([SUBMISSION | {"state": state}]), OPTIONS)).get("status") == status


def test_what_is_only_numbered_is_not_named() -> None:
    """The API gives ids of people, rooms and tracks unless it is asked to expand them."""
    bare = {"speakers": ["ABC234"], "track": 3, "tags": [4], "slot": {"room": 5, "start": None}}
    (found,) = read(as_json([SUBMISSION | {"abstract": "Light."} | bare]), OPTIONS).talks
    assert found.fields == {"title": "Rainbows", "abstract": "Light."}
    assert "no speaker is named" in found.doubts


def test_a_name_may_look_like_a_code() -> None:
    """Where a person is named, six capitals are a name."""
    people = [{"public_name": "LILITH"}, "Ann Example"]
    assert only(read(schedule(EVENT | {"persons": people}), OPTIONS))["speakers"] == [
        *("LILITH", "Ann Example")
    ]


def test_a_submission_that_is_not_scheduled_has_no_date() -> None:
    """It is doubtful, and says so."""
    (found,) = read(as_json([SUBMISSION | {"slot": None}]), OPTIONS).talks
    assert "date" not in found.fields
    assert found.doubts == ("no date was found",)


@pytest.mark.parametrize(
    ("content", "code"),
    [("{", "TF702"), ("[]", "TF702"), ('{"schedule": 1}', "TF702"), ("[" * 200_000, "TF704")],
)
def test_what_is_no_schedule_is_refused(content: str, code: str) -> None:
    """Damaged JSON, another kind, and what is nested beyond reason."""
    with pytest.raises(Rejected) as rejected:
        read(source_input(content), OPTIONS)
    assert rejected.value.code == code


_KEYS = [
    *("schedule", "conference", "days", "rooms", "events", "title", "date", "start", "duration"),
    *(
        "persons",
        "speakers",
        "name",
        "public_name",
        "links",
        "url",
        "slot",
        "slots",
        "state",
        "room",
    ),
    *("track", "results", "code", "submission_type", "day_start", "end", "attachments", "tags"),
]


@given(odd(_KEYS))
def test_odd_values_never_break_the_reader(value: Any) -> None:
    """Whatever a key holds, the document is read or refused."""
    about = {"conference": {"days": [{"rooms": {"x": [value]}}, value]}, "events": [value, EVENT]}
    check_reads(read, as_json({"schedule": about}))
    check_reads(read, as_json({"results": [SUBMISSION | {"slot": value, "tags": value}, value]}))
    assert 0 <= recognise(as_json(value)) <= 1


@given(
    st.lists(st.sampled_from((EVENT, EVENT | {"title": "Lunch", "persons": []}, {"title": "x"})))
)
def test_every_event_is_accounted_for(events: list[dict[str, Any]]) -> None:
    """Each is a talk, one of a talk's deliveries, or an unparsed part."""
    numbered = [
        event | {"title": f"{event['title']} {number}"} for number, event in enumerate(events)
    ]
    found = read(schedule(*numbered), OPTIONS)
    assert len(found.talks) + len(found.unparsed) == len(events)


def test_a_schedule_knows_its_conference() -> None:
    """Its address, days, zone, tracks and rooms are the entry of an event."""
    about = {
        "url": "https://c.example/",
        "start": "2015-10-07",
        "end": "2015-10-07",
        "tracks": [{"name": {"en": "Systems"}}, {"name": ""}],
        "rooms": [{"name": "Hall"}],
    }
    (event,) = read(schedule(**about), OPTIONS).events
    assert event == {
        "name": "CityCode",
        "url": "https://c.example/",
        "dates": "2015-10-07",
        "timezone": "Europe/Paris",
        "tracks": ["Systems"],
        "rooms": ["Hall"],
    }
