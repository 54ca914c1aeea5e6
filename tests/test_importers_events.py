"""`talkfeed import --events`: what a source describes of its event goes to `events:`, once."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from source_inputs import source_input
from talkfeed.cli import main
from talkfeed.importers.common.detect import choose
from talkfeed.model.imported import ImportOptions
from test_importers_formats import EVERY, SAMPLES, read

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "feed: {title: Talks, url: 'https://talks.example/', timezone: Europe/London}\n"
TALKS = "talks:\n  - {title: Old, date: 7 May 2015}\n"
CONFERENCE = {
    "title": "BoatConf",
    "start": "2019-05-06",
    "end": "2019-05-07",
    "url": "https://boats.example/",
}
TALK = {
    "guid": "1",
    "date": "2019-05-06T10:00:00+01:00",
    "duration": "00:45",
    "title": "Fast boats",
    "persons": [{"public_name": "Ann Example"}],
    "track": "Water",
}
CALL = [
    {
        "name": "BoatConf",
        "url": "https://boats.example/",
        "startDate": "2027-05-06",
        "endDate": "2027-05-07",
        "city": "Bristol",
        "country": "UK",
        "cfpUrl": "https://boats.example/cfp",
        "cfpEndDate": "2027-01-06",
    },
]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty directory, which is the current one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def schedule(**more: object) -> str:
    """Write a schedule of pretalx, in whose conference are some keys; its talk is given twice."""
    again = {**TALK, "guid": "2", "date": "2019-05-07T10:00:00+01:00"}
    day = {"date": "2019-05-06", "rooms": {"Hall A": [TALK], "Hall C": [again]}}
    conference = {**CONFERENCE, "days": [day], **more}
    return json.dumps({"schedule": {"version": "1", "conference": conference}})


def take(home: Path, content: str, *options: str) -> str:
    """Import a source, and return the talks file."""
    (home / "s.json").write_text(content)
    assert main(["import", "s.json", *options]) == 0
    return (home / "talks.yaml").read_text()


@pytest.mark.parametrize(
    "before",
    [
        f"{HEAD}{TALKS}",
        f"{HEAD}events:\n  - Other\n  - {{name: Third, also: [3rd]}}\n{TALKS}",
        f"{HEAD}{TALKS}events:\n  - {{name: Third, dates: 2015}}  # old\n",
        f"{HEAD}events: events.yaml\n{TALKS}",
        "",
    ],
)
def test_an_event_is_written_once(
    home: Path, before: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every line that was there stays; a second import knows the event by any of its names."""
    (home / "events.yaml").write_text("- {name: Third, also: T3}\n")
    (home / "talks.yaml").write_text(before)
    content = schedule(rooms=[{"name": "Hall A"}, {"name": "Hall B"}])
    made = take(home, content, "--events")
    assert [line for line in before.splitlines() if line not in made.splitlines()] == []
    assert main(["check"]) == 0
    report = capsys.readouterr().out
    assert "1 new · 0 merged · 0 unchanged · 1 new event\n" in report
    assert "known of events" not in report
    path = home / ("events.yaml" if "events.yaml" in before else "talks.yaml")
    listed = yaml.safe_load(path.read_text())
    events = listed if "events.yaml" in before else listed["events"]
    assert events[-1] == {
        "name": "BoatConf",
        "url": "https://boats.example/",
        "dates": "2019-05-06/2019-05-07",
        "rooms": ["Hall A", "Hall B", "Hall C"],
    }
    lines = path.read_text().splitlines()
    place = next(n for n, one in enumerate(lines, 1) if one.strip(" -{").startswith("name: Boat"))
    assert f"{path.name}:{place}: new event: BoatConf" in report
    renamed = re.sub(
        r"( *)- name: BoatConf\n", r"\1- name: Boats\n\1  also: BoatConf\n", path.read_text()
    )
    assert "also: BoatConf" in renamed
    path.write_text(renamed)
    take(home, content, "--events")
    assert path.read_text() == renamed
    report = capsys.readouterr().out
    assert "1 unchanged · 1 event unchanged" in report
    assert "event that exists already, unchanged: BoatConf" in report


def event(content: str, **options: bool) -> Any:
    """Read the only event of a source."""
    given = source_input(content)
    (found,) = choose(given).read(given, ImportOptions(timezone="Europe/London", **options)).events
    return found


def test_rooms_and_tracks_are_those_of_the_talks_too(home: Path) -> None:
    """A talk in a room that an event does not list would be a problem."""
    content = schedule(rooms=[{"name": "Hall B"}], tracks=[{"name": "Sky"}])
    take(home, content, "--events")
    assert event(content)["rooms"] == ["Hall B", "Hall A", "Hall C"]
    assert event(content)["tracks"] == ["Sky", "Water"]
    assert main(["check"]) == 0


def test_an_unknown_zone_is_left_out(home: Path) -> None:
    """It would be a problem of the whole file."""
    content = schedule(time_zone_name="Sea/Shore")
    take(home, content, "--events")
    assert "timezone" not in event(content)
    assert main(["check"]) == 0


def test_conferences_are_events_instead_of_talks(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A list of conferences is a list of events, and no talk has to be completed."""
    given = source_input(json.dumps(CALL))
    assert not choose(given).read(given, ImportOptions(as_events=True)).talks
    made = yaml.safe_load(take(home, json.dumps(CALL), "--events"))
    assert made["events"] == [
        {
            "name": "BoatConf",
            "url": "https://boats.example/",
            "dates": "2027-05-06/2027-05-07",
            "location": "Bristol, UK",
            "cfp": {"closes": date(2027, 1, 6), "url": "https://boats.example/cfp"},
        },
    ]
    assert not made["talks"]
    capsys.readouterr()
    take(home, json.dumps(CALL))
    assert yaml.safe_load((home / "talks.yaml").read_text())["talks"][0]["title"] == "BoatConf"
    assert "known of events" not in capsys.readouterr().out


def test_without_the_option_the_report_shows_the_event(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The report names the option that writes it."""
    made = take(home, schedule())
    assert "events:" not in made
    report = capsys.readouterr().out
    assert "to which --events adds it:\n  - {name: BoatConf, " in report


@pytest.mark.parametrize("path", [each for each in EVERY if read(each.values[0]).events])
def test_a_file_with_the_events_of_a_source_is_valid(home: Path, path: Path) -> None:
    """Each kind of source that describes its event describes it in the words of `events:`."""
    (home / "talks.yaml").write_text(f"{HEAD}talks:\n")
    assert path in SAMPLES
    assert main(["import", str(path), "--events"]) == 0
    assert main(["check"]) == 0
    assert yaml.safe_load((home / "talks.yaml").read_text())["events"]
