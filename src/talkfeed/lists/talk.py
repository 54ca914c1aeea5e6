"""The fields of a talk in a list → a mapping as in talks.yaml, each value with its place there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from talkfeed.errors import Place
from talkfeed.model import RawField, RawList, RawMap, RawScalar
from talkfeed.model.linkkinds import KINDS
from talkfeed.records.field_names import sort
from talkfeed.records.nodes import Record
from talkfeed.records.spots import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from talkfeed.model import Raw
    from talkfeed.model.imported import Plain
    from talkfeed.records.field_names import RecordFields

_SOURCES = {
    "speakers": ("speakers", "cospeakers"),
    "event": ("event", "venue", "location", "eventurl"),
    "date": ("date", "start", "year", "time"),
    "location": ("location", "venue", "room", "city", "region", "country", "street"),
    "abstract": ("abstract", "summary", "body"),
    "tags": ("tags", "categories"),
    "status": ("status", "cancelled"),
    "draft": ("draft", "published"),
    "given": ("given", "event", "date"),
    **{row.field: (row.field, "links", "url", "pdf", "post", "") for row in KINDS},
}
"""The fields of a record that a field of a talk may come from."""


class Spots:
    """The places of the talks of a file, of which no two are the same."""

    def __init__(self, path: str) -> None:
        """Start without a place."""
        self._path = path
        self._taken: set[Place] = set()

    def unique(self, line: int, column: int) -> Place:
        """Return the place at a line and column, or the next one that is free."""
        place = Place(self._path, max(line, 1), max(column, 1))
        while place in self._taken:
            place = place._replace(column=place.column + 1)
        self._taken.add(place)
        return place


def raw_talk(
    fields: Mapping[str, Plain], found: RecordFields, place: Place, spots: Spots
) -> RawMap:
    """Return the fields of a talk as a mapping; `found` has the entries that they come from."""
    rows = {}
    for name, value in fields.items():
        spot = _spot(name, found, place)
        raw = _given(value, found, spot, spots) if name == "given" else _raw(value, spot)
        rows[name] = RawField(spot, raw)
    return RawMap(rows, place)


def _spot(name: str, found: RecordFields, place: Place) -> Place:
    """Return the place of a field: that of the first entry that it may come from."""
    for word in _SOURCES.get(name, (name,)):
        for entry in found.get(word, ()):
            if entry.spot != UNKNOWN:
                return Place(place.path, *entry.spot)
    return place


def _raw(value: Plain, place: Place) -> Raw:
    """Return a value, all of it at one place; texts are quoted, so that none is a null."""
    if isinstance(value, str):
        return RawScalar(value, place, quoted=True)
    if isinstance(value, Mapping):
        return RawMap({key: RawField(place, _raw(one, place)) for key, one in value.items()}, place)
    return RawList(tuple(_raw(one, place) for one in value), place)


def _given(value: Plain, found: RecordFields, place: Place, spots: Spots) -> RawList:
    """Return the deliveries of a talk, each at a place of its own."""
    rows = []
    by_date = dict(_delivery_spots(found))
    for one in value if not isinstance(value, str | Mapping) else ():
        date = str(one["date"]) if isinstance(one, Mapping) else ""
        spot = spots.unique(*by_date.get(date, (place.line, place.column)))
        rows.append(_raw(one, spot))
    return RawList(tuple(rows), place)


def _delivery_spots(found: RecordFields) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield the dates of the records of deliveries, with their lines and columns, last first."""
    for word in ("date", "event", "given"):
        for entry in reversed(found.get(word, ())):
            for node in reversed(entry.node if isinstance(entry.node, tuple) else ()):
                if isinstance(node, Record):
                    yield from ((date, (node.line, node.column)) for date in _dates(node))


def _dates(record: Record) -> Iterator[str]:
    found = sort(record)
    for word in ("date", "start", "year"):
        yield from (str(entry.node) for entry in found.get(word, ()))
