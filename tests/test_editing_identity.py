"""A source's own ids decide what is the same; what nobody touched follows it, the rest is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commands import FEED
from talkfeed.cli import main
from talkfeed.cli.source_input import name_of
from talkfeed.deliveries.plain import deliveries_in_file, talks_of
from talkfeed.editing import record
from talkfeed.editing.field_edits import change
from talkfeed.editing.importing import plan
from talkfeed.editing.merge import Action, Origin
from talkfeed.editing.talksfile import open_or_create, open_talks
from talkfeed.model.imported import FoundTalk, ImportResult
from written import read

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from talkfeed.editing.report import Import

DAY = date(2026, 12, 1)
SOURCE = "schedule.json"


def found(title: str, when: str = "2027-03-01", uid: str = "", **fields: Any) -> FoundTalk:
    """Make a talk that a source lists."""
    known = {"title": title, "speakers": ["Ann Example"], "event": "Conf", "date": when, **fields}
    return FoundTalk(fields=known, uids=(uid,) if uid else ())


class Home:
    """A talks file, its record, and the import of several sources into it."""

    def __init__(self, path: Path) -> None:
        """Write a talks file without talks."""
        self.path = path
        self.record = ""
        path.write_text(FEED.replace("talks:\n", "talks: []\n"))

    def take(self, *talks: FoundTalk, source: str = SOURCE, day: date | None = DAY) -> Import:
        """Import talks of a source."""
        made = plan(
            open_or_create(self.path),
            ImportResult(kind="list", talks=talks),
            record.parse(self.record),
            origin=Origin(source, day),
        )
        for name, text in made.after.items():
            Path(name).write_bytes(text.encode())
        self.record = made.record
        return made

    def talks(self) -> list[dict[str, Any]]:
        """List the talks in the file."""
        return read(self.path.read_text())["talks"] or []

    def edit(self, number: int, fields: Mapping[str, str]) -> None:
        """Edit a talk by hand."""
        listed = open_talks(self.path)
        talk = next(deliveries_in_file(talks_of(listed.raw)[number]))
        for name, text in change(listed, talk, fields).items():
            Path(name).write_bytes(text.encode())


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """Begin a talks file."""
    return Home(tmp_path / "talks.yaml")


def actions(made: Import) -> list[Action]:
    """List what an import did with the talks."""
    return [each.plan.action for each in made.reported]


# --- the same talk ------------------------------------------------------------------------------


@pytest.mark.parametrize("uid", ["", "1"])
def test_a_moved_talk_moves(home: Home, uid: str) -> None:
    """Another date of the only talk of a title is its new date, with and without an id."""
    home.take(found("A talk", uid=uid))
    assert actions(home.take(found("A talk", "2027-04-01", uid=uid))) == [Action.MERGED]
    assert [each["date"] for each in home.talks()] == ["2027-04-01"]


def test_a_talk_that_is_over_does_not_move(home: Home) -> None:
    """The next meeting of the same title is another one, unless its id is the same."""
    home.take(found("Meeting"), found("Call", uid="1"))
    later = found("Meeting", "2027-05-01"), found("Call", "2027-05-01", uid="1")
    assert actions(home.take(*later, day=date(2027, 4, 1))) == [Action.NEW, Action.MERGED]
    assert sorted(each["date"] for each in home.talks()) == [
        "2027-03-01",
        "2027-05-01",
        "2027-05-01",
    ]


def test_a_renamed_and_moved_talk_is_known_by_its_id(home: Home) -> None:
    """An id alone is enough, for a source that keeps its ids."""
    home.take(found("First", uid="1"), found("Other", uid="2"))
    home.take(found("Second", "2027-06-01", uid="1", event="Else"), found("Other", uid="2"))
    assert [(each["title"], each["event"]) for each in home.talks()] == [
        ("Second", "Else"),
        ("Other", "Conf"),
    ]


def test_the_same_title_at_two_times_is_two(home: Home) -> None:
    """Both deliveries of a day are listed, and one that comes later is new."""
    morning, evening = found("Lab", "2027-03-01 10:00 UTC"), found("Lab", "2027-03-01 15:00 UTC")
    home.take(morning)
    assert actions(home.take(morning, evening)) == [Action.UNCHANGED, Action.NEW]
    assert actions(home.take(evening, morning)) == [Action.UNCHANGED, Action.UNCHANGED]


def test_one_instant_in_two_zones_is_one_delivery(home: Home) -> None:
    """Two sources may write a time in different zones."""
    home.take(found("Lab", "2027-03-01 23:30 UTC"))
    assert actions(home.take(found("Lab", "2027-03-02 00:30 Europe/Paris"), source="b.ics")) == [
        Action.UNCHANGED
    ]


def test_an_id_of_two_sources_is_two_ids(home: Home) -> None:
    """An id means nothing outside its source, and nothing if a source uses it twice."""
    home.take(found("One", uid="1"), source="a.ics")
    home.take(found("Two", "2027-04-01", uid="1"), source="b.ics")
    home.take(found("One", "2027-03-02", uid="1"), source="a.ics")
    assert [(each["title"], each["date"]) for each in home.talks()] == [
        ("One", "2027-03-02"),
        ("Two", "2027-04-01"),
    ]
    twice = found("X", uid="7"), found("Y", uid="7")
    home.take(*twice, source="c.ics")
    assert actions(home.take(*reversed(twice), source="c.ics")) == [Action.UNCHANGED] * 2


def test_ids_that_change_with_each_export_are_no_ids(home: Home) -> None:
    """Then title, event and date decide; new ids for all do not make all talks new."""
    rows = [("A", "2027-03-01"), ("B", "2027-03-02"), ("C", "2027-03-03")]
    home.take(*(found(title, day, uid=f"old-{title}") for title, day in rows))
    rows[0] = ("A", "2027-03-09")
    made = home.take(*(found(title, day, uid=f"new-{title}") for title, day in rows))
    assert actions(made) == [Action.MERGED, Action.UNCHANGED, Action.UNCHANGED]


def test_numbers_of_rows_are_no_ids(home: Home) -> None:
    """A row inserted above others renames none of them."""
    home.take(found("A", uid="1"), found("B", uid="2"))
    made = home.take(found("New", uid="1"), found("A", uid="2"), found("B", uid="3"))
    assert actions(made) == [Action.NEW, Action.UNCHANGED, Action.UNCHANGED]


def test_a_new_id_beside_kept_ones_is_a_new_talk(home: Home) -> None:
    """While a source keeps its ids, the same title with another id is another delivery."""
    kept = found("Other", uid="1"), found("More", uid="2")
    home.take(*kept, found("Lab", uid="3"))
    assert actions(home.take(*kept, found("Lab", "2027-04-01", uid="4")))[-1] is Action.NEW


def test_a_deleted_talk_stays_away_when_it_moves(home: Home) -> None:
    """The id of a talk that was deleted by hand is remembered."""
    home.take(found("A", uid="1"), found("B", uid="2"))
    text = home.path.read_text()
    home.path.write_text(text[: text.index("  - title: B")])
    assert actions(home.take(found("A", uid="1"), found("B", "2028", uid="2"))) == [
        Action.UNCHANGED,
        Action.GONE,
    ]


def test_a_file_that_was_deleted_is_begun_again(home: Home) -> None:
    """Without a talks file, nothing was deleted from it."""
    home.take(found("A"))
    home.path.unlink()
    assert actions(home.take(found("A"))) == [Action.NEW]


# --- what follows the source, and what does not -------------------------------------------------

FIELDS = {
    "title": ("A talk", "Another talk", "a talk"),
    "speaker": ("Ann Example", "Bob Example"),
    "event": ("Conf", "Conf 2027", "Meetup"),
    "date": ("2027-03-01", "Mar 2027", "2027-03-01 10:00 UTC", "2027-03-01 11:30 UTC"),
    "location": ("Room 1", "Room 2"),
    "video": ("https://v.example/1", "https://v.example/2"),
    "abstract": ("One.", "Two."),
    "tags": ("a", "b"),
}
FIELD = st.sampled_from(sorted(FIELDS)).flatmap(
    lambda key: st.tuples(st.just(key), st.sampled_from(FIELDS[key]))
)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None
)
@given(steps=st.lists(st.tuples(st.booleans(), st.lists(FIELD, max_size=2)), max_size=4))
def test_untouched_fields_follow_and_others_stay(
    steps: list[tuple[bool, list[tuple[str, str]]]], tmp_path: Path
) -> None:
    """After any edits of both sides, a field is the source's, or what a person wrote last."""
    home = Home(tmp_path / "talks.yaml")
    theirs = {key: values[0] for key, values in FIELDS.items()}
    mine = dict(theirs)
    home.take(FoundTalk(fields=theirs, uids=("1",)))
    for is_source, edits in steps:
        before = dict(theirs)
        if is_source:
            theirs |= dict(edits)
        else:
            home.edit(0, dict(edits))
            mine |= dict(edits)
        made = home.take(FoundTalk(fields=theirs, uids=("1",)))
        for key, value in theirs.items():
            if mine[key] == before[key] != value:
                mine[key] = value
            elif before[key] != value != mine[key]:
                assert _is_reported(key, value, mine[key], made)
        there = {**home.talks()[0]}
        assert {key: there[key] for key in mine} == mine


def _is_reported(key: str, value: str, mine: str, made: Import) -> bool:
    """Tell whether a difference was reported, or is none in the sense of the file."""
    told = made.reported[0].plan.conflicts
    loose = {"title": value.casefold() == mine.casefold(), "event": value in mine or mine in value}
    is_same = loose.get(key, key == "date")
    return is_same or any(f" {key}: '{value}'" in each for each in told)


def test_a_field_that_a_source_drops_stays_and_is_reported_once(home: Home) -> None:
    """A status is removed with the source's; what has other reasons to be missing is kept."""
    home.take(found("A", location="Room 1", status="cancelled"))
    made = home.take(found("A"))
    assert made.reported[0].plan.conflicts == ("the source has no location any more",)
    assert "status" not in home.talks()[0]
    assert home.talks()[0]["location"] == "Room 1"
    assert home.take(found("A")).reported[0].plan.conflicts == ()
    home.take(found("A", location="Room 2"))
    assert home.talks()[0]["location"] == "Room 2"


def test_a_status_of_all_deliveries_is_removed_once(home: Home) -> None:
    """What a talk says of all of its deliveries is removed if none of them has it any more."""
    fields = {"title": "Seminar", "given": [{"date": "2027-03-01"}, {"date": "2027-04-01"}]}
    off = FoundTalk(fields={**fields, "status": "cancelled"}, uids=("1", "2"))
    home.take(off)
    home.take(replace(off, fields=fields))
    assert "status" not in home.talks()[0]
    assert home.take(replace(off, fields=fields)).after == {}


def test_a_conflict_is_followed_once_the_right_source_says_it(home: Home) -> None:
    """What another source says is reported; the talk's own source is followed."""
    home.take(found("A", location="Room 1"))
    other = home.take(found("A", location="Room 2"), source="other.yml")
    assert other.reported[0].plan.conflicts == ("the source has another location: 'Room 2'",)
    home.take(found("A", location="Room 2"))
    assert home.talks()[0]["location"] == "Room 2"


def test_a_delivery_of_several_does_not_rename_them_all(home: Home) -> None:
    """A title belongs to all deliveries of a talk: another one of a single delivery is reported."""
    rows = [{"date": "2027-03-01"}, {"date": "2027-04-01"}]
    series = FoundTalk(fields={"title": "Seminar", "given": rows}, uids=("1", "2"))
    home.take(series)
    first = replace(series, fields={"title": "Seminar", "date": "2027-03-01"}, uids=("1",))
    renamed = FoundTalk(fields={"title": "Fast parsers", "date": "2027-04-02"}, uids=("2",))
    made = home.take(first, renamed)
    assert made.reported[1].plan.conflicts == ("the source has another title: 'Fast parsers'",)
    assert home.talks()[0]["title"] == "Seminar"
    assert [each["date"] for each in home.talks()[0]["given"]] == ["2027-03-01", "2027-04-02"]


def test_a_source_without_a_name_and_a_day_has_a_record(home: Home) -> None:
    """Standard input is one source, and without a clock every talk may move."""
    home.take(found("A", "2020"), source="", day=None)
    assert actions(home.take(found("A", "2021"), source="", day=None)) == [Action.MERGED]


# --- the name of a source -----------------------------------------------------------------------


def test_an_address_is_the_name_of_its_source(tmp_path: Path) -> None:
    """It is kept as written; standard input has no name."""
    assert name_of("https://a.example/b", tmp_path) == "https://a.example/b"
    assert name_of("-", tmp_path) == ""


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Run an import, and give what it prints."""

    def run(*arguments: str) -> str:
        assert main(["import", *arguments, "--yes"]) == 0
        return capsys.readouterr().out

    return run


ROW = "- {title: A, speaker: Ann Example, date: 2027-03-01, location: Room 1}\n"


def test_a_file_is_one_source_by_any_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: Callable[..., str]
) -> None:
    """Relative, absolute or by a link: talks.yaml names the file as seen from itself."""
    talks, lists = tmp_path / "site" / "talks.yaml", tmp_path / "lists"
    for directory in (talks.parent, lists):
        directory.mkdir()
    talks.write_text(FEED.replace("talks:\n", "talks: []\n"))
    (tmp_path / "link.yml").symlink_to(lists / "a.yml")
    monkeypatch.chdir(tmp_path)
    paths = ("lists/a.yml", str(lists / "a.yml"), "link.yml", "./site/../lists/a.yml")
    for number, path in enumerate(paths):
        (lists / "a.yml").write_text(ROW.replace("Room 1", f"Room {number}"))
        said(path, str(talks))
        assert read(talks.read_text())["talks"] == [
            {
                "title": "A",
                "speaker": "Ann Example",
                "date": "2027-03-01",
                "location": f"Room {number}",
                "source": "../lists/a.yml",
            }
        ]
