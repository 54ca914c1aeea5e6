"""The whole way from talks.yaml to output/: what is written, remembered, refused and told."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import feedparser
import pytest
from icalendar import Calendar

import talkfeed
from talkfeed import AlreadyBuilding, InvalidData, build, model, plan, read
from talkfeed.building.pipeline import lock_path
from talkfeed.publishing.build_lock import hold_build_lock

if TYPE_CHECKING:
    from talkfeed import Report

ROOT = Path(__file__).parent.parent
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)

FEED = """\
feed:
  title: Example talks
  url: https://talks.example/
  authors: [{name: The community}]
talks:
"""
PAST = """\
  - {title: A past talk, speaker: Ann, event: OldConf, date: Oct 2015, tags: [a]}
"""
SOON = """\
  - {title: A coming talk, speaker: Bob, event: NewConf, date: 1 April 2026, tags: [b]}
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Write a talks file of a past talk and a coming one."""
    path = tmp_path / "talks.yaml"
    path.write_text(FEED + PAST + SOON, encoding="utf-8")
    return path


def built(source: Path, days: int = 0, **options: object) -> Report:
    """Build beside the source, some days later."""
    now = NOW + timedelta(days=days)
    return build(source, source.parent / "output", now=now, **options)  # type: ignore[arg-type]


def tree(directory: Path) -> dict[str, bytes]:
    """Read every file below a directory."""
    return {
        str(path.relative_to(directory)): path.read_bytes()
        for path in sorted(directory.rglob("*"))
        if path.is_file()
    }


def ids(source: Path) -> dict[str, str]:
    """Read title and moment of the built feed with a parser we did not write."""
    feed = feedparser.parse((source.parent / "output" / "talks.atom").read_bytes())
    return {entry.id: entry.published for entry in feed.entries}


def codes(report: Report) -> list[str]:
    """List the codes of what a build thought worth knowing."""
    return [notice.code for notice in report.notices]


# --- the public surface ---------------------------------------------------------------------------


def test_the_public_names_are_there() -> None:
    """Each name that `talkfeed` promises can be imported from it; others cannot."""
    assert all(getattr(talkfeed, name) is not None for name in talkfeed.__all__)
    assert set(talkfeed.__all__) <= set(dir(talkfeed))
    with pytest.raises(AttributeError, match="'talkfeed' has no attribute 'nothing'"):
        talkfeed.nothing  # type: ignore[attr-defined]  # noqa: B018


def test_the_values_are_there() -> None:
    """Each value that passes from stage to stage can be imported from the model."""
    assert all(getattr(model, name) is not None for name in model.__all__)
    with pytest.raises(AttributeError, match=r"'talkfeed\.model' has no attribute 'nothing'"):
        model.nothing  # type: ignore[attr-defined]  # noqa: B018


def test_reading_gives_checked_talks(source: Path) -> None:
    """A library user gets values, not files."""
    talks = read(source)
    assert [talk.title for talk in talks.talks] == ["A past talk", "A coming talk"]
    assert talks.settings.url == "https://talks.example/"


# --- building -------------------------------------------------------------------------------------


def test_a_build_writes_everything_and_a_second_one_nothing(source: Path) -> None:
    """What did not change is not touched."""
    first = built(source)
    names = {"talks.atom", "talks.rss", "talks.ics", "upcoming.ics", str(lock_path(source))}
    assert names <= set(first.written)
    before = tree(source.parent)
    second = built(source, days=1)
    assert (second.written, second.removed, second.changes) == ((), (), ())
    assert tree(source.parent) == before


def test_a_plan_writes_nothing(source: Path) -> None:
    """Planning knows every byte and leaves the disk alone."""
    planned = plan(source, source.parent / "output", now=NOW)
    assert {"talks.atom", "talks/a-coming-talk.ics"} <= {each.path for each in planned.documents}
    assert [path.name for path in source.parent.iterdir()] == ["talks.yaml"]


def test_problems_leave_the_old_output(source: Path) -> None:
    """All problems come at once, and nothing is written."""
    built(source)
    before = tree(source.parent / "output")
    source.write_text(FEED + "  - {title: X, date: sometime}\n  - {titel: Y}\n", encoding="utf-8")
    with pytest.raises(InvalidData) as caught:
        built(source)
    assert [each.code for each in caught.value.problems] == ["TF201", "TF301"]
    assert tree(source.parent / "output") == before


def test_two_builds_of_the_same_talks_do_not_meet(source: Path) -> None:
    """The second would plan from a memory that the first is about to change."""
    with hold_build_lock(source), pytest.raises(AlreadyBuilding):
        built(source)


def test_an_edit_is_told(source: Path) -> None:
    """A subscriber sees the talk again, under the same id."""
    built(source)
    before = ids(source)
    source.write_text(FEED + PAST + SOON.replace("NewConf", "BigConf"), encoding="utf-8")
    report = built(source, days=1)
    assert [(change.kind, change.what) for change in report.changes] == [("updated", ("event",))]
    assert ids(source) == before


def test_a_directory_is_a_source(source: Path) -> None:
    """The lock lies in the directory that is built."""
    report = build(source.parent, source.parent / "output", now=NOW)
    assert str(source.parent / "talks.lock") in report.written
    assert lock_path(source.parent) == source.parent / "talks.lock" == lock_path(source)


# --- memory ---------------------------------------------------------------------------------------


def test_the_first_build_says_that_it_is_the_first(source: Path) -> None:
    """Nobody mints ids anew without being told; without a talk, there is none to mint."""
    talks = source.read_text(encoding="utf-8")
    source.write_text(FEED, encoding="utf-8")
    assert codes(built(source)) == []
    lock_path(source).unlink()
    shutil.rmtree(source.parent / "output")
    source.write_text(talks, encoding="utf-8")
    assert "TF603" in codes(built(source))
    assert "TF603" not in codes(built(source))


def test_a_lost_lock_is_rebuilt_from_the_output(source: Path) -> None:
    """Not a byte changes, neither in the output nor in the lock."""
    built(source)
    before = tree(source.parent)
    lock_path(source).unlink()
    report = built(source, days=10)
    assert "TF604" in codes(report)
    assert report.changes == ()
    after = tree(source.parent)
    assert {path for path in after if after[path] != before[path]} <= {"talks.lock"}
    assert ids(source)


def test_a_lost_lock_is_rebuilt_from_elsewhere(source: Path, tmp_path: Path) -> None:
    """The published feeds may be named."""
    built(source)
    before = ids(source)
    shutil.move(source.parent / "output", tmp_path / "published")
    lock_path(source).unlink()
    report = built(source, days=10, recover_from=str(tmp_path / "published"))
    assert "TF604" in codes(report)
    assert ids(source) == before


def test_a_memory_that_cannot_be_read_stops_the_build(source: Path) -> None:
    """Nothing is minted anew because a lock or a published feed is damaged."""
    built(source)
    lock_path(source).write_bytes(b"\xff")
    with pytest.raises(InvalidData, match="TF401 the lock file cannot be read: it is not UTF-8"):
        built(source)
    lock_path(source).unlink()
    lock_path(source).mkdir()
    with pytest.raises(InvalidData, match="TF401 the lock file cannot be read: it is a directory"):
        built(source)
    lock_path(source).rmdir()
    (source.parent / "output" / "talks.atom").write_bytes(b"<feed")
    with pytest.raises(InvalidData, match="TF407"):
        built(source)


def test_locked_refuses_a_change(source: Path) -> None:
    """For a CI: the lock must be there and say all."""
    with pytest.raises(InvalidData, match="TF405"):
        built(source, locked=True)
    built(source)
    assert built(source, locked=True).changes == ()
    source.write_text(FEED + PAST, encoding="utf-8")
    with pytest.raises(InvalidData, match="TF405"):
        built(source, locked=True)


def test_a_renamed_talk_and_a_respelt_speaker_keep_their_places(source: Path) -> None:
    """Neither an entry nor a feed moves."""
    source.write_text(FEED + PAST + PAST.replace("past", "second"), encoding="utf-8")
    built(source)
    before = {path for path in tree(source.parent / "output") if path.endswith(".atom")}
    assert "speakers/ann.atom" in before
    text = source.read_text(encoding="utf-8").replace("Ann", "Ann Example")
    source.write_text(text.replace("A past talk", "A talk of the past"), encoding="utf-8")
    built(source, days=1)
    after = {path for path in tree(source.parent / "output") if path.endswith(".atom")}
    assert before == after


def test_a_clock_that_is_behind_is_told(source: Path) -> None:
    """A moment taken from a packager's environment would date new talks too early."""
    assert "TF605" not in codes(built(source))
    assert "TF605" in codes(built(source, days=-1))


# --- what is worth knowing ------------------------------------------------------------------------


def test_talks_in_no_calendar_are_named(source: Path) -> None:
    """The build says which, and why."""
    source.write_text(
        FEED + PAST + "  - {title: Some day, date: TBA}\n"
        "  - {title: Later, date: May 2026, status: postponed}\n",
        encoding="utf-8",
    )
    messages = [notice.message for notice in built(source).notices if notice.code == "TF601"]
    assert sorted(messages) == [
        "'A past talk' is in no calendar: only the month is known",
        "'Later' is in no calendar: only the month is known",
        "'Some day' is in no calendar: no date yet",
    ]


def test_no_upcoming_talk_is_told(source: Path) -> None:
    """It is worth a notice once there has been one; before, and as long as one is to come, not."""
    with_one = source.read_text(encoding="utf-8")
    source.write_text(FEED + PAST, encoding="utf-8")
    assert "TF602" not in codes(built(source))
    source.write_text(with_one, encoding="utf-8")
    assert "TF602" not in codes(built(source))
    source.write_text(FEED + PAST, encoding="utf-8")
    assert "TF602" in codes(built(source, allow_removals=1))


# --- the seed -------------------------------------------------------------------------------------


@pytest.mark.parametrize("year", [2026, 2031])
def test_a_rebuild_of_the_seed_changes_no_byte(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, year: int
) -> None:
    """What is committed is what comes out: any day, in any zone and directory."""
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    for name in ("talks.yaml", "talks.lock"):
        shutil.copy(ROOT / name, tmp_path)
    shutil.copytree(ROOT / "output", tmp_path / "output")
    before = tree(tmp_path)
    now = datetime(year, 12, 31, 23, 59, tzinfo=UTC)
    report = build(tmp_path / "talks.yaml", tmp_path / "output", now=now, locked=True)
    assert report.written == report.removed == ()
    assert tree(tmp_path) == before
    assert report.talks == 15


def test_the_seed_comes_out_fresh_as_well(tmp_path: Path) -> None:
    """Without the old output, the lock alone gives the same files."""
    for name in ("talks.yaml", "talks.lock"):
        shutil.copy(ROOT / name, tmp_path)
    now = datetime(2026, 12, 31, tzinfo=UTC)
    build(tmp_path / "talks.yaml", tmp_path / "output", now=now)
    assert tree(tmp_path / "output") == tree(ROOT / "output")


def test_the_seed_keeps_the_order_of_its_page() -> None:
    """Newest first by date, then by the order of the file, is the order people chose."""
    titles = [talk.title for talk in read(ROOT / "talks.yaml").talks]
    feed = json.loads((ROOT / "output" / "talks.json").read_text(encoding="utf-8"))
    assert [item["_talkfeed"]["title"] for item in feed["items"]] == titles
    atom = feedparser.parse((ROOT / "output" / "talks.atom").read_bytes())
    assert [
        entry.title.partition(" - ")[0].partition(" at ")[0] for entry in atom.entries
    ] == titles


# --- postponed ------------------------------------------------------------------------------------


def events(source: Path) -> list[tuple[str, str, int, str]]:
    """Read UID, first day, sequence and status of each event to come, by the library."""
    content = (source.parent / "output" / "upcoming.ics").read_bytes()
    return [
        (str(event["UID"]), str(event.decoded("DTSTART")), int(event["SEQUENCE"]), event["STATUS"])
        for event in Calendar.from_ical(content).walk("VEVENT")
    ]


def test_a_postponed_talk_is_called_off_until_it_has_a_new_date(source: Path) -> None:
    """It is confirmed again under the same UID, on its new day, and stays while nothing changes."""
    uid = "a-coming-talk@talks.example"
    text = FEED + PAST + SOON
    built(source)
    assert events(source) == [(uid, "2026-04-01", 0, "CONFIRMED")]
    text = text.replace("date: 1 April 2026", "status: postponed, date: 1 April 2026")
    source.write_text(text, encoding="utf-8")
    for day in (1, 2):
        built(source, days=day)
        assert events(source) == [(uid, "2026-04-01", 1, "CANCELLED")]
    source.write_text(text.replace("1 April", "5 May"), encoding="utf-8")
    for day in (3, 4):
        built(source, days=day)
        assert events(source) == [(uid, "2026-05-05", 2, "CONFIRMED")]
    text = text.replace("1 April", "5 May").replace("status: postponed, ", "")
    source.write_text(text, encoding="utf-8")
    built(source, days=5)
    assert events(source) == [(uid, "2026-05-05", 3, "CONFIRMED")]


@pytest.mark.parametrize("status", ["", "status: postponed, "])
def test_a_talk_that_loses_its_day_is_called_off_on_it(source: Path, status: str) -> None:
    """The memory knows the day, also after the lock was lost; then a new one counts."""
    uid, text = "a-coming-talk@talks.example", FEED + PAST + SOON
    built(source)
    source.write_text(text.replace("date: 1 April 2026", f"{status}date: TBA"), encoding="utf-8")
    for day in (1, 2):
        built(source, days=day)
        assert events(source) == [(uid, "2026-04-01", 1, "CANCELLED")]
        lock_path(source).unlink()
    built(source, days=3)
    source.write_text(text.replace("date: 1 April", f"{status}date: 5 May"), encoding="utf-8")
    built(source, days=4)
    assert events(source) == [(uid, "2026-05-05", 2, "CONFIRMED")]


def test_a_postponed_talk_with_a_new_date_at_once_just_moves(source: Path) -> None:
    """Who writes both in one go has given the new date, even if the lock is lost later."""
    built(source)
    moved = SOON.replace("date: 1 April 2026", "status: postponed, date: 5 May 2026")
    source.write_text(FEED + PAST + moved, encoding="utf-8")
    built(source, days=1)
    expected = [("a-coming-talk@talks.example", "2026-05-05", 1, "CONFIRMED")]
    assert events(source) == expected
    lock_path(source).unlink()
    built(source, days=2)
    assert events(source) == expected
