"""Feed → talk-feed.js: the web component `<talk-feed>`, the same bytes for every feed."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from talkfeed.formats.html.template import squeeze

if TYPE_CHECKING:
    from talkfeed.model import Feed


def render(feed: Feed) -> bytes:  # noqa: ARG001 - every format has this signature
    """Give the component's script."""
    return _script()


@cache
def _script() -> bytes:
    source = files("talkfeed.formats.html").joinpath("templates/talk-feed.js")
    return f"{squeeze(source.read_text(encoding='utf-8'))}\n".encode()
