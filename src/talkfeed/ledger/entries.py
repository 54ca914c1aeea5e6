"""Lines of the ledger → entries of talks, and tombstones of withdrawn ones."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from talkfeed.identity import talk_id, talk_url, uid
from talkfeed.ledger.headlines import event_title
from talkfeed.ledger.values import UPCOMING
from talkfeed.model import Entry, Tombstone

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from talkfeed.ledger.values import Line
    from talkfeed.model import Talks


def entries(talks: Talks, lines: Mapping[int, Line], authority: str) -> tuple[Entry, ...]:
    """Make the entries of talks, newest first; `lines` are by the index of the talk."""
    found = (
        Entry(
            talk=talks.talks[index],
            key=line.key,
            id=line.id or talk_id(authority, line.key),
            uid=uid(authority, line.slot or line.key),
            url=talk_url(talks.settings, line.key),
            title=line.title,
            published=line.published,
            updated=line.updated,
            sequence=line.sequence,
            recorded=line.recorded,
            digest=line.digest,
            kin=line.kin,
            start=line.start,
            end=line.end,
            was_upcoming=UPCOMING in line.feeds,
            slot=line.slot,
        )
        for index, line in lines.items()
    )
    return tuple(sorted(found, key=attrgetter("published"), reverse=True))


def tombstones(gone: Iterable[Line], authority: str) -> tuple[Tombstone, ...]:
    """Make what is left of withdrawn talks, the last withdrawn first."""
    tombstones = (
        Tombstone(
            key=line.key,
            id=line.id or talk_id(authority, line.key),
            uid=uid(authority, line.slot or line.key),
            title=line.title,
            published=line.published,
            withdrawn=line.updated,
            sequence=line.sequence,
            start=line.start,
            end=line.end,
            kin=line.kin,
            recorded=line.recorded,
            event_title=event_title(line) if line.start else "",
            feeds=line.feeds,
            slot=line.slot,
        )
        for line in gone
    )
    return tuple(sorted(tombstones, key=attrgetter("withdrawn", "published"), reverse=True))
