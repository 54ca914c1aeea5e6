"""Feed → Atom (RFC 4287), with withdrawn entries (RFC 6721) and archives (RFC 5005), by feedgen.

Where feedgen falls short, an extension of ours finishes the element it has built: it writes the
links of an entry, which feedgen would strip of everything but their address, says that titles
are plain text, and puts the elements into the order of RFC 4287, 4.1.1 and 4.1.2.
"""

from __future__ import annotations

from functools import partial
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
)
from talkfeed.formats.state import (
    NAMESPACE,
    PREFIX,
    STATE,
    entry_state,
    tombstone_state,
    write_moment,
)
from talkfeed.text import xml_safe
from talkfeed.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from feedgen.entry import FeedEntry
    from lxml.etree import _Element

    from talkfeed.model import Entry, Feed, Person, Tombstone

SUFFIX = ".atom"
MEDIA_TYPE = "application/atom+xml"
TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"
DELETED_ENTRY = f"{{{TOMBSTONES}}}deleted-entry"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"

_END_OF_ENTRY = b"</entry>\n"
_END = b"</feed>\n"

# The grammar's order; what is not of Atom comes after, and entries last of all.
FEED_ORDER = order(
    *("author", "category", "contributor", "generator", "icon", "id", "link", "logo"),
    *("rights", "subtitle", "title", "updated"),
)
ENTRY_ORDER = order(
    *("author", "category", "content", "contributor", "id", "link", "published", "rights"),
    *("source", "summary", "title", "updated"),
)


def pieces(feed: Feed) -> list[bytes]:
    """Write each entry of a feed; the same piece stands in every feed of the site."""
    return cut(_document(feed, feed.entries), _END_OF_ENTRY)[1:]


def assemble(feed: Feed, entries: Iterable[bytes]) -> bytes:
    """Put a feed's head around its entries, in the order given."""
    head = head_of(feed, _head, {"updated": feed.updated.isoformat()})
    return b"".join((head, *entries, _END))


def render(feed: Feed) -> bytes:
    """Write a feed as an Atom document, its entries in the order given."""
    return assemble(feed, pieces(feed))


def moment(updated: datetime) -> bytes:
    """Write the element that says when anything in a feed changed last (RFC 4287, 4.2.15)."""
    return f"<updated>{updated.isoformat()}</updated>".encode()


def _head(feed: Feed) -> bytes:
    """Have feedgen write a document without entries, open at its end."""
    written = _document(feed, ()).removesuffix(_END)
    return written.replace(MOMENT.isoformat().encode(), gap("updated").encode())


def _document(feed: Feed, entries: Iterable[Entry]) -> bytes:
    document = FeedGenerator()
    document.register_extension("talkfeed", partial(_FeedExtension, feed), rss=False)
    document.language(xml_safe(feed.language))
    document.author([_person(person) for person in feed.authors])
    document.generator(SOFTWARE, version=VERSION)
    document.id(xml_safe(feed.id))
    document.link([dict(link) for link in _feed_links(feed)])
    document.subtitle(xml_safe(feed.subtitle))
    document.title(xml_safe(feed.title))
    document.updated(feed.updated)
    for entry in entries:
        _fill(document.add_entry(order="append"), entry, feed)
    content: bytes = document.atom_str(pretty=True)
    return content


def _fill(element: FeedEntry, entry: Entry, feed: Feed) -> None:
    element.register_extension("talkfeed", partial(_EntryExtension, entry, feed), rss=False)
    element.author([_person(person) for person in credited(entry, feed)])
    element.category([{"term": term, "label": term} for term in _terms(entry)])
    element.content(xml_safe(wording.content_html(entry)), type="html")
    element.id(xml_safe(entry.id))
    element.published(entry.published)
    element.summary(xml_safe(wording.summary(entry)), type="text")
    element.title(xml_safe(wording.title(entry)))
    element.updated(entry.updated)


class _FeedExtension(BaseExtension):  # type: ignore[misc]  # feedgen ships no types
    """What feedgen cannot say of a feed: archives and withdrawn entries, in the grammar's order."""

    def __init__(self, feed: Feed) -> None:
        self._feed = feed

    def extend_ns(self) -> dict[str, str]:
        """Declare the prefixes of everything that is not of Atom."""
        return {"at": TOMBSTONES, "fh": HISTORY, PREFIX: NAMESPACE}

    def extend_atom(self, element: _Element) -> _Element:
        """Finish `atom:feed` before feedgen appends the entries."""
        _say_plain(element, "title", "subtitle")
        arrange(element, FEED_ORDER)
        if self._feed.current is not None:
            SubElement(element, ARCHIVE)
        for stone in self._feed.tombstones:
            _bury(element, stone)
        return element


class _EntryExtension(BaseEntryExtension):  # type: ignore[misc]  # feedgen ships no types
    """What feedgen loses of an entry (the links) or cannot say (our state), and the order."""

    def __init__(self, entry: Entry, feed: Feed) -> None:
        self._entry, self._feed = entry, feed

    def extend_atom(self, element: _Element) -> _Element:
        """Finish `atom:entry`."""
        language = self._entry.talk.language
        if language and language != self._feed.language:
            element.set(LANGUAGE, xml_safe(language))
        for link in _entry_links(self._entry):
            SubElement(element, "link", link)
        _say_plain(element, "title")
        arrange(element, ENTRY_ORDER)
        SubElement(element, STATE, _state(self._entry))
        return element


def _feed_links(feed: Feed) -> Iterator[Mapping[str, str]]:
    yield {"href": xml_safe(feed.home), "rel": "alternate", "type": "text/html"}
    yield {"href": address(feed, SUFFIX), "rel": "self", "type": MEDIA_TYPE}
    for rel, href in paging(feed, SUFFIX):
        yield {"href": href, "rel": rel, "type": MEDIA_TYPE}


def _entry_links(entry: Entry) -> Iterator[dict[str, str]]:
    yield {"href": xml_safe(entry.url), "rel": "alternate", "type": "text/html"}
    for link in sorted(entry.talk.links, key=lambda link: link.rel == "enclosure"):
        length = None if link.length is None else str(link.length)
        yield _filled(
            {"href": link.href, "rel": link.rel, "type": link.type}
            | {"title": link.title, "length": length}
        )


def _bury(element: _Element, stone: Tombstone) -> None:
    """Say that an entry is withdrawn, and remember what it was (RFC 6721, section 3)."""
    where = {"ref": xml_safe(stone.id), "when": write_moment(stone.withdrawn)}
    grave = SubElement(element, DELETED_ENTRY, where)
    SubElement(grave, STATE, _filled(tombstone_state(stone)))


def _state(entry: Entry) -> dict[str, str]:
    """List what the memory needs; the title only where the one shown is another."""
    shown = wording.title(entry) == entry.title
    return _filled(entry_state(entry) | {"title": None if shown else entry.title})


def _say_plain(element: _Element, *names: str) -> None:
    """Say that texts are no HTML, as some readers guess where nothing is said."""
    for name in names:
        for text in element.iterfind(name):
            text.set("type", "text")


def _person(person: Person) -> dict[str, str]:
    return _filled({"name": person.name, "uri": person.url, "email": person.email})


def _terms(entry: Entry) -> Iterator[str]:
    return map(xml_safe, wording.categories(entry.talk))


def _filled(fields: Mapping[str, str | None]) -> dict[str, str]:
    return {name: xml_safe(value) for name, value in fields.items() if value is not None}
