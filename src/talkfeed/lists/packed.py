"""A talk of another file ⇄ bytes that are the same wherever in the file the talk is.

Lines are those below the first line of the talk, so that a talk that only moves is not read again.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from talkfeed.errors import Place, Problem
from talkfeed.model import RawField, RawList, RawMap, RawRecord, RawScalar

if TYPE_CHECKING:
    from collections.abc import Iterable

    from talkfeed.model import Raw


def pack(talk: RawMap, notes: Iterable[Problem]) -> RawRecord:
    """Pack a talk with the notices of how it was read."""
    start = talk.place.line
    noted = [
        (each.place.line - start, each.place.column, each.code, each.message, each.hint)
        for each in notes
    ]
    content = json.dumps([_plain(talk, start), noted], separators=(",", ":"))
    return RawRecord(content.encode(), talk.place)


def unpack(record: RawRecord) -> tuple[RawMap, list[Problem]]:
    """Return what `pack` was given."""
    fields, noted = json.loads(record.content)
    place = record.place
    talk = _raw(fields, place)
    assert isinstance(talk, RawMap)  # noqa: S101  — as `pack` was given
    notes = [
        Problem(Place(place.path, place.line + line, column), *message)
        for line, column, *message in noted
    ]
    return talk, notes


def _plain(raw: Raw, start: int) -> list[Any]:
    """Return the line, the column and the content of a value."""
    place = raw.place.line - start, raw.place.column
    if isinstance(raw, RawScalar):
        return [*place, raw.text]
    if isinstance(raw, RawList):
        return [*place, [_plain(item, start) for item in raw.items]]
    rows = {
        key: [field.place.line - start, field.place.column, _plain(field.value, start)]
        for key, field in raw.fields.items()
    }
    return [*place, rows]


def _raw(plain: list[Any], start: Place) -> Raw:
    line, column, content = plain
    place = Place(start.path, start.line + line, column)
    if isinstance(content, str):
        return RawScalar(content, place, quoted=True)
    if isinstance(content, list):
        return RawList(tuple(_raw(item, start) for item in content), place)
    fields = {
        key: RawField(Place(start.path, start.line + below, left), _raw(value, start))
        for key, (below, left, value) in content.items()
    }
    return RawMap(fields, place)
