"""Entries → Feeds: which entries, in which order, under which path, in which formats.

Feeds run on `published`, newest first; calendars run on the talk's own date. What is upcoming is
decided here and by the clock that came in as an argument, never by a format.
"""

from talkfeed.channels.select import Selection, is_upcoming, next_turn, select

__all__ = ["Selection", "is_upcoming", "next_turn", "select"]
