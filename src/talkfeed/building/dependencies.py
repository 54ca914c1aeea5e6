"""A build → what an edit of a few talks needs to know of all others, in columns.

Columns of plain values are read in a fraction of the time that a value for each talk would take.
They are in the record of the build, and so in the cache.
"""

from __future__ import annotations

from array import array
from datetime import UTC, date, datetime
from functools import lru_cache
from marshal import dumps, loads
from typing import TYPE_CHECKING, Any, Self

from talkfeed.building.codec import pack_when, unpack_when
from talkfeed.building.fingerprints import hash_of
from talkfeed.building.items import FileItems
from talkfeed.building.people import people_of, without_profiles
from talkfeed.building.render import fragmented
from talkfeed.channels import Contents, HeldChannel, delivery
from talkfeed.ledger import CALLS, Channel
from talkfeed.model import Location, SlotEvent, Subscription, Tombstone
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from talkfeed.building.fingerprints import Fingerprints
    from talkfeed.building.people import People
    from talkfeed.building.planning import Plan
    from talkfeed.building.read import ItemIndex
    from talkfeed.channels import ChannelFeed, Relations
    from talkfeed.ledger import Stamped
    from talkfeed.model import Entry, Settings, Talk, When

RECORDINGS = "recordings"
APART = (RECORDINGS, CALLS)
"""The channels whose entries are not those of talks."""
NONE = -1

Obstacle = tuple[str, str]
"""Why a build cannot be incremental: an input, and a reason; both empty if it can."""


class Dependencies(NamedTuple):
    """What a build knew of each item and entry, as plain values.

    `files` has the items by file, and `ranks` for each item of the site the rank of its entry, -1
    unless it has one talk with one entry. `settings_file` is the file with `feed:`. With
    `has_duplicates`, talks were left out (--lenient). All columns below are of the entries, newest
    first: keys, names of their slots, curated order, moments (seconds), days of events, the rank of
    the date in `whens`, the fingerprints of their fragments, and their source fingerprints.
    `related` are the relations of a talk to others, and `deliveries` fingerprints of what other
    deliveries of it have in common with it. `channels` are packed, the one of all talks first;
    `holders` are the ranks of the channels that hold an entry. `pinned` are the keys of highlights,
    and `people` are those of the settings (`building.people`).
    """

    settings: bytes
    formats: tuple[str, ...]
    settings_file: str
    has_duplicates: bool
    files: tuple[FileItems, ...]
    ranks: tuple[int, ...]
    keys: tuple[str, ...]
    slots: tuple[str, ...]
    orders: tuple[int, ...]
    published: tuple[int, ...]
    updated: tuple[int, ...]
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    dates: tuple[int, ...]
    whens: tuple[tuple[Any, ...], ...]
    fragments: tuple[bytes, ...]
    source_fingerprints: tuple[bytes, ...]
    related: tuple[Relations, ...]
    deliveries: tuple[bytes, ...]
    channels: tuple[bytes, ...]
    holders: tuple[bytes, ...]
    subscriptions: tuple[tuple[Any, ...], ...]
    pinned: tuple[str, ...]
    people: People

    @classmethod
    def load(cls, content: bytes) -> Self:
        """Read what `save` wrote."""
        found = cls(*loads(content))  # noqa: S302  — our own, and sealed
        return found._replace(files=tuple(FileItems(*each) for each in found.files))

    def save(self) -> bytes:
        """Write them as bytes."""
        return dumps(tuple(self._replace(files=tuple(map(tuple, self.files)))))  # type: ignore[arg-type]  # plain

    def channel(
        self, rank: int, entries: Sequence[Entry], tombstones: Sequence[Tombstone]
    ) -> HeldChannel:
        """Unpack a channel; what it holds is taken from the entries and tombstones given."""
        kind, name, row, *packed = loads(self.channels[rank])  # noqa: S302  — our own, and sealed
        held, dated, withdrawn, taken_back, slots = packed
        by_key = {each.key: each for each in tombstones} if withdrawn or taken_back else {}
        contents = Contents(
            tuple(entries[place] for place in array("I", held)),
            tuple(by_key[key] for key in withdrawn),
            tuple(entries[place] for place in array("I", dated)),
            tuple(by_key[key] for key in taken_back),
            tuple(map(_unpack_slot, slots)),
        )
        channel_kind, slug, own, first, updated, archives, has_calendar, slots_updated, lean = row
        channel = Channel(
            kind=channel_kind,
            slug=slug,
            name=own,
            first=first,
            updated=_moment(updated),
            archives=tuple((year, _moment(moment)) for year, moment in archives),
            has_calendar=has_calendar,
            slots_updated=_moment(slots_updated) if slots_updated else None,
            is_lean=lean,
        )
        return HeldChannel(kind, name, contents, channel)


def dependencies(
    index: ItemIndex | None, planned: Plan, known: Fingerprints
) -> tuple[bytes, Obstacle]:
    """Return what an incremental build needs, packed, and the obstacle to one."""
    stamped, selection = planned.stamped, planned.selection
    entries, obstacle = stamped.entries, _obstacle(index, stamped.entries)
    if index is None or obstacle[1]:
        return b"", obstacle
    ranks = {id(entry): rank for rank, entry in enumerate(entries)}
    channel_feeds = [each for each in selection.channel_feeds if each.channel.path not in APART]
    whens, dates = _dates(entries)
    found = Dependencies(
        settings=settings_fingerprint(planned.talks.settings),
        formats=tuple(row.name for row in fragmented(selection.feeds)),
        settings_file=index.settings_file,
        has_duplicates=index.has_duplicates,
        files=index.files,
        ranks=_ranks(index, stamped),
        keys=tuple(entry.key for entry in entries),
        slots=tuple(entry.slot for entry in entries),
        orders=tuple(entry.talk.order for entry in entries),
        published=tuple(int(entry.published.timestamp()) for entry in entries),
        updated=tuple(int(entry.updated.timestamp()) for entry in entries),
        starts=tuple(_text(entry.start) for entry in entries),
        ends=tuple(_text(entry.end) for entry in entries),
        dates=dates,
        whens=whens,
        fragments=tuple(map(known.of_entry, entries)),
        source_fingerprints=tuple(known.of_source(entry) for entry in entries),
        related=selection.related,
        deliveries=tuple(delivery_of(entry.talk) for entry in entries),
        channels=tuple(pack_channel(each, ranks) for each in channel_feeds),
        holders=_holders(channel_feeds, ranks),
        subscriptions=tuple(map(tuple, selection.site.subscriptions)),
        pinned=stamped.pinned,
        people=people_of(planned.talks.settings, entries),
    )
    return found.save(), ("", "")


def _obstacle(index: ItemIndex | None, entries: Sequence[Entry]) -> Obstacle:
    """Return why a build cannot be incremental."""
    if index is None:
        return "the files of talks", "they are parsed as a whole"
    digests = {entry.digest for entry in entries}
    if len(digests) < len(entries):  # pragma: no cover  — TF315 rejects such talks
        return "two talks", "they are the same but for their places"
    return "", ""


def _dates(entries: Sequence[Entry]) -> tuple[tuple[tuple[Any, ...], ...], tuple[int, ...]]:
    """Return the dates of all entries, each once, and the rank of each entry's date in them."""
    whens: dict[When, int] = {}
    dates = tuple(whens.setdefault(entry.talk.when, len(whens)) for entry in entries)
    return tuple(map(pack_when, whens)), dates


def _ranks(index: ItemIndex, stamped: Stamped) -> tuple[int, ...]:
    """Find the entry of each item that has one talk, which is in no feed of recordings."""
    recorded = {line.key for line in stamped.ledger.lines if RECORDINGS in line.feeds}
    found = [NONE] * sum(len(each.lines) for each in index.files)
    twice = set()
    for rank, entry in enumerate(stamped.entries):
        item = index.owners[entry.talk.order]
        if found[item] != NONE or entry.key in recorded:
            twice.add(item)
        found[item] = rank
    return tuple(NONE if item in twice else rank for item, rank in enumerate(found))


def _holders(channel_feeds: Sequence[ChannelFeed], ranks: dict[int, int]) -> tuple[bytes, ...]:
    """List the channels that hold each entry, in a feed or in a calendar."""
    found = [array("I") for _ in ranks]
    for channel, contents in enumerate(each.contents for each in channel_feeds):
        held = {id(each): None for each in (*contents.entries, *contents.dated)}
        for each in held:
            found[ranks[each]].append(channel)
    return tuple(each.tobytes() for each in found)


def pack_channel(channel_feed: ChannelFeed, ranks: dict[int, int]) -> bytes:
    """Pack a channel and what it holds, entries by their ranks."""
    contents, channel = channel_feed.contents, channel_feed.channel
    archives = tuple((year, _text(moment)) for year, moment in channel.archives)
    slots_updated = _text(channel.slots_updated)
    moments = _text(channel.updated), archives, channel.has_calendar, slots_updated
    row = (*channel[:4], *moments, channel.is_lean)
    held, dated = (
        array("I", (ranks[id(entry)] for entry in entries)).tobytes()
        for entries in (contents.entries, contents.dated)
    )
    withdrawn = tuple(each.key for each in contents.tombstones)
    taken_back = tuple(each.key for each in contents.taken_back)
    slots = tuple(map(_pack_slot, contents.slots))
    kind, name = channel_feed.subscription.kind, channel_feed.name
    return dumps((kind, name, row, held, dated, withdrawn, taken_back, slots))


def _pack_slot(slot: SlotEvent) -> tuple[Any, ...]:
    times = _text(slot.start), _text(slot.end), _text(slot.updated)
    where = slot.location and tuple(slot.location)
    rest = (slot.is_cancelled, where, *slot[10:])
    return (slot[:3], *times, slot.sequence, slot.when and pack_when(slot.when), rest)


def _unpack_slot(packed: tuple[Any, ...]) -> SlotEvent:
    head, start, end, updated, sequence, when, (is_cancelled, where, *rest) = packed
    location = Location(*where) if where else None
    known = when and unpack_when(when)
    times = (read_day(start), read_day(end), sequence, _moment(updated))
    values: tuple[Any, ...] = (*head, *times, known, is_cancelled, location, *rest)
    return SlotEvent(*values)


def subscription(row: tuple[Any, ...]) -> Subscription:
    """Unpack a subscription."""
    return Subscription(*row)


def settings_fingerprint(settings: Settings) -> bytes:
    """Fingerprint the settings of a site, without what is only shown of its people."""
    return hash_of(repr(without_profiles(settings)).encode("utf-8", "surrogatepass"))


def delivery_of(talk: Talk) -> bytes:
    """Fingerprint what the deliveries of a talk have in common."""
    return hash_of(delivery(talk).encode("utf-8", "surrogatepass"))


def _text(moment: date | None) -> str:
    return moment.isoformat() if moment else ""


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


@lru_cache(maxsize=16_384)
def read_day(text: str) -> date | datetime | None:
    """Read the start or end of an event, a date or a time; None if the text is empty."""
    if not text:
        return None
    return date.fromisoformat(text) if len(text) == len("2015-10-07") else _moment(text)


def read_seconds(seconds: int) -> datetime:
    """Read a moment in UTC."""
    return datetime.fromtimestamp(seconds, UTC)
