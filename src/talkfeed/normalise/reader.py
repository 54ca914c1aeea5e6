"""A mapping as written → its values by key, as the table of fields says.

What is wrong is kept as problems, each with its place, and left out of the values; so one
mistake makes one message, and all of them are found in one run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from talkfeed import text as gates
from talkfeed.errors import Problem, Rejected
from talkfeed.model import RawList, RawLost, RawScalar
from talkfeed.named_tuple import NamedTuple
from talkfeed.normalise.mending import LEFT_OUT, MENDED, mend
from talkfeed.schema import Kind, suggest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from talkfeed.dates import DateRules
    from talkfeed.errors import Place
    from talkfeed.model import Raw, RawMap
    from talkfeed.schema import Field, Table

    Read = Callable[["Reader", Field, Raw], Any]

UNKNOWN_KEY, MISSING, WRONG_KIND = "TF301", "TF302", "TF303"
_NULLS = frozenset(("~", "null", "Null", "NULL"))

_SHARED = frozenset((Kind.TEXT, Kind.URL, Kind.DATE, Kind.LANGUAGE, Kind.EVENT, Kind.LOCATION))
"""Kinds of which a text, if it is right, is always the same value, and one that cannot change."""
MOST_KNOWN = 16_384
"""Texts of a field whose values are remembered."""
_Known = dict[tuple[Any, ...], Any]
"""Values by their texts, each with whether it stands in quotes."""

Values = dict[str, Any]
"""Values by key, each of the type that its kind stands for."""


class _Row(NamedTuple):
    """A field, and what its texts were read as so far; None where that is not remembered."""

    field: Field
    known: _Known | None


class _Sheet(NamedTuple):
    """A table at hand: its rows by key, and the fields it requires."""

    rows: dict[str, _Row]
    required: tuple[Field, ...]


class Reader:
    """Reads mappings by their tables; `problems` is what was wrong so far."""

    def __init__(
        self,
        rules: DateRules,
        base: str,
        readers: Mapping[Kind, Read],
        *,
        is_lenient: bool = False,
    ) -> None:
        """Read dates by `rules`, and see relative addresses of abstracts from `base`.

        `readers` has a row for every kind of value; each raises a Rejected for what it is not. A
        lenient one mends what it can, leaves out the rest, and keeps it as `repairs`.
        """
        self.rules, self.base, self._readers = rules, base, readers
        self.is_lenient = is_lenient
        self.problems: list[Problem] = []
        self.repairs: list[Problem] = []
        self._own_rules = rules
        self._sheets: dict[str, _Sheet] = {}
        self._sheets_by_rules = {rules: self._sheets}

    def read_dates_in(self, language: str | None) -> None:
        """Read the dates that follow in the feed's languages, and in this one, too."""
        rules = self._own_rules.with_language(language) if language else self._own_rules
        if rules != self.rules:
            self.rules, self._sheets = rules, self._sheets_by_rules.setdefault(rules, {})

    def values(self, raw: RawMap, table: Table, *, without: Iterable[str] = ()) -> Values:
        """Read a mapping's values; required keys named in `without` may be missing."""
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

    def reject(self, place: Place, code: str, message: str, hint: str) -> None:
        """Keep a problem; a lenient reader tells what it leaves out."""
        if self.is_lenient:
            self.repairs.append(Problem(place, LEFT_OUT, f"left out: {message}", hint))
        else:
            self.problems.append(Problem(place, code, message, hint))

    def _missing(self, raw: RawMap, table: Table, field: Field) -> None:
        """Tell that something required is missing: at its key, if that stands there alone."""
        found = raw.fields.get(field.name)
        hint = f"write {field.name}: {field.example}"
        word = found.value.text if found and isinstance(found.value, RawScalar) else ""
        if field.kind is Kind.DATE:
            hint += ", or date: TBA while it is not known"
        elif word in _NULLS:
            hint = f"'{word}' means nothing in YAML; as a text it needs quotes: "
            hint += f'{field.name}: "{word}"'
        elif found is not None:
            hint += "; a text that begins with '#' needs quotes"
        place = found.place if found is not None else raw.place
        message = f"the {called(raw, table)} has no {field.name}"
        self.reject(place, MISSING, message, hint)

    def _recall(self, values: Values, field: Field, value: RawScalar, known: _Known) -> None:
        """Give a text the value it had before; talks of one event say much the same."""
        said = value[::2]  # all but its place
        if said in known:
            values[field.name] = known[said]
        elif not is_empty(value) and self._read(values, field, value) and len(known) < MOST_KNOWN:
            known[said] = values[field.name]

    def _read(self, values: Values, field: Field, value: Raw) -> bool:
        """Read a value, or what it is taken for; tell whether it was right."""
        read = self._readers[field.kind]
        try:
            values[field.name] = read(self, field, value)
        except Rejected as rejected:
            for mended in self._mend(field, value, read, rejected):
                values[field.name] = mended
            return False
        return True

    def each(self, field: Field, value: Raw, read: Read) -> list[Any]:
        """Read one value or a list of them; what is wrong or empty is left out."""
        found = []
        for item in value.items if isinstance(value, RawList) else (value,):
            if is_empty(item):
                continue
            try:
                found.append(read(self, field, item))
            except Rejected as rejected:
                found += self._mend(field, item, read, rejected)
        return found

    def _mend(self, field: Field, value: Raw, read: Read, rejected: Rejected) -> list[Any]:
        """Refuse a value, unless the reader is lenient and can tell what was meant."""
        meant = mend(rejected, value) if self.is_lenient else None
        try:
            mended = [] if meant is None else [read(self, field, meant)]
        except Rejected:
            mended = []
        if meant is not None and mended:
            message = f"{rejected.message}; taken for '{meant.text}'"
            self.repairs.append(Problem(value.place, MENDED, message))
        else:
            self.reject(value.place, rejected.code, rejected.message, rejected.hint)
        return mended

    def _unknown(self, key: str, place: Place, table: Table) -> str | None:
        """Tell of a key that is in no table; return the one that was meant, if that is clear."""
        meant = suggest(key, table)
        names = ", ".join(field.name for field in table.fields)
        name, colon, rest = key.partition(":")
        hint = f"did you mean '{meant}'?" if meant else f"the keys are: {names}"
        if colon and rest and name in self._sheets[table.name].rows:
            meant, hint = name, f"put a space after the colon: {name}: {rest}"
        shown = gates.line(key)
        owner = table.title.lower()
        self.reject(place, UNKNOWN_KEY, f"unknown key '{shown}' in the {owner}", hint)
        return meant


def listed(value: Raw) -> Raw:
    """Make a list of one text that names several things, with commas between them."""
    if not isinstance(value, RawScalar):
        return value
    parts = value.text.split(",")
    return RawList(tuple(RawScalar(part, value.place) for part in parts), value.place)


def is_empty(value: Raw) -> bool:
    """Tell whether nothing was written; quotes around nothing are nothing, too."""
    if not isinstance(value, RawScalar):
        return False
    text, _, is_quoted = value
    return (not is_quoted and text in _NULLS) or not text or text.isspace()


def lacks(raw: RawMap, name: str) -> bool:
    """Tell whether a key is absent or has nothing written after it."""
    found = raw.fields.get(name)
    return found is None or (is_empty(found.value) and not isinstance(found.value, RawLost))


def called(raw: RawMap, table: Table) -> str:
    """Call a thing by its kind, and by its title if it has one."""
    title = raw.fields.get("title")
    kind = table.title.lower()
    if title is None or not isinstance(title.value, RawScalar) or is_empty(title.value):
        return kind
    return f"{kind} '{gates.line(title.value.text)}'"


def wrong_kind(field: Field, expected: str) -> Rejected:
    """Say what was expected instead, with the field's example."""
    gap = "" if field.example.startswith("\n") else " "
    message = f"'{field.name}' has to be {expected}"
    return Rejected(WRONG_KIND, message, f"write {field.name}:{gap}{field.example}")
