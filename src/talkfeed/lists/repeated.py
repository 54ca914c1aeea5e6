"""The talks of a list of other software → the same, with those that it repeats told apart.

Such a list may name a talk twice, in two sections or by mistake, and may name two talks of one
title on a day of an event. If nothing in them differs they are one; else both are kept, and the
later one has an id of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.dates import read_date, write_edtf
from talkfeed.errors import Problem, Rejected
from talkfeed.identity import slug, title_key
from talkfeed.lists.content import LEFT_OUT
from talkfeed.model import RawField, RawList, RawMap, RawScalar
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from talkfeed.dates import DateRules
    from talkfeed.model import Raw

_SAME = ("title", "speakers", "event")
_DATE_LENGTH = 30
_NO_CONTENT = frozenset(("date", "source_id"))


class ListTalk(NamedTuple):
    """A talk of a file, and notices of how it was read."""

    raw: RawMap
    notes: tuple[Problem, ...]


def told_apart(talks: Iterable[ListTalk], rules: DateRules) -> tuple[ListTalk, ...]:
    """Join talks that are repeated, and give an id to those that only look alike."""
    kept: list[ListTalk] = []
    alike: dict[tuple[object, ...], list[int]] = {}
    for talk in talks:
        fields = talk.raw.fields
        ranks = alike.setdefault(_sameness(talk.raw, rules), []) if "given" not in fields else []
        same = next((rank for rank in ranks if not _differing(kept[rank].raw, talk.raw)), None)
        if same is not None:
            kept[same] = _joined(kept[same], talk)
            continue
        first = kept[ranks[0]].raw if ranks else None
        ranks.append(len(kept))
        kept.append(_apart(talk, first, len(ranks)) if first else talk)
    return tuple(kept)


def _sameness(raw: RawMap, rules: DateRules) -> tuple[object, ...]:
    own = (_plain(raw.fields[name].value) if name in raw.fields else None for name in _SAME)
    return (*own, _day(raw, rules))


def _day(raw: RawMap, rules: DateRules) -> object:
    """Return the date of a talk, however it is written."""
    date = raw.fields["date"].value if "date" in raw.fields else None
    if not isinstance(date, RawScalar):
        return None
    try:
        return write_edtf(read_date(date.text, rules))
    except Rejected:
        return _plain(date)


def _plain(value: Raw) -> object:
    """Return a value without its places."""
    if isinstance(value, RawScalar):
        return " ".join(value.text.casefold().split())
    if isinstance(value, RawList):
        return tuple(map(_plain, value.items))
    return tuple((name, _plain(field.value)) for name, field in value.fields.items())


def _differing(one: RawMap, other: RawMap) -> list[str]:
    """List the fields that both have, with different values."""
    return [
        name
        for name, field in other.fields.items()
        if name not in _NO_CONTENT and name in one.fields
        if _plain(one.fields[name].value) != _plain(field.value)
    ]


def _joined(first: ListTalk, other: ListTalk) -> ListTalk:
    place = other.raw.place
    message = f"the talk '{_title(other.raw)}' is in the list already, in line"
    note = Problem(place, LEFT_OUT, f"{message} {first.raw.place.line}; it is published once")
    raw = RawMap({**other.raw.fields, **first.raw.fields}, first.raw.place)
    return ListTalk(raw, (*first.notes, *other.notes, note))


def _apart(talk: ListTalk, first: RawMap, number: int) -> ListTalk:
    """Give a talk an id, as its title, event, speakers and date are those of another.

    One that has an id in its list needs none.
    """
    place = talk.raw.place
    date = talk.raw.fields["date"].value if "date" in talk.raw.fields else None
    written = date.text if isinstance(date, RawScalar) else ""
    parts = (title_key(_title(talk.raw)), slug(written, _DATE_LENGTH), str(number))
    named = "-".join(filter(None, parts))
    fields = talk.raw.fields
    if "source_id" not in fields:
        fields = {**fields, "id": RawField(place, RawScalar(named, place, quoted=True))}
    what = ", ".join(_differing(first, talk.raw))
    message = f"'{_title(talk.raw)}' is taken for another talk than that in line"
    hint = f"they differ in: {what}; if they are one, delete one of them in the list"
    note = Problem(place, LEFT_OUT, f"{message} {first.place.line}", hint)
    return ListTalk(RawMap(fields, place), (*talk.notes, note))


def _title(raw: RawMap) -> str:
    title = raw.fields["title"].value if "title" in raw.fields else None
    return title.text if isinstance(title, RawScalar) else ""
