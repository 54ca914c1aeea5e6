"""A function of a value → the same function, computed once for calls that follow each other."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Argument = TypeVar("Argument")
Value = TypeVar("Value")

REMEMBERED = 512
"""The most results kept at once: about the entries that are rendered together."""


def once(make: Callable[[Argument], Value]) -> Callable[[Argument], Value]:
    """Cache the results of a function by the identity of its argument."""
    made: dict[int, tuple[Argument, Value]] = {}

    @wraps(make)
    def once(argument: Argument) -> Value:
        found = made.get(id(argument))
        if found is None or found[0] is not argument:
            if len(made) >= REMEMBERED:
                made.clear()
            found = made[id(argument)] = argument, make(argument)
        return found[1]

    return once
