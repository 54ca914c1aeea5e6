"""Exports of services: every event or session becomes a talk, and odd data no traceback."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from source_inputs import as_json, check_each, odd, only, source_input
from talkfeed.errors import Rejected
from talkfeed.importers.exports import csl, eventbrite, hoverboard, luma, meetup, notist, sched
from talkfeed.model.imported import ImportOptions, SourceInput

if TYPE_CHECKING:
    from types import ModuleType

SERVICES = (csl, eventbrite, hoverboard, luma, meetup, notist, sched)
LONDON = ImportOptions(timezone="Europe/London")
GROUP = {"group": {"name": "Boats"}}


def keys_of(service: ModuleType) -> list[str]:
    """List the keys that a service knows, those of nested mappings included."""
    written = " ".join([*service.SERVICE.keys.fields.values(), service.SERVICE.keys.unused])
    own = re.split(r"[ .]+", f"{written} local_date group dateTime eventUrl type attributes data")
    more = "included relationships sessions schedule speakers timeslots items tracks event active"
    return [*own, *more.split(), "start_at", "api_id", "event_start", "event_key", "event", "name"]


@pytest.mark.parametrize("service", SERVICES, ids=lambda one: one.SERVICE.kind)
@settings(max_examples=30)
@given(data=st.data())
def test_odd_data_is_read_or_refused(service: ModuleType, data: st.DataObject) -> None:
    """Whatever is at the keys of a service, there are valid talks, or one clear error."""
    check_each(service.read, as_json(data.draw(odd(keys_of(service)))), LONDON)


@pytest.mark.parametrize("service", SERVICES, ids=lambda one: one.SERVICE.kind)
@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b"[1, null]", b'{"a": [{"title": "x"}]}'])
def test_other_data_is_not_recognised_and_refused_by_name(
    service: ModuleType, content: bytes
) -> None:
    """The error names the service."""
    other = source_input(content)
    assert service.recognise(other) == 0
    with pytest.raises(Rejected, match="TF702") as caught:
        service.read(other, LONDON)
    assert service.SERVICE.what in caught.value.message or "JSON" in caught.value.message


@pytest.mark.parametrize(
    ("event", "date"),
    [
        ({"local_date": "2019-05-06", "local_time": "19:30"}, "2019-05-06 19:30 Europe/London"),
        ({"local_date": "2019-05-06"}, "2019-05-06"),
        (
            {"local_date": "2019-05-06", "time": 1557167400000, "utc_offset": 7200000},
            "2019-05-06 20:30 +02:00",
        ),
        ({"local_date": "2019-05-06", "time": 1, "utc_offset": 10**12}, "2019-05-06"),
        ({"local_date": "2019-05-06", "time": 10**20, "utc_offset": 0}, "2019-05-06"),
        (
            {"local_date": "", "time": 1557167400000, "utc_offset": 0, "duration": 3600000},
            "2019-05-06 18:30-19:30 UTC",
        ),
    ],
)
def test_an_event_of_meetup_has_its_time(event: dict[str, Any], date: str) -> None:
    """The stamp with its offset comes first, then the local date and time."""
    found = meetup.read(as_json([{"name": "Fast boats", **GROUP, **event}]), LONDON)
    assert only(found) == {"title": "Fast boats", "event": "Boats", "date": date}


def test_events_of_several_groups_have_no_title_in_common() -> None:
    """The title of a source is the name of its only group."""
    rows = [{"name": "x", "local_date": "2019-05-06", "group": {"name": one}} for one in "AB"]
    assert meetup.read(as_json(rows), LONDON).title == ""
    assert meetup.read(as_json(rows[:1]), LONDON).title == "A"


def test_sessions_without_schedule_and_speakers_are_read() -> None:
    """They have no dates, and the ids of their speakers are reported."""
    sessions = [{"id": 1, "title": "Boats", "complexity": "x", "speakers": ["ann"]}]
    found = hoverboard.read(as_json(sessions), LONDON)
    assert only(found) == {"title": "Boats"}
    assert [one.text for one in found.unparsed] == ["ann"]


def test_a_slot_may_list_its_sessions_in_any_of_three_ways() -> None:
    """As ids, as lists of ids, and as mappings with items; a track may be missing."""
    slots = [{"startTime": "09:00", "endTime": "10:00", "sessions": [1, [2], {"items": [3]}]}]
    schedule = {"2019-05-06": {"timeslots": slots, "tracks": [{"title": "A"}]}}
    sessions = {str(key): {"title": f"Talk {key}", "speakers": []} for key in (1, 2, 3)}
    found = hoverboard.read(as_json({"schedule": schedule, "sessions": sessions}), LONDON)
    when = {"date": "2019-05-06 09:00-10:00 Europe/London"}
    assert [talk.fields for talk in found.talks] == [
        {"title": "Talk 1", **when, "room": "A"},
        {"title": "Talk 2", **when},
        {"title": "Talk 3", **when},
    ]


def test_a_folder_may_hold_the_parts_below_their_names() -> None:
    """Each file may have its content below a key of the same name."""
    session = as_json({"sessions": {"1": {"title": "Boats", "videoId": "x"}}}, name="sessions.json")
    folder = SourceInput(content=b"", name="data", files=(session,))
    assert hoverboard.recognise(folder)
    assert only(hoverboard.read(folder, LONDON))["title"] == "Boats"


def test_a_presentation_without_a_date_has_the_days_of_its_event() -> None:
    """Its resources may be one or several; one that is not included is nothing."""
    event = {"type": "events", "id": "e", "attributes": {"title": "E", "starts_on": "2019-05-06"}}
    relations = {"event": {"data": {"type": "events", "id": "e"}}, "gone": {"data": None}}
    talk = {
        "type": "presentation",
        "id": "1",
        "attributes": {"title": "Boats"},
        "relationships": relations,
    }
    found = notist.read(as_json({"data": talk, "included": [event]}), LONDON)
    assert only(found) == {"title": "Boats", "event": "E", "date": "2019-05-06"}


def test_notist_has_whole_resources_in_relationships() -> None:
    """The page of a speaker has presentations there, and that of a presentation its event."""
    event = {
        "type": "events",
        "id": "ev_1",
        "attributes": {
            "title": "BoatConf",
            "address": "Paris, France",
            "starts_on": "2020-02-03 08:00:00",
            "ends_on": "2020-02-04 18:00:00",
            "timezone": "Europe/Paris",
        },
    }
    own = {"type": "presentations", "id": "pr_1", "attributes": {"title": "Boats"}}
    whole = {**own, "relationships": {"data": [event]}}
    read = only(notist.read(as_json({"data": [whole]}), LONDON))
    assert read["date"] == "2020-02-03/2020-02-04"
    assert (read["event"], read["location"]) == ("BoatConf", "Paris, France")
    dated = {**own, "attributes": {"title": "Boats", "presented_on": "2020-02-03"}}
    user = {"type": "users", "id": "us_1", "relationships": {"data": [dated]}}
    assert only(notist.read(as_json({"data": [user]}), LONDON))["date"] == "2020-02-03"


@pytest.mark.parametrize(
    ("seconds", "date"),
    [
        (1695142800, "2023-09-19 10:00-11:30 UTC-07:00"),
        (1695117600, "2023-09-19 10:00-11:30 UTC"),
        (1695097800, "2023-09-19 10:00-11:30 +05:30"),
        (1695142801, "2023-09-19"),
        (1795142800, "2023-09-19"),
        ("soon", "2023-09-19"),
        (None, "2023-09-19"),
    ],
)
def test_the_times_of_sched_have_the_offset_of_their_timestamp(seconds: object, date: str) -> None:
    """It is the difference of both; what is no offset of a zone is none."""
    session = {
        "event_key": "1",
        "name": "Boats",
        "event_start": "2023-09-19 10:00",
        "event_end": "2023-09-19 11:30",
        "start_time_ts": seconds,
    }
    found = sched.read(as_json([session]), ImportOptions())
    assert only(found)["date"] == date
    open_end = {**session, "event_end": "late"}
    assert only(sched.read(as_json([open_end]), ImportOptions()))["date"].startswith("2023-09-19")


def test_an_item_without_a_date_is_known_by_the_parts_of_its_names() -> None:
    """Names in parts are those of a bibliography, other names are not."""
    item = {"title": "Boats", "type": "speech", "author": [{"family": "Lee", "given": "Ann"}]}
    assert only(csl.read(as_json([item]), LONDON)) == {"title": "Boats", "speakers": ["Ann Lee"]}
    assert not csl.recognise(as_json([{**item, "author": [{"name": "Ann Lee"}]}]))
