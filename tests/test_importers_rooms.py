"""A venue is the event of a talk that was given, and a room in a schedule."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from source_inputs import source_input
from talkfeed.dates import DateRules
from talkfeed.importers.common.detect import choose
from talkfeed.lists.options import ListOptions
from talkfeed.lists.reading import read_file
from talkfeed.model.imported import ImportOptions

if TYPE_CHECKING:
    from collections.abc import Sequence

Row = tuple[str, str, str]
"""A title, a date with or without a time, and a venue."""
SCHEDULE: list[Row] = [
    (f"Talk {n}", f"2019-05-0{1 + n // 6} 1{n % 3}:00", ("Main Hall", "Seminar room 2")[n % 2])
    for n in range(12)
]
GIVEN: list[Row] = [(f"Talk {n}", f"2019-0{1 + n}-03", f"Club {n % 4}") for n in range(8)]


def places(rows: Sequence[Row]) -> set[str]:
    """Import a table, and return the fields that have the venues."""
    text = "\n".join(["title,date,venue", *map(",".join, rows), ""])
    source = source_input(text, name="t.csv")
    result = choose(source).read(source, ImportOptions(timezone="Europe/Paris"))
    return {field for talk in result.talks for field in talk.fields} & {"room", "event", "location"}


def _without_times(rows: Sequence[Row]) -> list[Row]:
    return [(title, day[:10], venue) for title, day, venue in rows]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (SCHEDULE, {"room"}),
        (SCHEDULE[:3], {"event"}),  # too few
        (_without_times(SCHEDULE), {"event"}),  # several talks at one event
        ([(title, day, f"{venue} {day}") for title, day, venue in SCHEDULE], {"event"}),  # many
        ([(title, day, "CityConf 2019") for title, day, _ in SCHEDULE], {"event"}),
        ([(title, day, venue * 5) for title, day, venue in SCHEDULE], {"event"}),  # no short name
        (GIVEN, {"event"}),
    ],
)
def test_the_list_decides_what_a_venue_is(rows: list[Row], expected: set[str]) -> None:
    """Few short names, several talks in each on a day, and times: those are rooms."""
    assert places(rows) == expected


def test_lists_in_data_and_in_place_are_read_alike() -> None:
    """Where an event or a room is named, a venue is a place, as ever."""
    rows: list[dict[str, Any]] = [
        {"title": title, "date": day, "venue": venue} for title, day, venue in SCHEDULE
    ]
    for more, field in (({}, "room"), ({"event": "E"}, "location")):
        content = json.dumps([row | more for row in rows])
        source = source_input(content, name="t.json")
        result = choose(source).read(source, ImportOptions(timezone="Europe/Paris"))
        assert all(field in talk.fields for talk in result.talks)
        found = read_file("t.json", content.encode(), ListOptions(), DateRules("Europe/Paris"), "")
        assert all(field in talk.raw.fields for talk in found.talks)
