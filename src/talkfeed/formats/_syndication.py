"""Feed → what its Atom (RFC 4287) and RSS 2.0 documents share, whatever library writes them.

Addresses of documents, links between the documents of a paged feed (RFC 5005, section 4), who
answers for an entry, which software wrote it, and the order in which elements stand.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lxml.etree import _Element

    from talkfeed.model import Entry, Feed, Person

SOFTWARE = "talkfeed"
HISTORY = "http://purl.org/syndication/history/1.0"
ARCHIVE = f"{{{HISTORY}}}archive"
"""The mark of a document that never changes (RFC 5005, section 4)."""
OTHERS = ("current", "prev-archive", "next-archive")
"""How the other documents of a paged feed are related to it (RFC 5005, section 4)."""


@cache
def software_version() -> str:
    """Tell which version of talkfeed is installed."""
    from importlib.metadata import version  # noqa: PLC0415  — 20 ms

    return version(SOFTWARE)


def address(feed: Feed, suffix: str) -> str:
    """Give the address under which a feed's own document is served (`rel="self"`)."""
    return f"{feed.base}{feed.path}{suffix}"


def others(feed: Feed, suffix: str) -> tuple[str | None, ...]:
    """Give the addresses of the other documents of a paged feed, by rank in `OTHERS`."""
    paths = (feed.current, feed.prev_archive, feed.next_archive)
    return tuple([None if path is None else f"{feed.base}{path}{suffix}" for path in paths])


def credited(entry: Entry, feed: Feed) -> tuple[Person, ...]:
    """Name whom an entry is by: its speakers, or those who answer for the site."""
    return entry.talk.speakers or feed.authors


def present(fields: Iterable[tuple[str, str | None]]) -> dict[str, str]:
    """Leave out what is not told."""
    return {name: value for name, value in fields if value is not None}


def order(*names: str) -> dict[str, int]:
    """Give each name of an element its rank, for `arrange`."""
    return {name: rank for rank, name in enumerate(names)}


def arrange(element: _Element, ranks: Mapping[str, int]) -> None:
    """Put an element's children in the order of their ranks; others stand last, as they were."""
    last = len(ranks)
    element[:] = sorted(element, key=lambda child: ranks.get(child.tag, last))
