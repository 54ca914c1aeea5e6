"""Fields → RSS 2.0 elements, by feedgen, with content:encoded, dc:creator and atom:link.

An extension of ours completes the elements that feedgen builds: it writes the dates, the speakers,
whom feedgen drops without an e-mail address, and links to archives (RFC 5005), and sorts the
elements in the order of the specification.
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from feedgen.ext.base import BaseEntryExtension, BaseExtension
from feedgen.feed import FeedGenerator
from lxml.etree import SubElement

from talkfeed.formats.syndication.rss_fields import (
    END,
    MEDIA_TYPE,
    ChannelFields,
    EntryBlocks,
    FeedBlocks,
    ItemFields,
)
from talkfeed.formats.syndication.shared import (
    ARCHIVE,
    HISTORY,
    OTHERS,
    SOFTWARE,
    add_thumbnails,
    arrange,
    order,
    present,
    write_alone,
)
from talkfeed.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable

    from feedgen.entry import FeedEntry
    from lxml.etree import _Element

    from talkfeed.formats.syndication.shared import Thumbnail

TTL = 60
"""The minutes for which a reader may cache the feed."""
ATOM_LINK = "{http://www.w3.org/2005/Atom}link"
DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
CREATOR = f"{{{DUBLIN_CORE}}}creator"
LANGUAGE = f"{{{DUBLIN_CORE}}}language"
ENCODED = "{http://purl.org/rss/1.0/modules/content/}encoded"

CHANNEL_ORDER = order(
    *("title", "link", "description", "language", "copyright", "lastBuildDate", "generator"),
    *("docs", "ttl", "image", ATOM_LINK),
)
ITEM_ORDER = order(
    *("title", "link", "description", "category", "enclosure", "guid", "pubDate"),
    *(CREATOR, LANGUAGE, ENCODED),
)
_ANY_FEED = FeedBlocks(
    fields=(ChannelFields("-", "-", "-", "-", None, "-", "-", *[None] * 4),), hubs=()
)
"""A channel for writing a single item."""


def write_item(item: EntryBlocks, content: str) -> bytes:
    """Write the element of an item."""
    return write_alone(write_document, _ANY_FEED, (item, content), END)


def write_document(feed: FeedBlocks, items: Iterable[tuple[EntryBlocks, str]] = ()) -> bytes:
    """Write a document of a channel and its items with their contents, by default without any."""
    (row,), hubs = feed
    channel = ChannelFields(*row)
    document = FeedGenerator()
    document.register_extension("talkfeed", partial(_ChannelExtension, channel, hubs), atom=False)
    document.title(channel.title)
    # feedgen uses the last link as that of the channel, so the page for people comes after "self".
    document.link(href=channel.self, rel="self", type=MEDIA_TYPE)
    document.link(href=channel.link, rel="alternate")
    document.description(channel.description)
    document.language(channel.language)
    document.copyright(channel.rights)
    document.lastBuildDate(Unwritten(1, 1, 1, tzinfo=UTC))
    document.generator(f"{SOFTWARE} {VERSION}")
    document.ttl(TTL)
    for item, content in items:
        _add_fields(document.add_entry(order="append"), EntryBlocks(*item), content)
    written: bytes = document.rss_str(pretty=True)
    return written


def _add_fields(element: FeedEntry, item: EntryBlocks, content: str) -> None:
    fields = ItemFields(*item.fields[0])
    element.register_extension(
        "talkfeed", partial(_ItemExtension, fields, item.thumbnails), atom=False
    )
    element.title(fields.title)
    element.link(href=fields.link, rel="alternate")
    element.description(fields.description)
    element.content(content)
    element.category([{"term": term} for (term,) in item.categories])
    for enclosure in item.enclosures:
        element.enclosure(*enclosure)
    element.guid(fields.guid, permalink=False)


class Unwritten(datetime):
    """A false datetime, so that feedgen writes neither this date nor that of the build."""

    def __bool__(self) -> bool:
        """Return that there is no date."""
        return False


class _ChannelExtension(BaseExtension):  # type: ignore[misc]  # feedgen ships no types
    """Adds to a channel what feedgen cannot: the date, archives and the order."""

    def __init__(self, fields: ChannelFields, hubs: Iterable[tuple[str]]) -> None:
        self._fields, self._hubs = fields, hubs

    def extend_ns(self) -> dict[str, str]:
        """Return the prefixes that feedgen does not declare."""
        return {"dc": DUBLIN_CORE, "fh": HISTORY}

    def extend_rss(self, element: _Element) -> _Element:
        """Complete `channel` before feedgen appends the items."""
        channel = element[0]
        for (hub,) in self._hubs:
            SubElement(channel, ATOM_LINK, {"href": hub, "rel": "hub"})
        if self._fields.image:
            image = SubElement(channel, "image")
            for name in ("url", "title", "link"):
                text = self._fields.image if name == "url" else getattr(self._fields, name)
                SubElement(image, name).text = text
        others = self._fields[-len(OTHERS) :]
        SubElement(channel, "lastBuildDate").text = self._fields.date
        for rel, href in present(zip(OTHERS, others, strict=True)).items():
            SubElement(channel, ATOM_LINK, {"href": href, "rel": rel, "type": MEDIA_TYPE})
        arrange(channel, CHANNEL_ORDER)
        if self._fields.current is not None:
            SubElement(channel, ARCHIVE)
        return element


class _ItemExtension(BaseEntryExtension):  # type: ignore[misc]  # feedgen ships no types
    """Adds to an item what feedgen cannot: date, speakers, language and the order."""

    def __init__(self, fields: ItemFields, thumbnails: Iterable[Thumbnail]) -> None:
        self._fields, self._thumbnails = fields, thumbnails

    def extend_rss(self, element: _Element) -> _Element:
        """Complete `item`."""
        SubElement(element, "pubDate").text = self._fields.date
        SubElement(element, CREATOR).text = self._fields.creator
        if self._fields.language:
            SubElement(element, LANGUAGE).text = self._fields.language
        arrange(element, ITEM_ORDER)
        add_thumbnails(element, self._thumbnails)
        return element
