"""Upcoming talks and slots without a talk → rows by day, for pages of all talks or a series."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from talkfeed.formats import wording
from talkfeed.formats.html.days import day_heading, machine_date, over, poster, seconds
from talkfeed.words import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from talkfeed.formats.html.rows import TalkRow
    from talkfeed.model import Feed, SlotEvent, When
    from talkfeed.words import Words


class SlotRow:
    """A slot of a series without a talk on a page, among the upcoming talks."""

    def __init__(self, slot: SlotEvent, when: When, words: Words) -> None:
        """Take the slot and its date, and the words of the page."""
        self.slot = slot
        self.title = wording.slot_title(slot, words)
        self.when = wording.when_words(when, words)
        self.heading = day_heading(when, words)
        self.machine = machine_date(when)
        self.over = over(when)
        self.clock = wording.clock_words(when)
        self.big, self.small = poster(when, words)
        self.where = wording.slot_place(slot)


def with_slots(rows: Iterable[TalkRow], feed: Feed) -> list[TalkRow | SlotRow]:
    """Return the rows of upcoming talks and of slots without a talk, soonest first."""
    timed: list[tuple[float, int, TalkRow | SlotRow]] = [
        (seconds(row.talk.when.start), rank, row) for rank, row in enumerate(rows)
    ]
    timed += [
        (seconds(slot.start), len(timed) + rank, SlotRow(slot, slot.when, words_of(feed)))
        for rank, slot in enumerate(feed.slots)
        if slot.when
    ]
    return [row for *_, row in sorted(timed, key=itemgetter(0, 1))]


def by_day(
    rows: Iterable[TalkRow | SlotRow],
) -> list[tuple[str, list[TalkRow | SlotRow]]]:
    """Return rows by day, each with its heading; one group without if no day has several."""
    days = [(name, [*group]) for name, group in groupby(rows, key=lambda row: row.heading)]
    if all(len(group) == 1 for _, group in days):
        return [("", [row for _, group in days for row in group])]
    return days
