"""The mapping of a series becomes a timetable; all problems have their places."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from talkfeed.model import RawMap, Settings
from talkfeed.normalise import reader_for
from talkfeed.normalise.series import read_series
from talkfeed.series.timetable import occurrences
from talkfeed.talksfile.parser import parse

if TYPE_CHECKING:
    from talkfeed.model.series import Series

TODAY = date(2026, 9, 1)
SEMINAR = """\
name: Logic seminar
every: Wednesday 16:00-17:00
from: 7 Oct 2026
to: 10 Feb 2027
except: [24-31 Dec 2026, {date: 13 Jan 2027, reason: Faculty day}]
changes:
  18 Nov 2026: {date: 19 Nov 2026 10:00-11:00, location: Room 7}
  25 Nov 2026: {status: cancelled, reason: Strike}
  2 Dec 2026: {joint: Semantics seminar}
location: Room 2
online: https://stream.example/
timezone: Europe/Paris
organizers: [Ann Example]
"""
RULE = "every: Wednesday 16:00-17:00"
BOTH = "every: [Wednesday 16:00"


def load(text: str) -> tuple[Series | None, list[tuple[str, int]]]:
    """Read a series; return it with the codes and lines of problems."""
    raw, problems = parse(text, "talks.yaml")
    assert problems == []
    assert isinstance(raw, RawMap)
    reader = reader_for(Settings(title="T", url="https://t.example/"), is_lenient=False)
    series = read_series(reader, raw, {"semantics seminar": "Semantics seminar"})
    return series, [(each.code, each.place.line) for each in reader.problems]


def test_a_series_is_read_whole() -> None:
    """Each field reaches the series, and its slots are those of the term."""
    series, problems = load(SEMINAR)
    assert problems == []
    assert series is not None
    assert (series.name, series.timezone) == ("Logic seminar", "Europe/Paris")
    assert series.location is not None
    assert (series.location.name, series.online) == ("Room 2", "https://stream.example/")
    made, _ = occurrences(series.table, TODAY)
    assert len(made) == 17
    changed = {each.key: each.change for each in made if each.change}
    assert list(changed) == ["2026-11-18", "2026-11-25", "2026-12-02"]
    moved, cancelled, joint = changed.values()
    assert moved is not None
    assert moved.location is not None
    assert moved.location.name == "Room 7"
    assert cancelled is not None
    assert (cancelled.is_cancelled, cancelled.reason) == (True, "Strike")
    assert joint is not None
    assert joint.joint == "Semantics seminar"


def test_a_series_may_have_several_rules_and_no_end() -> None:
    """A list of rules gives the slots of all."""
    rules = "every: [Monday 10:00, 1st Friday 14:00]"
    series, problems = load(f"name: S\n{rules}\nfrom: 2026-10-01\nplaceholder: off\nexcept:\n")
    assert problems == []
    assert series is not None
    assert len(series.table.schedules) == 2
    assert series.table.last is None


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("every: Wednesday 16:00-17:00", "every: monthly", [("TF242", 2)]),
        ("every: Wednesday 16:00-17:00", "every: {a: b}", [("TF301", 2)]),
        ("every: Wednesday 16:00-17:00", "every: [{a: b}]", [("TF301", 2)]),
        (RULE, "every: [[{rule: Monday}]]", [("TF303", 2)]),
        (RULE, "every: {from: 7 Oct 2026}", [("TF302", 2)]),
        (RULE, "every: {rule: [Monday]}", [("TF303", 2)]),
        (RULE, "every: {rule: monthly}", [("TF242", 2)]),
        (RULE, "every: {rule: Wednesday 16:00, to: Oct 2026}", [("TF303", 2)]),
        (RULE, "every: {rule: Wednesday, from: 6 Oct 2026}", [("TF250", 2)]),
        (RULE, "every: {rule: Wednesday, to: 11 Feb 2027}", [("TF250", 2)]),
        (RULE, f"{BOTH}, {{rule: Friday, from: 7 Nov 2026, to: 6 Nov 2026}}]", [("TF206", 2)]),
        (RULE, "every: {rule: Wednesday 16:00, from: 7 Oct 2026, to: 10 Feb 2027}", []),
        ("every: Wednesday 16:00-17:00", "every: Tuesday 16:00", [("TF246", 5)]),
        ("from: 7 Oct 2026", "from: Oct 2026", [("TF303", 3)]),
        ("to: 10 Feb 2027", "to: 2027", [("TF303", 4)]),
        ("24-31 Dec 2026", "Dec 2026", [("TF303", 5)]),
        ("24-31 Dec 2026", "Friday", [("TF202", 5)]),
        ("24-31 Dec 2026", "{reason: Fair}", [("TF302", 5)]),
        ("24-31 Dec 2026", "[1 Dec 2026]", []),
        ("24-31 Dec 2026", "24 Dec 2026", [("TF246", 5)]),
        ("13 Jan 2027", "14 Jan 2027", [("TF246", 5)]),
        ("  18 Nov 2026:", "  17 Nov 2026:", [("TF246", 7)]),
        ("  18 Nov 2026:", "  Nov 2026:", [("TF303", 7)]),
        ("  18 Nov 2026:", "  someday:", [("TF201", 7)]),
        ("  25 Nov 2026:", "  2026-11-18:", [("TF249", 8)]),
        ("{joint: Semantics seminar}", "later", [("TF303", 9)]),
        ("{joint: Semantics seminar}", "", []),
        ("{joint: Semantics seminar}", "{joint: Semantic seminar}", [("TF247", 9)]),
        ("{joint: Semantics seminar}", "{date: someday}", [("TF201", 9)]),
        ("{joint: Semantics seminar}", "{date: Dec 2026}", [("TF303", 9)]),
        ("{joint: Semantics seminar}", "{date: TBA}", [("TF303", 9)]),
        ("to: 10 Feb 2027", "to: 10 Feb 2026", [("TF206", 4)]),
        ("name: Logic seminar", "title: Logic seminar", [("TF301", 1)]),
    ],
)
def test_a_problem_has_its_place(before: str, after: str, expected: list[tuple[str, int]]) -> None:
    """A mistake in a series is reported once, in its line."""
    assert before in SEMINAR
    _, problems = load(SEMINAR.replace(before, after))
    assert problems[:1] == expected[:1]
    assert len(problems) == len(expected) or after == "every: Tuesday 16:00"


def test_changes_are_a_mapping() -> None:
    """A list of changes is reported."""
    _, problems = load("name: S\nevery: Monday\nfrom: 2026-10-01\nchanges: [2026-10-05]\n")
    assert problems == [("TF303", 4)]


def test_a_slot_that_a_clock_skips_is_reported_at_the_rule() -> None:
    """A slot in a gap has the place of the rule."""
    zone = "timezone: Europe/Paris"
    text = f"name: S\nevery: Sunday 2:30am\nfrom: 2027-03-01\nto: 2027-04-30\n{zone}\n"
    _, problems = load(text)
    assert problems == [("TF216", 2)]
