"""The origins of talks and lines → those that are the same talk, as its source has one id for it.

A source that makes new ids for the same talks, as some programs do whenever they write a calendar,
is recognised by talks that have not changed but for their ids. Its ids prove only what is the
same, never what is another.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from talkfeed.ledger.digest import read_origin

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from talkfeed.ledger.values import Line


class Origins:
    """The origins of talks, by index, and of lines, by rank, and what is known of their sources."""

    def __init__(self, talks: Sequence[str], lines: Sequence[Line]) -> None:
        """Take the origins of talks, "" for those that are not to be matched by them."""
        self._talks = talks
        self._is_used = any(talks)
        self._lines = lines
        self._kept: set[str] = set()
        self._changed: set[str] = set()

    def same(self, claimed: Container[int]) -> Iterator[tuple[int, int]]:
        """Pair talks with lines that are not claimed yet, if they have one origin.

        An origin that several talks or lines have decides nothing; a line of a withdrawn talk
        counts only if no other has its origin.
        """
        if not self._is_used:
            return
        indexes: dict[str, list[int]] = defaultdict(list)
        for index, origin in enumerate(self._talks):
            indexes[origin].append(index)
        live: dict[str, list[int]] = defaultdict(list)
        gone: dict[str, list[int]] = defaultdict(list)
        for rank, line in enumerate(self._lines):
            if rank not in claimed:
                (live if line.withdrawn is None else gone)[read_origin(line.kin)].append(rank)
        for origin, (index, *more) in indexes.items():
            ranks = live.get(origin) or gone.get(origin, [])
            if origin and not more and len(ranks) == 1:
                self.see(index, ranks[0])
                yield index, ranks[0]

    def see(self, index: int, rank: int) -> None:
        """Note that a talk has this line: its source keeps its ids, or changes them."""
        if not self._is_used:
            return  # the usual case, and there may be many talks
        now, before = self._pair(index, rank)
        if scope := _scope(now, before):
            (self._kept if now == before else self._changed).add(scope)

    def differ(self, index: int, rank: int) -> bool:
        """Return whether a source that never changes ids has another for the talk of the line."""
        now, before = self._pair(index, rank)
        return now != before and _scope(now, before) in self._kept - self._changed

    def _pair(self, index: int, rank: int) -> tuple[str, str]:
        now = self._talks[index]
        return now, read_origin(self._lines[rank].kin) if now else ""


def _scope(now: str, before: str) -> str:
    """Return the source of two origins, "" if they have not the same."""
    scopes = {origin.partition(".")[2] for origin in (now, before)}
    return scopes.pop() if len(scopes) == 1 else ""
