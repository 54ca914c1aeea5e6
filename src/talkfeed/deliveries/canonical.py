"""Plain values → canonical forms: values with the same meaning have the same form."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from talkfeed import text as validators
from talkfeed.errors import Rejected
from talkfeed.identity import fold
from talkfeed.model.linkkinds import KINDS
from talkfeed.model.people import split_affiliation
from talkfeed.schema import TALK, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from talkfeed.model.imported import Plain

RECORDINGS = tuple(row.field for row in KINDS if row.is_recording)
_YOUTUBE = re.compile(
    r"^https?://(?:www\.|m\.)?(?:youtube(?:-nocookie)?\.com/(?:watch\?(?:.*&)?v=|embed/|v/|live/"
    r"|shorts/)|youtu\.be/)([\w-]{11})(?![\w-])"
)
_DRESS = re.compile(r"^https?://(?:www\.)?")
LINKS = frozenset(field.name for field in TALK.fields if field.kind is Kind.LINKS)


def name(value: Plain | None) -> str:
    """Return the name of an event, a place or a person."""
    if isinstance(value, Mapping):
        return name(value.get("name"))
    return validators.line(value) if isinstance(value, str) else ""


def names(fields: Mapping[str, Plain]) -> list[str]:
    """Return the names of the speakers."""
    return [*filter(None, map(_person, _each(fields.get("speakers", fields.get("speaker")))))]


def _person(value: Plain) -> str:
    """Return the name of a person without an affiliation."""
    return split_affiliation(name(value))[0] if isinstance(value, str) else name(value)


def addresses(value: Plain | None) -> list[str]:
    """Return the addresses of links in canonical form.

    >>> addresses("https://youtu.be/cUvNths_5RA") == addresses(
    ...     "http://www.youtube.com/watch?v=cUvNths_5RA&t=79"
    ... )
    True
    """
    return [address for each in _each(value) if (address := _address(each))]


def _address(value: Plain) -> str:
    text = value.get("url", "") if isinstance(value, Mapping) else value
    try:
        address = validators.url(text) if isinstance(text, str) else ""
    except Rejected:
        return str(text)
    found = _YOUTUBE.search(address)
    return f"youtube:{found[1]}" if found else _DRESS.sub("", address).rstrip("/")


def _each(value: Plain | None) -> Iterator[Plain]:
    if isinstance(value, str | Mapping):
        yield value
    else:
        yield from value or ()


def canonical(key: str, value: Plain) -> str:
    """Return the canonical form of the value of a field."""
    if key in {"speakers", "speaker"}:
        return "\n".join(map(fold, names({"speakers": value})))
    if key in LINKS:
        return "\n".join(sorted(addresses(value)))
    if key == "tags" and isinstance(value, str):
        return _all("tag", value.split(","))
    if isinstance(value, str):
        return fold(validators.line(value))
    if isinstance(value, Mapping):
        return canonical(key, value["name"]) if "name" in value else _all(key, value.values())
    return _all(key, value)


def _all(key: str, values: Iterable[Plain]) -> str:
    return "\n".join(sorted(canonical(key, each) for each in values))
