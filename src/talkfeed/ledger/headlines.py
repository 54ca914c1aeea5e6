"""A withdrawn talk's line → the summary of its VEVENT, as published before.

The line has the headline, `Title - Speaker at Event (Oct 2015)`, whose parts may contain " at " or
" - ". The hashes of its match keys determine where each part ends, so nothing is guessed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from talkfeed.identity import event_line
from talkfeed.ledger.digest import event_hash, read_match_keys, speakers_hash, title_hash

if TYPE_CHECKING:
    from collections.abc import Iterator

    from talkfeed.ledger.digest import MatchKeys
    from talkfeed.ledger.values import Line

_ENDS = re.compile(r" (?=- |at |\()|$")
"""The possible ends of a title, list of speakers or event in a headline."""
_BY, _AT, _MORE = " - ", " at ", " et al."


def event_title(line: Line) -> str:
    """Return "Speaker: Title (Event)"; the headline if it cannot be split."""
    return next(_readings(line.title, read_match_keys(line.kin)), line.title)


def _readings(headline: str, keys: MatchKeys) -> Iterator[str]:
    """Yield each reading of a headline that matches the hashes, longest title first."""
    for title, rest in reversed([*_splits(headline)]):
        if title_hash(title) == keys.title:
            yield from (event_line(by, title, at) for by, at in _people_and_event(rest, keys))


def _people_and_event(rest: str, keys: MatchKeys) -> Iterator[tuple[str, str | None]]:
    """Split the text after the title into speakers and event, each optional."""
    if not keys.speakers:
        yield from (("", at) for at in _events(rest, keys))
    elif rest.startswith(_BY):
        for by, after in _splits(rest.removeprefix(_BY)):
            if by.endswith(_MORE) or speakers_hash(by.split(", ")) == keys.speakers:
                yield from ((by, at) for at in _events(after, keys))


def _events(rest: str, keys: MatchKeys) -> Iterator[str | None]:
    """Yield the event's name; None if there is no event, only a date or nothing."""
    if not keys.event and (not rest or rest.startswith(" (")):
        yield None
    elif rest.startswith(_AT):
        names = (name for name, _ in _splits(rest.removeprefix(_AT)))
        yield from (name for name in names if event_hash(name) == keys.event)


def _splits(text: str) -> Iterator[tuple[str, str]]:
    return ((text[: end.start()], text[end.start() :]) for end in _ENDS.finditer(text))
