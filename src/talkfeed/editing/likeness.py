"""Deliveries → which of those found is which of those listed: by evidence, the strongest first.

An id decides; then title, event and a date that may be the same ("Oct 2015" and "2015-10-07" may);
then a link that nobody else has, if one thing more agrees; then the title with less. Every pair is
one to one; evidence that several could claim decides nothing.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from talkfeed.dates import read_date, read_time
from talkfeed.editing.facts import RECORDINGS, addresses, name, names
from talkfeed.errors import Rejected
from talkfeed.identity import fold
from talkfeed.model.linkkinds import KINDS
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from talkfeed.dates import DateRules
    from talkfeed.model import When
    from talkfeed.model.imported import Plain

_YEAR = re.compile(r"\b(?:19|20)\d\d\b|'\d\d\b")
_ODD = re.compile(r"[\W_]+")
_DAY, _NONE = timedelta(days=1), timedelta()


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What one delivery shows of itself; empty where it says nothing."""

    id: str
    title: str
    event: str
    speakers: frozenset[str]
    recordings: frozenset[str]
    links: frozenset[str]
    source: str
    start: date | None
    end: date | None
    is_timed: bool


def look(fields: Mapping[str, Plain], rules: DateRules) -> Look:
    """Look at a delivery; `rules` say how its date is read."""
    when = when_of(fields, rules)
    recordings = frozenset(each for key in RECORDINGS for each in addresses(fields.get(key)))
    title = fields.get("title", "")
    return Look(
        id=str(fields.get("id", "")),
        title=bare(str(title)),
        event=bare(_YEAR.sub("", name(fields.get("event")))),
        speakers=frozenset(map(fold, names(fields))),
        recordings=recordings,
        links=frozenset(each for key in _OTHERS for each in addresses(fields.get(key))),
        source=str(fields.get("source", "")),
        start=_day(when.start) if when else None,
        end=_day(when.end) if when else None,
        is_timed=when is not None and when.precision.is_timed,
    )


_OTHERS = tuple(row.field for row in KINDS if row.names_talk and not row.is_recording)


def bare(text: str) -> str:
    """Reduce a text to its letters and digits, so that case and punctuation do not matter."""
    folded = fold(text)
    return _ODD.sub("", folded) or folded


def when_of(fields: Mapping[str, Plain], rules: DateRules) -> When | None:
    """Read the date of a delivery in its language, with its time; None where it is refused."""
    phrase, time, language = (fields.get(key) for key in ("date", "time", "language"))
    if not isinstance(phrase, str):
        return None
    rules = rules.with_language(language) if isinstance(language, str) else rules
    when = None
    with suppress(Rejected):
        when = read_date(phrase, rules)
        when = read_time(time, when, rules) if isinstance(time, str) else when
    return when


def _day(moment: date | datetime | None) -> date | None:
    return moment.date() if isinstance(moment, datetime) else moment


# --- what agrees --------------------------------------------------------------------------------


def dates_meet(one: Look, other: Look) -> bool:
    """Tell whether both have a date, and it may be the same; its zone may move a time by a day."""
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return False
    slack = _DAY if one.is_timed or other.is_timed else _NONE
    return one.start - other.end <= slack >= other.start - one.end


def is_undated(one: Look, other: Look) -> bool:
    """Tell whether one of two has no date, so that nothing can be said."""
    return one.start is None or other.start is None


def events_meet(one: Look, other: Look) -> bool:
    """Tell whether both have an event, and one name holds the other."""
    return bool(one.event and other.event) and (
        one.event in other.event or other.event in one.event
    )


def _titles_meet(one: Look, other: Look) -> bool:
    return one.title == other.title or (
        min(len(one.title), len(other.title)) > 10  # noqa: PLR2004  — two words
        and (one.title in other.title or other.title in one.title)
    )


def _recording(one: Look, other: Look) -> bool:
    return (
        _titles_meet(one, other)
        or dates_meet(one, other)
        or events_meet(one, other)
        or bool(one.speakers & other.speakers)
    )


def _material(one: Look, other: Look) -> bool:
    return _titles_meet(one, other) and (dates_meet(one, other) or is_undated(one, other))


def _titled(one: Look, other: Look) -> bool:
    return (dates_meet(one, other) or is_undated(one, other)) and (
        not one.event
        or not other.event
        or events_meet(one, other)
        or bool(one.speakers & other.speakers)
    )


# --- the levels ---------------------------------------------------------------------------------

Shown = Callable[[Look], Iterable[object]]


class Level(NamedTuple):
    """A kind of evidence: what a delivery shows, and what else has to agree.

    `shares` says that several of those found may be one of those listed; `again` that it will do
    only for what the source has shown before.
    """

    shown: Shown
    agrees: Callable[[Look, Look], bool]
    shares: bool = False
    again: bool = False


def _ids(one: Look) -> Iterator[object]:
    if one.id:
        yield one.id


def _whole(one: Look) -> Iterator[object]:
    yield one.title, one.event, one.start, one.end, one.speakers


def _occasion(one: Look) -> Iterator[object]:
    yield one.title, one.event


def _title(one: Look) -> Iterator[object]:
    yield one.title


def _always(_one: Look, _other: Look) -> bool:
    return True


LEVELS = (
    Level(_ids, _always),
    Level(_whole, _always, shares=True),
    Level(_occasion, dates_meet),
    Level(lambda one: one.recordings, _recording),
    Level(lambda one: one.links, _material),
    Level(_title, _titled),
    Level(_occasion, is_undated),
    Level(_title, _always, again=True),
)
"""From the strongest evidence to the weakest."""
CROWD = 50
"""What so many show, such as the address of a playlist, is no evidence."""


def pair(found: Sequence[Look], listed: Sequence[Look], is_known: Sequence[bool]) -> dict[int, int]:
    """Find which of those found is which of those listed, by their indexes.

    `is_known` tells of those found that the source has shown them before: then a title alone
    will do, because date and event may have been corrected by hand since.
    """
    pairs: dict[int, int] = {}
    for level in LEVELS:
        taken = frozenset() if level.shares else frozenset(pairs.values())
        asking = {
            index: one
            for index, one in enumerate(found)
            if index not in pairs and (is_known[index] or not level.again)
        }
        left = {mate: one for mate, one in enumerate(listed) if mate not in taken}
        pairs |= _mates(level, asking, left)
    return pairs


def _mates(level: Level, asking: Mapping[int, Look], left: Mapping[int, Look]) -> dict[int, int]:
    """Pair those whom a level's evidence leads to one another and nobody else."""
    candidates = list(dict.fromkeys(_candidates(level, asking, left)))
    if level.shares:
        return dict(reversed(candidates))
    asked = Counter(index for index, _ in candidates)
    wanted = Counter(mate for _, mate in candidates)
    return {index: mate for index, mate in candidates if asked[index] == wanted[mate] == 1}


def _candidates(
    level: Level, asking: Mapping[int, Look], left: Mapping[int, Look]
) -> Iterator[tuple[int, int]]:
    shown = _shown(level, left)
    for value, indexes in _shown(level, asking).items():
        mates = shown.get(value, ())
        if not level.shares and len(indexes) * len(mates) > CROWD * CROWD:
            continue
        for index in indexes:
            for mate in mates[:1] if level.shares else mates:
                if level.agrees(asking[index], left[mate]):
                    yield index, mate


def _shown(level: Level, looks: Mapping[int, Look]) -> dict[object, list[int]]:
    found: dict[object, list[int]] = defaultdict(list)
    for index, one in looks.items():
        for value in level.shown(one):
            found[value].append(index)
    return found
