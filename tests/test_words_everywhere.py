"""The words of feeds, calendars and pages: all that the author did not write is in the tables."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from icalendar import Calendar
from lxml import etree
from lxml import html as markup

from factories import NOW
from talkfeed import plan, words
from talkfeed.ledger.state import NAMESPACE
from talkfeed.model.linkkinds import KINDS
from talkfeed.model.people import ROLES
from talkfeed.model.plainfields import TEXTS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TALKS = """
feed:
  title: Ομιλίες
  url: https://t.example/
  language: ru
  timezone: Europe/Paris
  theme: {templates: templates}
  channels: {recordings: on}
  podcast:
    image: https://t.example/c.png
    category: Arts
    explicit: no
    description: Ομιλίες
    owner: {name: Άννα, email: a@t.example}
people:
- name: Άννα
  bio: Ομιλήτρια.
  links: {website: "https://a.example/", blog: "https://b.example/"}
  url: https://c.example/
events:
- name: Συνέδριο
  dates: 7-8 Oct 2027
  url: https://e.example/
  tracks: [Άλφα]
  rooms: [Βήτα]
  hashtag: ετικέτα
  cfp: {opens: 1 Jan 2027, closes: 1 May 2027, url: "https://e.example/cfp"}
series:
- name: Σειρά
  every: Monday 10:00-11:00
  from: 4 Oct 2027
  to: 18 Oct 2027
  organizers: Άννα
talks:
- title: Όλα
  speakers: [Άννα, Βασίλης, Γιώργος, Δάφνη]
  chairs: [Ελένη]
  hosts: [Ζωή]
  translators: [Ηλίας]
  event: Συνέδριο
  date: 7 Oct 2027 10:00
  location: Αθήνα
  room: Βήτα
  track: Άλφα
  kind: keynote
  level: beginner
  length: 1 h 30 min 5 s
  online: https://s.example/
  reason: γιατί
  status: tentative
  tags: [ετικέτα]
  video: ["https://v.example/1", "https://v.example/2"]
  slides: https://v.example/3.pdf
  audio: {url: "https://v.example/4.mp3", type: audio/mpeg, length: 7}
  paper: https://v.example/5
  code: https://v.example/6
  url: https://v.example/7
- {title: Δύο, event: Συνέδριο, date: 7 Oct 2027 12:00-13:00, room: Βήτα, speaker: Άννα}
- {title: Τρία, event: Συνέδριο, date: 7 Oct 2027 12:00-13:00, room: Βήτα, status: cancelled}
- {title: Τέσσερα, event: Συνέδριο, date: 7 Oct 2027 14:00-15:00, status: postponed, kind: panel}
- {title: Πέντε, event: Συνέδριο, date: 7 Oct 2027 16:00-17:00, room: Βήτα, level: advanced}
- {title: Έξι, speaker: Άννα, date: TBA}
- {title: Επτά, speaker: Άννα, date: 2027, video: "https://v.example/8"}
- {title: Οκτώ, series: Σειρά, date: 11 Oct 2027, speaker: Άννα}
- {title: Παλιά, speaker: Άννα, event: Συνέδριο, date: 7 Oct 2015, video: "https://v.example/9"}
"""
NOW_WORD = "ჟჟჟ"
"""What is put in place of each word of a table, in letters of no author of this test."""
ALLOWED = {
    *("Atom", "RSS", "JSON", "Feed", "OPML", "oEmbed", "Podcast", "com", "UTC", "pdf"),
    *("Apple", "Google", "Outlook", "Microsoft", "Yahoo", "Arts"),
}
"""Names that are the same in all languages."""
DATES = re.compile(r"Monday|\d+(?:-\d+)? (?:Jan|May|Oct) 20\d\d|Europe/Paris")
ADDRESS = re.compile(r"\b(?:https?|webcal)://\S+|\S+@\S+|\b\S+\.example\b")
WORD = re.compile(r"[A-Za-z]{2,}")
UNREAD = ("https://podcastindex.org/namespace/1.0", NAMESPACE)
"""The namespaces of elements for programs."""
READ_OUT = ("title", "aria-label", "alt", "placeholder", "text", "description")


def _marked() -> str:
    """Return a table in which no letter of a word is English."""
    english = words.read(words.TABLES, "en")
    rows = []
    for name, text in english.items():
        base, _, form = name.partition(".")
        shown = re.sub(r"(\{\w+\})|[^\W\d_]+", lambda found: found[1] or NOW_WORD, text)
        forms = ("one", "few", "many", "other") if form else ("",)
        rows += [f"{base}.{each} = {shown}" if each else f"{base} = {shown}" for each in forms]
    return "\n".join(rows)


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Build the site once: its documents by their paths."""
    directory: Path = tmp_path_factory.mktemp("site")
    (directory / "templates").mkdir()
    (directory / "templates" / words.OWN).write_text(_marked(), encoding="utf-8")
    source = directory / "talks.yaml"
    source.write_text(TALKS, encoding="utf-8")
    made = plan(source, directory / "output", now=NOW).documents
    return {document.path: document.content for document in made}


def _of_page(content: bytes) -> Iterator[str]:
    page = markup.fromstring(content)
    for element in page.iter("script", "style", "pre"):
        element.clear()
    yield from page.itertext()
    for element in page.iter(etree.Element):
        yield from (element.get(name, "") for name in READ_OUT)
        if element.get("name") == "description" or element.get("property", "").startswith("og:"):
            yield element.get("content", "") if element.get("property") != "og:type" else ""


def _of_feed(content: bytes) -> Iterator[str]:
    for element in etree.fromstring(content).iter(etree.Element):
        name = etree.QName(element).localname
        if name in {"generator", "pubDate", "lastBuildDate", "dateModified", "language"}:
            continue
        if etree.QName(element).namespace in UNREAD:
            continue
        if name in {"explicit", "type", "guid", "id"}:
            continue
        text = element.text or ""
        yield from _of_page(text.encode()) if text.startswith("<") else [text]
        yield from (element.get(each, "") for each in READ_OUT)


def _of_json(value: Any, name: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for key, each in value.items():
            yield from _of_json(each, key)
    elif isinstance(value, list):
        for each in value:
            yield from _of_json(each, name)
    elif name in {"title", "summary", "text", "tags", "name", "description"}:
        yield str(value)
    elif name == "content_html":
        yield from _of_page(str(value).encode())


def _of_calendar(content: bytes) -> Iterator[str]:
    for part in Calendar.from_ical(content).walk():
        for name in ("NAME", "X-WR-CALNAME", "SUMMARY", "DESCRIPTION", "LOCATION", "CONFERENCE"):
            value = part.get(name, "")
            yield str(value)
            yield str(getattr(value, "params", {}).get("LABEL", ""))
        yield from map(str, part["CATEGORIES"].cats if "CATEGORIES" in part else ())


READERS = {
    "html": _of_page,
    "atom": _of_feed,
    "rss": _of_feed,
    "opml": _of_feed,
    "json": lambda content: _of_json(json.loads(content)),
    "ics": _of_calendar,
    "css": lambda content: re.findall(r'content:"[^"]*"', content.decode()),
}


@pytest.mark.parametrize("suffix", READERS)
def test_no_english_word_is_left(documents: dict[str, bytes], suffix: str) -> None:
    """Where each word of the tables has another text, none is left but the author's."""
    found = {
        (path, word)
        for path, content in documents.items()
        if path.endswith(f".{suffix}") and content
        for text in READERS[suffix](content)
        for word in WORD.findall(ADDRESS.sub("", DATES.sub("", text.removeprefix("content:"))))
        if word not in ALLOWED
    }
    assert sorted(found) == []
    assert any(NOW_WORD in content.decode() for path, content in documents.items())


def test_every_term_of_the_model_has_a_word() -> None:
    """Links, roles, fields and their values are in the table of English as in the model."""
    table = words.read(words.TABLES, "en")
    terms = {row.title.lower(): row.title for row in KINDS if row.title}
    terms |= {f"role_{row.name}": row.label for row in ROLES if not row.is_speaker}
    terms |= {f"field_{row.name}": row.heading for row in TEXTS}
    terms |= {f"{row.name}_{each.name}": each.label for row in TEXTS for each in row.words}
    assert {name: table.get(name) for name in terms} == terms
