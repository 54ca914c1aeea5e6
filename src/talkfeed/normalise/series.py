"""The mapping of a series → its timetable, with the places of its breaks and changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from talkfeed.dates import read_date
from talkfeed.errors import Problem, Rejected
from talkfeed.model import Precision, RawMap, RawScalar
from talkfeed.named_tuple import NamedTuple
from talkfeed.normalise.reader import WRONG_KIND, is_empty, wrong_kind
from talkfeed.schema import BREAK, CHANGE, SERIES
from talkfeed.series import read_rule
from talkfeed.series.timetable import Break, Change, Timetable, occurrences

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from talkfeed.errors import Place
    from talkfeed.model import Location, Person, Raw, When
    from talkfeed.normalise.reader import Reader
    from talkfeed.schema import Field
    from talkfeed.series.timetable import Fault

_FIELDS = SERIES.by_name()
_DAYS = frozenset((Precision.DAY, Precision.DAY_RANGE))
_OFF = frozenset(("off", "no", "none", "false"))


class Series(NamedTuple):
    """A series: its name, timetable and usual details; without a placeholder it is empty."""

    name: str
    table: Timetable
    place: Place
    placeholder: str
    location: Location | None = None
    online: str | None = None
    organizers: tuple[Person, ...] = ()
    timezone: str | None = None
    places: tuple[tuple[str, Place], ...] = ()

    def problems(self, today: date) -> Iterator[Problem]:
        """Report breaks and changes without a slot, and slots that a clock skips."""
        for fault in occurrences(self.table, today)[1]:
            rejected = fault.rejected
            yield Problem(self._place(fault), rejected.code, rejected.message, rejected.hint)

    def _place(self, fault: Fault) -> Place:
        of_part = [place for part, place in self.places if part == fault.part]
        return of_part[fault.rank] if fault.part in {"except", "changes"} else self.place


def read_series(reader: Reader, raw: RawMap) -> Series | None:
    """Return the series of a mapping; None if its name, rule or first day is missing or invalid."""
    values = reader.values(raw, SERIES)
    first = _day(reader, raw, "from", values)
    last = _day(reader, raw, "to", values)
    timezone = values.get("timezone") or reader.rules.timezone
    before = reader.rules
    reader.rules = before._replace(timezone=timezone)
    every = values.get("every", ())
    schedules = tuple(one for each in every for one in reader.each(_FIELDS["every"], each, _rule))
    breaks = [*_breaks(reader, values.get("except", ()))]
    changes = [*_changes(reader, values.get("changes"))]
    reader.rules = before
    if "name" not in values or not schedules or first is None:
        return None
    placeholder = values.get("placeholder", "speaker to be announced")
    stated = (tuple(one for one, _ in breaks), tuple(one for one, _ in changes))
    return Series(
        name=values["name"],
        table=Timetable(schedules, first, last, *stated),
        place=raw.fields["every"].value.place,
        placeholder="" if placeholder in _OFF else placeholder,
        location=values.get("location"),
        online=values.get("online"),
        organizers=values.get("organizers", ()),
        timezone=timezone,
        places=(
            *(("except", place) for _, place in breaks),
            *(("changes", place) for _, place in changes),
        ),
    )


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


def _changes(reader: Reader, raw: RawMap | None) -> Iterator[tuple[Change, Place]]:
    for key, (place, value) in raw.fields.items() if raw else ():
        when: When | None = _dated(reader, RawScalar(key, place)).get("date")
        if when is None or is_empty(value):
            continue
        if when.precision is not Precision.DAY or when.start is None:
            _reject_days(reader, place, "changes", when)
        elif not isinstance(value, RawMap):
            rejected = wrong_kind(_FIELDS["changes"], "days, each with keys")
            reader.reject(value.place, rejected.code, rejected.message, rejected.hint)
        else:
            values = reader.values(value, CHANGE)
            change = Change(
                when.start,
                values.get("date"),
                values.get("location"),
                values.get("online"),
                values.get("joint", ""),
                values.get("status") == "cancelled",
                values.get("reason", ""),
            )
            yield change, place
