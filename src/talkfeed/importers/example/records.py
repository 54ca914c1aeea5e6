"""The lines of a page → its records: where each begins, by a rule, and how far it reaches."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from statistics import median_low
from typing import TYPE_CHECKING

from talkfeed.importers.example.sheet import AnchorRule, Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from talkfeed.importers.example.lines import Line, Page
    from talkfeed.importers.example.locating import Located
    from talkfeed.importers.example.sheet import Sheet

LONGEST = 40
"""Lines of a record."""
LEVELS = 3
VARIANTS = ("", "shape", "tags", "date", "link")
"""What lines of one kind must also have in common with the anchor of the example."""
_ABOVE = 3
_ITEMS = ("li.", "tr.")


def rules_for(sheet: Sheet, located: Located) -> Iterator[tuple[AnchorRule, int, list[int]]]:
    """Propose rules for the anchors of records, each with the example's line and all lines.

    A line that holds another field of the example cannot be an anchor of another record.
    """
    held = {spot.line for spot in located.spots.values()}
    held |= {located.date.line} if located.date else set()
    seen: set[tuple[int, ...]] = set()
    for base in _bases(located):
        line = sheet.page.lines[base]
        for level in range(LEVELS):
            for variant in VARIANTS:
                trait = sheet.trait(base, variant)
                rule = AnchorRule(level, line.kinds[level], variant, trait)
                lines = sheet.anchors(rule)
                if tuple(lines) in seen or (held - {base}) & set(lines):
                    continue
                seen.add(tuple(lines))
                yield rule, base, lines


def _bases(located: Located) -> list[int]:
    """List the lines of the example that may be its anchor."""
    title = located.spots["title"].line
    near = [spot.line for spot in located.spots.values() if title - _ABOVE <= spot.line <= title]
    date = [located.date.line] if located.date else []
    clock = [located.date.clock[0]] if located.date and located.date.clock[0] >= 0 else []
    lines = [title, *date, *near, *(one for one in clock if one >= title - _ABOVE)]
    return list(dict.fromkeys(lines))


def records_of(sheet: Sheet, anchors: Sequence[int]) -> list[Record]:
    """Find how far the record of each anchor reaches.

    It is the largest block that holds this anchor only, though no higher than most are, and the
    blocks after it up to the next record, a heading, or the end of the block around it.
    """
    if not anchors:
        return []
    heights = [_height(sheet.page, anchor, anchors) for anchor in anchors]
    usual = median_low(heights)
    firsts, owns = [], []
    for anchor, height in zip(anchors, heights, strict=True):
        path = sheet.page.lines[anchor].path
        used = min(height, usual)
        own = path[-used] if used else -1
        owns.append(own)
        firsts.append(sheet.page.blocks[own].first if used else anchor)
    extra = _siblings_between(sheet.page, owns)
    return [
        Record(anchor, firsts[n], _stop(sheet.page, anchor, owns[n], following, extra))
        for n, (anchor, following) in enumerate(
            zip(anchors, [*firsts[1:], len(sheet.page.lines)], strict=True)
        )
    ]


def _height(page: Page, anchor: int, anchors: Sequence[int]) -> int:
    """Count the blocks around an anchor, from the inside, that hold no other anchor."""
    height = 0
    for number in reversed(page.lines[anchor].path):
        block = page.blocks[number]
        if bisect_left(anchors, block.stop) - bisect_left(anchors, block.first) != 1:
            break
        height += 1
    return height


def _siblings_between(page: Page, owns: Sequence[int]) -> int:
    """Return how many items or rows usually follow that of an anchor, before the next."""
    is_item = owns[0] >= 0 and page.blocks[owns[0]].name.startswith(_ITEMS)
    if not is_item:
        return LONGEST
    gaps = [
        sum(page.blocks[between].parent == page.blocks[one].parent for between in range(one, other))
        for one, other in itertools.pairwise(owns)
        if other - one <= LONGEST * 4 and page.blocks[other].parent == page.blocks[one].parent
    ]
    return median_low(gaps) - 1 if gaps else 0


def _stop(page: Page, anchor: int, own: int, following: int, extra: int) -> int:
    """Return the line before which a record ends."""
    path = page.lines[anchor].path
    around = page.blocks[own].parent if own >= 0 else (path[-1] if path else -1)
    limit = page.blocks[around].stop if around >= 0 else len(page.lines)
    end = page.blocks[own].stop if own >= 0 else anchor + 1
    inside = page.lines[page.blocks[own].first if own >= 0 else anchor : end]
    rank = min((line.rank for line in inside if line.rank), default=0)
    limit = min(limit, following, max(end, anchor + LONGEST))
    items = 0
    while end < limit:
        line = page.lines[end]
        if line.rank and (not rank or line.rank <= rank):
            break
        if own >= 0 and extra < LONGEST and page.blocks[_child(line, around, page)].first == end:
            items += 1
            if items > extra:
                break
        end += 1
    return min(max(end, anchor + 1), max(following, anchor + 1), anchor + LONGEST)


def _child(line: Line, around: int, page: Page) -> int:
    """Return the block of a line right below another block."""
    inner = (number for number in line.path if page.blocks[number].parent == around)
    return next(inner, line.path[-1])


def spread(records: Sequence[Record], most: int, needed: Iterable[Record] = ()) -> list[Record]:
    """Choose some records evenly, in order, and those that are needed."""
    step = max(1, -(-len(records) // most))
    return sorted({*records[::step], *needed})
