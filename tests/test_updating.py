"""Talks of several sources, united: each delivery once, and nothing of it lost."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from talkfeed.dates import DateRules
from talkfeed.errors import Rejected
from talkfeed.talksfile.parser import parse as parse_yaml
from talkfeed.updating.changes import changes
from talkfeed.updating.keeping import text_of
from talkfeed.updating.state import SourceState, SourceTalk, dump, fingerprint, parse
from talkfeed.updating.uniting import Union, still_shown

RULES = DateRules()
TWICE = {
    "title": "T",
    "abstract": "Of it.",
    "given": [{"event": "A", "date": "2014-05-06"}, {"event": "B", "date": "2014-06-07"}],
}


def united(*talks: dict[str, object], uids: tuple[tuple[str, ...], ...] = ()) -> list[object]:
    """Add talks, each of a source of its own, and return what is left of them."""
    union = Union(RULES)
    ids = (*uids, *(() for _ in talks))
    return [
        union.add(f"{number}", SourceTalk(talk, each))  # type: ignore[arg-type]  # plain values
        for number, (talk, each) in enumerate(zip(talks, ids, strict=False))
    ]


def test_only_the_deliveries_that_are_listed_are_left_out() -> None:
    """The others stay with the fields of their talk."""
    one = {"title": "T", "event": "B", "date": "2014-06-07"}
    assert united(one, TWICE)[1] == {
        "title": "T",
        "abstract": "Of it.",
        "given": [{"event": "A", "date": "2014-05-06"}],
    }
    own = {"title": "T", "date": "2014-06-07", "event": "B", "given": [{"date": "2015"}]}
    assert united(one, own)[1] == {"title": "T", "given": [{"date": "2015"}]}
    assert united({"title": "T", "date": "2015"}, own)[1] == {
        "title": "T",
        "date": "2014-06-07",
        "event": "B",
    }
    assert united(TWICE, one) == [TWICE, None]


@pytest.mark.parametrize(
    ("other", "is_same"),
    [
        ({"title": "t!", "date": "2014-05-06", "event": "Conf 2014"}, True),
        ({"title": "T", "date": "6 May 2014"}, True),
        ({"title": "T", "date": "2014-05-06", "event": "Other"}, False),
        ({"title": "T", "date": "2014-05-07", "event": "Conf"}, False),
        ({"title": "U", "date": "2014-05-06", "event": "Conf"}, False),
    ],
)
def test_title_day_and_event_make_a_talk(other: dict[str, str], is_same: bool) -> None:  # noqa: FBT001
    """Events differ only if both sources name one."""
    one = {"title": "T", "date": "2014-05-06", "event": "Conf"}
    assert (united(one, other)[1] is None) is is_same


def test_an_id_of_the_source_makes_a_talk() -> None:
    """Whatever its title and day have become there; a mere number says so of one source alone."""
    one, other = {"title": "T", "date": "2014-05-06"}, {"title": "U", "date": "2014-05-07"}
    assert united(one, other, uids=(("1@a",), ("1@a",)))[1] is None
    assert united(one, other, uids=(("1@a",), ("2@a",)))[1] == other
    assert united(one, other, uids=(("1",), ("1",)))[1] == other
    address = ("https://a.example/1",)
    assert united(one, other, uids=(address, address))[1] is None


def test_what_the_first_does_not_say_is_added() -> None:
    """No field of it changes, and speakers are not named twice."""
    one = {"title": "T", "date": "2014-05-06", "speaker": "Ann Example"}
    more = {"speakers": ["Bob Sample"], "slides": "https://s.example/", "status": "cancelled"}
    (found, _) = united(one, {"title": "T", "date": "2014-05-06", **more})
    assert found == {**one, "slides": "https://s.example/"}


@pytest.mark.parametrize("exact", ["2014-05-06 18:30-19:30 UTC", "6 May 2014, 18:30 UTC"])
@pytest.mark.parametrize("has_time", [False, True])
def test_the_more_exact_date_of_a_day_wins(exact: str, *, has_time: bool) -> None:
    """Whichever source is named first, the time is published; a second time is another talk."""
    day = {"title": "T", "date": "6 May 2014", **({"time": "at night"} if has_time else {})}
    later = {"title": "T", "date": "2014-05-06 21:00 UTC"}
    assert united(day, {"title": "T", "date": exact}, later) == [
        {"title": "T", "date": exact},
        None,
        later,
    ]
    assert united({"title": "T", "date": exact}, day)[0] == {"title": "T", "date": exact}
    english = {"title": "T", "date": "6 May 2014", "language": "en"}
    french = {"title": "T", "date": "6 mai 2014 18:30 UTC", "language": "fr"}
    assert united(english, french) == [english, None], "a phrase that it could not read"


def test_a_talk_that_is_over_is_still_shown() -> None:
    """A talk of many deliveries only if all are over, and none that is listed still."""
    before = [
        SourceTalk({"title": "Over", "date": "2014-05-06"}, ("1",)),
        SourceTalk({"title": "To come", "date": "2014-08-06"}, ("2",)),
        SourceTalk({"title": "Some day", "date": "TBA"}),
        SourceTalk(TWICE),
        SourceTalk({"title": "Listed", "date": "2014-05-07"}, ("5",)),
    ]
    now = [SourceTalk({"title": "Renamed", "date": "2014-05-08"}, ("5",))]
    shown = list(still_shown(before, now, date(2014, 6, 7), RULES))
    assert [talk.fields["title"] for talk in shown] == ["Over"]
    shown = list(still_shown(before, now, date(2014, 7, 1), RULES))
    assert [talk.fields["title"] for talk in shown] == ["Over", "T"]


def test_changes_are_those_that_subscribers_see() -> None:
    """Neither the order of a source nor its own address of a talk is a change of it."""
    before = [
        SourceTalk({"title": "A", "date": "TBA", "status": "cancelled"}),
        SourceTalk({"title": "B", "date": "2014-05-06", "source": "x"}, ("1",)),
    ]
    now = [
        SourceTalk({"title": "B", "date": "2014-05-06", "source": "y"}, ("1",)),
        SourceTalk({"title": "A", "speaker": "Ann Example"}),
    ]
    assert list(changes(before, now, RULES)) == [
        "changed: A (TBA → no date; no longer cancelled; speaker)"
    ]
    assert list(changes(now, before[1:], RULES)) == ["gone: A"]


def test_a_record_is_read_as_it_was_written() -> None:
    """Options, times, validators, talks and ids."""
    state = SourceState(
        fingerprint("x"),
        "2026-03-01T12:00:00+00:00",
        {"https://a.example/": ('"e"', "")},
        (SourceTalk(TWICE, ("1", "2")), SourceTalk({"title": "Ü"})),
        "ical",
    )
    assert parse(dump({"https://a.example/": state}).encode()) == {"https://a.example/": state}


LOCAL = '{"a": {"options": "", "asked": "2026-03-01T12:00:00", "validators": {}, "talks": []}}'
"""A record with a time without an offset, which cannot be compared with the present."""


@pytest.mark.parametrize("text", ["", "[]", "{", '{"a": {}}', '{"a": 1}', LOCAL])
def test_another_text_is_no_record(text: str) -> None:
    """It is refused as a whole."""
    with pytest.raises(Rejected, match="TF719"):
        parse(text.encode())


@pytest.mark.parametrize(
    ("asked", "again"),
    [
        ("2026-03-01T12:00:00+00:00", "2026-03-01 18:00"),
        ("2026-03-01T13:00:00+02:00", "2026-03-01 17:00"),
        ("2026-03-01T06:00:00+00:00", None),
        ("2026-03-01T12:00:01+00:00", None),
        ("9999-12-31T23:59:59-14:00", None),
        ("0001-01-01T00:00:00+14:00", None),
        ("", None),
    ],
)
def test_a_time_in_the_future_counts_as_none(asked: str, again: str | None) -> None:
    """A clock that went back, or a slip in an edit, does not silence a source for years."""
    state = SourceState("", asked, {}, ())
    found = state.next_time(6 * 3_600, datetime(2026, 3, 1, 12, tzinfo=UTC))
    assert (found and f"{found:%Y-%m-%d %H:%M}") == again
    assert state.next_time(0, datetime(2026, 3, 1, 12, tzinfo=UTC)) is None


def test_the_kept_file_is_a_talks_file() -> None:
    """Texts of several lines and a source without talks included."""
    talk = {"title": "T: U", "date": "2014", "abstract": "One\n\ntwo"}
    raw, problems = parse_yaml(text_of("https://a.example/", [talk, talk]), "a.yaml")
    assert (raw is not None, problems) == (True, [])
    raw, problems = parse_yaml(text_of("https://a.example/", []), "a.yaml")
    assert (raw is not None, problems) == (True, [])
