"""Dates spread over several keys: one phrase, as it was found where that can be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkfeed.dates import read_date
from talkfeed.model.imported import ImportOptions
from talkfeed.records.date_fields import when
from talkfeed.records.field_names import sort
from talkfeed.records.nodes import Record
from talkfeed.records.timestamps import date_rules

NO_OPTIONS = ImportOptions()


def phrase(options: ImportOptions = NO_OPTIONS, /, **keys: str) -> str:
    """Return the phrase that the keys of a record make."""
    return when(sort(Record(keys)), options).text


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ({"date": "2019-05-07"}, "2019-05-07"),
        ({"date": "2019-05"}, "2019-05"),
        ({"date": "7 May 2019"}, "7 May 2019"),
        ({"date": "2019-05-07T00:00:00Z"}, "2019-05-07"),
        ({"date": "2019-05-07 18:30:00 +0200"}, "2019-05-07 18:30 +02:00"),
        ({"date": "2019-05-07T13:00:00Z", "all_day": "true"}, "2019-05-07"),
        ({"date": "2019-05-07T13:00:00Z", "all_day": "TRUE"}, "2019-05-07"),
        ({"date": "2019-05-07", "date_end": "2019-05-09T00:00:00Z"}, "2019-05-07/2019-05-09"),
        ({"date": "2019-05-07T18:00:00Z", "duration": "1h 30m"}, "2019-05-07 18:00-19:30 UTC"),
        ({"date": "2019-05-07T18:00:00Z", "duration": "PT45M"}, "2019-05-07 18:00-18:45 UTC"),
        ({"date": "2019-05-07T18:00:00Z", "duration": "long"}, "2019-05-07 18:00 UTC"),
        ({"start": "7 May 2019", "end": "9 May 2019"}, "7 May 2019 – 9 May 2019"),
        ({"start": "May 2019", "end": "whenever"}, "May 2019"),
        ({"year": "2019", "month": "5", "day": "7"}, "2019-05-07"),
        ({"year": "2019", "month": "5"}, "2019-05"),
        ({"year": "2019", "month": "May"}, "May 2019"),
        ({"year": "2019"}, "2019"),
        ({"month": "May"}, ""),
        ({"date": "7 May", "year": "2019"}, "7 May 2019"),
        ({"date": "sometime", "start": "2019"}, "2019"),
        ({"date": "7 May 2019 at 6:30pm"}, "7 May 2019"),
        ({"date": "{{ x }}"}, ""),
        (
            {"date": "2019-05-07", "time": "18:30", "timezone": "Europe/Paris"},
            "2019-05-07 18:30 Europe/Paris",
        ),
        ({"date": "2019-05-07", "time": "18:30"}, "2019-05-07"),
        ({"date": "2019-05-07", "time": "evening"}, "2019-05-07"),
    ],
)
def test_keys_make_one_phrase(keys: dict[str, str], expected: str) -> None:
    """A phrase of people stays; typed moments become days and spans; no zone is made up."""
    assert phrase(**keys) == expected


def test_times_are_read_where_the_user_names_their_zone() -> None:
    """With --timezone a clock without a zone is kept, and gets it."""
    paris = ImportOptions(timezone="Europe/Paris")
    assert phrase(paris, date="7 May 2019, 6:30pm") == "7 May 2019, 6:30pm Europe/Paris"
    keys = {"date": "2019-05-07", "time": "18:30", "end_time": "19:30"}
    assert phrase(paris, **keys) == "2019-05-07 18:30-19:30 Europe/Paris"


def test_when_a_page_was_written_is_no_time_of_a_talk() -> None:
    """Seconds give a page's own time away."""
    read = when(sort(Record({"date": "2019-05-07T02:11:48-05:00"})), NO_OPTIONS)
    assert read.text == "2019-05-07"
    assert "looks like when the page was written" in read.doubts[0]


def test_the_events_name_may_hold_the_year() -> None:
    """Only where no key speaks of a date, and only if it is one year."""
    assert when({}, NO_OPTIONS, event="BoatConf 2019").text == "2019"
    assert when({}, NO_OPTIONS, event="BoatConf 2019-2020").text == ""
    assert when({}, NO_OPTIONS, event="2019 to 2020").text == ""
    ambiguous = sort(Record({"date": "03/04/2019"}))
    assert when(ambiguous, NO_OPTIONS, event="BoatConf 2019").text == ""
    online = when(sort(Record({"date": "on the web"})), NO_OPTIONS, "2018-05-x", "BoatConf 2019")
    assert online.text == "2018-05"
    assert len(online.doubts) == 2


@given(
    st.dictionaries(
        st.sampled_from(("date", "start", "end", "time", "year", "month", "day", "duration", "tz")),
        st.text(max_size=12)
        | st.sampled_from(
            ("2019-05-07", "18:30", "2019-05-07T18:30:00Z", "0001-01-01T00:30:00+12:00")
        ),
    ),
    st.sampled_from((NO_OPTIONS, ImportOptions(timezone="Europe/Paris", dates="dmy"))),
)
def test_every_phrase_is_read_by_our_grammar(keys: dict[str, str], options: ImportOptions) -> None:
    """Whatever the keys hold, what comes out is a date or nothing."""
    found = when(sort(Record(keys)), options)
    if found.text:
        read_date(found.text, date_rules(options))
