"""Records, and the talks read without examples → which are the same, and one talk of both.

In the fields in which the reading without examples is trusted its values are taken, in the others
those of the record. What the record does not have is filled in.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from talkfeed.importers.example.lines import folded
from talkfeed.model.linkkinds import KINDS
from talkfeed.records.draft import ORDER

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

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
_OTHERS = tuple(key for key in ORDER if not any(key in keys for keys in _KEYS.values()))


class Words:
    """The folded lines of a page, with an index of their words."""

    def __init__(self, lines: Sequence[str]) -> None:
        """Index the lines by their words."""
        self._lines = lines
        self._of: dict[str, list[int]] = defaultdict(list)
        for number, text in enumerate(lines):
            for word in dict.fromkeys(text.split()):
                self._of[word].append(number)

    def find(self, text: str) -> set[int]:
        """Return the lines that have some words in this order."""
        rarest = min((self._of.get(word, []) for word in text.split()), key=len, default=[])
        return {number for number in rarest if text in self._lines[number]}


def partners(
    readings: Sequence[Reading], talks: Iterable[FoundTalk], words: Words
) -> list[FoundTalk | None]:
    """Return, for each record, the same talk as it was read without examples.

    It has the same title, or its title is in the lines of that record; each talk is used once.
    """
    left = [(folded(str(one.fields["title"])), one) for one in talks if "given" not in one.fields]
    found: list[FoundTalk | None] = [None] * len(readings)
    for is_near in (False, True):
        for number, reading in enumerate(readings):
            if found[number] is not None or reading.is_inherited:
                continue
            title = folded(reading.title)
            lines = range(reading.record.first, reading.record.stop)
            same = [
                (text, one)
                for text, one in left
                if (any(line in lines for line in words.find(text)) if is_near else text == title)
            ]
            dated = [
                pair for pair in same if pair[1].fields.get("date", "") == reading.day.phrase
            ]
            best = next(iter(dated or (same if not is_near else ())), None)
            if best is not None:
                left.remove(best)
                found[number] = best[1]
    return found


def combined(
    own: FoundTalk, other: FoundTalk, trusted: frozenset[str], unread: frozenset[str]
) -> FoundTalk:
    """Combine a record with `other`, the same talk as read without examples.

    `unread` are fields that examples have, but no program reads.
    """
    fields = {**_part(other, _OTHERS), **_part(own, _OTHERS)}
    for name, keys in _KEYS.items():
        here, there = _part(own, keys), _part(other, keys)
        if name in trusted:
            fields |= there or here
        else:
            fields |= here or (there if name in unread else {})
    is_same = fields.get("date") == other.fields.get("date")
    return replace(
        own,
        fields={key: fields[key] for key in ORDER if key in fields},
        doubts=other.doubts if is_same else own.doubts,
    )


def _part(talk: FoundTalk, keys: Sequence[str]) -> dict[str, Plain]:
    return {key: talk.fields[key] for key in keys if key in talk.fields}
