"""Entries → Feeds: the entries, order, path and formats of each document.

Feeds are sorted by `published`, newest first; calendars use the talk's own date. Which talks are
upcoming is decided here, by the clock passed as an argument, never by a format.
"""

from talkfeed.channels.contents import ChannelFeed, Contents, HeldChannel, is_upcoming
from talkfeed.channels.groups import ties
from talkfeed.channels.related import Relations, delivery
from talkfeed.channels.select import (
    Selection,
    select,
    select_edited,
)
from talkfeed.channels.validity import valid_until

__all__ = [
    "ChannelFeed",
    "Contents",
    "HeldChannel",
    "Relations",
    "Selection",
    "delivery",
    "is_upcoming",
    "select",
    "select_edited",
    "ties",
    "valid_until",
]
