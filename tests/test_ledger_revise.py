"""A line renewed alone: as all of them together would be, or not at all."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from factories import NOW, make_link, make_talk, make_when
from talkfeed.ledger import Edited, change_signature, dump, parse, revise, stamp
from talkfeed.model import Event, Person, Precision, Settings, Status, Talk, Talks, When

SETTINGS = Settings(title="Talks", url="https://talks.example/")
LATER = NOW + timedelta(days=1)
ANN = (Person(name="Ann"),)
CONF = Event(name="Conf")
MAY = When(
    text="May 2015",
    edtf="2015-05",
    start=date(2015, 5, 1),
    end=date(2015, 5, 31),
    precision=Precision.MONTH,
)
TALKS = (
    make_talk(title="One", speakers=ANN, event=CONF, when=make_when(day=date(2015, 5, 1))),
    make_talk(title="Two", speakers=ANN, event=CONF, when=make_when(day=date(2015, 5, 2))),
    make_talk(title="Alone", speakers=(), event=None, when=MAY),
)


def stamped(talks: tuple[Talk, ...], content: bytes | None = None) -> bytes:
    """Stamp all talks, and write the memory."""
    ordered = tuple(talk._replace(order=rank) for rank, talk in enumerate(talks))
    before = parse(content.decode(), "talks.lock") if content else None
    now = LATER if content else NOW
    return dump(stamp(Talks(settings=SETTINGS, talks=ordered), before, now).ledger).encode()


@pytest.mark.parametrize(
    ("rank", "changes"),
    [
        (0, {"title": "Uno"}),
        (1, {"title": "two!"}),
        (1, {"links": (make_link("https://slides.example/", kind="slides"),)}),
        (0, {"language": "de"}),
        (2, {"links": (make_link("https://slides.example/", kind="slides"),)}),
    ],
)
def test_a_line_is_renewed_alone(rank: int, changes: dict[str, object]) -> None:
    """The bytes, the entry and the change are those of stamping everything."""
    before = stamped(TALKS)
    talks = list(TALKS)
    talks[rank] = talks[rank]._replace(**changes)
    keys = ("one", "two", "alone")
    edited = [Edited(keys[rank], talks[rank], change_signature(talks[rank]))]
    revised = revise(before, edited, SETTINGS, LATER)
    assert revised is not None
    assert revised.content == stamped(tuple(talks), before)
    ordered = tuple(talk._replace(order=place) for place, talk in enumerate(talks))
    whole = stamp(
        Talks(settings=SETTINGS, talks=ordered), parse(before.decode(), "talks.lock"), LATER
    )
    assert revised.changes == whole.changes
    (entry,) = revised.entries
    assert entry in [one._replace(talk=talks[rank]) for one in whole.entries]


@pytest.mark.parametrize(
    ("key", "changed"),
    [
        ("alone", TALKS[2]._replace(title="On its own")),
        ("one", TALKS[0]._replace(links=(make_link("https://v.example/", kind="video"),))),
        ("one", TALKS[0]._replace(status=Status.POSTPONED)),
        ("one", TALKS[0]._replace(title="Two")),
        ("one", TALKS[0]._replace(title="Two", when=TALKS[1].when)),
        ("one", TALKS[1]._replace(title="TWO.")),
    ],
)
def test_what_is_not_certain_is_left(key: str, changed: Talk) -> None:
    """Who is not recognised by itself, or may be another, is for all talks together."""
    edited = [Edited(key, changed, change_signature(changed))]
    assert revise(stamped(TALKS), edited, SETTINGS, LATER) is None
