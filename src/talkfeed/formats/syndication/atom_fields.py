"""Feed, Entry → what Atom (RFC 4287) says of them: plain texts, and None for what it does not.

Moments, lengths and numbers are texts as well, so that a template can have a placeholder for each.
What is said once is a block of one row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.formats import wording
from talkfeed.formats.syndication.shared import address, credited, others
from talkfeed.ledger.state import entry_state, tombstone_state, write_moment
from talkfeed.named_tuple import NamedTuple

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
    Stone = tuple[str | None, ...]
    """The attributes ref and when of a withdrawn entry (RFC 6721, 3), then its state."""

SUFFIX = ".atom"
MEDIA_TYPE = "application/atom+xml"
END = b"</feed>\n"
"""How a document ends, after its entries."""


class Facts(NamedTuple):
    """What a feed says once; the last three are documents of a paged feed (RFC 5005, 4)."""

    language: str
    id: str
    alternate: str
    self: str
    rights: str | None
    subtitle: str | None
    title: str
    updated: str
    current: str | None
    older: str | None
    newer: str | None


class Head(NamedTuple):
    """What stands before the entries."""

    facts: tuple[Facts]
    authors: tuple[Author, ...]
    tombstones: tuple[Stone, ...]


class Details(NamedTuple):
    """What an entry says once; its language where it is not the feed's."""

    language: str | None
    id: str
    alternate: str
    published: str
    summary: str
    title: str
    updated: str


class Item(NamedTuple):
    """What an entry says apart from its content."""

    details: tuple[Details]
    authors: tuple[Author, ...]
    categories: tuple[tuple[str], ...]
    links: tuple[Link, ...]
    state: tuple[State]


def head_of(feed: Feed) -> Head:
    """Tell what a feed's document says of the feed."""
    facts = Facts(
        feed.language,
        feed.id,
        feed.home,
        address(feed, SUFFIX),
        feed.rights or None,
        feed.subtitle or None,
        feed.title,
        feed.updated.isoformat(),
        *others(feed, SUFFIX),
    )
    tombstones = [
        (tombstone.id, write_moment(tombstone.withdrawn), *tombstone_state(tombstone))
        for tombstone in feed.tombstones
    ]
    return Head((facts,), _authors(feed.authors), tuple(tombstones))


def item_of(entry: Entry, feed: Feed) -> Item:
    """Tell what an entry says; the same in every feed of the site."""
    talk, title = entry.talk, wording.title(entry)
    published = entry.published.isoformat()
    is_new = entry.updated is entry.published
    details = Details(
        language=None if talk.language == feed.language else talk.language,
        id=entry.id,
        alternate=entry.url,
        published=published,
        summary=wording.summary(entry),
        title=title,
        updated=published if is_new else entry.updated.isoformat(),
    )
    return Item(
        details=(details,),
        authors=_authors(credited(entry, feed)),
        categories=tuple(zip(wording.categories(talk), strict=True)),
        links=_links(talk),
        state=(entry_state(entry, title),),
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
