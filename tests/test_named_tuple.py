"""Named tuples that do not evaluate their annotations."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from nowhere import Unknown  # type: ignore[import-not-found]


class Pair(NamedTuple):
    """A value."""

    first: Unknown
    second: int = 2

    @property
    def both(self) -> tuple[Unknown, int]:
        """List the fields."""
        return self.first, self.second


def test_named_tuple_has_fields_defaults_and_methods() -> None:
    """It is a tuple that is made, read and changed by the names of its fields."""
    pair = Pair(1)
    assert pair == (1, 2) == pair.both == (pair.first, pair.second)
    assert pair._replace(second=3) == Pair(first=1, second=3)
    assert (repr(pair), Pair.__doc__) == ("Pair(first=1, second=2)", "A value.")
    assert (Pair.__module__, Pair._field_defaults) == (__name__, {"second": 2})


def test_named_tuple_is_frozen_and_complete() -> None:
    """No field can be set, and none without a default be left out."""
    with pytest.raises(AttributeError):
        Pair(1).first = 2  # type: ignore[misc]
    with pytest.raises(TypeError, match="first"):
        Pair()  # type: ignore[call-arg]
