"""Published RSS and JSON documents → ids and dates of each talk, to verify the Atom documents.

A talk is published in up to three formats with the same address. The majority decides on its id
and its publication date. Only valid values count: an id is one word of at most 2,000 characters,
and a tag URI must conform to RFC 4151; a date has a year from 1900 to 2200. A tie is decided by
the order Atom, RSS, JSON. Unreadable documents are ignored: the Atom documents are sufficient.
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
    """The id and publication date of a talk in one format, as text."""

    id: str
    published: str


def ballots(documents: Mapping[str, bytes]) -> dict[str, list[Ballot]]:
    """Return the ballots of RSS and JSON documents by the talk's address, one per format."""
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
    """Return the id that most formats have; `texts` begins with Atom's.

    Raises:
        ValueError: no id is valid.
    """
    return _elect(texts, _valid_id, "id")


def elect_moment(texts: Iterable[str]) -> datetime:
    """Return the publication date that most formats have; `texts` begins with Atom's.

    Raises:
        ValueError: no date is valid.
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
    return votes.most_common(1)[0][0]  # a tie: the first counted


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
