"""Feeds for property tests, full of text that breaks what is not careful with it."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import strategies as st

from factories import NOW, make_entry, make_feed, make_tombstone, make_when
from talkfeed.errors import Place
from talkfeed.model import Abstract, Event, Feed, Link, Location, Person, Status, Talk
from talkfeed.text import escape

_NASTY = (
    "]]>",
    "<script>alert(1)</script>",
    "<!--",
    "&amp;",
    "&#0;",
    "\"'",
    "\r\n",
    "BEGIN:VEVENT",
    "a, b; c\\n",
    "\U0001f389\U0001f469\u200d\U0001f4bb",
    "\u0645\u0631\u062d\u0628\u0627 \u202eabc\u202c",
    "\x00\x1b\ufffe\ud800",
    "x" * 10_000,
    "é" * 80,
)
texts = st.builds("x{}{}x".format, st.sampled_from(_NASTY), st.text(max_size=20))
"""Text of at least two characters that everything can carry, with anything between them."""
addresses = st.builds("https://{}.example/?a=1&b={}".format, st.sampled_from("abc"), st.integers())
moments = st.integers(0, 10**8).map(lambda seconds: NOW - timedelta(seconds=seconds))

people = st.builds(
    Person,
    name=texts,
    url=st.none() | addresses,
    email=st.sampled_from((None, "ann@example.org")),
)
links = st.builds(
    Link, href=addresses, kind=st.just("link"), rel=st.just("related"), title=texts
) | st.builds(
    Link,
    href=addresses,
    kind=st.just("audio"),
    rel=st.just("enclosure"),
    title=texts,
    type=st.just("audio/mpeg"),
    length=st.integers(0, 2**40),
)
talks = st.builds(
    Talk,
    title=texts,
    when=texts.map(make_when),
    place=st.just(Place("talks.yaml", 1, 1)),
    order=st.just(0),
    speakers=st.lists(people, max_size=3).map(tuple),
    event=st.none() | st.builds(Event, name=texts, url=st.none() | addresses),
    location=st.none() | st.builds(Location, name=texts, url=st.none() | addresses),
    online=st.none() | addresses,
    links=st.lists(links, max_size=3).map(tuple),
    abstract=st.none()
    | texts.map(lambda text: Abstract(markdown=text, html=f"<p>{escape(text)}</p>", text=text)),
    tags=st.lists(texts, max_size=3).map(tuple),
    language=st.sampled_from((None, "en", "fr-CH")),
    status=st.sampled_from(Status),
)


@st.composite
def feeds(draw: st.DrawFn) -> Feed:
    """Draw a feed of up to three entries and a tombstone, as the ledger and channels would."""
    dates = draw(st.lists(moments, max_size=3, unique=True))
    entries = [
        make_entry(f"talk-{rank}", talk=draw(talks), title=draw(texts), published=moment)
        for rank, moment in enumerate(sorted(dates, reverse=True))
    ]
    stones = [make_tombstone(title=draw(texts))] if draw(st.booleans()) else []
    return make_feed(
        *entries,
        title=draw(texts),
        subtitle=draw(st.just("") | texts),
        authors=tuple(draw(st.lists(people, max_size=2))),
        tombstones=tuple(stones),
        current=draw(st.sampled_from((None, "talks"))),
        prev_archive=draw(st.sampled_from((None, "talks-2014"))),
    )
