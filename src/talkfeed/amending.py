"""An edit of a few talks → what it changes in the output, without a build.

Most edits touch what one talk says and nothing that other talks, the choice of channels or the
memory depend on. Then its line of the memory, its pieces and the documents that hold it are all
that changes: a piece is exchanged where it stands, and so is the moment in a document's head.
Wherever that is not certain the answer is None, and the whole is built. Either way the bytes are
the same.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import datetime
from marshal import dumps, loads
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from talkfeed import channels, ledger
from talkfeed.abstracts import Shelf
from talkfeed.cache import Made
from talkfeed.formats import OWN, module
from talkfeed.model import Role
from talkfeed.naming import hash_of
from talkfeed.normalise import notices
from talkfeed.press import make_pieces, piecewise
from talkfeed.publish import exchange
from talkfeed.reading import recall, reread
from talkfeed.report import Report
from talkfeed.standstill import noted, renewed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from talkfeed.cache import Cache
    from talkfeed.errors import Problem
    from talkfeed.ledger import Revised, Stamped
    from talkfeed.model import Entry, Feed, Settings
    from talkfeed.naming import Names
    from talkfeed.reading import Cut, Known, Look
    from talkfeed.standstill import Asked

FEW = 16
"""So many talks may be edited at once; of more, a build knows more."""

_FORMATS = {row.name: row for row in OWN}


class State(NamedTuple):
    """How things stood after a build, as plain values: each item's in the order of the file.

    `items` are the names of what stands in the file, `lines` where; `keys` and `pieces` are those
    of the entries. A feed is its path, its role, its formats, and the moment in its head; `holds`
    are the ranks of the feeds that hold an entry, `moves` of those whose moment its changes may
    move. All four are empty for an item that has not one entry. `rows` are the formats made of
    pieces.
    """

    settings: bytes
    rows: tuple[str, ...]
    feeds: tuple[tuple[str, str, tuple[str, ...], str], ...]
    items: tuple[bytes, ...]
    lines: tuple[int, ...]
    keys: tuple[str, ...]
    pieces: tuple[bytes, ...]
    holds: tuple[tuple[int, ...], ...]
    moves: tuple[tuple[int, ...], ...]


class Ground(NamedTuple):
    """What an amendment stands on: the talks as they are cut now, how things stood, and where."""

    seen: Look
    state: State
    asked: Asked
    cache: Cache


class Edit(NamedTuple):
    """A talk that was edited: its rank, and what is known of it before and now."""

    rank: int
    before: Known
    now: Known


class Swap(NamedTuple):
    """An entry's pieces, one a format: the ones that stand in documents, and the new ones."""

    rank: int
    name: bytes
    before: tuple[bytes, ...]
    now: tuple[bytes, ...]
    updated: datetime


class Uncertain(Exception):
    """Whether a build would come to the same is not known; nothing was written yet."""


# --- how things stand ---------------------------------------------------------------------------


def state_of(cut: Cut | None, stamped: Stamped, feeds: Sequence[Feed], names: Names) -> bytes:
    """Tell how things stand, packed; empty where an edit may change more than is told here."""
    used = dict.fromkeys(name for feed in feeds for name in feed.formats)
    digests = {entry.digest for entry in stamped.entries}
    is_usual = len(digests) == len(stamped.entries) and all(map(_is_exchanged, used))
    if not cut or cut.rules.is_lenient or not is_usual:
        return b""
    alone = _alone(cut, stamped.entries, feeds)
    holds, moves = _holders(alone, feeds, len(cut.names))
    entries = [alone.get(rank) for rank in range(len(cut.names))]
    state = State(
        settings=_name(cut.rules.settings),
        rows=tuple(row.name for row in piecewise(feeds)),
        feeds=tuple(
            (feed.path, feed.role.value, feed.formats, feed.updated.isoformat()) for feed in feeds
        ),
        items=cut.names,
        lines=cut.lines,
        keys=tuple(entry.key if entry else "" for entry in entries),
        pieces=tuple(names.of_entry(entry) if entry else b"" for entry in entries),
        holds=holds,
        moves=moves,
    )
    return dumps(tuple(state))


def _alone(cut: Cut, entries: Iterable[Entry], feeds: Iterable[Feed]) -> dict[int, Entry]:
    """Find the entry of each item that has one, and one only, in all feeds."""
    found: dict[int, list[Entry]] = {}
    for entry in {id(each): each for feed in feeds for each in feed.entries}.values():
        found.setdefault(bisect_right(cut.lines, entry.talk.place.line) - 1, []).append(entry)
    known = set(map(id, entries))
    return {
        rank: these[0] for rank, these in found.items() if len(these) == 1 and id(these[0]) in known
    }


Ranks = tuple[tuple[int, ...], ...]


def _holders(alone: Mapping[int, Entry], feeds: Sequence[Feed], count: int) -> tuple[Ranks, Ranks]:
    """Find the feeds that hold each entry, and those it moves: a paged feed by its archives too."""
    items = {id(entry): rank for rank, entry in alone.items()}
    holds: list[list[int]] = [[] for _ in range(count)]
    moves: list[list[int]] = [[] for _ in range(count)]
    fronts: dict[str, list[int]] = {}
    for rank, feed in enumerate(feeds):
        fronts.setdefault(feed.path, []).append(rank)
    for rank, feed in enumerate(feeds):
        is_archive = feed.current is not None
        moved = [*fronts[feed.current or feed.path], *([rank] if is_archive else [])]
        for entry in feed.entries:
            item = items.get(id(entry))
            if item is None:
                continue
            holds[item].append(rank)
            if feed.formats != channels.CALENDAR:
                moves[item] += moved
    return tuple(map(tuple, holds)), tuple(map(tuple, moves))


def _is_exchanged(name: str) -> bool:
    """Tell whether pieces can be exchanged in documents of a format."""
    return name in _FORMATS and hasattr(module(_FORMATS[name]), "moment")


def _name(settings: Settings) -> bytes:
    return hash_of(repr(settings).encode("utf-8", "surrogatepass"))


# --- an edit ------------------------------------------------------------------------------------


def amend(seen: Look, asked: Asked, talks: bytes, cache: Cache, now: datetime) -> Report | None:
    """Publish what edits of a few talks change; None, and nothing done, where that is not all.

    All but the talks file has to stand as it was left; `talks` names its contents.

    Raises:
        CannotWrite: the output cannot be written; what stood there still stands.
        AlreadyBuilding: another build holds the output.
    """
    kept = cache.notes["state"]
    if not kept:
        return None
    ground = Ground(seen, State(*loads(kept)), asked, cache)  # noqa: S302  — our own, and checked
    try:
        edits = _edits(ground)
        told = _notices(ground, edits)
        lock = asked.lock.read_bytes()
        revised = _revise(ground, edits, lock, now)
        swaps = _swaps(ground, edits, revised)
        documents = _documents(ground, swaps)
    except Uncertain:
        return None
    memory = {asked.lock: revised.content} if revised.content != lock else {}
    signatures = exchange(documents, asked.output, beside=memory)
    cache.revise({path: Made(b"", signature) for path, signature in signatures.items()})
    since = max([now, *(swap.updated for swap in swaps)])
    after = dumps(tuple(_after(ground, swaps)))
    cache.notes = renewed(cache.notes, asked, talks, since=since, notices=told, state=after)
    return Report(
        changes=revised.changes,
        talks=cache.notes["count"],
        notices=told,
        written=(*map(str, memory), *sorted(signatures)),
        unchanged=tuple(sorted(cache.signatures().keys() - signatures.keys())),
        removed=(),
    )


def _edits(ground: Ground) -> list[Edit]:
    """Find the talks that were edited, if that is all that happened."""
    seen, state, _, cache = ground
    if len(state.items) != len(seen.names) or state.settings != _name(seen.rules.settings):
        raise Uncertain
    pairs = enumerate(zip(state.items, seen.names, strict=True))
    ranks = [rank for rank, (old, new) in pairs if old != new]
    if not 0 < len(ranks) <= FEW or not reread(seen, ranks, cache):
        raise Uncertain
    edits = []
    for rank in ranks:
        item = seen.items[rank]
        old, new = (
            recall(item, names[rank], cache, Shelf(cache), rank)
            for names in (state.items, seen.names)
        )
        if not old or not new or not len(old[0]) == len(new[0]) == 1:
            raise Uncertain
        edits.append(Edit(rank, *old[0], *new[0]))
    if not all(state.holds[edit.rank] and _is_local(edit) for edit in edits):
        raise Uncertain
    return edits


def _is_local(edit: Edit) -> bool:
    """Tell whether an edit leaves all as it was that other talks and the choice of feeds mind."""
    old, new = edit.before.talk, edit.now.talk
    return old.id is new.id is None and channels.ties(old) == channels.ties(new)


def _notices(ground: Ground, edits: Sequence[Edit]) -> tuple[Problem, ...]:
    """Give the last build's notices, each where it stands now, if none is of these talks."""
    seen, state, _, cache = ground
    path = seen.items[0].place.path
    edited = {edit.rank for edit in edits}
    if any(notices([edit.now.talk for edit in edits], seen.rules.settings)):
        raise Uncertain
    found = []
    for notice in noted(cache):
        line = notice.place.line
        rank = bisect_right(state.lines, line) - 1
        if notice.place.path == path and rank >= 0:
            if rank in edited:
                raise Uncertain
            line += seen.items[rank].place.line - state.lines[rank]
        found.append(notice._replace(place=notice.place._replace(line=line)))
    return tuple(found)


def _revise(ground: Ground, edits: Iterable[Edit], lock: bytes, now: datetime) -> Revised:
    """Renew the lines of the talks, if that can be done alone."""
    seen, state, *_ = ground
    edited = ((state.keys[edit.rank], edit.now.talk, edit.now.trace) for edit in edits)
    revised = ledger.revise(lock, edited, seen.rules.settings, now)
    if revised is None:
        raise Uncertain
    return revised


def _swaps(ground: Ground, edits: Sequence[Edit], revised: Revised) -> list[Swap]:
    """Make the new pieces, and find those they take the place of, if these are not lost."""
    seen, state, _, cache = ground
    entries = revised.entries
    latest = max(entry.updated for entry in entries)
    frame = channels.frame(seen.rules.settings, revised.authority, entries, latest)
    made = make_pieces((frame, [_FORMATS[name] for name in state.rows]), slice(len(entries)))
    swaps = []
    for edit, entry, pieces in zip(edits, entries, made, strict=True):
        known = cache.get(state.pieces[edit.rank])
        if known is None:
            raise Uncertain
        name = hash_of(b"amended", pieces)
        cache.put(name, pieces)
        swaps.append(Swap(edit.rank, name, loads(known), loads(pieces), entry.updated))  # noqa: S302
    return swaps


def _documents(ground: Ground, swaps: Sequence[Swap]) -> list[tuple[str, Role, bytes]]:
    """Exchange pieces and moments in all documents that have them, if they do."""
    state, output = ground.state, str(ground.asked.output)
    touched: dict[int, tuple[list[Swap], list[datetime]]] = {}
    for swap in swaps:
        for rank in state.holds[swap.rank]:
            touched.setdefault(rank, ([], []))[0].append(swap)
        for rank in state.moves[swap.rank]:
            touched.setdefault(rank, ([], []))[1].append(swap.updated)
    found = []
    for rank, (held, moments) in touched.items():
        path, role, names, told = state.feeds[rank]
        was = datetime.fromisoformat(told)
        for row in map(_FORMATS.__getitem__, names):
            file = path + row.suffix
            place = state.rows.index(row.name) if row.name in state.rows else None
            pairs = [] if place is None else [(one.before[place], one.now[place]) for one in held]
            content = Path(output, file).read_bytes()
            moment = module(row).moment
            new = _exchanged(content, pairs, moment(was), moment(max(was, *moments)))
            if new != content:
                found.append((file, Role(role), new))
    return found


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


def _after(ground: Ground, swaps: Sequence[Swap]) -> State:
    """Tell how things stand after edits."""
    seen, state, *_ = ground
    pieces = [*state.pieces]
    moments = [told for *_, told in state.feeds]
    for swap in swaps:
        pieces[swap.rank] = swap.name
        for rank in state.moves[swap.rank]:
            moments[rank] = max(moments[rank], swap.updated.isoformat())
    return state._replace(
        items=seen.names,
        lines=tuple(item.place.line for item in seen.items),
        pieces=tuple(pieces),
        feeds=tuple(
            (path, role, formats, moment)
            for (path, role, formats, _), moment in zip(state.feeds, moments, strict=True)
        ),
    )
