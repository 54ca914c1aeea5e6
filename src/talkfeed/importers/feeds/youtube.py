"""YouTube's Atom feed of a channel or playlist → a talk with its recording for each video.

The feed has the newest fifteen. Its dates are those of the upload. Titles such as "Ann Example -
Rainbows | CityCode 2019" are taken apart as far as the channel words them alike.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.importers.common.draft import Link, gather
from talkfeed.importers.common.json_values import other
from talkfeed.importers.common.xml import root, root_name, words
from talkfeed.importers.feeds.post import Post, outcomes
from talkfeed.model.found import Harvest

if TYPE_CHECKING:
    from lxml.etree import _Element

    from talkfeed.model.found import Material, Wishes

KIND = "youtube"
_ATOM = "{http://www.w3.org/2005/Atom}"
_YT = "{http://www.youtube.com/xml/schemas/2015}"
_MEDIA = "{http://search.yahoo.com/mrss/}"
_DAY = len("2015-10-07")


def recognise(material: Material) -> float:
    """Tell how much a material looks like YouTube's feed: Atom with YouTube's own namespace."""
    if root_name(material) != "feed":
        return 0.0
    return 0.98 if b"http://www.youtube.com/xml/schemas/2015" in material.content[:2048] else 0.0


def read(material: Material, wishes: Wishes) -> Harvest:
    """Read every video.

    Raises:
        Refusal: TF702, it is no such feed; TF703, it has a DOCTYPE; TF704, it is too large.
    """
    feed = root(material)
    if feed.tag != f"{_ATOM}feed":
        raise other(material, "feed of YouTube")
    posts = [_post(entry) for entry in feed.iterfind(f"{_ATOM}entry")]
    talks, leftovers = gather(outcomes(posts, material.base, wishes))
    title = words(feed.find(f"{_ATOM}title")).strip()
    return Harvest(kind=KIND, talks=talks, leftovers=leftovers, title=title)


def _post(entry: _Element) -> Post:
    video = words(entry.find(f"{_YT}videoId")).strip()
    link = entry.find(f"{_ATOM}link")
    address = f"https://www.youtube.com/watch?v={video}" if video else _href(link)
    return Post(
        title=words(entry.find(f"{_ATOM}title")),
        posted=words(entry.find(f"{_ATOM}published")).strip()[:_DAY],
        text=words(entry.find(f"{_MEDIA}group/{_MEDIA}description")),
        media=(Link(address, kind="video"),),
    )


def _href(link: _Element | None) -> str:
    return "" if link is None else link.get("href", "")
