"""Talk + Line → Entry: the only place that assigns ids and publication times.

Invariants: an id never changes and is never reused; `published` never changes and is never in the
future; `updated` and `sequence` never decrease; an unchanged talk has an identical entry.
"""

from __future__ import annotations

from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING

from talkfeed.errors import InvalidData
from talkfeed.identity import (
    derive_authority,
    headline,
    is_numbered,
    key_candidates,
    mint_keys,
    unique_titles,
)
from talkfeed.ledger import checks, moments
from talkfeed.ledger.changes import changes
from talkfeed.ledger.digest import differences, is_current
from talkfeed.ledger.entries import entries as made
from talkfeed.ledger.entries import tombstones
from talkfeed.ledger.match import change_signature, match
from talkfeed.ledger.state import calendar_span
from talkfeed.ledger.values import UPCOMING, Ledger, Line, Stamped
from talkfeed.model import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from talkfeed.errors import Problem
    from talkfeed.ledger.match import ChangeSignature, Match
    from talkfeed.ledger.slots import Programme
    from talkfeed.model import Talk, Talks

Lines = dict[int, Line]
"""Lines by the index of the talk."""


def stamp(
    talks: Talks,
    ledger: Ledger | None,
    now: datetime,
    *,
    allow_removals: int = 0,
    signatures: Sequence[ChangeSignature] = (),
    is_alone: bool = False,
) -> Stamped:
    """Return the entry of every talk, and the new ledger; `ledger` is None in the first build.

    `now` needs an offset; `signatures` may be precomputed. A few talks may be removed at once, or
    `allow_removals`. Talks with `added` in the future are waiting. With `is_alone` slots are kept.

    Raises: InvalidData TF404, TF406, TF408 for conflicting authority or ids, TF409, TF411.
    """
    now = moments.whole(now)
    before = ledger or Ledger(authority="", created=now)
    authority = before.authority or derive_authority(talks.settings, now)
    _reject(checks.before_matching(talks, authority))
    talks, signatures, waiting = _announced(talks, signatures, before, now)
    matches = match(talks.talks, signatures, before.lines)
    talks = talks._replace(talks=tuple(_rescheduled(talks.talks, signatures, matches)))
    _reject(
        checks.taken_ids(talks.talks, before, signatures, matches),
        checks.mass_removal(talks, before, matches, allow_removals),
    )
    lines = _renew(signatures, matches, now) | _mint(talks.talks, signatures, matches, before, now)
    _reject(checks.long_ids(talks, lines, authority))
    gone = _without(before.lines, (pair.line.key for pair in matches.values()), now)
    slots = None if is_alone else _programme(talks, lines, before, now)
    _reject(checks.moved_past(talks.talks, signatures, matches, slots, now) if slots else ())
    lines = slots.assign(talks.talks, lines, matches, before, now) if slots else lines
    lines = _entitle(talks.talks, _record(talks.talks, lines, matches, before.lines), gone, now)
    lines = _placed(talks.talks, lines, moments.latest(now, before))
    ordered = sorted((*lines.values(), *gone), key=attrgetter("key"))
    known = before._replace(authority=authority, lines=tuple(ordered))
    parts = made(talks, lines, authority), tombstones(gone, authority)
    stamped = Stamped(*parts, known, changes(before, known, lines, matches), waiting)
    return _with_slots(stamped, talks, before, slots, now) if slots else stamped


def _programme(talks: Talks, lines: Lines, before: Ledger, now: datetime) -> Programme | None:
    """Return the slots of all series; None for a site that has no series, and had none."""
    series = talks.settings.series
    if not series and not before.slots and not any(line.slot for line in before.lines):
        return None
    from talkfeed.ledger.slots import programme  # noqa: PLC0415  — most sites have no series

    return programme(series, talks.talks, lines, before, now)


def _with_slots(
    stamped: Stamped, talks: Talks, before: Ledger, slots: Programme, now: datetime
) -> Stamped:
    """Add the slots without a talk, and the channels of series."""
    from talkfeed.ledger.placeholders import placeholders  # noqa: PLC0415  — as above

    after = stamped.ledger
    found = placeholders(talks.talks, before, after, slots, now)
    channels = {each[:2]: each for each in (*before.channels, *(own for _, own in slots.channels))}
    ledger = after._replace(channels=tuple(sorted(channels.values())), slots=found.slots)
    return stamped._replace(ledger=ledger, slots=found.events, slots_until=found.until)


def _announced(
    talks: Talks, signatures: Sequence[ChangeSignature], before: Ledger, now: datetime
) -> tuple[Talks, Sequence[ChangeSignature], tuple[Talk, ...]]:
    """Separate the talks to be announced later from all others, with their signatures.

    A talk with `added` in the future waits, unless it has been published. It never matches a
    renamed or withdrawn talk, since that would announce it.
    """
    signatures = signatures or [change_signature(talk) for talk in talks.talks]
    later = {
        index: talk.added
        for index, talk in enumerate(talks.talks)
        if talk.added is not None and moments.whole(talk.added) > now
    }
    if not later:
        return talks, signatures, ()
    matches = match(talks.talks, signatures, (each for each in before.lines if not each.withdrawn))
    known = {index for index, pair in matches.items() if not pair.renamed or pair.is_certain}
    waiting = sorted((index for index in later if index not in known), key=later.__getitem__)
    left_out = frozenset(waiting)
    kept = [index for index, _ in enumerate(talks.talks) if index not in left_out]
    return (
        talks._replace(talks=tuple(talks.talks[index] for index in kept)),
        [signatures[index] for index in kept],
        tuple(talks.talks[index] for index in waiting),
    )


def _reject(*problems: Iterable[Problem]) -> None:
    found = list(chain.from_iterable(problems))
    if found:
        raise InvalidData(found)


def _rescheduled(
    talks: Sequence[Talk], signatures: Sequence[ChangeSignature], matches: Mapping[int, Match]
) -> Iterator[Talk]:
    """Mark the postponed talks that have a new date, different from the published one.

    A calendar shows the new date until the date or the status changes.
    """
    for index, talk in enumerate(talks):
        is_open = talk.status is Status.POSTPONED and talk.when.precision.is_dated
        if not is_open or index not in matches:
            yield talk
            continue
        line = matches[index].line
        changed = differences(line.digest, signatures[index].digest)
        was_shown = line.rescheduled and "status" not in changed
        yield talk._replace(rescheduled="date" in changed or was_shown)


def _renew(
    signatures: Sequence[ChangeSignature], matches: Mapping[int, Match], now: datetime
) -> Lines:
    """Update the lines of known talks that changed or have been restored."""
    lines: Lines = {}
    for index, pair in matches.items():
        line = pair.line
        digest, kin, *_ = signatures[index]
        changed = line.withdrawn is not None or differences(line.digest, digest)
        if not changed and (line.digest, line.kin) == (digest, kin):
            lines[index] = line
            continue
        lines[index] = line._replace(
            updated=moments.after(line.updated, now) if changed else line.updated,
            sequence=line.sequence + 1 if changed else line.sequence,
            withdrawn=None,
            digest=digest,
            kin=kin,
        )
    return lines


def _mint(
    talks: Sequence[Talk],
    signatures: Sequence[ChangeSignature],
    matches: Mapping[int, Match],
    before: Ledger,
    now: datetime,
) -> Lines:
    """Assign keys and publication times to new talks, independent of the order in the file.

    The order in the file only decides between talks with the same start.
    """
    first = not before.lines
    new = [index for index, _ in enumerate(signatures) if index not in matches]
    asked = {index: moments.wanted(talks[index], now, first=first) for index in new}
    queue = sorted(new, key=lambda index: _in_feed(talks[index], asked[index]))
    spread = moments.spread((asked[index] for index in queue), _used(before.lines))
    keys = _mint_keys(talks, signatures, new, before)
    return {
        index: Line(
            key=keys[index],
            title="",
            published=published,
            updated=published,
            digest=signatures[index].digest,
            kin=signatures[index].kin,
        )
        for index, published in zip(queue, spread, strict=True)
    }


def _mint_keys(
    talks: Sequence[Talk], signatures: Sequence[ChangeSignature], new: Sequence[int], before: Ledger
) -> dict[int, str]:
    fixed = {index: key for index in new if (key := talks[index].id) is not None}
    oldest = sorted(
        (index for index in new if index not in fixed),
        key=lambda index: (*_oldest_first(talks[index]), signatures[index]),
    )
    taken = (*(line.key for line in before.lines), *fixed.values())
    keys = mint_keys((key_candidates(talks[index]) for index in oldest), taken)
    return fixed | dict(zip(oldest, keys, strict=True))


def _oldest_first(talk: Talk) -> tuple[bool, float]:
    """Return the sort key by start, oldest first, undated last."""
    return talk.when.start is None, -moments.newest_first(talk)[0]


def _in_feed(talk: Talk, moment: datetime) -> tuple[float, float, int]:
    """Return the sort key by time, newest first, then in natural order."""
    return (-moment.timestamp(), *moments.newest_first(talk))


def _used(lines: Iterable[Line]) -> set[datetime]:
    """Return all times by which feeds are sorted."""
    moments = ((line.published, line.recorded) for line in lines)
    return {moment for pair in moments for moment in pair if moment is not None}


def _without(lines: Iterable[Line], kept: Iterable[str], now: datetime) -> list[Line]:
    """Return the lines without a talk, withdrawn; they are kept, so that no key is reused."""
    live = frozenset(kept)
    gone: list[Line] = []
    for line in lines:
        if line.key in live:
            continue
        if line.withdrawn is not None:
            gone.append(line)
            continue
        at, sequence = moments.after(line.updated, now), line.sequence + 1
        gone.append(line._replace(updated=at, withdrawn=at, sequence=sequence, digest=""))
    return gone


def _record(
    talks: Sequence[Talk], lines: Lines, matches: Mapping[int, Match], before: Iterable[Line]
) -> Lines:
    """Set the publication time of new recordings: that of a new talk, or of the update."""
    missing = [
        index
        for index, line in lines.items()
        if line.recorded is None and any(link.kind == "video" for link in talks[index].links)
    ]
    fresh = {index: lines[index].published for index in missing if _is_first_sight(index, matches)}
    late = sorted(
        (index for index in missing if index not in fresh),
        key=lambda index: _in_feed(talks[index], lines[index].updated),
    )
    used = _used(before) | _used(lines.values()) if late else set()
    spread = moments.spread((lines[index].updated for index in late), used)
    recorded = fresh | dict(zip(late, spread, strict=True))
    return lines | {index: lines[index]._replace(recorded=recorded[index]) for index in recorded}


def _is_first_sight(index: int, matches: Mapping[int, Match]) -> bool:
    """Return whether nothing is known of the talk before this build."""
    if index not in matches:
        return True
    line = matches[index].line
    return line.withdrawn is None and not is_current(line.digest)


def _entitle(talks: Sequence[Talk], lines: Lines, gone: Iterable[Line], now: datetime) -> Lines:
    """Set the unique titles and the dates of lines; a title that still fits is kept."""
    used = {line.title.casefold() for line in gone}
    titles: dict[int, str] = {}
    waiting: dict[int, str] = {}
    for index in sorted(lines, key=lambda index: lines[index].published):
        title, plain = lines[index].title, headline(talks[index])
        if title.casefold() in used or not is_numbered(title, plain):
            waiting[index] = plain
            continue
        used.add(title.casefold())
        titles[index] = title
    titles |= dict(zip(waiting, unique_titles(waiting.values(), used), strict=True))
    return {
        index: _entitled(line, titles[index], talks[index], now) for index, line in lines.items()
    }


def _placed(talks: Sequence[Talk], lines: Lines, now: datetime) -> Lines:
    """Add the feed of upcoming talks to the lines of talks that are not over."""
    return {
        index: line if moments.is_over(talks[index].when.end, now) else line.with_feeds((UPCOMING,))
        for index, line in lines.items()
    }


def _entitled(line: Line, title: str, talk: Talk, now: datetime) -> Line:
    """Set title and dates; keep the last known dates if the talk has none or is called off."""
    start, end = line.start, line.end
    if talk.is_scheduled or start is None:
        start, end = calendar_span(talk)
    shown = [each for each in (line.until, line.end) if each and not moments.is_over(each, now)]
    until = max(shown, key=moments.ends_at, default=None)
    if until and end and moments.ends_at(until) <= moments.ends_at(end):
        until = None
    new = line._replace(
        title=title, start=start, end=end, rescheduled=talk.rescheduled, until=until
    )
    return line if new == line else new
