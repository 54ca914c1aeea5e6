"""The talks of a page → with the people that it names where others have their speakers.

A group of few talks, such as one session of a programme, may not tell that the name beside a title
is a person's. The rest of the page does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.importers.page import weights
from talkfeed.importers.page.people import is_person, people
from talkfeed.importers.page.roles import Person
from talkfeed.importers.page.vocabulary import eventness

if TYPE_CHECKING:
    from collections.abc import Sequence

    from talkfeed.importers.page.talk import Talk

_FEW = 3
_LEAST = 0.6
"""The share of talks with speakers from which on a page is one of several speakers."""


def with_usual_speakers(read: Sequence[Sequence[Talk]]) -> list[list[Talk]]:
    """Take names of people for speakers and not for events, on a page that has no other events."""
    talks = [talk for group in read for talk in group]
    named = sum(bool(talk.around.speakers) for talk in talks)
    events = sum(eventness(talk.around.event) > weights.LIKE_AN_EVENT for talk in talks)
    if named < max(_FEW, len(talks) * _LEAST) or events * 4 > len(talks):
        return [list(group) for group in read]
    return [[_with_speakers(talk) for talk in group] for group in read]


def _with_speakers(talk: Talk) -> Talk:
    around = talk.around
    names = people(around.event) if not around.speakers and not eventness(around.event) else []
    if not names:
        return talk
    href = around.event_href if len(names) == 1 else ""
    found = tuple(Person(name, href) for name in names)
    return talk._replace(around=around._replace(speakers=found, event="", event_href=""))


def first_names(speakers: Sequence[Person]) -> dict[str, Person]:
    """Map first names to the people of a page, if only one has that name."""
    found: dict[str, dict[str, Person]] = {}
    for person in speakers:
        if is_person(person.name):
            same = found.setdefault(person.name.split()[0], {})
            same.setdefault(person.name, person)
            if person.href and not same[person.name].href:
                same[person.name] = person
    return {first: next(iter(full.values())) for first, full in found.items() if len(full) == 1}
