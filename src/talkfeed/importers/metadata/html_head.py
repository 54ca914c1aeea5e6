"""An HTML page → the metadata in its head, and its first h-event.

Open Graph (ogp.me), Dublin Core (DCMI terms in HTML), the names that Google Scholar and platforms
use, and h-event (microformats.org/wiki/h-event) with its classic form, vevent.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from talkfeed.limits import MAX_TEXT
from talkfeed.named_tuple import NamedTuple
from talkfeed.records.attributes import check_attributes
from talkfeed.text import line

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_NAMES = {
    "title": ("citation_title", "og:title", "twitter:title", "dcterms.title", "dc.title"),
    "text": ("og:description", "twitter:description", "dcterms.description", "description"),
    "author": ("citation_author", "dcterms.creator", "dc.creator", "author"),
    "posted": ("uploaddate", "datepublished", "article:published_time", "dcterms.date", "dc.date"),
    "site": ("og:site_name", "application-name"),
}
"""The names of metadata, the best first."""
_SITES = ("YouTube", "Vimeo", "Speaker Deck", "SlideShare", "InfoQ")
_BEFORE_SITE = re.compile(r"(?:\s{0,9}[-–—|·•:]\s{0,9}|\s{1,9}on\s{1,9})$")
_CUT = ("…", "...")
_EVENT = {"h-event", "vevent"}
_PROPERTIES = {
    "p-name": "title",
    "dt-start": "start",
    "dt-end": "end",
    "p-location": "location",
    "p-summary": "summary",
    "p-speaker": "speakers",
    "p-author": "speakers",
    "summary": "title",
    "dtstart": "start",
    "dtend": "end",
    "location": "location",
}


class Head(NamedTuple):
    """The metadata of a page, "" where it has none."""

    title: str = ""
    text: str = ""
    author: str = ""
    posted: str = ""
    site: str = ""
    oembed: str = ""


class HEvent(NamedTuple):
    """The properties of an h-event, as text."""

    title: str = ""
    start: str = ""
    end: str = ""
    location: str = ""
    summary: str = ""
    speakers: tuple[str, ...] = ()


def parse(text: str) -> HtmlElement | None:
    """Parse a page leniently, as browsers do; None if it has no element."""
    from lxml import html  # noqa: PLC0415  — 'talkfeed --help' is quick
    from lxml.etree import ParserError  # noqa: PLC0415

    check_attributes(text)
    parser = html.HTMLParser(encoding="utf-8", no_network=True)
    try:
        return html.document_fromstring(text.encode("utf-8", "replace"), parser)
    except ParserError:
        return None


def head_of(page: HtmlElement) -> Head:
    """Read the head of a page."""
    stated: dict[str, str] = {}
    for element in page.iter("meta"):
        content = line(element.get("content", "")[:MAX_TEXT])
        for attribute in ("property", "name", "itemprop"):
            name = element.get(attribute, "").strip().lower()
            if name and content:
                stated.setdefault(name, content)
    found = {
        key: next((stated[name] for name in names if name in stated), "")
        for key, names in _NAMES.items()
    }
    title = found["title"] or _without_site(
        line((page.findtext(".//title") or "")[:MAX_TEXT]), found["site"]
    )
    text = "" if found["text"].endswith(_CUT) else found["text"]
    links = (each for each in page.iter("link") if each.get("type") == "application/json+oembed")
    oembed = next((each.get("href", "").strip() for each in links), "")  # oembed.com, section 4
    return Head(**found | {"title": title, "text": text, "oembed": oembed})


def _without_site(title: str, site: str) -> str:
    """Remove the name of the site from the end of a title."""
    for name in filter(title.endswith, filter(None, (site, *_SITES))):
        if before := _BEFORE_SITE.search(title[: -len(name)]):
            return title[: before.start()]
    return title


def h_event_of(page: HtmlElement) -> HEvent | None:
    """Read the first h-event; None if it has no name or no start."""
    for element in page.iter():
        if not _EVENT.isdisjoint(_classes(element)):
            event = _properties(element)
            return event if event.title and event.start else None
    return None


def _properties(event: HtmlElement) -> HEvent:
    """Collect the properties of an h-event: all speakers, and the first of every other one."""
    found: dict[str, list[str]] = {}
    for element in event.iterdescendants():
        for name in _classes(element):
            key = _PROPERTIES.get(name, "")
            if key == "speakers" or (key and key not in found):
                found.setdefault(key, []).append(_value(element, key))
    speakers = tuple(dict.fromkeys(found.pop("speakers", ())))
    return HEvent(**{key: values[0] for key, values in found.items()}, speakers=speakers)


def _classes(element: HtmlElement) -> list[str]:
    return (element.get("class") or "").split() if isinstance(element.tag, str) else []


def _value(element: HtmlElement, key: str) -> str:
    """Return the text of a property, of a time its machine-readable value."""
    if key in {"start", "end"}:
        stated = element.xpath("(descendant-or-self::*/@datetime | @title)[1]")
        if stated:
            return str(stated[0])
    return line(element.text_content()[:MAX_TEXT])
