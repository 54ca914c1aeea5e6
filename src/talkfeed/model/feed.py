"""A talk as subscribers know it, and the feeds and files made of it (RFC 4287)."""

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from talkfeed.model.signature import Signature
from talkfeed.model.talk import Look, Person, Status, Talk
from talkfeed.named_tuple import NamedTuple


class Entry(NamedTuple):
    """A talk as subscribers know it (RFC 4287, 4.1.2).

    `id` is a tag URI, `uid` the same identity for calendars (RFC 5545, 3.8.4.7), `url` the
    absolute address of its own page. `title` is unique in the whole output. Moments are aware
    datetimes in UTC with whole seconds. `sequence` counts changes (RFC 5545, 3.8.7.4);
    `recorded` is the moment its recording was first seen. `digest` and `kin` are what the
    ledger compares; feeds carry them so that a lost ledger can be rebuilt. `start` and `end` are
    those of the talk's event in calendars, dates or UTC datetimes: of its day, or of the last one
    that was known, if any ever was. `was_upcoming` is set once it was known before it was over.
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
    start: date | datetime | None = None
    end: date | datetime | None = None
    was_upcoming: bool = False

    @property
    def is_called_off(self) -> bool:
        """Return whether the talk is not given on the day that calendars show."""
        return self.talk.status is Status.CANCELLED or not self.talk.is_scheduled


class Tombstone(NamedTuple):
    """What is left of a withdrawn talk (RFC 6721): enough to take it back everywhere.

    `start` and `end` are the talk's own, dates or UTC datetimes, when its day was known.
    `kin` and `recorded` are kept for a talk that comes back. `event_title` is what calendars
    called its event. `feeds` are the paths of the feeds that held it, besides the one of all
    talks.
    """

    key: str
    id: str
    uid: str
    title: str
    published: datetime
    withdrawn: datetime
    sequence: int
    start: date | datetime | None = None
    end: date | datetime | None = None
    kin: str = ""
    recorded: datetime | None = None
    event_title: str = ""
    feeds: tuple[str, ...] = ()


class Subscription(NamedTuple):
    """Another feed that people can subscribe to: its output path less the suffix, its formats.

    `kind` is all, upcoming, recordings, speaker, event, tag or year; `name` is the speaker's,
    event's, tag's or year's own, else the title. `talks` is how many are in it.
    """

    title: str
    kind: str
    path: str
    formats: tuple[str, ...]
    talks: int
    name: str = ""


class Role(StrEnum):
    """When a file is written: entries before the indexes that point to them."""

    ENTRY = "entry"
    INDEX = "index"


class Feed(NamedTuple):
    """A choice of entries, newest first by `published`, and the formats it is written in.

    `path` is the output path without the suffix ("talks", "talks/some-key"); the formats add
    theirs. `authors` answer for the site, and for talks without speakers; there is at least one.
    `home` is the page for people and `base` the output's address, both absolute, the
    latter with a final slash. `rights` says who may use it (RFC 4287, 4.2.10). `updated` is the
    last change of anything in it.
    `current`, `prev_archive` and `next_archive` are paths of the documents of a paged feed
    (RFC 5005, section 4); an archive document is one that has a `current`. `subscriptions` are
    all feeds on offer, for pages and lists; `look` is for pages. `ahead` are the keys of the
    entries whose date had not passed when they were chosen, for pages without a clock.
    `pages` are the titles and paths of the further pages of an index too long for one.
    `has_calendars` tells whether the site has any. `is_subscription` is False for what people add
    to a calendar once, the file of a single talk.
    `role` tells publishing which documents go first.
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
    rights: str = ""
    subscriptions: tuple[Subscription, ...] = ()
    look: Look = Look()
    ahead: tuple[str, ...] = ()
    pages: tuple[tuple[str, str], ...] = ()
    has_calendars: bool = True
    is_subscription: bool = True
    role: Role = Role.INDEX


class Draft(Protocol):
    """A document that is made only where it is needed.

    It is not, where the file that stands at its `path` has the `signature`: that of a file known
    to hold what `make` would give.
    """

    @property
    def path(self) -> str:
        """Where it goes, below the output."""

    @property
    def role(self) -> Role:
        """When it is written."""

    @property
    def signature(self) -> Signature | None:
        """By what a file is known that holds it already."""

    def make(self) -> Iterable[bytes]:
        """Make it, part by part."""


class Document(NamedTuple):
    """One output file: a relative path with forward slashes, and its bytes."""

    path: str
    content: bytes
    media_type: str
    role: Role = Role.INDEX
