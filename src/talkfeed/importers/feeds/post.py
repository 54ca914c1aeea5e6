"""A post of a feed, in any format → a draft of the talk it may be about.

The date is the one in the title, or the only one in the text. The day of a post or an upload is not
the day of the talk: it is taken, if at all, with a doubt.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from talkfeed.importers.feeds.own_wording import host
from talkfeed.model.imported import Confidence
from talkfeed.records.draft import Draft, Link, Named, Outcome, finish
from talkfeed.records.timestamps import NO_DATE, Phrase, as_found
from talkfeed.records.title_parts import YEAR_ONLY, split
from talkfeed.text import join, line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from talkfeed.model.imported import ImportOptions
    from talkfeed.model.media import Chapter
    from talkfeed.records.title_parts import Parts

BY_AUTHOR = "the author of the post is taken as the speaker"
IN_TITLE = "the date is taken from the title"
IN_TEXT = "the date is taken from the text"
POSTED = "the date is the day on which it was posted"
_SEARCHED = 2000
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DATES = re.compile(
    rf"\b(?:\d{{4}}-\d\d-\d\d|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH},? \d{{4}}"
    rf"|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|{_MONTH},? \d{{4}})\b",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"^[^\w\n]{0,9}(?:date|day|when|date (?:and|&) time|datum|wann|termin|quand|fecha|cuándo|data"
    r"|quando)[^\w\n:]{0,3}:[^\w\n]{0,9}(\S[^\n]{0,99})$",
    re.IGNORECASE | re.MULTILINE,
)
_SENTENCES = re.compile(r"(?<=[.!?])\s+(?=[^\W\d_a-z])|\n\s{0,9}\n")
_LIFE = re.compile(
    r"\b(?:ph\.?d|doctora\w+|degree|diploma|graduated?|since|joined|received|awarded|born|appointed"
    r"|professor|postdoc\w*|fellow\w*|bachelor\w*|master'?s|founded|studied|worked|works|career"
    r"|previously|until|promotion|habilitation)\b",
    re.IGNORECASE,
)
"""Words of sentences about the life of a speaker, whose dates are not the talk's."""
_VIDEO_HOSTS = frozenset({"youtube.com", "youtu.be", "vimeo.com", "media.ccc.de", "m.youtube.com"})
_MEDIA = ("audio", "video")


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """An entry of a feed: `text` is its content as Markdown, `media` its attachments.

    `chapters`, `length` and `thumbnail` are those of its recording. Relative links are resolved
    against `base`, which may be relative to that of the feed.
    """

    title: str
    url: str = ""
    authors: Sequence[Named] = ()
    posted: str = ""
    text: str = ""
    tags: Sequence[str] = ()
    language: str = ""
    media: Sequence[Link] = ()
    chapters: Sequence[Chapter] = ()
    thumbnail: str = ""
    length: str = ""
    uid: str = ""
    base: str = ""


def outcomes(
    posts: Sequence[Post], base: str, options: ImportOptions, *, takes_posted: bool = False
) -> list[Outcome]:
    """Return the talk of each post; one without a title is unparsed.

    With `takes_posted`, the day of the post is the date of a talk that has no other.
    """
    taken = split((post.title for post in posts), options)
    drafts = (_draft(post, parts, base, options) for post, parts in zip(posts, taken, strict=True))
    if takes_posted:
        drafts = (_with_posted(draft, post) for draft, post in zip(drafts, posts, strict=True))
    return [finish(draft, options) for draft in drafts]


def _with_posted(draft: Draft, post: Post) -> Draft:
    """Take the day of a post as the date, with a doubt, if no other is known."""
    if draft.when.text or not post.posted:
        return draft
    when = Phrase(post.posted, (POSTED,))
    return replace(draft, when=when, confidence=Confidence.DOUBTFUL)


def _draft(post: Post, parts: Parts, base: str, options: ImportOptions) -> Draft:
    people = [Named(name) for name in parts.speakers]
    signed = [] if people or options.speaker else list(post.authors)
    page = Link(post.url, kind="video" if host(post.url) in _VIDEO_HOSTS else "url")
    return Draft(
        title=parts.title,
        speakers=people or signed,
        event=Named(parts.event),
        when=_when(post, parts, options),
        links=(*post.media, page),
        chapters=post.chapters,
        thumbnail=post.thumbnail,
        length=post.length,
        abstract=post.text,
        tags=post.tags,
        language=post.language,
        confidence=Confidence.LIKELY,
        doubts=(*parts.doubts, *((BY_AUTHOR,) if signed else ())),
        base=join(base, post.base) if post.base else base,
        uid=post.uid,
    )


def _when(post: Post, parts: Parts, options: ImportOptions) -> Phrase:
    """Return the date in the title, else in the text, else the year in the event's name."""
    labelled = (as_found(row[1], options) for row in _LABELLED.finditer(post.text[:_SEARCHED]))
    whole = next((one.text for one in labelled if one.text), "")
    if not parts.when.text or YEAR_ONLY in parts.when.doubts:
        stated = [whole] if whole else _stated(post.text)
        for found, doubt in ((_DATES.findall(post.title), IN_TITLE), (stated, IN_TEXT)):
            named = {line(each) for each in found}
            phrase = as_found(named.pop(), options) if len(named) == 1 else NO_DATE
            if phrase.text:
                return Phrase(phrase.text, (doubt,))
    if parts.when.text:
        return parts.when
    posted = f"it was posted on {post.posted}" if post.posted else "it has no date of posting"
    return Phrase("", (f"{posted}; the date of the talk is unknown",))


def _stated(written: str) -> list[str]:
    """List the dates of a text, but those of a person's life.

    >>> _stated("We meet on 3 June 2019. She received her PhD in May 2015.")
    ['3 June 2019']
    """
    parts = _SENTENCES.split(written[:_SEARCHED])
    return [day for part in parts if not _LIFE.search(part) for day in _DATES.findall(part)]


def medium(address: str, media_type: str, length: str, label: str = "") -> Link:
    """Return the link of an attachment; audio and video have fields of their own."""
    kind = media_type.partition("/")[0].lower()
    return Link(address, label, kind if kind in _MEDIA else "", media_type.lower(), length)
