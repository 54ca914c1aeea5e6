"""A slot of a series has one event all its life: empty, filled, moved, cancelled, emptied again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from icalendar import Calendar

from talkfeed import build, ledger
from talkfeed.ledger.calendar import read_slots as slots_of
from talkfeed.ledger.slotlines import read_slots
from talkfeed.ledger.state import read_slot
from twice import NOW, Site

if TYPE_CHECKING:
    from pathlib import Path

HEAD = """\
feed:
  title: Example talks
  url: https://talks.example/
  authors: [{name: The community}]
  timezone: Europe/Paris
  channels: {speakers: 1, series: all}
series:
  - name: Logic seminar
    every: Wednesday 16:00-17:00
    from: 4 Mar 2026
    to: 1 Apr 2026
    location: Room 2
    online: https://stream.example/
    organizers: [Ann Example, Ben]
  - {name: Semantics, every: Wednesday 16:00, from: 4 Mar 2026, to: 25 Mar 2026}
talks:
"""


def talk(title: str, speaker: str, day: str, more: str = "") -> str:
    """Write a talk of the seminar."""
    return f"  - {{title: {title}, speaker: {speaker}, series: Logic seminar, date: {day}{more}}}\n"


FIRST = talk("Cut", "Ann", "11 Mar 2026")


class Term(Site):
    """A seminar whose builds are an hour apart."""

    hours = 0

    def after(self, *talks: str, head: str = HEAD) -> dict[str, list[tuple[Any, ...]]]:
        """Build with these talks; return the events of each calendar."""
        self.talks, self.head = [*talks] or ["  []\n"], head
        self.write()
        self.hours += 1
        self.build(NOW + timedelta(hours=self.hours))
        written = self.files("cached")
        return {
            path.removeprefix("output/").removesuffix(".ics"): events(content)
            for path, content in written.items()
            if path.endswith(".ics")
        }

    def lose_locks(self) -> None:
        """Remove the locks of both sites."""
        for name in ("cached", "plain"):
            (self.home / name / "talks.lock").unlink()

    def file(self, path: str) -> str:
        """Return a file as text."""
        return self.files("cached")[path].decode()


def events(content: bytes) -> list[tuple[Any, ...]]:
    """Return the UID, SEQUENCE, STATUS and SUMMARY of each event, in the order of time."""
    return [
        (
            str(each["UID"]).partition("@")[0],
            each["SEQUENCE"],
            str(each["STATUS"]),
            str(each["SUMMARY"]),
        )
        for each in Calendar.from_ical(content).walk("VEVENT")
    ]


def of(calendar: list[tuple[Any, ...]], day: str = "2026-03-11") -> list[tuple[Any, ...]]:
    """Return the events of one slot of the seminar."""
    return [each[1:] for each in calendar if each[0] == f"logic-seminar.{day}"]


EMPTY = "Logic seminar: to be announced"
CUT = "Ann: Cut (Logic seminar)"
GONE = "Cancelled: Logic seminar"


def test_a_talk_takes_the_place_of_the_slot(tmp_path: Path) -> None:
    """In every calendar under the same UID, and gives it back, each time a later version."""
    site = Term(tmp_path, HEAD)
    wanted = [
        ((), [(0, "TENTATIVE", EMPTY)]),
        ((FIRST,), [(1, "CONFIRMED", CUT)]),
        ((FIRST.replace("}", ", status: cancelled}"),), [(2, "CANCELLED", f"Cancelled: {CUT}")]),
        ((), [(3, "TENTATIVE", EMPTY)]),
        ((FIRST,), [(4, "CONFIRMED", CUT)]),
    ]
    for talks, shown in wanted:
        calendars = site.after(*talks)
        for path in ("talks", "upcoming", "series/logic-seminar"):
            assert of(calendars[path]) == shown
    assert site.file("output/talks.atom").count("<entry>") == 1
    assert "announced" not in site.file("output/talks.atom")
    assert "announced" not in site.file("output/series/logic-seminar.atom")


def test_swapped_talks_keep_their_ids_and_take_the_slots_of_each_other(tmp_path: Path) -> None:
    """A calendar of a speaker, who is in the other slot now, has the former one as cancelled."""
    site = Term(tmp_path, HEAD)
    site.after(FIRST, talk("Lambda", "Ben", "18 Mar 2026"))
    before = site.file("output/talks.json").count('"id":')
    calendars = site.after(talk("Cut", "Ann", "18 Mar 2026"), talk("Lambda", "Ben", "11 Mar 2026"))
    assert of(calendars["talks"]) == [(1, "CONFIRMED", "Ben: Lambda (Logic seminar)")]
    assert of(calendars["talks"], "2026-03-18") == [(1, "CONFIRMED", CUT)]
    assert of(calendars["speakers/ann"]) == [(1, "CANCELLED", GONE)]
    assert of(calendars["speakers/ann"], "2026-03-18") == [(1, "CONFIRMED", CUT)]
    assert site.file("output/talks.json").count('"id":') == before
    assert "output/talks/cut/index.html" in site.files("cached")


def test_the_first_of_two_talks_in_a_slot_has_its_uid(tmp_path: Path) -> None:
    """That announced first, or else the first in the file; the other keeps its own."""
    site = Term(tmp_path, HEAD)
    second = talk("Lambda", "Ben", "11 Mar 2026")
    others = (talk("Nets", "Cat", "18 Mar 2026"), talk("Games", "Dan", "18 Mar 2026"))
    calendars = site.after(FIRST, *others)
    assert of(calendars["talks"], "2026-03-18")[0][2] == "Cat: Nets (Logic seminar)"
    calendars = site.after(second, FIRST)
    assert of(calendars["talks"]) == [(0, "CONFIRMED", CUT)]
    assert [each[0] for each in calendars["speakers/ben"]] == ["lambda"]
    calendars = site.after(second)
    assert of(calendars["talks"]) == [(1, "CANCELLED", GONE)]
    assert [each[0] for each in calendars["speakers/ben"]] == ["lambda"]


def test_a_talk_with_an_event_of_its_own_keeps_it(tmp_path: Path) -> None:
    """A talk that joins a series is not there twice: the placeholder is cancelled."""
    site = Term(tmp_path, HEAD)
    site.after(FIRST.replace("}", ", extra: true}"))
    calendars = site.after(FIRST)
    assert of(calendars["talks"]) == [(1, "CANCELLED", GONE)]
    assert ("cut", 1, "CONFIRMED", CUT) in calendars["talks"]


def test_a_postponed_talk_keeps_its_slot_until_another_is_named(tmp_path: Path) -> None:
    """Then it is in no calendar but as the cancelled event in those without the other talk."""
    site = Term(tmp_path, HEAD)
    site.after(FIRST)
    late = talk("Cut", "Ann", "TBA", ", status: postponed")
    calendars = site.after(late)
    assert of(calendars["talks"]) == [(1, "CANCELLED", f"Postponed: {CUT}")]
    calendars = site.after(late, talk("Lambda", "Ben", "11 Mar 2026"))
    assert of(calendars["talks"]) == [(2, "CONFIRMED", "Ben: Lambda (Logic seminar)")]
    assert of(calendars["speakers/ann"]) == [(2, "CANCELLED", GONE)]
    assert [each[0] for each in calendars["talks"]].count("cut") == 0


def test_a_slot_that_is_cancelled_says_why_until_its_day(tmp_path: Path) -> None:
    """And then goes; a break has no slot, and cancels one that was published."""
    site = Term(tmp_path, HEAD)
    site.after()
    strike = HEAD.replace(
        "    location: Room 2\n",
        "    changes: {11 Mar 2026: {status: cancelled, reason: Strike}}\n    location: Room 2\n",
    )
    calendars = site.after(head=strike)
    assert of(calendars["talks"]) == [(1, "CANCELLED", "Cancelled: Logic seminar (Strike)")]
    page = site.file("output/series/logic-seminar/index.html")
    assert "Cancelled: Logic seminar (Strike)" in page
    without = HEAD.replace("    location: Room 2\n", "    except: [11 Mar 2026]\n")
    calendars = site.after(head=without)
    assert of(calendars["talks"]) == [(2, "CANCELLED", GONE)]
    site.hours = 24 * 12
    assert of(site.after(head=without)["talks"]) == []
    assert of(site.after(FIRST)["talks"]) == [(3, "CONFIRMED", CUT)]


@pytest.mark.parametrize(
    ("placeholder", "title"),
    [("speaker to come", "Logic seminar: speaker to come"), ("A Logic seminar", "A Logic seminar")],
)
def test_a_placeholder_is_the_title(placeholder: str, title: str, tmp_path: Path) -> None:
    """With the name of the series, unless it has it."""
    site = Term(tmp_path, HEAD)
    head = HEAD.replace("    location: Room 2\n", f"    placeholder: {placeholder}\n")
    assert of(site.after(head=head)["talks"]) == [(0, "TENTATIVE", title)]


def test_a_talk_whose_day_becomes_known_has_the_event_of_its_slot(tmp_path: Path) -> None:
    """It had no event before, so the placeholder becomes the talk."""
    site = Term(tmp_path, HEAD)
    assert of(site.after(talk("Cut", "Ann", "TBA"))["talks"]) == [(0, "TENTATIVE", EMPTY)]
    assert of(site.after(FIRST)["talks"]) == [(1, "CONFIRMED", CUT)]


def test_placeholders_can_be_off(tmp_path: Path) -> None:
    """Those that were published are cancelled; a talk that leaves its slot leaves it cancelled."""
    site = Term(tmp_path, HEAD)
    head = HEAD.replace("    location: Room 2\n", "    placeholder: off\n")
    assert of(site.after(FIRST, head=head)["talks"]) == [(0, "CONFIRMED", CUT)]
    calendars = site.after(talk("Cut", "Ann", "18 Mar 2026"), head=head)
    assert of(calendars["talks"]) == [(1, "CANCELLED", GONE)]
    assert len(of(site.after(head=HEAD)["talks"])) == 1
    assert of(site.after(head=head)["talks"])[0][1] == "CANCELLED"


def test_a_joint_session_is_one_event_in_both_channels(tmp_path: Path) -> None:
    """With or without a talk; the slot of the other series is cancelled."""
    site = Term(tmp_path, HEAD)
    site.after()
    joint = HEAD.replace(
        "    location: Room 2\n", "    changes: {11 Mar 2026: {joint: semantics}}\n"
    )
    calendars = site.after(head=joint)
    for path in ("series/logic-seminar", "series/semantics"):
        assert of(calendars[path]) == [(1, "TENTATIVE", EMPTY)]
    gone = ("semantics.2026-03-11", 1, "CANCELLED", "Cancelled: Semantics")
    assert gone in calendars["series/semantics"]
    calendars = site.after(FIRST, head=joint)
    both = "Ann: Cut (Logic seminar and semantics)"
    for path in ("series/logic-seminar", "series/semantics"):
        assert of(calendars[path]) == [(2, "CONFIRMED", both)]
    assert '"joint":"semantics"' in site.file("output/talks.json")


def test_a_session_that_is_no_longer_joint_is_cancelled_in_the_other_calendar(
    tmp_path: Path,
) -> None:
    """Until its day is over, whatever becomes of the slot; the other series has its own again."""
    site = Term(tmp_path, HEAD)
    site.after(
        head=HEAD.replace(
            "    location", "    changes: {11 Mar 2026: {joint: Semantics}}\n    location", 1
        )
    )
    calendars = site.after()
    assert of(calendars["talks"]) == [(1, "TENTATIVE", EMPTY)]
    assert of(calendars["series/semantics"]) == [(1, "CANCELLED", GONE)]
    assert ("semantics.2026-03-11", 0, "TENTATIVE") in [
        each[:3] for each in calendars["series/semantics"]
    ]
    calendars = site.after(FIRST)
    assert of(calendars["talks"]) == [(2, "CONFIRMED", CUT)]
    assert of(calendars["series/semantics"]) == [(2, "CANCELLED", GONE)]
    site.hours = 24 * 12
    assert of(site.after(FIRST)["series/semantics"]) == []


def test_a_talk_that_changes_its_series_is_no_new_event_in_the_former_one(tmp_path: Path) -> None:
    """Nor in the calendar of a former speaker; each shows the event that it had as cancelled."""
    site = Term(tmp_path, HEAD)
    site.after(FIRST)
    moved = FIRST.replace("Logic seminar", "Semantics").replace("Ann", "Ben")
    calendars = site.after(moved)
    assert ("semantics.2026-03-11", 1, "CONFIRMED", "Ben: Cut (Semantics)") in calendars["talks"]
    assert of(calendars["series/logic-seminar"]) == [(1, "TENTATIVE", EMPTY)]
    assert of(calendars["speakers/ann"]) == [(1, "CANCELLED", GONE)]
    for path in ("series/logic-seminar", "speakers/ann"):
        assert not [each for each in calendars[path] if each[0].startswith("semantics")]


def test_a_slot_goes_on_after_its_series_was_removed(tmp_path: Path) -> None:
    """Its talk had the UID meanwhile; its placeholder is a later version, and stays one."""
    site = Term(tmp_path, HEAD)
    site.after(FIRST)
    head = HEAD[: HEAD.index("series:\n")] + "talks:\n"
    site.after("  - {title: Cut, speaker: Ann, date: 11 Mar 2026}\n", head=head)
    assert of(site.after("  []\n", head=head)["talks"]) == [(2, "CANCELLED", GONE)]
    assert of(site.after()["talks"]) == [(3, "TENTATIVE", EMPTY)]
    site.hours = 24 * 11
    assert of(site.after()["talks"]) == []
    assert of(site.after(FIRST)["talks"]) == [(4, "CONFIRMED", CUT)]


def test_the_version_of_a_slot_is_forgotten_half_a_year_after_its_day(tmp_path: Path) -> None:
    """The lock does not grow; a talk that was given has its version in its own line."""
    site = Term(tmp_path, HEAD)
    site.after(FIRST)
    site.hours = 24 * 180
    site.after(FIRST)
    assert len(ledger.parse(site.file("talks.lock"), "talks.lock").slots) == 9
    site.hours = 24 * 230
    calendars = site.after(FIRST)
    assert ledger.parse(site.file("talks.lock"), "talks.lock").slots == ()
    assert of(calendars["talks"]) == [(0, "CONFIRMED", CUT)]


def test_a_renamed_series_keeps_its_address_and_its_uids(tmp_path: Path) -> None:
    """It is recognised by its oldest talk; a series without a talk would be another one."""
    site = Term(tmp_path, HEAD)
    site.after(FIRST)
    head = HEAD.replace("Logic seminar", "Logic colloquium")
    calendars = site.after(FIRST.replace("Logic seminar", "Logic colloquium"), head=head)
    assert of(calendars["series/logic-seminar"], "2026-03-18")[0][1:] == (
        "TENTATIVE",
        "Logic colloquium: to be announced",
    )


def test_two_series_may_have_similar_names(tmp_path: Path) -> None:
    """Each has an address of its own."""
    site = Term(tmp_path, HEAD)
    calendars = site.after(head=HEAD.replace("name: Semantics", "name: Logic-Seminar"))
    assert {"series/logic-seminar", "series/logic-seminar-2"} <= calendars.keys()


def test_a_series_that_is_removed_cancels_what_is_to_come(tmp_path: Path) -> None:
    """Its talks keep their UIDs, and its channel stays."""
    site = Term(tmp_path, HEAD)
    site.after(FIRST)
    plain = "  - {title: Cut, speaker: Ann, date: 11 Mar 2026}\n"
    head = HEAD[: HEAD.index("series:\n")] + "talks:\n"
    calendars = site.after(plain, head=head)
    assert of(calendars["talks"]) == [(1, "CONFIRMED", "Ann: Cut")]
    assert {each[2] for each in calendars["series/semantics"]} == {"CANCELLED"}


def test_the_horizon_follows_the_clock_and_moves_nothing_else(tmp_path: Path) -> None:
    """Without an end, slots of 26 weeks are shown; no feed says that there is one more."""
    site = Term(tmp_path, HEAD.replace("    to: 1 Apr 2026\n", ""))
    head = site.head
    first = site.after(FIRST, head=head)["series/logic-seminar"]
    assert first[-1][0] == "logic-seminar.2026-09-02"
    feeds = [site.file(f"output/{path}.atom") for path in ("talks", "series/logic-seminar")]
    site.hours = 24 * 3 - 1 - 12
    assert site.after(FIRST, head=head)["series/logic-seminar"] == first
    site.hours = 24 * 11
    later = site.after(FIRST, head=head)["series/logic-seminar"]
    assert later[-1] == ("logic-seminar.2026-09-09", 0, "TENTATIVE", EMPTY)
    again = [site.file(f"output/{path}.atom") for path in ("talks", "series/logic-seminar")]
    assert again == feeds


def test_a_series_has_a_page_feeds_and_a_calendar(tmp_path: Path) -> None:
    """With its rule and who organises it, also before its first talk, and in the lists."""
    site = Term(tmp_path, HEAD.replace("series: all", "series: on"))
    site.after(FIRST, head=HEAD)
    about = "Wednesday 16:00-17:00 · Organised by Ann Example, Ben"
    page = site.file("output/series/logic-seminar/index.html")
    assert about in page
    assert "series/logic-seminar.ics" in page
    assert "upcoming.ics" not in page
    calendar = Calendar.from_ical(site.file("output/series/logic-seminar.ics"))
    assert calendar["DESCRIPTION"] == about
    assert "ORGANIZER" not in site.file("output/series/logic-seminar.ics")
    assert "series/logic-seminar.atom" in site.file("output/subscriptions.opml")
    assert '"series":"Logic seminar"' in site.file("output/talks.json")


def test_channels_of_series_can_be_off(tmp_path: Path) -> None:
    """Slots are in the other calendars all the same, and back under the same address."""
    site = Term(tmp_path, HEAD)
    off = HEAD.replace("series: all", "series: off")
    calendars = site.after(FIRST, head=off)
    assert "series/logic-seminar" not in calendars
    assert len(of(calendars["talks"], "2026-03-18")) == 1
    several = off.replace("series: off", "series: 2")
    calendars = site.after(FIRST, talk("Lambda", "Ben", "18 Mar 2026"), head=several)
    assert "series/logic-seminar" in calendars
    assert "series/semantics" not in calendars


def test_a_lost_lock_is_rebuilt_with_its_slots(tmp_path: Path) -> None:
    """A slot keeps its SEQUENCE, a talk the slot whose UID it has, and what it left."""
    site = Term(tmp_path, HEAD)
    site.after()
    site.after(FIRST)
    site.after(talk("Cut", "Ann", "18 Mar 2026"))
    lock = site.home / "cached/talks.lock"
    before = ledger.parse(lock.read_text("utf-8"), "talks.lock")
    lock.unlink()
    build(site.source, site.home / "cached/output", now=NOW + timedelta(hours=9))
    after = ledger.parse(lock.read_text("utf-8"), "talks.lock")
    assert after.slots == before.slots
    assert [each.slot for each in after.lines] == [each.slot for each in before.lines]


def test_a_lost_lock_is_rebuilt_from_every_calendar(tmp_path: Path) -> None:
    """Also what a slot is in those without its talk, and a former talk of theirs that has it."""
    site = Term(tmp_path, HEAD.replace("channels: {", "channels: {years: all, "))
    head = site.head
    strike = head.replace(
        "    location", "    changes: {25 Mar 2026: {status: cancelled}}\n    location", 1
    )
    swapped = (talk("Cut", "Ann", "18 Mar 2026"), talk("Lambda", "Ben", "11 Mar 2026"))
    late = talk("Nets", "Cat", "4 Mar 2026")
    steps = [
        (FIRST, talk("Lambda", "Ben", "18 Mar 2026"), late),
        (*swapped, late),
        (*swapped, late.replace("4 Mar 2026", "TBA")),
    ]
    for talks in steps:
        before = site.after(*talks, head=strike)
    site.lose_locks()
    assert site.after(*steps[-1], head=strike) == before
    shorter = strike.replace("to: 1 Apr 2026", "to: 25 Mar 2026")
    assert of(site.after(*steps[-1], head=shorter)["talks"], "2026-04-01")[0][1] == "CANCELLED"
    before = site.after(*steps[-1], head=shorter)
    site.lose_locks()
    assert site.after(*steps[-1], head=shorter) == before


def test_slots_of_whole_days_and_without_a_zone(tmp_path: Path) -> None:
    """A day is a day everywhere; a time without a zone is no instant, and not shown."""
    site = Term(tmp_path, HEAD)
    head = HEAD.replace("Wednesday 16:00-17:00", "Wednesday").replace(
        "  timezone: Europe/Paris\n", ""
    )
    calendars = site.after(head=head)
    assert of(calendars["talks"]) == [(0, "TENTATIVE", EMPTY)]
    assert not [each for each in calendars["talks"] if each[0].startswith("semantics")]
    text = site.file("output/talks.ics")
    assert "DTSTART;VALUE=DATE:20260311" in text
    site.after(head=head)
    assert (
        ledger.parse(site.file("talks.lock"), "talks.lock").slots[1].end
        == datetime(2026, 3, 11, tzinfo=UTC).date()
    )


def test_an_edit_beside_slots_is_built_alone(tmp_path: Path) -> None:
    """Whatever a channel holds of slots: empty ones, cancelled ones, and some that talks left."""
    site = Term(tmp_path, HEAD)
    other = talk("Lambda", "Ben", "25 Mar 2026")
    site.after(FIRST, other)
    site.after(talk("Cut", "Ann", "18 Mar 2026"), other)
    site.talks[0] = talk("Cut", "Ann", "18 Mar 2026", ", abstract: It says more")
    site.write()
    _, counts = site.build(NOW + timedelta(hours=20))
    assert "stamp" not in counts


@pytest.mark.parametrize(
    "line",
    [
        "%logic sequence=0 updated=2026-03-01T10:00:00Z at=0+0 slots=",
        "%logic sequence=0 updated=2026-03-01T10:00:00Z at=999999999999+0 slots=2026-03-04",
        "%logic sequence=0 updated=2026-03-01T10:00:00Z at=0+0 slots=2026-03-04,2026-03-04",
    ],
)
def test_a_damaged_line_of_slots_is_refused(line: str) -> None:
    """As every other line of the lock is."""
    with pytest.raises(ValueError, match=r"slot"):
        read_slots([line])


def test_a_damaged_name_of_a_slot_is_refused() -> None:
    """In the lock, and in a published feed."""
    with pytest.raises(ValueError, match="not the name of a slot"):
        read_slot("logic")


@pytest.mark.parametrize(
    "event",
    [
        "UID:logic.2026-03-04@other.example\r\nEND:VEVENT\r\n",
        "UID:logic.2026-03-04@talks.example\r\nEND:VEVENT\r\n",
        "UID:logic.2026-03-04@talks.example\r\n",
    ],
)
def test_an_event_that_is_no_slot_is_not_recovered(event: str) -> None:
    """One of another site, one without its times, and one without its end."""
    calendar = f"BEGIN:VEVENT\r\n{event}".encode()
    assert [*slots_of(calendar, "talks.example,2026")] == []


def test_an_event_of_a_slot_has_its_place(tmp_path: Path) -> None:
    """With its position, and the other series of a joint session."""
    site = Term(tmp_path, HEAD)
    place = (
        "location: {name: Hall, geo: [48.8, 2.3]}\n    changes: {11 Mar 2026: {joint: Semantics}}\n"
    )
    site.after(head=HEAD.replace("location: Room 2\n", place))
    text = site.file("output/talks.ics").replace("\r\n ", "")
    assert "GEO:48.8;2.3" in text
    assert "Joint session: Logic seminar and Semantics" in text
