"""Feed → feed.css: the style in which a browser shows Atom and RSS, with the theme's variables.

Its address has no hash of its content: a new style must not change every published feed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.formats.html import template
from talkfeed.formats.html.filters import squeeze
from talkfeed.words import words_of

if TYPE_CHECKING:
    from talkfeed.model import Feed

NAME = "feed.css"
_DECLARATION_END = b"?>\n"


def render(feed: Feed) -> bytes:
    """Return the style."""
    text = template.text(NAME, feed.look, words_of(feed))
    return f"{squeeze(text)}\n".encode()


def styled(document: bytes, feed: Feed) -> bytes:
    """Return the beginning of a document with a link to the style (xml-stylesheet 1.0, 2)."""
    link = f'<?xml-stylesheet href="{template.root(feed)}{NAME}" type="text/css"?>\n'
    return document.replace(_DECLARATION_END, _DECLARATION_END + link.encode(), 1)
