"""Sessionize's answers become the talks of an event, whose name and zone the user says."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from source_inputs import as_json, check_reads, odd, only, source_input
from talkfeed.errors import Rejected
from talkfeed.importers.schedules.sessionize import read, recognise
from talkfeed.model.imported import Confidence, ImportOptions

OPTIONS = ImportOptions()
SESSION = {
    "id": "1",
    "title": "Rainbows",
    "description": "Light.",
    "startsAt": "2015-10-07T18:30:00",
    "endsAt": "2015-10-07T20:00:00",
    "isServiceSession": False,
    "isPlenumSession": True,
    "speakers": ["a"],
    "categoryItems": [10, 20, 30, 40],
    "roomId": 5,
    "liveUrl": "https://live.example/",
    "recordingUrl": "https://video.example/1",
}
ALL = {
    "sessions": [SESSION],
    "speakers": [{"id": "a", "firstName": "Ann", "lastName": "Example", "fullName": "Ann Example"}],
    "rooms": [{"id": 5, "name": "Hall"}],
    "categories": [
        {"title": "Track", "items": [{"id": 10, "name": "Optics"}]},
        {"title": "Language", "items": [{"id": 20, "name": "German"}]},
        {"title": "Level", "items": [{"id": 30, "name": "Expert"}]},
        {"title": "Session format", "items": [{"id": 40, "name": "Lightning talk (5 min)"}]},
    ],
}
TALK = {
    "title": "Rainbows",
    "speakers": ["Ann Example"],
    "event": "CityCode",
    "date": "2015-10-07 18:30-20:00 Europe/Paris",
    "room": "Hall",
    "online": "https://live.example/",
    "video": "https://video.example/1",
    "abstract": "Light.",
    "track": "Optics",
    "kind": "lightning",
    "level": "advanced",
    "language": "de",
}
SAID = ImportOptions(event="CityCode", timezone="Europe/Paris")
NESTED = SESSION | {
    "speakers": [{"id": "a", "name": "Ann Example"}],
    "room": "Hall",
    "categories": [
        {"name": "Track", "categoryItems": [{"id": 10, "name": "Optics"}]},
        {"name": "Sprache", "categoryItems": [{"id": 20, "name": "Deutsch"}]},
        {"name": "Language", "categoryItems": [{"id": 21, "name": "Klingon"}]},
        {"name": "Niveau", "categoryItems": [{"name": "all"}, {"name": "Experten"}]},
        {"name": "Format", "categoryItems": [{"name": "Kurzvortrag"}]},
    ],
}
ROOM = {"name": "Hall", "sessions": [NESTED | {"room": None, "categoryItems": []}]}


@pytest.mark.parametrize(
    "node",
    [
        ALL,
        [{"groupId": 1, "groupName": "Optics", "sessions": [NESTED | {"categoryItems": []}]}],
        [{"date": "2015-10-07T00:00:00", "rooms": [ROOM, ROOM | {"name": "Attic"}]}],
    ],
    ids=["All", "Sessions", "GridSmart"],
)
def test_the_three_forms_say_the_same(node: Any) -> None:
    """Speakers, rooms and categories are names or ids; a plenum in every room is one talk."""
    given = as_json(node)
    assert recognise(given) == 0.95
    found = only(read(given, SAID))
    place = found["room"]
    assert found == TALK | {"room": place}
    assert place in {"Hall", "Attic"}


def test_times_without_a_zone_leave_the_day() -> None:
    """They are the event's own, which the file does not name."""
    (found,) = read(as_json(ALL), OPTIONS).talks
    assert found.fields["date"] == "2015-10-07"
    assert "has no zone" in found.doubts[0]
    assert found.confidence is Confidence.LIKELY


def test_times_in_utc_are_instants() -> None:
    """An event may ask Sessionize for UTC."""
    session = SESSION | {"startsAt": "2015-10-07T16:30:00Z", "endsAt": "2015-10-07T18:00:00Z"}
    assert only(read(as_json(ALL | {"sessions": [session]}), OPTIONS))["date"] == (
        "2015-10-07 16:30-18:00 UTC"
    )


def test_a_session_that_is_not_planned_yet_has_no_date() -> None:
    """Its times are null, or an odd word."""
    for when in (None, "soon", "2015-10-07"):
        (found,) = read(as_json(ALL | {"sessions": [SESSION | {"startsAt": when}]}), OPTIONS).talks
        assert found.confidence is Confidence.DOUBTFUL


def test_breaks_and_proposals_are_no_talks() -> None:
    """A service session without speakers, and what was declined."""
    lunch = {
        "id": "2",
        "title": "Lunch",
        "isServiceSession": True,
        "startsAt": "2015-10-07T12:00:00",
    }
    declined = SESSION | {"id": "3", "status": "Declined"}
    slot = {"id": "4", "title": "Open slot", "isServiceSession": False}
    found = read(as_json(ALL | {"sessions": [lunch, slot, declined]}), OPTIONS)
    assert found.talks == ()
    assert [(one.why, one.is_talk) for one in found.unparsed] == [
        ("not a talk: a break or an open slot", False),
        ("not a talk: a break or an open slot", False),
        ("a proposal that is declined", False),
    ]


def test_sessions_without_ids_are_all_read() -> None:
    """Without ids, two sessions are never the same."""
    sessions = [{"title": "One", "isServiceSession": False}, {"title": "Two"}]
    found = read(as_json({"sessions": sessions}), OPTIONS)
    assert [one.fields["title"] for one in found.talks] == ["One", "Two"]
    assert all("no speaker is named" in one.doubts for one in found.talks)


def test_a_wall_of_speakers_names_talks_or_none() -> None:
    """The list of speakers has their sessions' titles alone, the wall not even those."""
    ann = {"fullName": "Ann Example", "tagLine": "?", "sessions": [{"id": 1, "name": "Rainbows"}]}
    ben = {"fullName": "Ben Nobody", "profilePicture": None}
    given = as_json([ann, ben])
    assert recognise(given) == 0.85
    found = read(given, OPTIONS)
    assert only(found) == {"title": "Rainbows", "speakers": ["Ann Example"]}
    assert found.talks[0].confidence is Confidence.DOUBTFUL
    assert [one.text for one in found.unparsed] == ["Ben Nobody"]


def test_what_has_no_sessions_is_refused() -> None:
    """Other JSON is not Sessionize's; sessions beside categories may be."""
    assert recognise(as_json({"sessions": [{"title": "x"}], "categories": []})) == 0.7
    for content in ("[]", "{}", '[{"a": 1}]', "{", '{"sessions": [{"title": "x"}]}'):
        assert recognise(source_input(content)) == 0
        with pytest.raises(Rejected, match="TF702"):
            read(source_input(content), OPTIONS)


_KEYS = [
    *("sessions", "speakers", "rooms", "categories", "items", "id", "title", "name", "startsAt"),
    *("endsAt", "roomId", "room", "categoryItems", "status", "fullName", "isServiceSession"),
]


@given(odd(_KEYS))
def test_odd_values_never_break_the_reader(value: Any) -> None:
    """Whatever a key holds, the document is read or refused."""
    session = {"isServiceSession": value, "title": value, "speakers": value, "id": value}
    check_reads(read, as_json({"sessions": [session, value], "speakers": value, "rooms": value}))
    check_reads(read, as_json([{"sessions": [session | {"categories": value}]}, value]))
    assert 0 <= recognise(as_json(value)) <= 1
