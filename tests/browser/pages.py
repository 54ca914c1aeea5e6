"""Feed → the files of a site, as a build lays them out: path → bytes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from browser.feeds import conference
from talkfeed.formats import documents
from talkfeed.formats.html import script, style
from talkfeed.formats.search import files as search

if TYPE_CHECKING:
    from collections.abc import Iterator

    from talkfeed.model import Feed, Look

CLIENTS = Path(__file__).parent.parent / "clients" / "node_modules"
"""Where npm's packages are."""
_WHOLE = (
    ("index", "index"),
    ("talks", "fragment"),
    ("talks", "json"),
    ("upcoming", "ical"),
    ("embed", "embed"),
    ("embed-upcoming", "embed"),
    ("embed-recent", "embed"),
    ("talk-feed", "component"),
    ("oembed", "oembed"),
    ("subscriptions", "opml"),
)


def pages(feed: Feed) -> dict[str, bytes]:
    """Render a feed as its site: the page, the embeds, the lists, and a page per talk."""
    found = {each.path: each.content for one in _feeds(feed) for each in documents(one)}
    return found | search.files(feed, search.fragments(feed).__getitem__)


def event_page(look: Look | None = None) -> dict[str, bytes]:
    """Render the page of an event with a schedule."""
    feed = conference() if look is None else conference()._replace(look=look)
    return {each.path: each.content for each in documents(feed)}


def _feeds(feed: Feed) -> Iterator[Feed]:
    for path, name in _WHOLE:
        yield feed._replace(path=path, formats=(name,))
    for name, module in (("style", style), ("script", script)):
        yield feed._replace(path=module.path(feed), formats=(name,))
    for entry in feed.entries:
        yield feed._replace(path=f"talks/{entry.key}/index", formats=("page",), entries=(entry,))
