"""Feed → a podcast: RSS 2.0 with the elements of Apple and of the podcast namespace.

Fields are filled into templates, which are written by feedgen. Seasons and numbers depend on the
other episodes, and the state of a stream on the clock, so both are added to the fragment of an
entry, which is the same in all podcasts of the site.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from talkfeed.formats.span import span
from talkfeed.formats.syndication.podcast_fields import (
    END,
    episode_blocks,
    season_numbers,
    show_blocks,
)
from talkfeed.formats.syndication.style import styled
from talkfeed.formats.syndication.templates import fill
from talkfeed.formats.wording import content_html
from talkfeed.ledger.state import write_moment
from talkfeed.text import escape, xml_safe
from talkfeed.words import words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from talkfeed.formats.syndication.podcast_fields import EpisodeBlocks, ShowBlocks
    from talkfeed.model import Entry, Feed

_ITEM, _END_ITEM = b"<item>", b"</item>"
NEVER = datetime.max.replace(tzinfo=UTC)
"""The time of a stream without one, which channels do not list."""


def fragments(feed: Feed) -> list[bytes]:
    """Return the `item` element of each entry, without its season and its number."""
    words = words_of(feed)
    return [
        fill(write_item, episode_blocks(entry, feed), content_html(entry, words))
        for entry in feed.entries
    ]


def assemble(feed: Feed, fragment: Callable[[int], bytes]) -> Iterator[bytes]:
    """Write a podcast: its streams, then its episodes."""
    yield styled(fill(write_show, show_blocks(feed)).removesuffix(END), feed)
    live, numbers = dict(feed.live), season_numbers(feed)
    ranks = range(len(feed.entries))
    for rank in sorted(ranks, key=lambda rank: feed.entries[rank].key not in live):
        entry = feed.entries[rank]
        item = _numbered(fragment(rank), *numbers.get(entry.key, ("", 0, 0)))
        yield _as_live(item, entry, live[entry.key]) if entry.key in live else item
    yield END


def render(feed: Feed) -> bytes:
    """Write a podcast as an RSS document."""
    return b"".join(assemble(feed, fragments(feed).__getitem__))


def _numbered(item: bytes, name: str, season: int, number: int) -> bytes:
    """Add the season and the number to an item."""
    if not season:
        return item
    named = escape(xml_safe(name))
    lines = (
        f"<itunes:season>{season}</itunes:season>",
        f"<itunes:episode>{number}</itunes:episode>",
        f'<podcast:season name="{named}">{season}</podcast:season>',
        f"<podcast:episode>{number}</podcast:episode>",
    )
    added = "".join(f"  {line}\n    " for line in lines).encode()
    head, end, rest = item.rpartition(_END_ITEM)
    return head + added + end + rest


def _as_live(item: bytes, entry: Entry, status: str) -> bytes:
    """Return an item as a liveItem, which has the same elements, with the state of its stream."""
    when = entry.talk.when
    start, end = map(write_moment, span(when.start or NEVER, when.end or NEVER))
    opened = f'<podcast:liveItem status="{status}" start="{start}" end="{end}">'.encode()
    head, _, rest = item.partition(_ITEM)
    inner, _, after = rest.rpartition(_END_ITEM)
    return head + opened + inner + b"</podcast:liveItem>" + after


def write_show(show: ShowBlocks) -> bytes:
    """Write a channel without items, by feedgen."""
    from talkfeed.formats.syndication.podcast_elements import write_document  # noqa: PLC0415  — feedgen, 60 ms

    return write_document(show)


def write_item(item: EpisodeBlocks, content: str) -> bytes:
    """Write an item, by feedgen."""
    from talkfeed.formats.syndication.podcast_elements import write_item  # noqa: PLC0415  — feedgen, 60 ms

    return write_item(item, content)
