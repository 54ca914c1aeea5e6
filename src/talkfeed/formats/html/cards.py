"""Rows → cards: talks with their cover or picture, such as the latest recordings of a site."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from talkfeed.formats.html import cover
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from talkfeed.formats.html.rows import Programme, TalkRow
    from talkfeed.model import Feed

SHOWN = 6
"""The number of recordings that the first page shows as cards."""
MANY = 12
"""The number of past talks from which on it shows them: a few talks are all in sight."""


class Picture(NamedTuple):
    """A picture of the site: its address, and its width and height in pixels if known."""

    src: str
    size: tuple[int, int] | None


class Card(NamedTuple):
    """A talk with the classes and the small line of its cover, and its picture, if it has one."""

    row: TalkRow
    cover: str
    occasion: str
    picture: Picture | None


def card(row: TalkRow, root: str) -> Card:
    """Return the card of a talk; `root` is the path from the page to the root of the output."""
    found = row.talk.thumbnail
    picture = Picture(found.address(root), found.own.size) if found and found.own else None
    return Card(row, cover.classes(row.talk), cover.occasion(row.talk), picture)


def recordings(listed: Programme, feed: Feed, root: str) -> list[Card]:
    """Return the latest talks with a recording, for the first page of a site with many talks."""
    past = [row for year in listed.past for row in year.rows]
    if feed.current or len(past) < MANY:
        return []
    recorded = (row for row in past if _is_recorded(row))
    return [card(row, root) for row in islice(recorded, SHOWN)]


def _is_recorded(row: TalkRow) -> bool:
    return any(link.kind == "video" and not link.is_gone for link in row.talk.links)
