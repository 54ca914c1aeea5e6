"""Feed → talk-feed.js: the web component `<talk-feed>`, the same for every feed."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from talkfeed.formats.html import runtime
from talkfeed.formats.html.filters import squeeze

if TYPE_CHECKING:
    from talkfeed.model import Feed


def render(feed: Feed) -> bytes:  # noqa: ARG001 - every format has this signature
    """Return the component's script."""
    return _script()


@cache
def _script() -> bytes:
    script = "".join(runtime.template("talk-feed.js").generate({}))
    return f"{squeeze(script)}\n".encode()
