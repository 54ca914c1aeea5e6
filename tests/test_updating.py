"""Talks of several sources, united: each delivery once, and nothing of it lost."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from talkfeed.dates import DateRules
from talkfeed.deliveries.plain import plain, raw_talk
from talkfeed.deliveries.uniting import OF_TALKS_FILE, Union
from talkfeed.errors import Place, Rejected
from talkfeed.talksfile.parser import parse as parse_yaml
from talkfeed.updating.changes import changes
from talkfeed.updating.ids import ids_of
from talkfeed.updating.keeping import text_of
from talkfeed.updating.past import still_shown
from talkfeed.updating.state import SourceState, SourceTalk, dump, fingerprint, parse

RULES = DateRules()
HERE = Place("talks.yaml", 1, 1)
TWICE = {
    "title": "T",
    "abstract": "Of it.",
    "given": [{"event": "A", "date": "2014-05-06"}, {"event": "B", "date": "2014-06-07"}],
}


def united(*talks: dict[str, object], uids: tuple[tuple[str, ...], ...] = ()) -> list[object]:
    """Add talks, each of a source of its own, and return what is left of them."""
    union = Union(RULES)
    ids = (*uids, *(() for _ in talks))
    ranks = []
    for number, (talk, each) in enumerate(zip(talks, ids, strict=False)):
        known = ids_of(f"{number}", SourceTalk(talk, each))  # type: ignore[arg-type]  # plain values
        ranks.append(union.add(f"source {number}", raw_talk(talk, HERE), known))  # type: ignore[arg-type]  # plain values
    return [None if rank is None else plain(union.talks[rank]) for rank in ranks]


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


GIVEN = {
    "title": "T",
    "given": [{"event": "A", "date": "2014-05-06"}, "x", {"date": "2015-06-07"}],
}
DAY, TIMED = {"date": "2014-05-06"}, {"date": "2014-05-06", "time": "18:30"}
OWN = [
    ({"title": "T", **DAY}, {"status": "cancelled", "id": "x"}, {"status": "cancelled"}),
    ({"source_id": "1@a"}, {"time": "18:30"}, {"title": "T", **TIMED}),
    ({"source_id": "1@a", "date": "TBA", "slides": ""}, {"slides": "x"}, {"title": "T"}),
]


@pytest.mark.parametrize(("own", "more", "taken"), OWN)
def test_a_talk_of_the_talks_file_takes_all_that_it_does_not_say(
    own: dict[str, str], more: dict[str, str], taken: dict[str, str]
) -> None:
    """Its status and its date, too; a field without a value stays without one."""
    union = Union(RULES)
    union.add(OF_TALKS_FILE, raw_talk(own, HERE), is_distinct=True)
    source = {"title": "T", "date": "2014-05-06", "source_id": "1@a", **more}
    assert union.add("a", raw_talk(source, HERE), is_distinct=True) is None
    kept = {key: value for key, value in own.items() if value}
    assert plain(union.talks[0]) == {**kept, "source_id": "1@a", **taken}
    assert [each.is_certain for each in union.repeated] == ["source_id" in own]


def test_a_delivery_takes_its_own_part_of_what_another_source_says() -> None:
    """Links belong to the delivery, the abstract to the talk; the same list repeats nothing."""
    union = Union(RULES)
    union.add(OF_TALKS_FILE, raw_talk(GIVEN, HERE))
    more = {"event": "A", "slides": "https://s.example/", "abstract": "Of it."}
    other = {"title": "T", "date": "2014-05-06 18:00 UTC", **more}
    assert union.add("a", raw_talk(other, HERE)) is None
    assert union.add("a", raw_talk(other, HERE)) is None, "without is_distinct"
    first = {"event": "A", "date": "2014-05-06 18:00 UTC", "slides": "https://s.example/"}
    rows = [first, "x", {"date": "2015-06-07"}]
    assert plain(union.talks[0]) == {"title": "T", "given": rows, "abstract": "Of it."}
    assert union.add("b", raw_talk(GIVEN, HERE), is_distinct=True) is None
    lone = Union(RULES)
    assert [lone.add("b", raw_talk(other, HERE), is_distinct=True) for _ in "12"] == [0, 1]


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
