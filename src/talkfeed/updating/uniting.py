"""The talks of several sources → each talk once, where the first source that lists it says it.

Two deliveries are the same if their sources have one id for them, or if title and day agree and the
events do, as far as both name one. What the first source does not say is taken from the others,
such as the time of its day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from itertools import chain, repeat
from typing import TYPE_CHECKING

from talkfeed.deliveries.plain import OWN, deliveries
from talkfeed.deliveries.profile import events_match, profile
from talkfeed.model.sourceids import globally
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from talkfeed.dates import DateRules
    from talkfeed.deliveries.profile import Profile
    from talkfeed.model.imported import Plain
    from talkfeed.updating.state import SourceTalk

Fields = dict[str, "Plain"]
_ID = "source_id"
_NEVER = frozenset(("title", "date", "time", "status", "source", "given", "id", "draft", _ID))
"""Fields that are never taken from another source."""
_WHEN = ("date", "time")
_PEOPLE = frozenset(("speaker", "speakers"))


class Repeated(NamedTuple):
    """A delivery that two sources list: its title, and the sources, the first one first.

    `missing` are the fields that the second one has, and the talk is published without.
    """

    title: str
    kept: str
    left_out: str
    missing: tuple[str, ...] = ()


class _Known(NamedTuple):
    """A delivery that is listed: its source, its profile and its fields.

    Others may add fields if it `is_open`: if it is the only delivery of a talk that is not fixed.
    """

    source: str
    profile: Profile
    fields: Fields
    is_open: bool


class Union:
    """Deliveries listed so far, in the order of their sources."""

    def __init__(self, rules: DateRules) -> None:
        """Start with none; dates are read by `rules`."""
        self._rules = rules
        self._by_uid: dict[str, _Known] = {}
        self._by_day: dict[tuple[str, date | None], list[_Known]] = defaultdict(list)
        self.repeated: list[Repeated] = []

    def add(self, source: str, talk: SourceTalk, *, is_fixed: bool = False) -> Fields | None:
        """Add a talk; return it without what is listed already, or None if nothing is left.

        With `is_fixed` it stays as it is whatever is listed, and others add nothing to it.
        """
        rows = list(deliveries(talk.fields))
        uids = ids_of(source, talk)
        same = [
            None if is_fixed else self._find(fields, uid)
            for (fields, _), uid in zip(rows, uids, strict=True)
        ]
        for (fields, _), known in zip(rows, same, strict=True):
            if known is not None:
                self.repeated.append(
                    Repeated(str(fields["title"]), known.source, source, self._fill(known, fields))
                )
        rest = _without(talk.fields, rows, same)
        if rest is not None:
            left = [uid for uid, known in zip(uids, same, strict=True) if known is None]
            self._list(source, rest, left, is_fixed=is_fixed)
        return rest

    def _find(self, fields: Mapping[str, Plain], uid: str) -> _Known | None:
        if uid and uid in self._by_uid:
            return self._by_uid[uid]
        one = profile(fields, self._rules)
        return next(filter(lambda known: _agree(known.profile, one), self._at(one)), None)

    def _at(self, one: Profile) -> list[_Known]:
        return self._by_day[one.title, one.start]

    def _fill(self, known: _Known, fields: Mapping[str, Plain]) -> tuple[str, ...]:
        """Add what a listed talk does not say; return the names of fields that may not be added."""
        more = _lacking(known.fields, fields)
        if not known.is_open:
            return tuple(more)
        known.fields.update(more)
        one, other = profile(known.fields, self._rules), profile(fields, self._rules)
        if one.time is None and other.time is not None and one.start == one.end == other.start:
            exact = {key: fields[key] for key in _WHEN if key in fields}
            rest = {key: value for key, value in known.fields.items() if key not in _WHEN}
            if profile({**rest, **exact}, self._rules).time == other.time:
                known.fields.pop("time", None)
                known.fields.update(exact)
                same = self._at(known.profile)
                same[same.index(known)] = known._replace(profile=profile(known.fields, self._rules))
        return ()

    def _list(self, source: str, fields: Fields, uids: Sequence[str], *, is_fixed: bool) -> None:
        rows = list(deliveries(fields))
        for (row, _), uid in zip(rows, uids, strict=True):
            is_single = len(rows) == 1 and "given" not in fields
            own = fields if is_single else dict(row)
            is_open = is_single and not is_fixed
            known = _Known(source, profile(row, self._rules), own, is_open)
            self._at(known.profile).append(known)
            if uid:
                self._by_uid[uid] = known


def ids_of(source: str, talk: SourceTalk) -> list[str]:
    """Return the ids of all deliveries; only those that are unique anywhere unite two sources.

    One that a person has copied is in the field `source_id`.
    """
    ids = (globally(source, uid) for uid in talk.uids)
    rows = zip(deliveries(talk.fields), chain(ids, repeat("")), strict=False)
    return [uid or str(fields.get(_ID, "")) for (fields, _), uid in rows]


def with_ids(source: str, talk: SourceTalk) -> SourceTalk:
    """Write the ids of a talk's deliveries into their fields, by which a build recognises them."""
    ids = ids_of(source, talk)
    if not any(ids):
        return talk
    fields, given = dict(talk.fields), talk.fields.get("given", ())
    of_rows = dict(zip((index for _, index in deliveries(fields)), ids, strict=True))
    if not isinstance(given, str | Mapping) and given:
        fields["given"] = [
            {**row, _ID: uid} if isinstance(row, Mapping) and (uid := of_rows.get(index)) else row
            for index, row in enumerate(given)
        ]
    own = of_rows.get(None)
    return talk._replace(fields=fields | ({_ID: own} if own else {}))


def _agree(one: Profile, other: Profile) -> bool:
    """Return whether the events of two deliveries agree, and their times if both have one."""
    events = not one.event or not other.event or events_match(one, other)
    return events and (one.time is None or other.time is None or one.time == other.time)


def _lacking(known: Fields, fields: Mapping[str, Plain]) -> dict[str, Plain]:
    """Return the fields that a listed talk does not have."""
    has_people = not known.keys().isdisjoint(_PEOPLE)
    never = known.keys() | _NEVER | (_PEOPLE if has_people else frozenset())
    return {key: value for key, value in fields.items() if key not in never}


def _without(
    fields: Mapping[str, Plain],
    rows: Sequence[tuple[Mapping[str, Plain], int | None]],
    same: Sequence[_Known | None],
) -> Fields | None:
    """Return a talk without the deliveries that are listed; None if all are."""
    gone = {index for (_, index), known in zip(rows, same, strict=True) if known is not None}
    if not gone:
        return dict(fields)
    if len(gone) == len(rows):
        return None
    given = fields.get("given", ())
    rows_left = enumerate(given if not isinstance(given, str | Mapping) else ())
    kept = [each for index, each in rows_left if index not in gone]
    base = {key: value for key, value in fields.items() if key != "given"}
    if None in gone:
        base = {key: value for key, value in base.items() if key not in OWN}
    return {**base, "given": kept} if kept else base


def still_shown(
    before: Iterable[SourceTalk], now: Iterable[SourceTalk], today: date, rules: DateRules
) -> Iterator[SourceTalk]:
    """Yield the talks that a source lists no more although they are over: most list what comes."""
    union = Union(rules)
    for talk in now:
        union.add("", talk, is_fixed=True)
    for talk in before:
        rest = union.add("", talk)
        if rest is not None and all(
            (end := profile(fields, rules).end) is not None and end < today
            for fields, _ in deliveries(rest)
        ):
            yield talk._replace(fields=rest, uids=talk.uids if rest == talk.fields else ())
