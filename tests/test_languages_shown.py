"""The language of a talk, and of its recordings, in every format that can state it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from icalendar import Calendar
from lxml import etree
from lxml import html as markup

from test_media import png
from test_own_files import Site

if TYPE_CHECKING:
    from pathlib import Path

TALKS = """\
feed:
  title: Talks
  subtitle: About boats
  url: https://t.example/
  authors: Ann Example
  podcast: {image: cover.png, category: Arts, explicit: no, owner: {name: A, email: a@t.example}}
talks:
- {title: Boats, date: 6 Oct 2026, audio: {url: "https://m.example/1.mp3", length: 7}}
- title: Bateaux
  date: 7 Oct 2026
  location: Brest
  language: fr
  abstract: Des bateaux.
  recordings:
  - {url: "https://m.example/2.mp3", length: 7}
  - {url: "https://m.example/3.mp3", length: 7, language: de}
"""
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
ATOM = "{http://www.w3.org/2005/Atom}"
DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
PODCAST = "{https://podcastindex.org/namespace/1.0}"


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a site once, in English, with a talk in French."""
    site = Site(tmp_path_factory.mktemp("site"))
    site.add("cover.png", png(1400, 1400))
    site.source.write_text(TALKS, encoding="utf-8")
    site.build()
    return site.output


def items(output: Path, name: str, tag: str) -> dict[str, Any]:
    """Return the items of a feed by the first word of their titles."""
    found = etree.fromstring((output / name).read_bytes()).iter(tag)
    titles = f"{ATOM}title" if tag.startswith(ATOM) else "title"
    return {str(each.findtext(titles)).split()[0]: each for each in found}


def test_atom_has_the_language_of_an_entry_and_of_its_links(output: Path) -> None:
    """`xml:lang` (RFC 4287, 2), and `hreflang` of a recording that states one (4.2.7.4)."""
    entries = items(output, "talks.atom", f"{ATOM}entry")
    assert {title: each.get(LANG) for title, each in entries.items()} == {
        "Boats": None,
        "Bateaux": "fr",
    }
    links = {
        each.get("href"): each.get("hreflang") for each in entries["Bateaux"].iter(f"{ATOM}link")
    }
    assert links["https://m.example/3.mp3"] == "de"
    assert set(links.values()) == {None, "de"}


@pytest.mark.parametrize("name", ["talks.rss", "talks.podcast.rss"])
def test_rss_has_the_language_of_an_item(output: Path, name: str) -> None:
    """An item has `dc:language` only if it differs from the channel's."""
    found = items(output, name, "item")
    assert found["Bateaux"].findtext(f"{DUBLIN_CORE}language") == "fr"
    assert found["Boats"].find(f"{DUBLIN_CORE}language") is None


def test_a_podcast_has_the_language_of_other_files(output: Path) -> None:
    """`podcast:alternateEnclosure` has it."""
    (other,) = items(output, "talks.podcast.rss", "item")["Bateaux"].iter(
        f"{PODCAST}alternateEnclosure"
    )
    assert other.get("lang") == "de"


def test_json_feed_has_the_language_of_items_and_recordings(output: Path) -> None:
    """`language` (JSON Feed 1.1), and that of a recording in its link."""
    rows = json.loads((output / "talks.json").read_text())["items"]
    found = {row["title"].split()[0]: row for row in rows}
    assert found["Bateaux"]["language"] == "fr"
    assert found["Boats"].get("language", "en") == "en"
    links = {each["url"]: each.get("language") for each in found["Bateaux"]["_talkfeed"]["links"]}
    assert links == {"https://m.example/2.mp3": None, "https://m.example/3.mp3": "de"}


def test_calendars_have_the_language_of_texts(output: Path) -> None:
    """SUMMARY and DESCRIPTION have LANGUAGE (RFC 5545, 3.2.10)."""
    for event in Calendar.from_ical((output / "talks.ics").read_bytes()).walk("VEVENT"):
        expected = "fr" if "Bateaux" in event["SUMMARY"] else None
        assert event["SUMMARY"].params.get("LANGUAGE") == expected
        assert event["DESCRIPTION"].params.get("LANGUAGE") == expected


def test_a_page_has_the_language_of_its_texts(output: Path) -> None:
    """`lang` is on the title and the abstract, and search engines get `inLanguage`."""
    page = markup.fromstring((output / "talks/bateaux/index.html").read_bytes())
    assert page.get("lang") == "en"
    french = " ".join(each.text_content() for each in page.iterfind(".//*[@lang='fr']"))
    assert "Bateaux" in french
    assert "Des bateaux." in french
    data = "".join(each.text for each in page.iterfind(".//script[@type='application/ld+json']"))
    assert '"inLanguage":"fr"' in data.replace(" ", "")
