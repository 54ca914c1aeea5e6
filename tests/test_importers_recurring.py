"""`talkfeed import --series`: a repeating event becomes a series with the same slots."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import takewhile
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from dateutil.rrule import rrulestr
from icalendar import Calendar

from source_inputs import source_input
from talkfeed import build
from talkfeed.cli import main
from talkfeed.errors import Rejected
from talkfeed.importers.schedules.calendar import read
from talkfeed.limits import MAX_TEXT
from talkfeed.model.imported import ImportOptions

if TYPE_CHECKING:
    from pathlib import Path

    from talkfeed.model.imported import ImportResult

NOW = datetime(2026, 9, 1, tzinfo=UTC)
OPTIONS = ImportOptions(today=NOW.date(), as_series=True)
HEAD = "feed:\n  title: T  # ours\n  url: https://t.example/\n  authors: [A]\n"
DAY = "DTSTART;VALUE=DATE:20261015"
ZONE = ";TZID=Europe/Paris:"


def event(rule: str = "FREQ=WEEKLY", *more: str, start: str = "", title: str = "Logic") -> str:
    """Write a repeating event from 16:00 to 17:00."""
    start = start or f"{ZONE}20261007T160000"
    times = (f"DTSTART{start}", f"DTEND{start.replace('T160', 'T170')}")
    uid = f"UID:{title}{start}"
    return "\n".join((uid, f"SUMMARY:{title}", *times, *([f"RRULE:{rule}"] if rule else []), *more))


def change(original: str, *more: str, to: str = "", title: str = "Logic") -> str:
    """Write a changed instance, which is moved to a start."""
    start = f"{ZONE}{to or original}"
    there = (f"DTSTART{start}", f"DTEND{start.replace('T160', 'T170')}")
    uid = f"UID:Logic{ZONE}20261007T160000"
    return "\n".join((uid, f"RECURRENCE-ID{ZONE}{original}", f"SUMMARY:{title}", *there, *more))


def calendar(*events: str, top: str = "") -> str:
    """Write a calendar."""
    bodies = "".join(f"BEGIN:VEVENT\n{one}\nEND:VEVENT\n" for one in events)
    head = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x//EN\n{top}"
    return f"{head}{bodies}END:VCALENDAR\n".replace("\n", "\r\n")


def result(*events: str, top: str = "", options: ImportOptions = OPTIONS) -> ImportResult:
    """Read a calendar."""
    return read(source_input(calendar(*events, top=top)), options)


def fields(*events: str, **more: Any) -> Any:
    """Read the only series of a calendar."""
    (found,) = result(*events, **more).series
    return found


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Go to an empty directory."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(NOW.timestamp())))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path


def take(home: Path, *events: str, status: int = 0) -> str:
    """Import a calendar as series, and return the talks file."""
    (home / "s.ics").write_text(calendar(*events))
    assert main(["import", "s.ics", "--series"]) == status
    path = home / "talks.yaml"
    return path.read_text() if path.exists() else ""


# --- the law ------------------------------------------------------------------------------------

NEW_YORK = ";TZID=America/New_York:"
SEPTEMBER = f"{ZONE}20260930T160000"
EVEN = ",".join(map(str, range(2, 53, 2)))
RULES = (
    ("FREQ=WEEKLY;COUNT=12", "", "Wednesday 16:00-17:00"),
    ("FREQ=WEEKLY;BYDAY=TU,WE;UNTIL=20261202T150000Z", "", "Tuesday and Wednesday 16:00-17:00"),
    ("FREQ=WEEKLY;INTERVAL=2;BYDAY=WE;COUNT=10", "", "every 2 weeks on Wednesday 16:00-17:00"),
    ("FREQ=MONTHLY;BYDAY=1WE;COUNT=4", "", "1st Wednesday of the month 16:00-17:00"),
    ("FREQ=MONTHLY;BYDAY=WE;BYSETPOS=1;COUNT=4", "", "1st Wednesday of the month 16:00-17:00"),
    (
        "FREQ=MONTHLY;BYDAY=+3WE,1WE;COUNT=5",
        "",
        "1st Wednesday and 3rd Wednesday of the month 16:0",
    ),
    ("FREQ=MONTHLY;COUNT=3", "", "7th of the month 16:00-17:00"),
    (
        "FREQ=MONTHLY;BYDAY=-1FR;COUNT=4",
        f"{NEW_YORK}20261030T160000",
        "last Friday of the month 16",
    ),
    (
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=3",
        f"{NEW_YORK}20261030T160000",
        "last weekday of the month 16:00-17:00",
    ),
    ("FREQ=DAILY;BYDAY=MO,WE;COUNT=9", "", "Monday and Wednesday 16:00-17:00"),
    ("FREQ=DAILY;INTERVAL=3;COUNT=9", "", "every 3 days 16:00-17:00"),
    (
        "FREQ=WEEKLY;BYHOUR=9,16;COUNT=8",
        f"{ZONE}20261007T090000",
        "Wednesday 09:00; Wednesday 16:00",
    ),
    (f"FREQ=YEARLY;BYWEEKNO={EVEN};BYDAY=WE;COUNT=9", SEPTEMBER, "even weeks on Wednesday"),
    ("FREQ=WEEKLY;COUNT=30", ":20261007T160000Z", "Wednesday 16:00-17:00"),
    ("FREQ=WEEKLY;COUNT=30", ";TZID=Australia/Lord_Howe:20261007T160000", "Wednesday 16:00-17:00"),
    ("FREQ=WEEKLY", "", "Wednesday 16:00-17:00"),
    ("FREQ=MONTHLY;INTERVAL=2;BYDAY=1WE", "", "1st Wednesday every 2 months 16:00-17:00"),
)


def instants(source: str, until: datetime) -> list[datetime]:
    """Expand the event of a calendar by icalendar and dateutil alone."""
    (found,) = Calendar.from_ical(source).walk("VEVENT")
    start = found["DTSTART"].dt
    rule = rrulestr(found["RRULE"].to_ical().decode(), dtstart=start)
    times = (at.astimezone(UTC) for at in rule)
    return [*takewhile(lambda at: at <= until, times)]


def test_the_built_calendar_has_the_instants_of_the_source(home: Path) -> None:
    """Import, build, and the events start when dateutil expands the source to start."""
    events = [
        event(rule, start=start, title=f"Logic {number}")
        for number, (rule, start, _) in enumerate(RULES)
    ]
    listed = yaml.safe_load(take(home, *events))["series"]
    assert [each["every"] for each in result(*events).series] == [one["every"] for one in listed]
    build(home / "talks.yaml", home / "output", now=NOW)
    for number, (one, found, row) in enumerate(zip(events, listed, RULES, strict=True)):
        assert found["every"].startswith(row[-1])
        path = home / "output" / "series" / f"logic-{number}.ics"
        built = Calendar.from_ical(path.read_bytes()).walk("VEVENT")
        starts = sorted(each["DTSTART"].dt.astimezone(UTC) for each in built)
        last = datetime(2037, 1, 1, tzinfo=UTC) if "to" in found else starts[-1]
        assert starts == instants(calendar(one), last), row
        assert len(starts) > 2
        assert "to" in found or starts[-1] >= NOW + timedelta(weeks=20)


@pytest.mark.parametrize(
    ("rule", "more", "why"),
    [
        ("FREQ=YEARLY", "", "no phrase states its rule (FREQ=YEARLY)"),
        ("FREQ=MONTHLY;BYDAY=WE", "", "no phrase states its rule"),
        ("FREQ=MONTHLY;BYMONTH=10,11", "", "no phrase states its rule"),
        ("FREQ=HOURLY;COUNT=3", "", "no phrase states its rule"),
        ("FREQ=WEEKLY;BYDAY=TH", "", ""),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,WE;WKST=SU", "", "with this start and end"),
        ("FREQ=WEEKLY;BYHOUR=10,16;COUNT=4", "", "with this start and end"),
        ("FREQ=WEEKLY;COUNT=0", "", "its rule has no slot"),
        ("FREQ=DAILY;COUNT=30000", "", "more than 20,000"),
        ("FREQ=WEEKLY", f"RDATE{ZONE}20261010T160000", "it has dates beside its rule"),
        ("FREQ=WEEKLY", "DURATION:P2D", "its slots go on for days"),
    ],
)
def test_a_rule_that_no_phrase_states_is_rejected(rule: str, more: str, why: str) -> None:
    """The message names the series, the reason and the rule."""
    one = event(rule, *filter(None, [more]))
    if "DURATION" in more:
        one = "\n".join(each for each in one.split("\n") if not each.startswith("DTEND"))
    if not why:
        assert fields(one)["every"] == "Thursday 16:00-17:00"
        return
    with pytest.raises(Rejected, match="'Logic' cannot be a series") as caught:
        result(one)
    assert caught.value.code == "TF726"
    assert why in caught.value.message
    assert "without --series" in caught.value.hint
    without = ImportOptions(today=NOW.date())
    assert result(one, options=without).talks


# --- exceptions and changes ---------------------------------------------------------------------


def test_exceptions_and_changes_are_stated_by_the_original_day() -> None:
    """EXDATE is `except:`, and RECURRENCE-ID is `changes:`."""
    found = result(
        event(
            "FREQ=WEEKLY;UNTIL=20270210",
            f"EXDATE{ZONE}20261223T160000,20261230T160000",
            "EXDATE;VALUE=DATE:20270106",
            "LOCATION:Room 2",
            "CONFERENCE:https://stream.example/",
        ),
        change("20261014T160000", "LOCATION:Room 7"),
        change("20261021T160000", "LOCATION:Room 2", to="20261022T160000"),
        change("20261028T160000", "STATUS:CANCELLED"),
        change("20261104T160000", title="Cancelled: Logic"),
        change("20261111T160000", "LOCATION:https://other.example/"),
        change("20261118T160000", "LOCATION:Room 2"),
        change("20261230T160000", "LOCATION:Room 9"),
    )
    assert not found.talks
    assert found.series == (
        {
            "name": "Logic",
            "every": "Wednesday 16:00-17:00",
            "from": "2026-10-07",
            "to": "2027-02-10",
            "except": ["2026-12-23", "2027-01-06"],
            "changes": {
                "2026-10-14": {"location": "Room 7"},
                "2026-10-21": {"date": "2026-10-22 16:00-17:00"},
                "2026-10-28": {"status": "cancelled"},
                "2026-11-04": {"status": "cancelled"},
                "2026-11-11": {"online": "https://other.example/"},
                "2026-12-30": {"location": "Room 9"},
            },
            "location": "Room 2",
            "online": "https://stream.example/",
            "timezone": "Europe/Paris",
        },
    )


def test_whole_days_have_no_zone() -> None:
    """A series of days is stated without times, and so is a moved one; a URL is its stream."""
    moved = "UID:LogicX\nRECURRENCE-ID;VALUE=DATE:20261014\nSUMMARY:Logic"
    days = "UID:LogicX\nSUMMARY:Logic\nDTSTART;VALUE=DATE:20261007\nRRULE:FREQ=WEEKLY;COUNT=3"
    days += "\nURL:https://logic.example/"
    found = fields(days, f"{moved}\nDTSTART;VALUE=DATE:20261015")
    assert found["every"] == "Wednesday"
    assert found["changes"] == {"2026-10-14": {"date": "2026-10-15"}}
    assert found["online"] == "https://logic.example/"
    assert "timezone" not in found
    assert "changes" not in fields(days, moved)


WHOLE_DAY = change("20261014T160000", to="never").replace(f"DTSTART{ZONE}never", DAY)


@pytest.mark.parametrize(
    ("events", "why"),
    [
        (
            [event(), change("20261014T160000", to="never").replace(f"DTSTART{ZONE}never", DAY)],
            "cannot",
        ),
        (
            [event("FREQ=WEEKLY;BYHOUR=16,18"), change("20261014T160000", "LOCATION:Room 7")],
            "one of several slots of a day is changed",
        ),
        (
            [event("FREQ=WEEKLY;BYHOUR=16,18", f"EXDATE{ZONE}20261014T160000")],
            "one of several slots of a day is excluded",
        ),
        (
            [event(), change("20261014T160000").replace("ID;", "ID;RANGE=THISANDFUTURE;")],
            "for all slots from one on",
        ),
        ([event(), change("20261014T160000").replace(f"ID{ZONE}", "ID:x")], "original time"),
        ([event(start=":20261007T160000")], "the zone of its times is unknown"),
        ([event(start=";TZID=Nowhere:20261007T160000")], "its start cannot be read"),
        ([event(start=":never")], "its start cannot be read"),
    ],
)
def test_what_a_series_cannot_have_is_rejected(events: list[str], why: str) -> None:
    """A series is complete, or it is none."""
    with pytest.raises(Rejected, match=why):
        result(*events)


def test_floating_times_are_in_the_zone_of_the_calendar() -> None:
    """It is that of the calendar, else that of the options."""
    one = event(start=":20261007T160000")
    assert fields(one, top="X-WR-TIMEZONE:Asia/Tokyo\n")["timezone"] == "Asia/Tokyo"
    options = ImportOptions(today=NOW.date(), as_series=True, timezone="Asia/Seoul")
    assert fields(one, options=options)["timezone"] == "Asia/Seoul"


def test_a_zone_that_only_the_calendar_knows_is_rejected() -> None:
    """An offset of today is not a zone."""
    zone = "BEGIN:VTIMEZONE\nTZID:Ours\nBEGIN:STANDARD\nDTSTART:19700101T000000\n"
    zone += "TZOFFSETFROM:+0100\nTZOFFSETTO:+0100\nEND:STANDARD\nEND:VTIMEZONE\n"
    with pytest.raises(Rejected, match="the zone of its times is unknown"):
        result(event(start=";TZID=Ours:20261007T160000"), top=zone)


# --- talks --------------------------------------------------------------------------------------


def test_an_instance_with_a_title_of_its_own_is_a_talk_of_the_series() -> None:
    """It has the original day; what differs in the slot is stated below the series."""
    found = result(
        event("FREQ=WEEKLY;COUNT=9", "LOCATION:Room 2"),
        change("20261014T160000", "LOCATION:Room 7", title="Logic: Cut elimination"),
        change("20261021T160000", "STATUS:TENTATIVE", to="20261022T160000", title="Proofs"),
        change("20270203T160000", "LOCATION:Hall", title="An extra one"),
        change("20261028T160000", title="x" * (MAX_TEXT + 1)),
    )
    assert [each.fields for each in found.talks] == [
        {"title": "Cut elimination", "date": "2026-10-14", "series": "Logic"},
        {"title": "Proofs", "date": "2026-10-21", "status": "tentative", "series": "Logic"},
        {
            "title": "An extra one",
            "date": "2027-02-03 16:00-17:00 Europe/Paris",
            "location": "Hall",
            "series": "Logic",
            "extra": "true",
        },
    ]
    assert [each.why for each in found.unparsed] == ["it has no title"]
    assert found.series[0]["changes"] == {
        "2026-10-14": {"location": "Room 7"},
        "2026-10-21": {"date": "2026-10-22 16:00-17:00"},
    }


def test_what_is_no_series_is_read_as_without_the_option() -> None:
    """Breaks, cancelled and nameless series, dates without a rule, and single events."""
    events = (
        event(title="Lunch"),
        event("FREQ=WEEKLY;COUNT=2", "STATUS:CANCELLED", title="Gone"),
        event("", f"RDATE{ZONE}20261010T160000", title="Two dates"),
        event("", title="Single"),
        event("FREQ=WEEKLY;COUNT=2", title=""),
    )
    found = result(*events)
    assert not found.series
    assert found == result(*events, options=ImportOptions(today=NOW.date()))


def test_series_of_one_name_have_their_first_day_in_it() -> None:
    """A rule that changed during the term is two events in a calendar."""
    later = event("FREQ=WEEKLY;COUNT=3", start=f"{ZONE}20270107T160000")
    names = [each["name"] for each in result(event("FREQ=WEEKLY;COUNT=3"), later).series]
    assert names == ["Logic", "Logic (from 2027-01-07)"]


# --- the talks file -----------------------------------------------------------------------------

TALK = change("20261014T160000", title="Cut elimination")
TWO = (event("FREQ=WEEKLY;COUNT=9"), TALK)
LIST = "series:\n  - {name: Semantics, every: Monday 10:00, from: 5 Oct 2026}  # old\n"


@pytest.mark.parametrize(
    "before",
    [
        f"{HEAD}\n# the talks\ntalks:\n  - {{title: Old, date: 7 May 2015}}\n",
        f"{HEAD}talks:\n  - {{title: Old, date: 7 May 2015}}\n",
        f"{HEAD}{LIST}talks:\n  - {{title: Old, date: 7 May 2015}}\n",
        f"{HEAD}talks:\n  - {{title: Old, date: 7 May 2015}}\n{LIST}",
        f"{HEAD}{LIST}  -\ntalks:\n  - {{title: Old, date: 7 May 2015}}\n",
        f"{HEAD}series: series.yaml\ntalks:\n  - {{title: Old, date: 7 May 2015}}\n",
        "# nothing yet\n",
        "",
    ],
)
def test_a_second_import_changes_nothing(
    home: Path, before: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every line that was there stays, and the series is recognised by its name."""
    (home / "series.yaml").write_text(LIST.removeprefix("series:\n"))
    (home / "talks.yaml").write_text(before)
    made = take(home, *TWO)
    assert [line for line in before.splitlines() if line not in made.splitlines()] == []
    assert main(["check"]) == 0
    report = capsys.readouterr().out
    assert "1 new · 0 merged · 0 unchanged · 1 new series" in report
    listed = made if "series.yaml" not in before else (home / "series.yaml").read_text()
    line = 1 + next(n for n, one in enumerate(listed.splitlines()) if "name: Logic" in one)
    assert f".yaml:{line}: new series: Logic" in report
    edited = listed.replace("every: Wednesday 16:00-17:00", "every: Wednesdays, 4-5pm  # ours")
    path = home / ("series.yaml" if "series.yaml" in before else "talks.yaml")
    path.write_text(edited)
    take(home, *TWO)
    assert path.read_text() == edited
    report = capsys.readouterr().out
    assert "1 unchanged · 1 series unchanged" in report
    assert "series that exists already, unchanged: Logic" in report
    assert "nothing written" in report


def test_a_series_goes_to_the_file_with_the_settings(home: Path) -> None:
    """In a directory, that is the one with `feed:`, which may have no talks."""
    talks = home / "talks.yaml"
    talks.mkdir()
    (talks / "a.yaml").write_text("- {title: Old, date: 7 May 2015}\n")
    (talks / "b.yaml").write_text(f"{HEAD}talks: []\n")
    (home / "s.ics").write_text(calendar(event()))
    assert main(["import", "s.ics", "--series"]) == 0
    text = (talks / "b.yaml").read_text()
    assert text.startswith(HEAD)
    assert yaml.safe_load(text)["series"][0]["name"] == "Logic"


@pytest.mark.parametrize(
    "before",
    [
        f"{HEAD}series:\ntalks:\n",
        '{"feed": {"title": "T", "url": "https://t.example/"}, "talks": []}',
    ],
)
def test_a_list_that_cannot_be_edited_is_left_alone(
    home: Path, before: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The message says what to write by hand."""
    (home / "talks.yaml").write_text(before)
    assert take(home, event(), status=1) == before
    assert "TF712" in capsys.readouterr().err


def test_nothing_is_written_with_dry_run(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The difference has the series."""
    (home / "s.ics").write_text(calendar(event()))
    assert main(["import", "s.ics", "--series", "--dry-run"]) == 0
    assert "{name: Logic, every: Wednesday 16:00-17:00," in capsys.readouterr().out
    assert not (home / "talks.yaml").exists()


def test_other_sources_have_no_series(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An option without an effect is refused."""
    (home / "t.csv").write_text("title,date\nA,7 Oct 2015\n")
    assert main(["import", "t.csv", "--series"]) == 1
    assert "TF708" in capsys.readouterr().err


def test_an_endless_series_of_days_is_read() -> None:
    """It may have begun years ago."""
    found = fields(event("FREQ=DAILY", start=f"{ZONE}20190107T160000"))
    assert found["every"] == "daily 16:00-17:00"
    assert found["from"] == str(date(2019, 1, 7))
