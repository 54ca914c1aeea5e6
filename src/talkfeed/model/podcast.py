"""The settings of a podcast, and the files of a talk that players can load."""

from talkfeed.model.media import Attachment
from talkfeed.model.talk import Link, Talk
from talkfeed.named_tuple import NamedTuple

FORMAT = "podcast"
"""The name of the format, and of the setting."""
VIDEO = "video"
_MEDIA = ("audio/", "video/")


class Podcast(NamedTuple):
    """The settings of a podcast (Apple's requirements, and the podcast namespace).

    `categories` are pairs of a category of Apple and a subcategory or None. `medium` is `podcast`
    or `video`. `channels` are the kinds of channels that have a podcast of their own. A setting
    that is empty is that of the feed.
    """

    title: str = ""
    description: str = ""
    image: Attachment | None = None
    categories: tuple[tuple[str, str | None], ...] = ()
    is_explicit: bool = False
    author: str = ""
    owner: str = ""
    email: str = ""
    medium: str = "podcast"
    type: str = "episodic"
    guid: str | None = None
    channels: tuple[str, ...] = ()


def files_of(talk: Talk, medium: str) -> list[Link]:
    """List the media files of a talk, those of the medium first; dead ones are left out.

    A file is known by its type and its length, and is that of the talk alone.
    """
    found = [
        link
        for link in talk.links
        if link.rel == "enclosure"
        and link.length
        and (link.type or "").startswith(_MEDIA)
        and not link.is_gone
        and not (link.recording and link.recording.start)
    ]
    first = VIDEO if medium == VIDEO else "audio"
    return sorted(found, key=lambda link: not (link.type or "").startswith(first))


def why_no_episode(talk: Talk) -> str:
    """Return why a talk with a recording has no file that players can load; "" if it has one."""
    recordings = [link for link in talk.links if link.kind in {"video", "audio"}]
    if not recordings or files_of(talk, VIDEO):
        return ""
    if all(link.is_gone for link in recordings):
        return "the recording is gone"
    if any(link.recording and link.recording.start for link in recordings):
        return "the recording is that of a whole session"
    if any((link.type or "").startswith(_MEDIA) for link in recordings):
        return "the length of the file is not known"
    return "the recording is a page, not a file"
