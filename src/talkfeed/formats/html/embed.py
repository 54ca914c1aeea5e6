"""Feed → embed.html: a small page for frames on other sites.

It works in a sandbox, keeps nothing, and tells the page around it its height. The feed of an
embed holds what is to come and some of what was; the visitor's clock decides which is which, so
the recent ones need the upcoming ones too.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from talkfeed.formats.html import rows, template

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from talkfeed.model import Feed

fragments = rows.fragments

SHOWN = {"embed-upcoming": "upcoming", "embed-recent": "recent"}
"""What a variant shows, by its path; any other shows both."""


def assemble(feed: Feed, fragment: Callable[[int], bytes]) -> Iterator[bytes]:
    """Write the embed; a variant by its path shows only the upcoming or the recent talks."""
    listed = rows.programme(feed, way=feed.base)
    yield template.render(
        "embed.html",
        feed,
        fragment=rows.placed(feed, fragment, feed.base),
        scheduled=bool(listed.upcoming),
        upcoming=(*listed.upcoming, *listed.undated),
        recent=tuple(chain.from_iterable(year.rows for year in listed.past)),
        shown=SHOWN.get(feed.path, "all"),
    )


def render(feed: Feed) -> bytes:
    """Write the embed from its entries alone."""
    return b"".join(assemble(feed, fragments(feed).__getitem__))
