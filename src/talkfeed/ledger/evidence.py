"""The evidence that a talk is the one of a line of the ledger, level by level."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import product
from typing import TYPE_CHECKING

from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from talkfeed.ledger.digest import MatchKeys


class Clues(NamedTuple):
    """The compared values of a talk now, or of a line of the ledger.

    `key` is set if some line has no known title, so that only its key hints at the title.
    """

    digest: str
    match_keys: MatchKeys
    headline: str
    dated: bool
    key: str = ""


Evidence = tuple[str, ...]
Shown = Callable[[Clues], Iterable[Evidence]]


class Level(NamedTuple):
    """A level of matching: the evidence of a talk, and of a line if different.

    `in_order`: several talks and lines with the same evidence are paired newest first. `returns`:
    a match restores a withdrawn talk. `renames`: the titles may differ. `is_sure`: title, event and
    date agree, so that other ids of one source do not count.
    """

    shown: Shown
    asked: Shown | None = None
    in_order: bool = False
    returns: bool = True
    renames: bool = False
    is_sure: bool = False


# --- the evidence: hashes, none of them empty ----------------------------------------------------


def _content(clues: Clues) -> Iterator[Evidence]:
    if clues.digest:
        yield (clues.digest,)


def _facts(clues: Clues) -> Iterator[Evidence]:
    if clues.match_keys.title:
        yield clues.match_keys[:4]


def _match_keys(clues: Clues) -> Iterator[Evidence]:
    for facts in _facts(clues):
        yield facts + clues.match_keys.links


def _links(clues: Clues) -> Iterator[Evidence]:
    yield from ((link,) for link in clues.match_keys.links)


def _headline(clues: Clues) -> Iterator[Evidence]:
    yield (clues.headline,)


def _key(clues: Clues) -> Iterator[Evidence]:
    if clues.key:
        yield (clues.key,)


def _occasion(clues: Clues) -> Iterator[Evidence]:
    """Yield event, date and speakers; a date counts alone if it is a known day."""
    _, event, date, speakers = clues.match_keys[:4]
    if (event and speakers) or (date and (event or speakers or clues.dated)):
        yield (event, date, speakers)


def _speechless(clues: Clues) -> Iterator[Evidence]:
    if clues.match_keys.title and not clues.match_keys.speakers:
        yield (clues.match_keys.title,)


def _both(*names: str) -> Shown:
    """Return evidence that combines several match keys, if all are known."""

    def shown(clues: Clues) -> Iterator[Evidence]:
        values = tuple(getattr(clues.match_keys, name) for name in names)
        if all(values):
            yield values

    return shown


def _slot(clues: Clues) -> Iterator[Evidence]:
    """Yield event, known day and speakers: stronger evidence than a title such as "TBA"."""
    if clues.dated:
        yield from _both("event", "date", "speakers")(clues)


def _with(some: Iterable[Evidence], others: Iterable[Evidence]) -> Iterator[Evidence]:
    """Yield each combination of two kinds of evidence."""
    return (one + other for one, other in product(some, others))


def _undated(clues: Clues) -> Iterator[Evidence]:
    """Yield title, event and speakers, known or not: the talk may be postponed."""
    if clues.match_keys.title:
        yield (clues.match_keys.title, clues.match_keys.event, clues.match_keys.speakers)


_TITLE = _both("title")

LEVELS = (
    Level(_content, in_order=True, is_sure=True),
    Level(lambda clues: _with(_match_keys(clues), _headline(clues)), is_sure=True),
    Level(_match_keys, is_sure=True),
    Level(lambda clues: _with(_facts(clues), _links(clues)), is_sure=True),
    Level(lambda clues: _with(_facts(clues), _headline(clues)), is_sure=True),
    Level(_facts, in_order=True, is_sure=True),
    Level(_both("title", "event", "date"), is_sure=True),
    Level(_both("origin", "event"), renames=True),
    Level(lambda clues: _with(_TITLE(clues), _links(clues))),
    Level(_headline),
    Level(_both("title", "event", "speakers")),
    Level(_slot, returns=False, renames=True),
    Level(lambda clues: _with(_occasion(clues), _links(clues)), renames=True),
    Level(_both("title", "event")),
    Level(_both("title", "date")),
    Level(_undated),
    Level(_both("title", "speakers"), returns=False),
    Level(_links, renames=True),
    Level(_occasion, returns=False, renames=True),
    Level(_TITLE, _speechless, returns=False),
    Level(_speechless, _TITLE, returns=False),
    Level(_key),
    Level(_both("title", "event"), in_order=True, returns=False),
    Level(_both("title", "date"), in_order=True, returns=False),
    Level(_both("title", "speakers"), in_order=True, returns=False),
    Level(_speechless, in_order=True, returns=False),
)
"""The levels, from the strongest evidence to the weakest.

A title alone does not restore a withdrawn talk: another delivery of it is a new talk, and must not
be published with a date in the past. Nor does an occasion: another talk there is a new talk, and
the withdrawn one may return.
"""
