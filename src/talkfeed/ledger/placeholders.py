"""Series, and the ledger → the last version of the event of each slot, for calendars and pages.

The ledger keeps it, whatever is in the slot, until long after its day, because SEQUENCE may only
rise. A slot without a talk is a tentative event. One that was cancelled or removed is shown as
cancelled until its day is over, and so is one in the calendars that have lost its talk.
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from talkfeed.identity import fold, uid
from talkfeed.ledger import moments
from talkfeed.ledger.digest import facts_hash
from talkfeed.ledger.slots import held_versions, last_versions
from talkfeed.ledger.values import CALLED_OFF, GONE, Slot
from talkfeed.model import Precision, SlotEvent, When
from talkfeed.model.series import TO_BE_ANNOUNCED, day_in_words
from talkfeed.named_tuple import NamedTuple
from talkfeed.series.timetable import HORIZON, occurrences

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from datetime import date

    from talkfeed.ledger.slots import Programme
    from talkfeed.ledger.values import Ledger
    from talkfeed.model import Talk
    from talkfeed.model.series import Series
    from talkfeed.series.timetable import Occurrence

_NEVER = datetime.min.replace(tzinfo=UTC)
REMEMBERED = timedelta(days=180)
"""How long the version of a slot is kept after its day, in case that its talk is named late."""


class Placeholders(NamedTuple):
    """The versions of slots, and the events of those that are not over, in the order of time.

    `until` is when the next slot is over, forgotten, or comes into sight, or when another rule is
    in force; None for never.
    """

    slots: tuple[Slot, ...]
    events: tuple[SlotEvent, ...]
    until: datetime | None


def placeholders(
    talks: Sequence[Talk], before: Ledger, after: Ledger, found: Programme, now: datetime
) -> Placeholders:
    """Return the versions and the events of all slots; `after` has the lines of the talks.

    The event of a slot whose UID a talk has is the one for calendars without that talk.
    """
    names = {each.slug: each.name for each in before.channels}
    names |= {channel.slug: series.name for series, channel in found.channels}
    held = held_versions(after)
    taken = {*held, *map(found.name_of, talks), *_joined(found)}
    shown = dict(_open(found, taken, after.authority, now))
    sights = (_in_sight(series, found.shown[each.slug]) for series, each in found.channels)
    limits = [moment for moment in sights if moment is not None]
    turns = (day for series, _ in found.channels for day in series.turns)
    limits += [turn for day in turns if (turn := datetime.combine(day, time(), UTC)) > now]
    slots: list[Slot] = []
    events: list[SlotEvent] = []
    for slot in _versions(before, after, shown, now):
        event = shown.get(slot.name)
        ends = [moments.ends_at(each.end) for each in (slot, held.get(slot.name)) if each]
        is_over = moments.is_over(slot.end, now)
        if is_over and now >= max(ends) + REMEMBERED:
            continue
        limits.append(max(ends) + REMEMBERED if is_over else ends[0])
        slots.append(slot)
        if event:
            events.append(event._replace(sequence=slot.sequence, updated=slot.updated))
        elif not is_over:
            name = names.get(slot.series, slot.series)
            events.append(_cancelled(slot, name, uid(after.authority, slot.name)))
    events.sort(key=_in_order)
    return Placeholders(tuple(slots), tuple(events), min(limits, default=None))


def _versions(
    before: Ledger, after: Ledger, shown: Mapping[str, SlotEvent], now: datetime
) -> Iterator[Slot]:
    """Renew the version of each slot that a talk or a placeholder is in, or that was published."""
    known = {slot.name: slot for slot in before.slots}
    last, held = last_versions(before), held_versions(after)
    was_held, is_held = (
        {line.slot: line.key for line in each.lines if line.withdrawn is None}
        for each in (before, after)
    )
    for name in sorted({*last, *held, *shown}):
        was = last.get(name)
        if name in held and name in known and was_held.get(name) == is_held[name]:
            yield known[name]
        elif name in held and was:
            feeds = _still(was, now)
            yield held[name]._replace(start=was.start, end=was.end, feeds=feeds)
        elif name in held:
            yield held[name]
        elif name in shown:
            yield _shown(name, shown[name], was, now)
        else:
            yield _gone(last[name], now)


def _still(was: Slot, now: datetime) -> tuple[str, ...]:
    """Return the channels whose calendars have the event; none if its day is over."""
    return () if moments.is_over(was.end, now) else was.feeds


def _shown(name: str, event: SlotEvent, was: Slot | None, now: datetime) -> Slot:
    """Return the version of a slot without a talk: the last one if it is the same, or a new one."""
    where = event.location
    place = (where.name, where.url or "", str(where.geo or "")) if where else ("", "", "")
    zone = (event.when.zone if event.when else None) or ""
    stated = (event.title, *place, event.online or "", event.reason, event.joint, zone)
    digest = facts_hash((*stated, str(event.is_cancelled)))
    series, _, key = name.partition(".")
    new = Slot(series, key, event.start, event.end, 0, now, digest)
    if was is None:
        return new
    if was.digest == (CALLED_OFF if event.is_cancelled else "") and was.start == event.start:
        return was._replace(end=event.end, digest=digest)  # from a published calendar
    if (was.start, was.end, was.digest) == (event.start, event.end, digest):
        return was
    number, updated = was.sequence + 1, moments.after(was.updated, now)
    return new._replace(sequence=number, updated=updated, feeds=_still(was, now))


def _gone(slot: Slot, now: datetime) -> Slot:
    """Return the version of a slot that there is no more, or whose talk has an event of its own.

    What is over stays as it was.
    """
    if slot.digest in (GONE, CALLED_OFF):
        return slot._replace(digest=GONE)
    if moments.is_over(slot.end, now):
        return slot
    updated = moments.after(slot.updated, now)
    return slot._replace(sequence=slot.sequence + 1, updated=updated, digest=GONE)


def _open(
    found: Programme, taken: Collection[str], authority: str, now: datetime
) -> Iterator[tuple[str, SlotEvent]]:
    """Return the slots in sight that are not over, and that no talk is in, each by its name."""
    for name, (series, each) in found.slots.items():
        if name in taken or each.day > found.shown[name.partition(".")[0]]:
            continue
        event = _event(series, each, uid(authority, name))
        if event is not None and not moments.is_over(event.end, now):
            yield name, event


def _joined(found: Programme) -> Iterator[str]:
    """Return the slots of other series that joint sessions take the place of."""
    names: dict[tuple[str, date], list[str]] = {}
    for name, (series, each) in found.slots.items():
        names.setdefault((fold(series.name), each.day), []).append(name)
    for _, each in found.slots.values():
        joint = each.change.joint if each.change else ""
        if joint:
            start = each.start.date() if isinstance(each.start, datetime) else each.start
            yield from names.get((fold(joint), start), ())


def _event(series: Series, each: Occurrence, name: str) -> SlotEvent | None:
    """Return the event of a slot without a talk; None if it is not shown or has no zone."""
    change = each.change
    is_cancelled = change is not None and change.is_cancelled
    start, end = each.start, each.end or each.start
    if series.placeholder is None and not is_cancelled:
        return None
    if isinstance(start, datetime) and start.tzinfo is None:
        return None
    title = series.placeholder or TO_BE_ANNOUNCED
    if fold(series.name) not in fold(title):
        title = f"{series.name}: {title}"
    return SlotEvent(
        uid=name,
        series=series.name,
        title=series.name if is_cancelled else title,
        start=_in_utc(start),
        end=_in_utc(end),
        sequence=0,
        updated=_NEVER,
        when=_when(start, end),
        is_cancelled=is_cancelled,
        location=(change.location if change else None) or series.location,
        online=(change.online if change else None) or series.online,
        reason=change.reason if change else "",
        joint=change.joint if change else "",
    )


def _when(start: date, end: date) -> When:
    """Return the date of a slot, as people write it."""
    day = day_in_words(start)
    if not isinstance(start, datetime):
        return When(day, f"{start}", start, end, Precision.DAY)
    zone = getattr(start.tzinfo, "key", None) or start.isoformat()[-len("+02:00") :]
    precision = Precision.MINUTE if start == end else Precision.MINUTE_RANGE
    return When(f"{day} {start:%H:%M}", None, start, end, precision, zone=zone)


def _cancelled(slot: Slot, series: str, name: str) -> SlotEvent:
    times = slot.start, slot.end, slot.sequence, slot.updated
    return SlotEvent(name, series, series, *times, is_cancelled=True)


def _in_sight(series: Series, shown: date) -> datetime | None:
    """Return when the next slot of a series without an end is near enough to be shown."""
    if series.table.last is not None or series.placeholder is None:
        return None
    ahead = occurrences(series.table, shown)[0]
    day = next((each.day for each in ahead if each.day > shown), shown + HORIZON)
    return datetime.combine(day - HORIZON, time(), UTC)


def _in_order(event: SlotEvent) -> tuple[str, str]:
    return event.start.isoformat(), event.uid


def _in_utc(moment: date) -> date:
    return moment.astimezone(UTC) if isinstance(moment, datetime) else moment
