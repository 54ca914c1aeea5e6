"""Files → Talks, each talk read once ever: the stages source and normalise, talk by talk.

A list of talks is cut into its items, and an item that was read before is known by its text. The
others are read in runs, on all cores where there are many. Wherever anything is unusual or wrong,
the whole is read again in one go, which can say what is wrong and where.
"""

from __future__ import annotations

from hashlib import blake2b, sha256
from itertools import count, pairwise
from marshal import loads
from typing import TYPE_CHECKING

from talkfeed.building.codec import pack, unpack
from talkfeed.building.lazy_text import Kept, Shelf, parts_of
from talkfeed.building.record import Sources
from talkfeed.engine.executor import choose
from talkfeed.errors import Place, Problem
from talkfeed.ledger import ChangeSignature, change_signature
from talkfeed.model import RawItem, RawMap, Talks
from talkfeed.named_tuple import NamedTuple
from talkfeed.normalise import (
    HARMLESS,
    complete,
    date_rules,
    duplicates,
    normalise,
    read_settings,
    read_talk,
    reader_for,
    repaired,
)
from talkfeed.talksfile import parser
from talkfeed.talksfile.files import Contents
from talkfeed.talksfile.splitter import find, loaded, parse_run

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path
    from typing import Any

    from talkfeed.engine.progress import Progress
    from talkfeed.engine.store import Cache
    from talkfeed.model import Settings, Talk
    from talkfeed.talksfile.splitter import Listed

RUN = 256
"""Talks of a shard: so many cost far more than it takes to hand them over."""


class Rules(NamedTuple):
    """By what an item is read."""

    settings: Settings
    is_lenient: bool

    @property
    def name(self) -> bytes:
        """Name what of them decides how an item is read."""
        return repr((date_rules(self.settings), self.settings.url, self.is_lenient)).encode()


class Known(NamedTuple):
    """A talk as it was read, its signature, and the name of what it was read from."""

    talk: Talk
    signature: ChangeSignature
    origin: bytes


class Cut(NamedTuple):
    """How a list of talks was cut: the line and the name of each item, and the names of runs.

    A run is so many items that stand one below the other, in one file; it is named without its
    being cut.
    """

    rules: Rules
    lines: tuple[int, ...]
    names: tuple[bytes, ...]
    runs: tuple[bytes, ...]
    files: int


class Look(NamedTuple):
    """A list of talks, cut into its items, and the name of each; `sources` is as in `Reading`."""

    rules: Rules
    items: tuple[RawItem, ...]
    names: tuple[bytes, ...]
    sources: Sources


class Edited(NamedTuple):
    """An item that is another now: its rank, and how it stands, with its name."""

    rank: int
    item: RawItem
    name: bytes


class Scan(NamedTuple):
    """A file of talks most of which are as they were: where the first begins, and the others."""

    rules: Rules
    place: Place
    digest: bytes
    runs: tuple[bytes, ...]
    edited: tuple[Edited, ...]


Recalled = tuple[list[Known], list[Problem]]
"""What was read of an item, and what was mended there."""


class Reading(NamedTuple):
    """All talks, with the signature of each, and the name of what each was read from.

    A name is empty where that is not known; `cut` is how the list was cut, if it was. `sources` are
    the files that all this was read from.
    """

    talks: Talks
    signatures: tuple[ChangeSignature, ...]
    origins: tuple[bytes, ...]
    sources: Sources
    cut: Cut | None = None


def _look(source: Path, contents: Contents, *, is_lenient: bool) -> Look | None:
    """Cut a talks file, or a directory of them; None where anything is not as it usually is.

    Raises:
        InvalidData: a file cannot be read.
    """
    raw = parser.read(source, lambda path: loaded(path, contents.read(path)))
    if raw.problems or raw.feed is None:
        return None
    settings, problems = read_settings(raw.feed)
    items = tuple(item for item in raw.talks if isinstance(item, RawItem))
    if problems or len(items) < len(raw.talks):
        return None
    rules = Rules(settings, is_lenient)
    names = tuple(_names((item.content for item in items), rules))
    return Look(rules, items, names, Sources(contents.digests, raw.listings))


def scan(content: bytes, path: str, names: Sequence[bytes], runs: Sequence[bytes]) -> Scan | None:
    """Look in a file for the items that are not those of these names, without cutting the others.

    None where anything is not as it usually is, or there are more items than names, or fewer.
    """
    listed = find(content, path)
    fields = listed.root.fields if listed and listed.root else {}
    feed = fields["feed"].value if fields.keys() == {"feed", "talks"} else None
    if not listed or listed.size != len(names) or not isinstance(feed, RawMap):
        return None
    settings, problems = read_settings(feed)
    if problems:
        return None
    rules, now = Rules(settings, is_lenient=False), _runs_of(listed)
    touched = (each for each, pair in enumerate(zip(runs, now, strict=True)) if len({*pair}) > 1)
    ranks = (rank for run in touched for rank in range(run * RUN, min(len(names), run * RUN + RUN)))
    contents = {rank: listed.content[listed.span(rank, rank + 1)] for rank in ranks}
    found = zip(contents, _names(contents.values(), rules), strict=True)
    edited = (Edited(rank, listed.item(rank), name) for rank, name in found if name != names[rank])
    return Scan(rules, listed.place, sha256(content).digest(), now, tuple(edited))


def _runs_of(listed: Listed) -> tuple[bytes, ...]:
    """Name the runs of items of a file."""
    content = memoryview(listed.content)
    spans = (listed.span(first, first + RUN) for first in range(0, listed.size, RUN))
    return _name_runs(content[span] for span in spans)


def _name_runs(runs: Iterable[bytes | memoryview]) -> tuple[bytes, ...]:
    return tuple(sha256(run).digest() for run in runs)


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
    seen = _look(source, contents, is_lenient=is_lenient)
    for _ in range(2 if seen else 0):  # the second time, what the cache has lost is read again
        found = seen and _read_by_item(seen, cache, jobs, progress)
        if found:
            return found
    raw = parser.read(source, lambda path: parser.loaded(path, contents.read(path)))
    talks = normalise(raw, is_lenient=is_lenient)
    signatures = tuple(map(change_signature, talks.talks))
    sources = Sources(contents.digests, raw.listings)
    return Reading(talks, signatures, (b"",) * len(signatures), sources)


def _read_by_item(seen: Look, cache: Cache, jobs: int | None, progress: Progress) -> Reading | None:
    """Read the items that are not known; None where anything is not as it usually is."""
    rules, items, names, _ = seen
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


def recall(item: RawItem, name: bytes, cache: Cache, shelf: Shelf, order: int) -> Recalled | None:
    """Unpack what was read of an item, and how it was mended; None where it was lost.

    `order` is the rank of its first talk. Abstracts stay on the shelf.
    """
    result = cache.take(name)
    if result is None:
        return None
    path, line, _ = item.place
    deliveries, repairs = loads(result)  # noqa: S302  — our own, and sealed
    found = []
    for rank, (below, column, packed, has_abstract, *traced) in enumerate(deliveries):
        abstract = Kept(shelf, name, rank) if has_abstract else None
        talk = unpack(packed, Place(path, line + below, column), order + rank, abstract)
        found.append(Known(talk, ChangeSignature(*traced), b"%s%d" % (name, rank)))
    mended = [Problem(Place(path, line + below, *place), *told) for below, *place, told in repairs]
    return found, mended


def reread(seen: Scan, cache: Cache) -> bool:
    """Read the items that are others now; tell whether nothing was wrong with any."""
    for _, item, name in seen.edited:
        results = _read_run((seen.rules, [item]), slice(1))
        if results is None:
            return False
        cache.put(name, *results[0])
    return True


def _names(contents: Iterable[bytes], rules: Rules) -> list[bytes]:
    """Name items by their contents, and by the rules they are read by."""
    key = blake2b(rules.name).digest()
    return [blake2b(content, digest_size=16, key=key).digest() for content in contents]


def _runs(items: Sequence[RawItem]) -> list[slice]:
    """Gather items that stand one below the other, up to so many."""
    starts: list[int] = []
    end: Place | None = None
    for rank, item in enumerate(items):
        if item.place != end or rank - starts[-1] == RUN:
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


def _put_together(seen: Look, cache: Cache) -> Reading | None:
    """Unpack the talks; None where one stands there twice, or was lost from the cache."""
    rules, items, names, sources = seen
    shelf = Shelf(cache)
    known: list[Known] = []
    repairs: list[Problem] = []
    is_lost = False
    for item, name in zip(items, names, strict=True):
        recalled = recall(item, name, cache, shelf, len(known))
        if recalled is None:
            is_lost = True
            continue
        known += recalled[0]
        repairs += recalled[1]
    if is_lost:
        return None
    talks = tuple(one.talk for one in known)
    if not rules.is_lenient and any(duplicates(talks, ())):
        return None
    whole = complete(rules.settings, talks, repairs, is_lenient=rules.is_lenient)
    known_by = {one.talk.identity: one for one in known}
    kept = [known_by[talk.identity] for talk in whole.talks]
    lines = tuple(item.place.line for item in items)
    contents = [item.content for item in items]
    runs = (b"".join(contents[first : first + RUN]) for first in range(0, len(items), RUN))
    cut = Cut(rules, lines, names, _name_runs(runs), len(sources.files))
    return Reading(
        talks=whole,
        signatures=tuple(one.signature for one in kept),
        origins=tuple(one.origin for one in kept),
        sources=sources,
        cut=cut,
    )
