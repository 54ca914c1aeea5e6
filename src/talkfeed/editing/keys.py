"""A key, as pages and talks.lock have it, or a title → the talk of the file that it stands for."""

from __future__ import annotations

from bisect import bisect_right
from difflib import get_close_matches
from typing import TYPE_CHECKING

from talkfeed.editing.plain import of_file, talks_of
from talkfeed.errors import InvalidData, Refusal
from talkfeed.identity import mint_keys, title_key, wishes
from talkfeed.ledger.match import match, trace
from talkfeed.normalise import normalise

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from talkfeed.editing.plain import Delivery
    from talkfeed.errors import Place, Problem
    from talkfeed.ledger import Line
    from talkfeed.model import RawFile, RawMap, Talk

UNKNOWN = "TF710"
SHOWN = 5


def find(key: str, raw: RawFile, lines: Iterable[Line]) -> Delivery:
    """Find the delivery with a key, or the only one with a title.

    Raises:
        Refusal: TF710, there is none, or several have the title.
    """
    known = keys(raw, tuple(lines))
    if key in known:
        return known[key]
    wanted = title_key(key)
    if wanted in known:
        return known[wanted]
    titled = [name for name, each in known.items() if title_key(_title(each)) == wanted]
    if len(titled) == 1:
        return known[titled[0]]
    if titled:
        hint = f"give one of the keys: {', '.join(titled[:SHOWN])}"
        raise Refusal(UNKNOWN, f"several talks have the title '{key}'", hint)
    close = get_close_matches(wanted, known, n=1)
    hint = f"did you mean '{close[0]}'?" if close else "give a talk's key, or its title"
    raise Refusal(UNKNOWN, f"there is no talk with the key '{key}'", hint)


def _title(delivery: Delivery) -> str:
    return str(delivery.fields.get("title", ""))


def keys(raw: RawFile, lines: Sequence[Line]) -> dict[str, Delivery]:
    """Give every delivery its key: that of talks.lock, or the one that a build would give it.

    What no build would see, a draft or a talk with a mistake, has that of its id or title.
    """
    by_place = _keys(_talks(raw), lines)
    found: dict[str, Delivery] = {}
    for each in (each for talk in talks_of(raw) for each in of_file(talk)):
        own = str(each.fields.get("id", "")) or title_key(_title(each))
        found.setdefault(by_place.get(each.own, own), each)
    return found


def _keys(talks: Sequence[Talk], lines: Sequence[Line]) -> dict[Place, str]:
    matches = match(talks, [*map(trace, talks)], lines)
    known = {talks[index].place: pair.line.key for index, pair in matches.items()}
    new = [each for index, each in enumerate(talks) if index not in matches and each.id is None]
    new.sort(key=lambda talk: (talk.when.start is None, str(talk.when.start or "")))
    taken = (*(line.key for line in lines), *(each.id for each in talks if each.id is not None))
    minted = mint_keys(map(wishes, new), taken)
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
