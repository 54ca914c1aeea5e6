"""The settings of a site → talks with the profiles of their people and of their event.

Talks are cached without profiles, so that an edit of one in `people:` or `events:` leaves the
talks in the cache as they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.identity import fold
from talkfeed.normalise.events import by_name as events_by_name
from talkfeed.normalise.people import by_name

if TYPE_CHECKING:
    from talkfeed.model import Person, Settings, Talk


class Profiles:
    """The profiles of a site by name."""

    def __init__(self, settings: Settings) -> None:
        """Index the people and the events of the settings."""
        self._people, self._events = by_name(settings.people), events_by_name(settings.events)
        self._is_empty = not (self._people or self._events)

    def attach(self, talk: Talk) -> Talk:
        """Return a talk with the profiles of its people and of its event."""
        if self._is_empty:
            return talk
        event = talk.event
        known = self._events.get(fold(event.name)) if event else None
        return talk._replace(
            speakers=tuple(map(self._known, talk.speakers)),
            contributors=tuple(map(self._known, talk.contributors)),
            event=event._replace(profile=known.profile) if event and known else event,
        )

    def _known(self, person: Person) -> Person:
        known = self._people.get(fold(person.name))
        return person._replace(profile=known.profile) if known else person
