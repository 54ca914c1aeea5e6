"""Talks per year → the bars of a small chart (SVG 2).

Places are per cent of the width, so that the chart fits any screen while its words keep their
size. Every year between the first and the last has its place, also one without talks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

TALLEST = 64
"""The height of the tallest bar in pixels."""
SHORTEST = 3
WIDE, NARROW = 16, 9
"""How many years can be written under the bars on a wide and on a narrow screen."""
_FILLED = 0.8


class Bar(NamedTuple):
    """A year's bar: `x` and `width` and `middle` in per cent, `height` in pixels.

    `label` says on which screens the year is written: "" on none, "wide", "always".
    """

    year: int
    talks: int
    x: float
    width: float
    middle: float
    height: int
    label: str


def bars(counts: Mapping[int, int]) -> tuple[Bar, ...]:
    """Lay out the bars; fewer than two years make no chart."""
    if len(counts) <= 1:
        return ()
    first, last, most = min(counts), max(counts), max(counts.values())
    step = 100 / (last - first + 1)
    return tuple(
        Bar(
            year=year,
            talks=counts.get(year, 0),
            x=round((year - first + (1 - _FILLED) / 2) * step, 2),
            width=round(step * _FILLED, 2),
            middle=round((year - first + 0.5) * step, 2),
            height=_height(counts.get(year, 0), most),
            label=_label(last - year, last - first + 1),
        )
        for year in range(first, last + 1)
    )


def _height(count: int, most: int) -> int:
    return max(SHORTEST, round(TALLEST * count / most)) if count else 0


def _label(back: int, years: int) -> str:
    """Write a year where there is room, counted back from the last."""
    wide = -(-years // WIDE)
    narrow = wide * -(-years // (NARROW * wide))
    if back % narrow == 0:
        return "always"
    return "" if back % wide else "wide"
