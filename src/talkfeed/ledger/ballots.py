"""Published RSS and JSON documents → what they say of each talk, to judge the Atom documents by.

A talk is in up to three formats, under one address. Its id and its moment of publication are what
most of them say. A value counts if it is valid: an id is one word of at most 2,000 characters, and
as a tag URI it has the form of RFC 4151; a moment has a year from 1900 to 2200. Where no value
has more votes than every other, that of the first format counts, in the order Atom, RSS, JSON.
Documents that cannot be read have no vote, since the Atom documents alone are enough.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeVar

from talkfeed.ledger.state import read_instant
from talkfeed.named_tuple import NamedTuple
from talkfeed.text import read_xml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

LONGEST_ID = 2000
YEARS = range(1900, 2201)
_TAG = re.compile(r"tag:[^:/?#\s,]+,[0-9]{4}(?:-[0-9]{2}){0,2}:\S*", re.ASCII)
Value = TypeVar("Value")


class Ballot(NamedTuple):
    """What a format says of a talk, as texts."""

    id: str
    published: str


def ballots(documents: Mapping[str, bytes]) -> dict[str, list[Ballot]]:
    """Gather what RSS and JSON documents, given by path, say of each address, one vote a format."""
    found: dict[str, list[Ballot]] = {}
    for suffix, read in ((".rss", _rss), (".json", _json)):
        votes: dict[str, Ballot] = {}
        for path, content in documents.items():
            if path.endswith(suffix):
                votes |= _readable(read, content)
        for address, ballot in votes.items():
            found.setdefault(address, []).append(ballot)
    return found


def elect_id(texts: Iterable[str]) -> str:
    """Choose an id among those of the formats, Atom's first.

    Raises:
        ValueError: none of them is valid.
    """
    return _elect(texts, _valid_id, "id")


def elect_moment(texts: Iterable[str]) -> datetime:
    """Choose a moment among those of the formats, Atom's first.

    Raises:
        ValueError: none of them is valid.
    """
    return _elect(texts, _valid_moment, "moment")


def _elect(texts: Iterable[str], read: Callable[[str], Value], name: str) -> Value:
    texts = tuple(texts)
    votes: Counter[Value] = Counter()
    for text in texts:
        try:
            votes[read(text)] += 1
        except ValueError:
            continue
    if not votes:
        message = f"no format has a valid {name} of an entry: {texts[0][:80]!r}"
        raise ValueError(message)
    return votes.most_common(1)[0][0]  # of equals, the first that was counted


def _valid_id(text: str) -> str:
    is_tag = text.startswith("tag:")
    is_word = text.split() == [text] and len(text) <= LONGEST_ID
    if not is_word or (is_tag and not _TAG.fullmatch(text)):
        message = "no id"
        raise ValueError(message)
    return text


def _valid_moment(text: str) -> datetime:
    moment = read_instant(text)
    if moment.year not in YEARS:
        message = "no moment of a talk"
        raise ValueError(message)
    return moment


def _readable(
    read: Callable[[bytes], Iterator[tuple[str, Ballot]]], content: bytes
) -> dict[str, Ballot]:
    try:
        return dict(read(content))
    except (ValueError, TypeError, AttributeError, RecursionError):
        return {}


def _rss(content: bytes) -> Iterator[tuple[str, Ballot]]:
    for item in read_xml(content).iter("item"):
        published = _rfc822(item.findtext("pubDate", ""))
        yield item.findtext("link", ""), Ballot(item.findtext("guid", ""), published)


def _rfc822(text: str) -> str:
    from email.utils import parsedate_to_datetime  # noqa: PLC0415  — only a lost lock needs it

    try:
        return parsedate_to_datetime(text).astimezone(UTC).isoformat()
    except (ValueError, OverflowError):
        return ""


def _json(content: bytes) -> Iterator[tuple[str, Ballot]]:
    for item in json.loads(content)["items"]:
        ballot = Ballot(str(item.get("id", "")), str(item.get("date_published", "")))
        yield str(item.get("url", "")), ballot
