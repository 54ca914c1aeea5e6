"""A page of HTML → what its head says of it, and the first h-event in it.

Open Graph (ogp.me), Dublin Core (DCMI terms in HTML), names that scholars and platforms use, and
h-event (microformats.org/wiki/h-event) with its classic form, vevent.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from talkfeed.limits import MAX_TEXT
from talkfeed.named_tuple import NamedTuple
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
    """What a page says of itself; "" where it says nothing."""

    title: str = ""
    text: str = ""
    author: str = ""
    posted: str = ""
    site: str = ""
    oembed: str = ""


class Held(NamedTuple):
    """An h-event, in the words of the page."""

    title: str = ""
    start: str = ""
    end: str = ""
    location: str = ""
    summary: str = ""
    speakers: tuple[str, ...] = ()


def parse(text: str) -> HtmlElement | None:
    """Parse a page as browsers do, in whatever state it is; None if there is no element in it."""
    from lxml import html  # noqa: PLC0415  — 'talkfeed --help' is quick
    from lxml.etree import ParserError  # noqa: PLC0415

    parser = html.HTMLParser(encoding="utf-8", no_network=True)
    try:
        return html.document_fromstring(text.encode("utf-8", "replace"), parser)
    except ParserError:
        return None


def head_of(page: HtmlElement) -> Head:
    """Read the head of a page."""
    said = _metadata(page)
    found = {
        key: next((said[name] for name in names if name in said), "")
        for key, names in _NAMES.items()
    }
    title = found["title"] or _without_site(
        line((page.findtext(".//title") or "")[:MAX_TEXT]), found["site"]
    )
    text = "" if found["text"].endswith(_CUT) else found["text"]
    return Head(**found | {"title": title, "text": text, "oembed": _oembed(page)})


def _metadata(page: HtmlElement) -> dict[str, str]:
    """List what is stated, by its name in small letters; the first of a name counts."""
    said: dict[str, str] = {}
    for element in page.iter("meta"):
        content = line(element.get("content", "")[:MAX_TEXT])
        for attribute in ("property", "name", "itemprop"):
            name = element.get(attribute, "").strip().lower()
            if name and content:
                said.setdefault(name, content)
    return said


def _without_site(title: str, site: str) -> str:
    """Take the name of the site off a title, if that is what its end is."""
    for name in filter(title.endswith, filter(None, (site, *_SITES))):
        if before := _BEFORE_SITE.search(title[: -len(name)]):
            return title[: before.start()]
    return title


def _oembed(page: HtmlElement) -> str:
    """Find the link to oEmbed in JSON (oembed.com, 4)."""
    links = (each for each in page.iter("link") if each.get("type") == "application/json+oembed")
    return next((each.get("href", "").strip() for each in links), "")


def held_at(page: HtmlElement) -> Held | None:
    """Read the first h-event, None if there is none with a name and a start."""
    for element in page.iter():
        if not _EVENT.isdisjoint(_classes(element)):
            held = _held(element)
            return held if held.title and held.start else None
    return None


def _held(event: HtmlElement) -> Held:
    """Collect the properties below an h-event; the first of each counts, but for its speakers."""
    found: dict[str, list[str]] = {}
    for element in event.iterdescendants():
        for name in _classes(element):
            key = _PROPERTIES.get(name, "")
            if key == "speakers" or (key and key not in found):
                found.setdefault(key, []).append(_value(element, key))
    speakers = tuple(dict.fromkeys(found.pop("speakers", ())))
    return Held(**{key: values[0] for key, values in found.items()}, speakers=speakers)


def _classes(element: HtmlElement) -> list[str]:
    return (element.get("class") or "").split() if isinstance(element.tag, str) else []


def _value(element: HtmlElement, key: str) -> str:
    """Give the words of a property, or the moment that stands behind them."""
    if key in {"start", "end"}:
        stated = element.xpath("(descendant-or-self::*/@datetime | @title)[1]")
        return str(stated[0]) if stated else _words(element)
    return _words(element)


def _words(element: HtmlElement) -> str:
    return line(element.text_content()[:MAX_TEXT])
