"""Nothing dated or linked on a page vanishes: the law, over all labelled pages."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

import pytest

from talkfeed.dates import DateRules, read_date
from talkfeed.importers.common.detect import choose
from talkfeed.model.imported import ImportOptions, ImportResult, SourceInput

if TYPE_CHECKING:
    from collections.abc import Iterator

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
BLOCKS = {"p", "div", "li", "tr", "dt", "dd", "br", "td", "article", "section", "ul", "summary"} | {
    f"h{level}" for level in range(1, 7)
}


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


def read(name: str) -> ImportResult:
    """Import a labelled page."""
    source = SourceInput(content=(PAGES / name).read_bytes(), name=name, base=BASE)
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


@pytest.mark.parametrize("name", NAMES)
def test_every_dated_line_and_media_link_is_accounted_for(name: str) -> None:
    """It is in a talk, in a part to finish by hand, or named as not used."""
    result = read(name)
    lines, links = walked(name, (PAGES / name).read_text())
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
