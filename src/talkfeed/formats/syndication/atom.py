"""Feed → Atom (RFC 4287), with withdrawn entries (RFC 6721) and archives (RFC 5005).

Fields are filled into templates, which are written by feedgen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.formats.syndication.atom_fields import END, entry_blocks, feed_blocks
from talkfeed.formats.syndication.style import styled
from talkfeed.formats.syndication.templates import fill
from talkfeed.formats.wording import content_html
from talkfeed.words import words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from talkfeed.formats.syndication.atom_fields import EntryBlocks, FeedBlocks
    from talkfeed.model import Feed


def fragments(feed: Feed) -> list[bytes]:
    """Return the `entry` element of each entry, which is the same in all feeds of the site."""
    words = words_of(feed)
    return [
        fill(write_entry, entry_blocks(entry, feed), content_html(entry, words))
        for entry in feed.entries
    ]


def assemble(feed: Feed, fragment: Callable[[int], bytes]) -> Iterator[bytes]:
    """Write a feed with the fragments of its entries, in order."""
    yield styled(fill(write_feed, feed_blocks(feed)).removesuffix(END), feed)
    yield from map(fragment, range(len(feed.entries)))
    yield END


def render(feed: Feed) -> bytes:
    """Write a feed as an Atom document, with its entries in order."""
    return b"".join(assemble(feed, fragments(feed).__getitem__))


def write_feed(feed: FeedBlocks) -> bytes:
    """Write a feed without entries, by feedgen."""
    from talkfeed.formats.syndication.atom_elements import write_document  # noqa: PLC0415  — feedgen, 60 ms

    return write_document(feed)


def write_entry(entry: EntryBlocks, content: str) -> bytes:
    """Write an entry, by feedgen."""
    from talkfeed.formats.syndication.atom_elements import write_entry  # noqa: PLC0415  — feedgen, 60 ms

    return write_entry(entry, content)
