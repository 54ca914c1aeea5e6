"""An edit of a few talks → the lines, fragments and documents that it changes, and no others.

Most edits touch what one talk says and nothing that other talks, the choice of channels or the
lock depend on. Then the plan of the last build holds: the talk's line is stamped as if it were
alone, and only the channels and pages that hold it are chosen again, from the record. Wherever
that is not certain there is a reason, and all is planned again. Either way the bytes are the same.
"""

from __future__ import annotations

from array import array
from hashlib import sha256
from typing import TYPE_CHECKING

from talkfeed import channels, ledger
from talkfeed.building import explain
from talkfeed.building.dependencies import (
    Dependencies,
    delivery_of,
    pack_channel,
    subscription,
)
from talkfeed.building.edits import base_of, edits_of, notices_of
from talkfeed.building.fingerprints import Fingerprints
from talkfeed.building.items import DIGEST_BYTES
from talkfeed.building.lazy_entry import lazy_entries
from talkfeed.building.lazy_text import TextLoader
from talkfeed.building.people import current
from talkfeed.building.profiles import Profiles
from talkfeed.building.read import load_item
from talkfeed.building.record import NotIncremental, Reason, plain_notices, write_moment
from talkfeed.building.render import Renderer
from talkfeed.engine.documents import Made
from talkfeed.errors import Place, StoreMiss
from talkfeed.model import RawItem
from talkfeed.publishing.publish import publish

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from talkfeed.building.edits import Base, Edit
    from talkfeed.building.record import BuildRecord
    from talkfeed.building.report import Report
    from talkfeed.building.request import BuildOptions, BuildRequest
    from talkfeed.building.up_to_date import State
    from talkfeed.channels import Selection
    from talkfeed.engine.store import Cache
    from talkfeed.ledger import Revised
    from talkfeed.model import Entry
    from talkfeed.publishing.publish import Published


def build_edit(
    request: BuildRequest,
    state: State,
    record: BuildRecord,
    cache: Cache,
    *,
    now: datetime,
    options: BuildOptions,
) -> Report:
    """Publish what edits of a few talks change; all but the talks file is as it was left.

    Raises:
        NotIncremental: more has changed, or it is not certain; nothing is written.
        CannotWrite, AlreadyBuilding: as `publish`.
    """
    base = base_of(request, state, record, cache)
    edits = edits_of(base)
    noticed = plain_notices(notices_of(base, edits))
    revised = _revise(base, edits, now)
    chosen, fingerprints = _choose(base, edits, revised, now)
    revised = revised._replace(content=ledger.exchange(revised.content, chosen.channels))
    published, reasons = _publish(base, revised, chosen, fingerprints, options)
    record._replace(
        files=tuple((path, base.seen.digests.get(path, old)) for path, old in record.files),
        lock=sha256(revised.content).digest(),
        since=write_moment(now),
        latest=max(record.latest, *(write_moment(each.updated) for each in revised.entries)),
        notices=noticed,
        dependencies=_known_now(base, edits, revised, chosen, fingerprints).save(),
    ).save(cache)
    return (
        record._replace(notices=noticed)
        .report(cache, request.lock, now)
        ._replace(
            changes=revised.changes,
            written=published.written,
            unchanged=tuple(path for path in cache.documents.paths if path not in reasons),
            reasons=tuple(reasons.items()),
        )
    )


def _publish(
    base: Base, revised: Revised, chosen: Selection, known: Fingerprints, options: BuildOptions
) -> tuple[Published, dict[str, str]]:
    """Publish the documents that differ, and say why each was written."""
    cache, request, progress = base.cache, base.request, options.progress
    progress.step(len(revised.entries))
    renderer = Renderer(chosen.feeds, chosen.site, known, cache)
    tasks = [each for each in renderer.documents(cache.documents.get) if not each.signature]
    renderer.prepare(tasks, options.jobs, progress)
    progress.begin("write", len(tasks))
    published = publish(
        tasks,
        request.output,
        beside={request.lock: revised.content} if revised.content != base.lock else {},
        source=request.source,
        others=frozenset(cache.documents.paths),
        on_progress=progress.step,
    )
    made = {
        each.path: Made(each.fingerprint, signature)
        for each in tasks
        if (signature := published.signatures[each.path])
    }
    cache.keep(cache.documents.revised(made))
    written = frozenset(published.written)
    return published, dict(explain.reasons(tasks, written, revised.changes, renderer.rendered))


def _revise(base: Base, edits: Sequence[Edit], now: datetime) -> Revised:
    """Stamp the edited talks again, without the others.

    Raises:
        NotIncremental: another talk could be mistaken for one of them.
    """
    edited = (ledger.Edited(base.known.keys[edit.rank], *edit.now[:2]) for edit in edits)
    revised = ledger.revise(base.lock, edited, base.seen.rules.settings, now)
    if revised is None:
        difference = "another talk might be taken for the edited one"
        raise NotIncremental(Reason(str(base.request.lock), difference))
    return revised._replace(entries=tuple(map(base.mark, revised.entries)))


def _choose(
    base: Base, edits: Sequence[Edit], revised: Revised, now: datetime
) -> tuple[Selection, Fingerprints]:
    """Select the feeds that hold the talks, with the fingerprints of what they are made of."""
    known, settings = base.known, base.own_files.mark_settings(base.seen.rules.settings)
    entries = _entries(base, revised.authority, now)
    sources = [*known.source_fingerprints]
    edited = {entry.key: entry for entry in revised.entries}
    for edit in edits:
        entries[edit.rank] = edited[known.keys[edit.rank]]
    tombstones = ledger.withdrawn(base.lock)
    held = (known.channel(rank, entries, tombstones) for rank in _touched(known, edits))
    stamped = ledger.Stamped(
        occasions=_occasions(base, revised.authority, now),
        pinned=known.pinned,
        entries=tuple(entries),
        tombstones=tombstones,
        ledger=ledger.Ledger(revised.authority, now),
        changes=revised.changes,
        waiting=(),
    )
    chosen = channels.select_edited(
        settings,
        stamped,
        now,
        held=tuple(held),
        subscriptions=tuple(map(subscription, known.subscriptions)),
        edited=_shown_by(known, edits),
        related=known.related,
    )
    for edit in edits:
        sources[edit.rank] = edit.now.source_fingerprint
    by_order = dict(zip(known.orders, sources, strict=True))
    fingerprints = Fingerprints(chosen.site, by_order, known.formats)
    ranks = {edit.rank for edit in edits}
    fingerprints.adopt(
        (entry, known.fragments[rank]) for rank, entry in enumerate(entries) if rank not in ranks
    )
    return chosen, fingerprints


def _shown_by(known: Dependencies, edits: Sequence[Edit]) -> list[int]:
    """List the talks whose pages show an edited talk: itself, and those that mention it."""
    found = {edit.rank for edit in edits}
    for edit in edits:
        before, now = edit.before.talk, edit.now.talk
        if (before.title, before.language) != (now.title, now.language):
            sought = array("I", [edit.rank]).tobytes()
            # The same bytes across two numbers only name a page that turns out to be up to date.
            found.update(rank for rank, row in enumerate(known.related) if sought in row[1])
    return sorted(found)


def _occasions(base: Base, authority: str, now: datetime) -> tuple[ledger.Occasions, ...]:
    """Return the days of events and the calls for papers, which an edit of talks leaves alone.

    Raises:
        NotIncremental: they differ from those of the last build.
    """
    before = ledger.read_occasions(base.lock)
    found = ledger.occasions(base.seen.rules.settings, before, authority, now)
    lines = {each.kind: each.lines for each in found if each.lines}
    if lines != before:  # pragma: no cover  — a guard, as the lock is that of the last build
        raise NotIncremental(Reason(str(base.request.lock), "it differs from the events"))
    return found


def _touched(known: Dependencies, edits: Sequence[Edit]) -> list[int]:
    """List the channels that hold edited talks; that of all talks is the first."""
    held = (array("I", known.holders[edit.rank]) for edit in edits)
    return sorted({0}.union(*held))


def _entries(base: Base, authority: str, now: datetime) -> list[Entry]:
    """Return the entries of the last build, most of whose fields are loaded on demand."""
    known, settings = base.known, base.seen.rules.settings
    loader, profiles = TextLoader(base.cache), Profiles(settings)
    places: dict[int, Place] = {}

    def load(rank: int) -> Entry:
        places.update(() if places else _places(base))
        source = known.source_fingerprints[rank]
        fingerprint, delivery = source[:DIGEST_BYTES], int(source[DIGEST_BYTES:])
        raw = RawItem(b"", places.get(rank) or Place(str(base.request.source), 1, 1))
        order = known.orders[rank] - delivery
        loaded = load_item(raw, fingerprint, base.cache, loader, order, profiles)
        if loaded is None:
            raise StoreMiss
        talk, signature, _ = loaded.talks[delivery]
        same = ledger.Edited(known.keys[rank], talk, signature)
        return base.mark(ledger.restore(base.lock, same, settings, now))

    return lazy_entries(known, load, authority)


def _places(base: Base) -> Iterator[tuple[int, Place]]:
    """Return the places of items by the ranks of their entries."""
    places = (Place(each.path, line, 1) for each in base.seen.files for line in each.lines)
    return zip(base.known.ranks, places, strict=True)


def _known_now(
    base: Base,
    edits: Sequence[Edit],
    revised: Revised,
    chosen: Selection,
    fingerprints: Fingerprints,
) -> Dependencies:
    """Return what the next edit needs to know."""
    seen, known = base.seen, base.known
    updated, deliveries = [*known.updated], [*known.deliveries]
    fragments, sources, held = [*known.fragments], [*known.source_fingerprints], [*known.channels]
    entries = {entry.key: entry for entry in revised.entries}
    for edit in edits:
        entry = entries[known.keys[edit.rank]]
        updated[edit.rank] = int(entry.updated.timestamp())
        fragments[edit.rank] = fingerprints.of_entry(entry)
        sources[edit.rank] = edit.now.source_fingerprint
        deliveries[edit.rank] = delivery_of(edit.now.talk)
    ranks = {id(entry): rank for rank, entry in enumerate(chosen.site.entries)}
    for rank, channel_feed in zip(_touched(known, edits), chosen.channel_feeds, strict=True):
        held[rank] = pack_channel(channel_feed, ranks)
    return known._replace(
        files=seen.files,
        updated=tuple(updated),
        fragments=tuple(fragments),
        source_fingerprints=tuple(sources),
        deliveries=tuple(deliveries),
        channels=tuple(held),
        people=current(known.people, seen.rules.settings),
    )
