"""Feed → assets/style-HASH.css: the style of all pages, with the variables of the theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.formats.html import assets
from talkfeed.words import words_of

if TYPE_CHECKING:
    from talkfeed.model import Feed


def path(feed: Feed) -> str:
    """Return the output path without suffix."""
    return assets.asset(assets.STYLE, feed.look, words_of(feed)).path


def render(feed: Feed) -> bytes:
    """Return the style."""
    return assets.asset(assets.STYLE, feed.look, words_of(feed)).content
