"""Entries → Feeds: the entries, order, path and formats of each document.

Feeds are sorted by `published`, newest first; calendars use the talk's own date. Which talks are
upcoming is decided here, by the clock passed as an argument, never by a format.
"""

from talkfeed.channels.contents import is_upcoming
from talkfeed.channels.groups import ties
from talkfeed.channels.select import Selection, select, template_feed, valid_until

__all__ = ["Selection", "is_upcoming", "select", "template_feed", "ties", "valid_until"]
