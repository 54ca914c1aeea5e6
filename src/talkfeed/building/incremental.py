"""An edit of a few talks → the lines, fragments and documents that it changes, and no others.

Most edits touch what one talk says and nothing that other talks, the choice of channels or the
lock depend on. Then the plan of the last build holds: the talk's line is stamped as if it were
alone, and only the channels and pages that hold it are chosen again, from the record. Wherever
that is not certain there is a reason, and all is planned again. Either way the bytes are the same.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from hashlib import sha256
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from talkfeed import channels, files, ledger
from talkfeed.building import explain
from talkfeed.building.dependencies import (
    NONE,
    Dependencies,
    pack_channel,
    settings_fingerprint,
    subscription,
)
from talkfeed.building.fingerprints import Fingerprints
from talkfeed.building.lazy_entry import lazy_entries
from talkfeed.building.lazy_text import Shelf
from talkfeed.building.read import recall, reread, scan
from talkfeed.building.record import NotIncremental, Reason, plain_notices, write_moment
from talkfeed.building.render import Renderer
from talkfeed.engine.documents import Made
from talkfeed.errors import Place, Problem, StoreMiss
from talkfeed.model import RawItem
from talkfeed.named_tuple import NamedTuple
from talkfeed.normalise import notices
from talkfeed.publishing.publish import publish

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from talkfeed.building.read import Known, Scan
    from talkfeed.building.record import BuildRecord
    from talkfeed.building.report import Report
    from talkfeed.building.request import BuildOptions, BuildRequest
    from talkfeed.building.up_to_date import State
    from talkfeed.channels import Selection
    from talkfeed.engine.store import Cache
    from talkfeed.ledger import Revised
    from talkfeed.model import Entry
    from talkfeed.publishing.publish import Published

FEW = 16
"""The most edited talks that an incremental build handles; a full build handles more."""


class Base(NamedTuple):
    """What an edit is built on: the talks as they are now, and what the last build recorded.

    `lines` are those in which items begin now; `lock` is the content of talks.lock.
    """

    seen: Scan
    known: Dependencies
    lines: tuple[int, ...]
    request: BuildRequest
    record: BuildRecord
    lock: bytes
    cache: Cache


class Edit(NamedTuple):
    """A talk that was edited: the ranks of its item and entry, and what was read of it."""

    item: int
    rank: int
    before: Known
    now: Known


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
    base = _base(request, state, record, cache)
    edits = _edits(base)
    noticed = plain_notices(_notices(base, edits))
    revised = _revise(base, edits, now)
    chosen, fingerprints = _choose(base, edits, revised, now)
    revised = revised._replace(content=ledger.exchange(revised.content, chosen.channels))
    published, reasons = _publish(base, revised, chosen, fingerprints, options)
    record._replace(
        files=((str(request.source), base.seen.digest),),
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


def _base(request: BuildRequest, state: State, record: BuildRecord, cache: Cache) -> Base:
    """Compare the talks file with the last build, if that can be done.

    Raises:
        NotIncremental: it cannot.
    """
    if not record.dependencies:
        raise NotIncremental(Reason(*record.obstacle))
    known = Dependencies.load(record.dependencies)
    seen = scan(state.hand_over(), str(request.source), known.items, known.runs)
    if seen is None:
        difference = "talks were added or removed, or its settings changed"
        raise NotIncremental(Reason(str(request.source), difference))
    try:
        lock = files.read(request.lock)
    except OSError as error:
        raise NotIncremental(Reason(str(request.lock), "it cannot be read")) from error
    if sha256(lock).digest() != record.lock:
        raise NotIncremental(Reason(str(request.lock), "it has changed"))
    return Base(seen, known, _lines(seen, known), request, record, lock, cache)


def _edits(base: Base) -> list[Edit]:
    """Find the talks that were edited, if that is all that happened.

    Raises:
        NotIncremental: it is not.
    """
    seen, known, cache = base.seen, base.known, base.cache
    source = str(base.request.source)
    if known.settings != settings_fingerprint(seen.rules.settings):
        raise NotIncremental(Reason(source, "its settings changed"))
    if not 0 < len(seen.edited) <= FEW:
        difference = f"{len(seen.edited)} talks changed; between 1 and {FEW} are built alone"
        raise NotIncremental(Reason(source, difference))
    if not reread(seen, cache):
        raise NotIncremental(Reason(source, "an edited talk may have a fault"))
    edits = []
    shelf = Shelf(cache)
    for item, raw, name in seen.edited:
        rank, place = known.ranks[item], str(raw.place)
        order = known.orders[rank] if rank != NONE else 0
        old, new = (recall(raw, each, cache, shelf, order) for each in (known.items[item], name))
        if rank == NONE or not old or not new or not len(old[0]) == len(new[0]) == 1:
            raise NotIncremental(Reason(place, "the item has not one talk with one entry"))
        edits.append(Edit(item, rank, *old[0], *new[0]))
        if not _is_local(edits[-1]):
            difference = "a date, name, tag, status or recording changed, which decides on channels"
            raise NotIncremental(Reason(place, difference))
    return edits


def _is_local(edit: Edit) -> bool:
    """Return whether an edit leaves all that other talks and the choice of feeds depend on."""
    old, new = edit.before.talk, edit.now.talk
    return old.id is new.id is None and channels.ties(old) == channels.ties(new)


def _notices(base: Base, edits: Sequence[Edit]) -> tuple[Problem, ...]:
    """Give the last build's notices their places of now, if none is of these talks.

    Raises:
        NotIncremental: one is.
    """
    seen, known, source = base.seen, base.known, str(base.request.source)
    edited = {edit.item for edit in edits}
    if any(notices([edit.now.talk for edit in edits], seen.rules.settings)):
        raise NotIncremental(Reason(source, "an edited talk has a notice"))
    found = []
    for notice in (Problem(Place(*each[:3]), *each[3:]) for each in base.record.notices):
        line = notice.place.line
        item = bisect_right(known.lines, line) - 1
        if notice.place.path == source and item >= 0:
            if item in edited:
                raise NotIncremental(Reason(str(notice.place), "an edited talk had a notice"))
            line += base.lines[item] - known.lines[item]
        found.append(notice._replace(place=notice.place._replace(line=line)))
    return tuple(found)


def _lines(seen: Scan, known: Dependencies) -> tuple[int, ...]:
    """Return the lines in which items begin now: what is above them may have grown."""
    heights = [below - line for line, below in pairwise(known.lines)]
    for item, raw, _ in seen.edited:
        heights[item : item + 1] = [raw.content.count(b"\n")]
    return tuple(accumulate(heights[: len(known.lines) - 1], initial=seen.place.line))


def _revise(base: Base, edits: Sequence[Edit], now: datetime) -> Revised:
    """Renew the lines of the talks, if that can be done alone.

    Raises:
        NotIncremental: it cannot.
    """
    edited = (ledger.Edited(base.known.keys[edit.rank], *edit.now[:2]) for edit in edits)
    revised = ledger.revise(base.lock, edited, base.seen.rules.settings, now)
    if revised is None:
        difference = "another talk might be taken for the edited one"
        raise NotIncremental(Reason(str(base.request.lock), difference))
    return revised


def _choose(
    base: Base, edits: Sequence[Edit], revised: Revised, now: datetime
) -> tuple[Selection, Fingerprints]:
    """Choose the feeds that hold the talks, and name what they are made of."""
    known, settings = base.known, base.seen.rules.settings
    entries = _entries(base, revised.authority, now)
    origins = [*known.origins]
    edited = {entry.key: entry for entry in revised.entries}
    for edit in edits:
        entries[edit.rank] = edited[known.keys[edit.rank]]
    tombstones = ledger.withdrawn(base.lock)
    held = (known.channel(rank, entries, tombstones) for rank in _touched(known, edits))
    stamped = ledger.Stamped(
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
        edited=tuple(edited[known.keys[edit.rank]] for edit in edits),
    )
    for edit in edits:
        origins[edit.rank] = edit.now.origin
    by_order = dict(zip(known.orders, origins, strict=True))
    fingerprints = Fingerprints(chosen.site, by_order, known.formats)
    ranks = {edit.rank for edit in edits}
    fingerprints.adopt(
        (entry, known.fragments[rank]) for rank, entry in enumerate(entries) if rank not in ranks
    )
    return chosen, fingerprints


def _touched(known: Dependencies, edits: Sequence[Edit]) -> list[int]:
    """List the channels that hold edited talks; that of all talks is the first."""
    held = (array("I", known.holders[edit.rank]) for edit in edits)
    return sorted({0}.union(*held))


def _entries(base: Base, authority: str, now: datetime) -> list[Entry]:
    """Make the entries of the last build, of which little is in hand."""
    known, settings, source = base.known, base.seen.rules.settings, str(base.request.source)
    shelf = Shelf(base.cache)
    items = {rank: item for item, rank in enumerate(known.ranks)}

    def load(rank: int) -> Entry:
        name, delivery = known.origins[rank][:16], int(known.origins[rank][16:])
        raw = RawItem(b"", Place(source, base.lines[items.get(rank, 0)], 1))
        recalled = recall(raw, name, base.cache, shelf, known.orders[rank] - delivery)
        if recalled is None:
            raise StoreMiss
        talk, signature, _ = recalled[0][delivery]
        same = ledger.Edited(known.keys[rank], talk, signature)
        return ledger.restore(base.lock, same, settings, now)

    return lazy_entries(known, load, authority)


def _known_now(
    base: Base,
    edits: Sequence[Edit],
    revised: Revised,
    chosen: Selection,
    fingerprints: Fingerprints,
) -> Dependencies:
    """Return what the next edit needs to know."""
    seen, known = base.seen, base.known
    items, updated = [*known.items], [*known.updated]
    fragments, origins, held = [*known.fragments], [*known.origins], [*known.channels]
    for item, _, name in seen.edited:
        items[item] = name
    entries = {entry.key: entry for entry in revised.entries}
    for edit in edits:
        entry = entries[known.keys[edit.rank]]
        updated[edit.rank] = int(entry.updated.timestamp())
        fragments[edit.rank] = fingerprints.of_entry(entry)
        origins[edit.rank] = edit.now.origin
    ranks = {id(entry): rank for rank, entry in enumerate(chosen.site.entries)}
    for rank, offer in zip(_touched(known, edits), chosen.channel_feeds, strict=True):
        held[rank] = pack_channel(offer, ranks)
    return known._replace(
        items=tuple(items),
        lines=base.lines,
        runs=seen.runs,
        updated=tuple(updated),
        fragments=tuple(fragments),
        origins=tuple(origins),
        channels=tuple(held),
    )
