"""HTML of others becomes Markdown that says the same, by the renderer's own account."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkfeed.records.html_to_markdown import as_markdown, markdown, words
from talkfeed.text import escape
from talkfeed.text import markdown as rendered


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("plain", "plain"),
        ("<p>one\n two</p><p>three</p>", "one two\n\nthree"),
        ("<div><p>one</p><!-- no --></div>two", "one\n\ntwo"),
        ("<em> a </em><b>b</b><i></i><del>c</del>", " *a* **b**~~c~~".strip()),
        ("<em>a<ul><li>b</li></ul></em>", "a\n\n- b"),
        ("<h2>Of\nlight</h2>text", "## Of light\n\ntext"),
        ('<a href="https://a.example/">x <b>y</b></a>', "[x **y**](https://a.example/)"),
        ('<a href="javascript:x">x</a><a href="https://a.example/"></a>', "x"),
        (
            '<img src="https://a.example/1.png" alt="x"><img alt="y">',
            "![x](https://a.example/1.png)y",
        ),
        ("a<br>b", "a  \nb"),
        ("<code>a*b</code> <tt>`x`</tt><code></code>", "`a*b` `` `x` ``"),
        ("<pre>\na\n  b</pre>", "a\n      b"),
        (
            "<ul><li>a<ul><li>b</li></ul></li><li><p>c</p><p>d</p></li></ul>",
            "- a\n\n  - b\n- c\n\n  d",
        ),
        ("<ol><li>a</li>no<li>b</li></ol>", "1. a\n2. b"),
        ("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b"),
        ("a<hr>b", "a\n\n---\n\nb"),
        ("<table><tr><th>a</th><td>b</td></tr></table>", "a b"),
        ("<script>x</script><style>y</style>a", "a"),
        ("<p>1. a</p><p># b</p><p>- c</p><p>-d</p>", "1\\. a\n\n\\# b\n\n\\- c\n\n-d"),
        ("a_b _c_ 2*3 [x] &lt;b&gt; a < b &amp;amp;", r"a_b \_c\_ 2\*3 \[x\] \<b> a < b \&amp;"),
        ("", ""),
        ("<!DOCTYPE html>", ""),
        ("\ud800a\x01", "a"),
    ],
)
def test_html_becomes_markdown(html: str, expected: str) -> None:
    """Paragraphs, emphasis, links, lists, quotes and code; signs of Markdown are escaped."""
    assert markdown(html) == expected


def test_a_text_that_opens_with_a_tag_is_html() -> None:
    """Markdown may hold tags as well, and stays as it is."""
    assert as_markdown(" <p class='x'>a*b</p>") == "a\\*b"
    assert as_markdown("<span>a</span><br/>b") == "a  \nb"
    assert as_markdown("**a**<br>b <p>c</p>") == "**a**<br>b <p>c</p>"
    assert as_markdown("<pre-release> of *this*") == "<pre-release> of *this*"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a < b", "a < b"),
        ("<b>a</b> \n b", "a b"),
        ("a &amp; b", "a & b"),
        ("AT&T", "AT&T"),
        ("<p>", ""),
    ],
)
def test_words_are_what_is_left_without_tags(text: str, expected: str) -> None:
    """A text that is no HTML stays as it is."""
    assert words(text) == expected


def _letters(text: str) -> list[str]:
    return re.findall(r"\w+|[^\w\s]", text)


_WORDS = st.text("ab1.#*_`[]()<>&\\-+!~|:= ", max_size=12)


@given(st.lists(_WORDS, min_size=1, max_size=4))
def test_the_renderer_gives_the_same_words(paragraphs: list[str]) -> None:
    """What was text in HTML is the same text when its Markdown is rendered."""
    html = "".join(f"<p>{escape(text)}</p>" for text in paragraphs)
    found = rendered(markdown(html), "https://a.example/")
    assert _letters(found.text if found else "") == _letters(" ".join(paragraphs))


_PIECES = st.sampled_from(
    [
        *("<p>", "</p>", "<ul>", "<li>", "</ul>", "<b>", "</b>", "<a href='x y'>", "</a>", "<pre>"),
        *(
            "<blockquote>",
            "<table>",
            "<td>",
            "&#0;",
            "&amp;",
            "<!--",
            "-->",
            "<?x?>",
            "\ud800",
            "\0",
            "text ",
            "<div>" * 400,
        ),
    ]
)


@given(st.lists(_PIECES, max_size=20).map("".join))
def test_hostile_html_never_breaks_the_writer(html: str) -> None:
    """However it is nested or cut off."""
    assert isinstance(markdown(html), str)
    assert isinstance(words(html), str)
