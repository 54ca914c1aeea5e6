"""The place of a field in an example → the program that reads that field in most records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.importers.example.lines import Spot, folded
from talkfeed.importers.example.programs import Program, cut, edges, is_frequent
from talkfeed.importers.example.selecting import ABOVE, select, selectors
from talkfeed.importers.example.values import (
    CUES,
    LEAST_PEOPLE,
    NOTHING,
    bare_names,
    value_of,
    wanted_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from talkfeed.importers.example.locating import Located
    from talkfeed.importers.example.programs import Edge
    from talkfeed.importers.example.selecting import Selector
    from talkfeed.importers.example.sheet import Record, Sheet
    from talkfeed.importers.example.values import Value

_NAMES = ("title", "event", "speakers", "location")
_OVERLAP = 0.7
_INEXACT, _EXTRA = 0.05, 0.15
_STEP = 0.002
"""What each place in the order of preference costs, so that the simpler of two equals wins."""
_ABSENT = 1.0
"""What a value costs in the record of another example, which has no such field."""
_LATER = 0.5
"""What a mark costs that words are before, although it is the first of its line in the example."""
_FELL_BACK = 0.15
"""What a record costs in which an optional edge is not there."""
_WORDY = 0.06
"""What a literal with a word costs: the word may be part of a value."""
_MORE = 0.1
"""What several names earn, so that a program for all speakers wins over one for the first."""


class Learner:
    """Learns programs from one example, and keeps what each pair of edges cuts out of a line."""

    def __init__(
        self, sheet: Sheet, located: Located, base: str, others: Sequence[Located] = ()
    ) -> None:
        """Find the pairs of edges that give each field of the example back."""
        self.sheet, self.located, self.base = sheet, located, base
        self.others = others
        self.wanted = {name: wanted_of(sheet, located, name) for name in located.spots}
        self._values: dict[tuple[object, ...], Value] = {}
        there = (name for name in _NAMES[1:] if name in located.spots)
        self._order = ("title", *sorted(there, key=lambda name: located.spots[name]))
        self._pairs = {name: self._exact(name) for name in self._order}

    def programs(self, record: Record, sample: Sequence[Record]) -> dict[str, Program]:
        """Learn a program for each field that can be read in more records than the example's."""
        found: dict[str, Program] = {}
        taken: dict[Record, dict[str, Spot]] = {one: {} for one in sample}
        for name in self._order:
            best = self._best(name, record, sample, taken)
            if best is None:
                continue
            selector, pair, lines = best
            found[name] = Program(selector, *self._pairs[name][pair][:2])
            for one, index in zip(sample, lines, strict=True):
                value = self._value(name, index, pair, taken[one])
                if value.score > 0:
                    taken[one][name] = Spot(index, value.start, value.end)
        return found

    def _exact(self, name: str) -> list[tuple[Edge, Edge, float]]:
        """List the pairs of edges that cut the example's value out of its line."""
        spot, example = self.located.spots[name], self.located.example
        earlier = self._order[: self._order.index(name)]
        fields = {one: self.located.spots[one] for one in earlier}
        lefts, rights = edges(self.sheet, spot, fields)
        rare = {edge: not is_frequent(self.sheet, edge) for edge in (*lefts, *rights)}
        found = []
        wanted = [*map(folded, example.speakers)]
        for number, left in enumerate(lefts):
            for other, right in enumerate(rights):
                place = cut(self.sheet, spot.line, left, right, fields)
                value = value_of(self.sheet, spot.line, place, name, self.wanted[name])
                if name == "speakers":
                    is_same = [*map(folded, value.names)] == wanted
                else:
                    is_same = folded(value.text) == folded(example.text(name))
                cost = _STEP * (number + other) + _inexact(name, value, example.text(name))
                cost -= _cue(name, left)
                cost += _WORDY * (rare[left] + rare[right])
                if is_same:
                    found.append((left, right, cost))
        return found

    def _best(
        self,
        name: str,
        record: Record,
        sample: Sequence[Record],
        taken: Mapping[Record, Mapping[str, Spot]],
    ) -> tuple[Selector, int, tuple[int, ...]] | None:
        best, most = None, 0.0
        spot = self.located.spots[name]
        for number, (selector, lines) in enumerate(self._selectors(record, sample, spot.line)):
            for pair, (_, _, cost) in enumerate(self._pairs[name]):
                values = [
                    self._value(name, index, pair, taken[one])
                    for one, index in zip(sample, lines, strict=True)
                ]
                score = self._score(name, selector, values) - cost - _STEP * number
                score -= _OVERLAP * _overlap(taken, sample, lines, values)
                if score > most:
                    best, most = (selector, pair, lines), score
        return best

    def _selectors(
        self, record: Record, sample: Sequence[Record], index: int
    ) -> Iterator[tuple[Selector, tuple[int, ...]]]:
        """Yield the selectors that find different lines, and those lines."""
        seen = set()
        for selector in selectors(self.sheet, record, index):
            if select(self.sheet, record, selector) != index:
                continue
            lines = tuple(select(self.sheet, one, selector) for one in sample)
            if lines not in seen:
                seen.add(lines)
                yield selector, lines

    def _score(self, name: str, selector: Selector, values: Sequence[Value]) -> float:
        scores = [value.score for value in values]
        mean = sum(scores) / len(scores)
        filled = [score for score in scores if score]
        if name == "speakers" and (not filled or sum(filled) / len(filled) < LEAST_PEOPLE):
            return 0.0
        if name == "title" and selector.how not in ABOVE:
            words = [folded(value.text) for value in values if value.text]
            mean *= 0.5 + 0.5 * len(set(words)) / max(len(words), 1)
        more = sum(len(value.names) > 1 for value in values) if name == "speakers" else 0
        more_names = _MORE * more / len(values)
        return mean + more_names

    def _value(self, name: str, index: int, pair: int, fields: Mapping[str, Spot]) -> Value:
        """Return what a pair of edges cuts out of a line, and its score."""
        if index < 0:
            return NOTHING
        left, right, _ = self._pairs[name][pair]
        used = left.key if left.how == "after" else left.after
        key = (name, index, pair, fields.get(used))
        if key not in self._values:
            self._values[key] = self._judged(name, index, (left, right), fields)
        return self._values[key]

    def _judged(
        self, name: str, index: int, pair: tuple[Edge, Edge], fields: Mapping[str, Spot]
    ) -> Value:
        left, right = pair
        place = cut(self.sheet, index, left, right, fields)
        value = value_of(self.sheet, index, place, name, self.wanted[name])
        strict = right._replace(is_optional=False)
        if right.is_optional and cut(self.sheet, index, left, strict, fields) is None:
            value = value._replace(score=max(value.score - _FELL_BACK, 0.0))
        if left.how == "mark" and left.nth == 0 and place and self._is_later(name, index, place[0]):
            value = value._replace(score=max(value.score - _LATER, 0.0))
        is_absent = any(name not in one.spots and self._is_in(one, index) for one in self.others)
        return value._replace(score=-_ABSENT) if value.score and is_absent else value

    def _is_later(self, name: str, index: int, start: int) -> bool:
        """Return whether words are before a mark, where the example has none."""
        spot = self.located.spots[name]
        before = self.sheet.page.lines[spot.line].text[: spot.start]
        here = self.sheet.page.lines[index].text[:start]
        return not any(map(str.isalnum, before)) and any(map(str.isalnum, here))

    @staticmethod
    def _is_in(other: Located, index: int) -> bool:
        return other.spots["title"].line == index


def _inexact(name: str, value: Value, wanted: str) -> float:
    """Return what it costs that a text is not what the example has, though it means the same."""
    if name != "speakers":
        return _INEXACT * (value.text != wanted)
    return _EXTRA * bool(set(folded(bare_names(value.text)).split()) - set(folded(wanted).split()))


def _cue(name: str, left: Edge) -> float:
    """Return what a word before a field earns, such as "with" before people."""
    if left.how != "literal" or name not in CUES:
        return 0.0
    pattern, earned = CUES[name]
    return earned if pattern.search(left.key) else 0.0


def _overlap(
    taken: Mapping[Record, Mapping[str, Spot]],
    sample: Sequence[Record],
    lines: Sequence[int],
    values: Sequence[Value],
) -> float:
    """Return the share of values that overlap a field found before."""
    count = 0
    for record, index, value in zip(sample, lines, values, strict=True):
        count += bool(value.score) and any(
            spot.line == index and spot.start < value.end and value.start < spot.end
            for spot in taken[record].values()
        )
    return count / len(sample)
