"""Feed → subscriptions.opml: every feed on offer, for a reader to import (OPML 2.0).

An outline is a feed in its first format for readers; calendars are no outlines. In a folder, its
text is the bare name of a speaker, event, tag or year: a lost memory is rebuilt from these.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from talkfeed.formats.html import subscribe
from talkfeed.formats.syndication.shared import write_date

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from talkfeed.formats.html.subscribe import Offer
    from talkfeed.model import Feed

GROUPS = {"speaker": "Speakers", "event": "Events", "tag": "Tags", "year": "Years"}
"""The folders of what is not about all talks, in this order."""


def render(feed: Feed) -> bytes:
    """Write the list: feeds of all talks first, then one folder per kind."""
    lines = (
        "<?xml version='1.0' encoding='utf-8'?>",
        '<opml version="2.0">',
        "  <head>",
        f"    <title>{escape(feed.title, quote=False)}</title>",
        f"    {_modified(feed.updated)}",
        "  </head>",
        *_body(feed),
        "</opml>\n",
    )
    return "\n".join(lines).encode()


def _body(feed: Feed) -> Iterator[str]:
    offers = subscribe.offers(feed)
    if not offers:
        yield "  <body />"
        return
    yield "  <body>"
    for offer in offers:
        if offer.kind not in GROUPS:
            yield f"    {_outline(offer, feed)}"
    for kind, name in GROUPS.items():
        chosen = [offer for offer in offers if offer.kind == kind]
        if chosen:
            yield f'    <outline text="{name}">'
            yield from (f"      {_outline(offer, feed)}" for offer in chosen)
            yield "    </outline>"
    yield "  </body>"


def _modified(updated: datetime) -> str:
    return f"<dateModified>{write_date(updated, 'GMT')}</dateModified>"


def _outline(offer: Offer, feed: Feed) -> str:
    attributes = {
        "type": "rss",  # what the specification has for every kind of feed
        "text": offer.name if offer.kind in GROUPS else offer.title,
        "title": offer.title,
        "xmlUrl": offer.ways[0].url,
        "htmlUrl": feed.home,
        "description": f"{offer.talks} talk{'' if offer.talks == 1 else 's'}",
    }
    told = " ".join(f'{name}="{_quoted(value)}"' for name, value in attributes.items())
    return f"<outline {told} />"


def _quoted(value: str) -> str:
    """Write a text for between double quotes; apostrophes need no change there."""
    return escape(value, quote=False).replace('"', "&quot;")
