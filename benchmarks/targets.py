"""What the table has to show: each target with the ratio that was measured."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from results import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from results import Cells

SEED, ALL = 15, 21_715


class Target(NamedTuple):
    """Our CPU, times `factor`, is to be at most the rival's."""

    what: str
    talks: int
    ours: tuple[str, str]
    rival: tuple[str, str, str]
    factor: float


TARGETS = (
    Target("list, cold: at most Hugo", ALL, ("list", "cold"), ("list", "hugo + ics", "cold"), 1),
    Target("list, cold: script", ALL, ("list", "cold"), ("list", "script", "cold"), 10),
    Target("groups, cold: Hugo", ALL, ("groups", "cold"), ("groups", "hugo", "cold"), 5),
    Target("groups, cold: Pelican", ALL, ("groups", "cold"), ("groups", "pelican", "cold"), 15),
    Target(
        "list, nothing changed: Hugo's list",
        ALL,
        ("list", "nothing changed"),
        ("list", "hugo", "cold"),
        10,
    ),
    Target(
        "groups, nothing changed: Hugo's list",
        ALL,
        ("groups", "nothing changed"),
        ("list", "hugo", "cold"),
        10,
    ),
    Target(
        "groups, one changed: Hugo's groups",
        ALL,
        ("groups", "one changed"),
        ("groups", "hugo", "cold"),
        30,
    ),
    Target("the seed, cold: Hugo", SEED, ("groups", "cold"), ("groups", "hugo", "cold"), 1 / 1.5),
)
EXPONENT = 1.05


def verdicts(cells: Cells) -> Iterator[str]:
    """Say of each target that could be measured whether it is met."""
    for target in TARGETS:
        mine = cells.get(Place(target.talks, target.ours[0], "talkfeed", target.ours[1]))
        rival = cells.get(Place(target.talks, *target.rival))
        if mine and rival:
            ratio = rival.cpu / mine.cpu
            met = "met    " if ratio >= target.factor else "NOT MET"
            wanted = f"wanted {target.factor:.2f}"
            yield f"{met}  {target.what:<38} {ratio:>8.2f} times less CPU, {wanted}\n"
