"""Talk → card: its cover or its picture, such as those of the latest recordings of a site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.formats.html import cover
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from talkfeed.model import Talk

DESIGNS = ("magazine",)
"""The designs in which the talks of all lists are cards."""


class Picture(NamedTuple):
    """A picture of the site: its address, and its width and height in pixels if known."""

    src: str
    size: tuple[int, int] | None


class Card(NamedTuple):
    """The classes and the small line of a talk's cover, and its picture, if it has one."""

    cover: str
    occasion: str
    picture: Picture | None

    @property
    def classes(self) -> str:
        """The classes of the link: of a card with a picture, or of a cover."""
        return "card" if self.picture else f"cover {self.cover}"


def card(talk: Talk, root: str) -> Card:
    """Return the card of a talk; `root` is the path from the page to the root of the output."""
    found = talk.thumbnail
    picture = Picture(found.address(root), found.own.size) if found and found.own else None
    return Card(cover.classes(talk), cover.occasion(talk), picture)
