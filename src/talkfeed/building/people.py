"""An edit of `people:` → the entries that show the people concerned.

Names decide how talks are read and which channels there are, and pictures are files of their own;
all else that is stated of a person is only shown.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from talkfeed.building.fingerprints import hash_of
from talkfeed.building.record import NotIncremental, Reason
from talkfeed.identity import fold
from talkfeed.model import Profile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from talkfeed.model import Entry, Person, Settings

People = tuple[tuple[str, bytes, bytes], ...]
"""For each person the folded name, the fingerprint of the profile, and the ranks of entries."""


def without_profiles(settings: Settings) -> Settings:
    """Return settings without what is only shown of people."""
    return settings._replace(people=tuple(map(_as_read, settings.people)))


def _as_read(person: Person) -> Person:
    profile = person.profile or Profile()
    return person._replace(profile=Profile(also=profile.also, image=profile.image))


def people_of(settings: Settings, entries: Sequence[Entry]) -> People:
    """Return the fingerprint of each profile, and the ranks of the entries that show it."""
    shown: dict[str, array[int]] = {fold(each.name): array("I") for each in settings.people}
    for rank, entry in enumerate(entries) if shown else ():
        people = (*entry.talk.speakers, *entry.talk.contributors)
        for name in dict.fromkeys(fold(person.name) for person in people if person.profile):
            shown[name].append(rank)
    return tuple(
        (name, _fingerprint(each), ranks.tobytes())
        for each, (name, ranks) in zip(settings.people, shown.items(), strict=True)
    )


def current(known: People, settings: Settings) -> People:
    """Return the same people with the fingerprints of their present profiles."""
    pairs = zip(known, settings.people, strict=True)
    return tuple((name, _fingerprint(each), ranks) for (name, _, ranks), each in pairs)


def touched(known: People, settings: Settings) -> list[int]:
    """Return the ranks of the entries that show a changed profile.

    Raises:
        NotIncremental: no talk shows it, so it is not known what does.
    """
    found: set[int] = set()
    for before, now in zip(known, current(known, settings), strict=True):
        if before != now:
            ranks = array("I", before[2])
            if not ranks:
                raise NotIncremental(Reason(f"'{before[0]}' in people:", "no talk names them"))
            found.update(ranks)
    return sorted(found)


def _fingerprint(person: Person) -> bytes:
    return hash_of(repr(person).encode("utf-8", "surrogatepass"))
