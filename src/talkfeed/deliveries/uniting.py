"""The talks of several sources → each talk once, where the first source that lists it says it.

Two deliveries are the same if their sources have one id for them, or if title and day agree and the
events and times do, as far as both name one. What the first source does not say is taken from the
others, such as the time of its day. The talks file is the first source of all.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from talkfeed.deliveries.plain import OWN, deliveries, plain
from talkfeed.deliveries.profile import events_match, profile
from talkfeed.model import RawField, RawList, RawMap
from talkfeed.named_tuple import NamedTuple
from talkfeed.normalise.reader import is_empty
from talkfeed.schema import GIVEN

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from datetime import date

    from talkfeed.dates import DateRules
    from talkfeed.deliveries.profile import Profile
    from talkfeed.errors import Place
    from talkfeed.model import Raw
    from talkfeed.model.imported import Plain

OF_TALKS_FILE = ""
"""The name of the talks file among the sources."""
SOURCE_ID = "source_id"
_WHEN = ("date", "time")
_PEOPLE = frozenset(("speaker", "speakers"))
_ALWAYS_OWN = frozenset(("id", "source", "given", "draft", *_WHEN))
"""Fields that are never taken from another source; the date is, if there is none, or no time."""
_OF_FIRST = frozenset(("title", "status", SOURCE_ID))
"""Fields that only the talks file takes from a source; any other source says them itself."""
_OF_DELIVERIES = frozenset(field.name for field in GIVEN.fields)


class Repeated(NamedTuple):
    """A delivery that two sources list: its title, both sources, and where each has the talk.

    `is_certain`: they have one id for it.
    """

    title: str
    kept: str
    left_out: str
    kept_place: Place
    left_out_place: Place
    is_certain: bool


class _Known(NamedTuple):
    """A listed delivery: its source, and what of it is compared."""

    source: str
    profile: Profile


_Key = tuple[int, int | None]
"""The rank of a talk, and that of a delivery in its list `given`; None for the talk itself."""


class Union:
    """The talks of the sources added so far, in this order; a talk keeps its rank."""

    def __init__(self, rules: DateRules) -> None:
        """Start with none; dates are read by `rules`."""
        self._rules = rules
        self._known: dict[_Key, _Known] = {}
        self._by_id: dict[str, _Key] = {}
        self._by_day: dict[tuple[str, date | None], list[_Key]] = defaultdict(list)
        self.talks: list[RawMap] = []
        self.repeated: list[Repeated] = []

    def add(
        self,
        source: str,
        talk: RawMap,
        ids: Sequence[str] | None = None,
        *,
        is_distinct: bool = False,
    ) -> int | None:
        """Add a talk without what is listed already; return its rank, None if nothing is left.

        `ids` are those of its deliveries, or else in its fields. With `is_distinct`, its source
        lists no talk twice.
        """
        rows = list(_deliveries(talk))
        ids = ids or [str(fields.get(SOURCE_ID, "")) for fields, _ in rows]
        left: list[str] = []
        gone: set[int | None] = set()
        for (fields, row), own in zip(rows, ids, strict=True):
            key = self._find(fields, own, source if is_distinct else None)
            if key is None:
                left.append(own)
                continue
            gone.add(row)
            is_certain = self._by_id.get(own) == key
            self._repeat(key, source, talk, is_certain=is_certain)
            self._join(key, _fields(talk, row))
        rest = _without(talk, gone)
        if rest is None:
            return None
        rank = len(self.talks)
        self.talks.append(rest)
        for (fields, row), own in zip(_deliveries(rest), left, strict=True):
            self._list((rank, row), _Known(source, profile(fields, self._rules)), own)
        return rank

    def _list(self, key: _Key, known: _Known, own: str) -> None:
        self._known[key] = known
        self._by_day[known.profile.title, known.profile.start].append(key)
        if own:
            self._by_id[own] = key

    def _find(self, fields: Mapping[str, Plain], own: str, apart: str | None) -> _Key | None:
        """Return the listed delivery with an id, or else one that agrees, of no source `apart`."""
        one = profile(fields, self._rules)
        of_day = self._by_day.get((one.title, one.start), ())
        alike = (key for key in of_day if _agree(self._known[key].profile, one))
        same = (self._by_id[own], *alike) if own in self._by_id else alike
        return next((key for key in same if self._known[key].source != apart), None)

    def _repeat(self, key: _Key, source: str, talk: RawMap, *, is_certain: bool) -> None:
        target = self.talks[key[0]]
        title = _title(target) or _title(talk)
        kept = self._known[key].source
        self.repeated.append(
            Repeated(title, kept, source, target.place, talk.place, is_certain=is_certain)
        )

    def _join(self, key: _Key, other: Mapping[str, RawField]) -> None:
        """Add to a listed delivery what it does not say."""
        (rank, row), (source, one) = key, self._known[key]
        own = _fields(self.talks[rank], row)
        more = _lacking(own, other, source)
        joined = _with(self.talks[rank], row, more, self._when(own, other, one))
        self.talks[rank] = joined
        after = profile(_plain(_fields(joined, row)), self._rules)
        self._known[key] = _Known(source, after)

    def _when(
        self, own: Mapping[str, RawField], other: Mapping[str, RawField], one: Profile
    ) -> dict[str, RawField]:
        """Return the date and time of another source if they say the time of a listed day."""
        then = profile(_plain(other), self._rules)
        is_day = one.time is None and one.start == one.end == then.start
        if "date" in own and (then.time is None or not is_day):
            return {}
        exact = {key: other[key] for key in _WHEN if key in other}
        rest = {key: row for key, row in own.items() if key not in _WHEN}
        return exact if profile(_plain(rest | exact), self._rules).time == then.time else {}


def _agree(one: Profile, other: Profile) -> bool:
    """Return whether the events of two deliveries agree, and their times if both have one."""
    events = not one.event or not other.event or events_match(one, other)
    return events and (one.time is None or other.time is None or one.time == other.time)


def _lacking(
    own: Mapping[str, RawField], other: Mapping[str, RawField], source: str
) -> dict[str, RawField]:
    """Return what a delivery of a source takes from another one.

    A field that it has without a value stays without one.
    """
    never = own.keys() | _ALWAYS_OWN
    never |= frozenset() if source == OF_TALKS_FILE else _OF_FIRST
    never |= frozenset() if own.keys().isdisjoint(_PEOPLE) else _PEOPLE
    return {key: row for key, row in other.items() if key not in never}


# --- the parts of a talk ------------------------------------------------------------------------


def _deliveries(talk: RawMap) -> Iterator[tuple[Mapping[str, Plain], int | None]]:
    return deliveries(_plain(talk.fields))


def _plain(fields: Mapping[str, RawField]) -> dict[str, Plain]:
    return {key: plain(row.value) for key, row in fields.items() if not is_empty(row.value)}


def _title(talk: RawMap) -> str:
    return str(_plain(talk.fields).get("title", ""))


def _rows(talk: RawMap) -> list[Raw]:
    """Return the items of `given`, as `deliveries` counts them."""
    given = talk.fields["given"].value if "given" in talk.fields else None
    items = given.items if isinstance(given, RawList) else ()
    return [each for each in items if not is_empty(each)]


def _fields(talk: RawMap, index: int | None) -> dict[str, RawField]:
    """Return the fields of a delivery, with those that it shares with others."""
    base = {key: row for key, row in talk.fields.items() if key != "given"}
    if index is None:
        return base
    shared = {key: row for key, row in base.items() if "date" not in base or key not in OWN}
    return shared | _of(_rows(talk)[index])


def _of(row: Raw) -> dict[str, RawField]:
    assert isinstance(row, RawMap)  # noqa: S101  — a delivery of `deliveries`
    return {**row.fields}


def _with(
    talk: RawMap, row: int | None, more: Mapping[str, RawField], when: Mapping[str, RawField]
) -> RawMap:
    """Return a talk with more fields of a delivery, and with another date and time, if any."""
    if row is None:
        return talk._replace(fields={**_dated(talk.fields, when), **more})
    rows = _rows(talk)
    of_row = {key: each for key, each in more.items() if key in _OF_DELIVERIES}
    rows[row] = RawMap({**_dated(_of(rows[row]), when), **of_row}, rows[row].place)
    of_talk = {key: each for key, each in more.items() if key not in _OF_DELIVERIES}
    return _with_rows(RawMap({**talk.fields, **of_talk}, talk.place), rows)


def _dated(fields: Mapping[str, RawField], when: Mapping[str, RawField]) -> dict[str, RawField]:
    rest = {key: row for key, row in fields.items() if not when or key not in _WHEN}
    return {**rest, **when}


def _with_rows(talk: RawMap, rows: Sequence[Raw]) -> RawMap:
    given = talk.fields["given"]
    value = RawList(tuple(rows), given.value.place)
    return talk._replace(fields={**talk.fields, "given": given._replace(value=value)})


def _without(talk: RawMap, gone: Collection[int | None]) -> RawMap | None:
    """Return a talk without some of its deliveries; None if none is left."""
    if not gone:
        return talk
    count = sum(1 for _ in _deliveries(talk))
    if len(gone) == count:
        return None
    kept = [each for row, each in enumerate(_rows(talk)) if row not in gone]
    base = {key: row for key, row in talk.fields.items() if None not in gone or key not in OWN}
    if not kept:
        return talk._replace(fields={key: row for key, row in base.items() if key != "given"})
    return _with_rows(talk._replace(fields=base), kept)
