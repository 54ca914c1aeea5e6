"""A shape → what a library writes for it, with placeholders, from as few rows as possible.

A library writes consecutive rows of one shape, such as categories, alike. So it writes two, and
the second is repeated. If these two are not written alike, or not together, it writes all.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain, count, groupby
from typing import TYPE_CHECKING

from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Row = tuple[str | None, ...]
    Block = tuple[Row, ...]
    Blocks = tuple[Block, ...]
    Write = Callable[..., bytes]
    """Writes blocks and further texts with a library."""

SHAPES = 1024
"""The most shapes kept in memory; the talks of the pyvideo archive need half as many."""
_GAP = re.compile("\ue000([0-9]+)\ue001".encode())
_PAIR = 2


class Written(NamedTuple):
    """What a library wrote: the parts between placeholders, and the rank of each one's text."""

    parts: tuple[bytes, ...]
    gaps: tuple[int, ...]

    def repeat(self, first: int, width: int, more: int) -> Written | None:
        """Repeat the second of two rows of `width` texts each, from the rank `first` on.

        None if the two are not together or not alike.
        """
        second, after = first + width, first + _PAIR * width
        places = [place for place, gap in enumerate(self.gaps) if second <= gap < after]
        if not places:
            return None
        start, end = places[0], places[-1] + 1
        one, two = slice(2 * start - end, start), slice(start, end)
        stand_together = places == [*range(start, end)]
        if not stand_together or self._row(one, width) != self._row(two):
            return None
        gaps = [gap + more * width if gap >= after else gap for gap in self.gaps]
        steps = range(width, (more + 1) * width, width)
        gaps[end:end] = [gap + step for step in steps for gap in self.gaps[two]]
        parts = (*self.parts[:end], *self.parts[two] * more, *self.parts[end:])
        return Written(parts, tuple(gaps))

    def _row(self, row: slice, shift: int = 0) -> tuple[list[int], tuple[bytes, ...]]:
        """Return the ranks of a row, and the parts within it."""
        return [gap + shift for gap in self.gaps[row]], self.parts[row][1:]


def written(write: Write, blocks: Blocks, shared: int) -> Written:
    """Write a shape with a placeholder for each text, and for each of the `shared` texts."""
    shape = tuple(
        [tuple([tuple([each and "" for each in row]) for row in block]) for block in blocks]
    )
    return _repeated(write, shape, shared) or _asked(write, shape, shared)


def give(blocks: Blocks, texts: Iterator[str]) -> Blocks:
    """Replace the texts of blocks, in their order."""
    return tuple(
        [
            tuple([tuple([None if each is None else next(texts) for each in row]) for row in block])
            for block in blocks
        ]
    )


def _repeated(write: Write, shape: Blocks, shared: int) -> Written | None:
    """Write two of several rows of one shape, and repeat the second."""
    runs = [[[*run] for _, run in groupby(block)] for block in shape]
    short = tuple([tuple(chain.from_iterable(map(_two, block))) for block in runs])
    found: Written | None = _asked(write, short, shared)
    rank = 0
    for run in chain.from_iterable(runs):
        width = run[0].count("")
        more = len(run) - len(_two(run))
        if more and found:
            found = found.repeat(rank, width, more)
        rank += width * len(run)
    return found


def _two(run: list[Row]) -> list[Row]:
    """Return two rows of a run if they have texts: only then can they be distinguished."""
    return run[:_PAIR] if "" in run[0] else run


@lru_cache(maxsize=SHAPES)
def _asked(write: Write, shape: Blocks, shared: int) -> Written:
    texts = (f"\ue000{number}\ue001" for number in count())
    given = give(shape, texts)
    split = _GAP.split(write(given, *[next(texts) for _ in range(shared)]))
    return Written(tuple(split[::2]), tuple(map(int, split[1::2])))
