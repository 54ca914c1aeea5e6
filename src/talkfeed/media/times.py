"""Points in a recording: text → seconds, and an address → that of a point in the recording.

Players take a time in their own ways; a media file takes that of Media Fragments URI 1.0, 4.2.1.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qs

from talkfeed.errors import Rejected
from talkfeed.media.types import suffix_of
from talkfeed.patterns import lazy
from talkfeed.text import length, line, seconds_of, split

NOT_A_TIME = "TF331"
YOUTUBE = ("youtube.com", "www.youtube.com", "m.youtube.com", "www.youtube-nocookie.com")
YOUTUBE_SHORT = "youtu.be"
VIMEO = ("vimeo.com", "www.vimeo.com", "player.vimeo.com")
_FRAGMENTS = (*VIMEO, "media.ccc.de")
"""Hosts whose players take `#t=` and seconds."""
_FILES = frozenset((".mp4", ".m4v", ".webm", ".ogv", ".mp3", ".m4a", ".ogg", ".oga", ".opus"))
CLOCK = r"(?:([0-9]{1,2}):)?([0-9]{1,3}):([0-5][0-9])(?:[.,][0-9]{1,6})?"
"""Hours, minutes and seconds as players show them; a fraction is left out."""
_CLOCK = lazy(CLOCK)
_PLAIN = lazy(r"([0-9]{1,6})(?:\.[0-9]{1,6})?s?")
_IN_ADDRESS = lazy(r"(?:(\d{1,2})h)?(?:(\d{1,3})m)?(?:(\d{1,6})s?)?", re.ASCII)
_SIXTY = 60


def point(text: str) -> int:
    """Return the seconds of a point in a recording.

    >>> point("1:02:03"), point("02:03"), point("75"), point("12 min")
    (3723, 123, 75, 720)

    Raises:
        Rejected: TF331, not a point in a recording.
    """
    written = line(text)
    seconds = clock(_CLOCK.fullmatch(written))
    plain = _PLAIN.fullmatch(written)
    if seconds is None and plain:
        seconds = int(plain[1])
    if seconds is None:
        try:
            seconds = seconds_of(length(written))
        except Rejected as rejected:
            message = f"'{written[:60]}' is not a time in a recording"
            raise Rejected(NOT_A_TIME, message, "write e.g. 05:30, 1:02:03 or 90") from rejected
    return seconds


def clock(found: re.Match[str] | None) -> int | None:
    """Return the seconds of a match of `CLOCK`; None without one, or with 60 minutes in an hour."""
    if found is None or (found[1] and int(found[2]) >= _SIXTY):
        return None
    return (int(found[1] or 0) * _SIXTY + int(found[2])) * _SIXTY + int(found[3])


def start_of(href: str) -> int:
    """Return the seconds at which an address starts a recording; 0 if it states no time.

    >>> start_of("https://youtu.be/dJlHBS7sP_c?t=1m19s"), start_of("https://vimeo.com/1#t=5")
    (79, 5)
    """
    parts = split(href)
    queries = parse_qs(parts.query), parse_qs(parts.fragment)
    stated = (query.get(name, [""])[0] for query in queries for name in ("t", "start"))
    found = _IN_ADDRESS.fullmatch(next(filter(None, stated), ""))
    hours, minutes, seconds = (int(part or 0) for part in found.groups()) if found else (0, 0, 0)
    return (hours * _SIXTY + minutes) * _SIXTY + seconds


def at_time(href: str, seconds: int) -> str:
    """Return the address of a point in a recording; "" if its player takes no time.

    >>> at_time("https://youtu.be/dJlHBS7sP_c", 90)
    'https://youtu.be/dJlHBS7sP_c?t=90s'
    >>> at_time("https://a.example/talk.mp4", 90)
    'https://a.example/talk.mp4#t=90'
    """
    bare = href.partition("#")[0]
    host = split(href).netloc.lower()
    if host == YOUTUBE_SHORT or host in YOUTUBE:
        head, _, query = bare.partition("?")
        kept = [each for each in query.split("&") if each and not each.startswith(("t=", "start="))]
        return f"{head}?{'&'.join([*kept, f't={seconds}s'])}"
    if host in _FRAGMENTS or suffix_of(bare) in _FILES:
        return f"{bare}#t={seconds}"
    return ""
