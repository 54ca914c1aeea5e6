"""Entry, Tombstone ⇄ the attributes of `talkfeed:state`, an element of ours in Atom documents.

RFC 4287, section 6 lets foreign elements pass by every reader. Ours carries what the memory needs
and Atom has no word for, so that a lost talks.lock is rebuilt from the feeds without loss. What
Atom does say (id, published, updated, and `ref` and `when` of RFC 6721) is not repeated; the
title is, because the one for people may say more, e.g. that the talk was cancelled.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from talkfeed.model import Entry, Talk, Tombstone

NAMESPACE = "urn:uuid:5a0e8f0c-7f0b-5d0e-9a53-0c4c1f6f2f11"
PREFIX = "talkfeed"
STATE = f"{{{NAMESPACE}}}state"
"""The element's name, as lxml writes it."""

Moment = date | datetime
Row = tuple[str | None, ...]
"""The attributes of `State`, written, in their order; None where it is silent."""
Read = TypeVar("Read")
DAY_LENGTH = len("2015-10-07")
SECONDS_LENGTH = len("2015-10-07T18:30:00")
_NUMBER = re.compile(r"[0-9]{1,9}", re.ASCII)
UPCOMING = "upcoming"
"""The path of the feed of talks to come, the only one that an entry says it was in."""
_PATH = re.compile(r"[a-z0-9-]+(?:/[a-z0-9-]+)?", re.ASCII)
"""The path of a feed, below the output."""


class State(NamedTuple):
    """What an element of ours says; None or empty where it is silent."""

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


def entry_state(entry: Entry, shown: str) -> Row:
    """List what stands in an `atom:entry`; its title only where the one shown is another."""
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
    )


def tombstone_state(stone: Tombstone) -> Row:
    """List what stands in an `at:deleted-entry`."""
    return (
        stone.key,
        str(stone.sequence),
        None,
        stone.kin or None,
        write_moment(stone.recorded) if stone.recorded else None,
        write_moment(stone.start) if stone.start else None,
        write_moment(stone.end) if stone.end else None,
        write_moment(stone.published),
        stone.title,
        write_paths(stone.feeds) or None,
        None,
    )


def attributes(row: Row) -> dict[str, str]:
    """Name what is listed, in the order to write it."""
    named = zip(State._fields, row, strict=True)
    return {name: value for name, value in named if value}


def read_state(attributes: Mapping[str, str]) -> State:
    """Read the attributes back; those it does not know are left aside.

    Raises:
        ValueError: an attribute does not hold what it should.
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
    )


@lru_cache(maxsize=1024)  # most talks were never updated, so that two moments are one
def write_moment(moment: Moment) -> str:
    """Write a day as 2015-10-07, a moment as 2015-10-07T18:30:00Z (RFC 3339)."""
    if isinstance(moment, datetime):
        return moment.astimezone(UTC).isoformat()[:SECONDS_LENGTH] + "Z"
    return moment.isoformat()


def read_moment(text: str) -> Moment:
    """Read what `write_moment` wrote.

    Raises:
        ValueError: it is neither a day nor a moment with its offset.
    """
    return date.fromisoformat(text) if len(text) == DAY_LENGTH else read_instant(text)


@lru_cache(maxsize=1024)
def read_instant(text: str) -> datetime:
    """Read a moment of RFC 3339 in UTC and whole seconds.

    Raises:
        ValueError: it is no moment, lacks its offset, or is out of the range of years in UTC.
    """
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        message = f"no offset in {text!r}"
        raise ValueError(message)
    try:
        return moment.astimezone(UTC).replace(microsecond=0)
    except OverflowError as error:
        message = f"no moment in UTC: {text!r}"
        raise ValueError(message) from error


def read_sequence(text: str) -> int:
    """Read how often something changed.

    Raises:
        ValueError: it is no number that can count changes.
    """
    if not _NUMBER.fullmatch(text):
        message = f"no number of changes: {text[:80]!r}"
        raise ValueError(message)
    return int(text)


def write_paths(paths: Iterable[str]) -> str:
    """Write paths of feeds: upcoming,speakers/ann."""
    return ",".join(paths)


def read_paths(text: str) -> tuple[str, ...]:
    """Read what `write_paths` wrote.

    Raises:
        ValueError: a path is not that of a feed.
    """
    paths = tuple(text.split(",")) if text else ()
    if not all(map(_PATH.fullmatch, paths)):
        message = f"no paths of feeds: {text[:80]!r}"
        raise ValueError(message)
    return paths


def write_flag(*, is_set: bool) -> str:
    """Write a flag: yes, or nothing."""
    return "yes" if is_set else ""


def read_flag(text: str) -> bool:
    """Read what `write_flag` wrote.

    Raises:
        ValueError: it is something else.
    """
    if text not in ("", "yes"):
        message = f"neither yes nor nothing: {text[:80]!r}"
        raise ValueError(message)
    return text == "yes"


def calendar_span(talk: Talk) -> tuple[Moment | None, Moment | None]:
    """Return a talk's day or days, or its moments in UTC; nothing where no day is known."""
    if not talk.when.precision.is_dated:
        return None, None
    return _in_utc(talk.when.start), _in_utc(talk.when.end)


def _in_utc(moment: Moment | None) -> Moment | None:
    return moment.astimezone(UTC) if isinstance(moment, datetime) else moment


def optional(read: Callable[[str], Read], text: str | None) -> Read | None:
    """Read a text that may be absent."""
    return None if text is None else read(text)
