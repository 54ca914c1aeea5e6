"""Published calendars (RFC 5545) → the last version of each slot of a series, for the ledger."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from talkfeed.ledger.calendar import read_slots
from talkfeed.ledger.values import CALLED_OFF, HELD

if TYPE_CHECKING:
    from collections.abc import Iterable

    from talkfeed.ledger.values import Line, Slot


def recovered_slots(
    calendars: Iterable[tuple[str, bytes]], authority: str, lines: Iterable[Line]
) -> tuple[Slot, ...]:
    """Return the version of each slot, and the channels whose calendars have it.

    If a talk has its UID, that is the version of a calendar without this talk, which has it as
    cancelled, if there is any; otherwise the latest one.
    """
    filled = {line.slot for line in lines if line.withdrawn is None}
    found: dict[str, list[Slot]] = {}
    for path, content in calendars:
        channel = (path.removesuffix(".ics"),) if "/" in path else ()
        for slot in read_slots(content, authority):
            found.setdefault(slot.name, []).append(slot._replace(feeds=channel))
    slots: list[Slot] = []
    for name, versions in sorted(found.items()):
        if name in filled:
            one = min(versions, key=lambda slot: (slot.digest != CALLED_OFF, slot.sequence))
            one = one._replace(digest=HELD)
        else:
            one = max(versions, key=lambda slot: (slot.sequence, slot.digest != CALLED_OFF))
        feeds = chain.from_iterable(slot.feeds for slot in versions)
        slots.append(one._replace(feeds=tuple(sorted({*feeds}))))
    return tuple(slots)
