"""The events of a calendar → their instances (RFC 5545: 3.8.4.4, 3.8.5), each with its own time.

A series without an end is taken until a year from now. An instance that was moved, renamed or
cancelled (RECURRENCE-ID) takes the place of the one it replaces, "this and future" included.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, time, timedelta, tzinfo
from itertools import islice
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
_ID = "RECURRENCE-ID"


class Instance(NamedTuple):
    """An event with a time of its own; `uid` is unique, `series` is that of all of its series."""

    event: Component
    span: Span
    uid: str
    series: str = ""


class _Series(NamedTuple):
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
    changed: dict[str, list[Component]] = defaultdict(list)
    masters = {text(one, "UID"): one for one in events if _repeats(one) and _ID not in one}
    for event in events:
        uid = text(event, "UID")
        if _ID in event and uid in masters:
            changed[uid].append(event)
    for event in events:
        uid = text(event, "UID")
        if masters.get(uid) is event and "DTSTART" in event:
            found += _of_series(event, changed[uid], zones, today)
        elif not (_ID in event and uid in masters):
            key = text(event, _ID) and str(part(first(event, _ID), "dt"))
            found.append(Instance(event, span(event, zones), f"{uid} {key}".strip()))
    return found


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
    if whole.start is None:
        return [Instance(one, span(one, zones), uid) for one in (event, *changed)]
    zone = whole.start.tzinfo if isinstance(whole.start, datetime) else None
    start = _clock(whole.start, zone)
    end = None if whole.end is None else _clock(whole.end, zone)
    series = _Series(event, whole, start, zone, end - start if end else None)
    times, doubts = _times(series, today)
    rows = {at: Instance(event, _moved(series, at, length), "") for at, length in times.items()}
    for one in sorted(changed, key=lambda one: str(part(first(one, _ID), "dt"))):
        at, _, _ = moment(first(one, _ID), zones)
        if at is None:
            continue
        key = _clock(at, zone)
        there = span(one, zones)
        if str((part(first(one, _ID), "params") or {}).get("RANGE", "")) == "THISANDFUTURE":
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


def _clock(moment_: Moment, zone: tzinfo | None) -> datetime:
    """Return what the clock of a zone shows; the midnight of a day."""
    if not isinstance(moment_, datetime):
        return datetime.combine(moment_, time())
    if zone is not None and moment_.tzinfo is not None:
        moment_ = moment_.astimezone(zone)
    return moment_.replace(tzinfo=None)


def _moved(series: _Series, at: datetime, length: timedelta | None) -> Span:
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
    start = _clock(there.start, zone)
    end = None if there.end is None else _clock(there.end, zone)
    later = _Series(event, there, start, zone, end - start if end else None)
    return {
        at: Instance(event, _moved(later, at + (start - key), None), "") for at in rows if at >= key
    }


# --- the dates of a series ----------------------------------------------------------------------


def _times(
    series: _Series, today: date | None
) -> tuple[dict[datetime, timedelta | None], tuple[str, ...]]:
    """Return the times at which a series begins, with lengths of their own, and doubts."""
    found: dict[datetime, timedelta | None] = {series.start: None}
    doubts = []
    for rule in values(series.event, "RRULE"):
        times, doubt = _of_rule(rule, series, today)
        found |= dict.fromkeys(times)
        doubts += [doubt] if doubt else []
    for start, last in _dates(series.event, "RDATE"):
        at = _clock(start, series.zone)
        found[at] = _clock(last, series.zone) - at if isinstance(last, datetime) else last
    for start, _ in _dates(series.event, "EXDATE"):
        if isinstance(start, datetime):
            found.pop(_clock(start, series.zone), None)
        else:
            found = {at: length for at, length in found.items() if at.date() != start}
    kept = dict(islice(sorted(found.items()), MOST))
    if len(found) > MOST:
        doubts.append(f"it has more than {MOST:,} dates: the first {MOST:,} are taken")
    return kept, tuple(doubts)


def _dates(event: Component, name: str) -> Iterator[tuple[Moment, datetime | timedelta | None]]:
    """Yield the dates and times of a property, and the end or the length of a period."""
    for value in values(event, name):
        for one in part(value, "dts") or ():
            start, last = one.dt if isinstance(one.dt, tuple) else (one.dt, None)
            if isinstance(start, date):
                yield start, last


def _of_rule(rule: Any, series: _Series, today: date | None) -> tuple[list[datetime], str]:  # noqa: ANN401
    """Return the times of a rule, and a doubt if they are not all."""
    from dateutil.rrule import rrulestr  # noqa: PLC0415  — 'talkfeed --help' is quick

    write = part(rule, "to_ical")
    shown = write().decode() if write else str(rule)
    if not isinstance(rule, dict):
        return [], f"it repeats ({shown}), which cannot be read: only this time is taken"
    is_endless = "COUNT" not in rule and "UNTIL" not in rule
    latest = max(filter(None, (today, series.start.date()))) + AHEAD
    try:
        times: list[datetime] = []
        for at in rrulestr(_without_zone(rule, shown, series.zone), dtstart=series.start):
            if len(times) > MOST or (is_endless and at.date() > latest):
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
    last = _clock(until, zone) if isinstance(until, datetime) else datetime.combine(until, time.max)
    return f"{kept};UNTIL={last:%Y%m%dT%H%M%S}"
