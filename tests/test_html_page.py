"""The page of one talk, read by independent parsers."""

from __future__ import annotations

from typing import Any

import extruct
import mf2py
import pytest
from lxml import html as markup

from browser.feeds import UNDATED, busy, seed
from factories import ENGLISH, make_entry, make_feed, make_link, make_talk
from talkfeed.formats import wording
from talkfeed.formats.html import page as html_page
from talkfeed.formats.html.add_to_calendar import calendar_links
from talkfeed.model import Event, Feed, Location, Person


def _feed(key: str = "small-builds", **changes: Any) -> Feed:
    (entry,) = (entry for entry in busy().entries if entry.key == key)
    return busy()._replace(path=f"talks/{key}/index", entries=(entry,), **changes)


def _page(feed: Feed) -> Any:
    return markup.document_fromstring(html_page.render(feed).decode())


def test_previews_know_the_talk() -> None:
    """OpenGraph has the unique title; the address and the summary of feeds are there once."""
    feed = _feed()
    (entry,) = feed.entries
    page = _page(feed)
    graph = {tag.get("property"): tag.get("content") for tag in page.xpath("//meta[@property]")}
    assert graph == {
        "og:type": "article",
        "og:site_name": "Northern Systems Guild",
        "og:title": entry.title,
    }
    assert page.xpath('//link[@rel="canonical"]/@href') == [entry.url]
    assert page.xpath("//title/text()") == [entry.title]
    assert page.xpath('//meta[@name="description"]/@content') == [
        wording.excerpt(wording.summary(entry, ENGLISH), 200)
    ]


def test_previews_show_the_video() -> None:
    """A still of the video is named for programs that make previews; no visitor loads it."""
    page = _page(_feed("cjk"))
    graph = {tag.get("property"): tag.get("content") for tag in page.xpath("//meta[@property]")}
    assert graph["og:image"] == "https://i.ytimg.com/vi/cUvNths_5RA/hqdefault.jpg"
    assert page.xpath("//meta[@name='twitter:card']/@content") == ["summary_large_image"]
    assert not page.xpath("//img")


@pytest.mark.parametrize("key", ["cjk", "small-builds"])
def test_entries_for_recordings_link_to_them(key: str) -> None:
    """The address of such an entry ends in #recording: the player, or else the links."""
    assert len(_page(_feed(key)).xpath('//*[@id="recording"]//a')) == 1


def test_search_engines_read_the_event() -> None:
    """A talk to come with day and place is an Event; one of the past is not."""
    (data,) = extruct.extract(html_page.render(_feed()).decode(), syntaxes=["json-ld"])["json-ld"]
    assert data["@graph"][0]["startDate"] == "2026-12-03T18:30+01:00"
    past = extruct.extract(html_page.render(_feed("rtl")).decode(), syntaxes=["json-ld"])
    assert [each["@type"] for each in past["json-ld"][0]["@graph"]] == ["BreadcrumbList"]


def test_microformats_describe_the_talk() -> None:
    """The page is an h-event with all known fields."""
    address = "https://talks.example/talks/small-builds/"
    (event,) = mf2py.parse(html_page.render(_feed()).decode(), url=address)["items"]
    facts = event["properties"]
    assert facts["name"] == ["Small builds, kept small"]
    assert facts["url"] == [address]
    assert facts["start"] == ["2026-12-03 18:30+0100"] or facts["start"][0].startswith("2026-12-03")
    assert facts["category"] == ["builds", "compilers"]
    assert facts["location"] == ["Kulturhuset, Oslo"]
    assert [author["properties"]["name"][0] for author in facts["author"]] == [
        "Ingrid Øverland",
        "Tomás Ó Súilleabháin",
    ]


def test_talk_to_come_can_be_added_to_a_calendar() -> None:
    """The talk's own calendar lies beside its directory; a script hides all ways in time."""
    (section,) = _page(_feed()).xpath("//section[@data-over]")
    assert section.get("data-over") == "2026-12-03T19:00Z"
    assert section.xpath("@aria-labelledby") == section.xpath("h2/@id")
    assert section.xpath(".//a[@class='cal']/@href") == ["../../talks/small-builds.ics"]
    links = section.xpath(".//a")[1:]
    assert [(link.text, link.get("href")) for link in links] == list(
        calendar_links(_feed().entries[0], ENGLISH)
    )
    assert all(link.text in link.get("aria-label") for link in section.xpath(".//a"))


@pytest.mark.parametrize("key", ["called-off", "rtl"])
def test_talk_that_is_over_or_called_off_cannot_be_added(key: str) -> None:
    """There is nothing to add to a calendar, and no link that would."""
    assert not _page(_feed(key)).xpath("//*[@data-over]|//a[contains(@href, 'calendar')]")


def test_abstract_is_the_sanitised_html() -> None:
    """The sanitised HTML is unchanged, except that headings are below those of the page."""
    page = _page(_feed())
    (abstract,) = page.xpath('//div[@class="e-content"]')
    assert abstract.xpath(".//a/@href") == ["https://e.example/"]
    assert [tag.tag for tag in page.xpath("//h1|//h2|//h3|//h4")] == ["h1", "h2", "h2", "h3"]


def test_video_is_a_link_that_a_click_turns_into_a_player() -> None:
    """Without a script it leads to the watch page; no address of a player is loaded."""
    talk = make_talk(links=(make_link("https://youtu.be/cUvNths_5RA?t=79"),))
    page = _page(make_feed(make_entry(talk=talk), path="talks/a-talk/index"))
    (play,) = page.xpath("//a[@data-frame]")
    assert play.get("href") == "https://youtu.be/cUvNths_5RA?t=79"
    assert play.get("data-frame").startswith("https://www.youtube-nocookie.com/embed/")
    assert not page.xpath("//iframe|//img|//video")


def test_page_links_back_to_the_list() -> None:
    """The page links to the list at the root of the output with a relative path."""
    assert _page(_feed()).xpath("//header//a/@href")[0] == "../../"
    top = make_feed(make_entry(), path="a-talk")
    assert _page(top).xpath("//header//a/@href")[0] == "./"


@pytest.mark.parametrize("linked", [True, False])
def test_facts_are_links_where_they_have_an_address(linked: object) -> None:
    """Speaker, event and place link to their own pages, or are plain words."""
    url = "https://a.example/" if linked else None
    talk = make_talk(
        speakers=(Person(name="Ann", url=url), Person(name="Bob"), Person(name="Cem")),
        event=Event(name="Conf", url=url),
        location=Location(name="Hall", url=url),
    )
    page = _page(make_feed(make_entry(talk=talk), path="talks/a-talk/index"))
    hrefs = page.xpath("//main//a[not(@hidden)]/@href")
    assert hrefs == [url] * 3 if linked else hrefs == []
    assert page.xpath('//p[@class="lead"]')[0].text_content() == "Ann, Bob and Cem"


def test_talk_of_which_little_is_known_has_a_page() -> None:
    """A title is enough: no empty list, heading or link is left."""
    talk = make_talk(speakers=(), event=None, when=UNDATED)
    page = _page(make_feed(make_entry(talk=talk), path="talks/a-talk/index", authors=()))
    assert page.xpath("//h1/text()") == ["A talk"]
    assert page.xpath("//dt/text()") == ["Date"]
    assert not page.xpath('//p[@class="lead"]|//p[@class="buttons"]|//h2')


def test_status_and_language_are_shown() -> None:
    """A called-off talk has its status, and another language than the feed's is marked."""
    assert _page(_feed("called-off")).xpath('//b[@class="status"]/text()') == ["Cancelled"]
    assert _page(_feed("rtl")).xpath("//h1/@lang") == ["ar"]


def test_page_of_one_talk_is_of_one_talk() -> None:
    """A feed of any other number of entries is a mistake of the caller."""
    with pytest.raises(ValueError, match="unpack"):
        html_page.render(seed())


def test_pages_offer_the_feeds() -> None:
    """A reader finds the feeds of all talks from every talk's page."""
    links = _page(_feed()).xpath('//link[@rel="alternate"]/@href')
    assert "https://talks.example/talks.atom" in links
    assert "https://talks.example/upcoming.ics" in links
