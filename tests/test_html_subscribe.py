"""Links to feeds and calendars: their addresses and titles."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from browser.feeds import SUBSCRIPTIONS
from factories import make_feed
from talkfeed.formats.html import subscribe
from talkfeed.formats.registry import format_named
from talkfeed.model import Subscription

FEED = make_feed(subscriptions=SUBSCRIPTIONS)


def _sub(kind: str, *names: str) -> Subscription:
    return Subscription(title=f"The {kind}", kind=kind, path=kind, formats=names, talks=1)


def test_discovery_names_each_document_of_all_talks_once() -> None:
    """Feeds before calendars, each with an address, a type and a title of its own."""
    links = subscribe.discovery(FEED)
    assert (
        len({link.title for link in links}) == len({link.url for link in links}) == len(links) == 11
    )
    assert links[0].url == "https://talks.example/talks.atom"
    assert [link.media_type for link in links[:4]] == [
        "application/atom+xml",
        "application/rss+xml",
        "application/feed+json",
        "text/calendar",
    ]
    assert not [link for link in links if "speakers" in link.url]


def test_channels_are_feeds_for_readers() -> None:
    """A channel with only a calendar or a page is not listed."""
    feed = make_feed(subscriptions=(_sub("all", "ical"), _sub("tag", "rss", "index", "ical")))
    (channel,) = subscribe.channels(feed)
    assert [link.label for link in channel.links] == ["RSS"]


@pytest.mark.parametrize(
    ("kind", "title", "name"),
    [
        ("all", "Example talks", "All talks"),
        ("upcoming", "Example talks: upcoming", "Upcoming"),
        ("tag", "Example talks: iOS", "iOS"),
        ("tag", "iOS", "iOS"),
    ],
)
def test_names_on_the_page_do_not_repeat_its_title(kind: str, title: str, name: str) -> None:
    """On the page of a site, the name of a channel is its title without that of the site."""
    sub = Subscription(title=title, kind=kind, path="x", formats=("atom",), talks=1)
    (channel,) = subscribe.channels(make_feed(subscriptions=(sub,)))
    assert (channel.title, channel.name) == (title, name)


@pytest.mark.parametrize(
    ("subscriptions", "url"),
    [
        (
            (_sub("all", "ical"), _sub("upcoming", "atom", "ical")),
            "https://talks.example/upcoming.ics",
        ),
        ((_sub("all", "ical"), _sub("upcoming", "atom")), "https://talks.example/all.ics"),
        ((_sub("tag", "ical"),), None),
        ((), None),
    ],
)
def test_calendar_of_upcoming_talks_is_recommended(
    subscriptions: tuple[Subscription, ...], url: str | None
) -> None:
    """Otherwise that of all talks is recommended, or none."""
    found = subscribe.calendar(make_feed(subscriptions=subscriptions))
    assert (found and found.url) == url


def test_calendars_take_the_address_whole() -> None:
    """Google and Outlook find the address and the name, however odd, in their query."""
    url = "https://talks.example/a%20b/upcoming.ics?x=1&y=2"
    made = subscribe.to_calendar('Talks & "more"', url)
    webcal = "webcal://talks.example/a%20b/upcoming.ics?x=1&y=2"
    assert made.webcal == webcal
    assert parse_qs(urlsplit(made.google).query) == {"cid": [webcal]}
    for address in (made.outlook, made.office):
        assert parse_qs(urlsplit(address).query) == {"url": [url], "name": ['Talks & "more"']}


def test_calendar_addresses_end_as_the_format_has_it() -> None:
    """The recommended calendar is the file that the format writes."""
    assert format_named("ical").suffix == ".ics"
