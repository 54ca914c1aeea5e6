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
from talkfeed.building.record import noted, renewed
from talkfeed.building.render import render_fragments
from talkfeed.building.report import Report
from talkfeed.engine.documents import Made
from talkfeed.formats.registry import format_named, module
from talkfeed.model import Role, Signature
from talkfeed.named_tuple import NamedTuple
from talkfeed.normalise import notices
from talkfeed.publishing.publish import exchange

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from talkfeed.building.dependencies import Held
    from talkfeed.building.read import Glance, Known
    from talkfeed.building.record import Asked, Standing
    from talkfeed.engine.store import Cache
    from talkfeed.errors import Problem
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
    asked: Asked
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


class Uncertain(Exception):
    """Whether a build would come to the same is not known; nothing was written yet."""


def amend(asked: Asked, found: Standing, cache: Cache, now: datetime) -> Report | None:
    """Publish what edits of a few talks change; None, and nothing done, where that is not all.

    All but the talks file has to stand as it was left.

    Raises:
        CannotWrite: the output cannot be written; nothing was changed, unless a subclass says so.
        AlreadyBuilding: another build holds the output.
    """
    ground = _ground(asked, found, cache)
    if ground is None:
        return None
    try:
        edits = _edits(ground)
        told = _notices(ground, edits)
        lock = _lock(ground)
        revised = _revise(ground, edits, lock, now)
        swaps = _swaps(ground, edits, revised)
        documents = _documents(ground, swaps)
    except Uncertain:
        return None
    memory = {asked.lock: revised.content} if revised.content != lock else {}
    signatures = exchange(documents, asked.output, beside=memory)
    made = {path: Made(b"", signature) for path, signature in signatures.items()}
    cache.keep(cache.documents.revised(made))
    since = max([now, *(swap.updated for swap in swaps)])
    held, lock = _held_now(ground, swaps), revised.content
    cache.notes = renewed(cache.notes, found.talks, lock, since=since, notices=told, held=held)
    return Report(
        changes=revised.changes,
        talks=cache.notes["count"],
        notices=told,
        written=(*map(str, memory), *sorted(signatures)),
        unchanged=tuple(path for path in cache.documents.paths if path not in signatures),
        removed=(),
    )


def _ground(asked: Asked, found: Standing, cache: Cache) -> Ground | None:
    """Look at the talks from where the last build stood, if that can be done."""
    kept = cache.notes["held"]
    if not kept:
        return None
    held = Holdings(*loads(kept))  # noqa: S302  — our own, and sealed
    seen = glance(found.hand_over(), str(asked.source), held.items, held.runs)
    return seen and Ground(seen, held, _lines(seen, held), asked, cache)


def _lock(ground: Ground) -> bytes:
    """Read the memory, if it is the one of the last build."""
    try:
        lock = files.read(ground.asked.lock)
    except OSError as error:
        raise Uncertain from error
    if sha256(lock).digest() != ground.cache.notes["others"][0]:
        raise Uncertain
    return lock


def _edits(ground: Ground) -> list[Edit]:
    """Find the talks that were edited, if that is all that happened."""
    seen, held, cache = ground.seen, ground.held, ground.cache
    if not 0 < len(seen.edited) <= FEW or held.settings != name_of(seen.rules.settings):
        raise Uncertain
    if not reread(seen, cache):
        raise Uncertain
    edits = []
    shelf = Shelf(cache)
    for rank, item, name in seen.edited:
        old, new = (recall(item, each, cache, shelf, rank) for each in (held.items[rank], name))
        entry = held.entry(rank)
        if not old or not new or not len(old[0]) == len(new[0]) == 1 or not entry:
            raise Uncertain
        edits.append(Edit(rank, entry, *old[0], *new[0]))
    if not all(map(_is_local, edits)):
        raise Uncertain
    return edits


def _is_local(edit: Edit) -> bool:
    """Tell whether an edit leaves all as it was that other talks and the choice of feeds mind."""
    old, new = edit.before.talk, edit.now.talk
    return old.id is new.id is None and channels.ties(old) == channels.ties(new)


def _notices(ground: Ground, edits: Sequence[Edit]) -> tuple[Problem, ...]:
    """Give the last build's notices, each where it stands now, if none is of these talks."""
    seen, held, lines, asked, cache = ground
    edited = {edit.rank for edit in edits}
    if any(notices([edit.now.talk for edit in edits], seen.rules.settings)):
        raise Uncertain
    found = []
    for notice in noted(cache):
        line = notice.place.line
        rank = bisect_right(held.lines, line) - 1
        if notice.place.path == str(asked.source) and rank >= 0:
            if rank in edited:
                raise Uncertain
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
        raise Uncertain
    return revised


def _swaps(ground: Ground, edits: Sequence[Edit], revised: Revised) -> list[Swap]:
    """Make the new pieces, and find those they take the place of, if these are not lost."""
    seen, held, cache = ground.seen, ground.held, ground.cache
    entries = revised.entries
    latest = max(entry.updated for entry in entries)
    frame = channels.frame(seen.rules.settings, revised.authority, entries, latest)
    made = render_fragments((frame, [*map(format_named, held.rows)]), slice(len(entries)))
    swaps = []
    for edit, entry, pieces in zip(edits, entries, made, strict=True):
        kept = (cache.get(edit.entry.pieces, rank) for rank in range(len(pieces)))
        known = tuple(piece for piece in kept if piece is not None)
        if len(known) < len(pieces):
            raise Uncertain
        name = hash_of(b"amended", *pieces)
        cache.put(name, *pieces)
        new = edit.entry._replace(pieces=name)
        swaps.append(Swap(edit.rank, new, known, pieces, entry.updated))
    return swaps


def _documents(ground: Ground, swaps: Sequence[Swap]) -> list[tuple[str, Role, bytes]]:
    """Exchange pieces and moments in all documents that have them, if they do."""
    held, output = ground.held, str(ground.asked.output)
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
        raise Uncertain from error
    if made is None or made.signature != signature:
        raise Uncertain
    return content


def _exchanged(
    content: bytes, pieces: Iterable[tuple[bytes, bytes]], was: bytes, moved: bytes
) -> bytes:
    """Exchange each piece where it stands, and the first moment, if they stand there."""
    if was not in content:
        raise Uncertain
    content = content.replace(was, moved, 1) if was else content
    for old, new in pieces:
        if old and content.count(old) != 1:
            raise Uncertain
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
