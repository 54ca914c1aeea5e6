"""Feed → embed.html: a small page for frames on other sites.

It works in a sandbox, stores nothing, and sends its height to the page around it. Its feed has all
upcoming talks and some past ones. The visitor's clock decides which are over, so the embed of
recent talks contains the upcoming ones, too.
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
"""The talks shown by a variant, by its path; other paths show all."""


def assemble(feed: Feed, fragment: Callable[[int], bytes]) -> Iterator[bytes]:
    """Write the embed: all talks, or, depending on its path, the upcoming or recent ones only."""
    listed = rows.programme(feed, root=feed.base)
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
    """Write an embed."""
    return b"".join(assemble(feed, fragments(feed).__getitem__))
