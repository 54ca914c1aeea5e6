"""What RSS 2.0 says → its elements, by feedgen, with content:encoded, dc:creator and atom:link.

Where feedgen falls short, an extension of ours finishes the element it has built: it writes the
dates, names the speakers, whom feedgen drops without an e-mail address, links the archives
(RFC 5005), and puts the elements into the order of the specification.
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from feedgen.ext.base import BaseEntryExtension, BaseExtension
from feedgen.feed import FeedGenerator
from lxml.etree import SubElement

from talkfeed.formats.syndication.rss_fields import END, MEDIA_TYPE, Details, Head, Item
from talkfeed.formats.syndication.shared import (
    ARCHIVE,
    HISTORY,
    OTHERS,
    SOFTWARE,
    alone,
    arrange,
    order,
    present,
)
from talkfeed.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable

    from feedgen.entry import FeedEntry
    from lxml.etree import _Element

TTL = 60
"""Minutes a reader may keep a copy."""
ATOM_LINK = "{http://www.w3.org/2005/Atom}link"
DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
CREATOR = f"{{{DUBLIN_CORE}}}creator"
LANGUAGE = f"{{{DUBLIN_CORE}}}language"
ENCODED = "{http://purl.org/rss/1.0/modules/content/}encoded"

CHANNEL_ORDER = order(
    *("title", "link", "description", "language", "copyright", "lastBuildDate", "generator"),
    *("docs", "ttl", ATOM_LINK),
)
ITEM_ORDER = order(
    *("title", "link", "description", "category", "enclosure", "guid", "pubDate"),
    *(CREATOR, LANGUAGE, ENCODED),
)
_SOME = Head("-", "-", "-", "-", None, "-", "-", None, None, None)
"""Any head, for the sake of an item."""


def write_item(item: Item, content: str) -> bytes:
    """Write an item as it stands in a document."""
    return alone(write_document, _SOME, (item, content), END)


def write_document(head: Head, items: Iterable[tuple[Item, str]] = ()) -> bytes:
    """Write a document of items and their contents, by default of none."""
    head = Head(*head)
    document = FeedGenerator()
    document.register_extension("talkfeed", partial(_ChannelExtension, head), atom=False)
    document.title(head.title)
    # The channel's link is whichever is added last, so the page for people comes after "self".
    document.link(href=head.self, rel="self", type=MEDIA_TYPE)
    document.link(href=head.link, rel="alternate")
    document.description(head.description)
    document.language(head.language)
    document.copyright(head.rights)
    document.lastBuildDate(_Unwritten(1, 1, 1, tzinfo=UTC))
    document.generator(f"{SOFTWARE} {VERSION}")
    document.ttl(TTL)
    for item, content in items:
        _fill(document.add_entry(order="append"), Item(*item), content)
    written: bytes = document.rss_str(pretty=True)
    return written


def _fill(element: FeedEntry, item: Item, content: str) -> None:
    details = Details(*item.details[0])
    element.register_extension("talkfeed", partial(_ItemExtension, details), atom=False)
    element.title(details.title)
    element.link(href=details.link, rel="alternate")
    element.description(details.description)
    element.content(content)
    element.category([{"term": term} for (term,) in item.categories])
    for enclosure in item.enclosures:
        element.enclosure(*enclosure)
    element.guid(details.guid, permalink=False)


class _Unwritten(datetime):
    """A moment that counts as none, so that feedgen does not write it (nor the build's own)."""

    def __bool__(self) -> bool:
        return False


class _ChannelExtension(BaseExtension):  # type: ignore[misc]  # feedgen ships no types
    """What feedgen gets wrong or cannot say of a channel: its date, its archives, the order."""

    def __init__(self, head: Head) -> None:
        self._head = head

    def extend_ns(self) -> dict[str, str]:
        """Declare the prefixes that feedgen does not."""
        return {"dc": DUBLIN_CORE, "fh": HISTORY}

    def extend_rss(self, element: _Element) -> _Element:
        """Finish `channel` before feedgen appends the items."""
        channel = element[0]
        others = self._head[-len(OTHERS) :]
        SubElement(channel, "lastBuildDate").text = self._head.date
        for rel, href in present(zip(OTHERS, others, strict=True)).items():
            SubElement(channel, ATOM_LINK, {"href": href, "rel": rel, "type": MEDIA_TYPE})
        arrange(channel, CHANNEL_ORDER)
        if self._head.current is not None:
            SubElement(channel, ARCHIVE)
        return element


class _ItemExtension(BaseEntryExtension):  # type: ignore[misc]  # feedgen ships no types
    """What feedgen gets wrong of an item: its date, its authors, its language, the order."""

    def __init__(self, details: Details) -> None:
        self._details = details

    def extend_rss(self, element: _Element) -> _Element:
        """Finish `item`."""
        SubElement(element, "pubDate").text = self._details.date
        SubElement(element, CREATOR).text = self._details.creator
        if self._details.language:
            SubElement(element, LANGUAGE).text = self._details.language
        arrange(element, ITEM_ORDER)
        return element
