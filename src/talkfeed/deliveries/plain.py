"""Raw values with places ⇄ plain values; a talk → its deliveries."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from talkfeed.model import RawField, RawList, RawMap, RawScalar
from talkfeed.named_tuple import NamedTuple
from talkfeed.normalise.reader import is_empty
from talkfeed.schema import TALK, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from talkfeed.errors import Place
    from talkfeed.model import Raw, RawFile
    from talkfeed.model.imported import Plain

ORDER = tuple(field.name for field in TALK.fields)
"""The keys of a talk in the order of the reference."""
OWN = frozenset(field.name for field in TALK.fields if field.scope is Scope.DELIVERY)
"""The keys that belong to one delivery of a talk."""


class Delivery(NamedTuple):
    """One delivery of a talk: all of its fields, including those of the talk, and its places.

    `own` is the place of the mapping with the fields of this delivery alone, `place` that of the
    whole talk, and `given` that of the list of all deliveries, if there is one.
    """

    fields: Mapping[str, Plain]
    place: Place
    own: Place
    given: Place | None = None


def talks_of(raw: RawFile) -> tuple[RawMap, ...]:
    """Return the talks of a file that was parsed completely."""
    return tuple(talk for talk in raw.talks if isinstance(talk, RawMap))


def plain(raw: Raw) -> Plain:
    """Return a value without places; keys without a value are omitted."""
    if isinstance(raw, RawScalar):
        return raw.text
    if isinstance(raw, RawList):
        return [plain(item) for item in raw.items if not is_empty(item)]
    return {
        key: plain(field.value) for key, field in raw.fields.items() if not is_empty(field.value)
    }


def raw(value: Plain, place: Place) -> Raw:
    """Return a raw value, all of it at one place; strings are quoted, so none is repaired."""
    if isinstance(value, str):
        return RawScalar(value, place, quoted=True)
    if isinstance(value, Mapping):
        fields = {key: RawField(place, raw(each, place)) for key, each in value.items()}
        return RawMap(fields, place)
    return RawList(tuple(raw(each, place) for each in value), place)


def raw_talk(fields: Mapping[str, Plain], place: Place) -> RawMap:
    """Return a raw talk: each key is at a line of its own, below that of the talk."""
    rows = {}
    for number, (key, value) in enumerate(fields.items(), start=1):
        spot = place._replace(line=place.line + number)
        rows[key] = RawField(spot, raw(value, spot))
    return RawMap(rows, place)


def deliveries(fields: Mapping[str, Plain]) -> Iterator[tuple[Mapping[str, Plain], int | None]]:
    """Yield the fields of each delivery, and its index in `given`; None for the talk itself."""
    given = fields.get("given")
    listed = given if isinstance(given, list | tuple) else ()
    base = {key: value for key, value in fields.items() if key != "given"}
    if "date" in base or not listed:
        yield base, None
    shared = {key: value for key, value in base.items() if "date" not in base or key not in OWN}
    for index, each in enumerate(listed):
        if isinstance(each, Mapping):
            yield shared | {**each}, index


def deliveries_in_file(talk: RawMap) -> Iterator[Delivery]:
    """Yield the deliveries of a talk of the file, with their places."""
    fields = plain(talk)
    assert isinstance(fields, Mapping)  # noqa: S101  — `plain` returns a mapping for a mapping
    given = talk.fields["given"].value if "given" in talk.fields else None
    items = given.items if isinstance(given, RawList) else ()
    rows = [item for item in items if not is_empty(item)]
    where = given.place if isinstance(given, RawList) else None
    for values, index in deliveries(fields):
        own = talk.place if index is None else rows[index].place
        yield Delivery(values, talk.place, own, where)
