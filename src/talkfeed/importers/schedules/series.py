"""The events of a calendar → their instances (RFC 5545: 3.8.4.4, 3.8.5), each with its own time.

A series without an end is taken until a year from now. An instance that was moved, renamed or
cancelled (RECURRENCE-ID) takes the place of the one it replaces, "this and future" included.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, time, timedelta, tzinfo
from typing import TYPE_CHECKING, Any

from talkfeed.importers.schedules.components import Span, first, moment, part, span, text, values
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from icalendar import Component

    from talkfeed.records.timestamps import Moment

AHEAD = timedelta(days=366)
"""How far a series without an end is taken, from now or from its start, whichever is later."""
MOST = 1_000
"""The maximum number of dates of one series."""
_READ = 100 * MOST
"""The maximum number of dates that are read of a rule, of which the last ones are taken."""
RECURRENCE = "RECURRENCE-ID"


class Instance(NamedTuple):
    """An event with a time of its own; `uid` is unique, `series` is that of all of its series."""

    event: Component
    span: Span
    uid: str
    series: str = ""


class Recurrence(NamedTuple):
    """A repeating event: its first time on its own clock, its zone, and its length."""

    event: Component
    first: Span
    start: datetime
    zone: tzinfo | None
    length: timedelta | None


def instances(
    events: Sequence[Component], zones: Mapping[str, tzinfo], today: date | None
) -> list[Instance]:
    """List the instances of all events, those of a series together."""
    found: list[Instance] = []
    masters, changed = masters_of(events)
    for event in events:
        uid = text(event, "UID")
        if masters.get(uid) is event and "DTSTART" in event:
            found += _of_series(event, changed[uid], zones, today)
        elif not (RECURRENCE in event and uid in masters):
            key = text(event, RECURRENCE) and str(part(first(event, RECURRENCE), "dt"))
            found.append(Instance(event, span(event, zones), f"{uid} {key}".strip()))
    return found


def masters_of(
    events: Sequence[Component],
) -> tuple[dict[str, Component], Mapping[str, list[Component]]]:
    """Return the repeating events by their UID, and the changes of their instances."""
    changed: dict[str, list[Component]] = defaultdict(list)
    masters = {text(one, "UID"): one for one in events if _repeats(one) and RECURRENCE not in one}
    for event in events:
        uid = text(event, "UID")
        if RECURRENCE in event and uid in masters:
            changed[uid].append(event)
    return masters, changed


def _repeats(event: Component) -> bool:
    return "RRULE" in event or "RDATE" in event


def _of_series(
    event: Component,
    changed: Sequence[Component],
    zones: Mapping[str, tzinfo],
    today: date | None,
) -> list[Instance]:
    whole = span(event, zones)
    uid = text(event, "UID")
    series = recurrence(event, whole)
    if series is None:
        return [Instance(one, span(one, zones), uid) for one in (event, *changed)]
    zone = series.zone
    times, doubts = _times(series, today)
    rows = {at: Instance(event, _moved(series, at, length), "") for at, length in times.items()}
    for one in sorted(changed, key=lambda one: str(part(first(one, RECURRENCE), "dt"))):
        at, _, _ = moment(first(one, RECURRENCE), zones)
        if at is None:
            continue
        key = on_clock(at, zone)
        there = span(one, zones)
        if str((part(first(one, RECURRENCE), "params") or {}).get("RANGE", "")) == "THISANDFUTURE":
            rows |= _from_then_on(one, there, key, rows, zone)
        rows[key] = Instance(one, there, "")
    if not rows:
        return []
    label = uid or text(event, "SUMMARY")
    made = [
        one._replace(uid=f"{uid} {at:%Y%m%dT%H%M%S}" if uid else "", series=label)
        for at, one in sorted(rows.items(), key=lambda row: row[0])
    ]
    head = made[0].span
    return [made[0]._replace(span=head._replace(doubts=(*head.doubts, *doubts))), *made[1:]]


def recurrence(event: Component, whole: Span) -> Recurrence | None:
    """Return the times of a repeating event on its own clock; None without a start."""
    if whole.start is None:
        return None
    zone = whole.start.tzinfo if isinstance(whole.start, datetime) else None
    start = on_clock(whole.start, zone)
    end = None if whole.end is None else on_clock(whole.end, zone)
    return Recurrence(event, whole, start, zone, end - start if end else None)


def on_clock(moment_: Moment, zone: tzinfo | None) -> datetime:
    """Return what the clock of a zone shows; the midnight of a day."""
    if not isinstance(moment_, datetime):
        return datetime.combine(moment_, time())
    if zone is not None and moment_.tzinfo is not None:
        moment_ = moment_.astimezone(zone)
    return moment_.replace(tzinfo=None)


def _moved(series: Recurrence, at: datetime, length: timedelta | None) -> Span:
    """Return the time of an instance that begins when the clock shows `at`."""
    lasts = series.length if length is None else length
    end = None if lasts is None else at + lasts
    if isinstance(series.first.start, datetime):
        start, last = at.replace(tzinfo=series.zone), end and end.replace(tzinfo=series.zone)
        return series.first._replace(start=start, end=last)
    return series.first._replace(start=at.date(), end=end and end.date())


def _from_then_on(
    event: Component,
    there: Span,
    key: datetime,
    rows: Mapping[datetime, Instance],
    zone: tzinfo | None,
) -> dict[datetime, Instance]:
    """Return the instances from one on, moved like it, with the words of its event."""
    if there.start is None:
        return {}
    start = on_clock(there.start, zone)
    end = None if there.end is None else on_clock(there.end, zone)
    later = Recurrence(event, there, start, zone, end - start if end else None)
    return {
        at: Instance(event, _moved(later, at + (start - key), None), "") for at in rows if at >= key
    }


# --- the dates of a series ----------------------------------------------------------------------


def _times(
    series: Recurrence, today: date | None
) -> tuple[dict[datetime, timedelta | None], tuple[str, ...]]:
    """Return the times at which a series begins, with lengths of their own, and doubts."""
    found: dict[datetime, timedelta | None] = {series.start: None}
    doubts = []
    for rule in values(series.event, "RRULE"):
        times, doubt = times_of(rule, series, today, _READ)
        found |= dict.fromkeys(times)
        doubts += [doubt] if doubt else []
    for start, last in dates_of(series.event, "RDATE"):
        at = on_clock(start, series.zone)
        found[at] = on_clock(last, series.zone) - at if isinstance(last, datetime) else last
    for start, _ in dates_of(series.event, "EXDATE"):
        if isinstance(start, datetime):
            found.pop(on_clock(start, series.zone), None)
        else:
            found = {at: length for at, length in found.items() if at.date() != start}
    if len(found) <= MOST:
        return found, tuple(doubts)
    latest = _latest(series, today)
    kept = [each for each in sorted(found.items()) if each[0].date() <= latest][-MOST:]
    until = kept[-1][0].date()
    doubts.append(f"it has more than {MOST:,} dates: the {len(kept):,} until {until} are taken")
    return dict(kept), tuple(doubts)


def _latest(series: Recurrence, today: date | None) -> date:
    """Return the last day of which dates of a series without an end are taken."""
    return max(filter(None, (today, series.start.date()))) + AHEAD


def dates_of(event: Component, name: str) -> Iterator[tuple[Moment, datetime | timedelta | None]]:
    """Yield the dates and times of a property, and the end or the length of a period."""
    for value in values(event, name):
        for one in part(value, "dts") or ():
            start, last = one.dt if isinstance(one.dt, tuple) else (one.dt, None)
            if isinstance(start, date):
                yield start, last


def times_of(
    rule: Any,  # noqa: ANN401
    series: Recurrence,
    today: date | None,
    most: int,
) -> tuple[list[datetime], str]:
    """Return the times of a rule, at most one more than `most`, and a doubt if they are not all."""
    from dateutil.rrule import rrulestr  # noqa: PLC0415  — 'talkfeed --help' is quick

    write = part(rule, "to_ical")
    shown = write().decode() if write else str(rule)
    if not isinstance(rule, dict):
        return [], f"it repeats ({shown}), which cannot be read: only this time is taken"
    is_endless = "COUNT" not in rule and "UNTIL" not in rule
    latest = _latest(series, today)
    try:
        times: list[datetime] = []
        for at in rrulestr(_without_zone(rule, shown, series.zone), dtstart=series.start):
            if len(times) > most or (is_endless and at.date() > latest):
                break
            times.append(at)
    except (ValueError, TypeError, ArithmeticError, LookupError):
        return [], f"it repeats ({shown}), which cannot be read: only this time is taken"
    until = f"it repeats without an end ({shown}): its dates until {latest} are taken"
    return times, until if is_endless else ""


def _without_zone(rule: Mapping[str, Any], shown: str, zone: tzinfo | None) -> str:
    """Write a rule whose end is on the clock of the series; it is in UTC as it is written."""
    until = next(iter(rule.get("UNTIL", ())), None)
    kept = ";".join(one for one in shown.split(";") if not one.upper().startswith("UNTIL="))
    if not isinstance(until, date):
        return kept
    last = (
        on_clock(until, zone) if isinstance(until, datetime) else datetime.combine(until, time.max)
    )
    return f"{kept};UNTIL={last:%Y%m%dT%H%M%S}"
