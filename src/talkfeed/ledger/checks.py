"""Talks and the ledger → problems: conflicting ids, a changed authority, mass removal."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from talkfeed.errors import Place, Problem, Rejected
from talkfeed.identity import TAG_LENGTH, check_key, talk_id
from talkfeed.ledger.digest import read_match_keys

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from talkfeed.ledger.match import ChangeSignature, Match
    from talkfeed.ledger.values import Ledger, Line
    from talkfeed.model import Talk, Talks

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


def _place(talks: Talks) -> Place:
    """Return the place of the feed's settings, or the first line of the first talk's file."""
    if talks.settings.place is not None:
        return talks.settings.place
    path = talks.talks[0].place.path if talks.talks else "talks.yaml"
    return Place(path, 1, 1)
