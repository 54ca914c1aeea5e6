"""Talks and the ledger → problems: ids, the authority, mass removal, past talks that would move."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import chain
from typing import TYPE_CHECKING

from talkfeed.errors import Place, Problem, Rejected
from talkfeed.identity import TAG_LENGTH, check_key, talk_id
from talkfeed.ledger import moments
from talkfeed.ledger.digest import differences, read_match_keys
from talkfeed.ledger.state import calendar_span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from talkfeed.ledger.match import ChangeSignature, Match
    from talkfeed.ledger.slots import Programme
    from talkfeed.ledger.values import Ledger, Line
    from talkfeed.model import Talk, Talks
    from talkfeed.model.series import Series
    from talkfeed.series.timetable import Occurrence

ALWAYS_ALLOWED = 3
"""The number of talks that may be removed at once without permission, or a tenth if more."""
TENTH = 10
NAMED = 3
"""The number of removed talks that a message names."""


def before_matching(talks: Talks, authority: str) -> Iterator[Problem]:
    """Report another authority, invalid ids, and duplicate ids."""
    return chain(_authority(talks, authority), _unusable(talks.talks), _twice(talks.talks))


def _authority(talks: Talks, authority: str) -> Iterator[Problem]:
    asked = talks.settings.authority
    if asked is not None and asked != authority:
        message = f"feed.id is '{asked}', but the published ids have the authority '{authority}'"
        hint = f'subscribers would see every talk again as new: write "id: {authority}"'
        yield Problem(_place(talks), "TF404", message, hint)


def _unusable(talks: Sequence[Talk]) -> Iterator[Problem]:
    for talk in talks:
        try:
            if talk.id is not None:
                check_key(talk.id)
        except Rejected as rejected:
            yield rejected.at(talk.place)


def _twice(talks: Sequence[Talk]) -> Iterator[Problem]:
    seen: dict[str, Place] = {}
    for talk in talks:
        if talk.id is None:
            continue
        if talk.id in seen:
            message = f"duplicate id '{talk.id}' (first at {seen[talk.id]})"
            hint = f'use another, e.g. "id: {talk.id}-2", or none'
            yield Problem(talk.place, "TF406", message, hint)
        seen.setdefault(talk.id, talk.place)


def taken_ids(
    talks: Sequence[Talk],
    ledger: Ledger,
    signatures: Sequence[ChangeSignature],
    matches: Mapping[int, Match],
) -> Iterator[Problem]:
    """Report the `id:` of another talk, and a changed `id:` of a published talk."""
    return chain(
        _stolen(talks, signatures, matches), _abandoned(talks, ledger, signatures, matches)
    )


def _stolen(
    talks: Sequence[Talk], signatures: Sequence[ChangeSignature], matches: Mapping[int, Match]
) -> Iterator[Problem]:
    """Report an `id:` that is the key of another talk in the file."""
    fixed = [(index, pair) for index, pair in matches.items() if talks[index].id is not None]
    others = (signature for index, signature in enumerate(signatures) if index not in matches)
    owners = {read_match_keys(other.kin)[:3] for other in others} if fixed else set()
    for index, pair in fixed:
        facts = read_match_keys(pair.line.kin)[:3]
        if facts == read_match_keys(signatures[index].kin)[:3] or facts not in owners:
            continue
        message = f"the id '{pair.line.key}' belongs to '{pair.line.title}'"
        hint = f'use another for this talk, e.g. "id: {pair.line.key}-2", or none'
        yield Problem(talks[index].place, "TF406", message, hint)


def _abandoned(
    talks: Sequence[Talk],
    ledger: Ledger,
    signatures: Sequence[ChangeSignature],
    matches: Mapping[int, Match],
) -> Iterator[Problem]:
    """Report an `id:` that differs from the one the talk was published with."""
    lost = {read_match_keys(line.kin)[:3]: line.key for line in _gone(ledger, matches)}
    for index, talk in enumerate(talks):
        if talk.id is None or (facts := read_match_keys(signatures[index].kin)[:3]) not in lost:
            continue
        if index not in matches or read_match_keys(matches[index].line.kin)[:3] != facts:
            key = lost[facts]
            message = f"this talk was published with the id '{key}', which must not change"
            yield Problem(talk.place, "TF406", message, f'write "id: {key}", or leave out the id')


def mass_removal(
    talks: Talks, ledger: Ledger, matches: Mapping[int, Match], allow_removals: int
) -> Iterator[Problem]:
    """Report the removal of many talks at once: most likely a mistake in the file."""
    gone = _gone(ledger, matches)
    live = sum(line.withdrawn is None for line in ledger.lines)
    allowed = max(ALWAYS_ALLOWED, live // TENTH, allow_removals)
    if len(gone) > allowed:
        named = ", ".join(f"'{line.title}'" for line in gone[:NAMED])
        message = f"{len(gone)} of {live} talks would be removed at once: {named} …"
        hint = f"if that is intended, build with --allow-removals {len(gone)}"
        yield Problem(_place(talks), "TF409", message, hint)


def _gone(ledger: Ledger, matches: Mapping[int, Match]) -> list[Line]:
    kept = {pair.line.key for pair in matches.values()}
    return [line for line in ledger.lines if line.withdrawn is None and line.key not in kept]


def long_ids(talks: Talks, lines: Mapping[int, Line], authority: str) -> Iterator[Problem]:
    """Report ids that some feed readers would truncate."""
    prefix = len(talk_id(authority, ""))
    for index, line in lines.items():
        length = prefix + len(line.key)
        if length > TAG_LENGTH:
            message = f"the talk's id would have {length} characters; the limit is {TAG_LENGTH}"
            hint = 'choose a shorter one, e.g. "id: unikernels", or a shorter feed.id'
            yield Problem(talks.talks[index].place, "TF408", message, hint)


def moved_past(
    talks: Sequence[Talk],
    signatures: Sequence[ChangeSignature],
    matches: Mapping[int, Match],
    slots: Programme,
    now: datetime,
) -> Iterator[Problem]:
    """Report talks that are over and would move with the slots of their series."""
    moved: dict[str, tuple[Series, list[tuple[Occurrence, Talk]]]] = {}
    for index, pair in sorted(matches.items()):
        talk, line = talks[index], pair.line
        series, slot = slots.slots.get(slots.name_of(talk), (None, None))
        if series is None or slot is None or not moments.is_over(line.end, now):
            continue
        is_same = "event" not in differences(line.digest, signatures[index].digest)
        if is_same and _follows(talk, slot) and _was_elsewhen(talk, slot, line):
            moved.setdefault(series.name, (series, []))[1].append((slot, talk))
    for series, found in moved.values():
        yield _moved(series, found, slots)


def _follows(talk: Talk, slot: Occurrence) -> bool:
    """Return whether the time of a talk is that of the rule of its series."""
    start, is_changed = talk.when.start, slot.change is not None and slot.change.when is not None
    if is_changed or not (isinstance(start, datetime) and isinstance(slot.start, datetime)):
        return False
    return talk.is_scheduled and start.replace(tzinfo=None) == slot.start.replace(tzinfo=None)


def _was_elsewhen(talk: Talk, slot: Occurrence, line: Line) -> bool:
    """Return whether a talk was published on the day of its slot, with other times."""
    if line.withdrawn is not None or not isinstance(line.start, datetime):
        return False
    zone = talk.when.start.tzinfo if isinstance(talk.when.start, datetime) else UTC
    is_there = line.start.astimezone(zone).date() == slot.day
    return is_there and calendar_span(talk) != (line.start, line.end)


def _moved(series: Series, found: list[tuple[Occurrence, Talk]], slots: Programme) -> Problem:
    """Return the problem of past talks that would move, with the rules that keep them."""
    moved = [slot.day for slot, _ in found]
    last = max(moved)
    days = (slot.day for one, slot in slots.slots.values() if one.name == series.name)
    later = min((day for day in days if day > last), default=last + timedelta(days=1))
    named = ", ".join(f"'{talk.title}'" for _, talk in found[:NAMED])
    named += " …" * (len(found) > NAMED)
    message = f"{len(found)} past talks of the series '{series.name}' would move: {named}"
    every = series.table.after_another((min(moved), last), later)
    hint = f"write {every}; to correct a single one, use changes:"
    return Problem(series.place or _NOWHERE, "TF411", message, hint)


_NOWHERE = Place("talks.yaml", 1, 1)


def _place(talks: Talks) -> Place:
    """Return the place of the feed's settings, or the first line of the first talk's file."""
    if talks.settings.place is not None:
        return talks.settings.place
    path = talks.talks[0].place.path if talks.talks else "talks.yaml"
    return Place(path, 1, 1)
