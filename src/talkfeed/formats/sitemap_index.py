"""Feed → sitemap.xml of a large site: the list of its sitemaps (sitemaps.org, protocol 0.9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.formats.sitemap import HEAD, NAMESPACE, element

if TYPE_CHECKING:
    from talkfeed.model import Feed


def render(feed: Feed) -> bytes:
    """Write the list of the files that the feed has as its pages."""
    files = (element("sitemap", f"{feed.base}{path}.xml", feed.updated) for _, path in feed.pages)
    head = f'{HEAD}<sitemapindex xmlns="{NAMESPACE}">\n'.encode()
    return b"".join((head, *files, b"</sitemapindex>\n"))
