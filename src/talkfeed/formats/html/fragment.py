"""Feed → talks.fragment.html: a plain list without script or style, for other sites to include.

The list is in the order of the talks' own dates, newest first, and does not separate upcoming from
past talks: it stays true for as long as it is cached. Every address in it is absolute. It holds no
brace, as Jekyll and others take what they include for a template.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.formats.html import rows as html_rows
from talkfeed.formats.html import template

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from talkfeed.model import Feed


def fragments(feed: Feed) -> list[bytes]:
    """Render the item of each entry of a feed."""
    item = template.macro("item.html", "item", feed.look)
    rows = (html_rows.row(feed, entry, way=feed.base) for entry in feed.entries)
    return [_without_braces(str(item(row)).encode()) for row in rows]


def assemble(feed: Feed, fragment: Callable[[int], bytes]) -> Iterator[bytes]:
    """Put the list around the items."""
    rows = html_rows.newest_first(feed)
    listed = html_rows.placed(feed, fragment, feed.base)
    yield _without_braces(template.render("fragment.html", feed, rows=rows, fragment=listed))


def render(feed: Feed) -> bytes:
    """Write the list of the feed's talks."""
    return b"".join(assemble(feed, fragments(feed).__getitem__))


def _without_braces(content: bytes) -> bytes:
    return content.replace(b"{", b"&#123;")
