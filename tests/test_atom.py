"""Atom: valid by the grammar of the RFC, and complete, for any talks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import feedparser
import pytest
from feedgen.feed import FeedGenerator
from hypothesis import given, settings
from lxml import etree

from depth import examples
from factories import ENGLISH, NOW, make_entry, make_feed, make_link, make_talk, make_tombstone
from hostile import feeds, raw
from talkfeed.formats import wording
from talkfeed.formats.syndication.atom import render
from talkfeed.formats.syndication.atom_elements import LANGUAGE
from talkfeed.ledger.state import STATE, read_state
from talkfeed.model import Abstract, Person, Status
from talkfeed.text import xml_safe
from talkfeed.version import VERSION
from talkfeed.words import words_of

if TYPE_CHECKING:
    from feedgen.entry import FeedEntry

    from talkfeed.model import Feed

SCHEMAS = Path(__file__).parent / "schemas"
GRAMMARS = tuple(
    etree.RelaxNG(file=str(SCHEMAS / name)) for name in ("atom.rng", "talkfeed-atom.rng")
)
ATOM = {"a": "http://www.w3.org/2005/Atom", "at": "http://purl.org/atompub/tombstones/1.0"}
VIDEO = make_link()
AUDIO = make_link(
    "https://media.example/1.mp3",
    kind="audio",
    rel="enclosure",
    title="Audio",
    type="audio/mpeg",
    length=123,
)


def read(feed: Feed) -> Any:
    """Write a feed and read it back as XML."""
    return etree.fromstring(render(feed))


def text(element: Any, path: str) -> Any:
    """Return the text at a path of Atom elements."""
    return element.findtext(path, namespaces=ATOM)


# --- the whole ----------------------------------------------------------------------------------

WHOLE = """\
<?xml version='1.0' encoding='UTF-8'?>
<?xml-stylesheet href="feed.css" type="text/css"?>
<feed xmlns:at="http://purl.org/atompub/tombstones/1.0"\
 xmlns:fh="http://purl.org/syndication/history/1.0"\
 xmlns:talkfeed="urn:uuid:5a0e8f0c-7f0b-5d0e-9a53-0c4c1f6f2f11"\
 xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
  <author>
    <name>The example community</name>
  </author>
  <generator version="VERSION">talkfeed</generator>
  <id>tag:talks.example,2015:talks</id>
  <link href="https://talks.example/" rel="alternate" type="text/html"/>
  <link href="https://talks.example/talks.atom" rel="self" type="application/atom+xml"/>
  <link href="https://talks.example/talks-2014.atom" rel="prev-archive"\
 type="application/atom+xml"/>
  <subtitle type="text">Talks of the example community</subtitle>
  <title type="text">Example talks</title>
  <updated>2015-11-01T12:00:00+00:00</updated>
  <at:deleted-entry ref="tag:talks.example,2015:talks/gone" when="2015-11-01T12:00:00Z">
    <talkfeed:state key="gone" sequence="1" start="2015-10-07" end="2015-10-07"\
 published="2015-11-01T12:00:00Z" title="A talk - gone"/>
  </at:deleted-entry>
  <entry xml:lang="fr">
    <author>
      <name>Ann</name>
    </author>
    <author>
      <name>Bob</name>
      <email>bob@example.org</email>
      <uri>https://bob.example/</uri>
    </author>
    <category term="ocaml" label="ocaml"/>
    <category term="xen" label="xen"/>
    <content type="html">&lt;p&gt;Ann and &lt;a href="https://bob.example/"&gt;Bob&lt;/a&gt; at\
 ConfConf · 7 Oct 2015&lt;/p&gt;
&lt;ul&gt;&lt;li&gt;&lt;a href="https://media.example/1.mp3"&gt;Audio&lt;/a&gt;&lt;/li&gt;\
&lt;li&gt;&lt;a href="https://video.example/1"&gt;Video&lt;/a&gt;&lt;/li&gt;&lt;/ul&gt;
&lt;p&gt;Q&amp;amp;A&lt;/p&gt;</content>
    <id>tag:talks.example,2015:talks/a-talk</id>
    <link href="https://talks.example/talks/a-talk/" rel="alternate" type="text/html"/>
    <link href="https://video.example/1" rel="related" title="Video"/>
    <link href="https://media.example/1.mp3" rel="enclosure" type="audio/mpeg" title="Audio"\
 length="123"/>
    <published>2015-10-30T12:00:00+00:00</published>
    <summary type="text">Ann and Bob at ConfConf · 7 Oct 2015 — Q&amp;A</summary>
    <title type="text">A talk - a-talk</title>
    <updated>2015-11-01T12:00:00+00:00</updated>
    <talkfeed:state key="a-talk" sequence="0" digest="1:abc" kin="def" start="2015-10-07"\
 end="2015-10-07"/>
  </entry>
</feed>
"""

FULL = make_entry(
    talk=make_talk(
        speakers=(
            Person(name="Ann"),
            Person(name="Bob", url="https://bob.example/", email="bob@example.org"),
        ),
        links=(AUDIO, VIDEO),
        tags=("ocaml", "xen"),
        language="fr",
        abstract=Abstract(markdown="Q&A", html="<p>Q&amp;A</p>", text="Q&A"),
    ),
    published=NOW - timedelta(days=2),
)


def test_a_feed_is_written_like_this() -> None:
    """Elements are in the order of RFC 4287, 4.1.1 and 4.1.2, with our state last."""
    feed = make_feed(FULL, tombstones=(make_tombstone(),), prev_archive="talks-2014")
    assert render(feed).decode() == WHOLE.replace("VERSION", VERSION)


# --- validity -----------------------------------------------------------------------------------


def assert_valid(feed: Feed) -> None:
    """Hold a feed against both grammars and the rules that the RFC states beside its own."""
    document = read(feed)
    for grammar in GRAMMARS:
        grammar.assertValid(document)
    assert text(document, "a:author/a:name")
    for entry in document.iterfind("a:entry", ATOM):
        assert text(entry, "a:author/a:name")
        kinds = [link.get("type") for link in entry.findall("a:link[@rel='alternate']", ATOM)]
        assert kinds == ["text/html"]


@settings(max_examples=examples(30))
@given(feeds(raw))
def test_every_feed_is_valid(feed: Feed) -> None:
    """No text makes the document ill-formed or invalid by RFC 4287, appendix B."""
    assert_valid(feed)


@settings(max_examples=examples(30))
@given(feeds(raw))
def test_every_text_arrives_as_it_is(feed: Feed) -> None:
    """Only characters that XML cannot carry are lost; markup in a text is shown, not run."""
    document = read(feed)
    assert text(document, "a:title") == xml_safe(feed.title)
    for element, entry in zip(document.iterfind("a:entry", ATOM), feed.entries, strict=True):
        assert text(element, "a:title") == xml_safe(wording.title(entry, words_of(feed)))
        assert text(element, "a:summary") == xml_safe(wording.summary(entry, words_of(feed)))
        assert text(element, "a:content") == xml_safe(wording.content_html(entry, words_of(feed)))
        names = [person.name for person in entry.talk.speakers or feed.authors]
        found = [name.text for name in element.iterfind("a:author/a:name", ATOM)]
        assert found == [xml_safe(name) for name in names]


def test_a_feed_without_entries_is_valid() -> None:
    """A community may subscribe people before its first talk."""
    assert_valid(make_feed())
    assert feedparser.parse(render(make_feed())).entries == []


def test_the_grammar_rejects_invalid_feeds() -> None:
    """The schema rejects a missing id, an invalid date and an unknown element."""
    good = render(make_feed(FULL))
    breaks = (
        (b"<id>tag:talks.example,2015:talks</id>", b""),
        (b"<updated>2015", b"<updated>in 2015"),
        (b"<published>", b"<at:stranger/><published>"),
        (b' href="https://video', b' hreff="https://video'),
        (b"bob@example.org", b"bob at example"),
    )
    for old, new in breaks:
        assert old in good
        assert not GRAMMARS[1].validate(etree.fromstring(good.replace(old, new)))


# --- a round trip -------------------------------------------------------------------------------


def test_a_round_trip_keeps_everything() -> None:
    """A parser we did not write finds ids, links, dates, authors, categories, texts, in order."""
    feed = make_feed(FULL, make_entry("older", published=NOW - timedelta(days=3)))
    parsed = feedparser.parse(render(feed))
    assert not parsed.bozo
    assert parsed.version == "atom10"
    assert [entry.id for entry in parsed.entries] == [entry.id for entry in feed.entries]
    entry = parsed.entries[0]
    assert [dict(link) for link in entry.links] == [
        {"href": FULL.url, "rel": "alternate", "type": "text/html"},
        {"href": VIDEO.href, "rel": "related", "title": "Video", "type": "text/html"},
        {
            "href": AUDIO.href,
            "rel": "enclosure",
            "type": "audio/mpeg",
            "title": "Audio",
            "length": "123",
        },
    ]
    assert (entry.published, entry.updated) == (
        FULL.published.isoformat(),
        FULL.updated.isoformat(),
    )
    assert [dict(author) for author in entry.authors] == [
        {"name": "Ann"},
        {"name": "Bob", "href": "https://bob.example/", "email": "bob@example.org"},
    ]
    assert [(tag.term, tag.label) for tag in entry.tags] == [("ocaml", "ocaml"), ("xen", "xen")]
    assert entry.title_detail.type == entry.summary_detail.type == "text/plain"
    assert entry.content[0].type == "text/html"
    assert (entry.title, entry.summary) == (FULL.title, wording.summary(FULL, ENGLISH))


# --- parts --------------------------------------------------------------------------------------


def test_a_talk_without_speakers_is_by_the_feed() -> None:
    """Each entry has an author, so that it has one in an aggregator, too."""
    entry = make_entry(talk=make_talk(speakers=()))
    names = ["The example community"]
    assert [name.text for name in read(make_feed(entry)).iter(f"{{{ATOM['a']}}}name")] == names * 2


def test_a_language_is_told_where_it_differs() -> None:
    """The feed has a language, and an entry only if its language differs."""
    same, other = (make_entry(code, talk=make_talk(language=code)) for code in ("en", "fr"))
    document = read(make_feed(same, other))
    assert document.get(LANGUAGE) == "en"
    assert [entry.get(LANGUAGE) for entry in document.iterfind("a:entry", ATOM)] == [None, "fr"]


def test_rights_are_plain_text_of_the_feed() -> None:
    """A feed has rights if the settings do (RFC 4287, 4.2.10)."""
    rights = read(make_feed(rights="CC BY 4.0 <Ann & Bob>")).find("a:rights", ATOM)
    assert (rights.text, dict(rights.attrib)) == ("CC BY 4.0 <Ann & Bob>", {"type": "text"})
    assert read(make_feed()).find("a:rights", ATOM) is None


@pytest.mark.parametrize("status", Status)
def test_the_memory_keeps_the_plain_title(status: Status) -> None:
    """A title shown with "Cancelled: " in front can be taken back to the entry's own."""
    entry = make_entry(talk=make_talk(status=status), recorded=NOW, sequence=3)
    element = read(make_feed(entry)).find("a:entry", ATOM)
    state = read_state(dict(element.find(STATE).attrib))
    assert (state.title or text(element, "a:title")) == entry.title
    assert (state.key, state.sequence, state.digest) == (entry.key, 3, entry.digest)
    assert state.recorded == NOW


def test_a_withdrawn_entry_leaves_a_tombstone() -> None:
    """A withdrawn entry is a deleted-entry (RFC 6721) with its state."""
    gone = make_tombstone(withdrawn=NOW + timedelta(hours=1))
    (tombstone,) = read(make_feed(tombstones=(gone,))).findall("at:deleted-entry", ATOM)
    assert dict(tombstone.attrib) == {"ref": gone.id, "when": "2015-11-01T13:00:00Z"}
    state = read_state(dict(tombstone.find(STATE).attrib))
    assert (state.key, state.published, state.title) == (gone.key, gone.published, gone.title)


def test_an_archive_is_marked() -> None:
    """An archive is marked, and links to its neighbours and the subscription (RFC 5005)."""
    archive = make_feed(path="talks-2014", current="talks", prev_archive="p", next_archive="n")
    links = feedparser.parse(render(archive)).feed.links
    assert [(link.rel, link.href) for link in links] == [
        ("alternate", "https://talks.example/"),
        ("self", "https://talks.example/talks-2014.atom"),
        ("current", "https://talks.example/talks.atom"),
        ("prev-archive", "https://talks.example/p.atom"),
        ("next-archive", "https://talks.example/n.atom"),
    ]
    assert b"<fh:archive/>" in render(archive)
    assert b"<fh:archive/>" not in render(make_feed(prev_archive="p"))


def test_no_date_is_the_builds() -> None:
    """Every date is one that was given; the library's own default, now, never shows."""
    document = read(make_feed(FULL, tombstones=(make_tombstone(),)))
    dates = [*document.iterfind(".//a:updated", ATOM), *document.iterfind(".//a:published", ATOM)]
    given_dates = {NOW, FULL.published}
    assert {datetime.fromisoformat(element.text) for element in dates} == given_dates


# --- what feedgen lacks -------------------------------------------------------------------------
# Each of these fails once the library fixes the defect, and our workaround can be removed.


def plain_entry() -> tuple[FeedGenerator, FeedEntry]:
    """Make the least feed and entry that feedgen accepts."""
    feed = FeedGenerator()
    feed.id("tag:talks.example,2015:talks")
    feed.title("Example talks")
    entry = feed.add_entry(order="append")
    entry.id("tag:talks.example,2015:talks/a")
    entry.title("A talk")
    entry.content("<p>A</p>", type="html")
    return feed, entry


def test_feedgen_still_strips_the_links_of_entries() -> None:
    """Upstream loses rel, type, title and length, so the extension writes links itself."""
    feed, entry = plain_entry()
    entry.link(href="https://video.example/", rel="related", title="Video", type="text/html")
    assert b'<link href="https://video.example/"/>' in feed.atom_str()


def test_feedgen_still_takes_no_other_relation() -> None:
    """Upstream refuses most of the registered relations on entries."""
    with pytest.raises(ValueError, match="Invalid value for rel"):
        plain_entry()[1].link(href="https://license.example/", rel="license")


def test_feedgen_still_stumbles_over_control_characters() -> None:
    """Feedgen raises at control characters, so all texts go through `xml_safe`."""
    feed, entry = plain_entry()
    entry.title("A\x00talk")
    with pytest.raises(ValueError, match="XML compatible"):
        feed.atom_str()


def test_feedgen_still_dates_everything_now() -> None:
    """Upstream fills in the build time, so every date is set."""
    feed, entry = plain_entry()
    before = datetime.now(UTC) - timedelta(minutes=1)
    assert feed.updated() > before
    assert entry.updated() > before


def test_feedgen_still_puts_the_newest_call_first() -> None:
    """Upstream prepends entries by default, so ours are appended by name."""
    feed, first = plain_entry()
    second = feed.add_entry()
    assert feed.entry() == [second, first]


def test_feedgen_still_changes_the_links_it_is_given() -> None:
    """Upstream writes its defaults into the caller's values, so it gets copies."""
    link = {"href": "https://talks.example/"}
    plain_entry()[1].link(link)
    assert link == {"href": "https://talks.example/", "rel": "alternate"}
