"""What several formats ask for, one after the other, is made once."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Told = TypeVar("Told")
Value = TypeVar("Value")

REMEMBERED = 512
"""What was made of so many entries is at hand; that many are rendered together."""


def once(make: Callable[[Told], Value]) -> Callable[[Told], Value]:
    """Have something of a value made once, for as long as it is one and the same value."""
    made: dict[int, tuple[Told, Value]] = {}

    @wraps(make)
    def once(told: Told) -> Value:
        found = made.get(id(told))
        if found is None or found[0] is not told:
            if len(made) >= REMEMBERED:
                made.clear()
            found = made[id(told)] = told, make(told)
        return found[1]

    return once
