"""The values of the ledger: one `Line` per talk ever published, the channels, and the changes."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from talkfeed.identity import uid
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from talkfeed.model import Entry, SlotEvent, Talk, Tombstone


class Line(NamedTuple):
    """The published state of one talk.

    Times are in UTC with whole seconds. `title` is the entry's, unique in the ledger. `start` and
    `end` are days or times of a talk that is in calendars, and remain those of the last known day
    if the talk loses its date. `digest` is empty if unknown, and for a withdrawn talk, whose
    `updated` is the time of its withdrawal. `id` is set only if it is not the tag URI of the key,
    because other software began the feed. `kin` are the match keys. `rescheduled` is set for a
    postponed talk with a new date. `feeds` are the sorted paths of all feeds that ever contained
    the talk, except that of all talks. `slot` is the name of the slot of a series whose UID the
    talk has in calendars, "" for its own. `until` is the last day or time on which calendars have
    shown its event, if that is after `end` and not over.
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
    slot: str = ""
    until: date | datetime | None = None

    def with_feeds(self, paths: Iterable[str]) -> Line:
        """Return the line with additional feeds, or the same object if it has them already."""
        feeds = tuple(sorted({*self.feeds, *paths}))
        return self if feeds == self.feeds else self._replace(feeds=feeds)


FOLDERS = {
    "speaker": "speakers",
    "event": "events",
    "series": "series",
    "tag": "tags",
    "year": "years",
}
"""The output folder of each kind of channel."""
SERIES = "series"
"""The kind of the channel of a series."""
STANDING = "site"
"""The kind of the channels of every site."""
EVENT, CALL = "event", "call"
"""The kinds of occasions: the days of an event, and a call for papers."""
CALLS = "cfps"
"""The path of the channel of calls for papers."""
UPCOMING = "upcoming"
"""The path of the channel of upcoming talks."""


def archive_path(path: str, year: int) -> str:
    """Return the output path of the archive of a feed's year, without the suffix."""
    return f"archive/{path}/{year}"


class Channel(NamedTuple):
    """A feed and its calendar, whose address never changes, since people may have subscribed.

    `kind` is speaker, event, series, tag or year, or site for a channel of every site; `slug` is
    the last part of its path. `first` is the key of its oldest talk, which identifies the channel
    if its name changes; it is empty if unknown, between the recovery of a lost lock file and the
    next build. A channel of the site has neither a name nor a first talk.

    `updated` is the last change of its content, None if it has never been published. `archives`
    are the years with an archive document, latest first, each with its last change.
    `has_calendar` is set once it has had a calendar. `slots_updated` is the last change of a slot
    without a talk in it, if that is later than `updated`. `is_lean` is set if it was first
    published when the settings did not choose formats: a channel of a speaker, an event, a series,
    a tag or a year then has few formats, and a calendar from its first talk to come on.

    A series has a channel from its first build on, published or not: the slug names its slots.
    """

    kind: str
    slug: str
    name: str
    first: str
    updated: datetime | None = None
    archives: tuple[tuple[int, datetime], ...] = ()
    has_calendar: bool = False
    slots_updated: datetime | None = None
    is_lean: bool = False

    @property
    def path(self) -> str:
        """Return the output path without the suffix."""
        return f"{FOLDERS[self.kind]}/{self.slug}" if self.kind in FOLDERS else self.slug


class Slot(NamedTuple):
    """The last version of the event of a slot of a series, whatever is in the slot.

    `series` is the slug of the series, and `key` the original day, with the time if there are
    several slots that day. `digest` is a hash of what the event shows besides its time, `HELD` if
    a talk has its UID, `GONE` for a slot that there is no more, and "" or `CALLED_OFF` if it is
    unknown. `feeds` are the sorted paths of the channels, except those of the site, whose calendars
    have had the event before its day was over.

    A talk that has the UID has the last version in its line, as an edit renews only that. This is
    then the version with which it took the UID, at the time that the event had before: calendars
    of channels without the talk show it as cancelled.
    """

    series: str
    key: str
    start: date | datetime
    end: date | datetime
    sequence: int
    updated: datetime
    digest: str = ""
    feeds: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name of the slot, of which its UID is made; no key of a talk has a full stop."""
        return f"{self.series}.{self.key}"


GONE, HELD, CALLED_OFF = "gone", "held", "cancelled"
"""The digests of events of slots: there is no such slot any more; a talk has the UID; a cancelled
one that was read from a calendar."""


_NO_OCCASIONS: Mapping[str, tuple[Line, ...]] = {}
_NO_ROWS: Mapping[str, tuple[Line, str]] = {}


class Ledger(NamedTuple):
    """The state kept between builds: the authority of ids (RFC 4151, 2.1), and lines by key.

    `channels` are sorted by kind and slug, and `slots` by their series and key. `occasions` are the
    lines of events and calls for papers by their kind. `rows` has the lines by key as they were
    read, with their text, which is reused for a line that is still the same object.
    """

    authority: str
    created: datetime
    lines: tuple[Line, ...] = ()
    channels: tuple[Channel, ...] = ()
    occasions: Mapping[str, tuple[Line, ...]] = _NO_OCCASIONS
    slots: tuple[Slot, ...] = ()
    rows: Mapping[str, tuple[Line, str]] = _NO_ROWS

    def remember(self, channels: Iterable[Channel], held: Mapping[str, Iterable[str]]) -> Ledger:
        """Return the ledger with these channels, and what they hold: paths by key or by UID."""
        lines = (line.with_feeds(held.get(line.key, ())) for line in self.lines)
        slots = (
            slot._replace(feeds=tuple(sorted({*slot.feeds, *held[name]})))
            if (name := uid(self.authority, slot.name)) in held
            else slot
            for slot in self.slots
        )
        return self._replace(channels=tuple(channels), lines=tuple(lines), slots=tuple(slots))


class ChangeKind(StrEnum):
    """The kind of a change to a talk."""

    NEW = "new"
    UPDATED = "updated"
    WITHDRAWN = "withdrawn"
    RESTORED = "restored"


class Change(NamedTuple):
    """A change that subscribers will see.

    `title` is the entry's. `what` are the groups of facts that changed, e.g. title, date;
    `renamed_from` is the entry's former title if the talk was renamed.
    """

    kind: ChangeKind
    key: str
    title: str
    what: tuple[str, ...] = ()
    renamed_from: str | None = None


class Occasions(NamedTuple):
    """The entries and tombstones of a kind of occasions, and their lines.

    `events` are the names of the events by the keys of the entries.
    """

    kind: str
    entries: tuple[Entry, ...]
    tombstones: tuple[Tombstone, ...]
    events: Mapping[str, str]
    lines: tuple[Line, ...]


class Stamped(NamedTuple):
    """The result of a stamp: entries and tombstones, newest first, and the new ledger.

    `waiting` are the talks to be announced later, the next one first; no output contains them.
    `slots` are those without a talk, in the order of time, and `slots_until` is when the same talks
    have other ones, None for never.
    `pinned` are the keys of the highlights.
    """

    entries: tuple[Entry, ...]
    tombstones: tuple[Tombstone, ...]
    ledger: Ledger
    changes: tuple[Change, ...]
    waiting: tuple[Talk, ...] = ()
    occasions: tuple[Occasions, ...] = ()
    slots: tuple[SlotEvent, ...] = ()
    slots_until: datetime | None = None
    pinned: tuple[str, ...] = ()
