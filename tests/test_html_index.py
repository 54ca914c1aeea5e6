"""The page of all talks, read by independent parsers."""

from __future__ import annotations

import time
from typing import Any

import mf2py
import pytest
from lxml import html as markup

from browser.feeds import SUBSCRIPTIONS, busy, seed, site
from factories import make_entry, make_link, make_talk, make_time, make_when
from talkfeed.formats.html import index
from talkfeed.model import Event, Feed, Person, Subscription


def _page(feed: Feed) -> Any:
    return markup.document_fromstring(index.render(feed).decode())


def test_page_of_the_own_talks_is_small() -> None:
    """Fifteen talks with everything inlined weigh at most 40 KB."""
    assert len(index.render(seed())) <= 40_000


def test_page_of_2000_talks_is_under_a_megabyte_and_quick() -> None:
    """A large archive stays one page, drawn within seconds."""
    talk = make_talk(
        title="How we moved a large web site from here to there",
        speakers=(Person(name="Alexandra Example"),),
        links=(make_link("https://www.youtube.com/watch?v=cUvNths_5RA"),),
        tags=("web",),
    )
    entries = []
    for number in range(2000):
        day = make_when().start.replace(year=1990 + number % 30)  # type: ignore[union-attr]
        key = f"how-we-moved-a-large-web-site-from-here-to-there-{number}"
        when = make_when(text=f"7 Oct {day.year}", start=day, end=day)
        entries.append(make_entry(key, talk._replace(when=when, order=number)))
    began = time.process_time()
    assert len(index.render(site(tuple(entries)))) < 1_000_000
    assert time.process_time() - began < 5


def test_microformats_describe_the_talks() -> None:
    """The page is an h-feed of h-events with name, address, date and speakers."""
    (feed,) = mf2py.parse(index.render(seed()).decode(), url="https://talks.example/")["items"]
    assert feed["type"] == ["h-feed"]
    assert feed["properties"]["name"] == ["MirageOS talks"]
    events = feed["children"]
    assert len(events) == 15
    assert {event["type"][0] for event in events} == {"h-event"}
    assert events[0]["properties"] == {
        "name": ["Rainbows and Unikernels"],
        "url": ["https://talks.example/talks/rainbows-and-unikernels/"],
        "start": ["2015-10"],
        "author": ["Garett Smith"],
    }


def test_every_talk_has_an_anchor_and_a_page() -> None:
    """A talk's key is its anchor on the page and leads to its own page; ids are unique."""
    page, feed = _page(busy()), busy()
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    for entry in feed.entries:
        (row,) = page.xpath(f'//li[@id="{entry.key}"]')
        assert f"talks/{entry.key}/" in row.xpath(".//a/@href")


@pytest.mark.parametrize("key", ["upcoming", "past", "embed", "subscribe", "main", "y2015", "none"])
def test_no_key_is_a_name_of_the_page(key: str) -> None:
    """Keys are lower case and the page's own ids are not, so that they never meet."""
    ids = _page(site((make_entry(key),))).xpath("//@id")
    assert len(ids) == len(set(ids))
    assert ids.count(key) == 1


def test_browsers_and_readers_find_every_feed() -> None:
    """Autodiscovery has a link per document of all talks, each with its own title."""
    links = _page(seed()).xpath('//head/link[@rel="alternate"]')
    found = {link.get("title"): (link.get("type"), link.get("href")) for link in links}
    assert len(found) == len(links)
    assert found["All talks (Atom)"] == ("application/atom+xml", "https://talks.example/talks.atom")
    assert found["Upcoming (Calendar)"] == ("text/calendar", "https://talks.example/upcoming.ics")
    assert found["MirageOS talks (oEmbed)"] == (
        "application/json+oembed",
        "https://talks.example/oembed.json",
    )


def test_previews_know_the_page() -> None:
    """OpenGraph has title, type, address and description; the address is canonical."""
    page = _page(seed())
    graph = {tag.get("property"): tag.get("content") for tag in page.xpath("//meta[@property]")}
    assert graph["og:title"] == "MirageOS talks"
    assert graph["og:type"] == "website"
    assert graph["og:url"] == page.xpath('//link[@rel="canonical"]/@href')[0]
    assert graph["og:description"] == page.xpath('//meta[@name="description"]/@content')[0]


def test_page_without_subtitle_or_authors_has_no_empty_words() -> None:
    """An absent value leaves no text or punctuation."""
    text = index.render(seed(subtitle="", authors=())).decode()
    assert "description" not in text
    assert 'class="lead"' not in text
    assert "MirageOS talks by" not in text


def test_page_has_the_rights() -> None:
    """The rights of a feed are at the foot of its pages, as text."""
    (foot,) = _page(seed(rights="CC BY <4.0>")).xpath("//footer")
    assert "CC BY <4.0>" in foot.text_content()


def test_page_says_when_nothing_is_planned() -> None:
    """Without dated upcoming talks, the page says so, and links to subscriptions."""
    (state,) = _page(seed()).xpath('//p[@id="None"]')
    assert state.get("hidden") is None
    assert "Nothing is planned at the moment." in state.text_content()
    assert _page(busy()).xpath('//p[@id="None"]/@hidden') == [""]


def test_page_without_talks_offers_no_search() -> None:
    """Where nothing can be found there is no field to search in, and no link to it."""
    page = _page(site(()))
    assert page.xpath('//section[@id="Past"]/@hidden') == [""]
    assert not page.xpath('//a[@href="#Past"]')
    assert _page(seed()).xpath('//section[@id="Past"]/@hidden') == []


def test_called_off_and_undated_talks_are_marked() -> None:
    """Cancelled, postponed and tentative talks have their status, undated ones a note."""
    page = _page(busy())
    assert page.xpath('//li[@id="called-off"]//b[@class="status"]/text()') == ["Cancelled"]
    assert page.xpath('//li[@id="moved"]//b[@class="status"]/text()') == ["Postponed"]
    assert page.xpath('//li[@id="someday"]/span/text()') == ["Date to be announced"]
    assert "Exact date to be announced" in page.xpath('//li[@id="spring"]')[0].text_content()
    assert not page.xpath('//ol[@id="Coming"]/li[@id="someday"]')


def test_upcoming_talk_has_time_place_and_calendar() -> None:
    """An upcoming talk has its day, time with zone, venue, stream, and calendar."""
    (row,) = _page(busy()).xpath('//li[@id="small-builds"]')
    words = " ".join(row.text_content().split())
    assert "18:30–20:00, Europe/Oslo" in words
    assert "Kulturhuset, Oslo, online" in words
    assert row.xpath(".//time/@datetime") == ["2026-12-03T18:30+01:00"]
    assert row.xpath('.//a[@class="cal"]/@href') == ["talks/small-builds.ics"]
    assert row.xpath('.//a[text()="Stream"]/@href') == ["https://stream.example/48"]
    assert row.get("data-over") == "2026-12-03T19:00Z"


def test_several_talks_a_day_are_below_it() -> None:
    """Each day is a heading, and the event's page is linked as its schedule."""
    conf = Event(name="Conf")
    talks = [
        make_talk(
            title=name, when=make_time(f"2027-03-{day} 10:00", f"2027-03-{day} 11:00"), event=conf
        )
        for name, day in zip("ABCD", (11, 11, 12, 12), strict=True)
    ]
    entries = tuple(make_entry(talk.title.lower(), talk) for talk in talks)
    held = Subscription("T: Conf", "event", "events/conf", ("atom",), 4, "Conf")
    feed = site(entries)
    page = _page(feed._replace(subscriptions=(*feed.subscriptions, held)))
    listed = page.xpath('//ol[@id="Coming"]/li')
    headings = ["Thursday 11 March 2027", "Friday 12 March 2027"]
    assert [each.findtext("h3") or each.get("id") for each in listed] == [
        *(headings[0], "a", "b", headings[1], "c", "d")
    ]
    assert page.xpath('//section[@id="Upcoming"]//p[@class="to"]/a/@href') == ["events/conf/"]
    assert not _page(busy()).xpath('//li[@class="day"]')


def test_chart_leads_to_each_year_without_a_script() -> None:
    """A bar names its year and number and links to the year's heading."""
    page = _page(seed())
    bars = page.xpath("//svg//a")
    assert [bar.findtext("title") for bar in bars] == [
        "2010: 2 talks",
        "2011: 1 talk",
        "2012: 2 talks",
        "2013: 2 talks",
        "2015: 8 talks",
    ]
    for bar in bars:
        assert page.xpath(f'//h3[@id="{bar.get("href")[1:]}"]')


def test_bar_of_a_year_to_come_leads_to_the_upcoming_talks() -> None:
    """Without a script no bar leads nowhere: a year that has only upcoming talks has no heading."""
    page = _page(busy())
    targets = {bar.get("data-year"): bar.get("href") for bar in page.xpath("//svg//a")}
    assert targets["2027"] == "#Upcoming"
    assert targets["2026"] == "#Y2026"
    assert all(page.xpath(f'//*[@id="{href[1:]}"]') for href in targets.values())


def test_every_kind_of_client_finds_its_button() -> None:
    """Feed readers, Apple, Google, Outlook, Microsoft 365 and any other calendar."""
    (section,) = _page(seed()).xpath('//section[@id="Subscribe"]')
    hrefs = section.xpath(".//a/@href")
    assert "https://talks.example/talks.json" in hrefs
    assert "webcal://talks.example/upcoming.ics" in hrefs
    starts = (
        "https://calendar.google.com/",
        "https://outlook.live.com/",
        "https://outlook.office.com/",
    )
    for start in starts:
        assert [href for href in hrefs if href.startswith(start)]
    assert section.xpath(".//input/@value") == [
        "https://talks.example/talks.atom",
        "https://talks.example/upcoming.ics",
    ]
    assert "From URL" in section.text_content()


@pytest.mark.parametrize(
    ("subscriptions", "readers", "calendars", "details"),
    [
        ((), 0, 0, 0),
        (SUBSCRIPTIONS[:1], 1, 1, 0),
        ((Subscription(title="A", kind="all", path="a", formats=("ical",), talks=1),), 0, 1, 0),
        ((Subscription(title="A", kind="all", path="a", formats=("rss",), talks=1),), 1, 0, 0),
        (SUBSCRIPTIONS, 1, 1, 1),
        (SUBSCRIPTIONS[:1] + SUBSCRIPTIONS[3:4] * 61, 1, 1, 0),
    ],
)
def test_only_existing_feeds_are_linked(
    subscriptions: tuple[Subscription, ...], readers: int, calendars: int, details: int
) -> None:
    """Without feeds or calendars there are no links to them; long lists are only in the OPML."""
    page = _page(seed(subscriptions=subscriptions))
    assert len(page.xpath('//h3[@id="Readers"]')) == readers
    assert len(page.xpath('//h3[@id="Calendars"]')) == calendars
    assert len(page.xpath('//section[@id="Subscribe"]//details')) == details
    assert bool(page.xpath('//button[@popovertarget="Subscribe"]')) is bool(readers or calendars)
    assert bool(page.xpath('//a[@href="subscriptions.opml"]')) is bool(readers)


def test_snippets_can_be_copied_unchanged() -> None:
    """The component and the frame are whole HTML with absolute addresses, titles escaped."""
    page = _page(seed(title='Talks & "more"'))
    component = markup.fragments_fromstring(page.xpath('//pre[@id="Component"]')[0].text_content())
    assert component[0].get("src") == "https://talks.example/talk-feed.js"
    assert component[1].get("src") == "https://talks.example/talks.json"
    assert component[1].text_content().strip() == 'Talks & "more"'
    frame, _ = markup.fragments_fromstring(page.xpath('//pre[@id="Frame"]')[0].text_content())
    assert frame.get("title") == 'Talks & "more"'
    assert "allow-same-origin" not in frame.get("sandbox")
    (fragment,) = page.xpath('//pre[@id="Fragment"]')
    assert fragment.text_content() == "https://talks.example/talks.fragment.html"


def test_pages_of_an_archive_lead_to_each_other() -> None:
    """An older page has its own address, no upcoming talks, and the ways to all others."""
    page = _page(
        seed(
            path="years/2013/index",
            current="index",
            next_archive="years/2015/index",
            prev_archive="years/2012/index",
        )
    )
    assert page.xpath('//link[@rel="canonical"]/@href') == ["https://talks.example/years/2013/"]
    assert page.xpath('//nav[@aria-label="Other pages"]/a/@href') == [
        "../../",
        "../../years/2015/",
        "../../years/2012/",
    ]
    assert not page.xpath('//*[@id="Upcoming"]|//a[@href="#Upcoming"]')
    newest = _page(seed(prev_archive="years/2015/index"))
    assert newest.xpath('//nav[@aria-label="Other pages"]/a/@href') == ["years/2015/"]
    assert newest.xpath('//*[@id="Upcoming"]')


def test_years_that_have_pages_of_their_own_are_listed() -> None:
    """Every page leads to each of them, marks itself, and has a title of its own."""
    listed = (("2013", "years/2013/index"), ("2012", "years/2012/index"))
    front = _page(seed(pages=listed))
    assert front.xpath('//nav[@aria-label="Older years"]/a/@href') == ["years/2013/", "years/2012/"]
    assert front.findtext(".//title") == "MirageOS talks"
    older = seed(path="years/2012/index", current="index", pages=listed)
    page = _page(older._replace(entries=older.entries[-1:]))
    assert page.xpath('//nav[@aria-label="Older years"]/a[@aria-current="page"]/text()') == ["2012"]
    assert page.findtext(".//title") == "MirageOS talks, 2010"
    assert not _page(seed()).xpath('//nav[@aria-label="Older years"]')


def test_page_of_a_folder_finds_its_way_up() -> None:
    """A page deeper in the output links to the talks relative to itself."""
    page = _page(seed(path="years/2015/index"))
    assert page.xpath('//li[@id="unikernels"]//a/@href')[0] == "../../talks/unikernels/"
    assert page.xpath("//footer//a/@href") == ["../../subscriptions.opml"]
