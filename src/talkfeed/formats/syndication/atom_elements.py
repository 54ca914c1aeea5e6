"""What Atom says → its elements, by feedgen, with RFC 6721 and RFC 5005.

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

from talkfeed.formats.syndication.atom_fields import END, MEDIA_TYPE, Details, Facts, Head, Item
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
from talkfeed.ledger.state import NAMESPACE, PREFIX, STATE, attributes
from talkfeed.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from feedgen.entry import FeedEntry
    from lxml.etree import _Element

    from talkfeed.formats.syndication.atom_fields import Author, Stone

TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"
DELETED_ENTRY = f"{{{TOMBSTONES}}}deleted-entry"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
LINK = ("href", "rel", "type", "title", "length")

# The grammar's order; what is not of Atom comes after, and entries last of all.
FEED_ORDER = order(
    *("author", "category", "contributor", "generator", "icon", "id", "link", "logo"),
    *("rights", "subtitle", "title", "updated"),
)
ENTRY_ORDER = order(
    *("author", "category", "content", "contributor", "id", "link", "published", "rights"),
    *("source", "summary", "title", "updated"),
)
_SOME = Head(
    facts=(Facts("en", "-", "-", "-", None, None, "-", "-", None, None, None),),
    authors=(("-", None, None),),
    tombstones=(),
)
"""Any head, for the sake of an entry."""


def write_item(item: Item, content: str) -> bytes:
    """Write an entry as it stands in a document."""
    return alone(write_document, _SOME, (item, content), END)


def write_document(head: Head, items: Iterable[tuple[Item, str]] = ()) -> bytes:
    """Write a document of entries and their contents, by default of none."""
    head = Head(*head)
    facts = Facts(*head.facts[0])
    document = FeedGenerator()
    document.register_extension("talkfeed", partial(_FeedExtension, head), rss=False)
    document.language(facts.language)
    document.author(list(map(_person, head.authors)))
    document.generator(SOFTWARE, version=VERSION)
    document.id(facts.id)
    document.link(list(_feed_links(facts)))
    document.rights(facts.rights)
    document.subtitle(facts.subtitle)
    document.title(facts.title)
    for item, content in items:
        _fill(document.add_entry(order="append"), Item(*item), content)
    written: bytes = document.atom_str(pretty=True)
    return written


def _fill(element: FeedEntry, item: Item, content: str) -> None:
    details = Details(*item.details[0])
    element.register_extension("talkfeed", partial(_EntryExtension, item), rss=False)
    element.author(list(map(_person, item.authors)))
    element.category([{"term": term, "label": term} for (term,) in item.categories])
    element.content(content, type="html")
    element.id(details.id)
    element.summary(details.summary, type="text")
    element.title(details.title)


class _FeedExtension(BaseExtension):  # type: ignore[misc]  # feedgen ships no types
    """What feedgen cannot say of a feed: archives and withdrawn entries, in the grammar's order."""

    def __init__(self, head: Head) -> None:
        self._head = head

    def extend_ns(self) -> dict[str, str]:
        """Declare the prefixes of everything that is not of Atom."""
        return {"at": TOMBSTONES, "fh": HISTORY, PREFIX: NAMESPACE}

    def extend_atom(self, element: _Element) -> _Element:
        """Finish `atom:feed` before feedgen appends the entries."""
        facts = Facts(*self._head.facts[0])
        _date(element, facts.updated)
        _say_plain(element, "rights", "subtitle", "title")
        arrange(element, FEED_ORDER)
        if facts.current is not None:
            SubElement(element, ARCHIVE)
        for tombstone in self._head.tombstones:
            _bury(element, tombstone)
        return element


class _EntryExtension(BaseEntryExtension):  # type: ignore[misc]  # feedgen ships no types
    """What feedgen loses of an entry (the links) or cannot say (our state), and the order."""

    def __init__(self, item: Item) -> None:
        self._item = item

    def extend_atom(self, element: _Element) -> _Element:
        """Finish `atom:entry`."""
        (row,), _, _, links, (state,) = self._item
        details = Details(*row)
        if details.language:
            element.set(LANGUAGE, details.language)
        page = {"href": details.alternate, "rel": "alternate", "type": "text/html"}
        SubElement(element, "link", page)
        for link in links:
            SubElement(element, "link", present(zip(LINK, link, strict=True)))
        SubElement(element, "published").text = details.published
        _date(element, details.updated)
        _say_plain(element, "title")
        arrange(element, ENTRY_ORDER)
        SubElement(element, STATE, attributes(state))
        return element


def _feed_links(facts: Facts) -> Iterator[dict[str, str]]:
    yield {"href": facts.alternate, "rel": "alternate", "type": "text/html"}
    yield {"href": facts.self, "rel": "self", "type": MEDIA_TYPE}
    for rel, href in present(zip(OTHERS, facts[-len(OTHERS) :], strict=True)).items():
        yield {"href": href, "rel": rel, "type": MEDIA_TYPE}


def _bury(element: _Element, tombstone: Stone) -> None:
    """Say that an entry is withdrawn, and remember what it was (RFC 6721, section 3)."""
    (ref, when), state = tombstone[:2], tombstone[2:]
    grave = SubElement(element, DELETED_ENTRY, present((("ref", ref), ("when", when))))
    SubElement(grave, STATE, attributes(state))


def _date(element: _Element, updated: str) -> None:
    """Put a date as it is told in the place of the build's own, which feedgen gives."""
    for date in element.iterfind("updated"):
        date.text = updated


def _say_plain(element: _Element, *names: str) -> None:
    """Say that texts are no HTML, as some readers guess where nothing is said."""
    for name in names:
        for text in element.iterfind(name):
            text.set("type", "text")


def _person(author: Author) -> dict[str, str]:
    return present(zip(("name", "uri", "email"), author, strict=True))
