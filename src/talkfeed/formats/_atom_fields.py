"""Feed, Entry → what Atom (RFC 4287) says of them: plain texts, and None for what it does not.

Moments, lengths and numbers are texts as well, so that a form can have a gap for each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from talkfeed.formats import wording
from talkfeed.formats._syndication import address, credited, others
from talkfeed.formats.state import entry_state, tombstone_state, write_moment

if TYPE_CHECKING:
    from collections.abc import Iterable

    from talkfeed import model
    from talkfeed.model import Entry, Feed, Person, Talk

    Author = tuple[str, str | None, str | None]
    """Name, uri, email (3.2)."""
    Link = tuple[str, str, str | None, str | None, str | None]
    """The attributes href, rel, type, title and length (4.2.7)."""
    State = tuple[str | None, ...]
    """The attributes of `talkfeed:state`, in their order."""
    Stone = tuple[str, str, State]
    """The attributes ref and when of a withdrawn entry (RFC 6721, 3), and what it was."""

SUFFIX = ".atom"
MEDIA_TYPE = "application/atom+xml"
END = b"</feed>\n"
"""How a document ends, after its entries."""


class Head(NamedTuple):
    """What stands before the entries; `others` are the documents of a paged feed (RFC 5005, 4)."""

    language: str
    authors: tuple[Author, ...]
    id: str
    alternate: str
    self: str
    others: tuple[str | None, ...]
    subtitle: str | None
    title: str
    updated: str
    tombstones: tuple[Stone, ...]


class Item(NamedTuple):
    """What an entry says; its language where it is not the feed's."""

    language: str | None
    authors: tuple[Author, ...]
    categories: tuple[str, ...]
    content: str
    id: str
    alternate: str
    links: tuple[Link, ...]
    published: str
    summary: str
    title: str
    updated: str
    state: State


def head_of(feed: Feed) -> Head:
    """Tell what a feed's document says of the feed."""
    return Head(
        language=feed.language,
        authors=_authors(feed.authors),
        id=feed.id,
        alternate=feed.home,
        self=address(feed, SUFFIX),
        others=others(feed, SUFFIX),
        subtitle=feed.subtitle or None,
        title=feed.title,
        updated=feed.updated.isoformat(),
        tombstones=tuple(
            (stone.id, write_moment(stone.withdrawn), tombstone_state(stone))
            for stone in feed.tombstones
        ),
    )


def item_of(entry: Entry, feed: Feed) -> Item:
    """Tell what an entry says; the same in every feed of the site."""
    talk, title = entry.talk, wording.title(entry)
    return Item(
        language=None if talk.language == feed.language else talk.language,
        authors=_authors(credited(entry, feed)),
        categories=wording.categories(talk),
        content=wording.content_html(entry),
        id=entry.id,
        alternate=entry.url,
        links=_links(talk),
        published=entry.published.isoformat(),
        summary=wording.summary(entry),
        title=title,
        updated=entry.updated.isoformat(),
        state=entry_state(entry, title),
    )


def _authors(people: Iterable[Person]) -> tuple[Author, ...]:
    return tuple([(person.name, person.url, person.email) for person in people])


def _links(talk: Talk) -> tuple[Link, ...]:
    """List media files last, which readers may play or fetch."""
    links = sorted(talk.links, key=_is_enclosure)
    return tuple([(link.href, link.rel, link.type, link.title, _size(link)) for link in links])


def _is_enclosure(link: model.Link) -> bool:
    return link.rel == "enclosure"


def _size(link: model.Link) -> str | None:
    return None if link.length is None else str(link.length)
