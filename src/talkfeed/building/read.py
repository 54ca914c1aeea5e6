"""Files → Talks: each item is parsed and checked once, and then comes from the cache.

Lists of talks are split into items, which are known by their bytes. Unknown items are read in
chunks, on all cores if there are many. If anything is unusual or wrong, the files are parsed as a
whole, which reports all problems with their places.
"""

from __future__ import annotations

from itertools import chain, count, pairwise
from marshal import loads
from typing import TYPE_CHECKING

from talkfeed.building.codec import pack, unpack
from talkfeed.building.items import CHUNK, Rules, split
from talkfeed.building.lazy_text import LazyAbstract, TextLoader, parts_of
from talkfeed.building.record import Sources
from talkfeed.engine.executor import choose
from talkfeed.errors import Place, Problem
from talkfeed.ledger import ChangeSignature, change_signature
from talkfeed.named_tuple import NamedTuple
from talkfeed.normalise import (
    HARMLESS,
    complete,
    duplicates,
    normalise,
    read_talk,
    reader_for,
    repaired,
)
from talkfeed.talksfile import parser
from talkfeed.talksfile.files import Contents
from talkfeed.talksfile.splitter import parse_run

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from typing import Any

    from talkfeed.building.items import FileItems, Scan, Split
    from talkfeed.engine.progress import Progress
    from talkfeed.engine.store import Cache
    from talkfeed.model import RawItem, Talk, Talks


class Known(NamedTuple):
    """A talk as it was read, its signature, and the name of what it was read from."""

    talk: Talk
    signature: ChangeSignature
    origin: bytes


class ItemIndex(NamedTuple):
    """The items of a site by file, and the rank of the item that each talk was read from."""

    settings_file: str
    files: tuple[FileItems, ...]
    owners: tuple[int, ...]
    has_duplicates: bool

    @property
    def fingerprints(self) -> Iterator[bytes]:
        """The fingerprints of all items."""
        return chain.from_iterable(each.fingerprints for each in self.files)


Recalled = tuple[list[Known], list[Problem]]
"""The talks of an item, and the notices of its repairs."""


class Reading(NamedTuple):
    """All talks, with the change signature and the source fingerprint of each.

    A source fingerprint is empty if unknown. `sources` are the files that were read; `items` is
    None unless they were read item by item.
    """

    talks: Talks
    signatures: tuple[ChangeSignature, ...]
    origins: tuple[bytes, ...]
    sources: Sources
    items: ItemIndex | None = None


def read(
    source: Path,
    cache: Cache,
    jobs: int | None,
    progress: Progress,
    *,
    is_lenient: bool = False,
    content: bytes = b"",
) -> Reading:
    """Read and check a talks file, or a directory of them.

    `content` is that of the talks file, if it was read before.

    Raises:
        InvalidData: with every problem of every file.
    """
    contents = Contents(source, content)
    seen = split(source, contents, is_lenient=is_lenient)
    for _ in range(2 if seen else 0):  # the second time, what the cache has lost is read again
        found = seen and _read_by_item(seen, cache, jobs, progress)
        if found:
            return found
    raw = parser.read(source, lambda path: parser.loaded(path, contents.read(path)))
    talks = normalise(raw, is_lenient=is_lenient)
    signatures = tuple(map(change_signature, talks.talks))
    sources = Sources(contents.digests, raw.listings)
    return Reading(talks, signatures, (b"",) * len(signatures), sources)


def _read_by_item(
    seen: Split, cache: Cache, jobs: int | None, progress: Progress
) -> Reading | None:
    """Read the items that are not known; None where anything is not as it usually is."""
    rules, _, items, names, _ = seen
    missing = [(item, name) for item, name in zip(items, names, strict=True) if name not in cache]
    unread, unnamed = [item for item, _ in missing], (name for _, name in missing)
    progress.begin("read", len(missing))
    runs = choose(jobs, len(missing)).map(_read_run, (rules, unread), _runs(unread))
    for results in runs:
        if results is None:
            return None
        for result in results:
            cache.put(next(unnamed), *result)
        progress.step(len(results))
    return _put_together(seen, cache)


def recall(
    item: RawItem, name: bytes, cache: Cache, loader: TextLoader, order: int
) -> Recalled | None:
    """Unpack what was read of an item, and how it was mended; None where it was lost.

    `order` is the rank of its first talk. Abstracts stay on the loader.
    """
    result = cache.take(name)
    if result is None:
        return None
    path, line, _ = item.place
    deliveries, repairs = loads(result)  # noqa: S302  — our own, and sealed
    found = []
    for rank, (below, column, packed, has_abstract, *traced) in enumerate(deliveries):
        abstract = LazyAbstract(loader, name, rank) if has_abstract else None
        talk = unpack(packed, Place(path, line + below, column), order + rank, abstract)
        found.append(Known(talk, ChangeSignature(*traced), b"%s%d" % (name, rank)))
    mended = [Problem(Place(path, line + below, *place), *told) for below, *place, told in repairs]
    return found, mended


def reread(seen: Scan, cache: Cache) -> bool:
    """Read the changed items; return whether none has a fault."""
    for _, item, _, name in seen.edited:
        results = _read_run((seen.rules, [item]), slice(1))
        if results is None:
            return False
        cache.put(name, *results[0])
    return True


def _runs(items: Sequence[RawItem]) -> list[slice]:
    """Group consecutive items of a file, up to `CHUNK` of them."""
    starts: list[int] = []
    end: Place | None = None
    for rank, item in enumerate(items):
        if item.place != end or rank - starts[-1] == CHUNK:
            starts.append(rank)
        end = item.place._replace(line=item.place.line + item.content.count(b"\n"))
    return [slice(*both) for both in pairwise([*starts, len(items)])]


def _read_run(
    shared: tuple[Rules, Sequence[RawItem]], shard: slice
) -> list[tuple[bytes, bytes]] | None:
    """Read items as far as they are talks without a fault, or the reader is lenient.

    Each gives its deliveries and its repairs, packed.
    """
    rules, items = shared
    run = items[shard]
    parsed = parse_run(run, HARMLESS if rules.is_lenient else ())
    if parsed is None:
        return None
    raws, faults = parsed
    reader, orders = reader_for(rules.settings, is_lenient=rules.is_lenient), count()
    known = []  # all talks first: the processor is quicker at one kind of work after the other
    for raw in raws:
        known.append((tuple(read_talk(reader, raw, orders)), tuple(reader.repairs)))
        reader.repairs.clear()
    if reader.problems:
        return None
    results = []
    for item, raw, (talks, mended) in zip(run, raws, known, strict=True):
        lines = range(raw.place.line, raw.place.line + item.content.count(b"\n"))
        repairs = [*repaired(each for each in faults if each.place.line in lines), *mended]
        deliveries = [_pack(talk, raw.place) for talk in talks]
        head = deliveries, [_pack_repair(each, raw.place) for each in repairs]
        results.append(parts_of(head, (talk.abstract for talk in talks)))
    return results


def _pack(talk: Talk, start: Place) -> tuple[Any, ...]:
    """Pack a talk with its signature and its place, seen from where its item starts."""
    line, has_abstract = talk.place.line - start.line, talk.abstract is not None
    return line, talk.place.column, pack(talk), has_abstract, *change_signature(talk)


def _pack_repair(repair: Problem, start: Place) -> tuple[Any, ...]:
    place, *told = repair.place, repair.code, repair.message, repair.hint
    return place.line - start.line, place.column, tuple(told)


def _put_together(seen: Split, cache: Cache) -> Reading | None:
    """Decode the talks; None if there are duplicates, or the cache has lost one."""
    rules, settings_file, items, names, sources = seen
    loader = TextLoader(cache)
    known: list[Known] = []
    owners: list[int] = []
    repairs: list[Problem] = []
    is_lost = False
    for rank, (item, name) in enumerate(zip(items, names, strict=True)):
        recalled = recall(item, name, cache, loader, len(known))
        if recalled is None:
            is_lost = True
            continue
        known += recalled[0]
        owners += [rank] * len(recalled[0])
        repairs += recalled[1]
    if is_lost:
        return None
    talks = tuple(one.talk for one in known)
    if not rules.is_lenient and any(duplicates(talks, ())):
        return None
    whole = complete(rules.settings, talks, repairs, is_lenient=rules.is_lenient)
    ranks = {one.talk.identity: rank for rank, one in enumerate(known)}
    kept = [ranks[talk.identity] for talk in whole.talks]
    return Reading(
        talks=whole,
        signatures=tuple(known[rank].signature for rank in kept),
        origins=tuple(known[rank].origin for rank in kept),
        sources=sources,
        items=ItemIndex(
            settings_file=settings_file,
            files=seen.files,
            owners=tuple(owners[rank] for rank in kept),
            has_duplicates=len(kept) < len(known),
        ),
    )
