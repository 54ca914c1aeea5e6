"""The embed for other sites, and its oEmbed response."""

from __future__ import annotations

import json
from typing import Any

import pytest
from lxml import html as markup

from browser.feeds import busy, seed
from talkfeed.formats import oembed
from talkfeed.formats.html import embed


def _page(path: str = "embed", **changes: Any) -> Any:
    return markup.document_fromstring(embed.render(busy(path=path, **changes)).decode())


@pytest.mark.parametrize(
    ("path", "shown"),
    [("embed", "all"), ("embed-upcoming", "upcoming"), ("embed-recent", "recent")],
)
def test_variant_shows_the_talks_of_its_name(path: str, shown: str) -> None:
    """All variants contain both lists, so that talks can move from one to the other."""
    page = _page(path)
    assert page.xpath("//body/@data-shown") == [shown]
    assert len(page.xpath('//section[@id="Upcoming"]//li')) == 6
    assert len(page.xpath('//section[@id="Recent"]//li')) == 19


def test_links_leave_the_frame_and_are_absolute() -> None:
    """A click opens the talk in a new page, not within the frame."""
    page = _page()
    assert page.xpath("//base/@target") == ["_blank"]
    assert all(href.startswith("http") for href in page.xpath("//a/@href"))


def test_embed_stores_and_loads_nothing() -> None:
    """The embed uses no cookies or storage, loads nothing, and is not for search engines."""
    text = embed.render(busy()).decode()
    for word in ("cookie", "localStorage", "sessionStorage", "fetch(", "XMLHttp"):
        assert word not in text
    assert _page().xpath('//meta[@name="robots"]/@content') == ["noindex"]


def test_embed_without_talks_says_so() -> None:
    """Without upcoming and past talks, there is a sentence and no heading of an empty list."""
    page = _page(entries=())
    assert page.xpath('//p[@id="None"]/@hidden') == []
    assert page.xpath('//section[@id="Recent"]/@hidden') == [""]
    assert _page().xpath('//p[@id="None"]/@hidden') == [""]


def test_recent_embed_without_past_talks_says_so() -> None:
    """An embed is never empty."""
    page = _page("embed-recent", entries=())
    assert page.xpath('//section[@id="Recent"]/@hidden') == []
    assert "There are no past talks yet." in page.xpath('//section[@id="Recent"]')[0].text_content()
    assert not _page(entries=()).xpath('//p[@class="none"]')


def test_oembed_response_follows_the_specification() -> None:
    """The response is of type rich, with a version, a numeric size, and a sandboxed iframe."""
    answer = json.loads(oembed.render(seed(title='Talks & "more"')))
    assert answer["version"] == "1.0"
    assert answer["type"] == "rich"
    assert isinstance(answer["width"], int)
    assert isinstance(answer["height"], int)
    frame = markup.fragment_fromstring(answer["html"])
    assert frame.tag == "iframe"
    assert frame.get("src") == "https://talks.example/embed.html"
    assert frame.get("title") == answer["title"] == 'Talks & "more"'
    assert "allow-same-origin" not in frame.get("sandbox")


def test_oembed_provider_is_the_page() -> None:
    """The provider is the page that the embed links to."""
    feed = seed()._replace(home="https://home.example/")
    assert json.loads(oembed.render(feed))["provider_url"] == "https://home.example/"
