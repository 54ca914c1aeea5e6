"""Entries with the dates of talks.lock → a digest: what comes, what is new, and new recordings."""

from __future__ import annotations

from bisect import bisect_left
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from talkfeed.named_tuple import NamedTuple
from talkfeed.words import words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from talkfeed.ledger import Line
    from talkfeed.model import Entry, Feed
    from talkfeed.words import Words

LONGEST_TITLE = 80
"""The maximum number of characters of the feed's title in a headline."""


class Section(NamedTuple):
    """Entries below a heading; `counted` says how many they are."""

    heading: str
    counted: str
    entries: tuple[Entry, ...]


class Digest(NamedTuple):
    """What is new between two moments, and what comes in the next days.

    `feed` is that of all talks. `since` is excluded, `until` included. `more` is the number of
    talks that were left out to keep a message short.
    """

    feed: Feed
    since: datetime
    until: datetime
    sections: tuple[Section, ...]
    coming: tuple[Entry, ...]
    headline: str
    more: int = 0

    @property
    def words(self) -> Words:
        """The words of the feed."""
        return words_of(self.feed)

    @property
    def talks(self) -> int:
        """The number of talks in all sections."""
        return sum(len(section.entries) for section in self.sections)

    def first(self, count: int) -> Digest:
        """Return the digest with its first talks only."""
        sections, left = [], count
        for section in self.sections:
            if kept := section.entries[: max(left, 0)]:
                sections.append(section._replace(entries=kept))
            left -= len(section.entries)
        return self._replace(sections=tuple(sections), more=self.more + self.talks - count)


def select(
    entries: Sequence[Entry],
    lines: Iterable[Line],
    feed: Feed,
    *,
    since: datetime,
    until: datetime,
    days: int,
) -> Digest:
    """Choose the talks of a digest; those that `lines` do not have were not published yet."""
    known = {line.key: line for line in lines}
    published = [entry for entry in entries if entry.key in known]
    coming = sorted(
        (entry for entry in published if _is_within(entry, until, days)),
        key=lambda entry: (str(entry.start), entry.key),
    )
    keys = {entry.key for entry in coming}
    rest = [(entry, known[entry.key]) for entry in published if entry.key not in keys]
    new = [entry for entry, line in rest if since < line.published <= until]
    recorded = [
        entry for entry, line in rest if line.published <= since < (line.recorded or since) <= until
    ]
    words = words_of(feed)
    span = words.count("next_days", days)
    within = words.fill("talks_within", talks=words.count("talks", len(coming)), span=span)
    count_new = words.count("new_talks", len(new))
    count_recorded = words.count("new_recordings", len(recorded))
    rows = (
        Section(f"{span[:1].upper()}{span[1:]}", within, tuple(coming)),
        Section(words.digest_talks, count_new, tuple(new)),
        Section(words.digest_recordings, count_recorded, tuple(recorded)),
    )
    sections = tuple(row for row in rows if row.entries)
    counts = words.comma.join([section.counted for section in sections])
    headline = f"{_shortened(feed.title)}: {counts}"
    return Digest(feed, since, until, sections, tuple(coming), headline)


def cut(digest: Digest, fits: Callable[[Digest], bool]) -> Digest:
    """Leave out as few talks at the end as a message allows; `fits` tries a shorter digest."""
    if fits(digest):
        return digest
    counts = range(1, digest.talks + 1)
    return digest.first(
        bisect_left(counts, x=True, key=lambda count: not fits(digest.first(count)))
    )


def _is_within(entry: Entry, now: datetime, days: int) -> bool:
    """Return whether a talk begins within some days, whether it takes place or was called off."""
    end = now + timedelta(days=days)
    if isinstance(entry.start, datetime):
        return now <= entry.start < end
    return entry.start is not None and now.date() <= entry.start < end.date()


def _shortened(title: str) -> str:
    return title if len(title) <= LONGEST_TITLE else f"{title[: LONGEST_TITLE - 1]}…"
