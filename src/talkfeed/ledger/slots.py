"""Talks of series, and the ledger → which talk has the UID of which slot.

The original day identifies a slot: its UID is made of the series and that day. The first talk in a
slot takes it over, with a higher SEQUENCE, so that calendars replace the placeholder by the talk;
a talk that had an event of its own before keeps that.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from talkfeed.identity import fold, title_key
from talkfeed.ledger import moments
from talkfeed.ledger.values import HELD, SERIES, Channel, Slot
from talkfeed.named_tuple import NamedTuple
from talkfeed.series.timetable import HORIZON, occurrences

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from talkfeed.ledger.match import Match
    from talkfeed.ledger.values import Ledger, Line
    from talkfeed.model import Talk
    from talkfeed.model.series import Series
    from talkfeed.series.timetable import Occurrence

Lines = dict[int, "Line"]
"""Lines by the index of the talk."""
_DAY = len("2026-10-07")


class Programme(NamedTuple):
    """The series of a site with their channels, and their slots by name.

    `slugs` are by the folded names of the series. `shown` is the last day on which a slot of each
    series is shown, by slug; further slots are those that talks may be in.
    """

    channels: tuple[tuple[Series, Channel], ...]
    slugs: Mapping[str, str]
    slots: Mapping[str, tuple[Series, Occurrence]]
    shown: Mapping[str, date]

    def name_of(self, talk: Talk) -> str:
        """Return the name of the slot of a talk; "" for a talk outside the slots."""
        return f"{self.slugs[fold(talk.series)]}.{talk.slot}" if talk.series and talk.slot else ""

    def assign(
        self,
        talks: Sequence[Talk],
        lines: Lines,
        matches: Mapping[int, Match],
        before: Ledger,
        now: datetime,
    ) -> Lines:
        """Return the lines with the slot whose UID each talk has, and the slots it has left."""
        last = last_versions(before)
        owned = _owned(talks, lines, matches, self, now)
        found: Lines = {}
        for index, given in lines.items():
            line, old = given, matches[index].line if index in matches else None
            was, slot = old.slot if old else "", owned.get(index, "")
            if was and was != slot:
                line = line._replace(start=None, end=None, until=None)  # they are the slot's
            if slot in last and (was != slot or (old and old.withdrawn)):
                line = _after(line, last[slot])
            found[index] = line._replace(slot=slot)
        return found


def programme(
    series: Sequence[Series], talks: Sequence[Talk], lines: Lines, before: Ledger, now: datetime
) -> Programme:
    """Return the series with their channels, known and new ones, and their slots.

    A renamed series is recognised by its oldest talk.
    """
    own: dict[str, list[int]] = {}
    for index, talk in enumerate(talks):
        if talk.series:
            own.setdefault(fold(talk.series), []).append(index)
    known = [each for each in before.channels if each.kind == SERIES]
    oldest = {
        name: lines[min(found, key=lambda index: lines[index].published)].key
        for name, found in own.items()
    }
    channels = tuple(zip(series, _channels(series, oldest, known), strict=True))
    today = now.astimezone(UTC).date()
    slots: dict[str, tuple[Series, Occurrence]] = {}
    shown: dict[str, date] = {}
    for one, channel in channels:
        shown[channel.slug] = one.table.last or max(one.table.first, today) + HORIZON
        keys = (talks[index].slot or "" for index in own.get(fold(one.name), ()))
        latest = max(keys, default="")[:_DAY]
        until = max(today, date.fromisoformat(latest)) if latest else today
        for each in occurrences(one.table, until)[0]:
            slots[f"{channel.slug}.{each.key}"] = one, each
    slugs = {fold(one.name): channel.slug for one, channel in channels}
    return Programme(channels, slugs, slots, shown)


def _channels(
    series: Sequence[Series], oldest: Mapping[str, str], known: Sequence[Channel]
) -> Iterator[Channel]:
    """Return the channel of each series: by its name, by its oldest talk, or a new one."""
    named = {fold(each.name): each for each in known}
    names = {fold(one.name) for one in series}
    lost = {each.first: each for each in known if each.first and fold(each.name) not in names}
    taken = {each.slug for each in known}
    for one in series:
        found = named.get(fold(one.name)) or lost.pop(oldest.get(fold(one.name), ""), None)
        if found is None:
            slug = wanted = title_key(one.name)
            number = 1
            while slug in taken:
                number += 1
                slug = f"{wanted}-{number}"
            found = Channel(SERIES, slug, one.name, "")
        taken.add(found.slug)
        yield found._replace(name=one.name)


def last_versions(before: Ledger) -> dict[str, Slot]:
    """Return the last version of the event of each slot; that of a talk is in its line."""
    known = {slot.name: slot for slot in before.slots}
    held = held_versions(before)
    feeds = {name: known[name].feeds for name in held if name in known}
    return known | {name: slot._replace(feeds=feeds.get(name, ())) for name, slot in held.items()}


def held_versions(ledger: Ledger) -> dict[str, Slot]:
    """Return the events of talks with the UIDs of slots, as versions of these slots."""
    return {
        line.slot: Slot(series, key, line.start, line.end, line.sequence, line.updated, HELD)
        for line in ledger.lines
        for series, _, key in [line.slot.partition(".")]
        if key and line.withdrawn is None and line.start and line.end
    }


def _after(line: Line, last: Slot) -> Line:
    """Return a line whose event is newer than the last version of the same event."""
    return line._replace(
        sequence=max(line.sequence, last.sequence + 1),
        updated=max(line.updated, last.updated + moments.SECOND),
    )


def _owned(
    talks: Sequence[Talk],
    lines: Lines,
    matches: Mapping[int, Match],
    slots: Programme,
    now: datetime,
) -> dict[int, str]:
    """Return the slot whose UID each talk has, by the index of the talk.

    A talk keeps its slot while it is in it; then the talks that came first take theirs. A talk
    whose slot is over or gone, or that has no day any more, keeps the UID if no other is there.
    """
    held = {index: pair.line for index, pair in matches.items() if pair.line.slot}
    wanted = {index: name for index in lines if (name := slots.name_of(talks[index]))}
    owners: dict[str, int] = {}
    for index, line in held.items():
        is_there = wanted.get(index) == line.slot and talks[index].is_scheduled
        if is_there and line.withdrawn is None:
            owners[line.slot] = index
    past = {
        index
        for index, line in held.items()
        if _is_past(line.slot, now)
        and (index not in wanted or moments.is_over(talks[index].when.end, now))
    }
    seen = {index: pair.line.published for index, pair in matches.items()}
    for index in sorted(wanted, key=lambda each: (seen.get(each, now), talks[each].order)):
        if index not in past and _has_no_event(index, matches):
            owners.setdefault(wanted[index], index)
    settled = set(owners.values())
    for index, line in held.items():
        is_open = line.withdrawn is None and not talks[index].is_scheduled
        is_kept = line.slot not in slots.slots or is_open or index in past
        if is_kept and index not in settled:
            owners.setdefault(line.slot, index)
    return {index: name for name, index in owners.items()}


def _is_past(name: str, now: datetime) -> bool:
    """Return whether the original day of a slot is over."""
    return moments.is_over(date.fromisoformat(name.partition(".")[2][:_DAY]), now)


def _has_no_event(index: int, matches: Mapping[int, Match]) -> bool:
    """Return whether a talk has no event of its own in calendars, which it would have to keep."""
    if index not in matches:
        return True
    line = matches[index].line
    return bool(line.slot) or line.start is None
