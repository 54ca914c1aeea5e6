"""Validators of text: the result is clean for any input, and validating it again keeps it."""

from __future__ import annotations

import re
import unicodedata
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree, html

from talkfeed.errors import Rejected
from talkfeed.text import (
    balanced,
    block,
    escape,
    join,
    line,
    markdown,
    split,
    unmarked,
    url,
    xml_safe,
)
from talkfeed.text.lines import flow, is_plain, visible
from talkfeed.text.markup import (
    MAX_QUOTES,
    is_paragraphs,
    is_simple,
    plain_text,
    sanitise,
    to_html,
)

BASE = "https://talks.example/list/"
UNSEEN = "\u200b\u202e\ufeff\u00ad\x00\x07\x1b\x7f\x9d\ud800\ufffe\ufdd0\U0001fffe"
MARKS = "\u061c\u200e\u200f\u2066\u2067\u2068\u2069"
any_text = st.text(st.characters())  # lone surrogates and all
dirty = st.text(st.sampled_from("aÅ é\u0301\u212b\n\t\r\u2028\u200d\u200c\u0905👩" + UNSEEN))


# --- lines --------------------------------------------------------------------------------------

LINES = (
    ("", ""),
    ("  outer\u00a0 ", "outer"),
    ("one\n\ttwo\u2028three", "one two three"),
    ("zero\u200bwidth\ufeff", "zerowidth"),
    ("e\u0301", "é"),
    ("e\u200b\u0301", "é"),
    ("soft\u00adhyphen", "softhyphen"),
    ("a\u202eb", "ab"),
    ("a\u200db", "ab"),
    ("\u200dstart", "start"),
    ("👩\u200d💻", "👩\u200d💻"),
    ("\u0645\u06cc\u200c\u062e", "\u0645\u06cc\u200c\u062e"),
    ("lone \ud800 surrogate", "lone surrogate"),
    ("no\x00thing\x9d\ufffe", "nothing"),
    ("Look ma, no OS!", "Look ma, no OS!"),
    (
        "\u200f\u05e9\u05dc\u05d5\u05dd C++\u200e (2)",
        "\u200f\u05e9\u05dc\u05d5\u05dd C++\u200e (2)",
    ),
    ("\u0645\u06cc \u2066C\u2069 \u061c1", "\u0645\u06cc \u2066C\u2069 \u061c1"),
    ("a\u2067b", "ab"),
    ("a\u2069b", "ab"),
    ("a\u2067b\nc\u2069 \u2068d\u2069", "a\u2067b c\u2069 \u2068d\u2069"),
    ("a\u202ab\u202bc\u202dd\u202ce", "abcde"),
    (" \u200f a \u200e b \u200f ", "\u200fa \u200eb\u200f"),
    (" \u200f ", ""),
)


@pytest.mark.parametrize(("text", "expected"), LINES)
def test_a_line_has_only_visible_characters(text: str, expected: str) -> None:
    """A line has single spaces, no outer spaces, and no invisible characters."""
    assert line(text) == expected


@given(any_text | dirty)
@example("\u212b\u200d\u0905")
def test_line_is_settled(text: str) -> None:
    """Cleaning a line twice is cleaning it once; it is NFC, and XML can carry it."""
    once = line(text)
    assert line(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert xml_safe(once) == once
    assert "\n" not in once


@given(any_text | dirty)
def test_block_is_settled(text: str) -> None:
    """Cleaning a block twice is cleaning it once; it has no blank lines at the ends."""
    once = block(text)
    assert block(once) == once
    assert xml_safe(once) == once
    assert not once or (once.split("\n")[0].strip() and not once[-1].isspace())


def test_block_keeps_what_markdown_needs() -> None:
    """Indentation and the two spaces of a hard line break are kept; line ends become newlines."""
    assert block("\r\n \n    code  \r\nnext\u2029last \n\n") == "    code  \nnext\nlast"


spaces = st.text(st.sampled_from("aé \n\t\r\x0b\x1c\x1f\x85\xa0\u2028\u200b\u200d\u0905\u0338"))


@given(any_text | dirty | spaces)
def test_quick_ways_lead_where_the_long_ones_do(text: str) -> None:
    """A text with nothing to leave out is cleaned in fewer steps, to the same end."""
    assert flow(text) == " ".join(text.split())
    assert line(text) == " ".join(visible(text).split())
    lines = "\n".join(visible(text).splitlines()).rstrip()
    assert block(text) == re.sub(r"\A(?:[^\S\n]*\n)+", "", lines)
    assert not is_plain(text) or visible(text) == unicodedata.normalize("NFC", text)


marked = st.text(st.sampled_from("aé \n\u05e9\u0301\u0905\u200c\u200d\u202e" + MARKS * 2))


@given(marked)
@example("\u0905\u200f\u200d\u200e\u0905")
@example("e\u200f\u0301")
@example("a \u2066 a")
@example("a\u2066\u0301")
def test_marks_of_direction_change_nothing_else(text: str) -> None:
    """A text without its marks equals the same text written without marks."""
    bare = "".join(sign for sign in text if sign not in MARKS)
    assert unmarked(line(text)) == line(bare)
    assert block(unmarked(block(text))) == block(bare)


@given(marked)
def test_isolates_are_in_pairs(text: str) -> None:
    """No isolate extends beyond its line, and each end has a beginning."""
    for each in (line(text), *block(text).split("\n")):
        assert balanced(each) == each
        for rank in range(len(each)):
            begun = sum(sign in "\u2066\u2067\u2068" for sign in each[:rank])
            assert each[:rank].count("\u2069") <= begun
        assert each.count("\u2069") == sum(sign in "\u2066\u2067\u2068" for sign in each)


@given(dirty | spaces)
def test_joiners_stay_between_letters_that_use_them(text: str) -> None:
    """A joiner stays where the characters on both sides are of scripts that use joiners."""
    seen = visible(text)
    for before, joiner, after in zip(f"a{seen}", seen, f"{seen}a"[1:], strict=False):
        assert joiner not in "\u200c\u200d" or min(before, after) >= "\u0590"


@given(any_text)
def test_xml_safe_makes_xml_parse(text: str) -> None:
    """A strict XML parser takes every text that has passed."""
    etree.fromstring(f"<t>{escape(xml_safe(text))}</t>".encode())


@given(any_text.map(xml_safe).filter(lambda text: "\r" not in text))
def test_escaped_text_is_read_back(text: str) -> None:
    """An HTML parser reads the same text back, between tags and in an attribute."""
    seen: list[str | None] = []

    class Collector(HTMLParser):
        def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
            seen.extend(value for _, value in attrs)

    parser = Collector()
    parser.feed(f'<p title="{escape(text)}">')
    assert seen == [text]


# --- addresses ----------------------------------------------------------------------------------

ADDRESSES = (
    ("https://example.org", "https://example.org"),
    (" https://example.org/a \n", "https://example.org/a"),
    ("https://example.org/\u200ba\x00", "https://example.org/a"),
    ("\u200ehttps://example.org/a\u2069", "https://example.org/a"),
    ("HTTPS://Example.ORG/A%20b%c3%a9", "https://example.org/A%20b%c3%a9"),
    ("https://bücher.example/ü?ü=ß#ü", "https://xn--bcher-kva.example/%C3%BC?%C3%BC=%C3%9F#%C3%BC"),
    ("https://例え.jp/", "https://xn--r8jz45g.jp/"),
    ("https://xn--strae-oqa.de/", "https://xn--strae-oqa.de/"),
    ("https://example.org:8080/", "https://example.org:8080/"),
    ("https://example.org:/", "https://example.org/"),
    ("https://[::1]:80/x", "https://[::1]:80/x"),
    ("https://127.0.0.1/", "https://127.0.0.1/"),
    ("http://localhost", "http://localhost"),
    ("https://a_b.example.org./", "https://a_b.example.org./"),
    ("https://example.org/100%/a%zz", "https://example.org/100%25/a%25zz"),
    ("https://example.org/[x]|{y}\\", "https://example.org/%5Bx%5D%7C%7By%7D%5C"),
    (
        "https://example.org/a;b=1,2(3)!'*?q=a/b?c#d?e",
        "https://example.org/a;b=1,2(3)!'*?q=a/b?c#d?e",
    ),
)


@pytest.mark.parametrize(("text", "expected"), ADDRESSES)
def test_an_address_becomes_a_uri(text: str, expected: str) -> None:
    """Spaces are stripped, non-ASCII letters are encoded, and encoded characters are kept."""
    assert url(text) == expected
    assert url(expected) == expected


@pytest.mark.parametrize("text", ["http://[", "https://ex℀mple/", "//["])
def test_any_text_is_taken_apart_and_joined(text: str) -> None:
    """Text that is not an address has no host, and resolves to "" against any base."""
    assert split(text).hostname is None
    assert join("https://a.example/", text) == ""


REJECTED = (
    ("", "empty", "write it out"),
    (" \u200b", "empty", "write it out"),
    ("www.example.org/x", "not a complete address", "write https://www.example.org/x"),
    ("//example.org/x", "not a complete address", "write https://example.org/x"),
    ("//localhost/x", "not a complete address", "write https://localhost/x"),
    ("example.org:8080/x", "not a complete address", "write https://example.org:8080/x"),
    ("/talks/x", "not a complete address", "with its beginning"),
    ("../a.html", "not a complete address", "with its beginning"),
    ("see example.org", "not a complete address", "with its beginning"),
    ("localhost:80", "not a complete address", "with its beginning"),
    ("javascript:alert(1)", "'javascript:' cannot be linked", "http or https"),
    ("JaVaScRiPt:alert(1)", "cannot be linked", "http or https"),
    ("java\x00script:alert(1)", "cannot be linked", "http or https"),
    ("data:text/html,x", "'data:' cannot be linked", "http or https"),
    ("mailto:ann@example.org", "cannot be linked", "http or https"),
    ("ftp://example.org/", "cannot be linked", "http or https"),
    ("https://ann:secret@example.org/", "password", "write https://example.org/"),
    ("https://ann@example.org/", "user name", "write https://example.org/"),
    ("https://example.org/a b", "space inside", "write https://example.org/a%20b"),
    ("https://example.org/a\nhttps://example.org/b", "space inside", "/a, https://example.org/b]"),
    ("https://a b.example/", "space inside", "without, e.g. "),
    ("git@github.com:a/b.git", "not a complete address", "write https://github.com/a/b.git"),
    ("github.com:a/b", "cannot be linked", "write https://github.com/a/b"),
    ("ssh://git@github.com:22/a/b", "cannot be linked", "write https://github.com/a/b"),
    ("git://github.com/a/b.git", "cannot be linked", "write https://github.com/a/b.git"),
    ("git@host", "not a complete address", "with its beginning"),
    ("https://example.org:99999/", "is not an address", "https://"),
    ("https://example.org:x/", "is not an address", "https://"),
    ("https://example.org:0/", "port 0", "write https://example.org/"),
    ("https://[::1/", "is not an address", "https://"),
    ("https://[v1.x]/", "is not", "host"),
    ("https:example.org", "names no host", "write https://example.org"),
    ("https:///x", "names no host", "two slashes"),
    ("https://a..example/", "is not a valid host", "letters, digits"),
    ("https://-a.example/", "is not a valid host", "letters, digits"),
    ("https://a\\b.example/", "is not a valid host", "letters, digits"),
    ("https://" + "a." * 130 + "example/", "is not a valid host", "letters, digits"),
    ("https://300.1.2.3/", "is not a valid host", "example.org"),
    ("https://straße.example/", "two readings", "xn--"),
    ("https://\u2488.example/", "is not", ""),
    ("https://a\u3002\u3002b.example/", "is not a valid host", "xn--"),
    ("https://example.org/" + "a" * 4_000, "longer than 4000", "shorter"),
)


@pytest.mark.parametrize(("text", "message", "hint"), REJECTED)
def test_text_that_is_not_a_web_address_is_rejected(text: str, message: str, hint: str) -> None:
    """Each rejection has a message and a hint."""
    with pytest.raises(Rejected) as caught:
        url(text)
    assert caught.value.code == "TF305"
    assert message in caught.value.message
    assert hint in caught.value.hint
    followed = re.findall(r"https?://[^\s\],]+", caught.value.hint)
    assert followed
    assert all(map(url, followed)), "a hint is right when it is followed"


hosts = st.sampled_from(("example.org", "bücher.example", "[::1]", "1.2.3.4", "x_y.example", "a"))
addresses = st.builds(
    "{}://{}{}/{}?{}#{}".format,
    st.sampled_from(("http", "https", "HTTP")),
    hosts,
    st.sampled_from(("", ":80")),
    any_text,
    any_text,
    any_text,
)


@given(any_text | addresses | any_text.map("https://{}".format))
def test_an_accepted_address_is_settled(text: str) -> None:
    """A valid address is an ASCII http URI with a host, and validating it again changes nothing."""
    try:
        accepted = url(text)
    except Rejected:
        return
    assert url(accepted) == accepted
    assert accepted.isascii()
    assert accepted.isprintable()
    assert not set(' "<>\\^`{|}') & set(accepted)
    parts = urlsplit(accepted)
    assert parts.scheme in {"http", "https"}
    assert parts.hostname
    assert parts.username is None


# --- Markdown -----------------------------------------------------------------------------------

REL = 'rel="noopener noreferrer"'
RENDERED = (
    ("*a* **b** `c`", "<p><em>a</em> <strong>b</strong> <code>c</code></p>", "a b c"),
    ("a  \nb", "<p>a<br>\nb</p>", "a\nb"),
    (
        "# One\n## Two\n### Three",
        "<h4>One</h4>\n<h5>Two</h5>\n<h6>Three</h6>",
        "One\n\nTwo\n\nThree",
    ),
    ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>", "- a\n- b"),
    ("~~no~~", "<p><del>no</del></p>", "no"),
    ("    x\n      y", "<pre><code>x\n  y</code></pre>", "x\n  y"),
    ("a\n\n> b", "<p>a</p>\n<blockquote>\n<p>b</p>\n</blockquote>", "a\n\nb"),
    ("<script>x</script>", "&lt;script&gt;x&lt;/script&gt;", "<script>x</script>"),
    ("a <script b", "<p>a &lt;script b</p>", "a <script b"),
    ("List<T> a<b", "<p>List&lt;T&gt; a&lt;b</p>", "List<T> a<b"),
    ("H<sub>2</sub>O", "<p>H<sub>2</sub>O</p>", "H2O"),
    ("a <!-- hidden --> b", "<p>a  b</p>", "a b"),
    ("a <!-- b", "<p>a &lt;!-- b</p>", "a <!-- b"),
    ("<p class=x onclick=y>a", "<p>a</p>", "a"),
    ('<p title="a', '&lt;p title="a', '<p title="a'),
    ("[a](b)", f'<p><a href="{BASE}b" {REL}>a</a></p>', f"a ({BASE}b)"),
    ("[a](javascript:b)", "<p>a</p>", "a"),
    ("<a@b.example>", f'<p><a href="mailto:a@b.example" {REL}>a@b.example</a></p>', "a@b.example"),
    (
        "![alt](i.png)",
        f'<p><a href="{BASE}i.png" {REL}>alt</a></p>',
        f"alt ({BASE}i.png)",
    ),
    ("![](i.png)", f'<p><a href="{BASE}i.png" {REL}>image</a></p>', f"image ({BASE}i.png)"),
    ("<img alt=x>", "x", "x"),
    (
        "[![alt](i.png)](v)",
        f'<p><a href="{BASE}v" {REL}>alt</a></p>',
        f"alt ({BASE}v)",
    ),
    (
        "see (https://e.example/a_(b)?c&d).",
        f'<p>see (<a href="https://e.example/a_(b)?c&amp;d" {REL}>https://e.example/a_(b)?c&amp;d</a>).</p>',
        "see (https://e.example/a_(b)?c&d).",
    ),
    ("https://300.1.2.3 `https://e.example`", None, "https://300.1.2.3 https://e.example"),
    ("| a | b |\n|---|---|\n| 1 | 2 |", None, "a b\n\n1 2"),
    ("a *\u0338b* e&#769;", "<p>a <em>\u0338b</em> é</p>", "a \u0338b é"),
    ("&#7;&#8203;x&#0;", "<p>x\ufffd</p>", "x\ufffd"),
    ("\u200fa &rlm;*b* &#x202e;c", "<p>\u200fa \u200f<em>b</em> c</p>", "\u200fa \u200fb c"),
    ("\u2067a\u2069 \u2067b", "<p>\u2067a\u2069 b</p>", "\u2067a\u2069 b"),
    ("a &#x2067;*b*", "<p>a <em>b</em></p>", "a b"),
)


@pytest.mark.parametrize(("source", "rendered", "plain"), RENDERED)
def test_markdown_is_rendered_and_nothing_is_lost(
    source: str, rendered: str | None, plain: str
) -> None:
    """Markdown works, tags that are not allowed are shown, and links are absolute."""
    abstract = markdown(source, BASE)
    assert abstract is not None
    assert rendered is None or abstract.html == rendered
    assert abstract.text == plain
    assert abstract.markdown == block(source)


@pytest.mark.parametrize("source", ["", " \n\u200b", "\u200f", "<!-- nothing -->", "<b></b>"])
def test_nothing_to_read_is_no_abstract(source: str) -> None:
    """An abstract without a visible character is none."""
    assert markdown(source, BASE) is None


def test_quotes_without_end_are_refused() -> None:
    """Quotes nested beyond reason are refused quickly, not rendered slowly."""
    with pytest.raises(Rejected, match="TF306"):
        markdown("> " * (MAX_QUOTES + 1) + "a", BASE)


ATTACKS = (
    "<script>alert(1)</script>",
    "<ScRiPt src=//e.example/x.js></sCrIpT>",
    "<script\n>alert(1)</script\n>",
    "<p><script>alert(1)</script></p>",
    "<<script>alert(1)//<</script>",
    "<img src=x onerror=alert(1)>",
    "<img/src=x/onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<object data=x></object><embed src=x>",
    "<style>*{background:url(//e.example)}</style>",
    "<link rel=stylesheet href=//e.example/x.css>",
    "<meta http-equiv=refresh content='0;url=//e.example'>",
    "<base href=//e.example/>",
    "<form action=//e.example><input name=x><button>",
    "<a href=javascript:alert(1)>a</a>",
    "x [\u0338 onmouseover=alert(1) ](https://e.example) y",
    "x [&#xf73;\u0338 onmouseover=alert(1) ](https://e.example) y",
    "x [&#8203;\u0338 onmouseover=alert(1) ](https://e.example) y",
    "<a href='java\tscript:alert(1)'>a</a>",
    "<a href=' &#106;avascript:alert(1)'>a</a>",
    "<a href=data:text/html,x>a</a>",
    "<a href=vbscript:x>a</a>",
    "<a href=x style=position:fixed onclick=alert(1) id=x class=y>a</a>",
    "[a](javascript:alert(1))",
    "[a](<javascript:alert(1)>)",
    "[a]( java\nscript:alert(1))",
    "[a](data:text/html;base64,PHNjcmlwdD4=)",
    "![a](javascript:alert(1))",
    '![a"onerror="alert(1)](x)',
    '[a](x "t\\" onclick=alert(1)")',
    "[a][b]\n\n[b]: javascript:alert(1)",
    "<javascript:alert(1)>",
    "`<script>`\n\n    <script>alert(1)</script>",
    "<!--><script>alert(1)</script>-->",
    "<!-- --!><script>alert(1)</script> -->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?php <script>alert(1)</script> ?>",
    "<p title='<script>alert(1)</script>'>a</p>",
    '<a title="</a><script>alert(1)</script>" href="x">a</a>',
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<textarea><img title='</textarea><img src=x onerror=alert(1)>'>",
    'https://e.example/"onmouseover=alert(1)//',
    "https://e.example/<script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)",
    "<b\x00><scr\x00ipt>alert(1)</script>",
    "<scr\u200bipt>alert(1)</script>",
    "<details open ontoggle=alert(1)>x",
    "<template><script>alert(1)</script></template>",
    "<xss id=x tabindex=1 onfocus=alert(1)></xss>",
)
ALLOWED = frozenset(
    (
        "a",
        "abbr",
        "b",
        "blockquote",
        "br",
        "cite",
        "code",
        "dd",
        "del",
        "div",
        "dl",
        "dt",
        "em",
        "h4",
        "h5",
        "h6",
        "hr",
        "i",
        "ins",
        "kbd",
        "li",
        "mark",
        "ol",
        "p",
        "pre",
        "q",
        "s",
        "small",
        "strong",
        "sub",
        "sup",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "u",
        "ul",
        "var",
    )
)
ALLOWED_ATTRIBUTES = frozenset(("href", "title", "rel", "start"))


class Auditor(HTMLParser):
    """Reads HTML as it stands, and notes each tag or attribute that is not allowed."""

    def __init__(self) -> None:
        """Begin without findings."""
        super().__init__()
        self.findings: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag, attribute or address that is not allowed."""
        if tag not in ALLOWED:
            self.findings.append(tag)
        for name, value in attrs:
            if name not in ALLOWED_ATTRIBUTES:
                self.findings.append(f"{tag} {name}")
            if name == "href" and not (value or "").startswith(("http://", "https://", "mailto:")):
                self.findings.append(f"{tag} href={value}")

    def handle_comment(self, data: str) -> None:
        """Note a comment."""
        self.findings.append(f"comment {data}")

    def unknown_decl(self, data: str) -> None:
        """Note a declaration."""
        self.findings.append(f"declaration {data}")


def audit(source: str) -> None:
    """Parse rendered HTML with two independent parsers."""
    abstract = markdown(source, BASE)
    if abstract is None:
        return
    auditor = Auditor()
    auditor.feed(abstract.html)
    auditor.close()
    assert auditor.findings == []
    for element in html.fragment_fromstring(abstract.html, create_parent="section").iter():
        assert element.tag in ALLOWED | {"section"}
        assert set(element.attrib) <= ALLOWED_ATTRIBUTES
        assert element.tag != "a" or "href" in element.attrib


@pytest.mark.parametrize("source", ATTACKS)
def test_an_attack_becomes_text(source: str) -> None:
    """No attack leaves a tag, attribute or address behind that is not allowed."""
    audit(source)


pieces = st.sampled_from(
    (*ATTACKS, "<", ">", '"', "'", "&", "\n\n", "- ", "> ", "`", "[", "](", ")", "![")
)


@given(st.lists(pieces | any_text, max_size=6).map("".join))
def test_no_text_gets_around_the_sanitiser(source: str) -> None:
    """For any text, the HTML has only allowed tags, attributes and addresses."""
    audit(source)


@given(st.lists(pieces | any_text, max_size=6).map("".join))
def test_rendering_is_the_same_every_time(source: str) -> None:
    """The same abstract is rendered as the same HTML and text, which XML and JSON allow."""
    first, second = markdown(source, BASE), markdown(source, BASE)
    assert first == second
    if first is not None:
        assert xml_safe(first.html) == first.html
        assert xml_safe(first.text) == first.text


paragraphs = st.lists(
    any_text
    | st.text(st.sampled_from("aé \n\t\"'<>&;\u0338\u00a0\u200b"))
    | st.sampled_from(("<p>", "</p>", "</p>\n<p>", "<b>", "&amp;", "<p>\u0338", "\n")),
    max_size=6,
).map(lambda parts: f"<p>{''.join(parts)}</p>\n")


@given(paragraphs)
@example("<p></p>\n")
@example('<p>a</p>\n<p> "b"\nc </p>\n')
def test_unsanitised_paragraphs_are_what_sanitising_would_return(rendered: str) -> None:
    """Paragraphs of text skip sanitising only if it would not change them."""
    assert not is_paragraphs(rendered) or sanitise(rendered, BASE) == rendered


@given(paragraphs)
def test_most_abstracts_pass_the_sanitiser_by(rendered: str) -> None:
    """Text of the usual characters is no reason to sanitise, however many paragraphs it has."""
    words = re.sub(r"[^a-zé \n]", "", rendered).strip()
    assert is_paragraphs(f"<p>{words}</p>\n<p>{words}</p>\n")


marks = st.text(st.sampled_from("a b\n*_`#>-+1.=~|[]!\\\"'&;\u0338é"), max_size=40)


@given(marks | st.lists(pieces | marks, max_size=6).map("".join))
@example("****a****\n\n> - # *a* `b`\n>   1. c > d & e")
def test_output_of_the_parser_needs_no_sanitising(source: str) -> None:
    """Tags without attributes that all come from the parser are kept unchanged."""
    rendered = to_html(source.replace("<", ""))
    assert not is_simple(rendered) or sanitise(rendered, BASE) == rendered


def test_lists_and_emphasis_need_no_sanitiser() -> None:
    """Common tags are simple; tags with attributes or another spelling are not."""
    assert is_simple(to_html("# a\n\n- *b* **c**\n- `d`\n\n> e > f & g\n\n1. h"))
    for source in ("[a](https://a.example/)", "3. a", "a  \nb", "---", "![a](b)", "a\u200b"):
        assert not is_simple(to_html(source))


@given(
    st.lists(pieces | any_text | st.sampled_from(("https://a.example/'b' ", "\n\n")), max_size=6)
)
def test_every_abstract_is_written_as_plain_text_by_the_same_rules(parts: list[str]) -> None:
    """Mere paragraphs become the text that any other HTML would become."""
    abstract = markdown("".join(parts), BASE)
    assert abstract is None or abstract.text == plain_text(abstract.html)


@given(st.lists(st.sampled_from(("<p>", "</p>", "<br>", "</pre>", "a", " ", "\n", "<ul>", "<li>"))))
def test_paragraphs_are_parted_by_a_blank_line(parts: list[str]) -> None:
    """The end of a paragraph and the start of the next are separated by an empty line."""
    safe = "".join(parts)
    assert plain_text(safe) == plain_text(safe.replace("<p>", "<p class>"))


@pytest.mark.parametrize("name", ["script", "iframe", "T", "nobody"])
def test_a_tag_that_is_not_allowed_is_shown(name: str) -> None:
    """A literal tag in an abstract is text that a reader sees."""
    abstract = markdown(f"What <{name} means: <{name}>x</{name}>", BASE)
    assert abstract is not None
    assert abstract.text == f"What <{name} means: <{name}>x</{name}>"
