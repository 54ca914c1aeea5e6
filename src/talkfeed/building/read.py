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
from talkfeed.building.profiles import Profiles
from talkfeed.building.record import Sources
from talkfeed.engine.executor import choose
from talkfeed.errors import InvalidData, Place, Problem
from talkfeed.identity import alphanumeric
from talkfeed.ledger import ChangeSignature, change_signature
from talkfeed.media.own_files import OwnFiles
from talkfeed.model import RawRecord, RawSource
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
from talkfeed.normalise.repairs import skipped
from talkfeed.talksfile import parser
from talkfeed.talksfile.files import Contents
from talkfeed.talksfile.splitter import parse_run

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence
    from pathlib import Path
    from typing import Any

    from talkfeed.building.items import FileItems, Scan, Split
    from talkfeed.engine.executor import Workers
    from talkfeed.engine.progress import Progress
    from talkfeed.engine.store import Cache
    from talkfeed.model import RawFile, RawItem, RawMap, Talk, Talks


_RECORDS = Place("", 0, 0)


class ReadTalk(NamedTuple):
    """A talk as it was read, with its change signature and its source fingerprint.

    A source fingerprint is that of the item a talk was read from, and the rank of the talk in it.
    """

    talk: Talk
    signature: ChangeSignature
    source_fingerprint: bytes


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


class LoadedItem(NamedTuple):
    """The talks of an item, and the notices of its repairs."""

    talks: list[ReadTalk]
    repairs: list[Problem]


class Reading(NamedTuple):
    """All talks, with the change signature and the source fingerprint of each.

    `sources` are the files that were read. Unless they were read item by item, source fingerprints
    are empty and `items` is None. `own_files` are those that talks name.
    """

    talks: Talks
    signatures: tuple[ChangeSignature, ...]
    source_fingerprints: tuple[bytes, ...]
    sources: Sources
    own_files: OwnFiles
    items: ItemIndex | None = None


def read(
    source: Path,
    cache: Cache,
    workers: Workers,
    progress: Progress,
    *,
    is_lenient: bool = False,
    content: bytes = b"",
) -> Reading:
    """Read and check a talks file, or a directory of them, and the files that talks name.

    `content` is that of the talks file, if it was read before.

    Raises:
        InvalidData: with every problem of every file.
    """
    reading = _read_talks(source, cache, workers, progress, is_lenient=is_lenient, content=content)
    own_files = reading.own_files
    problems = (
        *own_files.problems_of_profiles(reading.talks.settings),
        *own_files.problems(reading.talks.talks),
    )
    of_cover = own_files.problems_of_cover(reading.talks.settings)
    if of_cover or (problems and not is_lenient):
        raise InvalidData([*of_cover, *problems])
    notices = (*reading.talks.notices, *map(skipped, problems))
    return reading._replace(talks=reading.talks._replace(notices=notices))


def _read_talks(
    source: Path,
    cache: Cache,
    workers: Workers,
    progress: Progress,
    *,
    is_lenient: bool = False,
    content: bytes,
) -> Reading:
    """Read and check a talks file, or a directory of them.

    Raises:
        InvalidData: with every problem of every file.
    """
    contents = Contents(source, content)
    seen = split(source, contents, is_lenient=is_lenient)
    for _ in range(2 if seen else 0):  # the second time, what the cache has lost is read again
        found = seen and _read_by_item(seen, OwnFiles(source), cache, workers, progress)
        if found:
            return found
    raw = parser.read(source, lambda path: parser.loaded(path, contents.read(path)), contents.read)
    talks = normalise(_with_lists(raw), is_lenient=is_lenient)
    signatures = tuple(map(change_signature, talks.talks))
    sources = Sources(contents.digests, raw.listings)
    return Reading(talks, signatures, (b"",) * len(signatures), sources, OwnFiles(source))


def _with_lists(raw: RawFile) -> RawFile:
    """Add the talks of lists of other software; what several sources list is one talk."""
    if not raw.remotes and not any(isinstance(each, RawSource) for each in raw.talks):
        return raw
    from talkfeed.lists import expanded, united  # noqa: PLC0415  — most sites have no such list

    return united(expanded(raw))


def _read_by_item(
    seen: Split, own_files: OwnFiles, cache: Cache, workers: Workers, progress: Progress
) -> Reading | None:
    """Read the items that are not in the cache; None if one has a fault or there are duplicates."""
    pairs = zip(seen.items, seen.fingerprints, strict=True)
    missing = [(item, fingerprint) for item, fingerprint in pairs if fingerprint not in cache]
    unread, fingerprints = [item for item, _ in missing], (each for _, each in missing)
    progress.begin("read", len(missing))
    runs = choose(workers, len(missing)).map(_read_run, seen.rules, unread, _runs(unread))
    for results in runs:
        if results is None:
            return None
        for result in results:
            cache.put(next(fingerprints), *result)
        progress.step(len(results))
    return _load_items(seen, own_files, cache)


def load_item(  # noqa: PLR0917  — the item, and where its parts are
    item: RawItem | RawRecord,
    fingerprint: bytes,
    cache: Cache,
    loader: TextLoader,
    order: int,
    profiles: Profiles,
) -> LoadedItem | None:
    """Load the talks of an item from the cache; None if they are missing there.

    `order` is the rank of its first talk; `profiles` are those of the site. The texts of abstracts
    are loaded when they are read.
    """
    result = cache.take(fingerprint)
    if result is None:
        return None
    path, line, _ = item.place
    deliveries, repairs = loads(result)  # noqa: S302  — our own, and sealed
    talks = []
    for rank, (below, column, packed, has_abstract, *traced) in enumerate(deliveries):
        abstract = LazyAbstract(loader, fingerprint, rank) if has_abstract else None
        talk = unpack(packed, Place(path, line + below, column), order + rank, abstract)
        talk = profiles.attach(talk)
        talks.append(ReadTalk(talk, ChangeSignature(*traced), b"%s%d" % (fingerprint, rank)))
    notices = [
        Problem(Place(path, line + below, *place), *message) for below, *place, message in repairs
    ]
    return LoadedItem(talks, notices)


def read_edited(seen: Scan, cache: Cache) -> bool:
    """Read the changed items into the cache; return whether none has a fault."""
    for _, item, _, fingerprint in seen.edited:
        results = _read_run(seen.rules, [item])
        if results is None:
            return False
        cache.put(fingerprint, *results[0])
    return True


def _runs(items: Sequence[RawItem | RawRecord]) -> list[slice]:
    """Group consecutive items of a file, or records of any, up to `CHUNK` of them."""
    starts: list[int] = []
    end: Place | None = None
    for rank, item in enumerate(items):
        is_record = isinstance(item, RawRecord)
        start = _RECORDS if is_record else item.place
        if start != end or rank - starts[-1] == CHUNK:
            starts.append(rank)
        below = item.place._replace(line=item.place.line + item.content.count(b"\n"))
        end = _RECORDS if is_record else below
    return [slice(*both) for both in pairwise([*starts, len(items)])]


def _read_run(
    rules: Rules, items: Sequence[RawItem | RawRecord]
) -> list[tuple[bytes, bytes]] | None:
    """Read items as far as they are talks without a fault, or the reader is lenient.

    Each gives its deliveries and its repairs, packed.
    """
    parsed = _parse_run(items, HARMLESS if rules.is_lenient else ())
    if parsed is None:
        return None
    reader, orders = reader_for(rules.settings, is_lenient=rules.is_lenient), count()
    known = []  # all talks first: the processor is quicker at one kind of work after the other
    for raw, _ in parsed:
        known.append((tuple(read_talk(reader, raw, orders)), tuple(reader.repairs)))
        reader.repairs.clear()
    if reader.problems:
        return None
    results = []
    for (raw, notes), (talks, by_reader) in zip(parsed, known, strict=True):
        repairs = [*notes, *by_reader]
        deliveries = [_pack(talk, raw.place) for talk in talks]
        head = deliveries, [_pack_repair(each, raw.place) for each in repairs]
        results.append(parts_of(head, (talk.abstract for talk in talks)))
    return results


def _parse_run(
    run: Sequence[RawItem | RawRecord], lenient: Container[str]
) -> list[tuple[RawMap, list[Problem]]] | None:
    """Parse consecutive items, each with its notices; None if one is no talk, or has a fault."""
    if isinstance(run[0], RawRecord):
        from talkfeed.lists.packed import unpack  # noqa: PLC0415  — most sites have no such list

        return [unpack(record) for record in run if isinstance(record, RawRecord)]
    items = [item for item in run if not isinstance(item, RawRecord)]
    parsed = parse_run(items, lenient)
    if parsed is None:
        return None
    raws, faults = parsed
    found = []
    for item, raw in zip(items, raws, strict=True):
        lines = range(raw.place.line, raw.place.line + item.content.count(b"\n"))
        found.append((raw, repaired(each for each in faults if each.place.line in lines)))
    return found


def _pack(talk: Talk, start: Place) -> tuple[Any, ...]:
    """Pack a talk with its signature and its place, seen from where its item starts."""
    line, has_abstract = talk.place.line - start.line, talk.abstract is not None
    return line, talk.place.column, pack(talk), has_abstract, *change_signature(talk)


def _pack_repair(repair: Problem, start: Place) -> tuple[Any, ...]:
    place, *message = repair.place, repair.code, repair.message, repair.hint
    return place.line - start.line, place.column, tuple(message)


def _load_items(seen: Split, own_files: OwnFiles, cache: Cache) -> Reading | None:
    """Load all talks from the cache; None if one is missing there, or may be listed twice."""
    rules, settings_file, items, fingerprints, sources, _, noticed, people, events, of_others = seen
    loader, profiles = TextLoader(cache), Profiles(rules.settings)
    known: list[ReadTalk] = []
    owners: list[int] = []
    repairs: list[Problem] = [*noticed]
    is_lost = False
    for rank, (item, fingerprint) in enumerate(zip(items, fingerprints, strict=True)):
        loaded = load_item(item, fingerprint, cache, loader, len(known), profiles)
        if loaded is None:
            is_lost = True
            continue
        known += loaded.talks
        owners += [rank] * len(loaded.talks)
        repairs += loaded.repairs
    talks = tuple(one.talk for one in known)
    is_repeated = not rules.is_lenient and any(duplicates(talks, ()))
    if is_lost or is_repeated or _are_shared(talks, of_others):
        return None
    is_lenient = rules.is_lenient
    whole = complete(
        rules.settings, talks, repairs, is_lenient=is_lenient, people=people, events=events
    )
    ranks = {one.talk.identity: rank for rank, one in enumerate(known)}
    kept = [ranks[talk.identity] for talk in whole.talks]
    return Reading(
        talks=whole,
        signatures=tuple(known[rank].signature for rank in kept),
        source_fingerprints=tuple(known[rank].source_fingerprint for rank in kept),
        sources=sources,
        own_files=own_files,
        items=ItemIndex(
            settings_file=settings_file,
            files=seen.files,
            owners=tuple(owners[rank] for rank in kept),
            has_duplicates=len(kept) < len(known),
        ),
    )


def _are_shared(talks: Iterable[Talk], of_others: frozenset[str]) -> bool:
    """Return whether a talk may be in a file of others as well as elsewhere."""
    seen: dict[object, str] = {}
    for talk in talks if of_others else ():
        path = talk.place.path if talk.place.path in of_others else ""
        keys = ((alphanumeric(talk.title), str(talk.when.start)[:10]), talk.source_id or talk.place)
        if any(seen.setdefault(key, path) != path for key in keys):
            return True
    return False
