"""Laws of the rows: order, dates for machines, when a talk is over."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from browser.feeds import UNDATED, busy, site
from factories import make_entry, make_feed, make_talk, make_when
from talkfeed.formats.html import chart
from talkfeed.formats.html import rows as html_rows
from talkfeed.ledger import is_over
from talkfeed.model import Precision, Status, When

D = date


def _when(precision: Precision, start: date | datetime, end: date | datetime | None = None) -> When:
    return When(text="then", edtf="x", start=start, end=end or start, precision=precision)


@pytest.mark.parametrize(
    ("when", "machine", "over"),
    [
        (_when(Precision.DAY, D(2015, 10, 7)), "2015-10-07", "2015-10-08T12:00Z"),
        (
            _when(Precision.DAY_RANGE, D(2015, 10, 7), D(2015, 10, 9)),
            "2015-10-07",
            "2015-10-10T12:00Z",
        ),
        (_when(Precision.MONTH, D(2015, 10, 1), D(2015, 10, 31)), "2015-10", "2015-11-01T12:00Z"),
        (
            _when(Precision.MONTH_RANGE, D(2015, 10, 1), D(2015, 11, 30)),
            "2015",
            "2015-12-01T12:00Z",
        ),
        (_when(Precision.SEASON, D(2015, 12, 1), D(2016, 2, 29)), "2015", "2016-03-01T12:00Z"),
        (_when(Precision.YEAR, D(2015, 1, 1), D(2015, 12, 31)), "2015", "2016-01-01T12:00Z"),
        (
            _when(
                Precision.MINUTE, datetime(2015, 10, 7, 18, 30, tzinfo=timezone(timedelta(hours=2)))
            ),
            "2015-10-07T18:30+02:00",
            "2015-10-07T16:30Z",
        ),
        (UNDATED, "", ""),
    ],
)
def test_dates_for_machines_have_the_known_precision(when: When, machine: str, over: str) -> None:
    """`datetime` is an instant, a day, a month, else a year; `over` is an instant in UTC."""
    assert html_rows.machine_date(when) == machine
    assert html_rows.over(when) == over


@given(st.dates(D(1990, 1, 1), D(2090, 1, 1)), st.integers(-72, 72))
def test_page_and_build_agree_when_a_day_is_over(day: date, hours: int) -> None:
    """Pages and the build use the same instant for the end of a day."""
    over = datetime.fromisoformat(html_rows.over(_when(Precision.DAY, day)))
    now = over + timedelta(hours=hours)
    assert is_over(day, now) is (over <= now)


@pytest.mark.parametrize(
    ("when", "big", "small"),
    [
        (_when(Precision.DAY, D(2015, 10, 7)), "7", "Oct 2015"),
        (_when(Precision.DAY_RANGE, D(2015, 9, 24), D(2015, 9, 26)), "24–26", "Sep 2015"),
        (_when(Precision.DAY_RANGE, D(2015, 9, 30), D(2015, 10, 2)), "30", "Sep – 2 Oct 2015"),
        (_when(Precision.DAY_RANGE, D(2015, 12, 31), D(2016, 1, 1)), "31", "Dec 2015 – 1 Jan 2016"),
        (_when(Precision.MONTH, D(2015, 9, 1), D(2015, 9, 30)), "", "then"),
        (UNDATED, "", "date to be announced"),
    ],
)
def test_the_day_of_an_upcoming_talk_is_large(when: When, big: str, small: str) -> None:
    """A known day is separate from its month; other dates are shown as written."""
    row = html_rows.TalkRow(make_feed(), make_entry(talk=make_talk(when=when)), "")
    assert (row.big, row.small) == (big, small)


def test_page_lists_soonest_first_then_by_year_backwards() -> None:
    """Upcoming by date, then those without, then the past from its newest talk on."""
    listed = html_rows.programme(busy(), root="")
    assert [row.key for row in listed.upcoming] == [
        "small-builds",
        "called-off",
        "winter-school",
        "spring",
    ]
    assert [row.key for row in listed.undated] == ["someday", "moved"]
    assert [year.year for year in listed.past] == [2026, 2015, 2013, 2012, 2011, 2010]
    assert [row.key for row in listed.past[0].rows] == ["hour", "rtl", "cjk", "many"]


def test_every_talk_is_listed_once() -> None:
    """No talk is lost between upcoming, undated and past."""
    feed = busy()
    listed = html_rows.programme(feed, root="")
    past = [row for year in listed.past for row in year.rows]
    keys = [row.key for row in (*listed.upcoming, *listed.undated, *past)]
    assert sorted(keys) == sorted(entry.key for entry in feed.entries)


def test_talks_of_one_day_keep_the_order_of_the_file() -> None:
    """Upcoming and past alike."""
    entries = tuple(make_entry(key, make_talk(order=order)) for order, key in enumerate("cab"))
    past = html_rows.programme(site(entries), root="").past[0].rows
    coming = html_rows.programme(site(entries, ahead=tuple("abc")), root="").upcoming
    assert [row.key for row in past] == [row.key for row in coming] == ["c", "a", "b"]


def test_undated_talks_are_last_in_a_plain_list() -> None:
    """The list for other sites is sorted by date, newest first, with undated talks last."""
    keys = [row.key for row in html_rows.newest_first(busy())]
    assert keys[:3] == ["spring", "winter-school", "called-off"]
    assert keys[-2:] == ["someday", "moved"]


@pytest.mark.parametrize(
    ("changes", "ahead", "expected"),
    [
        ({}, True, True),
        ({}, False, False),
        ({"status": Status.CANCELLED}, True, False),
        ({"status": Status.POSTPONED}, True, False),
        ({"when": UNDATED}, True, False),
        ({"when": make_when(precision=Precision.MONTH)}, True, False),
    ],
)
def test_only_an_upcoming_known_day_has_a_calendar(
    changes: dict[str, object], ahead: object, expected: object
) -> None:
    """A past or called-off talk, or one without a known day, has no calendar."""
    entry = make_entry(talk=make_talk(**changes))
    feed = make_feed(entry, ahead=("a-talk",) if ahead else ())
    assert html_rows.has_calendar(feed, entry) is expected
    row = html_rows.TalkRow(feed, entry, "../../")
    assert row.calendar == ("../../talks/a-talk.ics" if expected else "")


def test_addresses_below_the_output_are_relative() -> None:
    """So that a page works from any host; addresses elsewhere stay whole."""
    here, there = make_entry(), make_entry(url="https://other.example/t/")
    assert html_rows.TalkRow(make_feed(), here, "../").href == "../talks/a-talk/"
    assert html_rows.TalkRow(make_feed(), there, "../").href == "https://other.example/t/"


def test_language_is_shown_if_it_differs_from_the_feeds() -> None:
    """A talk in the language of the feed has no mark."""
    languages = {"en": "", "fr": "fr", None: ""}
    for language, told in languages.items():
        entry = make_entry(talk=make_talk(language=language))
        assert html_rows.TalkRow(make_feed(), entry, "").language == told


def test_years_are_counted_by_the_start() -> None:
    """Years with talks are counted in order; undated talks are not counted."""
    starts = (D(2015, 12, 31), D(2013, 1, 1), D(2015, 1, 1))
    whens = (*(_when(Precision.DAY, start) for start in starts), UNDATED)
    entries = [make_entry(str(rank), make_talk(when=when)) for rank, when in enumerate(whens)]
    rows = html_rows.newest_first(make_feed(*entries))
    assert chart.years(rows) == {2013: 1, 2015: 2}


def test_instants_order_with_days() -> None:
    """A talk in the morning in UTC comes after the day that begins before it."""
    day = make_entry("day", make_talk(when=_when(Precision.DAY, D(2015, 10, 7))))
    moment = datetime(2015, 10, 7, 9, 0, tzinfo=UTC)
    hour = make_entry("hour", make_talk(when=_when(Precision.MINUTE, moment)))
    assert [row.key for row in html_rows.newest_first(make_feed(day, hour))] == ["hour", "day"]
