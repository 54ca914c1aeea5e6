"""The values of the memory: one `Line` per talk ever published, and what a build found changed."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from talkfeed.model import Entry, Tombstone


class Line(NamedTuple):
    """What subscribers have been told of one talk.

    Moments are in UTC with whole seconds. `title` is the entry's, unique in the ledger. `start`
    and `end` are days or moments, of a talk that calendars show. `digest` is empty where it is
    unknown and for a withdrawn talk; a withdrawn talk was last `updated` when it was `withdrawn`.
    `id` is only set where it is not the tag URI of the key: the feed was begun by other software.
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


class Channel(NamedTuple):
    """A feed of some talks that people may have subscribed to: its address never moves.

    `kind` is speaker, event, tag or year; `slug` is the last part of its path. `first` is the key
    of its oldest talk, by which it is recognised under a new name; it is empty where that is not
    known, after a lost lock, until the next build finds the talks by the name.
    """

    kind: str
    slug: str
    name: str
    first: str


FOLDERS = {"speaker": "speakers", "event": "events", "tag": "tags", "year": "years"}
"""The kinds of channels, and the folder of the output in which each kind lies."""

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
    """Talks with their memory: entries and tombstones newest first, and the ledger to keep."""

    entries: tuple[Entry, ...]
    tombstones: tuple[Tombstone, ...]
    ledger: Ledger
    changes: tuple[Change, ...]
