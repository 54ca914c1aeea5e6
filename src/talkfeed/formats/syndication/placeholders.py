"""A shape → what a library writes for it, with placeholders, from as few rows as possible.

A library writes consecutive rows of one shape, such as categories, alike. So it writes two, and
the output for the second is repeated. It writes all if these two differ or are not contiguous.
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
_PLACEHOLDER = re.compile("\ue000([0-9]+)\ue001".encode())
_PAIR = 2


class Marked(NamedTuple):
    """A document with placeholders: the parts between them, and the rank of the text of each."""

    parts: tuple[bytes, ...]
    ranks: tuple[int, ...]

    def repeat(self, first: int, width: int, more: int) -> Marked | None:
        """Repeat the second of two rows of `width` texts each, from the rank `first` on.

        Return None if the two differ or are not contiguous.
        """
        second, after = first + width, first + _PAIR * width
        places = [place for place, rank in enumerate(self.ranks) if second <= rank < after]
        if not places:
            return None
        start, end = places[0], places[-1] + 1
        one, two = slice(2 * start - end, start), slice(start, end)
        is_contiguous = places == [*range(start, end)]
        if not is_contiguous or self._row(one, width) != self._row(two):
            return None
        ranks = [rank + more * width if rank >= after else rank for rank in self.ranks]
        steps = range(width, (more + 1) * width, width)
        ranks[end:end] = [rank + step for step in steps for rank in self.ranks[two]]
        parts = (*self.parts[:end], *self.parts[two] * more, *self.parts[end:])
        return Marked(parts, tuple(ranks))

    def _row(self, row: slice, shift: int = 0) -> tuple[list[int], tuple[bytes, ...]]:
        """Return the ranks of a row, and the parts within it."""
        return [rank + shift for rank in self.ranks[row]], self.parts[row][1:]


def write_marked(write: Write, blocks: Blocks, shared: int) -> Marked:
    """Write a shape with a placeholder for each text, and for each of the `shared` texts."""
    shape = tuple(
        [tuple([tuple([each and "" for each in row]) for row in block]) for block in blocks]
    )
    return _write_repeated(write, shape, shared) or _write_all(write, shape, shared)


def replace_texts(blocks: Blocks, texts: Iterator[str]) -> Blocks:
    """Replace the texts of blocks, in their order."""
    return tuple(
        [
            tuple([tuple([None if each is None else next(texts) for each in row]) for row in block])
            for block in blocks
        ]
    )


def _write_repeated(write: Write, shape: Blocks, shared: int) -> Marked | None:
    """Write two of several rows of one shape, and repeat the second."""
    runs = [[[*run] for _, run in groupby(block)] for block in shape]
    short = tuple([tuple(chain.from_iterable(map(_two, block))) for block in runs])
    found: Marked | None = _write_all(write, short, shared)
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
def _write_all(write: Write, shape: Blocks, shared: int) -> Marked:
    """Return the document of a shape; those of common shapes come with talkfeed."""
    from talkfeed.formats.syndication.compiled import common_shapes  # noqa: PLC0415  — 2 ms

    known = common_shapes.RANKS.get((name_of(write), shape, shared))
    if known is None:
        return mark(write, shape, shared)
    places, ranks = known
    return Marked(tuple(map(common_shapes.PARTS.__getitem__, places)), ranks)


def mark(write: Write, shape: Blocks, shared: int) -> Marked:
    """Have a library write a shape with placeholders."""
    texts = (f"\ue000{number}\ue001" for number in count())
    marked = replace_texts(shape, texts)
    split = _PLACEHOLDER.split(write(marked, *[next(texts) for _ in range(shared)]))
    return Marked(tuple(split[::2]), tuple(map(int, split[1::2])))


def name_of(write: Write) -> str:
    """Name a writing function by its module and its name there."""
    return f"{getattr(write, '__module__', '')}.{getattr(write, '__qualname__', '')}"
