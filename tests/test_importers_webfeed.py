"""Entries of RSS, Atom and JSON feeds become talks; ours are in test_importers_own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from feedparser.mixin import _FeedParserMixin  # type: ignore[import-untyped]
from feedparser.util import FeedParserDict  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from source_inputs import as_json, check_reads, odd, only, source_input
from talkfeed.errors import Rejected
from talkfeed.importers.feeds.post import BY_AUTHOR
from talkfeed.importers.feeds.post import POSTED as POSTED_ON
from talkfeed.importers.feeds.webfeed import read, recognise
from talkfeed.model.imported import Confidence, ImportOptions, SourceInput

if TYPE_CHECKING:
    from collections.abc import Callable

OPTIONS = ImportOptions()
ENCLOSURE = '<enclosure url="https://m.example/1.mp3" type="audio/mpeg" length="12"/>'
POSTED = "<pubDate>Sat, 01 Jun 2019 12:00:00 GMT</pubDate>"


def rss(*items: str) -> SourceInput:
    """Write an RSS feed."""
    inside = "".join(f"<item>{item}</item>" for item in items)
    return source_input(f'<rss version="2.0"><channel><title>Pod</title>{inside}</channel></rss>')


def atom(*entries: str, head: str = "") -> SourceInput:
    """Write an Atom feed."""
    inside = "".join(f"<entry>{entry}</entry>" for entry in entries)
    return source_input(
        f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Pod</title>{head}{inside}</feed>'
    )


def jsonfeed(*items: Any) -> SourceInput:
    """Write a JSON feed."""
    return as_json({"version": "https://jsonfeed.org/version/1.1", "title": "Pod", "items": items})


def test_each_format_is_recognised() -> None:
    """By its root, or the version that JSON Feed names."""
    assert recognise(rss()) == recognise(atom()) == 0.9
    assert recognise(source_input("<rdf:RDF xmlns:rdf='x'/>")) == 0.8
    assert recognise(jsonfeed()) == 0.95
    for other in ("<html/>", "[]", "{}", "", "# Talks"):
        assert recognise(source_input(other)) == 0


def test_a_podcast_becomes_a_talk_with_its_sound() -> None:
    """Its enclosure is the recording, its day is that of the post."""
    found = read(
        rss(
            f"<title>Rainbows &amp;amp; light</title><link>https://p.example/1</link>{POSTED}{ENCLOSURE}"
            "<description>&lt;p&gt;Light.&lt;/p&gt;</description><category>sky</category>"
            "<author>ann@example.org (Ann Example)</author>"
        ),
        OPTIONS,
    )
    assert only(found) == {
        "title": "Rainbows & light",
        "speakers": ["Ann Example"],
        "date": "2019-06-01",
        "audio": {"url": "https://m.example/1.mp3", "type": "audio/mpeg", "length": "12"},
        "url": "https://p.example/1",
        "abstract": "Light.",
        "tags": ["sky"],
    }
    assert found.talks[0].doubts == (BY_AUTHOR, POSTED_ON)
    assert found.talks[0].confidence is Confidence.DOUBTFUL
    assert found.title == "Pod"


NAMESPACES = (
    'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
    ' xmlns:podcast="https://podcastindex.org/namespace/1.0"'
    ' xmlns:media="http://search.yahoo.com/mrss/"'
)


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("<itunes:duration>44:30</itunes:duration>", {"length": "44 min 30 s"}),
        ("<itunes:duration>2640</itunes:duration>", {"length": "44 min"}),
        ("<itunes:duration>long</itunes:duration>", {}),
        (
            '<itunes:image href="https://m.example/1.jpg"/>',
            {"thumbnail": "https://m.example/1.jpg"},
        ),
        (
            '<media:thumbnail url="https://m.example/2.jpg"/><itunes:image href="https://m.example/1.jpg"/>',
            {"thumbnail": "https://m.example/2.jpg"},
        ),
        (
            '<podcast:transcript url="https://m.example/1.vtt" type="text/vtt"/>',
            {"transcript": "https://m.example/1.vtt"},
        ),
        (
            '<podcast:transcript url="https://m.example/1" type="text/html"/>',
            {"transcript": {"url": "https://m.example/1", "type": "text/html"}},
        ),
        (
            '<podcast:transcript url="https://m.example/1" type="odd"/>',
            {"links": [{"url": "https://m.example/1", "label": "Transcript"}]},
        ),
        (
            '<podcast:chapters url="https://m.example/1.json" type="application/json+chapters"/>',
            {"chapters": "https://m.example/1.json"},
        ),
        (
            '<podcast:chapters url="https://m.example/1" type="application/json+chapters"/>',
            {"links": [{"url": "https://m.example/1", "label": "Chapters"}]},
        ),
    ],
)
def test_a_podcast_has_what_belongs_to_its_recording(
    inside: str, expected: dict[str, object]
) -> None:
    """The length, the picture, the chapters and the transcript; another form of it is a link."""
    item = f"<item><title>Rainbows</title>{POSTED}{ENCLOSURE}{inside}</item>"
    given = f'<rss version="2.0" {NAMESPACES}><channel><title>Pod</title>{item}</channel></rss>'
    found = read(source_input(given), OPTIONS)
    audio = {"url": "https://m.example/1.mp3", "type": "audio/mpeg", "length": "12"}
    known = {"title": "Rainbows", "date": "2019-06-01", "audio": audio}
    assert only(found) == known | expected
    assert found.unparsed == ()


def test_an_atom_entry_becomes_a_talk() -> None:
    """A link to a place for recordings is the recording; the title may be HTML."""
    found = read(
        atom(
            '<title type="html">&lt;b&gt;Rainbows&lt;/b&gt; by Ann Example (May 2019)</title>'
            '<link href="https://vimeo.com/1"/><published>2019-06-01T12:00:00Z</published>'
            '<link rel="related" href="https://s.example/" title="Slides"/>'
            '<link rel="enclosure" href="https://m.example/1.pdf" type="application/pdf"/>'
            '<content type="text">Light.</content>'
        ),
        OPTIONS,
    )
    assert only(found) == {
        "title": "Rainbows",
        "speakers": ["Ann Example"],
        "date": "May 2019",
        "video": "https://vimeo.com/1",
        "slides": "https://s.example/",
        "links": ["https://m.example/1.pdf"],
        "abstract": "Light.",
    }


def test_the_name_of_a_feed_is_no_speaker() -> None:
    """Who signs each entry with it has not spoken; the options may name who has."""
    entry = "<title>Rainbows</title><author><name>{}</name></author>"
    (found,) = read(atom(entry.format("Pod")), OPTIONS).talks
    assert "speakers" not in found.fields
    named = only(read(atom(entry.format("Ann Example")), ImportOptions(speaker="Ben Nobody")))
    assert named["speakers"] == ["Ben Nobody"]


def test_a_json_item_becomes_a_talk() -> None:
    """HTML or plain text, one author or several, attachments of any sort."""
    item = {
        "title": "Rainbows",
        "url": "https://p.example/1",
        "content_text": "Held on 2019-05-12.",
        "date_published": "2019-06-01T12:00:00Z",
        "author": {"name": "Ann Example", "url": "https://ann.example/"},
        "tags": ["sky"],
        "language": "fr",
        "attachments": [
            {"url": "https://m.example/1.mp4", "mime_type": "video/mp4", "size_in_bytes": 12},
            {"url": "https://m.example/2", "mime_type": "text/plain", "title": "Transcript"},
        ],
    }
    assert only(read(jsonfeed(item), OPTIONS)) == {
        "title": "Rainbows",
        "speakers": [{"name": "Ann Example", "url": "https://ann.example/"}],
        "date": "2019-05-12",
        "video": {"url": "https://m.example/1.mp4", "type": "video/mp4", "length": "12"},
        "url": "https://p.example/1",
        "links": [{"url": "https://m.example/2", "label": "Transcript"}],
        "abstract": "Held on 2019-05-12.",
        "tags": ["sky"],
        "language": "fr",
    }


def test_html_becomes_markdown() -> None:
    """Links and emphasis are kept, and relative addresses are seen from the feed's."""
    item = {"title": "Rainbows", "content_html": "<p>Of <em>light</em>.</p>"}
    assert only(read(jsonfeed(item), OPTIONS))["abstract"] == "Of *light*."


def test_a_feed_that_is_not_well_formed_is_read_as_far_as_it_goes() -> None:
    """Many are not, and feedparser knows how."""
    found = read(
        source_input("<rss><channel><item><title>Rainbows & light</title></item></rss>"), OPTIONS
    )
    assert only(found)["title"] == "Rainbows & light"


def test_an_address_is_never_fetched_nor_a_file_opened() -> None:
    """Feedparser would do both for what looks like their names."""
    for content in ("http://127.0.0.1:9/x", __file__):
        with pytest.raises(Rejected, match="TF702"):
            read(source_input(content), OPTIONS)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("<html><body/></html>", "TF702"),
        ('{"version": "1"}', "TF702"),
        ("{", "TF702"),
        ("<!DOCTYPE rss><rss/>", "TF703"),
        ("<rss version='2.0'><channel><item>&#xD800;", "TF702"),
    ],
)
def test_what_is_no_feed_is_refused(content: str, code: str) -> None:
    """Other XML and JSON, any DOCTYPE, and what makes feedparser stumble."""
    with pytest.raises(Rejected) as rejected:
        read(source_input(content), OPTIONS)
    assert rejected.value.code == code


_PIECES = st.sampled_from(
    [
        *("<item>", "</item>", "<title>", "</title>", "Rainbows", "<entry>", "<link href='['/>"),
        *(
            "<author>",
            "<name/>",
            "<enclosure/>",
            "<enclosure url='x' length='-1'/>",
            POSTED,
            ENCLOSURE,
        ),
        *(
            "<pubDate>never</pubDate>",
            "<content type='xhtml'>",
            "&lt;p&gt;",
            "&#xD800;",
            "<![CDATA[",
        ),
        *("<category/>", "<description>&lt;ul&gt;&lt;li&gt;</description>", "<source url='x'/>"),
    ]
)


@given(st.lists(_PIECES, max_size=25).map("".join), st.booleans())
def test_a_hostile_feed_never_breaks_the_reader(inside: str, ours: bool) -> None:  # noqa: FBT001
    """It is read, or refused with a code."""
    head = "<generator>talkfeed</generator>" if ours else ""
    check_reads(read, source_input(f"<rss version='2.0'><channel>{head}{inside}</channel></rss>"))
    check_reads(
        read, source_input(f"<feed xmlns='http://www.w3.org/2005/Atom'>{head}{inside}</feed>")
    )


def _elements() -> list[str]:
    """List all element names that mean something to feedparser, and its own names for results."""
    methods = [name.split("_", 2)[2] for name in dir(_FeedParserMixin) if name[:7] == "_start_"]
    stems = (
        *methods,
        *FeedParserDict.keymap,
        "links",
        "authors",
        "tags",
        "content",
        "contributors",
    )
    results = [f"{stem}{end}" for stem in stems for end in ("", "_detail", "_parsed", "s")]
    return sorted({*results, "entries", "feed", "version", "namespaces", "bozo", "rel", "href"})


@pytest.mark.parametrize("write", [rss, atom])
def test_no_element_is_taken_for_what_feedparser_makes_of_others(
    write: Callable[[str], SourceInput],
) -> None:
    """An element with the name of a result is read, whatever is in it, or the feed is refused."""
    names = _elements()
    for start in range(0, len(names), 8):
        some = names[start : start + 8]
        texts = "".join(f"<{name}>x</{name}>" for name in some)
        nested = "".join(f"<{name} href='x'><{name}/></{name}>" for name in some)
        inside = write(f"{texts}<title>Rainbows</title>{nested}").content.decode()
        check_reads(read, source_input(inside))
        check_reads(read, source_input(inside.replace("<title>Pod</title>", texts)))


def test_a_value_of_the_wrong_shape_counts_as_missing() -> None:
    """What else an entry says is read all the same."""
    wrong = "<links>x</links><authors>x</authors><title_detail>x</title_detail>"
    entry = f"<title>Rainbows</title><summary_detail>x</summary_detail>{wrong}"
    assert only(read(rss(entry), OPTIONS)) == {"title": "Rainbows"}


_KEYS = [
    *("title", "url", "external_url", "content_html", "content_text", "authors", "author", "name"),
    *("tags", "language", "attachments", "mime_type", "size_in_bytes", "when", "text", "event"),
    *("location", "geo", "links", "kind", "status", "online", "date_published"),
]


@given(odd(_KEYS))
def test_odd_values_never_break_the_reader(value: Any) -> None:
    """Whatever a key holds, ours or not, the document is read or refused."""
    check_reads(read, jsonfeed(value, {"title": "Rainbows", "tags": value, "attachments": value}))
    item = value if isinstance(value, dict) else {"title": "x", "content_html": value}
    check_reads(read, jsonfeed(item | {"_talkfeed": item}, {"_talkfeed": {"title": value}}))


@pytest.mark.parametrize(
    ("title", "text", "date"),
    [
        ("Rainbows", "Date: 3 June 2019, 14:00 Europe/London", "3 June 2019, 14:00 Europe/London"),
        (
            "Rainbows",
            "&lt;p&gt;When: Mon, 3 June 2019&lt;/p&gt;&lt;p&gt;She joined in May 2015.&lt;/p&gt;",
            "Mon, 3 June 2019",
        ),
        ("Rainbows", "We meet on 3 June 2019. She received her PhD in May 2015.", "3 June 2019"),
        ("Rainbows", "She received her PhD in May 2015.", "2019-06-01"),
        ("Rainbows on 4 June 2019: Ann", "We announced it on 3 June 2019.", "4 June 2019"),
        ("Rainbows", "", "2019-06-01"),
    ],
)
def test_the_date_of_a_talk_is_the_one_its_entry_states(title: str, text: str, date: str) -> None:
    """A label, the title and the text come first, the day of the post last; a life has no say."""
    found = read(rss(f"<title>{title}</title><description>{text}</description>{POSTED}"), OPTIONS)
    assert only(found)["date"] == date


def test_an_element_with_thousands_of_attributes_is_refused() -> None:
    """The library would take too long for it."""
    many = " ".join(f"a{number}='x'" for number in range(1_001))
    with pytest.raises(Rejected, match="TF704"):
        read(rss(f"<title {many}>Rainbows</title>"), OPTIONS)
