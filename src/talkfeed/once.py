"""A function of a value → the same function, computed once for calls that follow each other."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Argument = TypeVar("Argument")
Others = ParamSpec("Others")
Value = TypeVar("Value")

REMEMBERED = 512
"""The most results kept at once: about the entries that are rendered together."""


def once(
    make: Callable[Concatenate[Argument, Others], Value],
) -> Callable[Concatenate[Argument, Others], Value]:
    """Cache the last result of a function for each first argument, by the identity of that.

    Further arguments, such as the words of a language, are compared.
    """
    made: dict[int, tuple[Argument, object, Value]] = {}

    @wraps(make)
    def once(argument: Argument, /, *others: Others.args, **named: Others.kwargs) -> Value:
        found = made.get(id(argument))
        if found is None or found[0] is not argument or found[1] != others:
            if len(made) >= REMEMBERED:
                made.clear()
            found = made[id(argument)] = argument, others, make(argument, *others, **named)
        return found[2]

    return once
