"""Feeds for property tests, with text that is hard to escape.

A strategy is made once for the same texts: hypothesis checks each new one before it draws.
"""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from hypothesis import strategies as st

from factories import NOW, make_entry, make_feed, make_time, make_tombstone, make_when
from talkfeed.errors import Place
from talkfeed.model import (
    Abstract,
    Call,
    Event,
    EventProfile,
    Link,
    Location,
    Person,
    Precision,
    Profile,
    ProfileLink,
    Status,
    Talk,
)
from talkfeed.model.media import Attachment, Chapter, Cue, Recording
from talkfeed.model.vocabulary import KINDS, LEVELS
from talkfeed.text import escape, line

if TYPE_CHECKING:
    from datetime import datetime

    from talkfeed.model import Entry, Feed, When

Texts = st.SearchStrategy[str]

_NASTY = (
    "]]>",
    "<script>alert(1)</script>",
    "</script><!--",
    "&amp;",
    "&#0;",
    "\"'",
    "{{ 7 * 7 }}",
    "\r\nBEGIN:VEVENT",
    "a, b; c\\n",
    "\U0001f389\U0001f469\u200d\U0001f4bb",
    "\u0645\u0631\u062d\u0628\u0627 \u202eabc\u202c",
    "\x00\x1b\ufffe\ud800",
    "x" * 10_000,
    "\u00e9" * 80,
)
raw: Texts = st.builds("x{}{}x".format, st.sampled_from(_NASTY), st.text(max_size=20))
"""Any text at all, between two characters that everything can carry."""
clean: Texts = raw.map(line)
"""The same after the validation of every text in a talks file."""

_ADDRESSES = st.builds("https://{}.example/?a=1&b={}".format, st.sampled_from("abc"), st.integers())
_MOMENTS = st.integers(0, 10**8).map(lambda seconds: NOW - timedelta(seconds=seconds))


def _picture(address: str) -> Attachment:
    return Attachment("thumbnail", address, "image/jpeg")


@cache
def _people(texts: Texts, role: str = "") -> st.SearchStrategy[Person]:
    emails = st.sampled_from((None, "ann@example.org"))
    profiles = st.builds(
        Profile,
        also=st.lists(texts, max_size=2).map(tuple),
        email=emails,
        affiliation=st.none() | texts,
        pronouns=st.none() | texts,
        url=st.none() | _ADDRESSES,
        links=st.lists(st.builds(ProfileLink, texts, _ADDRESSES), max_size=2).map(tuple),
        image=st.none() | _ADDRESSES.map(_picture),
        bio=st.none() | texts.map(_abstract),
    )
    return st.builds(
        Person,
        name=texts,
        url=st.none() | _ADDRESSES,
        email=emails,
        affiliation=st.none() | texts,
        role=st.just(role),
        profile=st.none() | profiles,
    )


@cache
def _authors(texts: Texts) -> st.SearchStrategy[Person]:
    return _people(texts).map(lambda person: Person(person.name, person.url, person.email))


@cache
def _links(texts: Texts) -> st.SearchStrategy[Link]:
    page = {"kind": st.just("link"), "rel": st.just("related")}
    media = {"kind": st.just("audio"), "rel": st.just("enclosure")}
    lengths = st.none() | st.integers(0, 2**40)
    types = st.sampled_from((None, "audio/mpeg", "application/xhtml+xml"))
    recordings = st.none() | st.builds(
        Recording, language=st.sampled_from((None, "de")), quality=st.none() | texts
    )
    return st.builds(
        Link, href=_ADDRESSES, title=texts, type=types, recording=st.none(), **page
    ) | st.builds(
        Link,
        href=_ADDRESSES,
        title=texts,
        type=types,
        length=lengths,
        recording=recordings,
        **media,
    )


def _abstract(text: str) -> Abstract:
    return Abstract(markdown=text, html=f"<p>{escape(text)}</p>", text=text)


@cache
def _whens(texts: Texts) -> st.SearchStrategy[When]:
    evening = make_time("2015-10-07T18:30", "2015-10-07T20:00", zone="Asia/Tokyo")
    evening = evening._replace(text="7 Oct 2015, 18:30–20:00 Asia/Tokyo")
    undated = make_when(edtf=None, start=None, end=None, precision=Precision.NONE)
    return st.sampled_from((evening, undated)) | texts.map(make_when)


@cache
def _events(texts: Texts) -> st.SearchStrategy[Event]:
    places = st.builds(Location, name=texts, url=st.none() | _ADDRESSES)
    names = st.lists(texts, max_size=2).map(tuple)
    profiles = st.builds(
        EventProfile,
        also=names,
        url=st.none() | _ADDRESSES,
        dates=st.none() | _whens(texts),
        location=st.none() | places,
        online=st.none() | _ADDRESSES,
        image=st.none() | _ADDRESSES.map(_picture),
        tracks=names,
        rooms=names,
        cfp=st.none() | st.builds(Call, _whens(texts), st.none() | _whens(texts), _ADDRESSES),
        hashtag=st.none() | st.just("größe"),
        description=st.none() | texts.map(_abstract),
    )
    url = st.none() | _ADDRESSES
    return st.builds(Event, name=texts, url=url, profile=st.none() | profiles)


@cache
def _talks(texts: Texts, others: Texts) -> st.SearchStrategy[Talk]:
    return st.builds(
        Talk,
        title=texts,
        when=_whens(others),
        place=st.just(Place("talks.yaml", 1, 1)),
        order=st.just(0),
        speakers=st.lists(_people(others), max_size=5).map(tuple),
        contributors=st.lists(_people(others, "chair"), max_size=2).map(tuple),
        event=st.none() | _events(others),
        location=st.none() | st.builds(Location, name=others, url=st.none() | _ADDRESSES),
        online=st.none() | _ADDRESSES,
        room=st.none() | others,
        track=st.none() | others,
        kind=st.sampled_from((None, *(word.name for word in KINDS))),
        level=st.sampled_from((None, *(word.name for word in LEVELS))),
        length=st.sampled_from((None, "45 min", "1 h 30 min 5 s")),
        links=st.lists(_links(others), max_size=4).map(tuple),
        abstract=st.none() | others.map(_abstract),
        tags=st.lists(others, max_size=4).map(tuple),
        language=st.sampled_from((None, "", "en", "fr-CH")),
        status=st.sampled_from(Status),
        reason=st.none() | others,
        series=st.none() | others,
        joint=st.none() | others,
        source_id=st.none() | others,
        chapters=st.lists(_chapters(others), max_size=2).map(tuple),
        attachments=st.lists(_attachments(others), max_size=2).map(tuple),
    )


@cache
def _chapters(texts: Texts) -> st.SearchStrategy[Chapter]:
    return st.builds(Chapter, st.integers(0, 9999), texts, st.none() | _ADDRESSES)


class _Transcript(NamedTuple):
    """A transcript beside the talks file."""

    cues: tuple[Cue, ...]
    stored: str = "media/a.vtt"
    digest: bytes = b""
    length: int = 0
    size: tuple[int, int] | None = None
    chapters: tuple[Chapter, ...] = ()

    def content(self) -> bytes:
        """Return nothing: only its passages are shown."""
        return b""


@cache
def _attachments(texts: Texts) -> st.SearchStrategy[Attachment]:
    cues = st.lists(st.builds(Cue, st.none() | st.integers(0, 99), texts, texts), max_size=2)
    files = cues.map(lambda found: _Transcript(tuple(found)))
    return st.builds(
        Attachment,
        role=st.sampled_from(("thumbnail", "transcript", "captions", "chapters")),
        href=_ADDRESSES,
        type=st.sampled_from(("text/vtt", "text/plain")),
        language=st.sampled_from((None, "de")),
        is_file=st.sampled_from((False,)),
        own=st.none(),
    ) | files.map(lambda own: Attachment("transcript", "a.vtt", "text/vtt", is_file=True, own=own))


@st.composite
def _entries(draw: st.DrawFn, texts: Texts, others: Texts, published: datetime) -> Entry:
    return make_entry(
        f"talk-{NOW - published}",
        talk=draw(_talks(texts, others)),
        title=draw(texts),
        published=published,
        updated=published + draw(st.sampled_from((timedelta(), timedelta(days=1)))),
        recorded=draw(st.sampled_from((None, published))),
        sequence=draw(st.integers(0, 11)),
        kin=draw(st.sampled_from(("", "1:abc"))),
    )


@st.composite
def feeds(draw: st.DrawFn, texts: Texts, others: Texts | None = None) -> Feed:
    """Draw a feed of up to three entries and two tombstones, as the ledger and channels would.

    The `others` are those texts that nothing needs to say; without them they are like all.
    """
    others = texts if others is None else others
    dates = draw(st.lists(_MOMENTS, max_size=3, unique=True))
    entries = [draw(_entries(texts, others, moment)) for moment in sorted(dates, reverse=True)]
    tombstones = [
        make_tombstone(title=draw(texts), kin=kin, recorded=draw(st.sampled_from((None, NOW))))
        for kin in draw(st.lists(st.sampled_from(("", "1:abc")), max_size=2))
    ]
    return make_feed(
        *entries,
        title=draw(texts),
        subtitle=draw(st.just("") | texts),
        rights=draw(st.just("") | texts),
        language=draw(st.sampled_from(("en", "fr-CH"))),
        authors=tuple(draw(st.lists(_authors(texts), min_size=1, max_size=2))),
        tombstones=tuple(tombstones),
        current=draw(st.sampled_from((None, "talks"))),
        prev_archive=draw(st.sampled_from((None, "talks-2014"))),
        next_archive=draw(st.sampled_from((None, "talks-2016"))),
        about=draw(st.none() | _events(others) | _people(others)),
    )
