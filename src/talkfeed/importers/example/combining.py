"""Records, and the talks read without examples → which are the same, and one talk of both.

In the fields in which the reading without examples is trusted its values are taken, in the others
those of the record.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from talkfeed.importers.example.dating import meaning
from talkfeed.importers.example.lines import folded
from talkfeed.importers.example.locating import example_of
from talkfeed.importers.example.trust import NO_OTHER_LINK
from talkfeed.importers.example.values import judge
from talkfeed.importers.page.date_runs import rank
from talkfeed.model.linkkinds import KINDS
from talkfeed.records.collecting import deliveries
from talkfeed.records.draft import ORDER

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from talkfeed.dates import DateRules
    from talkfeed.importers.example.trust import Trust
    from talkfeed.importers.example.wrapper import Reading
    from talkfeed.model.imported import FoundTalk, Plain

_KEYS = {
    "title": ("title",),
    "speakers": ("speakers",),
    "event": ("event",),
    "location": ("location",),
    "date": ("date",),
    "links": tuple(row.field for row in KINDS),
}
"""The keys of each field in which one of the two readings is right."""
_MISTAKEN = frozenset(("event", "location"))
"""Fields that nothing but their place tells: where a trusted reading has none, there is none."""
_OTHERS = tuple(key for key in ORDER if not any(key in keys for keys in _KEYS.values()))
_SHOWN = (len("2015-10-07"), len("2015-10"), len("2015"))
"""What two dates have in common, by the rank of the coarser one."""
NEAR = 5
"""Lines between the title of a talk and a part of it."""


class Words:
    """The folded lines of a page, with an index of their words."""

    def __init__(self, lines: Iterable[str]) -> None:
        """Index the lines by their words."""
        self._lines = [folded(line) for line in lines]
        self._of: dict[str, list[int]] = defaultdict(list)
        for number, text in enumerate(self._lines):
            for word in dict.fromkeys(text.split()):
                self._of[word].append(number)

    def find(self, text: str) -> set[int]:
        """Return the lines that have the words of a text in its order."""
        text = folded(text)
        rarest = min((self._of.get(word, []) for word in text.split()), key=len, default=[])
        return {number for number in rarest if text in self._lines[number]}


class Others:
    """The talks that were read without examples, by title, by line, and by link.

    `rows` are their deliveries, each with all fields of its talk.
    """

    def __init__(self, talks: Iterable[FoundTalk], words: Words, rules: DateRules) -> None:
        """Index talks of a page, whose dates `rules` read."""
        self.words, self.rules = words, rules
        self.rows: list[FoundTalk] = []
        self._talk_of: dict[int, int] = {}
        self._keys: dict[int, object] = {}
        self._titled: dict[str, list[FoundTalk]] = defaultdict(list)
        self._at: dict[int, list[FoundTalk]] = defaultdict(list)
        self._linked: set[tuple[str, str]] = set()
        self._used: set[int] = set()
        for number, talk in enumerate(talks):
            rows = list(deliveries(talk))
            self._talk_of |= {id(row): number for row in rows if rows[1:]}
            self.rows += rows
        for row in self.rows:
            self._linked |= set(example_of(row.fields).links)
            for line in words.find(text_of(row, "title")):
                self._at[line].append(row)
            self._titled[folded(text_of(row, "title"))].append(row)

    def partners(self, records: Sequence[tuple[Reading, FoundTalk]]) -> list[FoundTalk | None]:
        """Return, for each record, the same talk as it was read without examples.

        It has the same title, or its title is in the lines of that record and the day is the same;
        each delivery is used once.
        """
        found: list[FoundTalk | None] = [None] * len(records)
        shared = Counter(one.spots["title"] for one, _ in records)
        for is_near in (False, True):
            for number, (reading, record) in enumerate(records):
                title = reading.spots["title"]
                if found[number] is not None or (is_near and shared[title] > 1):
                    continue
                here = (title.line, *range(reading.record.first, reading.record.stop))
                same = self._titled.get(folded(reading.title), [])
                same = [one for line in here for one in self._at.get(line, [])] if is_near else same
                left = [one for one in same if not self.is_used(one)]
                dated = [one for one in left if _is_same_day(record, one, self.rules)]
                best = next(iter(dated if is_near or same[1:] else dated or left), None)
                if best is not None:
                    self._used.add(id(best))
                    found[number] = best
        return found

    def is_used(self, talk: FoundTalk) -> bool:
        """Return whether a talk is the same as a record."""
        return id(talk) in self._used

    def key(self, row: FoundTalk | None, reading: Reading | None = None) -> object:
        """Return a key that the deliveries of one talk have in common.

        It is that of their title if they are records below one, else that of the talk.
        """
        talk = self._talk_of.get(id(row))
        if reading is None or not reading.is_inherited:
            return self._keys.get(talk, talk) if talk is not None else object()
        if talk is not None:
            self._keys[talk] = reading.spots["title"]
        return reading.spots["title"]

    def joined(
        self, record: FoundTalk, other: FoundTalk | None, reading: Reading, trust: Trust
    ) -> FoundTalk | None:
        """Combine a record with the same talk; None if it is only a part of another."""
        if other is not None:
            return combined(record, other, trust, self.rules)
        return None if trust.is_whole and self.has_part(record, reading) else record

    def has_part(self, record: FoundTalk, reading: Reading) -> bool:
        """Return whether a record is only a part of one of these talks.

        It has the title of that talk, one of its links, or its event, place or speakers near its
        title.
        """
        title, line = folded(reading.title), reading.spots["title"].line
        if title in self._titled or self._linked & set(example_of(record.fields).links):
            return True
        near = (one for n in range(line - NEAR, line + NEAR + 1) for one in self._at.get(n, ()))
        for found in (example_of(one.fields) for one in near):
            values = filter(None, map(folded, (found.event, found.location, *found.speakers)))
            if any(one in title for one in values):
                return True
        return False


def combined(own: FoundTalk, other: FoundTalk, trust: Trust, rules: DateRules) -> FoundTalk:
    """Combine a record with `other`, the same talk as read without examples."""
    fields = {**_part(other, _OTHERS), **_part(own, _OTHERS)}
    for name, keys in _KEYS.items():
        here, there = _part(own, keys), _part(other, keys)
        if name in trust.right:
            fields |= there if name in _MISTAKEN else there or here
        elif name == "links" and NO_OTHER_LINK in trust.right:
            fields |= there | here
        elif name in trust.given or name in {"title", "date"}:
            fields |= here or there
        else:
            fields |= here
    fields["title"] = _cleaner(str(fields["title"]), own, other, trust)
    if _is_same_day(own, other, rules):
        finer = min(
            (own, other), key=lambda one: (_rank(one, rules), one.fields["date"] != fields["date"])
        )
        fields["date"] = finer.fields["date"]
    is_same = all(fields.get(key) == other.fields.get(key) for key in ("title", "date"))
    return replace(
        own,
        fields={key: fields[key] for key in ORDER if key in fields},
        doubts=other.doubts if is_same else own.doubts,
    )


def _cleaner(chosen: str, own: FoundTalk, other: FoundTalk, trust: Trust) -> str:
    """Return the title that was chosen, or the other one if less in it belongs to other fields."""
    mine, theirs = example_of(own.fields), example_of(other.fields)
    event = theirs.event if "event" in trust.right else mine.event
    names = {*map(folded, (*mine.speakers, *theirs.speakers, event))} - {""}

    def faults(title: str) -> tuple[int, float]:
        return sum(one in folded(title) for one in names), -judge(title, mine.title)

    return min((chosen, mine.title, theirs.title), key=faults)


def _is_same_day(one: FoundTalk, other: FoundTalk, rules: DateRules) -> bool:
    """Return whether two talks have the same day, or one of them only its month or year."""
    here, there = (meaning(text_of(talk, "date"), rules) for talk in (one, other))
    if here is None or there is None:
        return False
    shown = _SHOWN[max(rank(here.precision), rank(there.precision))]
    return str(here.start)[:shown] == str(there.start)[:shown]


def _rank(talk: FoundTalk, rules: DateRules) -> int:
    when = meaning(text_of(talk, "date"), rules)
    return rank(when.precision) if when else len(_SHOWN)


def text_of(talk: FoundTalk, name: str) -> str:
    """Return the text of a field, "" if there is none."""
    return str(talk.fields.get(name, ""))


def _part(talk: FoundTalk, keys: Sequence[str]) -> dict[str, Plain]:
    return {key: talk.fields[key] for key in keys if key in talk.fields}
