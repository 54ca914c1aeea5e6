"""Nothing on a page vanishes: the law, over labelled pages, damaged ones, and random layouts."""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from depth import examples
from talkfeed.dates import DateRules, read_date
from talkfeed.dates.languages import LANGUAGES
from talkfeed.dates.words import fold, lexicon
from talkfeed.importers.common.detect import choose
from talkfeed.model.imported import ImportOptions, ImportResult, SourceInput

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PAGES = Path(__file__).parent / "imports" / "labelled"
BASE = "https://site.example/talks/"
ZONE = "Europe/Paris"
NAMES = sorted(path.name for path in PAGES.iterdir() if path.suffix in {".html", ".md", ".txt"})
DAY = re.compile(
    r"(?P<y1>\d{4})-\d\d-(?P<d1>\d\d)"
    r"|\b(?P<d2>\d{1,2})(?:st|nd|rd|th|er|\.)? (?:de )?[^\W\d_]{3,10}\.?"
    r" (?:de )?(?P<y2>(?:19|20)\d\d)"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? (?P<d3>\d{1,2}), (?P<y3>20\d\d)"
)
MEDIA = re.compile(
    r"youtu\.?be|vimeo\.com|speakerdeck\.com|slideshare|media\.ccc\.de/v"
    r"|^(?!papers/).*\.(?:pdf|pptx?|mp[34])$"
)
BLOCKS = {
    "p",
    "div",
    "li",
    "tr",
    "dt",
    "dd",
    "br",
    "td",
    "th",
    "article",
    "section",
    "ul",
    "summary",
} | {f"h{level}" for level in range(1, 7)}


class Walker(HTMLParser):
    """The lines and links of a page, by a parser of its own."""

    def __init__(self) -> None:
        """Begin with an empty line."""
        super().__init__()
        self.lines = [""]
        self.links: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line at a block, and note an address."""
        self._hidden += tag in {"script", "style", "title"}
        if tag in BLOCKS:
            self.lines.append("")
        href = dict(attrs).get("href") or dict(attrs).get("src")
        if href and tag != "link":
            self.links.append(href)

    def handle_endtag(self, tag: str) -> None:
        """End a line at the end of a block."""
        self._hidden -= tag in {"script", "style", "title"}
        if tag in BLOCKS:
            self.lines.append("")

    def handle_data(self, data: str) -> None:
        """Add text to the line."""
        if not self._hidden:
            self.lines[-1] += data


def walked(name: str, text: str) -> tuple[list[str], list[str]]:
    """Return the lines and the links of a page."""
    if name.endswith(".html"):
        walker = Walker()
        walker.feed(text)
        return walker.lines, walker.links
    links = re.findall(r"\]\(([^()\s]+)\)|(https?://[^\s)\]\"]+)", text)
    return text.split("\n"), [one or other for one, other in links]


def read(name: str, text: str | None = None) -> ImportResult:
    """Import a labelled page, or another text in its place."""
    content = (PAGES / name).read_bytes() if text is None else text.encode()
    source = SourceInput(content=content, name=name, base=BASE)
    return choose(source).read(source, ImportOptions(timezone=ZONE))


def texts_in(value: Any) -> Iterator[str]:
    """Yield all texts in a value of talks.yaml."""
    if isinstance(value, str):
        yield value
    else:
        for one in value.values() if isinstance(value, dict) else value:
            yield from texts_in(one)


def days_of(result: ImportResult) -> set[tuple[int, int]]:
    """Return the year and day of the start and end of each talk."""
    fields: list[Any] = [talk.fields for talk in result.talks]
    held = [one for talk in fields for one in (talk, *talk.get("given", ()))]
    whens = [read_date(one["date"], DateRules(timezone=ZONE)) for one in held if "date" in one]
    moments = [moment for when in whens for moment in (when.start, when.end) if moment]
    return {(moment.year, moment.day) for moment in moments}


def folded(text: str) -> str:
    """Return the letters and digits of a text."""
    return re.sub(r"[\W_]+", "", text.casefold())


WORD = re.compile(r"(?:(?![\u3040-\u9fff])[^\W\d_]){4,}")
NO_WORDS = re.compile(
    r"\A---\n.*?\n---\n|\]\([^)\n]*\)|^\[[^\]\n]+\]:.*$|<!--.*?-->|<[^<>]*>|https?://\S+"
    r"|\{%.*?%\}|\{\{.*?\}\}|\{:[^\n]*?\}",
    re.DOTALL | re.MULTILINE,
)
"""What of Markdown is no text."""
SAYS_NOTHING = re.compile(
    r"(?:past|upcoming|selected|invited|public|departmental|paper|poster|panel|keynote|video"
    r"|slides?|recording|talks?|lectures?|seminar|session|workshop|presentations?|conference"
    r"|online|cancel+ed|half|seven|folien|herunterladen)"
)
"""Kinds of talks and of links, and times in words, for which there are no fields."""


def said_in(result: ImportResult) -> list[str]:
    """List the texts that a result has: those of fields and parts, the doubts, and the title."""
    fields = (text for talk in result.talks for text in texts_in(talk.fields))
    doubts = (doubt for talk in result.talks for doubt in talk.doubts)
    return [*fields, *doubts, *(one.text for one in result.unparsed), result.title]


def lost_words(lines: Iterable[str], result: ImportResult) -> list[str]:
    """List the words of lines that a result has nowhere; words of dates are another law."""
    said = {word for text in said_in(result) for word in WORD.findall(text.casefold())}
    return [
        word
        for line in lines
        for word in WORD.findall(line.casefold())
        if word not in said and not SAYS_NOTHING.fullmatch(word) and not is_dated(word)
    ]


@cache
def is_dated(word: str) -> bool:
    """Return whether a word may be one of a date, in the languages of the pages."""
    return any(fold(word) in lexicon(language) for language in LANGUAGES)


@pytest.mark.parametrize("name", NAMES)
def test_all_that_is_on_a_page_is_accounted_for(name: str) -> None:
    """Words, days and media links are in a talk, in a part to finish by hand, or named."""
    result = read(name)
    text = (PAGES / name).read_text()
    lines, links = walked(name, text)
    shown = lines if name.endswith(".html") else NO_WORDS.sub(" ", text).split("\n")
    assert lost_words(shown, result) == []
    days = days_of(result)
    left = folded(" ".join(one.text for one in result.unparsed))
    kept = {text for talk in result.talks for text in texts_in(talk.fields)}
    for line in lines:
        for match in DAY.finditer(line):
            year = match["y1"] or match["y2"] or match["y3"]
            day = match["d1"] or match["d2"] or match["d3"]
            known = (int(year), int(day)) in days
            assert known or folded(match[0]) in left, f"{line.strip()!r} has vanished"
    for link in filter(MEDIA.search, links):
        address = urljoin(BASE, link).replace(" ", "%20").replace("/embed/", "/watch?v=")
        assert address in kept or folded(link) in left, f"{link} has vanished"


DAMAGES = {
    "dates": lambda html: re.sub(r">[^<>]*", lambda text: re.sub(r"\d", "", text[0]), html),
    "blocks": lambda html: re.sub(
        r"<(/?)(?:li|tr|td|th|dt|dd|h[1-6]|[uod]l)\b[^>]*>", r"<\1p>", html
    ),
    "emphasis": lambda html: re.sub(r"</?(?:b|i|em|strong|span|cite)\b[^>]*>", "", html),
    "links": lambda html: re.sub(r"<a\b[^>]*>", "<a>", html),
    "titles": lambda html: re.sub(r"<(h[1-6])[^>]*>[^<>]*</\1>", r"<\1>Publications</\1>", html),
}
"""What makes a page harder to read."""


@pytest.mark.parametrize("damage", DAMAGES)
def test_nothing_of_a_damaged_page_vanishes(damage: str) -> None:
    """However little is read, the rest is named."""
    for name in [one for one in NAMES if one.endswith(".html")][:: examples(3)]:
        html = DAMAGES[damage]((PAGES / name).read_text())
        walker = Walker()
        walker.feed(html)
        assert lost_words(walker.lines, read(name, html)) == [], name


# --- random layouts -----------------------------------------------------------------------------

SYLLABLES = ("ba", "ke", "mo", "nu", "ri", "so", "tu", "ve")
WHENS = st.sampled_from(
    ("", "2019", "May 2019", "12 May 2019", "2019-05-12", "12/13/2019", "spring", "4 mai 2021")
)
JOINS = st.sampled_from((", ", " - ", ". ", ": ", " | ", " at ", "; ", "<br>", " "))
STYLES = st.sampled_from(("{}", "{}", "<b>{}</b>", "<em>{}</em>", "<a href='/x'>{}</a>", "“{}”"))
WRAPS = st.sampled_from(
    (
        *("<ul>{}</ul>", "<ol><li>{}</li></ol>", "<table>{}</table>", "<dl>{}</dl>", "{}"),
        *("<table><tr><th>Date</th><th>Title</th></tr>{}</table>", "<div class='card'>{}</div>"),
        *("<nav>{}</nav>", "<aside>{}</aside>", "<details><summary>More</summary>{}</details>"),
    )
)
ITEMS = st.sampled_from(
    (
        *("<li>{}</li>", "<p>{}</p>", "<tr><td>{}</td></tr>", "<dt>{}</dt>", "<dd>{}</dd>"),
        *("<h3>{}</h3>", "<div><span>{}</span></div>", "<li><ul><li>{}</li></ul></li>", "{}<br>"),
        *("<blockquote>{}</blockquote>", "<tr><td>10:00</td><td>{}</td></tr>", "<form>{}</form>"),
    )
)
HEADS = st.sampled_from(
    ("Talks", "Publications", "2019", "Past talks", "News", "{}", "Teaching", "PyTown 2019")
)


def word(number: int) -> str:
    """Return a word that no other number has."""
    return "".join(SYLLABLES[int(digit)] for digit in f"{number:03o}").capitalize()


@st.composite
def pages(draw: st.DrawFn) -> tuple[str, list[str]]:
    """Draw a page of talks in any layout, and the titles, names and events on it."""
    phrases: list[str] = []

    def phrase() -> str:
        start = sum(len(one.split()) for one in phrases)
        words = [word(start + index) for index in range(draw(st.integers(1, 4)))]
        phrases.append(" ".join(words))
        return phrases[-1]

    def item() -> str:
        texts = [draw(STYLES).format(phrase()) for _ in range(draw(st.integers(1, 3)))]
        texts.insert(draw(st.integers(0, len(texts))), draw(WHENS))
        return draw(JOINS).join(filter(None, texts))

    parts: list[str] = []
    for _ in range(draw(st.integers(1, 4))):
        head = draw(HEADS)
        parts.append(f"<h2>{head.format(phrase()) if '{' in head else head}</h2>")
        form = draw(ITEMS)
        rows = (form.format(item()) for _ in range(draw(st.integers(1, 4))))
        parts.append(draw(WRAPS).format("\n".join(rows)))
    return "\n".join(parts), phrases


@given(pages())
@settings(max_examples=examples(60), suppress_health_check=[HealthCheck.too_slow])
def test_nothing_of_a_page_in_any_layout_vanishes(page: tuple[str, list[str]]) -> None:
    """Titles, names and events stay whole, in HTML and in the text of the page."""
    html, phrases = page
    plain = re.sub(r"<(?:br|/?(?:li|p|tr|d[td]|h\d|div|[uod]l|table))\b[^>]*>", "\n", html)
    for name, text in (
        ("t.html", f"<html>{html}</html>"),
        ("t.txt", re.sub("<[^>]*>", " ", plain)),
    ):
        result = read(name, text)
        said = [folded(one) for one in said_in(result)]
        assert [one for one in phrases if not any(folded(one) in text for text in said)] == []


def test_what_templates_hold_and_fill_in_is_accounted_for() -> None:
    """Texts in calls that are not read, and lists of which the page has nothing."""
    calls = (
        '{{< entry "Rainbows everywhere" year="2019" >}}\n\n'
        '{% include list.html kind="Maps on walls" %}\n{% for talk in site.talks %}{% endfor %}\n'
    )
    for shown in ("", "# Talks\n\nSome text.\n\n"):
        said = said_in(read("t.md", f"{shown}{calls}"))
        for part in ("Rainbows everywhere", "Maps on walls", "list.html", "site.talks"):
            assert any(part in one for one in said), part
