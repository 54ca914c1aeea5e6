"""RSS: every reader finds the same items, with one author line, one enclosure and true dates."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime, parsedate_to_datetime
from typing import TYPE_CHECKING, Any

import feedparser
import pytest
from feedgen.feed import FeedGenerator
from hypothesis import given, settings
from hypothesis.strategies import datetimes, just
from lxml import etree, html
from rss_parser import RSSParser

from depth import examples
from factories import ENGLISH, NOW, make_entry, make_feed, make_link, make_talk, make_tombstone
from hostile import feeds, raw
from talkfeed.formats import wording
from talkfeed.formats.syndication.rss import render
from talkfeed.formats.syndication.rss_elements import CREATOR, ENCODED, write_document
from talkfeed.formats.syndication.rss_fields import entry_blocks, feed_blocks
from talkfeed.formats.syndication.shared import write_date
from talkfeed.model import Abstract, Person
from talkfeed.text import xml_safe
from talkfeed.version import VERSION
from talkfeed.words import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from talkfeed.model import Feed

AUDIO = make_link(
    "https://media.example/1.mp3",
    kind="audio",
    rel="enclosure",
    title="Audio",
    type="audio/mpeg",
    length=123,
)
FULL = make_entry(
    talk=make_talk(
        speakers=(Person(name="Ann"), Person(name="Bob", email="bob@example.org")),
        links=(make_link(), AUDIO),
        tags=("ocaml", "xen"),
        abstract=Abstract(markdown="Q&A", html="<p>Q&amp;A</p>", text="What's a List<T>?"),
    ),
    published=NOW - timedelta(days=2),
)


def channel(feed: Feed) -> Any:
    """Write a feed and read its channel back as XML."""
    return etree.fromstring(render(feed))[0]


@contextmanager
def called() -> Iterator[set[str]]:
    """Gather the names of the functions that are called meanwhile."""
    names: set[str] = set()
    sys.setprofile(lambda frame, _event, _: names.add(frame.f_code.co_name))
    try:
        yield names
    finally:
        sys.setprofile(None)


# --- the whole ----------------------------------------------------------------------------------

WHOLE = """\
<?xml version='1.0' encoding='UTF-8'?>
<?xml-stylesheet href="feed.css" type="text/css"?>
<rss xmlns:dc="http://purl.org/dc/elements/1.1/"\
 xmlns:fh="http://purl.org/syndication/history/1.0"\
 xmlns:atom="http://www.w3.org/2005/Atom"\
 xmlns:content="http://purl.org/rss/1.0/modules/content/" version="2.0">
  <channel>
    <title>Example talks</title>
    <link>https://talks.example/</link>
    <description>Talks of the example community</description>
    <language>en</language>
    <lastBuildDate>Sun, 01 Nov 2015 12:00:00 +0000</lastBuildDate>
    <generator>talkfeed VERSION</generator>
    <docs>http://www.rssboard.org/rss-specification</docs>
    <ttl>60</ttl>
    <atom:link href="https://talks.example/talks.rss" rel="self" type="application/rss+xml"/>
    <item>
      <title>A talk - a-talk</title>
      <link>https://talks.example/talks/a-talk/</link>
      <description>Ann and Bob at ConfConf · 7 Oct 2015 —\
 What's a List&amp;lt;T&amp;gt;?</description>
      <category>ocaml</category>
      <category>xen</category>
      <enclosure url="https://media.example/1.mp3" length="123" type="audio/mpeg"/>
      <guid isPermaLink="false">tag:talks.example,2015:talks/a-talk</guid>
      <pubDate>Fri, 30 Oct 2015 12:00:00 +0000</pubDate>
      <dc:creator>Ann, Bob</dc:creator>
      <content:encoded>&lt;p&gt;Ann and Bob at ConfConf · 7 Oct 2015&lt;/p&gt;
&lt;ul&gt;&lt;li&gt;&lt;a href="https://video.example/1"&gt;Video&lt;/a&gt;&lt;/li&gt;\
&lt;li&gt;&lt;a href="https://media.example/1.mp3"&gt;Audio&lt;/a&gt;&lt;/li&gt;&lt;/ul&gt;
&lt;p&gt;Q&amp;amp;A&lt;/p&gt;</content:encoded>
    </item>
  </channel>
</rss>
"""


def test_a_feed_is_written_like_this() -> None:
    """Elements are in the order of the specification, followed by those of modules."""
    feed = make_feed(FULL, tombstones=(make_tombstone(),))
    assert render(feed).decode() == WHOLE.replace("VERSION", VERSION)


@given(moment=datetimes(timezones=just(UTC)))
def test_a_date_is_written_as_in_mail(moment: datetime) -> None:
    """The standard library, which knows RFC 5322, writes every moment the same."""
    assert write_date(moment) == format_datetime(moment)
    assert write_date(moment, "GMT") == format_datetime(moment, usegmt=True)


def test_rights_and_languages_are_written_if_stated() -> None:
    """A channel has its rights, and an item its language if it differs."""
    same, other = (make_entry(code, talk=make_talk(language=code)) for code in ("en", "fr"))
    parsed = feedparser.parse(render(make_feed(same, other, rights="CC BY 4.0 Ann & Bob")))
    assert parsed.feed.rights == "CC BY 4.0 Ann & Bob"
    assert [entry.get("language") for entry in parsed.entries] == [None, "fr"]
    assert b"<copyright>" not in render(make_feed(same))


# --- round trips --------------------------------------------------------------------------------


def test_feedparser_finds_everything() -> None:
    """A lenient parser finds ids, links, dates, authors, categories and texts, in order."""
    feed = make_feed(FULL, make_entry("older", published=NOW - timedelta(days=3)))
    parsed = feedparser.parse(render(feed))
    assert not parsed.bozo
    assert parsed.version == "rss20"
    assert (parsed.feed.link, parsed.feed.ttl, parsed.feed.language) == (feed.home, "60", "en")
    assert [entry.id for entry in parsed.entries] == [entry.id for entry in feed.entries]
    entry = parsed.entries[0]
    assert not entry.guidislink
    assert [dict(link) for link in entry.links] == [
        {"href": FULL.url, "rel": "alternate", "type": "text/html"},
        {"href": AUDIO.href, "rel": "enclosure", "type": "audio/mpeg", "length": "123"},
    ]
    assert parsedate_to_datetime(entry.published) == FULL.published
    assert (entry.title, entry.author) == (FULL.title, "Ann, Bob")
    assert [tag.term for tag in entry.tags] == ["ocaml", "xen"]
    assert html.fromstring(entry.summary).text_content() == wording.summary(FULL, ENGLISH)
    assert entry.content[0].value == wording.content_html(FULL, ENGLISH)


def test_a_typed_parser_finds_everything() -> None:
    """A strict parser, which checks types, finds the same."""
    parsed = RSSParser.parse(render(make_feed(FULL)).decode()).channel
    assert (parsed.title.content, parsed.ttl.content) == ("Example talks", 60)
    (item,) = parsed.items
    assert (item.guid.content, item.guid.attributes) == (FULL.id, {"is_perma_link": "false"})
    assert item.pub_date.content == FULL.published
    assert (item.title.content, item.links[0].content) == (FULL.title, FULL.url)
    assert [category.content for category in item.categories] == ["ocaml", "xen"]
    media = {"url": AUDIO.href, "length": "123", "type": "audio/mpeg"}
    assert [enclosure.attributes for enclosure in item.enclosures] == [media]


@settings(max_examples=examples(30))
@given(feeds(raw))
def test_every_text_arrives_as_it_is(feed: Feed) -> None:
    """Only characters that XML cannot carry are lost; a description reads as HTML."""
    document = channel(feed)
    assert document.findtext("title") == xml_safe(feed.title)
    for item, entry in zip(document.iterfind("item"), feed.entries, strict=True):
        assert item.findtext("title") == xml_safe(wording.title(entry, words_of(feed)))
        assert item.findtext(ENCODED) == xml_safe(wording.content_html(entry, words_of(feed)))
        assert item.findtext("guid") == entry.id
        assert parsedate_to_datetime(item.findtext("pubDate")) == entry.published
        assert len(item.findall(CREATOR)) == 1
        assert len(item.findall("enclosure")) <= 1
        assert "<" not in item.findtext("description")


# --- parts --------------------------------------------------------------------------------------


def test_a_feed_without_entries_is_valid() -> None:
    """The three elements that a channel must have are there before the first talk."""
    empty = channel(make_feed(subtitle=""))
    found = [empty.findtext(name) for name in ("title", "link", "description")]
    assert found == ["Example talks", "https://talks.example/", "Example talks"]
    assert RSSParser.parse(render(make_feed()).decode()).channel.items == []


def test_a_talk_without_speakers_is_by_the_feed() -> None:
    """Each item has a creator."""
    entry = make_entry(talk=make_talk(speakers=()))
    assert channel(make_feed(entry)).findtext(f"item/{CREATOR}") == "The example community"


VIDEO = make_link("https://media.example/1.mp4", rel="enclosure", type="video/mp4", length=9)
ENCLOSURES = (
    ((make_link(),), None),
    ((make_link(), AUDIO, VIDEO), AUDIO.href),
    ((make_link(rel="enclosure"), VIDEO, AUDIO), VIDEO.href),
    ((make_link(rel="enclosure", type="video/mp4"),), None),
)


@pytest.mark.parametrize(("links", "href"), ENCLOSURES)
def test_an_item_has_at_most_one_enclosure(links: tuple[Any, ...], href: str | None) -> None:
    """The first media file whose type and length are known is enclosed; a watch page never."""
    found = channel(make_feed(make_entry(talk=make_talk(links=links)))).findall("item/enclosure")
    assert [enclosure.get("url") for enclosure in found] == ([href] if href else [])


def test_archives_lead_to_each_other() -> None:
    """The documents of a paged feed are linked as in Atom (RFC 5005)."""
    archive = channel(make_feed(path="talks-2014", current="talks", prev_archive="talks-2013"))
    links = [(link.get("rel"), link.get("href")) for link in archive.iterfind("{*}link[@rel]")]
    assert links == [
        ("self", "https://talks.example/talks-2014.rss"),
        ("current", "https://talks.example/talks.rss"),
        ("prev-archive", "https://talks.example/talks-2013.rss"),
    ]
    assert archive.find("{*}archive") is not None
    assert channel(make_feed()).find("{*}archive") is None


def test_dates_are_in_utc_and_english() -> None:
    """A moment of any zone is written the same way."""
    east = NOW.astimezone(timezone(timedelta(hours=9)))
    found = channel(make_feed(make_entry(published=east)))
    assert found.findtext("item/pubDate") == "Sun, 01 Nov 2015 12:00:00 +0000"


def test_no_date_is_the_builds() -> None:
    """The library's own default, now, never shows."""
    assert str(datetime.now(UTC).date().year) not in render(make_feed(FULL)).decode()


def test_no_locale_is_touched() -> None:
    """Writing a feed leaves the process's locale alone, so threads may build at once."""
    feed = make_feed(FULL)
    with called() as names:
        write_document(feed_blocks(feed), [(entry_blocks(FULL, feed), "<p>Ann</p>")])
    assert "extend_rss" in names
    assert not names & {"setlocale", "formatRFC2822"}


# --- what feedgen lacks -------------------------------------------------------------------------
# Each of these fails once the library fixes the defect, and our workaround can be removed.


def plain_feed() -> FeedGenerator:
    """Make the least feed and item that feedgen accepts."""
    feed = FeedGenerator()
    feed.title("Example talks")
    feed.link(href="https://talks.example/", rel="alternate")
    feed.description("Talks")
    feed.add_entry(order="append").title("A talk")
    return feed


def test_feedgen_still_takes_the_last_link_for_the_page() -> None:
    """Upstream makes any link the channel's, even "self", so the page is added last."""
    feed = plain_feed()
    feed.link(href="https://talks.example/talks.rss", rel="self")
    assert b"<link>https://talks.example/talks.rss</link>" in feed.rss_str()


def test_feedgen_still_switches_the_locale_for_dates() -> None:
    """Upstream changes a setting of the whole process, so the extension writes dates itself."""
    feed = plain_feed()
    with called() as names:
        feed.rss_str()
    assert names >= {"setlocale", "formatRFC2822"}


def test_feedgen_still_dates_a_channel_now() -> None:
    """Feedgen always writes a date, so it gets a false one."""
    feed = plain_feed()
    with pytest.raises(ValueError, match="Invalid datetime"):
        feed.lastBuildDate(False)  # noqa: FBT003 — the one way to ask
    assert b"<lastBuildDate>" in feed.rss_str()


def test_feedgen_still_drops_authors_without_an_address() -> None:
    """Upstream writes no author that has only a name, so the extension writes dc:creator."""
    feed = plain_feed()
    feed.entry()[0].author(name="Ann")
    assert b"Ann" not in feed.rss_str()


def test_feedgen_still_drops_links_of_archives() -> None:
    """Upstream writes no channel link but "self", so the extension writes the others."""
    feed = plain_feed()
    feed.link(href="https://talks.example/talks-2014.rss", rel="prev-archive")
    assert b"prev-archive" not in feed.rss_str()


def test_feedgen_still_writes_a_length_of_none() -> None:
    """Feedgen writes an unknown length as "None", so such a file is not enclosed."""
    feed = plain_feed()
    feed.entry()[0].enclosure("https://media.example/1.mp3", None, "audio/mpeg")
    assert b'length="None"' in feed.rss_str()
