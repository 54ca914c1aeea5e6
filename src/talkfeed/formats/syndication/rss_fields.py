"""Feed, Entry → the fields of their RSS 2.0 elements (rssboard.org): texts, None for absent ones.

Descriptions are HTML, because readers treat them as such. Dates are formatted here, because feedgen
would switch the locale of the whole process back and forth.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from talkfeed.formats import wording
from talkfeed.formats.syndication.shared import (
    address,
    credited,
    others,
    picture_address,
    thumbnails,
    write_date,
)
from talkfeed.named_tuple import NamedTuple
from talkfeed.words import words_of

if TYPE_CHECKING:
    from talkfeed.formats.syndication.shared import Thumbnail
    from talkfeed.model import Entry, Feed, Talk

    Enclosure = tuple[str, str, str]
    """The attributes url, length and type."""

SUFFIX = ".rss"
MEDIA_TYPE = "application/rss+xml"
END = b"  </channel>\n</rss>\n"
"""The end of a document, after its items."""


class ChannelFields(NamedTuple):
    """The fields of a channel; the last three are links of RFC 5005, section 4, as in Atom."""

    title: str
    link: str
    description: str
    language: str
    rights: str | None
    date: str
    self: str
    image: str | None
    current: str | None
    older: str | None
    newer: str | None


class FeedBlocks(NamedTuple):
    """The fields of a channel, except its items."""

    fields: tuple[ChannelFields]
    hubs: tuple[tuple[str], ...]


class ItemFields(NamedTuple):
    """The fields that occur once in an item; the language only if it differs from the channel's."""

    title: str
    link: str
    description: str
    guid: str
    date: str
    creator: str
    language: str | None


class EntryBlocks(NamedTuple):
    """The fields of an item, except its content; there is at most one enclosure."""

    fields: tuple[ItemFields]
    categories: tuple[tuple[str], ...]
    enclosures: tuple[Enclosure, ...]
    thumbnails: tuple[Thumbnail, ...]


def feed_blocks(feed: Feed) -> FeedBlocks:
    """Return the fields of a feed's channel."""
    fields = ChannelFields(
        feed.title,
        feed.home,
        as_html(feed.subtitle or feed.title),
        feed.language,
        feed.rights or None,
        write_date(feed.updated),
        address(feed, SUFFIX),
        picture_address(feed.picture, feed.base),
        *others(feed, SUFFIX),
    )
    return FeedBlocks((fields,), tuple(zip(feed.hubs, strict=True)))


def entry_blocks(entry: Entry, feed: Feed) -> EntryBlocks:
    """Return the fields of an item, with all speakers as one creator: readers show only one."""
    talk, words = entry.talk, words_of(feed)
    fields = ItemFields(
        title=wording.title(entry, words),
        link=entry.url,
        description=as_html(wording.summary(entry, words)),
        guid=entry.id,
        date=write_date(entry.published),
        creator=wording.names(credited(entry, feed)),
        language=None if talk.language == feed.language else talk.language,
    )
    categories = tuple(zip(wording.categories(talk, words), strict=True))
    return EntryBlocks((fields,), categories, _enclosures(talk), thumbnails(talk, feed.base))


def as_html(text: str) -> str:
    """Escape plain text, because readers treat a description as HTML."""
    return escape(text, quote=False)


def _enclosures(talk: Talk) -> tuple[Enclosure, ...]:
    """Return the enclosure: the first media file with the required type and length."""
    for link in talk.links:
        if link.rel == "enclosure" and link.type and link.length is not None:
            return ((link.href, str(link.length), link.type),)
    return ()
