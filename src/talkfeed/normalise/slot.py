"""The values of a talk of a series → its values with those of its slot; its own values win.

A slot is known by its original day: a talk names that day, and moves with the slot.
"""

from __future__ import annotations

from datetime import date, datetime
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, NoReturn

from talkfeed import text as validators
from talkfeed.dates import read_date, read_time
from talkfeed.errors import Rejected
from talkfeed.identity import fold
from talkfeed.model import Precision, RawScalar, Status
from talkfeed.normalise.reader import lacks, wrong_kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from talkfeed.dates import DateRules
    from talkfeed.model import Raw, RawMap, When
    from talkfeed.model.series import Series
    from talkfeed.normalise.reader import Reader, Values
    from talkfeed.schema import Field
    from talkfeed.series.timetable import Occurrence

NO_SLOT, NO_SERIES, SEVERAL_SLOTS, TWICE = "TF246", "TF247", "TF248", "TF217"


def read_series_name(reader: Reader, field: Field, value: Raw) -> Series:
    """Return the series with a name.

    Raises: Rejected TF247 if there is none.
    """
    if not isinstance(value, RawScalar):
        raise wrong_kind(field, "the name of a series")
    name = validators.line(value.text)
    found = reader.series.get(fold(name))
    if found is None:
        raise no_series(name, {key: each.name for key, each in reader.series.items()})
    return found


def no_series(name: str, names: Mapping[str, str]) -> Rejected:
    """Return the problem of a name that no series has; `names` are those of all, by folded name."""
    return Rejected(NO_SERIES, f"there is no series '{name}' in `series:`", _hint(name, names))


def _hint(name: str, names: Mapping[str, str]) -> str:
    near = get_close_matches(fold(name), names, n=1)
    if near:
        return f"did you mean '{names[near[0]]}'?"
    known = f"the series are: {', '.join([*names.values()][:8])}" if names else ""
    return known or f"add it\n  series:\n    - name: {name}\n      every: Wednesday 16:00-17:00"


def zone_of(reader: Reader, *raws: RawMap) -> str | None:
    """Return the zone of the series that a delivery, or else its talk, names; None without one."""
    for raw in raws:
        if reader.series and not lacks(raw, "series"):
            value = raw.fields["series"].value
            found = reader.series.get(fold(value.text)) if isinstance(value, RawScalar) else None
            return found.timezone if found else None
    return None


def scheduled(reader: Reader, raw: RawMap, own: RawMap, values: Values) -> Values:
    """Return the values with the time merged into the date, and with those of the slot.

    `raw` is the mapping of the talk or the delivery, and `own` that with the time.
    """
    series: Series | None = values.get("series")
    slot = None
    try:
        if series is not None:
            slot = _slot(reader, series, values)
        elif "extra" in values and lacks(raw, "series"):
            _reject_extra()
    except Rejected as rejected:
        place = raw.fields["date"].value.place if "date" in raw.fields else raw.place
        reader.reject(place, rejected.code, rejected.message, rejected.hint)
    try:
        if "date" in values:
            values = values | {"date": _when(reader.rules, values, slot)}
    except Rejected as rejected:
        place = own.fields["time"].value.place if "time" in own.fields else raw.place
        reader.reject(place, rejected.code, rejected.message, rejected.hint)
    return values if series is None else _inherited(series, slot) | values | _named(slot)


def _named(slot: Occurrence | None) -> Values:
    """Return the key of a slot, and the other series of a joint session."""
    change = slot.change if slot else None
    return {"slot": slot.key if slot else None, "joint": (change and change.joint) or None}


def _reject_extra() -> NoReturn:
    hint = "write the series as well, or remove `extra`"
    raise Rejected(NO_SERIES, "'extra' needs a series", hint)


def _inherited(series: Series, slot: Occurrence | None) -> Values:
    """Return what a talk has from its series and its slot."""
    change = slot.change if slot else None
    found: dict[str, Any] = {
        "location": (change.location if change else None) or series.location,
        "online": (change.online if change else None) or series.online,
        "status": Status.CANCELLED if change and change.is_cancelled else None,
        "reason": (change and change.reason) or None,
    }
    return {name: value for name, value in found.items() if value is not None}


def _slot(reader: Reader, series: Series, values: Values) -> Occurrence | None:
    """Return the slot that a talk names; None if its day is not known or it is an extra one.

    Raises: Rejected TF246 if there is no slot on its day, TF248 if it might be one of several.
    """
    when: When | None = values.get("date")
    if when is None or when.start is None or not when.precision.is_dated or values.get("extra"):
        return None
    if when.precision is Precision.DAY_RANGE:
        message = f"a talk of a series is on one day, and '{when.text}' is a {when.precision}"
        raise Rejected(NO_SLOT, message, "write the day of its slot, or extra: true")
    day = _day(when.start)
    found = _slots_of(reader, series, day).get(day, ())
    if not found:
        raise _without_slot(reader, series, day)
    if len(found) == 1:
        return found[0]
    if "time" in values:
        try:
            when = read_time(values["time"], when, reader.rules)
        except Rejected:
            return None  # reported with the time
    named = [slot for slot in found if slot.start == when.start]
    if not named:
        clocks = " or ".join(_clock(slot.start) for slot in found)
        message = f"'{series.name}' has {len(found)} slots on {day}"
        raise Rejected(SEVERAL_SLOTS, message, f"write time: {clocks}; or extra: true")
    return named[0]


def _slots_of(reader: Reader, series: Series, day: date) -> dict[date, tuple[Occurrence, ...]]:
    """Return the slots of a series by their original days, at least up to the end of a year."""
    from talkfeed.series.timetable import occurrences  # noqa: PLC0415  — most sites have no series

    last = series.table.last or date(day.year, 12, 31)
    found = reader.slots.get((series.name, last))
    if found is None:
        found = reader.slots[series.name, last] = {}
        for each in occurrences(series.table, last)[0]:
            found[each.day] = (*found.get(each.day, ()), each)
    return found


def _without_slot(reader: Reader, series: Series, day: date) -> Rejected:
    """Return the problem of a day without a slot, with the slot that is meant most likely."""
    known = _slots_of(reader, series, day)
    near = [
        original
        for original, found in known.items()
        if any(slot.change and _day(slot.start) == day for slot in found)
    ]
    is_moved = bool(near)
    near = near or sorted(known, key=lambda each: abs(each - day))[:1]
    message = f"'{series.name}' has no slot on {day}"
    if not near:
        return Rejected(NO_SLOT, message, "write extra: true")
    if is_moved:
        hint = f"the slot of {near[0]} was moved to this day: write its original day"
        return Rejected(NO_SLOT, message, hint)
    hint = f"the nearest one is on {near[0]}; for a talk beside the slots write extra: true"
    later = min((each for each in known if each > day), default=None)
    is_break = any(each.first <= day <= each.last for each in series.table.breaks)
    if later and not is_break and day >= series.table.first:
        hint += (
            f"; if the rule was another one then: {series.table.after_another((day, day), later)}"
        )
    return Rejected(NO_SLOT, message, hint)


def _when(rules: DateRules, values: Values, slot: Occurrence | None) -> When:
    """Return when a talk takes place: as the slot was moved, else as the talk or the slot states.

    Raises: Rejected TF2xx for an invalid time.
    """
    when: When = values["date"]
    moved = slot.change.when if slot and slot.change else None
    if moved is not None and moved.precision.is_timed:
        return moved
    if "time" in values:
        when = read_time(values["time"], moved or when, rules)
    elif moved is not None and when.precision.is_timed:
        when = read_time(f"{_span(when.start, when.end)} {when.zone}", moved, rules)
    elif slot is not None and not when.precision.is_timed:
        return _in_slot(rules, moved or when, slot)
    is_open = when.precision.is_timed and when.start == when.end
    if slot is not None and is_open and slot.start == when.start and slot.end is not None:
        return _in_slot(rules, read_date(f"{_day(slot.start)}", rules), slot)
    return when


def _in_slot(rules: DateRules, day: When, slot: Occurrence) -> When:
    """Return a day with the times of a slot, if it has any; of a time that occurs twice, the first.

    Raises: Rejected TF212 if the slot has no zone.
    """
    if not isinstance(slot.start, datetime):
        return day
    zone = getattr(slot.start.tzinfo, "key", None) or slot.start.isoformat()[len(_MINUTE) :]
    span = _span(slot.start, slot.end)
    rules = rules._replace(timezone=zone or rules.timezone)
    try:
        return read_time(span, day, rules)
    except Rejected as rejected:
        if rejected.code != TWICE:
            raise
        return read_time(f"{span} {slot.start.isoformat()[len(_MINUTE) :]}", day, rules)


_MINUTE = "2026-10-07T16:00:00"


def _span(start: date | None, end: date | None) -> str:
    first, last = (_clock(each) for each in (start, end))
    return f"{first}-{last}" if last and last != first else first


def _clock(moment: date | None) -> str:
    return f"{moment:%H:%M}" if isinstance(moment, datetime) else ""


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
