"""Talks, lines → which talk is which line: identity is settled by evidence, never by position.

An explicit `id:` decides. All others are compared level by level, the strongest evidence first,
from "nothing changed" down to "only the title is the same". A pair once made stays. Evidence that
several could claim decides nothing, unless the level says to pair them off in order.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from itertools import chain, product
from typing import TYPE_CHECKING

from talkfeed.identity import headline, title_key
from talkfeed.ledger.digest import (
    MatchKeys,
    digest,
    is_current,
    match_keys,
    read_links,
    read_match_keys,
    write_match_keys,
)
from talkfeed.ledger.moments import newest_first
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from talkfeed.ledger.values import Line
    from talkfeed.model import Talk


class ChangeSignature(NamedTuple):
    """The change signature of a talk: its digest and match keys as text, and its headline."""

    digest: str
    kin: str
    headline: str
    dated: bool


class Clues(NamedTuple):
    """The compared values of a talk now, or of a line of the ledger.

    `key` is set if some line has no known title, so that only its key hints at the title.
    """

    digest: str
    match_keys: MatchKeys
    headline: str
    dated: bool
    key: str = ""


class Match(NamedTuple):
    """A talk's line, and whether their titles differ."""

    line: Line
    renamed: bool


Evidence = tuple[str, ...]
Shown = Callable[[Clues], Iterable[Evidence]]
Rows = list[tuple[int, Clues]]
"""Clues by the index of the talk, or by the rank of the line."""


class Level(NamedTuple):
    """A level of matching: the evidence of a talk, and of a line if different.

    `in_order`: several talks and lines with the same evidence are paired newest first. `returns`:
    a match restores a withdrawn talk. `renames`: the titles may differ.
    """

    shown: Shown
    asked: Shown | None = None
    in_order: bool = False
    returns: bool = True
    renames: bool = False


def change_signature(talk: Talk) -> ChangeSignature:
    """Return the change signature of a talk."""
    return ChangeSignature(
        digest(talk),
        write_match_keys(match_keys(talk)),
        headline(talk).casefold(),
        talk.is_scheduled,
    )


def match(
    talks: Sequence[Talk], signatures: Sequence[ChangeSignature], lines: Iterable[Line]
) -> dict[int, Match]:
    """Match talks to lines, one to one; lines of live talks take precedence over withdrawn ones.

    Returns:
        The matches by the talk's index, independent of the order of the lines.
    """
    ordered = sorted(lines, key=lambda line: (line.published, line.key), reverse=True)
    if not ordered:
        return {}
    ranks = {line.key: rank for rank, line in enumerate(ordered)}
    found = {
        index: Match(ordered[ranks[talk.id]], renamed=False)
        for index, talk in enumerate(talks)
        if talk.id in ranks
    }
    claimed = {ranks[pair.line.key] for pair in found.values()}
    for index, rank in _unchanged(talks, signatures, ordered, claimed):
        found[index] = Match(ordered[rank], renamed=False)
        claimed.add(rank)
    if len(found) == len(talks) or len(claimed) == len(ordered):
        return found
    live, gone = (_of_lines(ordered, claimed, withdrawn=flag) for flag in (False, True))
    free = _of_talks(talks, signatures, found, guess=any(clues.key for _, clues in live + gone))
    rounds = [(level, live) for level in LEVELS]
    rounds += [(level, gone) for level in LEVELS if level.returns]
    for level, pool in rounds:
        asking = [(index, clues) for index, clues in free if index not in found]
        left = [(rank, clues) for rank, clues in pool if rank not in claimed]
        if not asking or not left:
            continue  # the usual case: no talk is new, or none is gone
        for index, rank in _pairs(level, asking, left):
            found[index] = Match(ordered[rank], renamed=level.renames)
            claimed.add(rank)
    return found


def _unchanged(
    talks: Sequence[Talk],
    signatures: Sequence[ChangeSignature],
    lines: Sequence[Line],
    claimed: Container[int],
) -> list[tuple[int, int]]:
    """Return the first level's matches, fast: most talks are unchanged and unique."""
    now = {
        signature.digest: index
        for index, signature in enumerate(signatures)
        if talks[index].id is None
    }
    before = {
        line.digest: rank
        for rank, line in enumerate(lines)
        if line.withdrawn is None and rank not in claimed and is_current(line.digest)
    }
    several = Counter(signature.digest for signature in signatures) + Counter(
        line.digest for line in lines
    )
    return [
        (index, before[digest])
        for digest, index in now.items()
        if digest in before and several[digest] == _ONE_EACH
    ]


_ONE_EACH = 2
"""The number of uses of a digest among talks and lines if it identifies a talk."""


def _of_talks(
    talks: Sequence[Talk],
    signatures: Sequence[ChangeSignature],
    found: Container[int],
    *,
    guess: bool,
) -> Rows:
    """Return the unmatched talks without an explicit id, newest first."""
    free = [index for index, talk in enumerate(talks) if talk.id is None and index not in found]
    free.sort(key=lambda index: newest_first(talks[index]))
    keys = (title_key(talks[index].title) if guess else "" for index in free)
    seen = (signatures[index] for index in free)
    rows = [
        (index, Clues(one.digest, read_match_keys(one.kin), one.headline, one.dated, key))
        for index, one, key in zip(free, seen, keys, strict=True)
    ]
    return _without_crowds(rows, (signature.kin for signature in signatures))


def _of_lines(lines: Sequence[Line], claimed: Container[int], *, withdrawn: bool) -> Rows:
    """Return the unmatched lines, live or withdrawn."""
    pool = [
        (rank, line) for rank, line in enumerate(lines) if (line.withdrawn is not None) is withdrawn
    ]
    rows = [(rank, _line_clues(line)) for rank, line in pool if rank not in claimed]
    return _without_crowds(rows, (line.kin for _, line in pool))


def _line_clues(line: Line) -> Clues:
    known = read_match_keys(line.kin)
    return Clues(
        digest=line.digest if is_current(line.digest) else "",
        match_keys=known,
        headline=line.title.casefold(),
        dated=line.start is not None,
        key="" if known.title else line.key,
    )


def _without_crowds(rows: Rows, everyone: Iterable[str]) -> Rows:
    """Remove links that several talks share, such as an event's playlist, as evidence."""
    crowd = Counter(chain.from_iterable(map(read_links, everyone))) if rows else Counter()
    return [
        (
            index,
            one._replace(
                match_keys=one.match_keys._replace(links=_alone(one.match_keys.links, crowd))
            ),
        )
        for index, one in rows
    ]


def _alone(links: tuple[str, ...], crowd: Counter[str]) -> tuple[str, ...]:
    return tuple(link for link in links if crowd[link] == 1)


def _pairs(level: Level, talks: Rows, lines: Rows) -> Iterator[tuple[int, int]]:
    """Pair talks with lines by one level's evidence, in descending order of its amount."""
    left, right = _shown(level.shown, talks), _shown(level.asked or level.shown, lines)
    weight: Counter[tuple[int, int]] = Counter()
    for value, indexes in left.items():
        ranks = right.get(value, [])
        if level.in_order or len(indexes) == len(ranks) == 1:
            weight.update(zip(indexes, ranks, strict=False))
    taken: tuple[set[int], set[int]] = (set(), set())
    for (index, rank), _ in weight.most_common():
        if index not in taken[0] and rank not in taken[1]:
            taken[0].add(index)
            taken[1].add(rank)
            yield index, rank


def _shown(shown: Shown, rows: Rows) -> dict[Evidence, list[int]]:
    found: dict[Evidence, list[int]] = defaultdict(list)
    for index, one in rows:
        for value in shown(one):
            found[value].append(index)
    return found


# --- the evidence: hashes, none of them empty ----------------------------------------------------


def _content(clues: Clues) -> Iterator[Evidence]:
    if clues.digest:
        yield (clues.digest,)


def _facts(clues: Clues) -> Iterator[Evidence]:
    if clues.match_keys.title:
        yield clues.match_keys[:4]


def _match_keys(clues: Clues) -> Iterator[Evidence]:
    for facts in _facts(clues):
        yield facts + clues.match_keys.links


def _links(clues: Clues) -> Iterator[Evidence]:
    yield from ((link,) for link in clues.match_keys.links)


def _headline(clues: Clues) -> Iterator[Evidence]:
    yield (clues.headline,)


def _key(clues: Clues) -> Iterator[Evidence]:
    if clues.key:
        yield (clues.key,)


def _occasion(clues: Clues) -> Iterator[Evidence]:
    """Yield event, date and speakers; a date counts alone if it is a known day."""
    _, event, date, speakers, _ = clues.match_keys
    if (event and speakers) or (date and (event or speakers or clues.dated)):
        yield (event, date, speakers)


def _speechless(clues: Clues) -> Iterator[Evidence]:
    if clues.match_keys.title and not clues.match_keys.speakers:
        yield (clues.match_keys.title,)


def _both(*names: str) -> Shown:
    """Return evidence that combines several match keys, if all are known."""

    def shown(clues: Clues) -> Iterator[Evidence]:
        values = tuple(getattr(clues.match_keys, name) for name in names)
        if all(values):
            yield values

    return shown


def _slot(clues: Clues) -> Iterator[Evidence]:
    """Yield event, known day and speakers: stronger evidence than a title such as "TBA"."""
    if clues.dated:
        yield from _both("event", "date", "speakers")(clues)


def _with(some: Iterable[Evidence], others: Iterable[Evidence]) -> Iterator[Evidence]:
    """Yield each combination of two kinds of evidence."""
    return (one + other for one, other in product(some, others))


def _undated(clues: Clues) -> Iterator[Evidence]:
    """Yield title, event and speakers, known or not: the talk may be postponed."""
    if clues.match_keys.title:
        yield (clues.match_keys.title, clues.match_keys.event, clues.match_keys.speakers)


_TITLE = _both("title")

LEVELS = (
    Level(_content, in_order=True),
    Level(lambda clues: _with(_match_keys(clues), _headline(clues))),
    Level(_match_keys),
    Level(lambda clues: _with(_facts(clues), _links(clues))),
    Level(lambda clues: _with(_facts(clues), _headline(clues))),
    Level(_facts, in_order=True),
    Level(_both("title", "event", "date")),
    Level(lambda clues: _with(_TITLE(clues), _links(clues))),
    Level(_headline),
    Level(_both("title", "event", "speakers")),
    Level(_slot, renames=True),
    Level(lambda clues: _with(_occasion(clues), _links(clues)), renames=True),
    Level(_both("title", "event")),
    Level(_both("title", "date")),
    Level(_undated),
    Level(_both("title", "speakers"), returns=False),
    Level(_links, renames=True),
    Level(_occasion, renames=True),
    Level(_TITLE, _speechless, returns=False),
    Level(_speechless, _TITLE, returns=False),
    Level(_key),
    Level(_both("title", "event"), in_order=True, returns=False),
    Level(_both("title", "date"), in_order=True, returns=False),
    Level(_both("title", "speakers"), in_order=True, returns=False),
    Level(_speechless, in_order=True, returns=False),
)
"""The levels, from the strongest evidence to the weakest.

A title alone does not restore a withdrawn talk: another delivery of it is a new talk, and must not
be published with a date in the past.
"""
