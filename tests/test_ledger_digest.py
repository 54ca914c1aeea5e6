"""The digest: it changes with what a subscriber cares about, and with nothing else."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from factories import make_link, make_talk, make_when
from talkfeed.ledger.digest import (
    MatchKeys,
    differences,
    digest,
    foreign_match_keys,
    is_current,
    match_keys,
    read_match_keys,
    write_match_keys,
)
from talkfeed.model import Abstract, Event, Location, Person, Precision, Status

TALK = make_talk(
    location=Location(name="Hall", url="https://hall.example/", geo=(52.2, 0.1)),
    online="https://stream.example/",
    links=(make_link(), make_link("https://slides.example/", kind="slides", title="Slides")),
    abstract=Abstract(markdown="Text", html="<p>Text</p>", text="Text"),
)
TIMED = make_when(
    start=datetime(2015, 10, 7, 18, 30, tzinfo=ZoneInfo("Europe/Paris")),
    end=datetime(2015, 10, 7, 18, 30, tzinfo=ZoneInfo("Europe/Paris")),
    precision=Precision.MINUTE,
    zone="Europe/Paris",
)
IN_UTC = TIMED._replace(
    start=datetime(2015, 10, 7, 16, 30, tzinfo=UTC),
    end=datetime(2015, 10, 7, 16, 30, tzinfo=UTC),
    zone="UTC",
    edtf="else",
)
LOCATION = Location(name="Hall")


@pytest.mark.parametrize(
    ("group", "changes"),
    [
        ("title", {"title": "Other"}),
        ("speakers", {"speakers": ()}),
        ("speakers", {"speakers": (Person(name="Ann Example", url="https://ann.example/"),)}),
        ("event", {"event": None}),
        ("event", {"event": Event(name="ConfConf", url="https://conf.example/")}),
        ("event", {"event": Event(name="ConfConf", when=make_when())}),
        ("date", {"when": make_when(day=date(2015, 10, 8))}),
        ("date", {"when": make_when(edtf="2015-10-07~")}),
        ("date", {"when": make_when("TBA", edtf=None, start=None, end=None)}),
        ("date", {"when": TIMED}),
        ("place", {"location": None}),
        ("place", {"online": None}),
        ("place", {"location": LOCATION}),
        ("place", {"location": LOCATION._replace(geo=(1.0, 2.0))}),
        ("status", {"status": Status.TENTATIVE}),
        ("links", {"links": ()}),
        ("links", {"links": (make_link(title="Recording"), TALK.links[1])}),
        ("links", {"links": (make_link(length=3, type="video/mp4"), TALK.links[1])}),
        ("abstract", {"abstract": None}),
    ],
)
def test_a_change_is_named_by_its_group(group: str, changes: dict[str, Any]) -> None:
    """What a subscriber cares about changes the digest in its group, and only there."""
    assert differences(digest(TALK), digest(TALK._replace(**changes))) == (group,)


@pytest.mark.parametrize(
    "changes",
    [
        {"when": make_when("October 7th, 2015")},
        {"links": TALK.links[::-1]},
        {"tags": ("ocaml",)},
        {"order": 9},
        {"language": "de"},
        {"id": "x"},
        {"abstract": Abstract(markdown="Text", html="<div>Text</div>", text="Text!")},
        {"speakers": (Person(name="Ann Example", email="ann@example.org"),)},
    ],
)
def test_what_is_no_news_changes_nothing(changes: dict[str, Any]) -> None:
    """Spelling, order and what no subscriber is told leave the digest as it is."""
    assert digest(TALK._replace(**changes)) == digest(TALK)


def test_empty_fields_are_no_fields() -> None:
    """An empty abstract is none; doubts about a time and another instant are news."""
    empty = Abstract(markdown="", html="", text="")
    assert digest(make_talk(abstract=empty)) == digest(make_talk())
    timed = digest(make_talk(when=TIMED))
    assert digest(make_talk(when=IN_UTC)) == timed
    assert digest(make_talk(when=TIMED._replace(approximate=True))) != timed
    assert digest(make_talk(when=TIMED._replace(uncertain=True))) != timed


def test_a_digest_older_than_a_group_counts_it_as_empty() -> None:
    """What a talk has of the new group is a change, and nothing of it is none."""
    older = digest(TALK).rpartition(".")[0]
    assert TALK.abstract is not None
    assert differences(older, digest(TALK)) == ("abstract",)
    assert differences(older, digest(TALK._replace(abstract=None))) == ()


def test_other_versions_cannot_be_compared() -> None:
    """A digest of other rules tells no difference, whatever it says."""
    assert not is_current("0:abc")
    assert differences("0:abc", digest(TALK)) == ()
    assert differences("", digest(TALK)) == ()


def test_digest_is_frozen() -> None:
    """The digest of a talk is the same in every version of talkfeed, or its version is another."""
    assert digest(TALK) == (
        "1:yntSPow3.hAhLto9n.KZKzM-NH.wYvJDpH8.7dLlVdcJ.Mb74pkEn.29wnppEB.CJAYtaHW"
    )
    assert (
        write_match_keys(match_keys(TALK))
        == "1:z64-5zPg.ybKr2wZF.wYvJDpH8.al3_7MJN+IfmYfsyt+XMRSqU8t"
    )


def test_kin_round_trip() -> None:
    """MatchKeys is read as written, with or without links; anything else says nothing."""
    for known in (
        match_keys(TALK),
        match_keys(make_talk(speakers=(), event=None)),
        foreign_match_keys(None, ["x"]),
    ):
        assert read_match_keys(write_match_keys(known)) == known
    for other in ("", "0:a.b.c.d", "1:", "1:a.b", "1:a.b.c.d.e"):
        assert read_match_keys(other) == MatchKeys()


def test_kin_ignores_case_punctuation_and_order() -> None:
    """A talk is recognised however its title and its speakers are written."""
    people = (Person(name="Ann"), Person(name="Bob"))
    one = make_talk(title="Look ma: no OS!", speakers=people)
    two = make_talk(title="Look Ma, No OS", speakers=people[::-1])
    assert match_keys(one) == match_keys(two)
    assert match_keys(make_talk(title="???")).title != match_keys(make_talk(title="!!!")).title
