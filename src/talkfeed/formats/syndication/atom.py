"""Feed → Atom (RFC 4287), with withdrawn entries (RFC 6721) and archives (RFC 5005), by feedgen.

What a feed and its entries say is filled into templates; feedgen makes those.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.formats.syndication.atom_fields import END, head_of, item_of
from talkfeed.formats.syndication.templates import fill
from talkfeed.formats.wording import content_html

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from talkfeed.formats.syndication.atom_fields import Head, Item
    from talkfeed.model import Feed


def fragments(feed: Feed) -> list[bytes]:
    """Write each entry of a feed; the same fragment stands in every feed of the site."""
    return [fill(_write_item, item_of(entry, feed), content_html(entry)) for entry in feed.entries]


def assemble(feed: Feed, fragment: Callable[[int], bytes]) -> Iterator[bytes]:
    """Put a feed's head around its entries, in the order given."""
    yield fill(_write_head, head_of(feed)).removesuffix(END)
    yield from map(fragment, range(len(feed.entries)))
    yield END


def render(feed: Feed) -> bytes:
    """Write a feed as an Atom document, its entries in the order given."""
    return b"".join(assemble(feed, fragments(feed).__getitem__))


def _write_head(head: Head) -> bytes:
    from talkfeed.formats.syndication.atom_elements import write_document  # noqa: PLC0415  — feedgen, 60 ms

    return write_document(head)


def _write_item(item: Item, content: str) -> bytes:
    from talkfeed.formats.syndication.atom_elements import write_item  # noqa: PLC0415  — feedgen, 60 ms

    return write_item(item, content)
