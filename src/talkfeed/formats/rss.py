"""Feed → RSS 2.0 (rssboard.org), with content:encoded, dc:creator and atom:link, by feedgen.

Where feedgen falls short, an extension of ours finishes the element it has built: it writes the
dates, for which feedgen would switch the locale of the whole process back and forth, names the
speakers, whom feedgen drops without an e-mail address, links the archives (RFC 5005), and puts
the elements into the order of the specification.
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from html import escape
from typing import TYPE_CHECKING

from feedgen.ext.base import BaseEntryExtension, BaseExtension
from feedgen.feed import FeedGenerator
from lxml.etree import SubElement

from talkfeed.formats import wording
from talkfeed.formats._pieces import MOMENT, cut, gap, head_of
from talkfeed.formats._syndication import (
    ARCHIVE,
    HISTORY,
    SOFTWARE,
    address,
    arrange,
    credited,
    order,
    paging,
    write_date,
)
from talkfeed.text import xml_safe
from talkfeed.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable

    from feedgen.entry import FeedEntry
    from lxml.etree import _Element

    from talkfeed.model import Entry, Feed, Link, Talk

SUFFIX = ".rss"
MEDIA_TYPE = "application/rss+xml"
TTL = 60
"""Minutes a reader may keep a copy."""
ATOM_LINK = "{http://www.w3.org/2005/Atom}link"
DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
CREATOR = f"{{{DUBLIN_CORE}}}creator"
ENCODED = "{http://purl.org/rss/1.0/modules/content/}encoded"

_END_OF_ITEM = b"</item>\n"
_END = b"  </channel>\n</rss>\n"

CHANNEL_ORDER = order(
    *("title", "link", "description", "language", "lastBuildDate", "generator", "docs", "ttl"),
    ATOM_LINK,
)
ITEM_ORDER = order(
    *("title", "link", "description", "category", "enclosure", "guid", "pubDate"),
    *(CREATOR, ENCODED),
)


def pieces(feed: Feed) -> list[bytes]:
    """Write each item of a feed; the same piece stands in every feed of the site."""
    return cut(_document(feed, feed.entries), _END_OF_ITEM)[1:]


def assemble(feed: Feed, items: Iterable[bytes]) -> bytes:
    """Put a channel's head around its items, in the order given."""
    own = {"date": write_date(feed.updated), "described": _as_html(feed.title)}
    return b"".join((head_of(feed, _head, own), *items, _END))


def render(feed: Feed) -> bytes:
    """Write a feed as an RSS document, its entries in the order given."""
    return assemble(feed, pieces(feed))


def moment(updated: datetime) -> bytes:
    """Write the element that says when anything in a channel changed last."""
    return f"<lastBuildDate>{write_date(updated)}</lastBuildDate>".encode()


def _head(feed: Feed) -> bytes:
    """Have feedgen write a document without items, open at its end."""
    written = _document(feed, ()).removesuffix(_END).decode()
    described = f"<description>{gap('title')}"
    written = written.replace(described, described.replace("title", "described"))
    return written.replace(write_date(MOMENT), gap("date")).encode()


def _document(feed: Feed, entries: Iterable[Entry]) -> bytes:
    document = FeedGenerator()
    document.register_extension("talkfeed", partial(_ChannelExtension, feed), atom=False)
    document.title(xml_safe(feed.title))
    # The channel's link is whichever is added last, so the page for people comes after "self".
    document.link(href=address(feed, SUFFIX), rel="self", type=MEDIA_TYPE)
    document.link(href=xml_safe(feed.home), rel="alternate")
    document.description(_as_html(feed.subtitle or feed.title))
    document.language(xml_safe(feed.language))
    document.lastBuildDate(_Unwritten(1, 1, 1, tzinfo=UTC))
    document.generator(f"{SOFTWARE} {VERSION}")
    document.ttl(TTL)
    for entry in entries:
        _fill(document.add_entry(order="append"), entry, feed)
    content: bytes = document.rss_str(pretty=True)
    return content


def _fill(element: FeedEntry, entry: Entry, feed: Feed) -> None:
    element.register_extension("talkfeed", partial(_ItemExtension, entry, feed), atom=False)
    element.title(xml_safe(wording.title(entry)))
    element.link(href=xml_safe(entry.url), rel="alternate")
    element.description(_as_html(wording.summary(entry)))
    element.content(xml_safe(wording.content_html(entry)))
    element.category([{"term": xml_safe(term)} for term in wording.categories(entry.talk)])
    if media := _enclosure(entry.talk):
        element.enclosure(xml_safe(media.href), media.length, xml_safe(media.type or ""))
    element.guid(xml_safe(entry.id), permalink=False)


class _Unwritten(datetime):
    """A moment that counts as none, so that feedgen does not write it (nor the build's own)."""

    def __bool__(self) -> bool:
        return False


class _ChannelExtension(BaseExtension):  # type: ignore[misc]  # feedgen ships no types
    """What feedgen gets wrong or cannot say of a channel: its date, its archives, the order."""

    def __init__(self, feed: Feed) -> None:
        self._feed = feed

    def extend_ns(self) -> dict[str, str]:
        """Declare the prefixes that feedgen does not."""
        return {"dc": DUBLIN_CORE, "fh": HISTORY}

    def extend_rss(self, element: _Element) -> _Element:
        """Finish `channel` before feedgen appends the items."""
        channel = element[0]
        _add(channel, "lastBuildDate", write_date(self._feed.updated))
        for rel, href in paging(self._feed, SUFFIX):
            SubElement(channel, ATOM_LINK, {"href": href, "rel": rel, "type": MEDIA_TYPE})
        arrange(channel, CHANNEL_ORDER)
        if self._feed.current is not None:
            SubElement(channel, ARCHIVE)
        return element


class _ItemExtension(BaseEntryExtension):  # type: ignore[misc]  # feedgen ships no types
    """What feedgen gets wrong of an item: its date, its authors, the order."""

    def __init__(self, entry: Entry, feed: Feed) -> None:
        self._entry, self._feed = entry, feed

    def extend_rss(self, element: _Element) -> _Element:
        """Finish `item`. One creator names all speakers: of two, readers show only one."""
        _add(element, "pubDate", write_date(self._entry.published))
        _add(element, CREATOR, wording.names(credited(self._entry, self._feed)))
        arrange(element, ITEM_ORDER)
        return element


def _add(element: _Element, name: str, text: str) -> None:
    SubElement(element, name).text = xml_safe(text)


def _as_html(text: str) -> str:
    """Make HTML of plain text, which is what readers take a description for."""
    return escape(xml_safe(text), quote=False)


def _enclosure(talk: Talk) -> Link | None:
    """Choose the one media file an item can have; RSS wants its type and length."""
    links = (link for link in talk.links if link.rel == "enclosure")
    return next((link for link in links if link.type and link.length is not None), None)
