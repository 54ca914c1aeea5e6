"""A list of conferences becomes entries that say they are no talks."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from source_inputs import as_json, check_reads, odd, only, source_input
from talkfeed.errors import Rejected
from talkfeed.importers.schedules.confstech import NO_TALK, read, recognise
from talkfeed.model.imported import ImportOptions

OPTIONS = ImportOptions()
CONFERENCE = {
    "name": "CityCode",
    "url": "https://c.example/",
    "startDate": "2015-10-07",
    "endDate": "2015-10-09",
    "city": "London",
    "country": "U.K.",
    "cfpUrl": "https://c.example/cfp",
    "topics": ["optics"],
}


def test_a_conference_becomes_an_entry() -> None:
    """Its name, days, place and page; and a doubt, since it is no talk."""
    given = as_json([CONFERENCE])
    assert recognise(given) == 0.9
    found = read(given, OPTIONS)
    assert only(found) == {
        "title": "CityCode",
        "event": {"name": "CityCode", "url": "https://c.example/"},
        "date": "2015-10-07/2015-10-09",
        "location": "London, U.K.",
        "url": "https://c.example/",
        "links": [{"url": "https://c.example/cfp", "label": "Call for papers"}],
        "tags": ["optics"],
    }
    assert found.talks[0].doubts == (NO_TALK,)


def test_a_conference_is_an_event_with_its_call() -> None:
    """What is known of the whole is the entry of an event; a name alone is none."""
    calls = CONFERENCE | {"cfpEndDate": "2015-05-15"}
    (event,) = read(as_json([calls]), OPTIONS).events
    assert event == {
        "name": "CityCode",
        "url": "https://c.example/",
        "dates": "2015-10-07/2015-10-09",
        "location": "London, U.K.",
        "cfp": {"closes": "2015-05-15", "url": "https://c.example/cfp"},
    }
    bare = {"name": "CityCode", "startDate": "soon", "url": "c.example"}
    assert read(as_json([bare]), OPTIONS).events == ()


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"endDate": "2015-10-07"}, {"date": "2015-10-07"}),
        ({"startDate": "Oct 2015"}, {"date": "Oct 2015"}),
        ({"startDate": "soon"}, {"date": None}),
        ({"city": "", "country": None, "online": True}, {"location": "online"}),
        ({"city": "", "country": None}, {"location": None}),
    ],
)
def test_odd_conferences_are_read_as_far_as_they_go(
    changes: dict[str, Any], expected: dict[str, Any]
) -> None:
    """One day, a phrase for a date, no date, no place."""
    found = only(read(as_json([CONFERENCE | changes]), OPTIONS))
    assert {key: found.get(key) for key in expected} == expected


def test_what_is_no_conference_is_told() -> None:
    """An item without a name or of another type."""
    found = read(as_json([CONFERENCE, "x", 1, None, {"url": "https://c.example/"}]), OPTIONS)
    assert len(found.talks) == 1
    assert [one.text for one in found.unparsed] == ["https://c.example/", "x", "1", "?"]


def test_what_lists_no_conferences_is_refused() -> None:
    """Other lists and other JSON."""
    for content in ("[]", "{}", '[{"name": "x"}]', "{"):
        assert recognise(source_input(content)) == 0
        with pytest.raises(Rejected, match="TF702"):
            read(source_input(content), OPTIONS)


@given(odd(CONFERENCE))
def test_odd_values_never_break_the_reader(value: Any) -> None:
    """Whatever a key holds, the document is read or refused."""
    check_reads(read, as_json([CONFERENCE, value, dict.fromkeys(CONFERENCE, value)]))
    assert 0 <= recognise(as_json(value)) <= 1
