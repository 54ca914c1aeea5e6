"""Fields → the elements of a podcast, by feedgen, its podcast extension, and extensions of ours.

feedgen's extension writes author, owner and category. Ours write the podcast namespace, which it
does not know, and what it accepts some values of only, such as covers, durations and flags.
"""

from __future__ import annotations

from datetime import UTC
from functools import partial
from typing import TYPE_CHECKING

from lxml.etree import SubElement  # before feedgen's extensions, which use lxml unimported

# isort: split
from feedgen.ext.base import BaseEntryExtension, BaseExtension
from feedgen.ext.podcast import PodcastExtension
from feedgen.ext.podcast_entry import PodcastEntryExtension
from feedgen.feed import FeedGenerator

from talkfeed.formats.syndication.podcast_fields import (
    CHAPTERS_TYPE,
    END,
    EpisodeBlocks,
    EpisodeFields,
    ShowBlocks,
    ShowFields,
)
from talkfeed.formats.syndication.rss_elements import (
    ATOM_LINK,
    DUBLIN_CORE,
    ENCODED,
    LANGUAGE,
    TTL,
    Unwritten,
)
from talkfeed.formats.syndication.rss_fields import MEDIA_TYPE
from talkfeed.formats.syndication.shared import SOFTWARE, arrange, order, present, write_alone
from talkfeed.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable

    from feedgen.entry import FeedEntry
    from lxml.etree import _Element

ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
PODCAST = "https://podcastindex.org/namespace/1.0"
_ITUNES, _PODCAST = f"{{{ITUNES}}}", f"{{{PODCAST}}}"
SHOW_ORDER = order(
    *("title", "link", "description", "language", "copyright", "lastBuildDate", "generator"),
    *("docs", "ttl", ATOM_LINK, "image", f"{_ITUNES}author", f"{_ITUNES}owner"),
    *(f"{_ITUNES}category", f"{_ITUNES}image", f"{_ITUNES}explicit", f"{_ITUNES}type"),
)
EPISODE_ORDER = order(
    *("title", "link", "description", "enclosure", "guid", "pubDate", LANGUAGE),
    *(f"{_ITUNES}author", f"{_ITUNES}duration", f"{_ITUNES}image", ENCODED),
)
_NO_SHOW = ShowBlocks((ShowFields._make(["-"] * len(ShowFields._fields)),), (), ())
"""A channel for writing a single item."""


def write_item(item: EpisodeBlocks, content: str) -> bytes:
    """Write the element of an episode."""
    return write_alone(write_document, _NO_SHOW, (item, content), END)


def write_document(show: ShowBlocks, items: Iterable[tuple[EpisodeBlocks, str]] = ()) -> bytes:
    """Write a document of a podcast and its episodes, by default without any."""
    (row,), categories, hubs = show
    fields = ShowFields(*row)
    document = FeedGenerator()
    own = PodcastExtension()
    own.itunes_author(fields.author)
    own.itunes_owner(fields.owner or fields.author, fields.email or "-")
    for main, sub in categories:
        own.itunes_category([{"cat": main, **({"sub": sub} if sub else {})}])
    document.register_extension("podcast", lambda: own, PodcastEntryExtension, atom=False)
    document.register_extension("show", partial(_ShowExtension, fields, hubs), atom=False)
    document.title(fields.title)
    document.link(href=fields.self, rel="self", type=MEDIA_TYPE)
    document.link(href=fields.link, rel="alternate")
    document.description(fields.description)
    document.language(fields.language)
    document.copyright(fields.rights)
    document.lastBuildDate(Unwritten(1, 1, 1, tzinfo=UTC))
    document.generator(f"{SOFTWARE} {VERSION}")
    document.ttl(TTL)
    for item, content in items:
        _add_fields(document.add_entry(order="append"), EpisodeBlocks(*item), content)
    written: bytes = document.rss_str(pretty=True)
    return written


def _add_fields(element: FeedEntry, item: EpisodeBlocks, content: str) -> None:
    fields = EpisodeFields(*item.fields[0])
    element.podcast.itunes_author(fields.author)
    element.register_extension("episode", partial(_EpisodeExtension, fields, item), atom=False)
    element.title(fields.title)
    element.link(href=fields.link, rel="alternate")
    element.description(fields.description)
    element.content(content)
    for enclosure in item.enclosures:
        element.enclosure(*enclosure)
    element.guid(fields.guid, permalink=False)


class _ShowExtension(BaseExtension):  # type: ignore[misc]  # feedgen ships no types
    """Adds to a channel what feedgen cannot: cover, flags, identity, medium, and the order."""

    def __init__(self, fields: ShowFields, hubs: Iterable[tuple[str]]) -> None:
        self._fields, self._hubs = fields, hubs

    def extend_ns(self) -> dict[str, str]:
        """Return the prefix that feedgen does not declare."""
        return {"dc": DUBLIN_CORE, "podcast": PODCAST}

    def extend_rss(self, element: _Element) -> _Element:
        """Complete `channel` before feedgen appends the items."""
        fields, channel = self._fields, element[0]
        for (hub,) in self._hubs:
            SubElement(channel, ATOM_LINK, {"href": hub, "rel": "hub"})
        SubElement(channel, "lastBuildDate").text = fields.date
        image = SubElement(channel, "image")
        for name, text in (("url", fields.image), ("title", fields.title), ("link", fields.link)):
            SubElement(image, name).text = text
        SubElement(channel, f"{_ITUNES}image", {"href": fields.image})
        SubElement(channel, f"{_ITUNES}explicit").text = fields.explicit
        SubElement(channel, f"{_ITUNES}type").text = fields.type
        arrange(channel, SHOW_ORDER)
        SubElement(channel, f"{_PODCAST}guid").text = fields.guid
        SubElement(channel, f"{_PODCAST}medium").text = fields.medium
        return element


class _EpisodeExtension(BaseEntryExtension):  # type: ignore[misc]  # feedgen ships no types
    """Adds to an item what feedgen cannot: the date, the picture, and the podcast namespace."""

    def __init__(self, fields: EpisodeFields, item: EpisodeBlocks) -> None:
        self._fields, self._item = fields, item

    def extend_rss(self, element: _Element) -> _Element:
        """Complete `item`."""
        fields, item = self._fields, self._item
        SubElement(element, "pubDate").text = fields.date
        stated = ((LANGUAGE, fields.language), (f"{_ITUNES}duration", fields.duration))
        for tag, words in (row for row in stated if row[1]):
            SubElement(element, tag).text = words
        if fields.image:
            SubElement(element, f"{_ITUNES}image", {"href": fields.image})
        arrange(element, EPISODE_ORDER)
        if fields.chapters:
            _add(element, "chapters", ("url", "type"), (fields.chapters, CHAPTERS_TYPE))
        for row in item.transcripts:
            _add(element, "transcript", ("url", "type", "language", "rel"), row)
        for name, *rest in item.people:
            _add(element, "person", ("role", "img", "href"), rest).text = name
        for name, *rest in item.locations:
            _add(element, "location", ("rel", "geo"), rest).text = name
        for *rest, address in item.alternates:
            names = ("type", "length", "bitrate", "height", "lang", "title")
            other = _add(element, "alternateEnclosure", names, rest)
            _add(other, "source", ("uri",), (address,))
        for row in item.pictures:
            _add(element, "image", ("href", "width", "height", "purpose"), row)
        for address, title in item.pages:
            _add(element, "contentLink", ("href",), (address,)).text = title
        return element


def _add(element: _Element, name: str, names: Iterable[str], row: Iterable[str | None]) -> _Element:
    """Add an element of the podcast namespace with the attributes that have a value."""
    return SubElement(element, f"{_PODCAST}{name}", present(zip(names, row, strict=True)))
