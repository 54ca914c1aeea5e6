"""Groups and the ledger's channels → channels with permanent addresses.

A group is matched to its channel by name, by an alias, or, if renamed, by its oldest talk. Other
groups get a new slug that has never been used.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from talkfeed.identity import canonical, fold, title_key
from talkfeed.ledger import Channel

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from talkfeed.channels.groups import Group

_SIGNS = (
    (r"(?<=\w)[#\u266f](?!\w)", " sharp "),
    (r"\+", " plus "),
    (r"(?<=\w)\*(?!\w)", " star "),
    (r"(?<!\w)\.(?=\w)", " dot "),
)
"""Symbols that distinguish names, such as C, C# and C++, and the words for them."""


def preferred_slug(name: str) -> str:
    """Return the preferred slug for a channel's name.

    >>> [preferred_slug(name) for name in ("C#", "C++", ".NET", "Node.js")]
    ['c-sharp', 'c-plus-plus', 'dot-net', 'node-js']
    """
    for sign, words in _SIGNS:
        name = re.sub(sign, words, name)
    return title_key(name)


def assign_slugs(
    groups: Mapping[str, Group],
    known: Sequence[Channel],
    aliases: Mapping[str, str],
    minimum: int,
    planned: Container[str] = (),
) -> tuple[tuple[Channel, Group | None], ...]:
    """Return the channels of one kind with their groups.

    Args:
        groups: groups by folded name.
        known: all channels published before.
        aliases: names by folded spelling.
        minimum: the number of talks for a new channel.
        planned: the folded names of groups that have a channel in any case.

    Returns:
        Every known channel, in order, with its group, or None if it has no talks any more; then
        the new ones. A group may have two channels, after an alias was added.
    """
    homes = {channel: _home(channel, groups, aliases) for channel in known}
    lost = [channel for channel, folded in homes.items() if folded is None]
    taken = frozenset(homes.values())
    free = {folded: each for folded, each in groups.items() if folded not in taken}
    homes.update(_respelt(lost, free))
    old = [(channel, groups.get(folded or "")) for channel, folded in homes.items()]
    respelt = frozenset(homes.values())
    unnamed = [free[folded] for folded in sorted(free) if folded not in respelt]
    wanted = (
        each for each in unnamed if len(each.entries) >= minimum or fold(each.name) in planned
    )
    new = _mint(wanted, known)
    current = (
        (channel._replace(name=each.name, first=each.first) if each else channel, each)
        for channel, each in old
    )
    return (*current, *new)


def _home(channel: Channel, groups: Mapping[str, Group], aliases: Mapping[str, str]) -> str | None:
    folded = fold(canonical(channel.name, aliases))
    return folded if folded in groups else None


def _respelt(lost: Iterable[Channel], free: Mapping[str, Group]) -> Iterator[tuple[Channel, str]]:
    """Pair channels without a group with new groups that have the same oldest talk."""
    by_first: dict[str, list[str]] = {}
    for folded, each in free.items():
        by_first.setdefault(each.first, []).append(folded)
    for channel in lost:
        if channel.first and by_first.get(channel.first):
            yield channel, by_first[channel.first].pop(0)


def _mint(groups: Iterable[Group], known: Iterable[Channel]) -> Iterator[tuple[Channel, Group]]:
    taken = {channel.slug for channel in known}
    for each in groups:
        slug = wanted = preferred_slug(each.name)
        number = 1
        while slug in taken:
            number += 1
            slug = f"{wanted}-{number}"
        taken.add(slug)
        yield Channel(each.kind.name, slug, each.name, each.first), each
