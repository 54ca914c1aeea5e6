"""Names of channels and of slots → who is the same, and which slots are of which series."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.identity import fold
from talkfeed.model.people import split_affiliation

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from talkfeed.channels.groups import Group
    from talkfeed.ledger import Channel
    from talkfeed.model import SlotEvent


def without_affiliations(known: Iterable[Channel], groups: Mapping[str, Group]) -> dict[str, str]:
    """Return the name for each channel of a name with an affiliation that no talk has any more."""
    names = {fold(channel.name): split_affiliation(channel.name)[0] for channel in known}
    return {folded: name for folded, name in names.items() if folded not in groups}


def by_series(slots: Iterable[SlotEvent]) -> dict[str, list[SlotEvent]]:
    """Return slots by the folded names of their series, two for a joint session."""
    found: dict[str, list[SlotEvent]] = {}
    for slot in slots:
        for name in dict.fromkeys(fold(each) for each in (slot.series, slot.joint) if each):
            found.setdefault(name, []).append(slot)
    return found
