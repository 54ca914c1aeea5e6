"""Entry, Feed → a fingerprint: a hash of all that the fragments or documents made of it depend on.

Equal fingerprints mean equal bytes. The version of the program is not part of them, because each
version has its own cache.
"""

from __future__ import annotations

from hashlib import blake2b
from itertools import chain
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from talkfeed.model import Entry, EventProfile, Feed, Profile, Talk

FINGERPRINT_BYTES = 16
_GAP = "\x1f"
_UNKNOWN = b"?"
"""The prefix of fingerprints valid in one build only, of talks without source fingerprint."""


def hash_of(*parts: bytes) -> bytes:
    """Return the fingerprint of parts, joined as they are."""
    return blake2b(b"".join(parts), digest_size=FINGERPRINT_BYTES).digest()


class Fingerprints:
    """The fingerprints of a site's entries and feeds, each computed once."""

    def __init__(self, site: Feed, sources: Mapping[int, bytes], formats: Sequence[str]) -> None:
        """Take the feed of all talks, and the source fingerprint of each talk by its order.

        A source fingerprint is that of the item which a talk was read from, empty if unknown.
        `formats` are those made of fragments.
        """
        self._sources = sources
        self._entries: dict[int, bytes] = {}
        self._values: dict[int, tuple[Any, bytes]] = {}
        medium = site.podcast.medium if site.podcast else ""
        shared = (
            medium,
            site.language,
            site.authors,
            site.base,
            site.has_calendars,
            tuple(formats),
        )
        self._shared = hash_of(repr(shared).encode(), self._of_value(site.look))
        self._ahead = frozenset(site.ahead)
        self._has_unknown = not all(sources.values())

    def of_entry(self, entry: Entry) -> bytes:
        """Return the fingerprint of an entry's fragments."""
        found = self._entries.get(id(entry))
        if found is None:
            found = self._entries[id(entry)] = self._fingerprint(entry)
        return found

    def of_source(self, entry: Entry) -> bytes:
        """Return the fingerprint of what an entry's talk was read from; empty where unknown.

        Occasions have negative orders: all of them is in the talk.
        """
        talk = entry.talk
        return self._sources[talk.order] if talk.order >= 0 else _hash_value(talk)

    def adopt(self, entries: Iterable[tuple[Entry, bytes]]) -> None:
        """Take over the fingerprints of entries that an earlier build has computed."""
        self._entries |= {id(entry): name for entry, name in entries}

    def reusable(self) -> frozenset[bytes]:
        """Return the fingerprints that are valid in the next build as well."""
        return frozenset(name for name in self._entries.values() if not name.startswith(_UNKNOWN))

    def of_feed(self, feed: Feed) -> bytes:
        """Return the fingerprint of a feed; empty if an entry has no source fingerprint."""
        known = self._entries
        entries = [known.get(id(entry)) or self.of_entry(entry) for entry in feed.entries]
        if self._has_unknown and any(name.startswith(_UNKNOWN) for name in entries):
            return b""
        flags = feed.live, feed.pages, feed.has_calendars, feed.is_subscription, feed.cards
        texts = (
            *(feed.path, feed.id, feed.title, feed.subtitle, feed.home, feed.base, feed.language),
            *(feed.rights, str(feed.updated), str(feed.current), str(feed.prev_archive)),
            *(str(feed.next_archive), feed.source, repr(flags), *feed.ahead),
            *chain.from_iterable(feed.profiles),
            *(repr(feed.pinned) if feed.pinned else "",),
            *(f"{each.kind}{_GAP}{each.name}{_GAP}{len(each.talks)}" for each in feed.related),
        )
        values = (
            *(feed.authors, feed.tombstones, feed.subscriptions, feed.look, feed.hubs),
            *(feed.slots, feed.podcast, feed.image),
        )
        about = self._of_value(feed.about) if feed.about else b""
        related = map(self._of_value, chain.from_iterable(each.talks for each in feed.related))
        head = _GAP.join(texts).encode("utf-8", "surrogatepass")
        order = _order(feed) if len(entries) > 1 else b""
        return hash_of(head, *map(self._of_value, values), about, *related, *entries, order)

    def _fingerprint(self, entry: Entry) -> bytes:
        source = self.of_source(entry)
        if not source:
            return _UNKNOWN + entry.id.encode("utf-8", "surrogatepass")
        state = (
            f"{entry.key}{_GAP}{entry.id}{_GAP}{entry.uid}{_GAP}{entry.url}{_GAP}{entry.title}"
            f"{_GAP}{entry.published}{_GAP}{entry.updated}{_GAP}{entry.recorded}{_GAP}"
            f"{entry.sequence}{_GAP}{entry.talk.rescheduled}{_GAP}{entry.key in self._ahead}"
            f"{_GAP}{entry.start}{_GAP}{entry.end}{_GAP}{entry.was_upcoming}"
            f"{_GAP}{entry.slot}"
            f"{_GAP}{[link.found for link in entry.talk.links if link.found]}"
            f"{_GAP}{[each.own.stored for each in entry.talk.attachments if each.own]}"
        )
        profiles = map(self._of_value, _profiles(entry.talk))
        state_now = state.encode("utf-8", "surrogatepass")
        return b"=" + hash_of(self._shared, source, state_now, *profiles)

    def _of_value(self, value: Any) -> bytes:  # noqa: ANN401  — a value of a feed
        """Hash a value shared by many feeds; it is kept, so that its `id` is not reused."""
        found = self._values.get(id(value))
        if found is None:
            found = self._values[id(value)] = value, _hash_value(value)
        return found[1]


def _profiles(talk: Talk) -> Iterator[Profile | EventProfile]:
    """Return the profiles of a talk's people and of its event, which are not in its source."""
    yield from (each.profile for each in (*talk.speakers, *talk.contributors) if each.profile)
    if talk.event and talk.event.profile:
        yield talk.event.profile


def _order(feed: Feed) -> bytes:
    """Return the order of a feed's talks in the file, which pages use within a day."""
    ranks = [entry.talk.order for entry in feed.entries]
    return repr(sorted(range(len(ranks)), key=ranks.__getitem__)).encode()


def _hash_value(value: Any) -> bytes:  # noqa: ANN401  — a value of a feed
    return hash_of(repr(value).encode("utf-8", "surrogatepass"))
