"""Feed, Entry → the fields of a podcast's elements: texts, None for absent ones.

The elements are those of RSS 2.0, of Apple (itunes) and of the podcast namespace
(podcastindex.org/namespace/1.0).
"""

from __future__ import annotations

from hashlib import sha1
from typing import TYPE_CHECKING

from talkfeed.formats import wording
from talkfeed.formats.syndication.rss_fields import as_html
from talkfeed.formats.syndication.shared import address, credited, write_date
from talkfeed.media.types import suffix_of
from talkfeed.model.media import CAPTIONS, CHAPTERS, TRANSCRIPT
from talkfeed.model.podcast import Podcast, files_of
from talkfeed.named_tuple import NamedTuple
from talkfeed.text import seconds_of
from talkfeed.words import words_of
from talkfeed.words.terms import link_title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from talkfeed.model import Entry, Feed, Link, Talk
    from talkfeed.words import Words

    Texts = tuple[str | None, ...]

SUFFIX = ".podcast.rss"
END = b"  </channel>\n</rss>\n"
"""The end of a document, after its items."""
NAMESPACE = bytes.fromhex("ead4c236bf5858c6a2c6a6b28d128cb6")
"""The namespace of podcast:guid (RFC 9562, 5.5: a UUID of version 5)."""
_GROUPS = (slice(8), slice(8, 12), slice(12, 16), slice(16, 20), slice(20, 32))
"""The groups of digits of a UUID."""
CHAPTERS_TYPE = "application/json+chapters"
CHAPTERS_SUFFIX = ".chapters.json"
_STREAMS = {
    ".m3u8": "application/x-mpegURL",
    ".mp3": "audio/mpeg",
    ".aac": "audio/aac",
    ".ogg": "audio/ogg",
    ".mp4": "video/mp4",
}
"""The media types of streams that players can load, by suffix."""
_SMALLEST = 1400
"""The least width of a cover in pixels."""
_LONG, _SHORT = 128, 32
"""The characters that aggregators show of a name, and of the title of a file."""
_ROLES = {"chair": "host", "host": "host"}
"""The roles of the Podcast Taxonomy for those at a talk; all others are guests."""


class ShowFields(NamedTuple):
    """The fields that occur once in a channel."""

    title: str
    link: str
    description: str
    language: str
    rights: str | None
    date: str
    self: str
    author: str
    owner: str
    email: str
    image: str
    explicit: str
    type: str
    guid: str
    medium: str


class ShowBlocks(NamedTuple):
    """The fields of a channel, except its items: categories have a subcategory or None."""

    fields: tuple[ShowFields]
    categories: tuple[tuple[str, str | None], ...]
    hubs: tuple[tuple[str], ...]


class EpisodeFields(NamedTuple):
    """The fields that occur once in an item; the language only if it differs from the channel's."""

    title: str
    link: str
    description: str
    guid: str
    date: str
    author: str
    language: str | None
    duration: str | None
    image: str | None
    chapters: str | None


class EpisodeBlocks(NamedTuple):
    """The fields of an item, except its content, its season and its number."""

    fields: tuple[EpisodeFields]
    enclosures: tuple[Texts, ...]
    people: tuple[Texts, ...]
    locations: tuple[Texts, ...]
    transcripts: tuple[Texts, ...]
    alternates: tuple[Texts, ...]
    pictures: tuple[Texts, ...]
    pages: tuple[Texts, ...]


def show_blocks(feed: Feed) -> ShowBlocks:
    """Return the fields of a podcast's channel."""
    show = feed.podcast or Podcast()
    author = show.author or wording.names(feed.authors)
    own = address(feed, SUFFIX)
    fields = ShowFields(
        show.title or feed.title,
        feed.home,
        as_html(show.description or feed.subtitle or feed.title),
        feed.language,
        feed.rights or None,
        write_date(feed.updated),
        own,
        author,
        show.owner or author,
        show.email,
        show.image.address(feed.base) if show.image else "",
        "true" if show.is_explicit else "false",
        show.type,
        show.guid or podcast_guid(own),
        show.medium,
    )
    return ShowBlocks((fields,), show.categories, tuple(zip(feed.hubs, strict=True)))


def podcast_guid(href: str) -> str:
    """Return the identity of a podcast: its address without scheme and final slashes.

    >>> podcast_guid("https://podnews.net/rss/")
    '9b024349-ccf0-5f69-a609-6b82873eab3c'
    """
    name = href.partition("://")[2].rstrip("/").encode()
    found = bytearray(sha1(NAMESPACE + name, usedforsecurity=False).digest()[:16])
    found[6] = found[6] & 0x0F | 0x50
    found[8] = found[8] & 0x3F | 0x80
    return "-".join(found.hex()[group] for group in _GROUPS)


def episode_blocks(entry: Entry, feed: Feed) -> EpisodeBlocks:
    """Return the fields of an item; the first media file is its enclosure."""
    talk, base, words = entry.talk, feed.base, words_of(feed)
    medium = feed.podcast.medium if feed.podcast else ""
    files = files_of(talk, medium)
    seconds = _seconds(talk, files[0]) if files else 0
    fields = EpisodeFields(
        title=wording.title(entry, words),
        link=entry.url,
        description=as_html(wording.summary(entry, words)),
        guid=entry.id,
        date=write_date(entry.published),
        author=wording.names(credited(entry, feed)),
        language=_language(talk, feed),
        duration=str(seconds) if seconds else None,
        image=_cover(talk, base),
        chapters=_chapters(entry, base),
    )
    return EpisodeBlocks(
        (fields,),
        tuple((link.href, str(link.length), link.type) for link in files[:1]) or _stream(talk),
        tuple(_people(talk, base)),
        tuple(_locations(talk)),
        tuple(
            (
                *(each.address(base), each.type, each.language or _language(talk, feed)),
                "captions" if each.role == CAPTIONS else None,
            )
            for each in talk.attachments
            if each.role in {TRANSCRIPT, CAPTIONS}
        ),
        tuple(_alternate(talk, link, words) for link in files[1:]),
        tuple(_pictures(talk, base)),
        tuple(_pages(talk, files, words)),
    )


def _language(talk: Talk, feed: Feed) -> str | None:
    """Return the language of a talk; players assume that of the channel where none is stated."""
    return None if talk.language == feed.language else talk.language


def _seconds(talk: Talk, link: Link) -> int:
    """Return how long a file is: as stated, as found, or as the talk is."""
    stated = link.recording.duration if link.recording else 0
    found = link.found.duration if link.found else 0
    return stated or found or seconds_of(talk.length or "")


def _stream(talk: Talk) -> tuple[Texts, ...]:
    """Return the stream of a talk as an enclosure, if its suffix says that players can load it."""
    kind = _STREAMS.get(suffix_of(talk.online)) if talk.online else None
    return ((talk.online, "0", kind),) if kind else ()


def _cover(talk: Talk, base: str) -> str | None:
    """Return the picture of a talk if it is a cover as well: Apple requires square ones."""
    own = talk.thumbnail.own if talk.thumbnail else None
    width, height = (own.size if own else None) or (0, 1)
    is_cover = width == height and width >= _SMALLEST
    return talk.thumbnail.address(base) if talk.thumbnail and is_cover else None


def _pictures(talk: Talk, base: str) -> Iterator[Texts]:
    """List the picture of a talk: address, width, height, purpose."""
    if picture := talk.thumbnail:
        size = picture.own.size if picture.own else None
        width, height = map(str, size) if size else (None, None)
        yield picture.address(base), width, height, "poster"


def _chapters(entry: Entry, base: str) -> str | None:
    if entry.talk.chapter_list:
        return f"{base}talks/{entry.key}{CHAPTERS_SUFFIX}"
    away = (each for each in entry.talk.attachments if each.role == CHAPTERS and not each.is_file)
    return next((each.href for each in away), None)


def _people(talk: Talk, base: str) -> Iterator[Texts]:
    for person in (*talk.speakers, *talk.contributors):
        role = _ROLES.get(person.role, "guest")
        image = person.profile.image if person.profile else None
        yield person.name[:_LONG], role, image and (image.address(base) or None), person.page


def _locations(talk: Talk) -> Iterator[Texts]:
    where = talk.location
    if where:
        geo = "geo:%.6f,%.6f" % where.geo if where.geo else None  # noqa: UP031 — takes the pair
        yield where.name[:_LONG], "creator", geo


def _alternate(talk: Talk, link: Link, words: Words) -> Texts:
    """Return another file: type, length, bitrate, height, language, title, address."""
    stated = link.recording
    quality = (stated.quality or "") if stated else ""
    height = quality.removesuffix("p") if quality.endswith("p") else ""
    seconds, length = _seconds(talk, link), link.length or 0
    return (
        link.type,
        str(length),
        str(length * 8 // seconds) if seconds else None,
        height if height.isascii() and height.isdigit() else None,
        stated.language if stated else None,
        link_title(link, words)[:_SHORT],
        link.href,
    )


def _pages(talk: Talk, files: list[Link], words: Words) -> Iterator[Texts]:
    """List where people watch the talk, and its stream until there is a file."""
    known = {link.href for link in files}
    for link in talk.links:
        if link.kind in {"video", "audio"} and link.href not in known and not link.is_gone:
            yield link.href, link_title(link, words)
    if talk.online and not files:
        yield talk.online, words.stream


def season_numbers(feed: Feed) -> dict[str, tuple[str, int, int]]:
    """Return the season and the numbers of each episode, by key: the event, in order of dates."""
    seasons: dict[str, list[tuple[str, int, str]]] = {}
    for entry in feed.entries:
        if entry.talk.event:
            row = (_day(entry), entry.talk.order, entry.key)
            seasons.setdefault(entry.talk.event.name, []).append(row)
    in_order = sorted(seasons, key=lambda name: (min(seasons[name]), name))
    return {
        key: (name[:_LONG], season, number)
        for season, name in enumerate(in_order, 1)
        for number, (*_, key) in enumerate(sorted(seasons[name]), 1)
    }


def _day(entry: Entry) -> str:
    start = entry.talk.when.start
    return start.isoformat() if start else "9999"
