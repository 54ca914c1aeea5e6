"""The lines of a page, read by some rules for dates → the sheet in which records are looked for."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from talkfeed.importers.example.lines import label_of, links_of
from talkfeed.importers.page.date_runs import Dated, find_dates, read
from talkfeed.named_tuple import NamedTuple
from talkfeed.text import line as clean

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from talkfeed.dates import DateRules
    from talkfeed.importers.example.lines import Line, Page

_HALF = re.compile(
    r" ?[ap]\.?m\.?(?!\w)(?: ?[-–—] ?\d{1,2}(?::\d\d)? ?[ap]\.?m\.?)?", re.IGNORECASE
)
_MANY, _OFTEN = 8, 0.2
"""Different addresses of links with one label, and their share of the lines of the page, from which
it is no name of an event or a talk."""
_SIGNS = str.maketrans("–—−‐‑（）：，；", "-----():,;")  # noqa: RUF001 (full-width signs)


class Record(NamedTuple):
    """A part of the page: the line of its anchor, and its lines from first to before stop."""

    anchor: int
    first: int
    stop: int


class AnchorRule(NamedTuple):
    """A rule for where records begin: lines of a kind, with a trait of the example's line."""

    level: int
    kind: str
    variant: str
    trait: str


def _with_half(text: str, dated: Dated, rules: DateRules) -> Dated:
    """Add "AM" or "PM" after a time, and the end of the time, to a date."""
    match = _HALF.match(text, dated.end)
    whole = text[dated.start : match.end()] if match else ""
    precision = read(whole, rules) if whole and not dated.partial else None
    end = dated.start + len(whole)
    return dated._replace(end=end, phrase=whole, precision=precision) if precision else dated


@lru_cache(maxsize=8192)
def dates_of(line: Line, rules: DateRules) -> tuple[Dated, ...]:
    """Find the dates of a line; a `<time>` without a whole one in its text has its `datetime`."""
    found = [_with_half(line.text, one, rules) for one in find_dates(line.text, rules)]
    for mark in line.marks:
        precision = read(mark.label, rules) if mark.tag == "time" and mark.label else None
        inside = [one for one in found if mark.start <= one.start < mark.end]
        if precision is not None and all(one.partial for one in inside):
            found = [one for one in found if one not in inside]
            found.append(Dated(mark.start, mark.end, mark.label, precision))
    return tuple(sorted(found))


class Sheet:
    """A page that is read by some rules for dates, with indexes of its lines."""

    def __init__(self, page: Page, rules: DateRules) -> None:
        """Index the lines by their kinds."""
        self.page, self.rules = page, rules
        self._plain: dict[int, str] = {}
        self._dates: dict[int, tuple[Dated, ...]] = {}
        self.of_kind: Mapping[tuple[int, str], list[int]] = defaultdict(list)
        self._targets: Mapping[str, set[str]] = defaultdict(set)
        for line in page.lines:
            for mark in links_of(line):
                self._targets[clean(line.text[mark.start : mark.end])].add(mark.href)
        self.labels = Counter(
            label_of(line, mark) for line in page.lines for mark in links_of(line)
        )
        for line in page.lines:
            for level, kind in enumerate(line.kinds):
                self.of_kind[level, kind].append(line.number)

    def plain(self, index: int) -> str:
        """Return the text of a line, of the same length, with signs that are easier to compare."""
        if index not in self._plain:
            text = self.page.lines[index].text
            lowered = text.lower()
            kept = lowered if len(lowered) == len(text) else text
            self._plain[index] = kept.translate(_SIGNS)
        return self._plain[index]

    def is_label(self, text: str) -> bool:
        """Return whether a text is the label of links to many places, such as "Story"."""
        count = len(self._targets.get(text, ()))
        return count >= _MANY and count >= _OFTEN * len(self.page.lines)

    def dates(self, index: int) -> tuple[Dated, ...]:
        """List the date phrases of a line."""
        if index not in self._dates:
            self._dates[index] = dates_of(self.page.lines[index], self.rules)
        return self._dates[index]

    def trait(self, index: int, variant: str) -> str:
        """Return the trait of a line that a variant of an anchor rule compares."""
        line = self.page.lines[index]
        if variant == "date":
            return "date" if self.dates(index) else ""
        if variant == "link":
            return "link" if any(mark.href for mark in line.marks) else ""
        return {"shape": line.shape, "tags": line.tags}.get(variant, "")

    def anchors(self, rule: AnchorRule) -> list[int]:
        """List the lines that a rule selects."""
        lines = self.of_kind.get((rule.level, rule.kind), [])
        if not rule.variant:
            return lines
        return [one for one in lines if self.trait(one, rule.variant) == rule.trait]

    def lines_of(self, record: Record) -> Sequence[Line]:
        """Return the lines of a record."""
        return self.page.lines[record.first : record.stop]
