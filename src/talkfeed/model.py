"""The values that pass from stage to stage, in the standards' words.

`RawFile` is what a source read, `Talk` what normalising made of it, `Entry` a talk with its
memory (Atom, RFC 4287), `Feed` a choice of entries, `Document` the bytes of one file.
Values are immutable; nothing here reads a clock, a file or another module of the stages.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from talkfeed.errors import Place, Problem

# --- what a source read -------------------------------------------------------------------------
# Plain tuples, because a large archive makes half a million of them.


class RawScalar(NamedTuple):
    """A piece of text as written; nothing has been guessed about its type."""

    text: str
    place: Place
    quoted: bool = False


class RawList(NamedTuple):
    """A list as written."""

    items: tuple[Raw, ...]
    place: Place


class RawField(NamedTuple):
    """A key's place and its value."""

    place: Place
    value: Raw


class RawMap(NamedTuple):
    """A mapping as written, its keys in the order of the file."""

    fields: Mapping[str, RawField]
    place: Place


Raw = RawScalar | RawList | RawMap


class RawFile(NamedTuple):
    """What a source holds: the settings, the talks in curated order, and what was wrong."""

    feed: RawMap | None
    talks: tuple[RawMap, ...]
    problems: tuple[Problem, ...]
    place: Place


# --- dates --------------------------------------------------------------------------------------


class Precision(StrEnum):
    """How exactly a date is known."""

    MINUTE = "minute"
    MINUTE_RANGE = "minute range"
    DAY = "day"
    DAY_RANGE = "day range"
    MONTH = "month"
    MONTH_RANGE = "month range"
    SEASON = "season"
    QUARTER = "quarter"
    HALF = "half"
    THIRD = "third of a year"
    YEAR = "year"
    YEAR_RANGE = "year range"
    NONE = "none"

    @property
    def is_timed(self) -> bool:
        """Tell whether start and end are instants (aware datetimes)."""
        return self in {Precision.MINUTE, Precision.MINUTE_RANGE}

    @property
    def is_dated(self) -> bool:
        """Tell whether the day is known, so that a calendar can show the talk."""
        return self.is_timed or self in {Precision.DAY, Precision.DAY_RANGE}


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A date as people wrote it, and as machines need it.

    `edtf` is ISO 8601-2:2019 (None when there is no date). `start` and `end` are the closed
    interval: dates, or aware datetimes when the precision is a minute (equal when no end was
    given), or None without a date. `zone` is an IANA name or an offset such as "+02:00".
    """

    text: str
    edtf: str | None
    start: date | datetime | None
    end: date | datetime | None
    precision: Precision
    approximate: bool = False
    uncertain: bool = False
    zone: str | None = None


# --- talks --------------------------------------------------------------------------------------


class Status(StrEnum):
    """Whether a talk takes place."""

    CONFIRMED = "confirmed"
    TENTATIVE = "tentative"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Someone who speaks or answers for a feed (RFC 4287, 3.2)."""

    name: str
    url: str | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """The occasion a talk is given at; `when` is the whole event's date if it was given."""

    name: str
    url: str | None = None
    when: When | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """A venue in words; `geo` is latitude and longitude in degrees (WGS 84)."""

    name: str
    url: str | None = None
    geo: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link of a talk, in the words of RFC 4287, 4.2.7.

    `kind` is the field it came from: video, slides, audio, paper, code, url or link. `rel` is
    "related", or "enclosure" for a direct media file, which then has `type` and `length` (bytes).
    """

    href: str
    kind: str
    rel: str
    title: str
    type: str | None = None
    length: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Abstract:
    """An abstract three ways: the Markdown as written, sanitised HTML, and plain text."""

    markdown: str
    html: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """One delivery of one talk, checked and cleaned. `order` is its rank in the curated order."""

    title: str
    when: When
    place: Place
    order: int
    speakers: tuple[Person, ...] = ()
    event: Event | None = None
    location: Location | None = None
    online: str | None = None
    links: tuple[Link, ...] = ()
    abstract: Abstract | None = None
    tags: tuple[str, ...] = ()
    language: str | None = None
    status: Status = Status.CONFIRMED
    id: str | None = None
    added: datetime | None = None

    @property
    def is_scheduled(self) -> bool:
        """Tell whether a calendar can show it: its day is known, and it was not postponed."""
        return self.when.precision.is_dated and self.status is not Status.POSTPONED


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The `feed:` part of the file. `url` ends with a slash; `authority` is RFC 4151's."""

    title: str
    url: str
    subtitle: str = ""
    language: str = "en"
    timezone: str | None = None
    authors: tuple[Person, ...] = ()
    authority: str | None = None
    dates: str | None = None
    hemisphere: str = "north"
    limit: int = 100
    place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Talks:
    """A whole talks file, checked: settings and talks in curated order, drafts left out."""

    settings: Settings
    talks: tuple[Talk, ...]
    notices: tuple[Problem, ...] = ()


# --- entries and feeds --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A talk as subscribers know it (RFC 4287, 4.1.2).

    `id` is a tag URI, `uid` the same identity for calendars (RFC 5545, 3.8.4.7), `url` the
    absolute address of its own page. `title` is unique in the whole output. Moments are aware
    datetimes in UTC with whole seconds. `sequence` counts changes (RFC 5545, 3.8.7.4);
    `recorded` is the moment its recording was first seen. `digest` and `kin` are what the
    ledger compares; feeds carry them so that a lost ledger can be rebuilt.
    """

    talk: Talk
    key: str
    id: str
    uid: str
    url: str
    title: str
    published: datetime
    updated: datetime
    sequence: int
    recorded: datetime | None
    digest: str
    kin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tombstone:
    """What is left of a withdrawn talk (RFC 6721): enough to take it back everywhere.

    `start` and `end` are the talk's own, dates or UTC datetimes, when its day was known.
    `kin` and `recorded` are kept for a talk that comes back.
    """

    key: str
    id: str
    uid: str
    url: str
    title: str
    published: datetime
    withdrawn: datetime
    sequence: int
    start: date | datetime | None = None
    end: date | datetime | None = None
    kin: str = ""
    recorded: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """Another feed that people can subscribe to: its output path less the suffix, its formats.

    `kind` is all, upcoming, recordings, speaker, event, tag or year; `count` the talks in it.
    """

    title: str
    kind: str
    path: str
    formats: tuple[str, ...]
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How pages look: CSS variables by name, and a directory whose templates override ours."""

    variables: tuple[tuple[str, str], ...] = ()
    templates: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A choice of entries, newest first by `published`, and the formats it is written in.

    `path` is the output path without the suffix ("talks", "talks/some-key"); the formats add
    theirs. `home` is the page for people and `base` the output's address, both absolute, the
    latter with a final slash. `updated` is the last change of anything in it.
    `current`, `prev_archive` and `next_archive` are paths of the documents of a paged feed
    (RFC 5005, section 4); an archive document is one that has a `current`. `subscriptions` are
    all feeds on offer, for pages and lists; `look` is for pages. `ahead` are the keys of the
    entries whose date had not passed when they were chosen, for pages without a clock.
    """

    path: str
    formats: tuple[str, ...]
    id: str
    title: str
    subtitle: str
    home: str
    base: str
    language: str
    authors: tuple[Person, ...]
    updated: datetime
    entries: tuple[Entry, ...]
    tombstones: tuple[Tombstone, ...] = ()
    current: str | None = None
    prev_archive: str | None = None
    next_archive: str | None = None
    subscriptions: tuple[Subscription, ...] = ()
    look: Look = Look()
    ahead: tuple[str, ...] = ()


class Role(StrEnum):
    """When a file is written: entries before the indexes that point to them."""

    ENTRY = "entry"
    INDEX = "index"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One output file: a relative path with forward slashes, and its bytes."""

    path: str
    content: bytes
    media_type: str
    role: Role = Role.INDEX
