r"""JSON (RFC 8259) and TOML 1.0 → the line and column of each mapping and each key.

The parsers of the standard library keep no places. JSON is split into tokens a second time; of TOML
the lines with tables and keys are found, and whatever is on one line has the place of that line.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from itertools import count
from typing import TYPE_CHECKING

from talkfeed.limits import MAX_DEPTH
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

Spot = tuple[int, int]
"""A line and a column, counted from 1; (0, 0) if unknown."""
UNKNOWN: Spot = (0, 0)
Path = tuple[str | int, ...]
"""Keys and indices from the root of a document."""

_TOKEN = re.compile(r'[{}\[\],:]|"[^"\\]*+(?:\\.[^"\\]*+)*+"?|[^\s{}\[\],:"]++', re.DOTALL)
_TABLE = re.compile(r"[ \t]{0,99}(\[{1,2})([^\[\]#\n]{1,200})\]")
_KEY = re.compile(r"[ \t]{0,99}(\"[^\"\n]{1,99}\"|'[^'\n]{1,99}'|[\w-]{1,99})[ \t]{0,99}[.=]")
_PART = re.compile(r"\"([^\"]*)\"|'([^']*)'|([\w-]+)")
_FENCES = ('"""', "'''")


class _Open(NamedTuple):
    """A list or mapping that is not closed: its path, and the numbers of the next items."""

    path: Path
    ranks: Iterator[int] | None


class Repeat(NamedTuple):
    """A key that a mapping has already: its place, and that of the first."""

    key: str
    spot: Spot
    first: Spot


def of_json(text: str, shift: int = 0) -> tuple[dict[Path, Spot], list[Repeat]]:
    r"""Find the places of a valid document, and the keys that a mapping has twice.

    `shift` is the number of lines above it.

    >>> of_json('[{"title": "A"},\n {"title": "B"}]')[0][1, "title"]
    (2, 3)
    """
    breaks = [found.start() for found in re.finditer("\n", text)]
    spots: dict[Path, Spot] = {}
    repeats: list[Repeat] = []
    inside: list[_Open] = []
    path: Path = ()
    is_key = False
    for found in _TOKEN.finditer(text):
        sign = found[0]
        if inside and inside[-1].ranks is not None and sign not in {",", "]"}:
            path = (*inside[-1].path, next(inside[-1].ranks))
        if sign in {"}", "]"}:
            inside.pop()
        elif sign not in {":", ","}:
            line = bisect_right(breaks, found.start())
            spot = (line + 1 + shift, found.start() - (breaks[line - 1] if line else -1))
            if is_key:
                path = (*inside[-1].path, json.loads(sign))
            if len(path) <= MAX_DEPTH and spots.setdefault(path, spot) != spot and is_key:
                repeats.append(Repeat(str(path[-1]), spot, spots[path]))
            if sign in {"{", "["}:
                inside.append(_Open(path, count() if sign == "[" else None))
        is_key = bool(inside) and inside[-1].ranks is None and sign in {"{", ","}
    return spots, repeats


def of_toml(text: str, shift: int = 0) -> dict[Path, Spot]:
    r"""Find the places of tables and keys; `shift` is the number of lines above the text.

    >>> of_toml('[[talks]]\nname = "A"\n[[talks]]\nname = "B"\n')["talks", 1, "name"]
    (4, 1)
    """
    spots: dict[Path, Spot] = {}
    counts: dict[Path, int] = {}
    table: Path = ()
    fence = ""
    for number, line in enumerate(text.split("\n"), shift + 1):
        if fence:
            fence = "" if fence in line else fence
            continue
        spot = (number, len(line) - len(line.lstrip()) + 1)
        if found := _TABLE.match(line):
            table = _resolved(found[2], counts, is_list=len(found[1]) > 1)
            spots.setdefault(table, spot)
        elif found := _KEY.match(line):
            spots.setdefault((*table, found[1].strip("\"'")), spot)
        fence = next((each for each in _FENCES if line.count(each) % 2), "")
    return spots


def _resolved(name: str, counts: dict[Path, int], *, is_list: bool) -> Path:
    """Return the path of a table, with the index of each list of tables that it is in."""
    path: Path = ()
    parts = ["".join(map(str, found)) for found in _PART.findall(name)]
    for rank, part in enumerate(parts, 1):
        path = (*path, part)
        if is_list and rank == len(parts):
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = (*path, counts[path])
    return path
