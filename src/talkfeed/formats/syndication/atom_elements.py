"""Fields → Atom elements, by feedgen, with RFC 6721 and RFC 5005.

An extension of ours completes the elements that feedgen builds: it writes the links of entries, of
which feedgen drops all attributes but `href`, marks titles as plain text, and sorts the elements in
the order of RFC 4287, 4.1.1 and 4.1.2.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from feedgen.ext.base import BaseEntryExtension, BaseExtension
from feedgen.feed import FeedGenerator
from lxml.etree import SubElement

from talkfeed.formats.syndication.atom_fields import (
    END,
    MEDIA_TYPE,
    EntryBlocks,
    EntryFields,
    FeedBlocks,
    FeedFields,
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
from talkfeed.ledger.state import NAMESPACE, PREFIX, STATE, attributes
from talkfeed.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from feedgen.entry import FeedEntry
    from lxml.etree import _Element

    from talkfeed.formats.syndication.atom_fields import Author

TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"
DELETED_ENTRY = f"{{{TOMBSTONES}}}deleted-entry"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
LINK = ("href", "rel", "type", "hreflang", "title", "length")

# The order of the grammar; elements of other namespaces come after it, and entries last.
FEED_ORDER = order(
    *("author", "category", "contributor", "generator", "icon", "id", "link", "logo"),
    *("rights", "subtitle", "title", "updated"),
)
ENTRY_ORDER = order(
    *("author", "category", "content", "contributor", "id", "link", "published", "rights"),
    *("source", "summary", "title", "updated"),
)
_ANY_FEED = FeedBlocks(
    fields=(FeedFields("en", "-", "-", "-", None, None, "-", "-", *[None] * 5),),
    authors=(("-", None, None),),
    hubs=(),
    tombstones=(),
)
"""A feed for writing a single entry."""


def write_entry(entry: EntryBlocks, content: str) -> bytes:
    """Write the element of an entry."""
    return write_alone(write_document, _ANY_FEED, (entry, content), END)


def write_document(feed: FeedBlocks, entries: Iterable[tuple[EntryBlocks, str]] = ()) -> bytes:
    """Write a document of a feed and its entries with their contents, by default without any."""
    feed = FeedBlocks(*feed)
    fields = FeedFields(*feed.fields[0])
    document = FeedGenerator()
    document.register_extension("talkfeed", partial(_FeedExtension, feed), rss=False)
    document.language(fields.language)
    document.author(list(map(_person, feed.authors)))
    document.generator(SOFTWARE, version=VERSION)
    document.icon(fields.icon)
    document.id(fields.id)
    document.link(list(_feed_links(fields, feed.hubs)))
    document.logo(fields.logo)
    document.rights(fields.rights)
    document.subtitle(fields.subtitle)
    document.title(fields.title)
    for entry, content in entries:
        _add_fields(document.add_entry(order="append"), EntryBlocks(*entry), content)
    written: bytes = document.atom_str(pretty=True)
    return written


def _add_fields(element: FeedEntry, entry: EntryBlocks, content: str) -> None:
    fields = EntryFields(*entry.fields[0])
    element.register_extension("talkfeed", partial(_EntryExtension, entry), rss=False)
    element.author(list(map(_person, entry.authors)))
    if entry.contributors:
        element.contributor(list(map(_person, entry.contributors)))
    element.category([{"term": term, "label": term} for (term,) in entry.categories])
    element.content(content, type="html")
    element.id(fields.id)
    element.summary(fields.summary, type="text")
    element.title(fields.title)


class _FeedExtension(BaseExtension):  # type: ignore[misc]  # feedgen ships no types
    """Adds to a feed what feedgen cannot: archives and withdrawn entries, and the order."""

    def __init__(self, feed: FeedBlocks) -> None:
        self._feed = feed

    def extend_ns(self) -> dict[str, str]:
        """Return the prefixes of the namespaces besides Atom's."""
        return {"at": TOMBSTONES, "fh": HISTORY, PREFIX: NAMESPACE}

    def extend_atom(self, element: _Element) -> _Element:
        """Complete `atom:feed` before feedgen appends the entries."""
        fields = FeedFields(*self._feed.fields[0])
        _set_updated(element, fields.updated)
        _mark_plain(element, "rights", "subtitle", "title")
        arrange(element, FEED_ORDER)
        if fields.current is not None:
            SubElement(element, ARCHIVE)
        for ref, when, *state in self._feed.tombstones:
            dated = present((("ref", ref), ("when", when)))
            deleted = SubElement(element, DELETED_ENTRY, dated)
            SubElement(deleted, STATE, attributes(tuple(state)))
        return element


class _EntryExtension(BaseEntryExtension):  # type: ignore[misc]  # feedgen ships no types
    """Adds to an entry what feedgen cannot: attributes of links and our state, and the order."""

    def __init__(self, entry: EntryBlocks) -> None:
        self._entry = entry

    def extend_atom(self, element: _Element) -> _Element:
        """Complete `atom:entry`."""
        (row,), _, _, _, links, thumbnails, (state,) = self._entry
        fields = EntryFields(*row)
        if fields.language:
            element.set(LANGUAGE, fields.language)
        page = {"href": fields.alternate, "rel": "alternate", "type": "text/html"}
        SubElement(element, "link", page)
        for link in links:
            SubElement(element, "link", present(zip(LINK, link, strict=True)))
        SubElement(element, "published").text = fields.published
        _set_updated(element, fields.updated)
        _mark_plain(element, "title")
        arrange(element, ENTRY_ORDER)
        add_thumbnails(element, thumbnails)
        SubElement(element, STATE, attributes(state))
        return element


def _feed_links(fields: FeedFields, hubs: Iterable[tuple[str]]) -> Iterator[dict[str, str]]:
    yield {"href": fields.alternate, "rel": "alternate", "type": "text/html"}
    yield {"href": fields.self, "rel": "self", "type": MEDIA_TYPE}
    for (hub,) in hubs:
        yield {"href": hub, "rel": "hub"}
    for rel, href in present(zip(OTHERS, fields[-len(OTHERS) :], strict=True)).items():
        yield {"href": href, "rel": rel, "type": MEDIA_TYPE}


def _set_updated(element: _Element, updated: str) -> None:
    """Replace the date that feedgen sets, that of the build."""
    for date in element.iterfind("updated"):
        date.text = updated


def _mark_plain(element: _Element, *names: str) -> None:
    """Mark texts as plain, because some readers take unmarked ones for HTML."""
    for name in names:
        for text in element.iterfind(name):
            text.set("type", "text")


def _person(author: Author) -> dict[str, str]:
    return present(zip(("name", "uri", "email"), author, strict=True))
