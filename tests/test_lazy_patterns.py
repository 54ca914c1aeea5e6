"""Patterns that are compiled when they are first used."""

from __future__ import annotations

import re

import pytest

from talkfeed.patterns import lazy


def test_a_lazy_pattern_matches_like_the_pattern() -> None:
    """Text, flags and methods are those of the compiled pattern."""
    late, now = lazy(r"(o)|x", re.IGNORECASE), re.compile(r"(o)|x", re.IGNORECASE)
    text = "One, two, Ox"
    assert (late.pattern, late.findall(text)) == (now.pattern, now.findall(text))
    assert late.sub("-", text) == now.sub("-", text)
    assert late.match(text)


def test_lazy_pattern_has_no_other_names() -> None:
    """A name that no pattern has is no attribute."""
    with pytest.raises(AttributeError, match="find"):
        lazy("a").find  # type: ignore[attr-defined]  # noqa: B018
