"""Feed of one talk → its chapters (JSON Chapters 1.2), for players of the podcast."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.media.chapters import write_chapters

if TYPE_CHECKING:
    from talkfeed.model import Feed


def render(feed: Feed) -> bytes:
    """Write the chapters of the feed's only entry; none without an entry."""
    talk = feed.entries[0].talk if feed.entries else None
    return write_chapters(talk.chapter_list if talk else (), talk.title if talk else feed.title)
