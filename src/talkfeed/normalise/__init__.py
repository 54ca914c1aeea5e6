"""RawFile → Talks: checked, cleaned, each delivery a talk of its own; all problems in one go.

Nothing is guessed: what cannot be read is told with its place and an example that works.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from talkfeed.errors import InvalidData, Problem
from talkfeed.model import RawMap, Settings, Talks
from talkfeed.normalise.mending import FORGIVEN, LEFT_OUT, MENDED
from talkfeed.normalise.reader import Reader
from talkfeed.normalise.settings import date_rules, read_settings
from talkfeed.normalise.talks import duplicates, notices, read_talk, rejoin
from talkfeed.normalise.values import READERS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from talkfeed.model import RawFile, Talk

__all__ = [
    "FORGIVEN",
    "complete",
    "date_rules",
    "duplicates",
    "forgive",
    "normalise",
    "notices",
    "read_settings",
    "read_talk",
    "reader_for",
]

NO_SETTINGS = "TF302"
_SLIPS = frozenset(("TF103", "TF115"))
"""Faults that leave in doubt what the text before them on their line was meant to be."""
_UNKNOWN = Settings(title="", url="https://example.org/")
_SETTINGS_HINT = "write\n  feed:\n    title: Our talks\n    url: https://talks.example/"


def normalise(raw: RawFile, *, is_lenient: bool = False) -> Talks:
    """Check and clean what a source read; drafts are checked, and then left out.

    Where it is lenient, what is wrong with a talk is mended or left out, and told as a notice.

    Raises:
        InvalidData: with all problems, those of the source included.
    """
    forgiven = FORGIVEN if is_lenient else {}
    problems = [problem for problem in raw.problems if problem.code not in forgiven]
    settings = _UNKNOWN
    told = len(problems)
    if raw.feed is not None:
        settings, found = read_settings(raw.feed)
        problems += found
    elif not problems:
        problems.append(Problem(raw.place, NO_SETTINGS, "there is no 'feed:'", _SETTINGS_HINT))
    reader = reader_for(settings, is_lenient=is_lenient)
    orders = count()
    raws = [each for each in raw.talks if isinstance(each, RawMap)]
    if not is_lenient:
        raws, found = rejoin(raws)
        problems += found
    talks = tuple(talk for each in raws for talk in read_talk(reader, each, orders))
    problems += reader.problems
    if not is_lenient:
        problems += (problem for _, problem in duplicates(talks, raws))
    if problems:
        raise InvalidData(_without_consequences(problems, told))
    repairs = [*forgive(raw.problems), *reader.repairs]
    return complete(settings, talks, repairs, is_lenient=is_lenient)


def reader_for(settings: Settings, *, is_lenient: bool) -> Reader:
    """Make the reader of the talks of a file with these settings."""
    return Reader(date_rules(settings), settings.url, READERS, is_lenient=is_lenient)


def forgive(problems: Iterable[Problem]) -> list[Problem]:
    """Make notices of problems that do no harm."""
    return [
        Problem(each.place, MENDED, f"{each.message}; {FORGIVEN[each.code]}") for each in problems
    ]


def complete(
    settings: Settings, talks: tuple[Talk, ...], repairs: Iterable[Problem], *, is_lenient: bool
) -> Talks:
    """Add what is worth knowing of talks; of those that stand twice, a lenient reader keeps one."""
    if is_lenient:
        twice = {talk.identity: problem for talk, problem in duplicates(talks, ())}
        kept = (talk for talk in talks if talk.identity not in twice)
        talks = tuple(talk._replace(order=order) for order, talk in enumerate(kept))
        repairs = (*repairs, *(_left_out(each) for each in twice.values()))
    return Talks(settings=settings, talks=talks, notices=(*repairs, *notices(talks, settings)))


def _left_out(problem: Problem) -> Problem:
    return Problem(problem.place, LEFT_OUT, f"left out: {problem.message}", problem.hint)


def _without_consequences(problems: list[Problem], told: int) -> list[Problem]:
    """Leave out what follows from a problem of the source: at its place, or in the same value."""
    first = problems[:told]
    places = {problem.place for problem in first}
    slips = {each.place[:2]: each.place.column for each in first if each.code in _SLIPS}
    follow = (each.place.column <= slips.get(each.place[:2], 0) for each in problems[told:])
    rest = zip(problems[told:], follow, strict=True)
    return [*first, *(each for each, is_in in rest if not is_in and each.place not in places)]
