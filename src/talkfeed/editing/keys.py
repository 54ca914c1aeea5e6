"""A key, as pages and talks.lock have it, or a title → the talk of the file that it stands for."""

from __future__ import annotations

from bisect import bisect_right
from difflib import get_close_matches
from itertools import count
from typing import TYPE_CHECKING

from talkfeed.editing.facts import name
from talkfeed.editing.plain import of_file, talks_of
from talkfeed.errors import InvalidData, Rejected
from talkfeed.identity import key_candidates, mint_keys, title_key
from talkfeed.ledger.match import change_signature, match
from talkfeed.normalise import normalise

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from talkfeed.editing.plain import Delivery
    from talkfeed.errors import Place, Problem
    from talkfeed.ledger import Line
    from talkfeed.model import RawFile, RawMap, Talk

UNKNOWN = "TF710"
SHOWN = 10
"""How many talks are named that have a word in their title."""


def find(key: str, raw: RawFile, lines: Iterable[Line]) -> tuple[str, Delivery]:
    """Find the delivery with a key, or else the only one with a title, and return its key with it.

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
        hint = f"name one of them by its key:\n{_listed(found, known)}"
        raise Rejected(UNKNOWN, f"{len(found)} talks or deliveries have the title '{key}'", hint)
    if not found and wanted in known:
        found = [wanted]
    if found:
        return found[0], known[found[0]]
    alike = [name for name, title in titles.items() if wanted in title][:SHOWN] if wanted else []
    alike = alike or get_close_matches(wanted, [*known, *titles.values()], n=1)
    raise Rejected(UNKNOWN, f"there is no talk with the key or title '{key}'", _meant(alike, known))


def _meant(alike: Sequence[str], known: Mapping[str, Delivery]) -> str:
    """Name the talks that may be meant."""
    if not alike:
        return "give a talk's key or its title; 'talkfeed list' shows both"
    if len(alike) == 1:
        return f"did you mean '{alike[0]}'?"
    return f"did you mean one of these? name it by its key:\n{_listed(alike, known)}"


def _listed(names: Sequence[str], known: Mapping[str, Delivery]) -> str:
    """List talks with what tells them apart, a line each: the key comes first."""
    width = max(map(len, names))
    return "\n".join(f"  {name:<{width}}  {summary(known[name])}".rstrip() for name in names)


def summary(delivery: Delivery) -> str:
    """Return the title, event and date of a delivery, as far as it has them."""
    parts = (delivery.fields.get(key) for key in ("title", "event", "date"))
    return ", ".join(name(part) for part in parts if part)


def _title(delivery: Delivery) -> str:
    return str(delivery.fields.get("title", ""))


def keys(raw: RawFile, lines: Sequence[Line]) -> dict[str, Delivery]:
    """Give every delivery its key: that of talks.lock, or the one that a build would give it.

    What no build would see, a draft or a talk with a mistake, has that of its id or title.
    """
    by_place = keys_of(_talks(raw), lines)
    found: dict[str, Delivery] = {}
    for each in (each for talk in talks_of(raw) for each in of_file(talk)):
        own = str(each.fields.get("id", "")) or title_key(_title(each))
        key = by_place.get(each.own, own)
        others = (f"{key}-{number}" for number in count(2))
        found[key if key not in found else next(one for one in others if one not in found)] = each
    return found


def keys_of(talks: Sequence[Talk], lines: Sequence[Line]) -> dict[Place, str]:
    """Give every talk, by its place, its key: that of talks.lock, or that of the next build."""
    matches = match(talks, [*map(change_signature, talks)], lines)
    known = {each.place: each.id for each in talks if each.id is not None}
    known |= {talks[index].place: pair.line.key for index, pair in matches.items()}
    new = [each for each in talks if each.place not in known]
    new.sort(key=lambda talk: (talk.when.start is None, str(talk.when.start or "")))
    taken = (*(line.key for line in lines), *(each.id for each in talks if each.id is not None))
    minted = mint_keys(map(key_candidates, new), taken)
    return known | {each.place: key for each, key in zip(new, minted, strict=True)}


def _talks(raw: RawFile) -> tuple[Talk, ...]:
    """Read the talks that can be read."""
    try:
        return normalise(raw).talks
    except InvalidData as error:
        good = _without(talks_of(raw), error.problems)
        if len(good) == len(raw.talks):
            return ()
        return _talks(raw._replace(talks=tuple(good), problems=()))


def _without(talks: Sequence[RawMap], problems: Iterable[Problem]) -> list[RawMap]:
    """Leave out the talks that problems stand in."""
    ordered = sorted(talks, key=lambda talk: talk.place)
    places = [talk.place for talk in ordered]
    wrong = {
        ordered[index - 1].place
        for problem in problems
        if (index := bisect_right(places, problem.place))
    }
    return [talk for talk in talks if talk.place not in wrong]
