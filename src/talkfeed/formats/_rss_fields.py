"""Feed, Entry → what RSS 2.0 (rssboard.org) says of them: plain texts, None for what it does not.

Descriptions are HTML, as readers take them for. Dates are written here, since feedgen would switch
the locale of the whole process back and forth.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NamedTuple

from talkfeed.formats import wording
from talkfeed.formats._syndication import address, credited, others, write_date

if TYPE_CHECKING:
    from talkfeed.model import Entry, Feed, Talk

    Enclosure = tuple[str, str, str]
    """The attributes url, length and type."""

SUFFIX = ".rss"
MEDIA_TYPE = "application/rss+xml"
END = b"  </channel>\n</rss>\n"
"""How a document ends, after its items."""


class Head(NamedTuple):
    """What a channel says before its items; `others` are as in Atom (RFC 5005, section 4)."""

    title: str
    link: str
    description: str
    language: str
    date: str
    self: str
    others: tuple[str | None, ...]


class Item(NamedTuple):
    """What an item says."""

    title: str
    link: str
    description: str
    categories: tuple[str, ...]
    enclosure: Enclosure | None
    guid: str
    date: str
    creator: str
    encoded: str


def head_of(feed: Feed) -> Head:
    """Tell what a feed's document says of the feed."""
    return Head(
        title=feed.title,
        link=feed.home,
        description=_as_html(feed.subtitle or feed.title),
        language=feed.language,
        date=write_date(feed.updated),
        self=address(feed, SUFFIX),
        others=others(feed, SUFFIX),
    )


def item_of(entry: Entry, feed: Feed) -> Item:
    """Tell what an item says. One creator names all speakers: of two, readers show only one."""
    talk = entry.talk
    return Item(
        title=wording.title(entry),
        link=entry.url,
        description=_as_html(wording.summary(entry)),
        categories=wording.categories(talk),
        enclosure=_enclosure(talk),
        guid=entry.id,
        date=write_date(entry.published),
        creator=wording.names(credited(entry, feed)),
        encoded=wording.content_html(entry),
    )


def _as_html(text: str) -> str:
    """Make HTML of plain text, which is what readers take a description for."""
    return escape(text, quote=False)


def _enclosure(talk: Talk) -> Enclosure | None:
    """Choose the one media file an item can have; RSS wants its type and length."""
    for link in talk.links:
        if link.rel == "enclosure" and link.type and link.length is not None:
            return link.href, str(link.length), link.type
    return None
