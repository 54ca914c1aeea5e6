"""Entry, Tombstone ⇄ the attributes of `talkfeed:state`, an extension element in Atom documents.

RFC 4287, section 6 lets readers ignore extension elements. This one carries the data of the ledger
that Atom has no element for, so that a lost talks.lock can be rebuilt from the feeds without loss.
Data that Atom has (id, published, updated, and `ref` and `when` of RFC 6721) is not repeated,
except the title, because the displayed one may have additions, e.g. that the talk is cancelled.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

from talkfeed.named_tuple import NamedTuple
from talkfeed.patterns import lazy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from talkfeed.model import Entry, Talk, Tombstone

NAMESPACE = "urn:uuid:5a0e8f0c-7f0b-5d0e-9a53-0c4c1f6f2f11"
PREFIX = "talkfeed"
STATE = f"{{{NAMESPACE}}}state"
"""The element's name in lxml's notation."""

Moment = date | datetime
Row = tuple[str | None, ...]
"""The attributes of `State` as text, in order; None for an absent one."""
Read = TypeVar("Read")
DAY_LENGTH = len("2015-10-07")
SECONDS_LENGTH = len("2015-10-07T18:30:00")
_NUMBER = re.compile(r"[0-9]{1,9}", re.ASCII)
UPCOMING = "upcoming"
"""The path of the feed of upcoming talks, the only one recorded in entries."""
_PATH = re.compile(r"[a-z0-9-]+(?:/[a-z0-9-]+)?", re.ASCII)
"""The path of a feed, below the output."""
SLOT = lazy(r"([a-z0-9-]+)\.([0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{4})?)", re.ASCII)
"""The name of a slot: the slug of its series, and its key."""


class State(NamedTuple):
    """The content of a `talkfeed:state` element; None or empty for absent attributes."""

    key: str
    sequence: int = 0
    digest: str = ""
    kin: str = ""
    recorded: datetime | None = None
    start: Moment | None = None
    end: Moment | None = None
    published: datetime | None = None
    title: str | None = None
    feeds: tuple[str, ...] = ()
    rescheduled: bool = False
    slot: str = ""


def entry_state(entry: Entry, shown: str) -> Row:
    """Return the state for an `atom:entry`; the title only if the displayed one differs."""
    return (
        entry.key,
        str(entry.sequence),
        entry.digest or None,
        entry.kin or None,
        write_moment(entry.recorded) if entry.recorded else None,
        write_moment(entry.start) if entry.start else None,
        write_moment(entry.end) if entry.end else None,
        None,
        None if shown == entry.title else entry.title,
        UPCOMING if entry.was_upcoming else None,
        write_flag(is_set=entry.talk.rescheduled) or None,
        entry.slot or None,
    )


def tombstone_state(tombstone: Tombstone) -> Row:
    """Return the state for an `at:deleted-entry`."""
    return (
        tombstone.key,
        str(tombstone.sequence),
        None,
        tombstone.kin or None,
        write_moment(tombstone.recorded) if tombstone.recorded else None,
        write_moment(tombstone.start) if tombstone.start else None,
        write_moment(tombstone.end) if tombstone.end else None,
        write_moment(tombstone.published),
        tombstone.title,
        write_paths(tombstone.feeds) or None,
        None,
        tombstone.slot or None,
    )


def attributes(row: Row) -> dict[str, str]:
    """Return the attributes by name, in output order."""
    named = zip(State._fields, row, strict=True)
    return {name: value for name, value in named if value}


def read_state(attributes: Mapping[str, str]) -> State:
    """Parse the attributes; ignore unknown ones.

    Raises:
        ValueError: an attribute has an invalid value.
    """
    get = attributes.get
    return State(
        key=get("key", ""),
        sequence=read_sequence(get("sequence", "0")),
        digest=get("digest", ""),
        kin=get("kin", ""),
        recorded=optional(read_instant, get("recorded")),
        start=optional(read_moment, get("start")),
        end=optional(read_moment, get("end")),
        published=optional(read_instant, get("published")),
        title=get("title"),
        feeds=read_paths(get("feeds", "")),
        rescheduled=read_flag(get("rescheduled", "")),
        slot=read_slot(get("slot", "")),
    )


@lru_cache(maxsize=1024)  # `updated` often equals `published`
def write_moment(moment: Moment) -> str:
    """Format a day as 2015-10-07, a time as 2015-10-07T18:30:00Z (RFC 3339)."""
    if isinstance(moment, datetime):
        return moment.astimezone(UTC).isoformat()[:SECONDS_LENGTH] + "Z"
    return moment.isoformat()


def read_moment(text: str) -> Moment:
    """Parse the output of `write_moment`.

    Raises:
        ValueError: it is neither a day nor a time with an offset.
    """
    return date.fromisoformat(text) if len(text) == DAY_LENGTH else read_instant(text)


@lru_cache(maxsize=1024)
def read_instant(text: str) -> datetime:
    """Parse a time of RFC 3339; return it in UTC and whole seconds.

    Raises:
        ValueError: it is invalid, lacks an offset, or is out of range in UTC.
    """
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        message = f"no offset in {text!r}"
        raise ValueError(message)
    try:
        return moment.astimezone(UTC).replace(microsecond=0)
    except OverflowError as error:
        message = f"out of range in UTC: {text!r}"
        raise ValueError(message) from error


def read_sequence(text: str) -> int:
    """Parse a sequence number.

    Raises:
        ValueError: it is not a sequence number.
    """
    if not _NUMBER.fullmatch(text):
        message = f"not a sequence number: {text[:80]!r}"
        raise ValueError(message)
    return int(text)


def write_paths(paths: Iterable[str]) -> str:
    """Format paths of feeds, e.g. upcoming,speakers/ann."""
    return ",".join(paths)


def read_paths(text: str) -> tuple[str, ...]:
    """Parse the output of `write_paths`.

    Raises:
        ValueError: a path is invalid.
    """
    paths = tuple(text.split(",")) if text else ()
    if not all(map(_PATH.fullmatch, paths)):
        message = f"not paths of feeds: {text[:80]!r}"
        raise ValueError(message)
    return paths


def read_slot(text: str) -> str:
    """Parse the name of a slot, e.g. logic-seminar.2026-10-14; it may be empty.

    Raises:
        ValueError: it is no such name.
    """
    if text and not SLOT.fullmatch(text):
        message = f"not the name of a slot: {text[:80]!r}"
        raise ValueError(message)
    return text


def write_flag(*, is_set: bool) -> str:
    """Format a flag: "yes" or empty."""
    return "yes" if is_set else ""


def read_flag(text: str) -> bool:
    """Parse the output of `write_flag`.

    Raises:
        ValueError: it is another text.
    """
    if text not in ("", "yes"):
        message = f"neither 'yes' nor empty: {text[:80]!r}"
        raise ValueError(message)
    return text == "yes"


def calendar_span(talk: Talk) -> tuple[Moment | None, Moment | None]:
    """Return a talk's first and last day, or its times in UTC; None if no day is known."""
    if not talk.when.precision.is_dated:
        return None, None
    return _in_utc(talk.when.start), _in_utc(talk.when.end)


def _in_utc(moment: Moment | None) -> Moment | None:
    return moment.astimezone(UTC) if isinstance(moment, datetime) else moment


def optional(read: Callable[[str], Read], text: str | None) -> Read | None:
    """Parse a text that may be absent."""
    return None if text is None else read(text)
