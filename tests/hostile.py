"""Feeds for property tests, full of text that breaks what is not careful with it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from factories import NOW, make_entry, make_feed, make_tombstone, make_when
from talkfeed.errors import Place
from talkfeed.model import Abstract, Event, Link, Location, Person, Status, Talk
from talkfeed.text import escape, line

if TYPE_CHECKING:
    from talkfeed.model import Feed

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
"""The same after the gate that every text of a talks file passes."""

_ADDRESSES = st.builds("https://{}.example/?a=1&b={}".format, st.sampled_from("abc"), st.integers())
_MOMENTS = st.integers(0, 10**8).map(lambda seconds: NOW - timedelta(seconds=seconds))


def _people(texts: Texts) -> st.SearchStrategy[Person]:
    emails = st.sampled_from((None, "ann@example.org"))
    return st.builds(Person, name=texts, url=st.none() | _ADDRESSES, email=emails)


def _links(texts: Texts) -> st.SearchStrategy[Link]:
    page = {"kind": st.just("link"), "rel": st.just("related")}
    media = {"kind": st.just("audio"), "rel": st.just("enclosure"), "type": st.just("audio/mpeg")}
    return st.builds(Link, href=_ADDRESSES, title=texts, **page) | st.builds(
        Link, href=_ADDRESSES, title=texts, length=st.integers(0, 2**40), **media
    )


def _abstract(text: str) -> Abstract:
    return Abstract(markdown=text, html=f"<p>{escape(text)}</p>", text=text)


def _talks(texts: Texts) -> st.SearchStrategy[Talk]:
    return st.builds(
        Talk,
        title=texts,
        when=texts.map(make_when),
        place=st.just(Place("talks.yaml", 1, 1)),
        order=st.just(0),
        speakers=st.lists(_people(texts), max_size=3).map(tuple),
        event=st.none() | st.builds(Event, name=texts, url=st.none() | _ADDRESSES),
        location=st.none() | st.builds(Location, name=texts, url=st.none() | _ADDRESSES),
        online=st.none() | _ADDRESSES,
        links=st.lists(_links(texts), max_size=3).map(tuple),
        abstract=st.none() | texts.map(_abstract),
        tags=st.lists(texts, max_size=3).map(tuple),
        language=st.sampled_from((None, "en", "fr-CH")),
        status=st.sampled_from(Status),
    )


@st.composite
def feeds(draw: st.DrawFn, texts: Texts) -> Feed:
    """Draw a feed of up to three entries and a tombstone, as the ledger and channels would."""
    dates = draw(st.lists(_MOMENTS, max_size=3, unique=True))
    entries = [
        make_entry(f"talk-{rank}", talk=draw(_talks(texts)), title=draw(texts), published=moment)
        for rank, moment in enumerate(sorted(dates, reverse=True))
    ]
    stones = [make_tombstone(title=draw(texts))] if draw(st.booleans()) else []
    return make_feed(
        *entries,
        title=draw(texts),
        subtitle=draw(st.just("") | texts),
        authors=tuple(draw(st.lists(_people(texts), min_size=1, max_size=2))),
        tombstones=tuple(stones),
        current=draw(st.sampled_from((None, "talks"))),
        prev_archive=draw(st.sampled_from((None, "talks-2014"))),
    )
