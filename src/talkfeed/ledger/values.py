"""The values of the memory: one `Line` per talk ever published, and what a build found changed."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from talkfeed.model import Entry, Talk, Tombstone


class Line(NamedTuple):
    """What subscribers have been told of one talk.

    Moments are in UTC with whole seconds. `title` is the entry's, unique in the ledger. `start`
    and `end` are days or moments, of a talk with an event in calendars. `digest` is empty where it
    is unknown and for a withdrawn talk, which was last `updated` when it was `withdrawn`.
    `id` is only set where it is not the tag URI of the key: the feed was begun by other software.
    `start` and `end` stay those of the last known day where a talk loses its own; `rescheduled`
    is set for a postponed talk that has its new day. `feeds` are the paths of the feeds that ever
    held the talk, sorted, besides the one of all talks.
    """

    key: str
    title: str
    published: datetime
    updated: datetime
    sequence: int = 0
    recorded: datetime | None = None
    withdrawn: datetime | None = None
    start: date | datetime | None = None
    end: date | datetime | None = None
    digest: str = ""
    kin: str = ""
    id: str | None = None
    rescheduled: bool = False
    feeds: tuple[str, ...] = ()

    def with_feeds(self, paths: Iterable[str]) -> Line:
        """Add feeds to those that ever held the talk; a line that has them stays the same one."""
        feeds = tuple(sorted({*self.feeds, *paths}))
        return self if feeds == self.feeds else self._replace(feeds=feeds)


FOLDERS = {"speaker": "speakers", "event": "events", "tag": "tags", "year": "years"}
"""The kinds of channels of some talks, and the folder of the output for each kind."""
STANDING = "site"
"""The kind of the channels that every site has."""
UPCOMING = "upcoming"
"""The path of the channel of talks to come."""


def archive_path(path: str, year: int) -> str:
    """Return the output path of the archive of a feed's year, without the suffix."""
    return f"archive/{path}/{year}"


class Channel(NamedTuple):
    """A feed and its calendar, to which people may have subscribed: its address never moves.

    `kind` is speaker, event, tag or year, or site for a channel that every site has; `slug` is the
    last part of its path. `first` is the key of its oldest talk, by which it is recognised under a
    new name; it is empty where that is not known, after a lost lock, until the next build finds the
    talks by the name. A channel of the site has neither a name nor a first talk.

    `updated` is the last change of anything in it, None if it was never published. `archives` are
    the years that have an archive document, the latest first, each with its last change.
    `has_calendar` is set once it has had a calendar.
    """

    kind: str
    slug: str
    name: str
    first: str
    updated: datetime | None = None
    archives: tuple[tuple[int, datetime], ...] = ()
    has_calendar: bool = False

    @property
    def path(self) -> str:
        """Return the output path without the suffix."""
        return f"{FOLDERS[self.kind]}/{self.slug}" if self.kind in FOLDERS else self.slug


_NO_ROWS: Mapping[str, tuple[Line, str]] = {}


class Ledger(NamedTuple):
    """All that is remembered: who mints the ids (RFC 4151, 2.1), the lines sorted by key.

    `channels` are sorted by kind and slug. `rows` hold by key what was read, and the text it
    was read from: a line that is still the same object is written as it was.
    """

    authority: str
    created: datetime
    lines: tuple[Line, ...] = ()
    channels: tuple[Channel, ...] = ()
    rows: Mapping[str, tuple[Line, str]] = _NO_ROWS

    def remember(self, channels: Iterable[Channel], held: Mapping[str, Iterable[str]]) -> Ledger:
        """Add the channels that were chosen, and to each line the feeds that hold its talk."""
        lines = (line.with_feeds(held.get(line.key, ())) for line in self.lines)
        return self._replace(channels=tuple(channels), lines=tuple(lines))


class ChangeKind(StrEnum):
    """What a subscriber sees happen to a talk."""

    NEW = "new"
    UPDATED = "updated"
    WITHDRAWN = "withdrawn"
    RESTORED = "restored"


class Change(NamedTuple):
    """A difference that a subscriber will see.

    `title` is the entry's. `what` names the groups of facts that changed, e.g. title, date;
    `renamed_from` is the entry's former title where the talk was recognised under a new one.
    """

    kind: ChangeKind
    key: str
    title: str
    what: tuple[str, ...] = ()
    renamed_from: str | None = None


class Stamped(NamedTuple):
    """Talks with their memory: entries and tombstones newest first, and the ledger to keep.

    `waiting` are the talks to be announced later, the next one first; nothing else mentions them.
    """

    entries: tuple[Entry, ...]
    tombstones: tuple[Tombstone, ...]
    ledger: Ledger
    changes: tuple[Change, ...]
    waiting: tuple[Talk, ...] = ()
