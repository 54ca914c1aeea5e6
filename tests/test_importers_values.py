"""Odd values: text, Markdown, people and languages, and addresses in all their disguises."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkfeed.records.draft import Link, Named
from talkfeed.records.field_names import Entry
from talkfeed.records.link_fields import address, embedded, labelled, links, unique
from talkfeed.records.nodes import Record
from talkfeed.records.to_talk import REMARKS, unknown_keys
from talkfeed.records.values import language, people, prose, remarks, tags, text, words

# --- words --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("Boats &#58; <b>Boots</b>", "Boats : Boots"),
        ("[Boats](https://a.example/(1)) and boots", "Boats and boots"),
        ("{{ site.name }} Boats {% if x %}", "Boats"),
        ("{{ '/a.pdf' | relative_url }}", "/a.pdf"),
        ("**Room 1**, __x__, 2 ** 3", "Room 1, x, 2 ** 3"),
        ("a < b > c", "a < b > c"),
        ("List<T>", "List<T>"),
    ],
)
def test_words_are_plain(written: str, plain: str) -> None:
    """Tags, entities, templates and targets go; what only looks like a tag stays."""
    assert words(written) == plain


def test_text_of_other_values_is_their_name() -> None:
    """A list is its texts, a record its name, a record without one nothing."""
    assert text(("a", Record({"title": "b"}), "")) == "a, b"
    assert text(Record({"x": "y"})) == ""


@pytest.mark.parametrize(
    ("written", "markdown"),
    [
        (
            "<p>One <em>two</em></p><ul><li>a</li><li><b>b</b></li></ul>",
            "One *two*\n\n- a\n- **b**",
        ),
        ('<a href="https://a.example/">A</a> &amp; B', "[A](https://a.example/) & B"),
        ("One<br>two<script>x</script>", "One\ntwo"),
        ("One\n\n\n\n<!-- more -->\n::: {.x}\ntwo {{< fa x >}}", "One\n\ntwo"),
        ("*One* `<T>`", "*One* `<T>`"),
    ],
)
def test_html_becomes_markdown(written: str, markdown: str) -> None:
    """Paragraphs, lists, emphasis and links survive; Markdown is left alone."""
    assert prose(written) == markdown


def test_prose_of_other_values_is_joined() -> None:
    """A list is its paragraphs, a record its first text."""
    assert prose(("a", "", "b")) == "a\n\nb"
    assert prose(Record({"x": "", "y": "b"})) == "b"
    assert prose(Record({})) == ""


def test_tags_are_parted() -> None:
    """By semicolons, else by commas; lists and mappings are lists of tags."""
    assert tags("a; b, c") == ["a", "b, c"]
    assert tags("[a, '#b']") == ["a", "b"]
    assert tags("so many words are no tag") == []
    assert tags(("a", "", Record({"name": "b"}))) == ["a", "b"]
    assert tags(Record({"a": "1"})) == ["a"]


# --- people -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "written", "names"),
    [
        ("speaker", "Ann Lee", ["Ann Lee"]),
        ("speaker", "Ann Lee, Red Hat", ["Ann Lee"]),
        ("speaker", "Ann Lee, Peter Ek", ["Ann Lee", "Peter Ek"]),
        ("speakers", "Ann Lee, Freightly", ["Ann Lee"]),
        ("speakers", "Ann Lee, Bo Ek, Freightly GmbH", ["Ann Lee", "Bo Ek"]),
        ("speaker", "Ann, Bo & Cy", ["Ann", "Bo", "Cy"]),
        ("speaker", "Ann Lee, Freightly & Bo Ek, Bankline", ["Ann Lee", "Bo Ek"]),
        ("speaker", "hosono, Freightly", ["hosono, Freightly"]),
        ("speakers", "Ann Lee, Bo Ek", ["Ann Lee", "Bo Ek"]),
        ("speaker", "Ann Lee, Bo Ek, and Cy Orr", ["Ann Lee", "Bo Ek", "Cy Orr"]),
        ("speaker", "Ann Lee & Bo Ek (Acme)", ["Ann Lee", "Bo Ek"]),
        ("speakers", "Ann Lee, Jr.", ["Ann Lee, Jr."]),
        ("speakers", "Ann Lee, Foo University", ["Ann Lee"]),
        ("authors", "admin", []),
        ("speaker", "Ann Lee; Bo Ek", ["Ann Lee", "Bo Ek"]),
        ("speaker", "(they)", ["(they)"]),
    ],
)
def test_names_are_parted(key: str, written: str, names: list[str]) -> None:
    """Commas part names where the key is in the plural or there are several; employers go."""
    assert [who.name for who in people(Entry(key, written))] == names


def test_employers_are_known_apart() -> None:
    """What follows a name, after a comma or in brackets, is no part of it; remarks are reported."""
    row = Entry("speaker", "Ann Lee, Freightly & Bo Ek (Bankline)")
    assert [(who.name, who.affiliation) for who in people(row)] == [
        ("Ann Lee", "Freightly"),
        ("Bo Ek", "Bankline"),
    ]
    (who,) = people(Entry("speakers", (Record({"name": "Ann Lee", "company": "Freightly"}),)))
    assert who == Named("Ann Lee", "", "Freightly")
    assert remarks(row) == []
    assert unknown_keys([{"speakers": [row]}]) == []
    assert remarks(Entry("speaker", "Ann Lee (remote)")) == ["remote"]
    twice = Entry("speaker", "Ann Lee (Bankline), Foo University")
    assert remarks(twice) == ["Foo University"]
    (note,) = unknown_keys([{"speakers": [twice]}])
    assert note.text == REMARKS
    fields = {"name": "Ann Lee", "given": "Ann", "web": "https://a.example/", "company": "F"}
    who_else = Record({**fields, "bio": "Long.", "fax": "", "shoe": "42"})
    (note,) = unknown_keys([{"speakers": [Entry("by", (who_else, "Bo Ek"))]}])
    assert note.text == "by.shoe"


def test_people_have_pages() -> None:
    """A link in Markdown, or a record with an address, or with parts of a name."""
    linked = "[Ann Lee](https://a.example/), [Bo Ek](https://b.example/)"
    assert people(Entry("speakers", linked)) == [
        Named("Ann Lee", "https://a.example/"),
        Named("Bo Ek", "https://b.example/"),
    ]
    nodes = (
        Record({"name": "Ann Lee", "website": "https://a.example/"}),
        Record({"first_name": "Bo", "last_name": "Ek"}),
        "Lee, Cy",
        ("odd",),
    )
    assert people(Entry("speakers", nodes)) == [
        Named("Ann Lee", "https://a.example/"),
        Named("Bo Ek"),
        Named("Lee, Cy"),
    ]


# --- addresses ----------------------------------------------------------------------------------

WATCH = "https://www.youtube.com/watch?v=abcdefghijk"


@pytest.mark.parametrize(
    ("key", "written", "meant"),
    [
        ("youtube", "abcdefghijk", WATCH),
        ("youtube", "abcdefghijk?t=10", WATCH),
        ("video", "https://www.youtube.com/embed/abcdefghijk?rel=0", WATCH),
        (
            "video",
            '<iframe width="1" src="//www.youtube-nocookie.com/embed/abcdefghijk"></iframe>',
            WATCH,
        ),
        ("YouTube", "abcdefghijk", WATCH),
        ("vimeo_id", "1234567", "https://vimeo.com/1234567"),
        ("arxiv", "1901.01234", "https://arxiv.org/abs/1901.01234"),
        ("doi", "10.1000/x", "https://doi.org/10.1000/x"),
        ("github", "ann/boats", "https://github.com/ann/boats"),
        ("url", "www.a.example", "https://www.a.example"),
        ("url", "a.example/x", "https://a.example/x"),
        ("url", "//a.example/x", "https://a.example/x"),
        ("url", "<https://a.example/?a=1&amp;b>", "https://a.example/?a=1&b"),
        ("url", "[A](https://a.example/)", "https://a.example/"),
        ("slides", "boats.pdf", "boats.pdf"),
        ("slides", "{{ site.url }}/boats.pdf", "/boats.pdf"),
        ("slides", "my deck", ""),
        ("slides", "#top", ""),
        ("video", "abcdefghijk", ""),
        ("video", "", ""),
    ],
)
def test_an_address_is_what_is_meant(key: str, written: str, meant: str) -> None:
    """Ids where the key says of what, players, missing schemes; words are no addresses."""
    assert address(written, key) == meant


def test_a_link_is_sorted_by_key_label_or_site() -> None:
    """The key decides; in a list the label does, else the site."""
    node = (
        Record({"label": "Slides (PDF)", "url": "https://a.example/1"}),
        Record({"type": "video", "href": "https://a.example/2"}),
        Record({"name": "Follow", "url": "https://youtu.be/abcdefghijk"}),
        "https://youtu.be/abcdefghij2",
        "https://a.example/3",
        Record({"slides": "https://a.example/4", "Handout": "https://a.example/5"}),
    )
    assert [(link.url[-1], link.kind, link.label) for link in links(Entry("links", node))] == [
        ("1", "slides", "Slides (PDF)"),
        ("2", "video", "video"),
        ("k", "links", "Follow"),
        ("2", "video", ""),
        ("3", "links", ""),
        ("4", "slides", "slides"),
        ("5", "links", "Handout"),
    ]
    assert links(Entry("url", "https://speakerdeck.com/a/b"), "url")[0].kind == "slides"
    assert links(Entry("url", "https://a.example/"), "url")[0].kind == "url"


def test_one_recording_has_one_address() -> None:
    """Of two spellings of YouTube the first stays."""
    found = [Link("https://youtu.be/abcdefghijk"), Link(WATCH), Link("https://a.example/")]
    assert unique(found) == [found[0], found[2]]


def test_several_links_may_stand_in_one_text() -> None:
    """Parted by blanks or commas, or as Markdown or HTML."""
    two = [Link("https://a.example/", kind="video"), Link("https://b.example/", kind="video")]
    assert links(Entry("video", "https://a.example/, https://b.example/"), "video") == two
    marked = "[A](https://a.example/) <a href='https://b.example/'>B</a>"
    assert [link.label for link in links(Entry("links", marked))] == ["A", "B"]


@pytest.mark.parametrize(
    ("written", "tag"),
    [("eng", "en"), ("Spanish", "es"), ("fre", "fr"), ("pt-BR", "pt-BR"), ("zxx", "zxx"), ("", "")],
)
def test_languages_are_tags(written: str, tag: str) -> None:
    """Codes of three letters and English names; what is a tag stays one."""
    assert language(written) == tag


@given(st.text(), st.sampled_from(("speaker", "speakers", "video", "links", "url", "youtube")))
def test_no_text_trips_a_reader_of_values(written: str, key: str) -> None:
    """Whatever a value holds there is an answer."""
    entry = Entry(key, written)
    people(entry)
    links(entry)
    tags(written)
    prose(written)
    assert "\n" not in words(written)


@pytest.mark.parametrize(
    "part",
    [
        "{{",
        "{%",
        "[a](",
        "<a href=",
        "<!--",
        "<script>",
        "**a ",
        "<iframe ",
        "](",
        "( ",
        "a,",
        "a-",
        " \n",
    ],
)
def test_no_text_keeps_a_pattern_busy(part: str) -> None:
    """Texts made to be hard are read in a moment, or are too long to be read at all."""
    text_ = part * (60_000 // len(part))
    started = time.process_time()
    for key in ("video", "speakers"):
        entry = Entry(key, text_)
        links(entry)
        people(entry)
    prose(text_ + "</p>")
    words(text_)
    list(embedded(text_))
    list(labelled(text_))
    assert time.process_time() - started < 10
    assert prose("x" * 70_000) == "x" * 70_000
