"""The list of pages for search engines (sitemaps.org, protocol 0.9), read by lxml."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from browser.feeds import NOW, busy
from factories import make_entry
from talkfeed.building.pipeline import plan
from talkfeed.channels import site as pages_of_site
from talkfeed.channels.related import relations
from talkfeed.channels.site import TalkPages, site
from talkfeed.formats import documents
from talkfeed.formats.registry import chosen

if TYPE_CHECKING:
    import pytest

    from talkfeed.model import Feed

OUTPUT = Path(__file__).parent.parent / "output"
_NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def _addresses(content: bytes) -> list[str]:
    """Return the addresses that a sitemap, or a list of sitemaps, has."""
    return [
        str(each) for each in etree.fromstring(content).xpath("//s:loc/text()", namespaces=_NAMES)
    ]


def _written(feed: Feed) -> dict[str, bytes]:
    """Return the sitemaps of a site by their paths."""
    talks = TalkPages(relations(feed.entries, {}), {}, lambda _: "")
    feeds = (each for each in site(feed, chosen(()), talks) if each.path.startswith("sitemap"))
    return {each.path: each.content for one in feeds for each in documents(one)}


def test_every_page_of_the_seed_is_listed_once() -> None:
    """The index and the page of each talk, by the addresses that the pages call their own."""
    listed = _addresses((OUTPUT / "sitemap.xml").read_bytes())
    pages = [path for path in OUTPUT.rglob("*.html") if path.name == "index.html"]
    own = [
        etree.parse(path, etree.HTMLParser()).xpath('//link[@rel="canonical"]/@href')[0]
        for path in pages
    ]
    assert sorted(listed) == sorted(own)
    assert len(listed) == 23


SEMINAR = """
feed: {title: T, url: "https://t.example/", timezone: Europe/Paris}
series: [{name: Logic seminar, every: "Wednesday 16:00", from: 7 Oct 2026, to: 4 Nov 2026}]
people: [{name: Ann Example, bio: Hello}]
events: [{name: Winter Workshop, dates: 18-20 Jan 2027}]
talks:
  - {title: A, speaker: Ann Example, series: Logic seminar, date: 14 Oct 2026}
  - {title: B, speaker: Ann Example, event: Winter Workshop, date: 19 Jan 2027}
"""


def test_pages_of_series_people_and_events_are_listed(tmp_path: Path) -> None:
    """Whatever has a page of its own is found, by the address that the page calls its own."""
    source = tmp_path / "talks.yaml"
    source.write_text(SEMINAR)
    built = {one.path: one.content for one in plan(source, tmp_path / "out", now=NOW).documents}
    own = [
        etree.fromstring(content, etree.HTMLParser()).xpath('//link[@rel="canonical"]/@href')[0]
        for path, content in built.items()
        if path.endswith("index.html")
    ]
    assert len(own) == 6
    assert sorted(_addresses(built["sitemap.xml"])) == sorted(own)


def test_times_are_those_of_the_talks() -> None:
    """A crawler fetches again what has changed since: the time is that of the feeds."""
    feed = busy()
    tree = etree.fromstring(_written(feed)["sitemap.xml"])
    times = dict(
        zip(
            tree.xpath("//s:loc/text()", namespaces=_NAMES),
            tree.xpath("//s:lastmod/text()", namespaces=_NAMES),
            strict=True,
        )
    )
    for entry in feed.entries:
        assert times[entry.url] == f"{entry.updated:%Y-%m-%dT%H:%M:%SZ}"


def test_a_large_site_has_several_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    """A list of lists leads to each page once; a new talk changes the last one alone."""
    monkeypatch.setattr(pages_of_site, "LISTED", 2)
    entries = tuple(make_entry(f"talk-{number}") for number in range(5))
    new, old = (
        _written(busy()._replace(entries=entries)),
        _written(busy()._replace(entries=entries[1:])),
    )
    assert _addresses(new["sitemap.xml"]) == [
        f"https://talks.example/sitemap-{number}.xml" for number in (1, 2, 3)
    ]
    parts = [new[f"sitemap-{number}.xml"] for number in (1, 2, 3)]
    listed = [address for part in parts for address in _addresses(part)]
    assert sorted(listed) == sorted(["https://talks.example/", *(entry.url for entry in entries)])
    assert old["sitemap-2.xml"] == new["sitemap-2.xml"]
