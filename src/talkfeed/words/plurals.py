"""A number and the plural rules of CLDR (UTS 35, part 3, 5.1) → its category."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

OTHER = "other"


def category(number: int, rules: Iterable[tuple[str, str]]) -> str:
    """Return the category of a whole number: the first one whose rule holds, else "other".

    >>> category(1, [("one", "i in 1 and v in 0")]), category(5, [("one", "n in 1")])
    ('one', 'other')
    """
    for name, rule in rules:
        if any(_all_hold(number, part.split(" and ")) for part in rule.split(" or ")):
            return name
    return OTHER


def _all_hold(number: int, relations: Iterable[str]) -> bool:
    """Return whether all relations hold, such as "i mod 10 in 2..4" and "v not in 0"."""
    for relation in relations:
        left, _, right = relation.partition(" in ")
        operand, *rest = left.split()
        value = number if operand in {"n", "i"} else 0  # the others are of decimals
        if rest[:1] == ["mod"]:
            value %= int(rest[1])
        bounds = (part.partition("..") for part in right.split(","))
        is_in = any(int(first) <= value <= int(last or first) for first, _, last in bounds)
        if is_in is (rest[-1:] == ["not"]):
            return False
    return True
