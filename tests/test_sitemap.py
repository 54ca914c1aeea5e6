"""The list of pages for search engines (sitemaps.org, protocol 0.9), read by lxml."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from browser.feeds import busy
from factories import make_entry
from talkfeed.channels import site as pages_of_site
from talkfeed.channels.site import site
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
    feeds = (each for each in site(feed, chosen(())) if each.path.startswith("sitemap"))
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
    assert len(listed) == 16


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
