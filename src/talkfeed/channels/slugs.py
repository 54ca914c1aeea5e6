"""Groups + remembered channels → channels: a feed's address, once given, is for ever.

A group finds its channel by name, by an alias of its name, or, when it was re-spelt, by its oldest
talk. Only then is a new slug minted, one that nothing has or had.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from talkfeed.identity import fold, title_key
from talkfeed.ledger import Channel

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from talkfeed.channels.groups import Group

_SIGNS = (
    (r"(?<=\w)[#\u266f](?!\w)", " sharp "),
    (r"\+", " plus "),
    (r"(?<=\w)\*(?!\w)", " star "),
    (r"(?<!\w)\.(?=\w)", " dot "),
)
"""Signs that tell names apart where letters do not, such as C, C# and C++, and their words."""


def wish(name: str) -> str:
    """Return the slug that a channel's name asks for.

    >>> wish("C#"), wish("C++"), wish(".NET"), wish("Node.js")
    ('c-sharp', 'c-plus-plus', 'dot-net', 'node-js')
    """
    for sign, words in _SIGNS:
        name = re.sub(sign, words, name)
    return title_key(name)


def settle(
    groups: Mapping[str, Group],
    known: Sequence[Channel],
    aliases: Mapping[str, str],
    minimum: int,
) -> tuple[tuple[Channel, Group | None], ...]:
    """Pair the channels of one kind with their groups.

    Args:
        groups: by folded name.
        known: the channels that were ever published.
        aliases: folded name to right name.
        minimum: how many talks make a new channel.

    Returns:
        Every known channel, in its order, with its group or None where all its talks are gone;
        then the new ones. A group that has two channels, as after an alias, feeds both.
    """
    homes = {channel: _home(channel, groups, aliases) for channel in known}
    lost = [channel for channel, folded in homes.items() if folded is None]
    taken = frozenset(homes.values())
    free = {folded: each for folded, each in groups.items() if folded not in taken}
    homes.update(_respelt(lost, free))
    old = [(channel, groups.get(folded or "")) for channel, folded in homes.items()]
    respelt = frozenset(homes.values())
    unnamed = [free[folded] for folded in sorted(free) if folded not in respelt]
    new = _mint((each for each in unnamed if len(each.entries) >= minimum), known)
    return (*((_refresh(channel, each), each) for channel, each in old), *new)


def _home(channel: Channel, groups: Mapping[str, Group], aliases: Mapping[str, str]) -> str | None:
    folded = fold(aliases.get(fold(channel.name), channel.name))
    return folded if folded in groups else None


def _respelt(lost: Iterable[Channel], free: Mapping[str, Group]) -> Iterator[tuple[Channel, str]]:
    """Pair channels whose name is gone with new names whose oldest talk is the same."""
    by_first: dict[str, list[str]] = {}
    for folded, each in free.items():
        by_first.setdefault(each.first, []).append(folded)
    for channel in lost:
        if by_first.get(channel.first):
            yield channel, by_first[channel.first].pop(0)


def _refresh(channel: Channel, group: Group | None) -> Channel:
    return channel if group is None else channel._replace(name=group.name, first=group.first)


def _mint(groups: Iterable[Group], known: Iterable[Channel]) -> Iterator[tuple[Channel, Group]]:
    taken = {channel.slug for channel in known}
    for each in groups:
        slug = wanted = wish(each.name)
        number = 1
        while slug in taken:
            number += 1
            slug = f"{wanted}-{number}"
        taken.add(slug)
        yield Channel(each.kind.name, slug, each.name, each.first), each
