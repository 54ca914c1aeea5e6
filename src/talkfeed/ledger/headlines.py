"""A withdrawn talk's line → the summary of its VEVENT, as published before.

The line has the headline, `Title - Speaker at Event (Oct 2015)`, whose parts may contain " at " or
" - ". The hashes of its match keys determine where each part ends, so nothing is guessed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from talkfeed.formats.wording import event_line
from talkfeed.ledger.digest import event_hash, read_kin, speakers_hash, title_hash

if TYPE_CHECKING:
    from collections.abc import Iterator

    from talkfeed.ledger.digest import Kin
    from talkfeed.ledger.values import Line

_ENDS = re.compile(r" (?=- |at |\()|$")
"""The possible ends of a title, list of speakers or event in a headline."""
_BY, _AT, _MORE = " - ", " at ", " et al."


def event_title(line: Line) -> str:
    """Return "Speaker: Title (Event)"; the headline if it cannot be split."""
    return next(_readings(line.title, read_kin(line.kin)), line.title)


def _readings(headline: str, kin: Kin) -> Iterator[str]:
    """Yield each reading of a headline that matches the hashes, longest title first."""
    for title, rest in reversed([*_splits(headline)]):
        if title_hash(title) == kin.title:
            yield from (event_line(by, title, at) for by, at in _people_and_event(rest, kin))


def _people_and_event(rest: str, kin: Kin) -> Iterator[tuple[str, str | None]]:
    """Split the text after the title into speakers and event, each optional."""
    if not kin.speakers:
        yield from (("", at) for at in _events(rest, kin))
    elif rest.startswith(_BY):
        for by, after in _splits(rest.removeprefix(_BY)):
            if by.endswith(_MORE) or speakers_hash(by.split(", ")) == kin.speakers:
                yield from ((by, at) for at in _events(after, kin))


def _events(rest: str, kin: Kin) -> Iterator[str | None]:
    """Yield the event's name; None if there is no event, only a date or nothing."""
    if not kin.event and (not rest or rest.startswith(" (")):
        yield None
    elif rest.startswith(_AT):
        names = (name for name, _ in _splits(rest.removeprefix(_AT)))
        yield from (name for name in names if event_hash(name) == kin.event)


def _splits(text: str) -> Iterator[tuple[str, str]]:
    return ((text[: end.start()], text[end.start() :]) for end in _ENDS.finditer(text))
