"""Talks per year → the bars of a small chart (SVG 2).

Positions are in per cent of the width, so that the chart fits any screen while its text keeps its
size. Every year from the first to the last has a position, also one without talks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from talkfeed.formats.html.rows import TalkRow

TALLEST = 64
"""The height of the tallest bar in pixels."""
SHORTEST = 3
"""The minimum height of a bar in pixels."""
WIDE, NARROW = 16, 9
"""The number of labels that fit below the bars on a wide and on a narrow screen."""
_FILLED = 0.8
"""The width of a bar, as a share of its year's width."""


class Bar(NamedTuple):
    """The bar of a year: `x`, `width` and `middle` in per cent, `height` in pixels.

    `label` is the screens that show the year: "" for none, "wide", or "always".
    """

    year: int
    talks: int
    x: float
    width: float
    middle: float
    height: int
    label: str


def years(rows: Iterable[TalkRow]) -> dict[int, int]:
    """Count the talks of each year that has any."""
    counted: dict[int, int] = {}
    for year in sorted(row.year for row in rows if row.year):
        counted[year] = counted.get(year, 0) + 1
    return counted


def bars(counts: Mapping[int, int]) -> tuple[Bar, ...]:
    """Return the bar of each year; none for fewer than two years with talks."""
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
            height=max(SHORTEST, round(TALLEST * counts[year] / most)) if counts.get(year) else 0,
            label=_label(last - year, last - first + 1),
        )
        for year in range(first, last + 1)
    )


def _label(back: int, years: int) -> str:
    """Return the screens with room for the label of the year `back` years before the last."""
    wide = -(-years // WIDE)
    narrow = wide * -(-years // (NARROW * wide))
    if back % narrow == 0:
        return "always"
    return "" if back % wide else "wide"
