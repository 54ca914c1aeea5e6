"""Talks, the lock and the clock → all that a build would write and report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed import channels, ledger
from talkfeed.building.links import found_links
from talkfeed.building.lock import read_or_rebuild
from talkfeed.building.notices import no_episodes, unscheduled, waiting
from talkfeed.building.record import clock_behind
from talkfeed.building.request import lock_path
from talkfeed.formats import documents
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from talkfeed.building.links import FoundLinks
    from talkfeed.building.read import Reading
    from talkfeed.channels import Selection
    from talkfeed.errors import Problem
    from talkfeed.ledger import Ledger, Stamped
    from talkfeed.model import Document, Feed, Talks


class Plan(NamedTuple):
    """All that a build would write and say.

    `selection` has the feeds; `lock` is the path and the new bytes of talks.lock; `links` is what
    the entries show of links that were checked.
    """

    talks: Talks
    stamped: Stamped
    selection: Selection
    lock: tuple[Path, bytes]
    notices: tuple[Problem, ...]
    links: FoundLinks

    @property
    def feeds(self) -> tuple[Feed, ...]:
        """Every feed of the output."""
        return self.selection.feeds

    @property
    def documents(self) -> Iterator[Document]:
        """Render every feed in each of its formats."""
        return (document for feed in self.feeds for document in documents(feed))

    def valid_until(self, now: datetime) -> datetime | None:
        """Return the next moment at which a date passes that changes the feeds; None for never."""
        settings = self.talks.settings
        return channels.valid_until(self.stamped, now, settings.limit, settings.podcast)


def plan_of(
    source: Path,
    reading: Reading,
    *,
    now: datetime,
    allow_removals: int,
    published: str,
) -> Plan:
    """Decide everything; `published` is where a lost lock is rebuilt from.

    Raises:
        InvalidData: the lock, the memory of links or the removals are not in order.
    """
    talks, lock = reading.talks, lock_path(source)
    remembered, notices = read_or_rebuild(lock, published)
    stamped = ledger.stamp(
        talks, remembered, now, allow_removals=allow_removals, signatures=reading.signatures
    )
    links = found_links(source)
    entries, settings = map(links.mark, stamped.entries), talks.settings
    entries = map(reading.own_files.mark, entries)
    settings = reading.own_files.mark_settings(settings)
    stamped = _with_occasions(stamped._replace(entries=tuple(entries)), talks, now)
    selection = channels.select(settings, stamped, now)
    memory = stamped.ledger.remember(selection.channels, selection.held)
    return Plan(
        talks=talks,
        stamped=stamped._replace(ledger=memory),
        selection=selection,
        lock=(lock, ledger.dump(memory).encode()),
        notices=(
            *talks.notices,
            *(notices if remembered or stamped.entries else ()),
            *clock_behind(_latest(remembered), lock, now),
            *unscheduled(stamped, lock, now),
            *no_episodes((entry.talk for entry in stamped.entries), talks.settings),
            *waiting(stamped.waiting, lock),
        ),
        links=links,
    )


def _with_occasions(stamped: Stamped, talks: Talks, now: datetime) -> Stamped:
    """Add the days of events, the calls for papers, and which talks are highlights."""
    known = stamped.ledger
    found = ledger.occasions(talks.settings, known.occasions, known.authority, now)
    known = known._replace(occasions={each.kind: each.lines for each in found if each.lines})
    pinned = sorted(
        (entry for entry in stamped.entries if entry.talk.pinned),
        key=lambda entry: entry.talk.order,
    )
    keys = tuple(entry.key for entry in pinned)
    return stamped._replace(occasions=found, ledger=known, pinned=keys)


def _latest(remembered: Ledger | None) -> datetime | None:
    """Return the last change that subscribers were shown."""
    return max((line.updated for line in remembered.lines), default=None) if remembered else None
