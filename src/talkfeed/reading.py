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

from talkfeed.errors import Place, Problem
from talkfeed.executor import choose
from talkfeed.ledger import Trace, trace
from talkfeed.model import RawFile, RawItem, Talks
from talkfeed.normalise import (
    FORGIVEN,
    complete,
    date_rules,
    duplicates,
    forgive,
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


def read(
    source: Path,
    cache: Cache,
    jobs: int | None,
    watch: Watch,
    *,
    is_lenient: bool = False,
) -> Reading:
    """Read and check a talks file, or a directory of them.

    Raises:
        InvalidData: with every problem of every file.
    """
    watch.begin("read")
    raw = yamlfile.read(source, load)
    for _ in range(2):  # the second time, what the cache has lost is read again
        found = _read_by_item(raw, cache, jobs, watch, is_lenient=is_lenient)
        if found is not None:
            return found
    talks = normalise(yamlfile.read(source), is_lenient=is_lenient)
    return Reading(talks, tuple(map(trace, talks.talks)), (b"",) * len(talks.talks))


class Rules(NamedTuple):
    """By what an item is read."""

    settings: Settings
    is_lenient: bool

    @property
    def name(self) -> bytes:
        """Name what of them decides how an item is read."""
        return repr((date_rules(self.settings), self.settings.url, self.is_lenient)).encode()


def _read_by_item(
    raw: RawFile, cache: Cache, jobs: int | None, watch: Watch, *, is_lenient: bool
) -> Reading | None:
    """Read the items that are not known; None where anything is not as it usually is."""
    if raw.problems or raw.feed is None:
        return None
    settings, problems = read_settings(raw.feed)
    items = [item for item in raw.talks if isinstance(item, RawItem)]
    if problems or len(items) < len(raw.talks):
        return None
    rules = Rules(settings, is_lenient)
    names = _names(items, rules)
    missing = [(item, name) for item, name in zip(items, names, strict=True) if name not in cache]
    runs = _runs([item for item, _ in missing])
    unnamed = (name for _, name in missing)
    watch.begin("read", len(missing))
    for results in choose(jobs, len(missing)).map(_read_run, rules, runs):
        if results is None:
            return None
        for result in results:
            cache.put(next(unnamed), result)
        watch.step(len(results))
    return _put_together(rules, items, names, cache)


def _names(items: Sequence[RawItem], rules: Rules) -> list[bytes]:
    """Name items by their contents, and by the rules they are read by."""
    start = blake2b(rules.name, digest_size=16)
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


def _read_run(rules: Rules, run: Sequence[RawItem]) -> list[bytes] | None:
    """Read items as far as they are talks without a fault, or the reader is lenient.

    Each gives its deliveries and its repairs, packed.
    """
    parsed = parse_run(run, FORGIVEN if rules.is_lenient else ())
    if parsed is None:
        return None
    raws, faults = parsed
    reader, orders = reader_for(rules.settings, is_lenient=rules.is_lenient), count()
    results = []
    for item, raw in zip(run, raws, strict=True):
        talks = [_pack(talk, raw.place) for talk in read_talk(reader, raw, orders)]
        lines = range(raw.place.line, raw.place.line + item.content.count(b"\n"))
        repairs = [*forgive(each for each in faults if each.place.line in lines), *reader.repairs]
        results.append(dumps((talks, [_pack_repair(each, raw.place) for each in repairs])))
        reader.repairs.clear()
    return None if reader.problems else results


def _pack(talk: Talk, start: Place) -> tuple[Any, ...]:
    """Pack a talk with its trace and its place, seen from where its item starts."""
    seen = trace(talk)
    return talk.place.line - start.line, talk.place.column, pack(talk), *seen


def _pack_repair(repair: Problem, start: Place) -> tuple[Any, ...]:
    place, code, message, hint = repair.place, repair.code, repair.message, repair.hint
    return place.line - start.line, place.column, code, message, hint


def _put_together(
    rules: Rules, items: Sequence[RawItem], names: Sequence[bytes], cache: Cache
) -> Reading | None:
    """Unpack the talks; None where one stands there twice, or was lost from the cache."""
    talks: list[Talk] = []
    known: dict[Place, tuple[Trace, bytes]] = {}
    repairs: list[Problem] = []
    is_lost = False
    for item, name in zip(items, names, strict=True):
        path, line, _ = item.place
        result = cache.get(name)
        if result is None:
            is_lost = True
            continue
        deliveries, mended = loads(result)  # noqa: S302  — our own, and checked
        for rank, (below, column, packed, *traced) in enumerate(deliveries):
            place = Place(path, line + below, column)
            talks.append(unpack(packed, place, len(talks)))
            known[place] = Trace(*traced), b"%s%d" % (name, rank)
        for below, column, *told in mended:
            repairs.append(Problem(Place(path, line + below, column), *told))
    if is_lost or (not rules.is_lenient and any(duplicates(talks, ()))):
        return None
    whole = complete(rules.settings, tuple(talks), repairs, is_lenient=rules.is_lenient)
    found = [known[talk.place] for talk in whole.talks]
    traces, origins = (tuple(column) for column in zip(*found, strict=True)) if found else ((), ())
    return Reading(whole, traces, origins, frozenset(names))
