"""Feed, Entry → the fields of their Atom elements (RFC 4287): texts, and None for absent ones.

Dates and numbers are texts, too, so that a template can have a placeholder for each. Fields that
occur once are a block of one row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.formats import wording
from talkfeed.formats.syndication.shared import (
    address,
    credited,
    others,
    picture_address,
    thumbnails,
)
from talkfeed.ledger.state import entry_state, tombstone_state, write_moment
from talkfeed.named_tuple import NamedTuple
from talkfeed.words import words_of
from talkfeed.words.terms import link_title

if TYPE_CHECKING:
    from collections.abc import Iterable

    from talkfeed import model
    from talkfeed.formats.syndication.shared import Thumbnail
    from talkfeed.model import Entry, Feed, Person, Talk
    from talkfeed.words import Words

    Author = tuple[str, str | None, str | None]
    """Name, uri, email (3.2)."""
    Link = tuple[str, str, str | None, str | None, str | None, str | None]
    """The attributes href, rel, type, title and length (4.2.7)."""
    State = tuple[str | None, ...]
    """The attributes of `talkfeed:state`, in their order."""
    DeletedEntry = tuple[str | None, ...]
    """The attributes ref and when of a withdrawn entry (RFC 6721, 3), then its state."""

SUFFIX = ".atom"
MEDIA_TYPE = "application/atom+xml"
END = b"</feed>\n"
"""The end of a document, after its entries."""


class FeedFields(NamedTuple):
    """The fields that occur once in a feed; the last three are links of RFC 5005, section 4."""

    language: str
    id: str
    alternate: str
    self: str
    rights: str | None
    subtitle: str | None
    title: str
    updated: str
    icon: str | None
    logo: str | None
    current: str | None
    older: str | None
    newer: str | None


class FeedBlocks(NamedTuple):
    """The fields of a feed, except its entries."""

    fields: tuple[FeedFields]
    authors: tuple[Author, ...]
    hubs: tuple[tuple[str], ...]
    tombstones: tuple[DeletedEntry, ...]


class EntryFields(NamedTuple):
    """The fields that occur once in an entry; the language only if it differs from the feed's."""

    language: str | None
    id: str
    alternate: str
    published: str
    summary: str
    title: str
    updated: str


class EntryBlocks(NamedTuple):
    """The fields of an entry, except its content."""

    fields: tuple[EntryFields]
    authors: tuple[Author, ...]
    contributors: tuple[Author, ...]
    categories: tuple[tuple[str], ...]
    links: tuple[Link, ...]
    thumbnails: tuple[Thumbnail, ...]
    state: tuple[State]


def feed_blocks(feed: Feed) -> FeedBlocks:
    """Return the fields of a feed."""
    fields = FeedFields(
        feed.language,
        feed.id,
        feed.home,
        address(feed, SUFFIX),
        feed.rights or None,
        feed.subtitle or None,
        feed.title,
        feed.updated.isoformat(),
        picture_address(feed.image, feed.base),
        picture_address(feed.picture, feed.base),
        *others(feed, SUFFIX),
    )
    tombstones = [
        (tombstone.id, write_moment(tombstone.withdrawn), *tombstone_state(tombstone))
        for tombstone in feed.tombstones
    ]
    hubs = tuple(zip(feed.hubs, strict=True))
    return FeedBlocks((fields,), _authors(feed.authors), hubs, tuple(tombstones))


def entry_blocks(entry: Entry, feed: Feed) -> EntryBlocks:
    """Return the fields of an entry, which are the same in all feeds of the site."""
    talk, words = entry.talk, words_of(feed)
    title = wording.title(entry, words)
    published = entry.published.isoformat()
    is_new = entry.updated is entry.published
    fields = EntryFields(
        language=None if talk.language == feed.language else talk.language,
        id=entry.id,
        alternate=entry.url,
        published=published,
        summary=wording.summary(entry, words),
        title=title,
        updated=published if is_new else entry.updated.isoformat(),
    )
    return EntryBlocks(
        fields=(fields,),
        authors=_authors(credited(entry, feed)),
        contributors=_authors(talk.contributors),
        categories=tuple(zip(wording.categories(talk, words), strict=True)),
        links=_links(talk, words),
        thumbnails=thumbnails(talk, feed.base),
        state=(entry_state(entry, title),),
    )


def _authors(people: Iterable[Person]) -> tuple[Author, ...]:
    return tuple([(person.name, person.page, person.mail) for person in people])


def _links(talk: Talk, words: Words) -> tuple[Link, ...]:
    """Return the links, with media files, which readers may play or load, last."""
    links = sorted(talk.links, key=_is_enclosure)
    return tuple(
        [
            (link.href, link.rel, link.type, _language(link), link_title(link, words), _size(link))
            for link in links
        ]
    )


def _is_enclosure(link: model.Link) -> bool:
    return link.rel == "enclosure"


def _language(link: model.Link) -> str | None:
    return link.recording.language if link.recording else None


def _size(link: model.Link) -> str | None:
    return None if link.length is None else str(link.length)
