"""Feed → sitemap.xml: the pages of the site, for search engines (sitemaps.org, protocol 0.9).

A large site has several such files, which `sitemap_index` lists. A host's robots.txt may name it.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from talkfeed.model import Feed

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
HEAD = "<?xml version='1.0' encoding='utf-8'?>\n"


def fragments(feed: Feed) -> list[bytes]:
    """Return the `url` element of each talk's page, which is the same in all files."""
    return [element("url", entry.url, entry.updated) for entry in feed.entries]


def assemble(feed: Feed, fragment: Callable[[int], bytes]) -> Iterator[bytes]:
    """Write the list: the index if the feed begins with it, further pages, then talks."""
    yield f'{HEAD}<urlset xmlns="{NAMESPACE}">\n'.encode()
    for _, path in feed.pages:
        yield element("url", feed.base + path.removesuffix("index"), feed.updated)
    yield from map(fragment, range(len(feed.entries)))
    yield b"</urlset>\n"


def render(feed: Feed) -> bytes:
    """Write the list."""
    return b"".join(assemble(feed, fragments(feed).__getitem__))


def element(name: str, url: str, changed: datetime) -> bytes:
    """Write the element of a document with its address and the time of its last change."""
    loc, moment = escape(url, quote=False), f"{changed:%Y-%m-%dT%H:%M:%SZ}"
    return f"<{name}><loc>{loc}</loc><lastmod>{moment}</lastmod></{name}>\n".encode()
