"""Several examples of a page → its records, each read by the wrapper it resembles most."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from talkfeed.importers.example.inducing import is_right, learn
from talkfeed.importers.example.records import records_of
from talkfeed.importers.example.wrapper import features_of, read_record, talks_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from talkfeed.importers.example.locating import Located
    from talkfeed.importers.example.sheet import Sheet
    from talkfeed.importers.example.wrapper import Reading, Wrapper


def learn_all(sheet: Sheet, located: Sequence[Located], base: str) -> list[Wrapper]:
    """Learn a wrapper for each example, or only the best of those that read all of them."""
    found = []
    for number, one in enumerate(located):
        others = [*located[:number], *located[number + 1 :]]
        made = learn(sheet, one, base, others)
        if made is not None:
            found.append((made, others))
    whole = [
        made
        for made, others in found
        if others
        and all(
            is_right(sheet, made, records_of(sheet, sheet.anchors(made.anchor)), one, base)
            for one in others
        )
    ]
    if whole:
        return [max(whole, key=lambda one: one.score)]
    return [made for made, _ in found]


def choose(
    sheet: Sheet, wrappers: Sequence[Wrapper], located: Sequence[Located] = ()
) -> list[Reading]:
    """Read the records of all wrappers; one that two of them claim goes to the likelier one.

    The record of an example goes to the wrapper of that example.
    """
    titles = {one.spots["title"] for one in located}
    claims = []
    for number, wrapper in enumerate(wrappers):
        for reading in talks_of(sheet, wrapper):
            here = features_of(sheet, reading.record)
            likeness = len(wrapper.features & here) / max(len(wrapper.features | here), 1)
            is_own = reading.record == wrapper.record and reading.spots["title"] in titles
            claims.append((-(is_own + likeness + reading.share), number, reading))
    if len(wrappers) == 1:
        return [reading for _, _, reading in claims]
    chosen = _without_rivals(sorted(claims, key=lambda one: one[:2]))
    starts = sorted(reading.record.first for _, reading in chosen)
    return [_clipped(sheet, one, wrappers[number], starts) for number, one in chosen]


def _without_rivals(claims: Sequence[tuple[float, int, Reading]]) -> list[tuple[int, Reading]]:
    """Give each line to the first wrapper that claims it; in the order of the page."""
    owners: dict[int, int] = {}
    chosen = []
    for _, number, reading in claims:
        lines = {reading.record.anchor}
        lines |= set() if reading.is_inherited else {reading.spots["title"].line}
        if all(owners.get(line, number) == number for line in lines):
            owners |= dict.fromkeys(lines, number)
            chosen.append((number, reading))
    return sorted(chosen, key=lambda one: (one[1].record.first, one[1].record.anchor))


def _clipped(sheet: Sheet, reading: Reading, wrapper: Wrapper, starts: Sequence[int]) -> Reading:
    """Read a record again, up to the next one of any wrapper."""
    record = reading.record
    place = bisect_right(starts, record.anchor)
    stop = min(record.stop, starts[place] if place < len(starts) else record.stop)
    again = read_record(sheet, record._replace(stop=max(stop, record.anchor + 1)), wrapper)
    return again if again.title else reading
