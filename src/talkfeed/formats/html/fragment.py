"""Feed → talks.fragment.html: a plain list without script or style, for other sites to include.

The list is sorted by the talks' own dates, newest first, without separating upcoming from past
talks, so that a cached copy stays correct. All addresses are absolute. There are no braces, because
Jekyll and others treat included files as templates.
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
    item = template.macro("item.html", "item", feed)
    rows = (html_rows.TalkRow(feed, entry, feed.base) for entry in feed.entries)
    return [_without_braces(str(item(row)).encode()) for row in rows]


def assemble(feed: Feed, fragment: Callable[[int], bytes]) -> Iterator[bytes]:
    """Write the list of rendered items."""
    rows = html_rows.newest_first(feed)
    listed = html_rows.placed(feed, fragment, feed.base)
    yield _without_braces(template.render("fragment.html", feed, rows=rows, fragment=listed))


def render(feed: Feed) -> bytes:
    """Write the list of a feed's talks."""
    return b"".join(assemble(feed, fragments(feed).__getitem__))


def _without_braces(content: bytes) -> bytes:
    return content.replace(b"{", b"&#123;")
