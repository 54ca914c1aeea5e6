"""Matching: a talk is known by what it is, not by where it stands, and nobody is fooled."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import NOW, make_link, make_talk, make_when
from talkfeed.identity import headline
from talkfeed.ledger import Line
from talkfeed.ledger.match import change_signature, match
from talkfeed.model import Event, Person, Precision, Talk

TBA = make_when("TBA", edtf=None, start=None, end=None, precision=Precision.NONE)
YEAR = make_when("2015", edtf="2015", precision=Precision.YEAR)
BOB = (Person(name="Bob"),)
PLAYLIST = make_link("https://video.example/playlist")


def day(number: int) -> Any:
    """Make a day of October."""
    return make_when(f"{number} Oct 2015", date(2015, 10, number))


def make_line(key: str, talk: Talk, age: int = 0, **changes: Any) -> Line:
    """Make the line that a talk would leave, `age` seconds before the newest."""
    known = change_signature(talk)
    moment = NOW - timedelta(seconds=age)
    line = Line(
        key=key,
        title=headline(talk),
        published=moment,
        updated=moment,
        digest=known.digest,
        kin=known.kin,
        start=talk.when.start if talk.is_scheduled else None,
    )
    return line._replace(**changes)


def found(talks: list[Talk], lines: list[Line]) -> list[str | None]:
    """List the key that each talk was matched with."""
    pairs = match(talks, [change_signature(talk) for talk in talks], lines)
    return [pairs[index].line.key if index in pairs else None for index in range(len(talks))]


OLD = make_talk(links=(make_link(),))


@pytest.mark.parametrize(
    ("changes", "same"),
    [
        ({}, True),
        ({"when": TBA}, True),
        ({"event": None, "speakers": BOB}, True),
        ({"event": None, "when": TBA, "links": ()}, True),
        ({"speakers": BOB, "when": TBA, "links": ()}, True),
        ({"event": None, "when": TBA, "speakers": BOB}, True),
        ({"event": None, "when": TBA, "speakers": (), "links": ()}, True),
        ({"event": None, "when": TBA, "speakers": BOB, "links": ()}, False),
        ({"title": "New", "event": None, "when": TBA, "speakers": BOB}, True),
        ({"title": "New", "links": ()}, True),
        ({"title": "New", "links": (), "speakers": BOB}, False),
        ({"title": "New", "links": (), "when": day(9)}, False),
    ],
)
def test_evidence_for_the_same_talk(changes: dict[str, Any], *, same: bool) -> None:
    """A talk is the same by its title and one fact more, a link, or event, date and speakers."""
    talk = OLD._replace(**changes)
    assert found([talk], [make_line("a", OLD)]) == ["a" if same else None]
    assert found([OLD], [make_line("a", talk)]) == ["a" if same else None]


@pytest.mark.parametrize(
    ("facts", "same"),
    [
        ({"event": None, "speakers": ()}, True),
        ({"event": None, "speakers": (), "when": YEAR}, False),
        ({"event": None, "when": YEAR}, True),
        ({"speakers": (), "when": TBA}, False),
        ({"when": TBA}, True),
        ({"event": None, "speakers": (), "when": TBA}, False),
    ],
)
def test_occasions_that_tell_a_renamed_talk(facts: dict[str, Any], *, same: bool) -> None:
    """A day alone tells a talk; a year, or an event without anybody, does not."""
    line = make_line("a", make_talk(title="Old", **facts))
    assert found([make_talk(title="New", **facts)], [line]) == ["a" if same else None]


@pytest.mark.parametrize(
    "facts",
    [{}, {"when": YEAR, "links": (make_link(),)}, {"event": None, "links": (make_link(),)}],
    ids=["a known day", "a year and a link", "no event and a link"],
)
def test_a_title_that_moves_on_takes_no_identity_along(facts: dict[str, Any]) -> None:
    """A placeholder's talk gets its title, the placeholder goes to another: two talks, two ids."""
    line = make_line("tba", make_talk(title="TBA", **facts))
    named = make_talk(title="The title at last", **facts)
    other = make_talk(title="TBA", when=day(9), speakers=BOB)
    assert found([other, named], [line]) == [None, "tba"]
    assert found([named, other], [line]) == ["tba", None]


def test_talks_that_swap_titles_keep_their_places() -> None:
    """Who speaks when at an event says more than the title; talks that swap days keep theirs."""
    talks = [make_talk(title="A"), make_talk(title="B", when=day(9), speakers=BOB)]
    lines = [make_line(talk.title.lower(), talk) for talk in talks]
    swapped = [talks[0]._replace(title="B"), talks[1]._replace(title="A")]
    assert found(swapped, lines) == ["a", "b"]
    days = [talks[0]._replace(when=day(9)), talks[1]._replace(when=talks[0].when)]
    assert found(days, lines) == ["a", "b"]


def test_shared_links_are_no_evidence() -> None:
    """A playlist that several talks link to renames none of them."""
    lines = [
        make_line("a", make_talk(title="A", when=day(1), links=(PLAYLIST,))),
        make_line("b", make_talk(title="B", when=day(2), links=(PLAYLIST,))),
    ]
    talks = [
        make_talk(title="A", when=day(1), links=(PLAYLIST,)),
        make_talk(title="C", when=day(3), links=(PLAYLIST,)),
    ]
    assert found(talks, lines) == ["a", None]
    assert found(talks[1:], lines) == [None]
    assert found(talks, lines[:1]) == ["a", None]


def test_shared_occasions_are_no_evidence() -> None:
    """Of two talks by one speaker on one day, neither can be told from the other."""
    lines = [make_line("a", make_talk(title="A")), make_line("b", make_talk(title="B"))]
    assert found([make_talk(title="C"), make_talk(title="D")], lines) == [None, None]
    assert found([make_talk(title="C"), make_talk(title="B")], lines) == ["a", "b"]


def test_more_links_win() -> None:
    """Where links point to two talks, the one with more of them is the same."""
    links = [make_link(f"https://a.example/{number}") for number in range(3)]
    lines = [
        make_line("a", make_talk(title="A", when=day(1), links=(links[0],))),
        make_line("b", make_talk(title="B", when=day(2), links=tuple(links[1:]))),
    ]
    talk = make_talk(title="C", when=day(3), links=tuple(links))
    assert found([talk], lines) == ["b"]
    talks = [talk, make_talk(title="D", when=day(4), links=(links[0],))]
    assert found(talks, lines[::-1]) == ["b", None]


def test_deliveries_stay_apart_when_one_is_added_before() -> None:
    """A talk given again does not become the delivery that stood in its place."""
    given = [
        make_talk(event=Event(name=name), when=day(number)) for number, name in enumerate("XYZ", 1)
    ]
    lines = [make_line(key, talk) for key, talk in zip("yz", given[1:], strict=True)]
    assert found(given, lines) == [None, "y", "z"]
    assert found([given[2], given[0], given[1]], lines) == ["z", None, "y"]


def test_deliveries_that_all_change_are_paired_in_order() -> None:
    """Where a whole series moves, the newest stays the newest."""
    lines = [make_line("new", make_talk(when=day(2))), make_line("old", make_talk(when=day(1)), 9)]
    talks = [make_talk(when=day(11)), make_talk(when=day(12))]
    assert found(talks, lines) == ["old", "new"]


def test_twins_are_paired_in_the_order_of_the_file() -> None:
    """Talks alike in everything keep their lines as they stand."""
    lines = [make_line("second", OLD, 9), make_line("first", OLD)]
    talks = [OLD._replace(order=0), OLD._replace(order=1)]
    assert found(talks, lines) == ["first", "second"]
    assert found(talks[::-1], lines) == ["second", "first"]


def test_withdrawn_talks_return_only_where_no_live_one_fits() -> None:
    """A live talk that changed is not mistaken for the return of one that is gone."""
    gone = make_line("gone", make_talk(when=day(9)), withdrawn=NOW, digest="")
    live = make_line("live", make_talk(when=day(8)))
    assert found([make_talk(when=day(9))], [gone, live]) == ["live"]
    assert found([make_talk(when=day(9))], [gone]) == ["gone"]


@pytest.mark.parametrize(
    ("changes", "same"),
    [
        ({"when": TBA}, True),
        ({"event": None}, True),
        ({"event": Event(name="Other"), "when": day(20)}, False),
        ({"title": "New"}, False),
    ],
)
def test_return_of_a_withdrawn_talk(changes: dict[str, Any], *, same: bool) -> None:
    """It comes back with a fact or two changed; another delivery or another title is new."""
    gone = make_line("gone", make_talk(), withdrawn=NOW, digest="")
    assert found([make_talk(**changes)], [gone]) == ["gone" if same else None]


def test_lines_of_unknown_kin_are_known_by_title_or_key() -> None:
    """What an older feed tells is enough: the whole title, or the key it was made of."""
    by_title = make_line("x", make_talk(), kin="", digest="")
    by_key = make_line("a-talk", make_talk(), kin="", digest="", title="Something")
    assert found([make_talk()], [by_title]) == ["x"]
    assert found([make_talk()], [by_key]) == ["a-talk"]
    assert found([make_talk(title="Else")], [by_key]) == [None]


def test_explicit_ids_decide() -> None:
    """A talk with an id is matched by nothing else."""
    lines = [make_line("a", make_talk(title="A")), make_line("b", make_talk(title="B"))]
    assert found([make_talk(title="A", id="b"), make_talk(title="C", id="c")], lines) == ["b", None]


talk_lists = st.lists(
    st.builds(
        lambda title, number, name, link: make_talk(
            title=title,
            when=day(number),
            speakers=(Person(name=name),),
            links=(make_link(f"https://a.example/{link}"),),
        ),
        st.sampled_from("AB"),
        st.integers(1, 3),
        st.sampled_from("XY"),
        st.integers(1, 5),
    ),
    max_size=6,
)


@given(talk_lists, talk_lists, st.randoms(use_true_random=False))
def test_matching_is_one_to_one_and_blind_to_the_order_of_lines(
    old: list[Talk], new: list[Talk], chance: Any
) -> None:
    """No line serves two talks, and the ledger's order is no evidence."""
    lines = [make_line(f"k{rank}", talk, rank) for rank, talk in enumerate(old)]
    keys = found(new, lines)
    matched = [key for key in keys if key]
    assert len(set(matched)) == len(matched)
    assert len(matched) >= min(len(old), len(new)) * (old == new)
    chance.shuffle(lines)
    assert found(new, lines) == keys


def test_times_are_ranked_by_the_clock_on_the_wall() -> None:
    """Of two talks on a day the later is the newer, whatever the moments they were written at."""
    times = [datetime(2015, 10, 7, hour, tzinfo=UTC) for hour in (9, 11)]
    whens = [make_when(str(at), start=at, end=at, precision=Precision.MINUTE) for at in times]
    lines = [
        make_line("late", make_talk(when=day(2))),
        make_line("early", make_talk(when=day(1)), 9),
    ]
    assert found([make_talk(when=when) for when in whens], lines) == ["early", "late"]
