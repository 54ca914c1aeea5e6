"""The talks of a source before and now → a line for each delivery that is new, changed or gone."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from talkfeed.deliveries.plain import deliveries
from talkfeed.deliveries.profile import profile
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from talkfeed.dates import DateRules
    from talkfeed.model.imported import Plain
    from talkfeed.updating.state import SourceTalk

    _Key = tuple[object, ...]


class _Row(NamedTuple):
    """A delivery, the id that its source has for it, and its title and day as compared."""

    fields: Mapping[str, Plain]
    uid: str
    title: str
    day: object


_KEYS: tuple[Callable[[_Row], _Key | None], ...] = (
    lambda row: (row.uid,) if row.uid else None,
    lambda row: (row.title, row.day),
    lambda row: (row.title,),
)
"""By what a delivery is recognised, the strongest first; what several share counts for nothing."""
_WHEN = ("date", "time")
_NOT_PUBLISHED = frozenset(("source", "source_id"))


def changes(
    before: Iterable[SourceTalk], now: Iterable[SourceTalk], rules: DateRules
) -> Iterator[str]:
    """Yield a line for each delivery that is new, changed or gone."""
    old, new = list(_rows(before, rules)), list(_rows(now, rules))
    was = _paired(old, new)
    for index, row in enumerate(new):
        if index not in was:
            yield f"new: {_named(row)}"
        elif text := _difference(old[was[index]].fields, row.fields):
            yield text
    kept = {*was.values()}
    for index, row in enumerate(old):
        if index not in kept:
            yield f"gone: {_named(row)}"


def _rows(talks: Iterable[SourceTalk], rules: DateRules) -> Iterator[_Row]:
    for talk in talks:
        for number, (fields, _) in enumerate(deliveries(talk.fields)):
            uid = talk.uids[number] if number < len(talk.uids) else ""
            one = profile(fields, rules)
            yield _Row(fields, uid, one.title, one.time or one.start)


def _paired(old: list[_Row], new: list[_Row]) -> dict[int, int]:
    """Pair deliveries: the index in `old` by the one in `new`."""
    pairs: dict[int, int] = {}
    for key in _KEYS:
        left = {index: row for index, row in enumerate(old) if index not in pairs.values()}
        right = {index: row for index, row in enumerate(new) if index not in pairs}
        single = _single(left, key)
        pairs |= {
            index: single[value]
            for value, index in _single(right, key).items()
            if value and value in single
        }
    return pairs


def _single(rows: Mapping[int, _Row], key: Callable[[_Row], _Key | None]) -> dict[_Key | None, int]:
    """Return the rows whose key no other has, by it."""
    counts = Counter(map(key, rows.values()))
    return {value: index for index, row in rows.items() if counts[value := key(row)] == 1}


def _named(row: _Row) -> str:
    when = _when(row.fields)
    return f"{row.fields['title']}, {when}" if when else str(row.fields["title"])


def _when(fields: Mapping[str, Plain]) -> str:
    return " ".join(str(fields[key]) for key in _WHEN if key in fields)


def _difference(old: Mapping[str, Plain], new: Mapping[str, Plain]) -> str:
    """Return what is different; "" if nothing is."""
    changed = [
        key
        for key in dict.fromkeys((*new, *old))
        if old.get(key) != new.get(key) and key not in _NOT_PUBLISHED
    ]
    if not changed:
        return ""
    title, status = str(new["title"]), new.get("status")
    parts = [f"was '{old['title']}'"] if "title" in changed else []
    if not {*changed}.isdisjoint(_WHEN):
        parts.append(f"{_when(old) or 'no date'} → {_when(new) or 'no date'}")
    if "status" in changed and not status:
        parts.append(f"no longer {old['status']}")
    parts += [key for key in changed if key not in {"title", "status", *_WHEN}]
    verb = str(status) if "status" in changed and status else "changed"
    return f"{verb}: {title} ({'; '.join(parts)})" if parts else f"{verb}: {title}"
