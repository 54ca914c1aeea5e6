"""A talk of a series has what its slot has, and moves and is cancelled with it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import jsonschema
import pytest
import yaml
from icalendar import Calendar

import twice
from factories import ENGLISH
from talkfeed.cli import main
from talkfeed.errors import InvalidData
from talkfeed.formats import wording
from talkfeed.model import Status, Talks
from talkfeed.normalise import normalise
from talkfeed.schema import json_schema
from talkfeed.talksfile import parser
from twice import NOW, Site

if TYPE_CHECKING:
    from pathlib import Path

    from talkfeed.model import Talk

SERIES = """\
series:
  - name: Logic seminar
    every: Wednesday 16:00-17:00
    from: 7 Oct 2026
    to: 10 Feb 2027
    except: [24-31 Dec 2026, {date: 13 Jan 2027, reason: Faculty day}]
    changes:
      18 Nov 2026: {date: 19 Nov 2026 10:00-11:00, location: Room 7, online: https://o.example/}
      25 Nov 2026: {status: cancelled, reason: Strike}
      9 Dec 2026: {date: 10 Dec 2026}
      16 Dec 2026: {location: Room 9}
    location: Room 2
    online: https://stream.example/
    timezone: Europe/Paris
    organizers: [Ann Example]
    placeholder: speaker to be announced
  - name: Meetup
    every: [Monday 10:00-12:00, Monday 14:00-15:00, 1st Friday]
    from: 5 Oct 2026
  - {name: Night, every: Sunday 02:30-03:30, from: 4 Oct 2026, to: 1 Nov 2026}
  -
"""
HEAD = "feed: {title: T, url: 'https://t.example/', authors: [A], timezone: Europe/London}\n"


def load(home: Path, text: str) -> Talks:
    """Read a talks file."""
    (home / "talks.yaml").write_text(HEAD + text, encoding="utf-8")
    return normalise(parser.read(home / "talks.yaml"))


def talk(home: Path, fields: str, series: str = SERIES) -> Talk:
    """Read the only talk of a file with series."""
    (found,) = load(home, f"{series}talks:\n  - {{title: A, {fields}}}\n").talks
    return found


def problems(home: Path, text: str) -> list[tuple[str, int, str]]:
    """Return the code, line and hint of each problem of a talks file, without its settings."""
    with pytest.raises(InvalidData) as caught:
        load(home, text)
    return [(each.code, each.place.line - 1, each.hint) for each in caught.value.problems]


@pytest.mark.parametrize(
    ("fields", "start", "end"),
    [
        ("date: 14 Oct 2026", "2026-10-14T16:00:00+02:00", "2026-10-14T17:00:00+02:00"),
        ("date: 4 Nov 2026", "2026-11-04T16:00:00+01:00", "2026-11-04T17:00:00+01:00"),
        ("date: 14 Oct 2026, time: '16:00'", "2026-10-14T16:00:00+02:00", "17:00"),
        ("date: 14 Oct 2026 16:00", "2026-10-14T16:00:00+02:00", "17:00"),
        ("date: 14 Oct 2026 18:00-19:00", "2026-10-14T18:00:00+02:00", "19:00"),
        ("date: 14 Oct 2026, time: '18:00'", "2026-10-14T18:00:00+02:00", "18:00"),
        ("date: 18 Nov 2026", "2026-11-19T10:00:00+01:00", "11:00"),
        ("date: 18 Nov 2026 18:00", "2026-11-19T10:00:00+01:00", "11:00"),
        ("date: 9 Dec 2026", "2026-12-10T16:00:00+01:00", "17:00"),
        ("date: 9 Dec 2026 16:00", "2026-12-10T16:00:00+01:00", "17:00"),
        ("date: 9 Dec 2026 18:00-18:30", "2026-12-10T18:00:00+01:00", "18:30"),
        ("date: 9 Dec 2026, time: '18:00'", "2026-12-10T18:00:00+01:00", "18:00"),
        ("date: 15 Oct 2026, extra: true", "2026-10-15", "2026-10-15"),
        ("date: 14 Oct 2026, extra: true", "2026-10-14", "2026-10-14"),
        ("date: Oct 2026", "2026-10-01", "2026-10-31"),
        ("date: TBA", "None", "None"),
    ],
)
def test_a_talk_is_at_the_time_of_its_slot(
    fields: str, start: str, end: str, tmp_path: Path
) -> None:
    """In the zone of the series; a time of the talk wins, unless the slot has been moved to one."""
    when = talk(tmp_path, f"series: Logic seminar, {fields}").when
    assert str(when.start).replace(" ", "T") == start
    assert end in str(when.end).replace(" ", "T")


@pytest.mark.parametrize(
    ("fields", "start"),
    [
        ("date: 12 Oct 2026, time: '14:00'", "2026-10-12 14:00:00+01:00"),
        ("date: 12 Oct 2026 10:00", "2026-10-12 10:00:00+01:00"),
        ("date: 1 Jan 2027", "2027-01-01"),
        ("date: 4 Jan 2027 10:00", "2027-01-04 10:00:00+00:00"),
    ],
)
def test_a_time_names_one_of_several_slots(fields: str, start: str, tmp_path: Path) -> None:
    """A slot without a time is its day, and a series without an end has slots in any year."""
    assert str(talk(tmp_path, f"series: Meetup, {fields}").when.start) == start


def test_of_a_time_that_occurs_twice_a_slot_has_the_first(tmp_path: Path) -> None:
    """On the day on which the clocks go back."""
    night = SERIES.replace("Sunday 02:30-03:30", "Sunday 01:30-02:30")
    when = talk(tmp_path, "series: Night, date: 25 Oct 2026", night).when
    assert str(when.start) == "2026-10-25 01:30:00+01:00"


def test_a_slot_may_have_an_offset_as_its_zone(tmp_path: Path) -> None:
    """An offset in the rule is that of the talk."""
    series = SERIES.replace("Sunday 02:30-03:30", "Sunday 20:30 +05:30")
    when = talk(tmp_path, "series: Night, date: 25 Oct 2026", series).when
    assert str(when.start) == "2026-10-25 20:30:00+05:30"


@pytest.mark.parametrize(
    ("fields", "location", "online", "status"),
    [
        ("date: 14 Oct 2026", "Room 2", "https://stream.example/", Status.CONFIRMED),
        ("date: TBA", "Room 2", "https://stream.example/", Status.CONFIRMED),
        ("date: 14 Oct 2026, location: Hall", "Hall", "https://stream.example/", "confirmed"),
        ("date: 18 Nov 2026", "Room 7", "https://o.example/", Status.CONFIRMED),
        ("date: 16 Dec 2026", "Room 9", "https://stream.example/", Status.CONFIRMED),
        ("date: 25 Nov 2026", "Room 2", "https://stream.example/", Status.CANCELLED),
        ("date: 25 Nov 2026, status: tentative", "Room 2", "https://stream.example/", "tentative"),
        ("date: 25 Nov 2026, extra: true", "Room 2", "https://stream.example/", "confirmed"),
    ],
)
def test_a_talk_has_the_place_the_stream_and_the_state_of_its_slot(
    fields: str, location: str, online: str, status: str, tmp_path: Path
) -> None:
    """Those of the change of the slot, else of the series; those of the talk win."""
    found = talk(tmp_path, f"series: logic  SEMINAR, {fields}")
    assert found.location is not None
    assert (found.location.name, found.online, found.status) == (location, online, status)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (
            "date: 25 Nov 2026",
            (
                "Cancelled · Logic seminar · 25 Nov 2026, 16:00-17:00, Europe/Paris"
                " · Room 2, online · Reason: Strike"
            ),
        ),
        ("date: 25 Nov 2026, reason: Illness", "Reason: Illness"),
        ("date: 18 Nov 2026", "Room 7, online"),
    ],
)
def test_a_talk_says_why_its_slot_is_changed(fields: str, expected: str, tmp_path: Path) -> None:
    """The reason of the slot, unless the talk has its own, is in feeds and calendars."""
    assert wording.facts(talk(tmp_path, f"series: Logic seminar, {fields}"), ENGLISH).endswith(
        expected
    )


def test_each_delivery_may_have_a_slot(tmp_path: Path) -> None:
    """Of the series of the talk, or of one of its own, in its zone; none if it states none."""
    text = "given: [{date: 14 Oct 2026}, {date: 12 Oct 2026 10:00, series: Meetup}]"
    (one, two) = load(
        tmp_path, f"{SERIES}talks:\n  - {{title: A, series: Logic seminar, {text}}}\n"
    ).talks
    assert str(one.when.start) == "2026-10-14 16:00:00+02:00"
    assert (str(two.when.start), two.location) == ("2026-10-12 10:00:00+01:00", None)
    alone = "date: 14 Oct 2026, series: Logic seminar, given: [{date: 15 Oct 2026}]"
    _, other = load(tmp_path, f"{SERIES}talks:\n  - {{title: A, {alone}}}\n").talks
    assert (str(other.when.start), other.location) == ("2026-10-15", None)


@pytest.mark.parametrize(
    ("fields", "code", "hint"),
    [
        ("date: 15 Oct 2026, series: Logic seminar", "TF246", "the nearest one is on 2026-10-14"),
        ("date: 13 Jan 2027, series: Logic seminar", "TF246", "the nearest one is on 2027-01-06"),
        ("date: 10 Dec 2026, series: Logic seminar", "TF246", "the slot of 2026-12-09 was moved"),
        ("date: 14-16 Oct 2026, series: Logic seminar", "TF246", "write the day of its slot"),
        ("date: 12 Oct 2026, series: Meetup", "TF248", "write time: 10:00 or 14:00"),
        ("date: 12 Oct 2026 11:00, series: Meetup", "TF248", "write time: 10:00 or 14:00"),
        ("date: 14 Oct 2026, series: Logik seminar", "TF247", "did you mean 'Logic seminar'?"),
        ("date: 14 Oct 2026, series: Zzz", "TF247", "the series are: Logic seminar, Meetup, Night"),
        ("date: 14 Oct 2026, series: [a]", "TF303", "write series: Logic seminar"),
        ("date: 14 Oct 2026, extra: true", "TF247", "write the series as well"),
        ("date: 14 Oct 2026, time: noonish, series: Logic seminar", "TF211", ""),
        ("date: 12 Oct 2026, time: noonish, series: Meetup", "TF211", ""),
        ("time: '14:00', series: Meetup", "TF302", ""),
    ],
)
def test_a_mistake_of_a_talk_is_reported_at_its_place(
    fields: str, code: str, hint: str, tmp_path: Path
) -> None:
    """Once, with what to write."""
    found = problems(tmp_path, f"{SERIES}talks:\n  - {{title: A, {fields}}}\n")
    assert [(each, line) for each, line, _ in found] == [(code, SERIES.count("\n") + 2)]
    assert hint in found[0][2]


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("series: {name: A}\n", "TF111", 1),
        ("series: seminar\n", "TF111", 1),
        ("series: [seminar]\n", "TF303", 1),
        ("series:\n  - {name: A, every: Monday 10:00, from: 5 Oct 2026, nope: 1}\n", "TF301", 2),
        (f"{SERIES}  - {{name: meetup, every: Friday, from: 2 Oct 2026}}\n", "TF249", 22),
        ("series:\n  - {name: A, every: Monday 10:00}\n", "TF302", 2),
        ("series:\n  - {name: A, every: Sunday 01:30, from: 4 Oct 2026}\n", "TF216", 2),
        ("serie: []\nseries: []\n", "TF301", 1),
    ],
)
def test_a_mistake_in_series_is_reported_at_its_place(
    text: str, code: str, line: int, tmp_path: Path
) -> None:
    """Once, and not again for the talks of a series that is not valid."""
    talks = "talks:\n  - {title: A, date: 7 Oct 2026, series: Logic, location: Hall}\n"
    found = problems(tmp_path, text + (talks if "serie:" not in text else "talks: []\n"))
    assert [each[:2] for each in found] == [(code, line)]


def test_a_joint_session_is_with_a_series_of_the_file(tmp_path: Path) -> None:
    """The hint has the nearest name."""
    text = SERIES.replace("9 Dec 2026: {date: 10 Dec 2026}", "9 Dec 2026: {joint: Meet up}")
    message = problems(tmp_path, f"{text}talks: []\n")
    assert [each[:2] for each in message] == [("TF247", 10)]
    assert message[0][2] == "did you mean 'Meetup'?"


def test_a_talk_of_no_series_has_none(tmp_path: Path) -> None:
    """A file without `series:` has the hint to add it."""
    (found,) = problems(tmp_path, "talks:\n  - {title: A, date: 7 Oct 2026, series: Logic}\n")
    assert found[0] == "TF247"
    assert "name: Logic" in found[2]


def test_a_series_without_slots_has_no_nearest_one(tmp_path: Path) -> None:
    """A period without the weekday of the rule."""
    series = "series:\n  - {name: A, every: Monday, from: 6 Oct 2026, to: 9 Oct 2026}\n"
    (found,) = problems(
        tmp_path, f"{series}talks:\n  - {{title: A, date: 7 Oct 2026, series: A}}\n"
    )
    assert (found[0], found[2]) == ("TF246", "write extra: true")


def test_a_time_without_a_zone_is_a_problem_of_the_talk(tmp_path: Path) -> None:
    """Neither the feed nor the series has a zone."""
    series = "series:\n  - {name: A, every: Monday 10:00, from: 5 Oct 2026}\n"
    text = HEAD.replace(", timezone: Europe/London", "") + series
    (tmp_path / "talks.yaml").write_text(
        f"{text}talks:\n  - {{title: A, date: 5 Oct 2026, series: A}}\n", encoding="utf-8"
    )
    with pytest.raises(InvalidData) as caught:
        normalise(parser.read(tmp_path / "talks.yaml"))
    assert [each.code for each in caught.value.problems] == ["TF212"]


def test_two_main_files_have_one_list_of_series(tmp_path: Path) -> None:
    """A second one is a problem."""
    for name in ("a", "b"):
        text = f"{HEAD if name == 'a' else ''}series: []\ntalks: []\n"
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(InvalidData) as caught:
        normalise(parser.read(tmp_path))
    assert "a second 'series:'" in caught.value.problems[0].message


def test_the_schema_allows_series() -> None:
    """The example of these tests is valid for editors."""
    text = f"{HEAD}{SERIES.rstrip().removesuffix('-')}\n"
    text += "talks:\n  - {title: A, date: 14 Oct 2026, series: Logic seminar, extra: true}\n"
    validator = jsonschema.Draft202012Validator(json_schema())
    assert [*validator.iter_errors(yaml.safe_load(text))] == []
    wrong = yaml.safe_load(text.replace("every: [Monday", "ever: [Monday"))
    assert [*validator.iter_errors(wrong)] != []


# --- commands ------------------------------------------------------------------------------------


def test_add_and_edit_know_series(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A talk is added to a slot, and moves to another one, but not to a day without one."""
    load(tmp_path, f"{SERIES}talks:\n")
    monkeypatch.chdir(tmp_path)
    slot = ["--series", "logic seminar", "--date", "14 Oct 2026"]
    assert main(["add", "--title", "A talk", "--speaker", "Ann", *slot]) == 0
    added = (tmp_path / "talks.yaml").read_text(encoding="utf-8")
    assert "    series: logic seminar\n    date: 14 Oct 2026\n" in added
    assert main(["edit", "a-talk", "--date", "15 Oct 2026"]) == 1
    assert (tmp_path / "talks.yaml").read_text(encoding="utf-8") == added
    assert main(["edit", "a-talk", "--date", "15 Oct 2026", "--extra", "true"]) == 0
    assert "extra: true" in (tmp_path / "talks.yaml").read_text(encoding="utf-8")
    assert main(["edit", "a-talk", "--date", "21 Oct 2026", "--extra", "false"]) == 0
    (moved,) = normalise(parser.read(tmp_path / "talks.yaml")).talks
    assert str(moved.when.start) == "2026-10-21 16:00:00+02:00"


def test_a_lenient_build_has_the_talk_without_its_slot(tmp_path: Path) -> None:
    """On its own day, in the place of the series, with a notice."""
    text = f"{HEAD}{SERIES}talks:\n  - {{title: A, date: 15 Oct 2026, series: Logic seminar}}\n"
    (tmp_path / "talks.yaml").write_text(text, encoding="utf-8")
    read = normalise(parser.read(tmp_path / "talks.yaml"), is_lenient=True)
    (found,) = read.talks
    assert (str(found.when.start), found.online) == ("2026-10-15", "https://stream.example/")
    assert "TF613" in {each.code for each in read.notices}


# --- builds --------------------------------------------------------------------------------------

BUILT = twice.HEAD.replace("talks:\n", f"{SERIES}talks:\n")
OF_SERIES = [
    f"  - title: Logic {number}\n    speaker: Ann\n    series: Logic seminar\n"
    f"    date: {number * 7 + 7} Oct 2026\n"
    for number in range(3)
]


def test_a_change_of_a_series_is_built(tmp_path: Path) -> None:
    """As by a build without a cache, whatever of a series changes, and back again."""
    site = Site(tmp_path, BUILT, [*OF_SERIES, *twice.TALKS[:5]])
    site.build()
    for hours, (before, after, changed) in enumerate(
        [
            ("location: Room 2", "location: Room 3", 3),
            ("16:00-17:00", "15:00-17:00", 3),
            ("18 Nov 2026:", "14 Oct 2026:", 1),
            ("name: Meetup", "name: Meeting", 0),
        ],
        1,
    ):
        site.head = BUILT.replace(before, after)
        site.write()
        report, _ = site.build(NOW + timedelta(hours=2 * hours))
        assert len(report.changes) == changed
        site.head = BUILT
        site.write()
        report, _ = site.build(NOW + timedelta(hours=2 * hours + 1))
        assert len(report.changes) == changed


def test_a_talk_keeps_its_uid_through_the_changes_of_its_slot(tmp_path: Path) -> None:
    """Calendars have one event of it, moved, cancelled and restored, each time a later version."""
    site = Site(tmp_path, BUILT, OF_SERIES[1:2])
    shown, uids = [], set()
    changes = [
        "",
        "14 Oct 2026: {date: 15 Oct 2026}",
        "14 Oct 2026: {date: 16 Oct 2026 10:00-11:00}",
        "14 Oct 2026: {status: cancelled}",
        "14 Oct 2026: {location: Room 5}",
    ]
    for hours, change in enumerate(changes):
        site.head = BUILT.replace("changes:", f"changes:\n      {change}") if change else BUILT
        site.write()
        site.build(NOW + timedelta(hours=hours))
        calendar = Calendar.from_ical(site.files("cached")["output/talks.ics"])
        every = calendar.walk("VEVENT")
        (event,) = (each for each in every if "/talks/logic" in each.get("URL", ""))
        status, start = event.get("STATUS"), event.decoded("DTSTART")
        shown.append((f"{start:%d %H:%M}", status, event["LOCATION"].split(",")[0]))
        assert event["SEQUENCE"] == hours
        uids.add(str(event["UID"]))
    assert len(uids) == 1
    assert shown == [
        ("14 14:00", "CONFIRMED", "Room 2"),
        ("15 14:00", "CONFIRMED", "Room 2"),
        ("16 08:00", "CONFIRMED", "Room 2"),
        ("14 14:00", "CANCELLED", "Room 2"),
        ("14 14:00", "CONFIRMED", "Room 5"),
    ]


def test_a_talk_of_a_series_is_exchanged(tmp_path: Path) -> None:
    """An edit of a single talk is built alone, beside series."""
    site = Site(tmp_path, BUILT, [*OF_SERIES, *twice.TALKS[:5]])
    site.build()
    site.talks[1] += "    abstract: It *says* more now.\n"
    site.write()
    report, counts = site.build(NOW + timedelta(hours=1))
    assert len(report.changes) == 1
    assert "stamp" not in counts


def test_series_may_be_in_a_file_of_their_own(tmp_path: Path) -> None:
    """As people are; an edit of it is built."""
    text = SERIES.removeprefix("series:\n")
    (tmp_path / "series.yaml").write_text(f"series:\n{text}", encoding="utf-8")
    found = talk(tmp_path, "series: Logic seminar, date: 14 Oct 2026", "series: series.yaml\n")
    assert str(found.when.start) == "2026-10-14 16:00:00+02:00"
    (tmp_path / "series.yaml").write_text("a: b\n", encoding="utf-8")
    with pytest.raises(InvalidData) as caught:
        load(tmp_path, "series: series.yaml\ntalks: []\n")
    assert "must be a list of series" in caught.value.problems[0].message
