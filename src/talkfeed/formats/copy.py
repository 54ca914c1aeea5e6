"""Feed of one talk, or about a person or an event → the copy of a file that it names.

Its path is made of its content, so that it can be cached for ever; the path of the feed is that of
the copy, with its suffix.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from talkfeed.model import Feed


def render(feed: Feed) -> bytes:
    """Return the content of the file whose copy is at the path of the feed; empty without one."""
    profile = feed.about.profile if feed.about else None
    attached = [profile.image] if profile and profile.image else []
    attached += [feed.podcast.image] if feed.podcast and feed.podcast.image else []
    attached += [feed.image] if feed.image else []
    for entry in feed.entries:
        attached += entry.talk.attachments
    for each in attached:
        if each.own and each.own.stored == feed.path:
            return each.own.content()
    return b""
