"""An edit of a few talks → what it changes in the output, without a build.

Most edits touch what one talk says and nothing that other talks, the choice of channels or the
memory depend on. Then its line of the memory, its pieces and the documents that hold it are all
that changes: a piece is exchanged where it stands, and so is the moment in a document's head.
Wherever that is not certain the answer is None, and the whole is built. Either way the bytes are
the same.
"""

from __future__ import annotations

import os
from bisect import bisect_right
from datetime import datetime
from hashlib import sha256
from itertools import accumulate, pairwise
from marshal import dumps, loads
from pathlib import Path
from typing import TYPE_CHECKING

from talkfeed import channels, files, ledger
from talkfeed.building.dependencies import Holdings, name_of
from talkfeed.building.fingerprints import hash_of
from talkfeed.building.lazy_text import Shelf
from talkfeed.building.read import glance, recall, reread
from talkfeed.building.record import NotIncremental, Reason, plain_notices, write_moment
from talkfeed.building.render import render_fragments
from talkfeed.building.report import Report
from talkfeed.engine.documents import Made
from talkfeed.errors import Place, Problem
from talkfeed.formats.registry import format_named, module
from talkfeed.model import Role, Signature
from talkfeed.named_tuple import NamedTuple
from talkfeed.normalise import notices
from talkfeed.publishing.publish import exchange

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from talkfeed.building.dependencies import Held
    from talkfeed.building.read import Glance, Known
    from talkfeed.building.record import BuildRecord
    from talkfeed.building.request import BuildRequest
    from talkfeed.building.up_to_date import State
    from talkfeed.engine.store import Cache
    from talkfeed.ledger import Revised

FEW = 16
"""So many talks may be edited at once; of more, a build knows more."""


class Ground(NamedTuple):
    """What an amendment stands on: the talks as they are now, what the last build held, where.

    `lines` are those in which items begin now.
    """

    seen: Glance
    held: Holdings
    lines: tuple[int, ...]
    request: BuildRequest
    record: BuildRecord
    cache: Cache


class Edit(NamedTuple):
    """A talk that was edited: its rank, its entry, and what is known of it before and now."""

    rank: int
    entry: Held
    before: Known
    now: Known


class Swap(NamedTuple):
    """An entry's pieces, one a format: the ones that stand in documents, and the new ones."""

    rank: int
    entry: Held
    before: tuple[bytes, ...]
    now: tuple[bytes, ...]
    updated: datetime


def amend(
    request: BuildRequest, state: State, record: BuildRecord, cache: Cache, now: datetime
) -> Report:
    """Publish what edits of a few talks change; all but the talks file is as it was left.

    Raises:
        NotIncremental: more has changed, or it is not certain; nothing is done.
        CannotWrite: the output cannot be written; nothing was changed, unless a subclass says so.
        AlreadyBuilding: another build holds the output.
    """
    ground = _ground(request, state, record, cache)
    edits = _edits(ground)
    told = _notices(ground, edits)
    lock = _lock(ground)
    revised = _revise(ground, edits, lock, now)
    swaps = _swaps(ground, edits, revised)
    documents = _documents(ground, swaps)
    memory = {request.lock: revised.content} if revised.content != lock else {}
    signatures = exchange(documents, request.output, beside=memory)
    made = {path: Made(b"", signature) for path, signature in signatures.items()}
    cache.keep(cache.documents.revised(made))
    changed = write_moment(max((swap.updated for swap in swaps), default=now))
    new = record._replace(
        files=((str(request.source), ground.seen.digest),),
        lock=sha256(revised.content).digest(),
        since=write_moment(now),
        latest=max(record.latest, changed),
        notices=plain_notices(told),
        dependencies=_held_now(ground, swaps),
    )
    new.save(cache)
    return Report(
        changes=revised.changes,
        talks=record.talks,
        notices=record._replace(notices=new.notices).all_notices(request.lock, now),
        written=(*map(str, memory), *sorted(signatures)),
        unchanged=tuple(path for path in cache.documents.paths if path not in signatures),
        removed=(),
        reasons=_reasons(signatures, swaps),
    )


def _reasons(written: Iterable[str], swaps: Sequence[Swap]) -> tuple[tuple[str, str], ...]:
    """Say of each document which talk changed it."""
    keys = [swap.entry.key for swap in swaps]
    return tuple((path, f"talk changed: {', '.join(keys)}") for path in sorted(written))


def _ground(request: BuildRequest, state: State, record: BuildRecord, cache: Cache) -> Ground:
    """Compare the talks file with the last build, if that can be done.

    Raises:
        NotIncremental: it cannot.
    """
    if not record.dependencies:
        raise NotIncremental(Reason(*record.obstacle))
    held = Holdings(*loads(record.dependencies))  # noqa: S302  — our own, and sealed
    content = state.hand_over()
    seen = glance(content, str(request.source), held.items, held.runs)
    if seen is None:
        difference = "talks were added or removed, or its settings changed"
        raise NotIncremental(Reason(str(request.source), difference))
    return Ground(seen, held, _lines(seen, held), request, record, cache)


def _lock(ground: Ground) -> bytes:
    """Read the memory, if it is the one of the last build."""
    try:
        lock = files.read(ground.request.lock)
    except OSError as error:
        raise NotIncremental(Reason(str(ground.request.lock), "it cannot be read")) from error
    if sha256(lock).digest() != ground.record.lock:
        raise NotIncremental(Reason(str(ground.request.lock), "it has changed"))
    return lock


def _edits(ground: Ground) -> list[Edit]:
    """Find the talks that were edited, if that is all that happened."""
    seen, held, cache = ground.seen, ground.held, ground.cache
    source = str(ground.request.source)
    if held.settings != name_of(seen.rules.settings):
        raise NotIncremental(Reason(source, "its settings changed"))
    if not 0 < len(seen.edited) <= FEW:
        difference = f"{len(seen.edited)} talks changed; between 1 and {FEW} are built alone"
        raise NotIncremental(Reason(source, difference))
    if not reread(seen, cache):
        raise NotIncremental(Reason(source, "an edited talk may have a fault"))
    edits = []
    shelf = Shelf(cache)
    for rank, item, name in seen.edited:
        old, new = (recall(item, each, cache, shelf, rank) for each in (held.items[rank], name))
        entry = held.entry(rank)
        place = str(item.place)
        if not old or not new or not len(old[0]) == len(new[0]) == 1 or not entry:
            raise NotIncremental(Reason(place, "the item has not one talk with one entry"))
        edits.append(Edit(rank, entry, *old[0], *new[0]))
        if not _is_local(edits[-1]):
            difference = "a date, name, tag, status or recording changed, which decides on channels"
            raise NotIncremental(Reason(place, difference))
    return edits


def _is_local(edit: Edit) -> bool:
    """Return whether an edit leaves all that other talks and the choice of feeds depend on."""
    old, new = edit.before.talk, edit.now.talk
    return old.id is new.id is None and channels.ties(old) == channels.ties(new)


def _notices(ground: Ground, edits: Sequence[Edit]) -> tuple[Problem, ...]:
    """Give the last build's notices, each where it stands now, if none is of these talks."""
    seen, held, lines, request, record, _ = ground
    edited = {edit.rank for edit in edits}
    if any(notices([edit.now.talk for edit in edits], seen.rules.settings)):
        raise NotIncremental(Reason(str(request.source), "an edited talk has a notice"))
    found = []
    for notice in (Problem(Place(*each[:3]), *each[3:]) for each in record.notices):
        line = notice.place.line
        rank = bisect_right(held.lines, line) - 1
        if notice.place.path == str(request.source) and rank >= 0:
            if rank in edited:
                raise NotIncremental(Reason(str(notice.place), "an edited talk had a notice"))
            line += lines[rank] - held.lines[rank]
        found.append(notice._replace(place=notice.place._replace(line=line)))
    return tuple(found)


def _lines(seen: Glance, held: Holdings) -> tuple[int, ...]:
    """Tell in which lines items begin now: what stands above them may have grown."""
    heights = [below - line for line, below in pairwise(held.lines)]
    for rank, item, _ in seen.edited:
        heights[rank : rank + 1] = [item.content.count(b"\n")]
    return tuple(accumulate(heights[: len(held.lines) - 1], initial=seen.place.line))


def _revise(ground: Ground, edits: Iterable[Edit], lock: bytes, now: datetime) -> Revised:
    """Renew the lines of the talks, if that can be done alone."""
    edited = (
        ledger.Edited(edit.entry.key, *edit.now[:2], ground.held.channels(edit.entry))
        for edit in edits
    )
    revised = ledger.revise(lock, edited, ground.seen.rules.settings, now)
    if revised is None:
        difference = "another talk might be taken for the edited one"
        raise NotIncremental(Reason(str(ground.request.lock), difference))
    return revised


def _swaps(ground: Ground, edits: Sequence[Edit], revised: Revised) -> list[Swap]:
    """Make the new pieces, and find those they take the place of, if these are not lost."""
    seen, held, cache = ground.seen, ground.held, ground.cache
    entries = revised.entries
    latest = max(entry.updated for entry in entries)
    frame = channels.template_feed(seen.rules.settings, revised.authority, entries, latest)
    made = render_fragments((frame, [*map(format_named, held.rows)]), slice(len(entries)))
    swaps = []
    for edit, entry, pieces in zip(edits, entries, made, strict=True):
        kept = (cache.get(edit.entry.pieces, rank) for rank in range(len(pieces)))
        known = tuple(piece for piece in kept if piece is not None)
        if len(known) < len(pieces):
            raise NotIncremental(Reason("cache", "the fragments of a talk are missing"))
        name = hash_of(b"amended", *pieces)
        cache.put(name, *pieces)
        new = edit.entry._replace(pieces=name)
        swaps.append(Swap(edit.rank, new, known, pieces, entry.updated))
    return swaps


def _documents(ground: Ground, swaps: Sequence[Swap]) -> list[tuple[str, Role, bytes]]:
    """Exchange pieces and moments in all documents that have them, if they do."""
    held, output = ground.held, str(ground.request.output)
    touched: dict[int, tuple[list[Swap], list[datetime]]] = {}
    for swap in swaps:
        for rank in swap.entry.holds:
            touched.setdefault(rank, ([], []))[0].append(swap)
        for rank in swap.entry.moves:
            touched.setdefault(rank, ([], []))[1].append(swap.updated)
    found = []
    for rank, (swapped, moments) in touched.items():
        path, role, names, told = held.feed(rank)
        was = datetime.fromisoformat(told)
        for row in map(format_named, names):
            file = path + row.suffix
            place = held.rows.index(row.name) if row.name in held.rows else None
            pairs = [(one.before[place], one.now[place]) for one in swapped if place is not None]
            content = _published(ground, Path(output, file), file)
            moment = module(row).moment
            new = _exchanged(content, pairs, moment(was), moment(max(was, *moments)))
            if new != content:
                found.append((file, Role(role), new))
    return found


def _published(ground: Ground, path: Path, name: str) -> bytes:
    """Read a document, if it is as the last build left it."""
    made = ground.cache.documents.get(name)
    try:
        content = files.read(path)
        signature = Signature.of(os.lstat(path))
    except OSError as error:
        raise NotIncremental(Reason(str(path), "it cannot be read")) from error
    if made is None or made.signature != signature:
        raise NotIncremental(Reason(str(path), "it is not as the last build left it"))
    return content


def _exchanged(
    content: bytes, pieces: Iterable[tuple[bytes, bytes]], was: bytes, moved: bytes
) -> bytes:
    """Exchange each piece where it stands, and the first moment, if they stand there."""
    if was not in content:
        raise NotIncremental(Reason("output", "a document lacks the moment of its last change"))
    content = content.replace(was, moved, 1) if was else content
    for old, new in pieces:
        if old and content.count(old) != 1:
            raise NotIncremental(Reason("output", "a document has not one copy of a fragment"))
        content = content.replace(old, new) if old else content
    return content


def _held_now(ground: Ground, swaps: Sequence[Swap]) -> bytes:
    """Tell what is held after edits, packed."""
    seen, held, *_ = ground
    items, entries, feeds = [*held.items], [*held.entries], [*held.feeds]
    for rank, _, name in seen.edited:
        items[rank] = name
    moments: dict[int, str] = {}
    for swap in swaps:
        entries[swap.rank] = dumps(tuple(swap.entry))
        for rank in swap.entry.moves:
            moments[rank] = max(moments.get(rank, ""), swap.updated.isoformat())
    for rank, moment in moments.items():
        feed = held.feed(rank)
        feeds[rank] = dumps(tuple(feed._replace(moment=max(feed.moment, moment))))
    held = held._replace(
        items=tuple(items),
        lines=ground.lines,
        runs=seen.runs,
        entries=tuple(entries),
        feeds=tuple(feeds),
    )
    return dumps(tuple(held))
