"""A post of a feed, whichever format it came in → a Draft of the talk it may be about.

The day of a post or an upload is not the day of the talk: it is told as a doubt. A date counts
where the title names one, or the text names a single one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from talkfeed.importers.common.draft import Draft, Link, Named, Outcome, finish
from talkfeed.importers.common.timestamps import NO_DATE, Phrase, as_found
from talkfeed.importers.feeds.own_wording import host
from talkfeed.importers.feeds.title_parts import YEAR_ONLY, split
from talkfeed.model.imported import Confidence
from talkfeed.text import line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from talkfeed.importers.feeds.title_parts import Parts
    from talkfeed.model.imported import ImportOptions

BY_AUTHOR = "the author of the post is taken for the speaker"
IN_TEXT = "the date stands in the text"
_SEARCHED = 2000
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DATES = re.compile(
    rf"\b(?:\d{{4}}-\d\d-\d\d|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH},? \d{{4}}"
    rf"|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|{_MONTH},? \d{{4}})\b",
    re.IGNORECASE,
)
_VIDEO_HOSTS = frozenset({"youtube.com", "youtu.be", "vimeo.com", "media.ccc.de", "m.youtube.com"})
_MEDIA = ("audio", "video")


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """An entry of a feed. `text` is what it says, as Markdown; `media` are its attachments."""

    title: str
    url: str = ""
    authors: Sequence[Named] = ()
    posted: str = ""
    text: str = ""
    tags: Sequence[str] = ()
    language: str = ""
    media: Sequence[Link] = ()


def outcomes(posts: Sequence[Post], base: str, options: ImportOptions) -> list[Outcome]:
    """Make a talk of each post, or an unparsed part where it has no title."""
    taken = split((post.title for post in posts), options)
    drafts = (_draft(post, said, base, options) for post, said in zip(posts, taken, strict=True))
    return [finish(draft, options) for draft in drafts]


def _draft(post: Post, said: Parts, base: str, options: ImportOptions) -> Draft:
    people = [Named(name) for name in said.speakers]
    signed = [] if people or options.speaker else list(post.authors)
    return Draft(
        title=said.title,
        speakers=people or signed,
        event=Named(said.event),
        when=_when(post, said, options),
        links=(*post.media, *_page(post)),
        abstract=post.text,
        tags=post.tags,
        language=post.language,
        confidence=Confidence.LIKELY,
        doubts=(*said.doubts, *((BY_AUTHOR,) if signed else ())),
        base=base,
    )


def _when(post: Post, said: Parts, options: ImportOptions) -> Phrase:
    """Find when the talk was held: in the title, else in the text; an event's year is the last."""
    named = {line(match[0]) for match in _DATES.finditer(post.text[:_SEARCHED])}
    found = as_found(named.pop(), options) if len(named) == 1 else NO_DATE
    if found.text and (not said.when.text or YEAR_ONLY in said.when.doubts):
        return Phrase(found.text, (IN_TEXT,))
    if said.when.text:
        return said.when
    posted = f"was posted on {post.posted}" if post.posted else "does not say when it was posted"
    return Phrase("", (f"it {posted}; when the talk was held is not known",))


def _page(post: Post) -> Iterator[Link]:
    """Give the post's address: a recording, where it stands with those, else a page."""
    yield Link(post.url, kind="video" if host(post.url) in _VIDEO_HOSTS else "url")


def medium(address: str, media_type: str, length: str, label: str = "") -> Link:
    """Make a link of an attachment: sound and film have keys of their own."""
    kind = media_type.partition("/")[0].lower()
    return Link(address, label, kind if kind in _MEDIA else "", media_type.lower(), length)
