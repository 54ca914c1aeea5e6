"""Entries with their published state (RFC 4287), and the feeds and documents they are in."""

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from talkfeed.model.event import Event, Location
from talkfeed.model.media import Attachment
from talkfeed.model.podcast import Podcast
from talkfeed.model.related import Related
from talkfeed.model.settings import Look
from talkfeed.model.signature import Signature
from talkfeed.model.talk import Person, Status, Talk
from talkfeed.model.when import When
from talkfeed.named_tuple import NamedTuple


class SlotEvent(NamedTuple):
    """A slot of a series as calendars and pages without its talk show it; feeds never do.

    `series` is the name of its series, `joint` that of the other one of a joint session. `start`
    and `end` are dates or UTC datetimes. `when` is None for a slot that there is no more, or that
    has a talk elsewhere: it is then cancelled, and on no page.
    """

    uid: str
    series: str
    title: str
    start: date | datetime
    end: date | datetime
    sequence: int
    updated: datetime
    when: When | None = None
    is_cancelled: bool = False
    location: Location | None = None
    online: str | None = None
    reason: str = ""
    joint: str = ""


class Entry(NamedTuple):
    """A talk with its published state (RFC 4287, 4.1.2).

    `id` is a tag URI, `uid` the same identity for calendars (RFC 5545, 3.8.4.7), `url` the
    absolute address of its page. `title` is unique in the whole output. Times are aware datetimes
    in UTC with whole seconds. `sequence` counts changes (RFC 5545, 3.8.7.4); `recorded` is the time
    at which its recording was first seen. The ledger compares `digest` and `kin`, which feeds
    contain so that a lost ledger can be recovered. `start` and `end` are those of the event in
    calendars, dates or UTC datetimes: of the talk's day, or else of its last known day, if any.
    `was_upcoming` is true if a build before the end of its day knew the day. `slot` is the name of
    the slot whose UID it has, "" for its own.
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
    slot: str = ""

    @property
    def is_called_off(self) -> bool:
        """Return whether the talk is not given on the day that calendars show."""
        return self.talk.status is Status.CANCELLED or not self.talk.is_scheduled


class Tombstone(NamedTuple):
    """A withdrawn talk (RFC 6721), with the state needed to withdraw it from all documents.

    `start` and `end` are those of the talk, dates or UTC datetimes, if its day was known. `kin` and
    `recorded` are used if the talk is listed again. `event_title` is the title of its event in
    calendars. `feeds` are the paths of the feeds that contained it, except that of all talks.
    `slot` is that of the entry.
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
    slot: str = ""


class Subscription(NamedTuple):
    """A feed that people can subscribe to: its output path without suffix, and its formats.

    `kind` is all, upcoming, recordings, cfps, speaker, event, series, tag or year; `name` is that
    of the speaker, event, series, tag or year, else the title. `talks` is their number.
    """

    title: str
    kind: str
    path: str
    formats: tuple[str, ...]
    talks: int
    name: str = ""


class Role(StrEnum):
    """The role of a document: entries are written before the indexes that link to them."""

    ENTRY = "entry"
    INDEX = "index"


class Feed(NamedTuple):
    """A selection of entries, newest first by `published`, and the formats to write it in.

    `path` is the output path without suffix ("talks", "talks/some-key"). `authors` are those of the
    site, and of talks without speakers; there is at least one. `home` is the address of the page
    for people and `base` that of the output, with a final slash; both are absolute. `rights` is the
    licence (RFC 4287, 4.2.10), `updated` the last change of an entry or tombstone. `current`,
    `prev_archive` and `next_archive` are paths of the other documents of a paged feed (RFC 5005,
    section 4); an archive has a `current`. `hubs` are those of WebSub, section 4; an
    archive has none, because nobody subscribes to it. `subscriptions` are all feeds of the site,
    for pages and lists; `look` is for pages. `ahead` are the keys of the entries whose date has not
    passed, for formats, which have no clock. `pages` are the titles and paths of the further pages
    of an index that is too long for one page. `has_calendars` is true if the site has calendars.
    `is_subscription` is false for the file of a single talk, which people add to a calendar once.
    `podcast` has the settings of the podcast, if the site has one, and `live` are the keys of its
    streams, each with its state. `role` determines which documents are written first. `slots` are
    those of series without a talk, for calendars and pages. `about` is the person or the event that
    a page is about; `profiles` are the paths of such pages of a talk, by kind and name. `pinned`
    are the keys of the highlights. `related` are the talks that the page of a talk leads to,
    and `source` is the address of its line in the repository. `image` is the picture of the site.
    `cards` is true if talks to come have pictures for previews.
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
    hubs: tuple[str, ...] = ()
    subscriptions: tuple[Subscription, ...] = ()
    look: Look = Look()
    ahead: tuple[str, ...] = ()
    pages: tuple[tuple[str, str], ...] = ()
    has_calendars: bool = True
    podcast: Podcast | None = None
    live: tuple[tuple[str, str], ...] = ()
    is_subscription: bool = True
    role: Role = Role.INDEX
    about: Person | Event | None = None
    profiles: tuple[tuple[str, str, str], ...] = ()
    slots: tuple[SlotEvent, ...] = ()
    pinned: tuple[str, ...] = ()
    image: Attachment | None = None
    cards: bool = False
    related: tuple[Related, ...] = ()
    source: str = ""

    @property
    def picture(self) -> Attachment | None:
        """The picture of what the feed is about, else that of the site."""
        profile = self.about.profile if self.about else None
        return (profile.image if profile else None) or self.image


class LazyDocument(Protocol):
    """A document that is made only if its file is out of date.

    The file is up to date if it has the `signature` of a file with the result of `make`.
    """

    @property
    def path(self) -> str:
        """The path below the output directory."""

    @property
    def role(self) -> Role:
        """The role, which determines when it is written."""

    @property
    def signature(self) -> Signature | None:
        """The signature of a file with the same content; None if unknown."""

    def make(self) -> Iterable[bytes]:
        """Return the content, in parts."""


class Document(NamedTuple):
    """One output file: a relative path with forward slashes, and its bytes."""

    path: str
    content: bytes
    media_type: str
    role: Role = Role.INDEX
