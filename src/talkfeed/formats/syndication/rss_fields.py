"""Feed, Entry → what RSS 2.0 (rssboard.org) says of them: plain texts, None for what it does not.

Descriptions are HTML, as readers take them for. Dates are written here, since feedgen would switch
the locale of the whole process back and forth.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from talkfeed.formats import wording
from talkfeed.formats.syndication.shared import address, credited, others, write_date
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from talkfeed.model import Entry, Feed, Talk

    Enclosure = tuple[str, str, str]
    """The attributes url, length and type."""

SUFFIX = ".rss"
MEDIA_TYPE = "application/rss+xml"
END = b"  </channel>\n</rss>\n"
"""How a document ends, after its items."""


class Head(NamedTuple):
    """What a channel says before its items; its last three are as in Atom (RFC 5005, section 4)."""

    title: str
    link: str
    description: str
    language: str
    rights: str | None
    date: str
    self: str
    current: str | None
    older: str | None
    newer: str | None


class Details(NamedTuple):
    """What an item says once; its language where it is not the channel's."""

    title: str
    link: str
    description: str
    guid: str
    date: str
    creator: str
    language: str | None


class Item(NamedTuple):
    """What an item says apart from its content; at most one media file is enclosed."""

    details: tuple[Details]
    categories: tuple[tuple[str], ...]
    enclosures: tuple[Enclosure, ...]


def head_of(feed: Feed) -> Head:
    """Tell what a feed's document says of the feed."""
    return Head(
        feed.title,
        feed.home,
        _as_html(feed.subtitle or feed.title),
        feed.language,
        feed.rights or None,
        write_date(feed.updated),
        address(feed, SUFFIX),
        *others(feed, SUFFIX),
    )


def item_of(entry: Entry, feed: Feed) -> Item:
    """Tell what an item says. One creator names all speakers: of two, readers show only one."""
    talk = entry.talk
    details = Details(
        title=wording.title(entry),
        link=entry.url,
        description=_as_html(wording.summary(entry)),
        guid=entry.id,
        date=write_date(entry.published),
        creator=wording.names(credited(entry, feed)),
        language=None if talk.language == feed.language else talk.language,
    )
    categories = tuple(zip(wording.categories(talk), strict=True))
    return Item((details,), categories, _enclosures(talk))


def _as_html(text: str) -> str:
    """Make HTML of plain text, which is what readers take a description for."""
    return escape(text, quote=False)


def _enclosures(talk: Talk) -> tuple[Enclosure, ...]:
    """Choose the one media file an item can have; RSS wants its type and length."""
    for link in talk.links:
        if link.rel == "enclosure" and link.type and link.length is not None:
            return ((link.href, str(link.length), link.type),)
    return ()
