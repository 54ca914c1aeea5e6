"""Feed → assets/script-HASH.js: the script of all pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.formats.html import assets
from talkfeed.words import words_of

if TYPE_CHECKING:
    from talkfeed.model import Feed


def path(feed: Feed) -> str:
    """Return the output path without suffix."""
    return assets.asset(assets.SCRIPT, feed.look, words_of(feed)).path


def render(feed: Feed) -> bytes:
    """Return the script."""
    return assets.asset(assets.SCRIPT, feed.look, words_of(feed)).content
