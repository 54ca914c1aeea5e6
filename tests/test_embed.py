"""What other sites frame: the embed and its oEmbed response."""

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
def test_variant_shows_what_its_name_says(path: str, shown: str) -> None:
    """All hold both lists, so that the visitor's clock can move talks from one to the other."""
    page = _page(path)
    assert page.xpath("//body/@data-shown") == [shown]
    assert len(page.xpath('//section[@id="Upcoming"]//li')) == 6
    assert len(page.xpath('//section[@id="Recent"]//li')) == 19


def test_links_leave_the_frame_and_are_absolute() -> None:
    """A click opens the talk in a new page, not within the frame."""
    page = _page()
    assert page.xpath("//base/@target") == ["_blank"]
    assert all(href.startswith("http") for href in page.xpath("//a/@href"))


def test_embed_keeps_nothing_and_calls_nobody() -> None:
    """Neither cookies nor storage are touched, and the embed is no page for search engines."""
    text = embed.render(busy()).decode()
    for word in ("cookie", "localStorage", "sessionStorage", "fetch(", "XMLHttp"):
        assert word not in text
    assert _page().xpath('//meta[@name="robots"]/@content') == ["noindex"]


def test_embed_without_talks_says_so() -> None:
    """No dated talk to come, and no past: one sentence and no empty list's heading."""
    page = _page(entries=())
    assert page.xpath('//p[@id="None"]/@hidden') == []
    assert page.xpath('//section[@id="Recent"]/@hidden') == [""]
    assert _page().xpath('//p[@id="None"]/@hidden') == [""]


def test_recent_embed_without_past_talks_says_so() -> None:
    """A frame is never blank."""
    page = _page("embed-recent", entries=())
    assert page.xpath('//section[@id="Recent"]/@hidden') == []
    assert "There are no past talks yet." in page.xpath('//section[@id="Recent"]')[0].text_content()
    assert not _page(entries=()).xpath('//p[@class="none"]')


def test_oembed_answers_as_its_specification_asks() -> None:
    """Type rich: version, numbers for the size, and a sandboxed frame of the embed."""
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


def test_oembed_speaks_for_the_page() -> None:
    """The provider is the page that the embed leads back to."""
    feed = seed()._replace(home="https://home.example/")
    assert json.loads(oembed.render(feed))["provider_url"] == "https://home.example/"
