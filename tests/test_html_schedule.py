"""The schedule of an event: a table of times and rooms for each day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as markup

from factories import make_entry, make_feed, make_link, make_talk
from talkfeed.formats.html import profile
from talkfeed.formats.html.rows import TalkRow
from talkfeed.formats.html.schedule import Day, Schedule, schedule
from talkfeed.model import (
    Event,
    EventProfile,
    Location,
    Person,
    Precision,
    Status,
    Subscription,
    When,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from talkfeed.model import Entry

LISBON = "Europe/Lisbon"
HEAD = ("title", "start", "minutes", "room")


def entry(title: str, start: str, minutes: int, room: str | None, **changes: Any) -> Entry:
    """Make a talk that starts on "11 10:45", a day of March 2027."""
    zone = changes.pop("zone", LISBON)
    first = datetime.strptime(f"2027-03-{start}", "%Y-%m-%d %H:%M").replace(tzinfo=ZoneInfo(zone))
    last = (first.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(ZoneInfo(zone))
    when = When(start, "2027", first, last, Precision.MINUTE_RANGE, zone=zone)
    key = f"{title}-{start}-{room}".lower().replace(" ", "-").replace(":", "-")
    values = {"title": title, "when": when, "room": room, **changes}
    return make_entry(key, make_talk(event=Event("Conf"), **values))


def planned(entries: Sequence[Entry], rooms: Sequence[str] = ()) -> Schedule | None:
    """Return the schedule of talks."""
    feed = make_feed(*entries)
    return schedule([TalkRow(feed, each, "") for each in entries], rooms)


def grid(day: Day) -> list[list[str]]:
    """Lay out a table by the model of HTML; each square has the title of its talk, or ""."""
    squares: dict[tuple[int, int], str] = {}
    for height, line in enumerate(day.lines):
        column = 0
        for cell in line.cells:
            while (height, column) in squares:
                column += 1
            for below in range(cell.rows):
                assert (height + below, column) not in squares
                squares[height + below, column] = cell.slot.row.talk.title if cell.slot else ""
    size = len(day.lines), day.columns
    assert squares.keys() == {(row, column) for row in range(size[0]) for column in range(size[1])}
    return [[squares[row, column] for column in range(size[1])] for row in range(size[0])]


def one_day(*entries: Entry, rooms: Sequence[str] = ()) -> Day:
    """Return the only day of a schedule."""
    found = planned(entries, rooms)
    assert found
    (day,) = found.days
    return day


def test_parallel_talks_are_side_by_side() -> None:
    """A long talk spans those beside it, and rooms are in the order of the event."""
    day = one_day(
        entry("A", "11 10:00", 30, "Red"),
        entry("B", "11 10:30", 30, "Red"),
        entry("Long", "11 10:00", 60, "Blue"),
        rooms=("Blue", "Red", "Empty"),
    )
    assert day.rooms == (("Blue", 1), ("Red", 1))
    assert grid(day) == [["Long", "A"], ["Long", "B"]]
    assert [line.clock for line in day.lines] == ["10:00", "10:30"]
    assert day.name == "Thursday 11 March 2027"


def test_breaks_are_seen() -> None:
    """A time without any talk is a break; a gap in one room is none."""
    day = one_day(
        entry("A", "11 10:00", 30, "Red"),
        entry("B", "11 11:00", 30, "Red"),
        entry("C", "11 10:00", 20, "Blue"),
    )
    assert [line.rest for line in day.lines] == ["", "", "30 min", ""]
    assert [line.is_start for line in day.lines] == [True, False, False, True]


def test_talks_that_overlap_in_one_room_have_columns_of_their_own() -> None:
    """Also without any room; a talk of no length has a row."""
    for room in ("Red", None):
        day = one_day(
            entry("A", "11 10:00", 60, room),
            entry("B", "11 10:30", 60, room),
            entry("C", "11 11:30", 0, room),
        )
        assert day.rooms == ((room or "", 2),)
        assert grid(day) == [["A", ""], ["A", "B"], ["", "B"], ["C", ""]]
    assert not day.has_rooms


def test_a_talk_over_midnight_is_of_the_day_it_begins() -> None:
    """Its row ends on the next day."""
    night = [entry(name, "11 23:00", 120, name) for name in "ABC"]
    day = one_day(*night)
    assert grid(day) == [["A", "B", "C"]]
    assert day.lines[0].cells[0].slot.clock == "23:00–01:00"  # type: ignore[union-attr]


def test_one_zone_has_all_times() -> None:
    """Talks of other zones are shown in that of the first; a zone may be an offset."""
    abroad = entry("C", "11 12:00", 30, "Red", zone="Europe/Berlin")
    day = one_day(entry("A", "11 10:00", 30, "Red"), entry("B", "11 10:30", 30, "Red"), abroad)
    assert [line.clock for line in day.lines] == ["10:00", "10:30", "11:00"]
    fixed = [entry(name, "11 10:00", 30, name, zone="UTC") for name in "ABC"]
    assert planned(fixed).zone == "UTC"  # type: ignore[union-attr]


def test_other_events_are_lists() -> None:
    """Few talks, one a day, no times, or times that are off."""
    weekly = [entry("A", f"{day} 10:00", 30, "Red") for day in (11, 12, 13)]
    assert planned(weekly) is None
    assert planned(weekly[:2]) is None
    off = [entry("A", "11 10:00", 30, name, status=Status.POSTPONED) for name in "ABC"]
    assert planned(off) is None
    long = entry("Hackathon", "11 10:00", 3000, "Hall")
    found = planned([*(entry("A", "11 10:00", 30, name) for name in "ABC"), long])
    assert found
    assert [row.talk.title for row in found.others] == ["Hackathon"]


TALKS = st.tuples(
    st.integers(0, 47), st.integers(0, 500), st.sampled_from(["", *map(str, range(20))])
)


@given(st.lists(TALKS, min_size=3, max_size=25))
def test_every_talk_has_its_place(talks: list[tuple[int, int, str]]) -> None:
    """However talks overlap, in however many rooms, tables have no hole, and each talk once."""
    entries = [
        entry(f"T{rank}", f"11 {start // 2:02}:{start % 2 * 30:02}", minutes, room or None)
        for rank, (start, minutes, room) in enumerate(talks)
    ]
    day = one_day(*entries)
    squares = grid(day)
    assert {title for line in squares for title in line} - {""} == {
        f"T{n}" for n in range(len(talks))
    }
    cells = [cell.slot for line in day.lines for cell in line.cells if cell.slot]
    assert len(cells) == len(talks)
    assert [slot.start for slot in cells] == sorted(slot.start for slot in cells)


@pytest.mark.parametrize("room", ["Red", None])
def test_the_page_of_an_event_has_the_table(room: str | None) -> None:
    """With links, rooms and what is cancelled; talks without a time are below it."""
    entries = [
        entry("A", "11 10:00", 30, room, status=Status.CANCELLED, speakers=()),
        entry("B", "11 10:00", 60, room, links=(make_link("https://v.example/1"),), track="Core"),
        entry("C", "11 11:30", 1, None, location=Location("Hall"), language="fr"),
    ]
    about = Event("Conf", profile=EventProfile(rooms=("Blue", "Red")))
    feed = make_feed(
        *entries,
        make_entry("later", make_talk(title="Later", event=Event("Conf"))),
        path="events/conf/index",
        about=about,
        subscriptions=(Subscription("Conf", "event", "events/conf", ("atom",), 4, "Conf"),),
    )
    page = markup.document_fromstring(profile.render(feed).decode())
    (table,) = page.xpath("//table")
    assert table.findtext("caption") == "Thursday 11 March 2027"
    assert [each.text for each in table.xpath(".//th[@scope='row']")] == ["10:00", "11:00", "11:30"]
    assert [each.text for each in table.xpath("thead//th")] == (
        ["Red", "Hall"] if room else ["Hall", "Elsewhere"]
    )
    assert table.xpath(".//td[contains(@class, 'is-cancelled')]//a/text()") == ["A"]
    assert page.xpath("//section[@aria-labelledby='Talks']//li//a/text()")[0] == "Later"


def test_pages_of_tags_and_people_list_talks_by_year() -> None:
    """Upcoming talks come first, then years backwards; a person spoke at events."""
    entries = [
        make_entry("one", make_talk(title="One", event=Event("Conf A"))),
        make_entry("two", make_talk(title="Two", event=Event("Conf B"))),
        entry("Coming", "11 10:00", 30, None, speakers=(Person("Ann"),)),
    ]
    for kind, name in (("speaker", "Ann"), ("tag", "types")):
        feed = make_feed(
            *entries,
            path=f"{kind}s/x/index",
            ahead=(entries[2].key,),
            profiles=(("event", "Conf B", "events/conf-b"),),
            subscriptions=(Subscription(name, kind, f"{kind}s/x", ("atom",), 5, name),),
        )
        page = markup.document_fromstring(profile.render(feed).decode())
        assert page.findtext(".//h1") == name
        assert page.xpath("//h3/text()") == ["2015"]
        assert page.xpath("//p[contains(@class, 'count')]/text()") == [
            "5 talks, the latest 3 of them here"
        ]
        listed = page.xpath("//ul[@class='inline']/li//text()")
        assert [each for each in listed if each.strip()] == (
            ["Conf", "Conf B", "Conf A"] if kind == "speaker" else []
        )
