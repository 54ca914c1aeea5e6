"""Files → Talks, each talk read once ever: the stages source and normalise, talk by talk.

A list of talks is cut into its items, and an item that was read before is known by its text. The
others are read in runs, on all cores where there are many. Wherever anything is unusual or wrong,
the whole is read again in one go, which can say what is wrong and where.
"""

from __future__ import annotations

from hashlib import blake2b
from itertools import count
from marshal import dumps, loads
from typing import TYPE_CHECKING, NamedTuple

from talkfeed.errors import Place
from talkfeed.executor import choose
from talkfeed.ledger import Kin, Trace, trace
from talkfeed.model import RawFile, RawItem, Talks
from talkfeed.normalise import (
    complete,
    date_rules,
    duplicates,
    normalise,
    read_settings,
    read_talk,
    reader_for,
)
from talkfeed.packing import pack, unpack
from talkfeed.sources import yamlfile
from talkfeed.sources.items import load, parse_run

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import Any

    from talkfeed.cache import Cache
    from talkfeed.model import Settings, Talk
    from talkfeed.watch import Watch

RUN = 256
"""Talks of a shard: so many cost far more than it takes to hand them over."""


class Reading(NamedTuple):
    """All talks, with the trace of each, and the name of what each was read from.

    A name is empty where that is not known; `names` are those of the items of the list.
    """

    talks: Talks
    traces: tuple[Trace, ...]
    origins: tuple[bytes, ...]
    names: frozenset[bytes] = frozenset()


def read(source: Path, cache: Cache, jobs: int | None, watch: Watch) -> Reading:
    """Read and check a talks file, or a directory of them.

    Raises:
        InvalidData: with every problem of every file.
    """
    watch.begin("read")
    found = _read_by_item(yamlfile.read(source, load), cache, jobs, watch)
    if found is not None:
        return found
    talks = normalise(yamlfile.read(source))
    return Reading(talks, tuple(map(trace, talks.talks)), (b"",) * len(talks.talks))


def _read_by_item(raw: RawFile, cache: Cache, jobs: int | None, watch: Watch) -> Reading | None:
    """Read the items that are not known; None where anything is not as it usually is."""
    if raw.problems or raw.feed is None:
        return None
    settings, problems = read_settings(raw.feed)
    items = [item for item in raw.talks if isinstance(item, RawItem)]
    if problems or len(items) < len(raw.talks):
        return None
    names = _names(items, settings)
    missing = [(item, name) for item, name in zip(items, names, strict=True) if name not in cache]
    runs = _runs([item for item, _ in missing])
    unnamed = (name for _, name in missing)
    watch.begin("read", len(missing))
    for results in choose(jobs, len(missing)).map(_read_run, settings, runs):
        if results is None:
            return None
        for result in results:
            cache.put(next(unnamed), result)
        watch.step(len(results))
    return _put_together(settings, items, names, cache)


def _names(items: Sequence[RawItem], settings: Settings) -> list[bytes]:
    """Name items by their texts, and by the settings that decide how they are read."""
    rules = repr((date_rules(settings), settings.url)).encode()
    start = blake2b(rules, digest_size=16)
    names = []
    for item in items:
        name = start.copy()
        name.update(item.content)
        names.append(name.digest())
    return names


def _runs(items: Sequence[RawItem]) -> list[list[RawItem]]:
    """Gather items that stand one below the other, up to so many."""
    runs: list[list[RawItem]] = []
    end: Place | None = None
    for item in items:
        if item.place != end or len(runs[-1]) == RUN:
            runs.append([])
        runs[-1].append(item)
        end = item.place._replace(line=item.place.line + item.content.count(b"\n"))
    return runs


def _read_run(settings: Settings, run: Sequence[RawItem]) -> list[bytes] | None:
    """Read items as far as they are talks without a fault: each gives its deliveries, packed."""
    raws = parse_run(run)
    if raws is None:
        return None
    reader, orders = reader_for(settings), count()
    found = [[_pack(talk, raw.place) for talk in read_talk(reader, raw, orders)] for raw in raws]
    return None if reader.problems else [dumps(packed) for packed in found]


def _pack(talk: Talk, start: Place) -> tuple[Any, ...]:
    """Pack a talk with its trace and its place, seen from where its item starts."""
    below = talk.place.line - start.line
    return below, talk.place.column, pack(talk), *_plain(trace(talk))


def _plain(trace: Trace) -> tuple[Any, ...]:
    return trace.digest, tuple(trace.kin), trace.headline, trace.dated


def _put_together(
    settings: Settings, items: Sequence[RawItem], names: Sequence[bytes], cache: Cache
) -> Reading | None:
    """Unpack the talks; None where one is there twice, or was lost from the cache."""
    talks: list[Talk] = []
    traces: list[Trace] = []
    origins: list[bytes] = []
    for item, name in zip(items, names, strict=True):
        path, line, _ = item.place
        packed_all = cache.get(name)
        if packed_all is None:
            return None
        deliveries = loads(packed_all)  # noqa: S302  — our own, and checked
        for rank, (below, column, packed, digest, kin, *shown) in enumerate(deliveries):
            talks.append(unpack(packed, Place(path, line + below, column), len(talks)))
            traces.append(Trace(digest, Kin(*kin), *shown))
            origins.append(b"%s%d" % (name, rank))
    if any(duplicates(talks, ())):
        return None
    whole = complete(settings, tuple(talks))
    return Reading(whole, tuple(traces), tuple(origins), frozenset(names))
