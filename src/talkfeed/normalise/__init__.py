"""RawFile → Talks: validated and cleaned, with one talk per delivery; all problems in one run.

Nothing is guessed: an invalid value is reported with its place and an example that works.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from talkfeed.errors import InvalidData, Problem
from talkfeed.identity import fold
from talkfeed.model import RawMap, Settings, Talks
from talkfeed.normalise.events import by_name as events_by_name
from talkfeed.normalise.events import outside
from talkfeed.normalise.options import with_option
from talkfeed.normalise.people import by_name, unused
from talkfeed.normalise.reader import Reader
from talkfeed.normalise.repairs import HARMLESS, REPAIRED, skipped
from talkfeed.normalise.settings import date_rules, read_settings
from talkfeed.normalise.slot import NO_SERIES
from talkfeed.normalise.talks import duplicates, notices, read_talk, rejoin
from talkfeed.normalise.values import READERS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from talkfeed.model import RawFile, RawList, Talk

__all__ = [
    "HARMLESS",
    "complete",
    "date_rules",
    "duplicates",
    "normalise",
    "notices",
    "read_settings",
    "read_talk",
    "reader_for",
    "repaired",
]

NO_SETTINGS = "TF302"
_SLIPS = frozenset(("TF103", "TF115"))
"""Syntax errors that make the text before them on their line unreliable."""
_UNKNOWN = Settings(title="", url="https://example.org/")
_SETTINGS_HINT = "write\n  feed:\n    title: Our talks\n    url: https://talks.example/"


def normalise(raw: RawFile, *, is_lenient: bool = False) -> Talks:
    """Validate and clean a talks file; drafts are validated, and then left out.

    With `is_lenient`, bad values are fixed or skipped, and reported as notices.

    Raises:
        InvalidData: all problems, including those of reading the file.
    """
    harmless = HARMLESS if is_lenient else {}
    problems = [problem for problem in raw.problems if problem.code not in harmless]
    settings = _UNKNOWN
    of_file = len(problems)
    if raw.feed is not None:
        settings, found = read_settings(raw.feed, raw.people, raw.series, raw.events)
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
    is_partial = bool(problems) and raw.series is not None
    problems += (each for each in reader.problems if not is_partial or each.code != NO_SERIES)
    if not is_lenient:
        problems += (problem for _, problem in duplicates(talks, raws))
    if problems:
        kept = _without_consequences(problems, of_file)
        raise InvalidData(
            with_option(each) if each.place.path in raw.read_in_place else each for each in kept
        )
    repairs = [*raw.notices, *repaired(raw.problems), *reader.repairs]
    return complete(
        settings, talks, repairs, is_lenient=is_lenient, people=raw.people, events=raw.events
    )


def reader_for(settings: Settings, *, is_lenient: bool) -> Reader:
    """Return a reader of talks under these settings."""
    return Reader(
        date_rules(settings),
        settings.url,
        READERS,
        people=by_name(settings.people),
        series={fold(each.name): each for each in settings.series},
        events=events_by_name(settings.events),
        is_lenient=is_lenient,
    )


def repaired(problems: Iterable[Problem]) -> list[Problem]:
    """Return harmless problems of reading as notices of their repair."""
    return [
        Problem(each.place, REPAIRED, f"{each.message}; {HARMLESS[each.code]}") for each in problems
    ]


def complete(
    settings: Settings,
    talks: tuple[Talk, ...],
    repairs: Iterable[Problem],
    *,
    is_lenient: bool,
    people: RawList | None = None,
    events: RawList | None = None,
) -> Talks:
    """Return the talks with their notices; lenient mode skips duplicates.

    `people` and `events` are those of the site as written.
    """
    if is_lenient:
        twice = {talk.identity: problem for talk, problem in duplicates(talks, ())}
        kept = (talk for talk in talks if talk.identity not in twice)
        talks = tuple(talk._replace(order=order) for order, talk in enumerate(kept))
        repairs = (*repairs, *map(skipped, twice.values()))
    found = [*repairs, *notices(talks, settings)]
    if people is not None:
        found += unused(people, talks)
    if events is not None:
        found += outside(events, talks)
    return Talks(settings=settings, talks=talks, notices=tuple(found))


def _without_consequences(problems: list[Problem], of_file: int) -> list[Problem]:
    """Drop problems caused by a problem of the file (the first `of_file`), at or in its value."""
    first = problems[:of_file]
    places = {problem.place for problem in first}
    slips = {each.place[:2]: each.place.column for each in first if each.code in _SLIPS}
    rest = (
        each
        for each in problems[of_file:]
        if each.place not in places and each.place.column > slips.get(each.place[:2], 0)
    )
    return [*first, *rest]
