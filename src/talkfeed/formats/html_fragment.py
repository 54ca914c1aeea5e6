"""Feed → talks.fragment.html: a plain list without script or style, for other sites to include.

The list is in the order of the talks' own dates, newest first, and says nothing of upcoming or
past: it stays true for as long as it is cached. Every address in it is absolute. No brace stands in
it, as Jekyll and others take what they include for a template.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.formats import html, html_rows

if TYPE_CHECKING:
    from talkfeed.model import Feed


def render(feed: Feed) -> bytes:
    """Write the list of the feed's talks."""
    listed = html.render("fragment.html", feed, rows=html_rows.newest_first(feed))
    return listed.replace(b"{", b"&#123;")
