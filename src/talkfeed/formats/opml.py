"""Feed → subscriptions.opml: every feed on offer, for a reader to import (OPML 2.0).

An outline is a feed in its first format for readers; calendars are no outlines. In a folder, its
text is the bare name of a speaker, event, tag or year: a lost memory is rebuilt from these.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from talkfeed.formats import html_offers
from talkfeed.formats._syndication import write_date

if TYPE_CHECKING:
    from datetime import datetime

    from talkfeed.formats.html_offers import Offer
    from talkfeed.model import Feed

GROUPS = {"speaker": "Speakers", "event": "Events", "tag": "Tags", "year": "Years"}
"""The folders of what is not about all talks, in this order."""


def render(feed: Feed) -> bytes:
    """Write the list: feeds of all talks first, then one folder per kind."""
    opml = Element("opml", version="2.0")
    head = SubElement(opml, "head")
    SubElement(head, "title").text = feed.title
    SubElement(head, "dateModified").text = _date(feed.updated)
    body = SubElement(opml, "body")
    offers = html_offers.offers(feed)
    for offer in offers:
        if offer.kind not in GROUPS:
            _outline(body, offer, feed)
    for kind, name in GROUPS.items():
        chosen = [offer for offer in offers if offer.kind == kind]
        folder = SubElement(body, "outline", text=name) if chosen else body
        for offer in chosen:
            _outline(folder, offer, feed)
    indent(opml)
    content: bytes = tostring(opml, encoding="utf-8", xml_declaration=True)
    return content + b"\n"


def moment(updated: datetime) -> bytes:
    """Write the element that says when anything changed last."""
    return f"<dateModified>{_date(updated)}</dateModified>".encode()


def _date(moment: datetime) -> str:
    return write_date(moment, "GMT")


def _outline(parent: Element, offer: Offer, feed: Feed) -> None:
    way = offer.ways[0]
    SubElement(
        parent,
        "outline",
        type="rss",  # what the specification has for every kind of feed
        text=offer.name if offer.kind in GROUPS else offer.title,
        title=offer.title,
        xmlUrl=way.url,
        htmlUrl=feed.home,
        description=f"{offer.talks} talk{'' if offer.talks == 1 else 's'}",
    )
