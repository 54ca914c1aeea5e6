"""The list below `series:` → the series, each with its timetable.

What is wrong does not depend on the clock: a series without an end is checked for a year.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from talkfeed import text as validators
from talkfeed.dates import read_date
from talkfeed.errors import Rejected
from talkfeed.identity import fold
from talkfeed.model import Precision, RawMap, RawScalar
from talkfeed.model.series import Break, Change, Series, Timetable
from talkfeed.normalise.reader import WRONG_KIND, is_empty, wrong_kind
from talkfeed.normalise.scalars import truth
from talkfeed.normalise.slot import no_series
from talkfeed.schema import BREAK, CHANGE, RULE, SERIES
from talkfeed.series import read_rule
from talkfeed.series.timetable import HORIZON, occurrences

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from talkfeed.errors import Place
    from talkfeed.model import Raw, RawList, When
    from talkfeed.model.series import Schedule
    from talkfeed.normalise.reader import Reader
    from talkfeed.schema import Field

TWICE, BACKWARDS, OUTSIDE = "TF249", "TF206", "TF250"
_FIELDS = SERIES.by_name()
_DAYS = frozenset((Precision.DAY, Precision.DAY_RANGE))
_SINGLE = frozenset((Precision.DAY, Precision.MINUTE, Precision.MINUTE_RANGE))
_ITEM = "write\n  series:\n    - name: Logic seminar\n      every: Wednesday 16:00-17:00\n"
_ITEM += "      from: 7 Oct 2026"


def read_all(reader: Reader, raw: RawList) -> tuple[Series, ...]:
    """Return the series of a site, without those that are not valid."""
    names = dict(_names(raw))
    found: dict[str, Series] = {}
    for item in raw.items:
        if is_empty(item):
            continue
        if not isinstance(item, RawMap):
            reader.reject(item.place, WRONG_KIND, "a series must be a mapping", _ITEM)
            continue
        series = read_series(reader, item, names)
        if series is None:
            continue
        if found.setdefault(fold(series.name), series) is not series:
            place = item.fields["name"].value.place
            hint = "give each series a name of its own, or keep one of the two"
            reader.reject(place, TWICE, f"a second series '{series.name}'", hint)
    return tuple(found.values())


def _names(raw: RawList) -> Iterator[tuple[str, str]]:
    """Return the names of all series by their folded ones, also of those that are not valid."""
    for item in raw.items:
        field = item.fields.get("name") if isinstance(item, RawMap) else None
        if field is not None and isinstance(field.value, RawScalar):
            yield fold(validators.line(field.value.text)), validators.line(field.value.text)


def read_series(reader: Reader, raw: RawMap, names: Mapping[str, str]) -> Series | None:
    """Return the series of a mapping; None if its name, rule or first day is missing or invalid.

    `names` are those of all series, one of which a joint session may be with.
    """
    values = reader.values(raw, SERIES)
    first, last = (_day(reader, raw, name, values) for name in ("from", "to"))
    reader.read_dates_in(None, values.get("timezone"))
    every = values.get("every", ())
    schedules = tuple(one for each in every for one in _schedules(reader, each, first, last))
    breaks = [*_breaks(reader, values.get("except", ()))]
    changes = [*_changes(reader, values.get("changes"), names)]
    timezone = reader.rules.timezone
    reader.read_dates_in(None)
    if "name" not in values or not schedules or first is None:
        return None
    if _is_backwards(reader, raw, first, last):
        return None
    stated = (tuple(one for one, _ in breaks), tuple(one for one, _ in changes))
    table = Timetable(schedules, first, last, *stated)
    places = {
        "except": [place for _, place in breaks],
        "changes": [place for _, place in changes],
    }
    for part, rank, rejected in occurrences(table, first + HORIZON)[1]:
        place = places[part][rank] if part in places else raw.fields["every"].value.place
        reader.reject(place, rejected.code, rejected.message, rejected.hint)
    return Series(
        values["name"],
        table,
        values.get("location"),
        values.get("online"),
        timezone,
        values.get("organizers", ()),
        _placeholder(values.get("placeholder", "")),
        raw.fields["every"].place,
    )


def _is_backwards(reader: Reader, raw: RawMap, first: date | None, last: date | None) -> bool:
    """Report a last day that is before the first one."""
    if first is None or last is None or first <= last:
        return False
    place = raw.fields["to"].value.place
    reader.reject(place, BACKWARDS, "'to' is before 'from'", "write the earlier day in `from:`")
    return True


def _placeholder(text: str) -> str | None:
    return None if truth(text) is False else text


def _schedules(
    reader: Reader, item: Raw, first: date | None, last: date | None
) -> Iterator[Schedule]:
    """Read a rule, dated or not, of a series from its first to its last day."""
    if not isinstance(item, RawMap):
        yield from reader.each(_FIELDS["every"], item, _rule)
        return
    values = reader.values(item, RULE)
    since, until = (_day(reader, item, name, values) for name in ("from", "to"))
    if not _is_backwards(reader, item, since, until):
        for name, day in (("from", since), ("to", until)):
            if day and ((first and day < first) or (last and day > last)):
                span = f"{first or 'its beginning'} to {last or 'its end'}"
                message = f"'{name}' of a rule is outside the series, which is from {span}"
                hint = "write a day of the series, or leave it out"
                reader.reject(item.fields[name].value.place, OUTSIDE, message, hint)
    if "rule" in values:
        for each in reader.each(_FIELDS["every"], item.fields["rule"].value, _rule):
            yield each._replace(first=since, last=until)


def _rule(reader: Reader, field: Field, value: Raw) -> Any:  # noqa: ANN401 (as its kind says)
    if not isinstance(value, RawScalar):
        raise wrong_kind(field, "a rule or a list of rules")
    return read_rule(value.text, reader.rules)


def _day(reader: Reader, raw: RawMap, name: str, values: dict[str, Any]) -> date | None:
    when: When | None = values.get(name)
    if when is None or when.precision is Precision.DAY:
        return when.start if when else None
    _reject_days(reader, raw.fields[name].value.place, name, when)
    return None


def _reject_days(reader: Reader, place: Place, name: str, when: When) -> None:
    message = f"'{name}' must be a day, and '{when.text}' is a {when.precision}"
    reader.reject(place, WRONG_KIND, message, "write the day, e.g. 7 Oct 2026")


def _breaks(reader: Reader, items: tuple[Raw, ...]) -> Iterator[tuple[Break, Place]]:
    for item in items:
        fields = item.fields if isinstance(item, RawMap) else {}
        values = reader.values(item, BREAK) if isinstance(item, RawMap) else {}
        if isinstance(item, RawScalar):
            values = _dated(reader, item)
        when: When | None = values.get("date")
        place = fields["date"].value.place if "date" in fields else item.place
        if when is None or when.start is None or when.end is None:
            continue
        if when.precision in _DAYS:
            yield Break(when.start, when.end, values.get("reason", "")), place
        else:
            _reject_days(reader, place, "except", when)


def _dated(reader: Reader, value: RawScalar) -> dict[str, Any]:
    try:
        return {"date": read_date(value.text, reader.rules)}
    except Rejected as rejected:
        reader.reject(value.place, rejected.code, rejected.message, rejected.hint)
        return {}


def _changes(
    reader: Reader, raw: RawMap | None, names: Mapping[str, str]
) -> Iterator[tuple[Change, Place]]:
    days: set[date] = set()
    for key, (place, value) in raw.fields.items() if raw else ():
        when: When | None = _dated(reader, RawScalar(key, place)).get("date")
        if when is None or is_empty(value):
            continue
        if when.precision is not Precision.DAY or when.start is None:
            _reject_days(reader, place, "changes", when)
        elif when.start in days:
            hint = "write all that is different that day in one of them"
            reader.reject(place, TWICE, f"a second change of {when.start}", hint)
        elif not isinstance(value, RawMap):
            rejected = wrong_kind(_FIELDS["changes"], "days, each with keys")
            reader.reject(value.place, rejected.code, rejected.message, rejected.hint)
        else:
            days.add(when.start)
            values = reader.values(value, CHANGE)
            moved: When | None = values.get("date")
            if moved is not None and moved.precision not in _SINGLE:
                _reject_days(reader, value.fields["date"].value.place, "date", moved)
                continue
            change = Change(
                when.start,
                moved,
                values.get("location"),
                values.get("online"),
                _joint(reader, value, values.get("joint", ""), names),
                values.get("status") == "cancelled",
                values.get("reason", ""),
            )
            yield change, place


def _joint(reader: Reader, raw: RawMap, name: str, names: Mapping[str, str]) -> str:
    """Return the other series of a joint session, "" if there is no such series."""
    if not name or fold(name) in names:
        return name
    place, rejected = raw.fields["joint"].value.place, no_series(name, names)
    reader.reject(place, rejected.code, rejected.message, rejected.hint)
    return ""
