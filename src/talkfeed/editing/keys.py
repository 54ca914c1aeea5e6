"""A key, as in pages and talks.lock, or a title → the talk of the file with it."""

from __future__ import annotations

from bisect import bisect_right
from difflib import get_close_matches
from itertools import count
from typing import TYPE_CHECKING

from talkfeed.deliveries.canonical import name
from talkfeed.deliveries.plain import deliveries_in_file, talks_of
from talkfeed.errors import InvalidData, Rejected
from talkfeed.identity import key_candidates, mint_keys, title_key
from talkfeed.ledger.match import change_signature, match
from talkfeed.normalise import normalise

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from talkfeed.deliveries.plain import Delivery
    from talkfeed.errors import Place, Problem
    from talkfeed.ledger import Line
    from talkfeed.model import RawFile, RawMap, Talk

UNKNOWN = "TF710"
SHOWN = 10
"""The number of similar talks that an error lists."""


def find(key: str, raw: RawFile, lines: Iterable[Line]) -> tuple[str, Delivery]:
    """Return the delivery with a key, or the only one with a title, after its key.

    Raises:
        Rejected: TF710, there is none, or several have the title.
    """
    known = keys(raw, tuple(lines))
    if key in known:
        return key, known[key]
    wanted = title_key(key)
    titles = {name: title_key(_title(each)) for name, each in known.items()}
    found = [name for name, title in titles.items() if title == wanted]
    if len(found) > 1:
        hint = f"use the key of one of them:\n{_listed(found, known)}"
        raise Rejected(UNKNOWN, f"{len(found)} talks or deliveries have the title '{key}'", hint)
    if not found and wanted in known:
        found = [wanted]
    if found:
        return found[0], known[found[0]]
    alike = [name for name, title in titles.items() if wanted in title][:SHOWN] if wanted else []
    alike = alike or get_close_matches(wanted, [*known, *titles.values()], n=1)
    if not alike:
        hint = "use a talk's key or its title; 'talkfeed list' shows both"
    elif len(alike) == 1:
        hint = f"did you mean '{alike[0]}'?"
    else:
        hint = f"did you mean one of these? use its key:\n{_listed(alike, known)}"
    raise Rejected(UNKNOWN, f"there is no talk with the key or title '{key}'", hint)


def _listed(names: Sequence[str], known: Mapping[str, Delivery]) -> str:
    """Format talks as lines of key, title, event and date."""
    width = max(map(len, names))
    return "\n".join(f"  {name:<{width}}  {summary(known[name])}".rstrip() for name in names)


def summary(delivery: Delivery) -> str:
    """Format the title, event and date of a delivery, those that it has."""
    parts = (delivery.fields.get(key) for key in ("title", "event", "date"))
    return ", ".join(name(part) for part in parts if part)


def _title(delivery: Delivery) -> str:
    return str(delivery.fields.get("title", ""))


def keys(raw: RawFile, lines: Sequence[Line]) -> dict[str, Delivery]:
    """Return all deliveries by key: that of talks.lock, or the one that a build would make.

    Drafts and invalid talks, which no build includes, have a key made from their id or title.
    """
    by_place = keys_of(_valid_talks(raw), lines)
    found: dict[str, Delivery] = {}
    for each in (each for talk in talks_of(raw) for each in deliveries_in_file(talk)):
        own = str(each.fields.get("id", "")) or title_key(_title(each))
        key = by_place.get(each.own, own)
        others = (f"{key}-{number}" for number in count(2))
        found[key if key not in found else next(one for one in others if one not in found)] = each
    return found


def keys_of(talks: Sequence[Talk], lines: Sequence[Line]) -> dict[Place, str]:
    """Return the keys of talks by place: that of talks.lock, or the one of the next build."""
    matches = match(talks, [*map(change_signature, talks)], lines)
    known = {each.place: each.id for each in talks if each.id is not None}
    known |= {talks[index].place: pair.line.key for index, pair in matches.items()}
    new = [each for each in talks if each.place not in known]
    new.sort(key=lambda talk: (talk.when.start is None, str(talk.when.start or "")))
    taken = (*(line.key for line in lines), *(each.id for each in talks if each.id is not None))
    minted = mint_keys(map(key_candidates, new), taken)
    return known | {each.place: key for each, key in zip(new, minted, strict=True)}


def _valid_talks(raw: RawFile) -> tuple[Talk, ...]:
    """Read all talks without problems."""
    try:
        return normalise(raw).talks
    except InvalidData as error:
        good = _without_problems(talks_of(raw), error.problems)
        if len(good) == len(raw.talks):
            return ()
        return _valid_talks(raw._replace(talks=tuple(good), problems=()))


def _without_problems(talks: Sequence[RawMap], problems: Iterable[Problem]) -> list[RawMap]:
    """Return the talks that contain no problem."""
    ordered = sorted(talks, key=lambda talk: talk.place)
    places = [talk.place for talk in ordered]
    wrong = {
        ordered[index - 1].place
        for problem in problems
        if (index := bisect_right(places, problem.place))
    }
    return [talk for talk in talks if talk.place not in wrong]
