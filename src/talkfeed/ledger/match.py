"""Talks, lines → which talk is which line: identity is settled by evidence, never by position.

An explicit `id:` decides, and then the id that a source has for a talk (`origins`). All others are
compared level by level, the strongest evidence first, "nothing changed" down to "only the
title is the same". A pair once made stays. Evidence that several could claim decides nothing,
unless the level says to pair them off in order.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import chain
from typing import TYPE_CHECKING

from talkfeed.identity import headline, title_key
from talkfeed.ledger.digest import (
    digest,
    is_current,
    match_keys,
    read_links,
    read_match_keys,
    read_origin,
    write_match_keys,
)
from talkfeed.ledger.evidence import LEVELS, Clues
from talkfeed.ledger.moments import newest_first
from talkfeed.ledger.origins import Origins
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from talkfeed.ledger.evidence import Evidence, Level, Shown
    from talkfeed.ledger.values import Line
    from talkfeed.model import Talk


class ChangeSignature(NamedTuple):
    """The change signature of a talk: its digest and match keys as text, and its headline."""

    digest: str
    kin: str
    headline: str
    dated: bool


class Match(NamedTuple):
    """A talk's line, and whether their titles differ, though one id may make it certain."""

    line: Line
    renamed: bool
    is_certain: bool = False


Rows = list[tuple[int, Clues]]
"""Clues by the index of the talk, or by the rank of the line."""


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
    pairs = zip(talks, signatures, strict=True)
    named = ("" if talk.id else read_origin(signature.kin) for talk, signature in pairs)
    origins = Origins([*named], ordered)
    found, claimed = _certain(talks, signatures, ordered, origins)
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
            if level.is_sure:
                origins.see(index, rank)
            elif origins.differ(index, rank):
                continue
            found[index] = Match(ordered[rank], renamed=level.renames)
            claimed.add(rank)
    return found


def _certain(
    talks: Sequence[Talk],
    signatures: Sequence[ChangeSignature],
    ordered: Sequence[Line],
    origins: Origins,
) -> tuple[dict[int, Match], set[int]]:
    """Match talks by their explicit ids, by those of their sources, and unchanged ones.

    Returns:
        The matches, and the ranks of their lines.
    """
    ranks = {line.key: rank for rank, line in enumerate(ordered)}
    pairs = {index: ranks[talk.id] for index, talk in enumerate(talks) if talk.id in ranks}
    found = {index: Match(ordered[rank], renamed=False) for index, rank in pairs.items()}
    claimed = set(pairs.values())
    for index, rank in origins.same(claimed):
        line = ordered[rank]
        renamed = read_match_keys(line.kin).title != read_match_keys(signatures[index].kin).title
        found[index] = Match(line, renamed, is_certain=True)
        claimed.add(rank)
    for index, rank in _unchanged(talks, signatures, ordered, claimed, found):
        origins.see(index, rank)
        found[index] = Match(ordered[rank], renamed=False)
        claimed.add(rank)
    return found, claimed


def _unchanged(
    talks: Sequence[Talk],
    signatures: Sequence[ChangeSignature],
    lines: Sequence[Line],
    claimed: Container[int],
    found: Container[int],
) -> list[tuple[int, int]]:
    """Return the first level's matches, fast: most talks are unchanged and unique."""
    now = {
        signature.digest: index
        for index, signature in enumerate(signatures)
        if talks[index].id is None and index not in found
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
