"""What the memory refuses: clashing ids, a changed authority, a vanished catalogue.

Each check yields problems; those of one stage are raised together.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from talkfeed.errors import Place, Problem, Rejected
from talkfeed.identity import TAG_LENGTH, check_key, talk_id
from talkfeed.ledger.digest import read_kin

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from talkfeed.ledger.match import Match, Trace
    from talkfeed.ledger.values import Ledger, Line
    from talkfeed.model import Talk, Talks

ALWAYS_ALLOWED = 3
"""So many talks may be gone at once, or a tenth of them, without a word."""
TENTH = 10
NAMED = 3
"""How many of the talks that are gone a message names."""


def before_matching(talks: Talks, authority: str) -> Iterator[Problem]:
    """Refuse another authority, ids that cannot be keys, and an id that stands twice."""
    return chain(_authority(talks, authority), _unusable(talks.talks), _twice(talks.talks))


def _authority(talks: Talks, authority: str) -> Iterator[Problem]:
    asked = talks.settings.authority
    if asked is not None and asked != authority:
        message = f"feed.id is '{asked}', but the ids of all talks were minted by '{authority}'"
        hint = f'every subscriber would see every talk again: write "id: {authority}"'
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
            message = f"two talks have the id '{talk.id}', the first at {seen[talk.id]}"
            hint = f'give this one its own, e.g. "id: {talk.id}-2", or none'
            yield Problem(talk.place, "TF406", message, hint)
        seen.setdefault(talk.id, talk.place)


def taken_ids(
    talks: Sequence[Talk], ledger: Ledger, traces: Sequence[Trace], matches: Mapping[int, Match]
) -> Iterator[Problem]:
    """Refuse an `id:` that is another talk's, and another `id:` for a talk that is known."""
    return chain(_stolen(talks, traces, matches), _abandoned(talks, ledger, traces, matches))


def _stolen(
    talks: Sequence[Talk], traces: Sequence[Trace], matches: Mapping[int, Match]
) -> Iterator[Problem]:
    """Refuse an `id:` that is the key of another talk of the file."""
    fixed = [(index, pair) for index, pair in matches.items() if talks[index].id is not None]
    others = (trace for index, trace in enumerate(traces) if index not in matches)
    owners = {read_kin(other.kin)[:3] for other in others} if fixed else set()
    for index, pair in fixed:
        facts = read_kin(pair.line.kin)[:3]
        if facts == read_kin(traces[index].kin)[:3] or facts not in owners:
            continue
        message = f"the id '{pair.line.key}' belongs to '{pair.line.title}'"
        hint = f'give this talk its own, e.g. "id: {pair.line.key}-2", or none'
        yield Problem(talks[index].place, "TF406", message, hint)


def _abandoned(
    talks: Sequence[Talk], ledger: Ledger, traces: Sequence[Trace], matches: Mapping[int, Match]
) -> Iterator[Problem]:
    """Refuse another `id:` for a talk that is known already, be it new or that of a talk gone."""
    lost = {read_kin(line.kin)[:3]: line.key for line in _gone(ledger, matches)}
    for index, talk in enumerate(talks):
        if talk.id is None or (facts := read_kin(traces[index].kin)[:3]) not in lost:
            continue
        if index not in matches or read_kin(matches[index].line.kin)[:3] != facts:
            key = lost[facts]
            message = f"this talk is already known as '{key}', and its id never changes"
            yield Problem(talk.place, "TF406", message, f'write "id: {key}", or leave the id out')


def mass_removal(
    talks: Talks, ledger: Ledger, matches: Mapping[int, Match], allow_removals: int
) -> Iterator[Problem]:
    """Refuse that many talks vanish at once: more likely the file lost them than the people."""
    gone = _gone(ledger, matches)
    live = sum(line.withdrawn is None for line in ledger.lines)
    allowed = max(ALWAYS_ALLOWED, live // TENTH, allow_removals)
    if len(gone) > allowed:
        named = ", ".join(f"'{line.title}'" for line in gone[:NAMED])
        message = f"{len(gone)} of {live} talks are gone at once: {named} …"
        hint = f"if that is meant, build with --allow-removals {len(gone)}"
        yield Problem(_place(talks), "TF409", message, hint)


def _gone(ledger: Ledger, matches: Mapping[int, Match]) -> list[Line]:
    kept = {pair.line.key for pair in matches.values()}
    return [line for line in ledger.lines if line.withdrawn is None and line.key not in kept]


def long_ids(talks: Talks, lines: Mapping[int, Line], authority: str) -> Iterator[Problem]:
    """Refuse ids that some readers would cut."""
    frame = len(talk_id(authority, ""))
    for index, line in lines.items():
        length = frame + len(line.key)
        if length > TAG_LENGTH:
            message = f"the talk's id would have {length} characters, more than {TAG_LENGTH}"
            hint = 'choose a shorter one, e.g. "id: unikernels", or a shorter feed.id'
            yield Problem(talks.talks[index].place, "TF408", message, hint)


def _place(talks: Talks) -> Place:
    """Point to the feed's settings, or to the first line of the first talk's file."""
    if talks.settings.place is not None:
        return talks.settings.place
    path = talks.talks[0].place.path if talks.talks else "talks.yaml"
    return Place(path, 1, 1)
