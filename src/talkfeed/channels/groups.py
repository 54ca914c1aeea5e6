"""Entries → Groups: all talks of a speaker, an event, a series, a tag or a year.

Names that differ only in case or spaces are the same; other spellings are the same only by the
feed's `aliases`, since two people may share a slug.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.identity import canonical, fold
from talkfeed.ledger import FOLDERS
from talkfeed.model.podcast import why_no_episode
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from talkfeed.model import Entry, Talk


class GroupKind(NamedTuple):
    """A kind of channel: its name, its folder and setting, and a talk's names of this kind."""

    name: str
    folder: str
    names: Callable[[Talk], Iterable[str]]


class Group(NamedTuple):
    """A channel's name with its entries, newest first."""

    kind: GroupKind
    name: str
    entries: tuple[Entry, ...]

    @property
    def first(self) -> str:
        """Return the key of the oldest entry, which identifies a renamed channel; "" if empty."""
        return self.entries[-1].key if self.entries else ""


def _speakers(talk: Talk) -> Iterator[str]:
    return (person.name for person in talk.speakers)


def _event(talk: Talk) -> Iterator[str]:
    return (event.name for event in (talk.event,) if event is not None)


def _series(talk: Talk) -> Iterator[str]:
    return iter(talk.all_series)


def _year(talk: Talk) -> Iterator[str]:
    return (str(start.year) for start in (talk.when.start,) if start is not None)


def _tags(talk: Talk) -> Iterable[str]:
    return talk.tags


KINDS = (
    GroupKind("speaker", FOLDERS["speaker"], _speakers),
    GroupKind("event", FOLDERS["event"], _event),
    GroupKind("series", FOLDERS["series"], _series),
    GroupKind("tag", FOLDERS["tag"], _tags),
    GroupKind("year", FOLDERS["year"], _year),
)


def ties(talk: Talk) -> tuple[object, ...]:
    """Return the facts of a talk that determine its documents, its order in them, and notices."""
    names = tuple(tuple(kind.names(talk)) for kind in KINDS)
    has_video = any(link.kind == "video" for link in talk.links)
    others = tuple(person.name for person in talk.contributors)
    media = has_video, why_no_episode(talk), bool(talk.chapters), talk.attachments, talk.online
    return (*names, others, talk.when, talk.slot, talk.status, talk.added, *media, talk.pinned)


def group(
    entries: Iterable[Entry], kind: GroupKind, aliases: Mapping[str, str]
) -> dict[str, Group]:
    """Group entries (newest first) by folded name; `aliases` has names by folded spelling.

    The displayed name is that of the aliases, else the spelling of the newest entry.
    """
    found: dict[str, tuple[str, dict[str, Entry]]] = {}
    spelt: dict[str, dict[str, Entry]] = {}
    for entry in entries:
        for written in kind.names(entry.talk):
            if written not in spelt:
                name = canonical(written, aliases)
                spelt[written] = found.setdefault(fold(name), (name, {}))[1]
            spelt[written].setdefault(entry.key, entry)
    return {
        folded: Group(kind, name, tuple(members.values()))
        for folded, (name, members) in found.items()
    }
