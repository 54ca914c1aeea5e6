"""Series, and the ledger → the events of slots without a talk, for calendars and pages.

A slot without a talk is a tentative event; one that is cancelled, or that there is no more, stays
cancelled until its day is over. It is in the ledger as long as it may be in a calendar, because its
SEQUENCE must only rise.
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from talkfeed.identity import fold, uid
from talkfeed.ledger import moments
from talkfeed.ledger.digest import facts_hash
from talkfeed.ledger.slots import last_shown
from talkfeed.ledger.values import GONE, Slot
from talkfeed.model import Precision, SlotEvent, When
from talkfeed.named_tuple import NamedTuple
from talkfeed.series.timetable import HORIZON, occurrences

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import date

    from talkfeed.ledger.slots import Programme
    from talkfeed.ledger.values import Ledger
    from talkfeed.model import Talk
    from talkfeed.model.series import Series
    from talkfeed.series.timetable import Occurrence

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_NEVER = datetime.min.replace(tzinfo=UTC)
REMEMBERED = timedelta(days=180)
"""How long the state of a slot is kept after its day, in case that its talk is named late."""
USUAL = "to be announced"
"""What follows the name of a series in the title of a slot without a talk."""


class Placeholders(NamedTuple):
    """The events of slots without a talk, in the order of time, and how the ledger keeps them.

    `until` is when the next slot is over, or comes into sight; None for never.
    """

    slots: tuple[Slot, ...]
    events: tuple[SlotEvent, ...]
    until: datetime | None


def placeholders(
    talks: Sequence[Talk], before: Ledger, after: Ledger, found: Programme, now: datetime
) -> Placeholders:
    """Return the events of all slots that no talk has; `after` has the lines of the talks."""
    carried = {line.slot for line in after.lines if line.slot and line.withdrawn is None}
    taken = carried | {found.name_of(talk) for talk in talks} | set(_joined(found))
    pairs = dict(_open(found, before, taken, after.authority, now))
    names = {each.slug: each.name for each in before.channels}
    names |= {channel.slug: series.name for series, channel in found.channels}
    past: list[Slot] = []
    for slot in before.slots:
        if slot.name in pairs or slot.name in carried:
            continue
        if moments.is_over(slot.end, now):
            past.append(slot)
        else:
            gone, name = _gone(slot, now), names.get(slot.series, slot.series)
            pairs[slot.name] = gone, _cancelled(gone, name, uid(after.authority, slot.name))
    kept = [slot for slot in past if not moments.is_over(slot.end, now - REMEMBERED)]
    events = sorted((event for _, event in pairs.values()), key=_in_order)
    limits = [moments.ends_at(event.end) for event in events]
    limits += [moments.ends_at(slot.end) + REMEMBERED for slot in kept]
    sights = (_in_sight(series, found.shown[each.slug]) for series, each in found.channels)
    limits += [moment for moment in sights if moment is not None]
    slots = sorted((*kept, *(slot for slot, _ in pairs.values())), key=lambda slot: slot[:2])
    return Placeholders(tuple(slots), tuple(events), min(limits, default=None))


def _open(
    found: Programme, before: Ledger, taken: Collection[str], authority: str, now: datetime
) -> Iterator[tuple[str, tuple[Slot, SlotEvent]]]:
    """Return the slots in sight that are not over, and that no talk is in, each by its name."""
    known = {slot.name: slot for slot in before.slots}
    last = last_shown(before)
    for name, (series, each) in found.slots.items():
        slug = name.partition(".")[0]
        if name in taken or each.day > found.shown[slug]:
            continue
        event = _event(series, each, uid(authority, name))
        if event is None or moments.is_over(event.end, now):
            continue
        slot = _slot(slug, each.key, event, known.get(name))
        if slot.updated == _NEVER:
            slot = _numbered(slot, last.get(name), now)
        yield name, (slot, event._replace(sequence=slot.sequence, updated=slot.updated))


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
    title = series.placeholder or USUAL
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
    day = f"{start.day} {_MONTHS[start.month - 1]} {start.year}"
    if not isinstance(start, datetime):
        return When(day, f"{start}", start, end, Precision.DAY)
    zone = getattr(start.tzinfo, "key", None) or start.isoformat()[-len("+02:00") :]
    precision = Precision.MINUTE if start == end else Precision.MINUTE_RANGE
    return When(f"{day} {start:%H:%M}", None, start, end, precision, zone=zone)


def _slot(series: str, key: str, event: SlotEvent, known: Slot | None) -> Slot:
    """Return the state of a slot: the known one if it is the same, else one to be numbered."""
    where = event.location
    place = (where.name, where.url or "", str(where.geo or "")) if where else ("", "", "")
    stated = (event.title, *place, event.online or "", event.reason, event.joint)
    digest = facts_hash((*stated, str(event.is_cancelled)))
    made = Slot(series, key, event.start, event.end, 0, event.updated, digest)
    if known is not None and not known.digest and known.start == made.start:
        return known._replace(end=made.end, digest=digest)  # from a published calendar
    is_same = known is not None and known[2:4] == made[2:4] and known.digest == digest
    return known if known is not None and is_same else made


def _numbered(slot: Slot, last: tuple[int, datetime] | None, now: datetime) -> Slot:
    """Number the new state of a slot; `last` is what calendars have had of it."""
    if last is None:
        return slot._replace(updated=now)
    return slot._replace(sequence=last[0] + 1, updated=moments.after(last[1], now))


def _gone(slot: Slot, now: datetime) -> Slot:
    """Return the state of a slot that there is no more, or that belongs to a talk elsewhere."""
    if slot.digest == GONE:
        return slot
    updated = moments.after(slot.updated, now)
    return slot._replace(sequence=slot.sequence + 1, updated=updated, digest=GONE)


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
