"""YouTube's Atom feed of a channel or playlist → a talk with its recording for each video.

The feed has the newest fifteen videos, with the dates of their upload. Titles such as "Ann Example
- Rainbows | CityCode 2019" are split if most titles of the channel follow the pattern.
Lines such as "5:30 Types" in a description are chapters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.importers.common.xml import root, root_name, words
from talkfeed.importers.feeds.post import Post, outcomes
from talkfeed.media.chapters import in_description
from talkfeed.model.imported import ImportResult
from talkfeed.records.collecting import collect
from talkfeed.records.draft import Link
from talkfeed.records.source_errors import wrong_kind

if TYPE_CHECKING:
    from lxml.etree import _Element

    from talkfeed.model.imported import ImportOptions, SourceInput

KIND = "youtube"
_ATOM = "{http://www.w3.org/2005/Atom}"
_YT = "{http://www.youtube.com/xml/schemas/2015}"
_MEDIA = "{http://search.yahoo.com/mrss/}"
_DAY = len("2015-10-07")


def recognise(source: SourceInput) -> float:
    """Score a source by YouTube's namespace in an Atom feed."""
    if root_name(source) != "feed":
        return 0.0
    return 0.98 if b"http://www.youtube.com/xml/schemas/2015" in source.content[:2048] else 0.0


def read(source: SourceInput, options: ImportOptions) -> ImportResult:
    """Read every video.

    Raises:
        Rejected: TF702, it is not such a feed; TF703, it has a DOCTYPE; TF704, it is too large.
    """
    feed = root(source)
    if feed.tag != f"{_ATOM}feed":
        raise wrong_kind(source, "a feed of YouTube")
    posts = [_post(entry) for entry in feed.iterfind(f"{_ATOM}entry")]
    talks, unparsed = collect(outcomes(posts, source.base, options))
    title = words(feed.find(f"{_ATOM}title")).strip()
    return ImportResult(kind=KIND, talks=talks, unparsed=unparsed, title=title)


def _post(entry: _Element) -> Post:
    video = words(entry.find(f"{_YT}videoId")).strip()
    text = words(entry.find(f"{_MEDIA}group/{_MEDIA}description"))
    picture = entry.find(f"{_MEDIA}group/{_MEDIA}thumbnail")
    link = entry.find(f"{_ATOM}link")
    href = "" if link is None else link.get("href", "")
    address = f"https://www.youtube.com/watch?v={video}" if video else href
    return Post(
        title=words(entry.find(f"{_ATOM}title")),
        posted=words(entry.find(f"{_ATOM}published")).strip()[:_DAY],
        text=text,
        chapters=in_description(text),
        media=(Link(address, kind="video"),),
        thumbnail="" if picture is None else picture.get("url", ""),
    )
