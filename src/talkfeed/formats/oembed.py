"""Feed → oembed.json: a static oEmbed 1.0 response (type rich) with an iframe of the embed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from talkfeed.text import escape

if TYPE_CHECKING:
    from talkfeed.model import Feed

WIDTH, HEIGHT = 640, 480
"""The size of the iframe in pixels; oEmbed requires numbers."""
SANDBOX = "allow-scripts allow-popups allow-popups-to-escape-sandbox"
CACHE_AGE = 3600
"""The seconds for which a consumer may cache the response."""


def render(feed: Feed) -> bytes:
    """Write the response (oEmbed 1.0, 2.3.4)."""
    response = {
        "version": "1.0",
        "type": "rich",
        "title": feed.title,
        "provider_name": feed.title,
        "provider_url": feed.home,
        "cache_age": CACHE_AGE,
        "width": WIDTH,
        "height": HEIGHT,
        "html": iframe(feed),
    }
    return json.dumps(response, ensure_ascii=False, indent=2).encode() + b"\n"


def iframe(feed: Feed) -> str:
    """Return the iframe of the embed."""
    src, title = escape(f"{feed.base}embed.html"), escape(feed.title)
    return (
        f'<iframe src="{src}" title="{title}" width="{WIDTH}" height="{HEIGHT}" loading="lazy" '
        f'sandbox="{SANDBOX}" style="border:0;width:100%"></iframe>'
    )
