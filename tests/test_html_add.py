"""Links that add a talk to calendars on the web: the parameters of their addresses."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import ENGLISH, make_entry, make_talk, make_time, make_when
from talkfeed.formats.html.add_to_calendar import calendar_links
from talkfeed.model import Event, Location, Person, Precision, Status

if TYPE_CHECKING:
    from talkfeed.model import When

PAGE = "https://talks.example/talks/a-talk/"


def asked(**changes: Any) -> dict[str, dict[str, str]]:
    """Return the parameters of each calendar by its name."""
    found = calendar_links(make_entry(talk=make_talk(**changes)), ENGLISH)
    parts = {link.name: parse_qs(urlsplit(link.href).query, strict_parsing=True) for link in found}
    return {name: {key: row[0] for key, row in rows.items()} for name, rows in parts.items()}


def days(first: date, last: date) -> When:
    """Make a range of days."""
    return make_when(start=first, end=last, precision=Precision.DAY_RANGE)


EVENING = make_time("2027-10-07T18:30", "2027-10-07T20:00")
SPANS = (
    (EVENING, "20271007T163000Z/20271007T180000Z", "0130"),
    (make_time("2027-10-07T18:30"), "20271007T163000Z/20271007T173000Z", "0100"),
    (
        make_time("2027-12-31T23:00", "2028-01-01T02:00"),
        "20271231T220000Z/20280101T010000Z",
        "0300",
    ),
    (make_when(day=date(2027, 10, 31)), "20271031/20271101", "allday"),
    (days(date(2027, 12, 30), date(2027, 12, 31)), "20271230/20280101", None),
    (make_time("2027-10-07T18:30", "2027-10-09T18:30"), "20271007T163000Z/20271009T163000Z", None),
)


@pytest.mark.parametrize(("when", "dates", "length"), SPANS)
def test_all_calendars_have_the_same_span(when: When, dates: str, length: str | None) -> None:
    """Times are in UTC and the end of days is exclusive; Yahoo has no link for several days."""
    found = asked(when=when)
    assert found["Google"]["dates"] == dates
    start, end = dates.split("/")
    for name in ("Outlook.com", "Microsoft 365"):
        outlook = found[name]
        plain = [outlook[key].replace("-", "").replace(":", "") for key in ("startdt", "enddt")]
        assert plain == [start, end]
        assert outlook["allday"] == ("false" if "T" in start else "true")
    assert ("Yahoo" in found) is (length is not None)
    if length:
        assert (found["Yahoo"]["st"], found["Yahoo"]["dur"]) == (start, length)


TEXTS = {
    "Google": ("text", "details", "location"),
    "Outlook.com": ("subject", "body", "location"),
    "Microsoft 365": ("subject", "body", "location"),
    "Yahoo": ("title", "desc", "in_loc"),
}


@pytest.mark.parametrize("name", TEXTS)
def test_all_calendars_have_the_same_texts(name: str) -> None:
    """The title is that of our calendars; the details have the stream and the page."""
    title, details, place = TEXTS[name]
    found = asked(
        title="C++ & you: 100 % \u05e9",
        when=EVENING,
        location=Location(name="Rue A; 1, Paris"),
        online="https://stream.example/?a=1&b=2",
    )[name]
    assert found[title] == "Ann Example: C++ & you: 100 % \u05e9 (ConfConf)"
    assert found[place] == "Rue A; 1, Paris"
    assert found[details] == f"https://stream.example/?a=1&b=2\n{PAGE}"


def test_the_place_is_the_stream_where_there_is_no_other() -> None:
    """A talk held online alone is where its stream is."""
    assert asked(online="https://s.example/")["Google"]["location"] == "https://s.example/"
    assert "location" not in asked()["Google"]


def test_a_space_is_encoded_for_outlook() -> None:
    """Outlook shows a plus sign as it is, so that no address has one."""
    assert all("+" not in link.href for link in calendar_links(make_entry(), ENGLISH))


@pytest.mark.parametrize(
    "changes",
    [
        {"status": Status.POSTPONED},
        {"when": make_when(precision=Precision.MONTH)},
        {"when": make_when("TBA", edtf=None, start=None, end=None, precision=Precision.NONE)},
    ],
)
def test_a_talk_without_a_day_cannot_be_added(changes: dict[str, Any]) -> None:
    """A talk without a known day has no links."""
    assert asked(**changes) == {}


@given(st.text(min_size=1), st.sampled_from(("x", "é", "日", "👩", "\u2067\u05e9\u2069 ")))
def test_addresses_stay_short_and_whole(text: str, letter: str) -> None:
    """However long its texts are, an address has at most 2,000 characters, and the page's own."""
    long = text + letter * 700
    talk = make_talk(
        title=long,
        speakers=(Person(name=long),),
        event=Event(name=long),
        location=Location(name=long),
    )
    for link in calendar_links(make_entry(talk=talk), ENGLISH):
        assert len(link.href) <= 2000
        words = {row[0] for row in parse_qs(urlsplit(link.href).query).values()}
        assert any(row.endswith(PAGE) for row in words)
        assert "\ufffd" in text or not any("\ufffd" in row for row in words)
