"""Video links → players that a page can open in place, for YouTube and Vimeo.

Nothing is loaded from a host before the visitor clicks. YouTube plays from its cookieless domain,
Vimeo with its "do not track" option. Other links stay links.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from talkfeed.media.times import VIMEO, YOUTUBE, YOUTUBE_SHORT, start_of
from talkfeed.named_tuple import NamedTuple
from talkfeed.patterns import lazy
from talkfeed.text import split

if TYPE_CHECKING:
    from talkfeed.model import Talk

_YOUTUBE_ID = lazy(r"[A-Za-z0-9_-]{11}")
_YOUTUBE_PATH = lazy(r"/(?:embed|live|shorts|v)/([^/]+)")
_VIMEO_PATH = lazy(r"/(?:video/)?([0-9]{1,12})(?:/([0-9a-f]{6,20}))?")


class Player(NamedTuple):
    """A player: the address of the watch page, those of the iframe and its origin, and the host.

    `picture` is the address of a still, if it can be derived from that of the video; only programs
    that preview pages load it.
    """

    href: str
    src: str
    origin: str
    host: str
    picture: str = ""


def player(talk: Talk) -> Player | None:
    """Return the player of a talk's first video with one; a dead video has none."""
    videos = (link.href for link in talk.links if link.kind == "video" and not link.is_gone)
    return next(filter(None, map(from_address, videos)), None)


def from_address(href: str) -> Player | None:
    """Return the player for the address of a watch page; None for other hosts and paths.

    >>> from_address("https://youtu.be/dJlHBS7sP_c?t=1m19s").src
    'https://www.youtube-nocookie.com/embed/dJlHBS7sP_c?autoplay=1&start=79'
    """
    parts = split(href)
    host, query = parts.netloc.lower(), parse_qs(parts.query)
    if host == YOUTUBE_SHORT:
        return _youtube(href, parts.path[1:])
    if host in YOUTUBE:
        found = _YOUTUBE_PATH.fullmatch(parts.path.rstrip("/"))
        return _youtube(href, found[1] if found else query.get("v", [""])[0])
    return _vimeo(href, parts.path, query) if host in VIMEO else None


def _youtube(href: str, video: str) -> Player | None:
    if not _YOUTUBE_ID.fullmatch(video):
        return None
    origin = "https://www.youtube-nocookie.com"
    start = start_of(href)
    since = f"&start={start}" if start else ""
    picture = f"https://i.ytimg.com/vi/{video}/hqdefault.jpg"
    return Player(href, f"{origin}/embed/{video}?autoplay=1{since}", origin, "YouTube", picture)


def _vimeo(href: str, path: str, query: dict[str, list[str]]) -> Player | None:
    found = _VIMEO_PATH.fullmatch(path.rstrip("/"))
    if not found:
        return None
    origin = "https://player.vimeo.com"
    secret = found[2] or query.get("h", [""])[0]
    unlisted = f"&h={secret}" if secret.isalnum() and secret.isascii() else ""
    src = f"{origin}/video/{found[1]}?autoplay=1&dnt=1{unlisted}"
    return Player(href, src, origin, "Vimeo")
