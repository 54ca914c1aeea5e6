"""Words of numbered talks → the files of an index, each of which a script fetches when needed.

A file has words, each with the numbers of the talks that have it. A word is in the file of its
unit, the shortest beginning of it that few talks have. Shorter beginnings, which many talks have,
are split: each is in a file of its own hash, with the talks of all words that begin so. So every
beginning of a word is looked up in one file, and a change of a talk changes only the files of its
words. `index.js` reads them.
"""

from __future__ import annotations

import json
from collections import defaultdict
from functools import lru_cache
from itertools import chain, groupby, repeat
from operator import itemgetter, sub
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

SMALL = 500
"""The most talks of a site whose first page has all of them; its index is for abstracts."""
FEW = 1024
"""The most talks of a unit."""
PER_FILE, PER_SMALL_FILE = 16, 64
"""The talks of a large and of a small site for each file of its index, at most."""
_LAST, _LASTS = ord("#"), 57
_MORE, _MORES = ord("]"), 34
"""Digits of a gap: the last is one of "#" to "[", those before it of "]" to "~".

No character of them has to be escaped in JSON.
"""
_REST = "!"
"""The sign that the numbers are those of the talks without the word."""


Entry = tuple[str, str, "Sequence[int]"]
"""A unit, a word of it, and the numbers of its talks; a split beginning has no unit but itself."""


def files_of(talks: int) -> int:
    """Return the number of files for a number of talks, a power of two: it rarely changes."""
    share = PER_SMALL_FILE if talks <= SMALL else PER_FILE
    return 1 << max(0, -(-talks // share) - 1).bit_length()


def file_of(unit: str, files: int) -> int:
    """Return the number of the file of a unit."""
    found = 0
    for sign in unit:
        found = (found * 31 + ord(sign)) % 65521
    return found % files


def contents(talks: Sequence[Iterable[str]]) -> tuple[list[bytes], list[str]]:
    """Return the files of an index, and the split beginnings; `talks` are the words of each."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, words in enumerate(talks):
        for word in words:
            found[word].append(number)
    files: list[list[str]] = [[] for _ in range(files_of(len(talks)))]
    split: list[str] = []
    for unit, word, numbers in entries(found, split):
        lines = files[file_of(unit, len(files))]
        lines.append(f'"{word}":"{encode(numbers, len(talks))}"')
    return [("{" + ",\n".join(lines) + "}\n").encode() for lines in files], split


def entries(found: Mapping[str, Sequence[int]], split: list[str]) -> Iterator[Entry]:
    """Put words with the numbers of their talks into units; `split` is filled."""
    return _below(sorted(found), 1, found, split)


def _below(
    words: Iterable[str], depth: int, found: Mapping[str, Sequence[int]], split: list[str]
) -> Iterator[Entry]:
    for unit, group in groupby(words, key=itemgetter(slice(depth))):
        below = [*group]
        talks: set[int] = set()
        numbers = [found[word] for word in below]
        if sum(map(len, numbers)) > FEW:
            talks.update(*numbers)
        if len(talks) <= FEW:
            yield from zip(repeat(unit), below, numbers)
        else:
            split.append(unit)
            yield unit, unit, sorted(talks)
            yield from _below((word for word in below if word != unit), depth + 1, found, split)


def encode(numbers: Sequence[int], talks: int) -> str:
    """Write rising numbers as their gaps.

    >>> encode([0, 1, 60], 100), encode([0, 2], 3)
    ('##^$', '!$')
    """
    if 2 * len(numbers) > talks:
        present = frozenset(numbers)
        rest = [number for number in range(talks) if number not in present]
        return _REST + _gaps(rest)
    return _gaps(numbers)


def _gaps(numbers: Sequence[int]) -> str:
    table = _digits((numbers[-1] >> 10) + 1 if numbers else 1)
    return "".join(map(table.__getitem__, map(sub, numbers, chain((-1,), numbers))))


@lru_cache(maxsize=64)
def _digits(thousands: int) -> list[str]:
    """Return the digits of each gap; there is none of 0."""
    return ["", *(_written(gap) for gap in range((thousands << 10) + 1))]


def _written(value: int) -> str:
    digits = [chr(_LAST + value % _LASTS)]
    value //= _LASTS
    while value:
        digits.append(chr(_MORE + value % _MORES))
        value //= _MORES
    return "".join(reversed(digits))


def directory(talks: int, rows: int, split: Sequence[str]) -> bytes:
    """Return the file that a script reads first: the sizes of the index, and what is split."""
    head = {"talks": talks, "files": files_of(talks), "rows": rows, "split": split}
    return (json.dumps(head, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
