"""Moments become phrases that the grammar reads back as the same instants."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkfeed.dates import DateRules, read_date
from talkfeed.model.imported import ImportOptions
from talkfeed.records.timestamps import (
    UNREADABLE,
    ZONELESS,
    Moment,
    as_found,
    end_of,
    moment,
    phrase,
)

PARIS = ZoneInfo("Europe/Paris")
ZONES = ("Europe/Paris", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "UTC", "")
SOMETIME = st.datetimes(datetime(1971, 1, 1), datetime(2099, 12, 30))  # noqa: DTZ001
OFFSETS = st.integers(-12 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
LENGTHS = st.none() | st.integers(-60, 5000).map(lambda minutes: timedelta(minutes=minutes))


def at(text: str, zone: str = "") -> datetime:
    """Make a moment of ISO 8601, in a zone if one is named."""
    naive = datetime.fromisoformat(text)
    return naive.replace(tzinfo=ZoneInfo(zone)) if zone else naive


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2015-10-07", date(2015, 10, 7)),
        ("2015-10-07T18:30:00Z", datetime(2015, 10, 7, 18, 30, tzinfo=UTC)),
        ("2015-10-07 18:30", datetime(2015, 10, 7, 18, 30)),  # noqa: DTZ001
        ("2015-10-07T18:30:59.1234567+0200", "2015-10-07T18:30:00+02:00"),
        ("2015-10-07T18:30:00 +02", "2015-10-07T18:30:00+02:00"),
        ("2015-13-07", None),
        ("2015-10-07T25:30", None),
        ("7 Oct 2015", None),
        ("", None),
    ],
)
def test_moments_of_iso_8601_are_read_to_the_minute(text: str, expected: object) -> None:
    """A day is a date, a time has its offset or none, and everything else is no moment."""
    found = moment(text)
    assert found == (datetime.fromisoformat(expected) if isinstance(expected, str) else expected)


@given(SOMETIME, OFFSETS, LENGTHS, st.sampled_from(ZONES))
def test_an_instant_is_read_back_as_itself(
    start: datetime, offset: timezone, length: timedelta | None, zone: str
) -> None:
    """Whatever zone a source names or not, start and end are the same instants, to the minute."""
    first = start.replace(second=0, microsecond=0, tzinfo=offset)
    last = end_of(first, length)
    found = phrase(first, last, zone, ImportOptions())
    when = read_date(found.text, DateRules())
    assert not found.doubts
    assert when.start == first
    assert when.end == (last if last and last > first else first)


@given(SOMETIME, LENGTHS, st.sampled_from(ZONES[:-1]))
def test_a_time_of_a_zone_stays_on_that_clock(
    start: datetime, length: timedelta | None, zone: str
) -> None:
    """A time without an offset is in the zone named; where the clock skips it, the day stays."""
    last = end_of(start, length)
    for source, options in ((zone, ImportOptions()), ("", ImportOptions(timezone=zone))):
        found = phrase(start, last, source, options)
        when = read_date(found.text, DateRules())
        if found.doubts:
            assert when.start == start.date()
        else:
            assert isinstance(when.start, datetime)
            assert when.start.replace(tzinfo=None) == start.replace(second=0, microsecond=0)


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.integers(0, 400))
def test_days_are_read_back_as_themselves(day: date, more: int) -> None:
    """A day, and a range of days, closed at both ends."""
    last = min(day + timedelta(days=more), date(2100, 12, 31))
    when = read_date(phrase(day, last, "", ImportOptions()).text, DateRules())
    assert (when.start, when.end) == (day, last)


@pytest.mark.parametrize(
    ("start", "end", "zone", "text"),
    [
        (at("2015-10-07T18:30", "Europe/Paris"), None, "", "2015-10-07 18:30 +02:00"),
        (
            at("2015-10-07T16:30", "UTC"),
            at("2015-10-07T18:00", "UTC"),
            "Europe/Paris",
            "2015-10-07 18:30-20:00 Europe/Paris",
        ),
        (at("2015-10-07T18:30", "UTC"), at("2015-10-07T18:30", "UTC"), "", "2015-10-07 18:30 UTC"),
        (
            at("2015-10-07T22:00", "UTC"),
            at("2015-10-08T01:00", "UTC"),
            "",
            "2015-10-07 22:00-01:00 UTC",
        ),
        (
            at("2015-10-07T10:00", "UTC"),
            at("2015-10-09T12:00", "UTC"),
            "",
            "2015-10-07 10:00/2015-10-09 12:00 UTC",
        ),
        # The clock of Paris shows 02:30 twice that night: the offset tells which one it is.
        (
            datetime(2015, 10, 25, 2, 30, fold=1, tzinfo=PARIS),
            None,
            "Europe/Paris",
            "2015-10-25 02:30 +01:00",
        ),
        (at("2015-10-07T18:30", "UTC"), None, "Nowhere/At all", "2015-10-07 18:30 UTC"),
        (at("2015-10-07T18:30", "UTC"), date(2015, 10, 8), "", "2015-10-07 18:30 UTC"),
        (at("2015-10-07T18:30", "UTC"), at("2015-10-07T20:30"), "", "2015-10-07 18:30 UTC"),
        (date(2015, 10, 7), at("2015-10-09T12:00"), "", "2015-10-07/2015-10-09"),
        (None, None, "", ""),
    ],
)
def test_a_phrase_is_as_short_as_it_can_be(
    start: Moment | None, end: Moment | None, zone: str, text: str
) -> None:
    """The day once, the zone by its name where it is known, and no end that says nothing."""
    assert phrase(start, end, zone, ImportOptions()) == (text, ())


def test_a_time_without_a_zone_leaves_the_day_and_a_doubt() -> None:
    """No zone is assumed; the options may name one."""
    start, end = at("2015-10-07T18:30"), at("2015-10-07T20:00")
    found = phrase(start, end, "", ImportOptions())
    assert found.text == "2015-10-07"
    assert found.doubts == (ZONELESS,)
    assert phrase(start, end, "", ImportOptions(timezone="Asia/Tokyo")).text == (
        "2015-10-07 18:30-20:00 Asia/Tokyo"
    )


def test_a_time_that_its_zone_skips_leaves_the_day_and_a_doubt() -> None:
    """In the night when summer time starts an hour is missing."""
    found = phrase(at("2015-03-29T02:30"), None, "Europe/Paris", ImportOptions())
    assert found.text == "2015-03-29"
    assert found.doubts == (UNREADABLE,)


@pytest.mark.parametrize("start", [datetime(1, 1, 1), datetime(9999, 12, 31, 23)])  # noqa: DTZ001
@pytest.mark.parametrize(
    "offset", [None, timezone(timedelta(hours=14)), timezone(-timedelta(hours=9))]
)
@pytest.mark.parametrize("zone", ["", "Europe/Paris"])
def test_the_ends_of_time_are_told_and_never_raise(start: datetime, offset: Any, zone: str) -> None:
    """A year that no talk can be in leaves no date."""
    begins = start.replace(tzinfo=offset)
    found = phrase(begins, end_of(begins, timedelta(hours=1)), zone, ImportOptions())
    assert found.text == ""
    assert found.doubts


def test_a_phrase_is_kept_as_found_if_it_can_be_read() -> None:
    """What the grammar refuses is left out and quoted."""
    assert as_found(" 7  Oct 2015 ", ImportOptions()) == ("7 Oct 2015", ())
    assert as_found("", ImportOptions()) == ("", ())
    assert as_found("soon", ImportOptions()) == ("", ("the date 'soon' cannot be read",))
    assert as_found("x" * 200, ImportOptions()).doubts[0].endswith("x…' cannot be read")
