"""A mapping → its values by key, validated by a table of fields.

An invalid value is left out and reported with its place, so one mistake causes one message, and
all of them are found in one run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from talkfeed import text as validators
from talkfeed.errors import Problem, Rejected
from talkfeed.model import RawList, RawLost, RawScalar
from talkfeed.named_tuple import NamedTuple
from talkfeed.normalise.repairs import REPAIRED, repair, skipped
from talkfeed.schema import FEED, TALK, Kind, suggest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from talkfeed.dates import DateRules
    from talkfeed.errors import Place
    from talkfeed.model import Event, Person, Raw, RawMap
    from talkfeed.model.series import Series
    from talkfeed.schema import Field, Table
    from talkfeed.series.timetable import Occurrence

    Read = Callable[["Reader", Field, Raw], Any]
    Days = tuple[date, date]
    """A first and a last day."""

UNKNOWN_KEY, MISSING, WRONG_KIND = "TF301", "TF302", "TF303"
_NULLS = frozenset(("~", "null", "Null", "NULL"))

_SHARED = frozenset(
    (Kind.TEXT, Kind.URL, Kind.DATE, Kind.LANGUAGE, Kind.CHOICE, Kind.EVENT, Kind.LOCATION)
)
"""Kinds with immutable values that depend on the text alone, so that they can be memoised."""
MOST_KNOWN = 16_384
"""The maximum number of memoised texts per field."""
_Known = dict[tuple[Any, ...], Any]
"""Values by text and whether it was quoted."""

Values = dict[str, Any]
"""Values by key, each of the type of its kind."""


class _Row(NamedTuple):
    """A field with its memoised values; None for a kind that is not memoised."""

    field: Field
    known: _Known | None


class _Sheet(NamedTuple):
    """A table prepared for reading: its rows by key, and its required fields."""

    rows: dict[str, _Row]
    required: tuple[Field, ...]


class Reader:
    """Reads mappings by their tables, and collects `problems`."""

    def __init__(
        self,
        rules: DateRules,
        base: str,
        readers: Mapping[Kind, Read],
        *,
        people: Mapping[str, Person] | None = None,
        series: Mapping[str, Series] | None = None,
        events: Mapping[str, Event] | None = None,
        is_lenient: bool = False,
    ) -> None:
        """Read dates by `rules`, and resolve relative addresses in abstracts against `base`.

        `people`, `series` and `events` are those of the site by name, folded. `readers` has a row
        for every kind; each raises Rejected for an invalid value. With `is_lenient`, invalid
        values are repaired or left out, and reported in `repairs`.
        """
        self.rules, self.base, self._readers = rules, base, readers
        self.people, self.series, self.events = people or {}, series or {}, events or {}
        self.slots: dict[tuple[str, date], dict[date, tuple[Occurrence, ...]]] = {}
        self.is_lenient = is_lenient
        self.problems: list[Problem] = []
        self.repairs: list[Problem] = []
        self.days: Days | None = None
        """The days on which dates may lack their year."""
        self._own_rules = rules
        self._sheets: dict[str, _Sheet] = {}
        self._sheets_by_rules: dict[object, dict[str, _Sheet]] = {(rules, None): self._sheets}

    def read_dates_in(
        self, language: str | None, timezone: str | None = None, days: Days | None = None
    ) -> None:
        """Read the following dates in this language, too, and in this zone if one is given.

        Those on the `days`, a first and a last one, may lack their year.
        """
        rules = self._own_rules.with_language(language) if language else self._own_rules
        if timezone is not None:
            rules = rules._replace(timezone=timezone)
        if (rules, days) != (self.rules, self.days):
            self.rules, self.days = rules, days
            self._sheets = self._sheets_by_rules.setdefault((rules, days), {})

    def values(self, raw: RawMap, table: Table, *, without: Iterable[str] = ()) -> Values:
        """Return the values of a mapping; required keys in `without` may be missing."""
        rows, required = self._sheets.get(table.name) or self._prepare(table)
        values: Values = {}
        meant: set[str | None] = set(without)
        unknown = 0
        for key, (place, value) in raw.fields.items():
            row = rows.get(key)
            if row is None:
                meant.add(self._unknown(key, place, table))
                unknown += 1
            elif row.known is not None and isinstance(value, RawScalar):
                self._recall(values, row.field, value, row.known)
            elif not is_empty(value):
                self._read(values, row.field, value)
        for field in required if unknown < len(raw.fields) or not unknown else ():
            if not (field.name in values or field.name in meant) and lacks(raw, field.name):
                self._missing(raw, table, field)
        return values

    def _prepare(self, table: Table) -> _Sheet:
        rows = {
            field.name: _Row(field, {} if field.kind in _SHARED else None) for field in table.fields
        }
        required = tuple(field for field in table.fields if field.required)
        return self._sheets.setdefault(table.name, _Sheet(rows, required))

    def reject(self, place: Place, code: str, message: str, hint: str, what: str = "") -> None:
        """Report a problem; in lenient mode, report that the value, of `what`, was left out."""
        problem = Problem(place, code, message, hint)
        if self.is_lenient:
            self.repairs.append(skipped(problem, what))
        else:
            self.problems.append(problem)

    def _missing(self, raw: RawMap, table: Table, field: Field) -> None:
        """Report a missing required field, at its key if that has no value."""
        found = raw.fields.get(field.name)
        hint = f"write {field.name}: {field.example}"
        word = found.value.text if found and isinstance(found.value, RawScalar) else ""
        if field.kind is Kind.DATE:
            hint += ", or date: TBA if it is not known yet"
        elif word in _NULLS:
            hint = f"'{word}' is an empty value in YAML; as text it needs quotes: "
            hint += f'{field.name}: "{word}"'
        elif found is not None:
            hint += "; text that begins with '#' needs quotes"
        place = found.place if found is not None else raw.place
        message = f"the {called(raw, table)} has no {field.name}"
        self.reject(place, MISSING, message, hint)

    def _recall(self, values: Values, field: Field, value: RawScalar, known: _Known) -> None:
        """Read a text, or reuse its memoised value; talks of one event share many texts."""
        key = value[::2]  # all but its place
        if key in known:
            values[field.name] = known[key]
        elif not is_empty(value) and self._read(values, field, value) and len(known) < MOST_KNOWN:
            known[key] = values[field.name]

    def _read(self, values: Values, field: Field, value: Raw) -> bool:
        """Read a value, or its repair; return whether it was valid as written."""
        read = self._readers[field.kind]
        try:
            values[field.name] = read(self, field, value)
        except Rejected as rejected:
            for repaired in self._repair(field, value, read, rejected):
                values[field.name] = repaired
            return False
        return True

    def each(self, field: Field, value: Raw, read: Read) -> list[Any]:
        """Return the value of each item, or of a single value; leave out empty and invalid ones."""
        found = []
        for item in value.items if isinstance(value, RawList) else (value,):
            if is_empty(item):
                continue
            try:
                found.append(read(self, field, item))
            except Rejected as rejected:
                found += self._repair(field, item, read, rejected)
        return found

    def _repair(self, field: Field, value: Raw, read: Read, rejected: Rejected) -> list[Any]:
        """Return the repaired value, reporting the repair; else report the problem."""
        meant = repair(rejected, value) if self.is_lenient else None
        try:
            repaired = [] if meant is None else [read(self, field, meant)]
        except Rejected:
            repaired = []
        if meant is not None and repaired:
            message = f"{rejected.message}; taken as '{meant.text}'"
            self.repairs.append(Problem(value.place, REPAIRED, message))
        else:
            self.reject(value.place, rejected.code, rejected.message, rejected.hint, field.name)
        return repaired

    def _unknown(self, key: str, place: Place, table: Table) -> str | None:
        """Report an unknown key; return the key that was probably meant, if any."""
        meant = suggest(key, table)
        names = ", ".join(field.name for field in table.fields)
        name, colon, rest = key.partition(":")
        hint = f"did you mean '{meant}'?" if meant else f"the keys are: {names}"
        if table is FEED and not meant and (of_talk := suggest(key, TALK)):
            hint = f"did you mean '{of_talk}' of a talk?"
        if colon and rest and name in self._sheets[table.name].rows:
            meant, hint = name, f"put a space after the colon: {name}: {rest}"
        shown = validators.line(key)
        owner = table.title.lower()
        self.reject(place, UNKNOWN_KEY, f"unknown key '{shown}' in the {owner}", hint)
        return meant


def listed(value: Raw) -> Raw:
    """Return text as a list, split at commas; return other values unchanged."""
    if not isinstance(value, RawScalar):
        return value
    parts = value.text.split(",")
    return RawList(tuple(RawScalar(part, value.place) for part in parts), value.place)


def is_empty(value: Raw) -> bool:
    """Return whether a value is empty, null, or only space."""
    if not isinstance(value, RawScalar):
        return False
    text, _, is_quoted = value
    return (not is_quoted and text in _NULLS) or not text or text.isspace()


def lacks(raw: RawMap, name: str) -> bool:
    """Return whether a key is absent or has an empty value."""
    found = raw.fields.get(name)
    return found is None or (is_empty(found.value) and not isinstance(found.value, RawLost))


def called(raw: RawMap, table: Table) -> str:
    """Return the name of a mapping for messages: its kind, and its title if it has one."""
    title = raw.fields.get("title")
    kind = table.title.lower()
    if title is None or not isinstance(title.value, RawScalar) or is_empty(title.value):
        return kind
    return f"{kind} '{validators.line(title.value.text)}'"


def wrong_kind(field: Field, expected: str) -> Rejected:
    """Return the error of a value of the wrong type, with the field's example."""
    gap = "" if field.example.startswith("\n") else " "
    message = f"'{field.name}' must be {expected}"
    return Rejected(WRONG_KIND, message, f"write {field.name}:{gap}{field.example}")
