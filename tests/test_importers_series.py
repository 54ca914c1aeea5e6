"""A series of a calendar becomes its dates, each in its place and on the clock of its zone."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from dateutil.rrule import rrule
from hypothesis import given
from hypothesis import strategies as st

from source_inputs import source_input
from talkfeed.errors import Rejected
from talkfeed.importers.schedules.calendar import read
from talkfeed.importers.schedules.series import AHEAD, MOST
from talkfeed.model.imported import ImportOptions

if TYPE_CHECKING:
    from talkfeed.model.imported import FoundTalk, SourceInput

OPTIONS = ImportOptions(today=date(2026, 11, 1))
NEW_YORK = "TZID=America/New_York"
START = f"DTSTART;{NEW_YORK}:20261001T160000\nDTEND;{NEW_YORK}:20261001T170000"


def calendar(*events: str, top: str = "") -> SourceInput:
    """Write a calendar of events with one UID."""
    bodies = "".join(f"BEGIN:VEVENT\nUID:s@x\n{event}\nEND:VEVENT\n" for event in events)
    head = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x//EN\n"
    return source_input(f"{head}{top}{bodies}END:VCALENDAR\n".replace("\n", "\r\n"))


def talks(*events: str, top: str = "") -> tuple[FoundTalk, ...]:
    """Read the talks of a calendar."""
    return read(calendar(*events, top=top), OPTIONS).talks


def dates(found: FoundTalk) -> list[str]:
    """List the dates of a talk."""
    rows: Any = found.fields.get("given", [found.fields])
    return [row["date"] for row in rows]


def series(*lines: str, title: str = "Systems seminar", start: str = START) -> str:
    """Write a repeating event."""
    return "\n".join((f"SUMMARY:{title}", start, *lines))


WEEKLY = (
    *("2026-10-01 16:00-17:00", "2026-10-08 16:00-17:00", "2026-10-15 16:00-17:00"),
    *("2026-10-22 16:00-17:00", "2026-10-29 16:00-17:00", "2026-11-05 16:00-17:00"),
)


def in_new_york(*rows: str) -> list[str]:
    """Write times with their zone."""
    return [f"{row} America/New_York" for row in rows]


RULES = (
    ("RRULE:FREQ=WEEKLY;COUNT=6", WEEKLY),
    ("RRULE:FREQ=WEEKLY;UNTIL=20261105T210000Z", WEEKLY),
    ("RRULE:FREQ=WEEKLY;UNTIL=20261105T205959Z", WEEKLY[:5]),
    ("RRULE:FREQ=WEEKLY;UNTIL=20261105", WEEKLY),
    ("RDATE;TZID=America/New_York:20261008T160000,20261015T160000", WEEKLY[:3]),
    ("RDATE:20261008T200000Z\nEXDATE:20261001T200000Z", WEEKLY[1:2]),
    ("RRULE:FREQ=WEEKLY;COUNT=3\nEXDATE;VALUE=DATE:20261008", (WEEKLY[0], WEEKLY[2])),
    ("RRULE:FREQ=WEEKLY;COUNT=2\nEXDATE:soon\nRDATE:PT1H", WEEKLY[:2]),
    ("RDATE;VALUE=PERIOD:20261008T200000Z/PT2H", (WEEKLY[0], "2026-10-08 16:00-18:00")),
    (
        "RDATE;VALUE=PERIOD:20261008T200000Z/20261008T203000Z",
        (WEEKLY[0], "2026-10-08 16:00-16:30"),
    ),
)


@pytest.mark.parametrize(("lines", "expected"), RULES)
def test_a_series_is_one_talk_with_its_dates(lines: str, expected: tuple[str, ...]) -> None:
    """By rule or by dates, without those excepted, at the same hour before and after summer."""
    (found,) = talks(series(lines))
    assert dates(found) == in_new_york(*expected)
    assert found.doubts == ()
    assert len(set(found.uids)) == len(expected)


def test_an_instance_may_be_moved_renamed_and_cancelled() -> None:
    """What replaces an instance takes its place, and the rest of the series stays."""
    found = talks(
        series("RRULE:FREQ=WEEKLY;COUNT=6", f"EXDATE;{NEW_YORK}:20261015T160000"),
        f"RECURRENCE-ID;{NEW_YORK}:20261008T160000\nDTSTART;{NEW_YORK}:20261009T150000\n"
        "SUMMARY:Fast parsers",
        "RECURRENCE-ID:20261022T200000Z\nDTSTART:20261022T200000Z\nSUMMARY:Systems seminar\n"
        "STATUS:CANCELLED",
    )
    assert [(one.fields["title"], dates(one)) for one in found] == [
        (
            "Systems seminar",
            [
                *in_new_york(WEEKLY[0]),
                "2026-10-22 20:00 UTC",
                *in_new_york("2026-10-29 16:00-17:00", "2026-11-05 16:00-17:00"),
            ],
        ),
        ("Fast parsers", in_new_york("2026-10-09 15:00")),
    ]
    rows: Any = found[0].fields["given"]
    assert [row.get("status", "") for row in rows] == ["", "cancelled", "", ""]


def test_a_change_of_this_and_all_later_ones_moves_all_later_ones() -> None:
    """They begin as much later as the one that was changed, and have its words."""
    found = talks(
        series("RRULE:FREQ=WEEKLY;COUNT=4"),
        f"RECURRENCE-ID;RANGE=THISANDFUTURE;{NEW_YORK}:20261015T160000\n"
        f"DTSTART;{NEW_YORK}:20261016T090000\nDURATION:PT30M\nSUMMARY:Morning seminar",
    )
    assert [(one.fields["title"], dates(one)) for one in found] == [
        ("Systems seminar", in_new_york(*WEEKLY[:2])),
        ("Morning seminar", in_new_york("2026-10-16 09:00-09:30", "2026-10-23 09:00-09:30")),
    ]


def test_a_change_without_a_time_changes_no_other() -> None:
    """An instance that does not say when it begins has no date; one that replaces none is none."""
    (found,) = talks(
        series("RRULE:FREQ=WEEKLY;COUNT=2"),
        "RECURRENCE-ID:soon\nSUMMARY:Systems seminar",
        f"RECURRENCE-ID;RANGE=THISANDFUTURE;{NEW_YORK}:20261008T160000\nSUMMARY:Systems seminar\n"
        "DTSTART:soon",
    )
    rows: Any = found.fields["given"]
    assert [row.get("date", "") for row in rows] == [*in_new_york(WEEKLY[0]), ""]
    assert found.doubts == ("its start 'soon' cannot be read",)


def test_whole_days_repeat_as_days() -> None:
    """The end of whole days is exclusive, in each instance."""
    start = "DTSTART;VALUE=DATE:20270105\nDTEND;VALUE=DATE:20270107"
    (found,) = talks(series("RRULE:FREQ=MONTHLY;UNTIL=20270205", start=start))
    assert dates(found) == ["2027-01-05/2027-01-06", "2027-02-05/2027-02-06"]
    (found,) = talks(series("RDATE;VALUE=DATE:20270110", start="DTSTART;VALUE=DATE:20270105"))
    assert dates(found) == ["2027-01-05", "2027-01-10"]


def test_a_floating_series_is_in_the_zone_of_the_calendar() -> None:
    """Its instances begin when the clock there shows it, and so does the end of its rule."""
    start = "DTSTART:20271025T180000"
    top = "X-WR-TIMEZONE:Europe/Paris\n"
    (found,) = talks(series("RRULE:FREQ=WEEKLY;UNTIL=20271101T180000", start=start), top=top)
    assert dates(found) == ["2027-10-25 18:00 Europe/Paris", "2027-11-01 18:00 Europe/Paris"]


def test_a_series_without_an_end_is_taken_for_a_year() -> None:
    """From the day of the import, or of its start; the report says until when."""
    (found,) = talks(series("RRULE:FREQ=WEEKLY"))
    latest = date(2026, 11, 1) + AHEAD
    assert found.doubts == (
        f"it repeats without an end (FREQ=WEEKLY): its dates until {latest} are taken",
    )
    assert dates(found)[-1][:10] == "2027-10-28"
    (found,) = read(calendar(series("RRULE:FREQ=MONTHLY")), ImportOptions()).talks
    assert len(dates(found)) == 13


def test_a_series_has_at_most_a_thousand_dates() -> None:
    """The last ones until a year from now, so those that come; the report says so."""
    latest = date(2026, 11, 1) + AHEAD
    for year, count in ((2020, MOST), (2026, 398)):
        start = f"DTSTART;TZID=Europe/Paris:{year}1001T180000"
        (found,) = talks(series("RRULE:FREQ=DAILY;COUNT=9000", start=start))
        assert len(dates(found)) == count
        assert dates(found)[-1].startswith(f"{latest}")
        told = f"it has more than {MOST:,} dates: the {count:,} until {latest} are taken"
        assert found.doubts == (told,)


BROKEN = ("RRULE:COUNT=x;FREQ=WEEKLY", "RRULE:BYSETPOS=0;FREQ=WEEKLY;BYDAY=MO")


@pytest.mark.parametrize("rule", BROKEN)
def test_a_rule_that_cannot_be_read_leaves_the_first_time(rule: str) -> None:
    """A doubt quotes it."""
    (found,) = talks(series(rule))
    assert dates(found) == in_new_york(WEEKLY[0])
    assert "cannot be read: only this time is taken" in found.doubts[0]


def test_a_series_without_a_start_is_its_instances() -> None:
    """What has a time is kept, and the rest is to be finished by hand."""
    found = talks(
        series("RRULE:FREQ=WEEKLY", start="DTSTART:soon"),
        "RECURRENCE-ID:20261022T200000Z\nDTSTART:20261022T200000Z\nSUMMARY:Fast parsers",
    )
    assert [one.fields.get("date", "") for one in found] == ["", "2026-10-22 20:00 UTC"]


def test_an_instance_without_its_series_is_an_event() -> None:
    """A calendar may hold only what was changed."""
    (found,) = talks(f"RECURRENCE-ID:20261022T200000Z\n{START}\nSUMMARY:Fast parsers")
    assert dates(found) == in_new_york(WEEKLY[0])


def test_a_series_whose_dates_are_all_excepted_is_none() -> None:
    """It takes place on no day."""
    assert talks(series("RDATE:20261001T200000Z", "EXDATE:20261001T200000Z")) == ()


def test_a_series_of_breaks_is_no_talk() -> None:
    """It is counted once."""
    found = read(calendar(series("RRULE:FREQ=WEEKLY;COUNT=3", title="Lunch break")), OPTIONS)
    assert [one.text for one in found.unparsed] == ["Lunch break"]


def test_a_series_without_a_title_is_to_be_finished_once() -> None:
    """Not once for each of its dates."""
    found = read(calendar(f"{START}\nRRULE:FREQ=WEEKLY;COUNT=3\nDESCRIPTION:Light"), OPTIONS)
    assert [one.is_talk for one in found.unparsed] == [True]


@given(
    freq=st.sampled_from(("DAILY", "WEEKLY", "MONTHLY", "YEARLY")),
    interval=st.integers(1, 4),
    count=st.integers(1, 15),
    start=st.dates(date(1990, 1, 1), date(2030, 1, 1)),
)
def test_days_are_those_of_the_rule(freq: str, interval: int, count: int, start: date) -> None:
    """A rule gives the days that it gives elsewhere."""
    rule = f"RRULE:FREQ={freq};INTERVAL={interval};COUNT={count}"
    (found,) = talks(series(rule, start=f"DTSTART;VALUE=DATE:{start:%Y%m%d}"))
    names = ("YEARLY", "MONTHLY", "WEEKLY", "DAILY")
    expected = rrule(names.index(freq), dtstart=start, interval=interval, count=count)
    assert dates(found) == [str(each.date()) for each in expected]


# --- zones and bytes ----------------------------------------------------------------------------

GMT = """\
BEGIN:VTIMEZONE
TZID:GMT
BEGIN:STANDARD
DTSTART:20001029T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:20000326T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
END:DAYLIGHT
END:VTIMEZONE
"""


def test_a_zone_that_a_calendar_defines_is_its_own() -> None:
    """Its name may be that of another: what the file says counts, in summer and in winter."""
    rows = "DTSTART;TZID=GMT:20271010T102000\nRRULE:FREQ=MONTHLY;COUNT=2"
    (found,) = talks(f"SUMMARY:Talk\n{rows}", top=GMT)
    assert dates(found) == ["2027-10-10 10:20 +01:00", "2027-11-10 10:20 UTC"]


def test_of_a_time_in_an_unknown_zone_the_day_is_taken() -> None:
    """No zone is assumed; a name without a definition may be known, or be a zone of Windows."""
    (found,) = talks("SUMMARY:Talk\nDTSTART;TZID=Ours:20271010T102000")
    assert (dates(found), found.doubts) == (
        ["2027-10-10"],
        ("its zone 'Ours' is unknown, so only the day is taken",),
    )
    for name, shown in (("UTC", "UTC"), ("W. Europe Standard Time", "Europe/Berlin")):
        (found,) = talks(f"SUMMARY:Talk\nDTSTART;TZID={name}:20271010T102000")
        assert dates(found) == [f"2027-10-10 10:20 {shown}"]


def test_a_definition_that_makes_no_sense_is_none() -> None:
    """The zone is the known one of that name."""
    top = "BEGIN:VTIMEZONE\nTZID:GMT\nEND:VTIMEZONE\n"
    (found,) = talks("SUMMARY:Talk\nDTSTART;TZID=GMT:20270710T102000", top=top)
    assert dates(found) == ["2027-07-10 10:20 UTC"]


def test_a_character_that_folding_has_split_is_restored() -> None:
    """Lines are unfolded as bytes (RFC 5545, 3.1)."""
    whole = calendar("SUMMARY:Café\nDTSTART:20271010T102000Z").content
    split = whole.replace(b"\xc3\xa9", b"\xc3\r\n \xa9")
    assert read(source_input(split), OPTIONS).talks[0].fields["title"] == "Café"


def test_a_calendar_may_be_in_latin_1() -> None:
    """It is read as tables are, and the report doubts the accents."""
    latin = calendar("SUMMARY:Café\nDTSTART:20271010T102000Z").content.replace(b"\xc3\xa9", b"\xe9")
    found = read(source_input(latin), OPTIONS)
    assert found.talks[0].fields["title"] == "Café"
    assert [one.why for one in found.unparsed] == ["its encoding is unknown: check the accents"]


def test_a_calendar_that_ends_too_early_is_cut_off() -> None:
    """It is refused, and the message says what it ends in."""
    whole = calendar("SUMMARY:One", "SUMMARY:Two").content
    for end, part in ((-40, "VEVENT"), (-15, "VCALENDAR")):
        with pytest.raises(Rejected, match=rf"cut off: it ends inside a {part}"):
            read(source_input(whole[:end]), OPTIONS)
