"""RawFile → Talks: checked, cleaned, each delivery a talk of its own; all problems in one go.

Nothing is guessed: what cannot be read is told with its place and an example that works.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from talkfeed.errors import InvalidData, Problem
from talkfeed.model import RawMap, Settings, Talks
from talkfeed.normalise.reader import Reader
from talkfeed.normalise.settings import date_rules, read_settings
from talkfeed.normalise.talks import duplicates, notices, read_talk
from talkfeed.normalise.values import READERS

if TYPE_CHECKING:
    from talkfeed.model import RawFile, Talk

__all__ = [
    "complete",
    "date_rules",
    "duplicates",
    "normalise",
    "read_settings",
    "read_talk",
    "reader_for",
]

NO_SETTINGS = "TF302"
_UNKNOWN = Settings(title="", url="https://example.org/")
_SETTINGS_HINT = "write\n  feed:\n    title: Our talks\n    url: https://talks.example/"


def normalise(raw: RawFile) -> Talks:
    """Check and clean what a source read; drafts are checked, and then left out.

    Raises:
        InvalidData: with all problems, those of the source included.
    """
    problems = list(raw.problems)
    settings = _UNKNOWN
    if raw.feed is not None:
        settings, found = read_settings(raw.feed)
        problems += found
    elif not problems:
        problems.append(Problem(raw.place, NO_SETTINGS, "there is no 'feed:'", _SETTINGS_HINT))
    reader = reader_for(settings)
    orders = count()
    raws = [each for each in raw.talks if isinstance(each, RawMap)]
    talks = tuple(talk for each in raws for talk in read_talk(reader, each, orders))
    problems += reader.problems
    problems += duplicates(talks, raws)
    if problems:
        raise InvalidData(_first_of_each_place(problems, len(raw.problems)))
    return complete(settings, talks)


def reader_for(settings: Settings) -> Reader:
    """Make the reader of the talks of a file with these settings."""
    return Reader(date_rules(settings), settings.url, READERS)


def complete(settings: Settings, talks: tuple[Talk, ...]) -> Talks:
    """Add what is worth knowing of talks that nothing is wrong with."""
    return Talks(settings=settings, talks=talks, notices=tuple(notices(talks, settings)))


def _first_of_each_place(problems: list[Problem], told: int) -> list[Problem]:
    """Leave out what follows from a problem the source has told of at the same place."""
    places = {problem.place for problem in problems[:told]}
    return [*problems[:told], *(each for each in problems[told:] if each.place not in places)]
