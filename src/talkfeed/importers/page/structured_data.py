"""Structured data in a page → events in it: JSON-LD and microdata of schema.org, and h-event.

JSON-LD: W3C, "JSON-LD 1.1"; microdata: WHATWG HTML, 5; h-event: microformats.org/wiki/h-event.
"""

from __future__ import annotations

import json
import re
from functools import partial
from typing import TYPE_CHECKING

from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.etree import _Element as Element


class Event(NamedTuple):
    """An event in the data of a page; everything is text, "" if it is not stated."""

    title: str
    start: str = ""
    end: str = ""
    location: str = ""
    url: str = ""
    video: str = ""
    event: str = ""
    speakers: tuple[str, ...] = ()
    abstract: str = ""
    status: str = ""
    online: str = ""


_MAX_DEPTH = 12
_TYPES = re.compile(r"(?:^|/)(?:\w*Event|PresentationDigitalDocument|VideoObject)$")
_SPEAKERS = ("performer", "performers", "actor", "speaker", "author", "creator")
_TEXT = re.compile(r"\s+")


def events(root: Element) -> list[Event]:
    """List the events in the data of a page, in its order."""
    return [*_json_ld(root), *_microdata(root), *_h_events(root)]


# --- JSON-LD ------------------------------------------------------------------------------------


def _json_ld(root: Element) -> Iterator[Event]:
    for script in root.iter("script"):
        if script.get("type", "").split(";")[0].strip().lower() == "application/ld+json":
            try:
                data = json.loads(script.text or "")
            except (ValueError, RecursionError):
                continue
            yield from _events_in(data)


def _events_in(data: object) -> Iterator[Event]:
    """Yield the events in JSON, at any depth."""
    stack: list[tuple[object, int]] = [(data, 0)]
    while stack:
        value, depth = stack.pop()
        if isinstance(value, list):
            stack.extend((one, depth + 1) for one in reversed(value) if depth < _MAX_DEPTH)
        elif isinstance(value, dict):
            if any(_TYPES.search(kind) for kind in _texts(value.get("@type"))):
                yield _event(value)
            inner = (
                value[key]
                for key in ("@graph", "itemListElement", "item", "subEvent", "event")
                if key in value
            )
            stack.extend((one, depth + 1) for one in inner if depth < _MAX_DEPTH)


def _event(value: Mapping[str, object]) -> Event:
    return Event(
        title=_first(value.get("name") or value.get("headline")),
        start=_first(value.get("startDate")),
        end=_first(value.get("endDate")),
        location=_place(value.get("location")),
        url=_first(value.get("url")),
        video=_first(_inner(value.get("recordedIn"), "url")) or _first(value.get("contentUrl")),
        event=_first(value.get("superEvent")),
        speakers=tuple(name for key in _SPEAKERS for name in _texts(value.get(key))),
        abstract=_first(value.get("description")),
        status=_first(value.get("eventStatus")),
        online=_online(value.get("location")),
    )


def _inner(value: object, key: str) -> object:
    return value.get(key) if isinstance(value, dict) else value


def _texts(value: object) -> list[str]:
    """List the texts or names of a value of JSON-LD."""
    if isinstance(value, str):
        return [value] if value.strip() else []
    if isinstance(value, list):
        return [text for one in value if not isinstance(one, list) for text in _texts(one)]
    return _texts(value.get("name") or value.get("@id")) if isinstance(value, dict) else []


def _first(value: object) -> str:
    return next(iter(_texts(value)), "")


def _online(value: object) -> str:
    """Return the address of the first virtual location."""
    places = value if isinstance(value, list) else [value]
    virtual = (one for one in places if _is_virtual(one))
    return next(filter(None, (_first(_inner(one, "url")) for one in virtual)), "")


def _is_virtual(value: object) -> bool:
    return isinstance(value, dict) and "VirtualLocation" in _texts(value.get("@type"))


def _place(value: object) -> str:
    """Return the name of the first place that is one, or its address."""
    if isinstance(value, list):
        return next(filter(None, map(_place, value)), "")
    if _is_virtual(value):
        return ""
    if isinstance(value, dict) and not value.get("name"):
        address = value.get("address")
        parts = ("addressLocality", "addressCountry")
        if isinstance(address, dict):
            return ", ".join(filter(None, (_first(address.get(part)) for part in parts)))
        return _first(address)
    return _first(value)


# --- microdata and microformats -----------------------------------------------------------------


def _microdata(root: Element) -> Iterator[Event]:
    for item in root.iter("*"):
        if _TYPES.search(item.get("itemtype", "").strip()):
            yield _gathered(item, partial(_properties, item), _MICRODATA)


def _properties(item: Element, element: Element) -> list[str]:
    """List the properties of an item that an element states, and not those of items inside."""
    names = element.get("itemprop", "").split()
    if names and _owner(element) is not item:
        return []
    is_virtual = element.get("itemtype", "").strip().endswith("/VirtualLocation")
    return ["online" if name == "location" and is_virtual else name for name in names]


def _owner(element: Element) -> Element | None:
    return next((one for one in element.iterancestors() if one.get("itemtype") is not None), None)


def _h_events(root: Element) -> Iterator[Event]:
    for item in root.iter("*"):
        if {"h-event", "vevent"} & set(item.get("class", "").split()):
            yield _gathered(item, lambda one: one.get("class", "").split(), _MICROFORMATS)


_MICRODATA = {
    "name": "title",
    "headline": "title",
    "startDate": "start",
    "endDate": "end",
    "url": "url",
    "location": "location",
    "superEvent": "event",
    "description": "abstract",
    "eventStatus": "status",
    "online": "online",
    **dict.fromkeys(_SPEAKERS, "speakers"),
}
_MICROFORMATS = {
    "p-name": "title",
    "summary": "title",
    "dt-start": "start",
    "dtstart": "start",
    "dt-end": "end",
    "dtend": "end",
    "p-location": "location",
    "location": "location",
    "u-url": "url",
    "url": "url",
    "p-summary": "abstract",
    "p-author": "speakers",
    "p-speaker": "speakers",
    "p-attendee": "speakers",
    "u-video": "video",
    "p-status": "status",
    "status": "status",
}
_STATING = ("href", "content", "title")
_ATTRIBUTES = ("content", "datetime", "title")


def _gathered(item: Element, names_of: object, table: Mapping[str, str]) -> Event:
    """Collect the properties below an element; the first of each kind counts."""
    found: dict[str, list[str]] = {}
    for one in item.iterdescendants("*"):
        for name in names_of(one):  # type: ignore[operator]
            if name in table:
                found.setdefault(table[name], []).append(_value(one, table[name]))
    first = {key: values[0] for key, values in found.items() if key != "speakers"}
    return Event(**{"title": "", **first}, speakers=tuple(dict.fromkeys(found.get("speakers", ()))))


def _value(element: Element, key: str) -> str:
    if key in {"url", "video"}:
        return element.get("href") or element.get("src") or ""
    if key == "online":
        return next(filter(None, (one.get("href", "") for one in element.iter("*"))), "")
    if key == "status":
        return next(filter(None, map(element.get, _STATING)), None) or _text(element)
    if key in {"start", "end"}:
        stated = next((element.get(name) for name in _ATTRIBUTES if element.get(name)), "")
        inner = next((one.get("datetime", "") for one in element.iter("time")), "")
        return stated or inner or _text(element)
    return element.get("content") or _text(element)


def _text(element: Element) -> str:
    return _TEXT.sub(" ", "".join(map(str, element.itertext()))).strip()
