"""Laws of the chart of talks per year."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkfeed.formats.html.chart import SHORTEST, TALLEST, bars

COUNTS = st.dictionaries(st.integers(1970, 2060), st.integers(1, 3000), min_size=2)


@given(COUNTS)
def test_every_year_has_its_place_once(counts: dict[int, int]) -> None:
    """From the first to the last year each has a bar, in order, none over another."""
    drawn = bars(counts)
    assert [bar.year for bar in drawn] == list(range(min(counts), max(counts) + 1))
    for left, right in pairwise(drawn):
        assert left.x + left.width <= right.x + 0.02
    assert drawn[0].x >= 0
    assert drawn[-1].x + drawn[-1].width <= 100.01


@given(COUNTS)
def test_a_year_with_talks_is_seen_and_one_without_is_not(counts: dict[int, int]) -> None:
    """Bars are as tall as their share of the most, at least a few pixels; no talks, no bar."""
    for bar in bars(counts):
        assert bar.talks == counts.get(bar.year, 0)
        assert bool(bar.height) is bool(bar.talks)
        assert bar.height in range(TALLEST + 1)
        assert bar.height == 0 or bar.height >= SHORTEST
    assert max(bar.height for bar in bars(counts)) == TALLEST


@given(COUNTS)
def test_labels_fit_under_the_bars(counts: dict[int, int]) -> None:
    """At most nine years are written on a phone and sixteen elsewhere; the last always is."""
    labels = [bar.label for bar in bars(counts)]
    assert labels.count("always") <= 9
    assert labels.count("always") + labels.count("wide") <= 16
    assert labels[-1] == "always"


@pytest.mark.parametrize("counts", [{}, {2015: 3}])
def test_fewer_than_two_years_make_no_chart(counts: dict[int, int]) -> None:
    """There is nothing to compare."""
    assert bars(counts) == ()
