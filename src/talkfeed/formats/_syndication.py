"""Feed → what its Atom (RFC 4287) and RSS 2.0 documents share, whatever library writes them.

Addresses of documents, links between the documents of a paged feed (RFC 5005, section 4), who
answers for an entry, which software wrote it, and the order in which elements stand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.text import xml_safe

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.etree import _Element

    from talkfeed.model import Entry, Feed, Person

SOFTWARE = "talkfeed"
HISTORY = "http://purl.org/syndication/history/1.0"
ARCHIVE = f"{{{HISTORY}}}archive"
"""The mark of a document that never changes (RFC 5005, section 4)."""


def address(feed: Feed, suffix: str) -> str:
    """Give the address under which a feed's own document is served (`rel="self"`)."""
    return xml_safe(f"{feed.base}{feed.path}{suffix}")


def paging(feed: Feed, suffix: str) -> Iterator[tuple[str, str]]:
    """List rel and address of the other documents of a paged feed (RFC 5005, section 4)."""
    pages = {
        "current": feed.current,
        "prev-archive": feed.prev_archive,
        "next-archive": feed.next_archive,
    }
    for rel, path in pages.items():
        if path is not None:
            yield rel, xml_safe(f"{feed.base}{path}{suffix}")


def credited(entry: Entry, feed: Feed) -> tuple[Person, ...]:
    """Name whom an entry is by: its speakers, or those who answer for the site."""
    return entry.talk.speakers or feed.authors


def order(*names: str) -> dict[str, int]:
    """Give each name of an element its rank, for `arrange`."""
    return {name: rank for rank, name in enumerate(names)}


def arrange(element: _Element, ranks: Mapping[str, int]) -> None:
    """Put an element's children in the order of their ranks; others stand last, as they were."""
    last = len(ranks)
    element[:] = sorted(element, key=lambda child: ranks.get(child.tag, last))
