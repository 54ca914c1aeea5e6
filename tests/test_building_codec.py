"""Packed talks: plain values that give back the same talk."""

from __future__ import annotations

import marshal
from datetime import UTC, datetime
from pathlib import Path

import pytest

from factories import make_link, make_talk, make_time, make_when
from talkfeed import read
from talkfeed.building.codec import pack, unpack
from talkfeed.ledger import change_signature
from talkfeed.model import Abstract, Event, Location, Person, Precision, Status, Talk
from talkfeed.model.media import Attachment, Chapter, Recording

SEED = Path(__file__).parent.parent / "talks.yaml"
WHOLE = make_talk(
    title="Ünikernels 😀",
    when=make_time("2026-03-29T01:30", "2026-03-29T03:30"),
    speakers=(Person(name="Ann", url="https://a.example/", email="a@a.example"), Person(name="B")),
    event=Event(name="Conf", url="https://c.example/", when=make_when()),
    location=Location(name="Hall", url="https://h.example/", geo=(51.5, -0.1)),
    online="https://s.example/",
    links=(
        make_link(rel="enclosure", type="video/mp4", length=5),
        make_link(kind="slides"),
        make_link(recording=Recording("de", "720p", 5, 60)),
    ),
    chapters=(Chapter(0, "Intro"), Chapter(5, "Types", "https://t.example/")),
    attachments=(
        Attachment("transcript", "a.vtt", "text/vtt", "de", is_file=True, line=2, column=3),
    ),
    abstract=Abstract(markdown="*a*", html="<p><em>a</em></p>", text="a"),
    tags=("x", "y"),
    language="de",
    status=Status.TENTATIVE,
    id="unikernels",
    added=datetime(2015, 10, 20, 10, tzinfo=UTC),
    source_id="1@a.example",
)
NOTHING = make_when("", edtf=None, start=None, end=None, precision=Precision.NONE)
BARE = make_talk(speakers=(), event=None, when=NOTHING)


@pytest.mark.parametrize("talk", [WHOLE, BARE, *read(SEED).talks], ids=lambda talk: talk.title)
def test_a_talk_survives_packing(talk: Talk) -> None:
    """What is packed is plain, and gives the same talk, with the same trace, where it is put."""
    packed = marshal.loads(marshal.dumps(pack(talk)))  # noqa: S302  — our own
    again = unpack(packed, talk.place, talk.order, talk.abstract)
    assert again == talk
    assert change_signature(again) == change_signature(talk)


def test_local_time_survives_packing() -> None:
    """The hour on the clock of the place stays the same, in summer and in winter."""
    again = unpack(pack(WHOLE), WHOLE.place, 0, None)
    for before, after in ((WHOLE.when.start, again.when.start), (WHOLE.when.end, again.when.end)):
        assert isinstance(before, datetime)
        assert isinstance(after, datetime)
        assert f"{after:%Y-%m-%d %H:%M%z}" == f"{before:%Y-%m-%d %H:%M%z}"
