"""The path of a file → its group, so that nothing is published before what it links to."""

from __future__ import annotations

from enum import IntEnum

from talkfeed.delivery.headers import FEED_KINDS, kind_of


class Group(IntEnum):
    """The groups in which files are uploaded, each complete before the next.

    NEW files are not linked to yet, except by each other.
    """

    NEW = 0
    TALKS = 1
    ARCHIVES = 2
    CHANNELS = 3
    FEEDS = 4
    PAGES = 5


def group_of(path: str, *, is_new: bool) -> Group:
    """Return the group of a file.

    >>> group_of("talks/a-talk/index.html", is_new=False).name
    'TALKS'
    >>> group_of("speakers/ann.atom", is_new=False).name
    'CHANNELS'
    """
    directory = path.partition("/")[0] if "/" in path else ""
    if is_new:
        return Group.NEW
    if directory in _DIRECTORIES:
        return _DIRECTORIES[directory]
    if kind_of(path) in FEED_KINDS:
        return Group.CHANNELS if directory else Group.FEEDS
    return Group.PAGES


_DIRECTORIES = {"talks": Group.TALKS, "archive": Group.ARCHIVES}
