"""Entries → Feeds: which entries, in which order, under which path, in which formats.

Feeds run on `published`, newest first; calendars run on the talk's own date. What is upcoming is
decided here and by the clock that came in as an argument, never by a format.
"""

from talkfeed.channels.contents import is_upcoming
from talkfeed.channels.groups import ties
from talkfeed.channels.select import Selection, frame, next_turn, select

__all__ = ["Selection", "frame", "is_upcoming", "next_turn", "select", "ties"]
