"""Feed → RSS 2.0 (rssboard.org), with content:encoded, dc:creator and atom:link.

Fields are filled into templates, which are written by feedgen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.formats.syndication.rss_fields import END, entry_blocks, feed_blocks
from talkfeed.formats.syndication.style import styled
from talkfeed.formats.syndication.templates import fill
from talkfeed.formats.wording import content_html
from talkfeed.words import words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from talkfeed.formats.syndication.rss_fields import EntryBlocks, FeedBlocks
    from talkfeed.model import Feed


def fragments(feed: Feed) -> list[bytes]:
    """Return the `item` element of each entry, which is the same in all feeds of the site."""
    words = words_of(feed)
    return [
        fill(write_item, entry_blocks(entry, feed), content_html(entry, words))
        for entry in feed.entries
    ]


def assemble(feed: Feed, fragment: Callable[[int], bytes]) -> Iterator[bytes]:
    """Write a channel with the fragments of its items, in order."""
    yield styled(fill(write_channel, feed_blocks(feed)).removesuffix(END), feed)
    yield from map(fragment, range(len(feed.entries)))
    yield END


def render(feed: Feed) -> bytes:
    """Write a feed as an RSS document, with its entries in order."""
    return b"".join(assemble(feed, fragments(feed).__getitem__))


def write_channel(feed: FeedBlocks) -> bytes:
    """Write a channel without items, by feedgen."""
    from talkfeed.formats.syndication.rss_elements import write_document  # noqa: PLC0415  — feedgen, 60 ms

    return write_document(feed)


def write_item(item: EntryBlocks, content: str) -> bytes:
    """Write an item, by feedgen."""
    from talkfeed.formats.syndication.rss_elements import write_item  # noqa: PLC0415  — feedgen, 60 ms

    return write_item(item, content)
