"""Feed → JSON Feed 1.1, each item with a `_talkfeed` object that says what a talk is.

The extension is described in docs/jsonfeed.md and docs/jsonfeed.schema.json; programs may rely on
it. Each item is one line, so that a changed talk is a changed line.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from talkfeed.formats import wording
from talkfeed.formats.syndication.shared import address, credited, others
from talkfeed.ledger.state import write_moment
from talkfeed.model import Event, Person, Profile
from talkfeed.model.media import CAPTIONS, TRANSCRIPT, Recording
from talkfeed.model.people import SPEAKER
from talkfeed.model.plainfields import PLAIN, ValueType
from talkfeed.text import seconds_of
from talkfeed.words import words_of
from talkfeed.words.terms import link_title

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from talkfeed.model import Entry, EventProfile, Feed, Link, Location, Talk, When
    from talkfeed.model.media import Attachment
    from talkfeed.model.plainfields import PlainField
    from talkfeed.words import Words

SUFFIX = ".json"
VERSION = "https://jsonfeed.org/version/1.1"

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def fragments(feed: Feed) -> list[bytes]:
    """Return the item of each entry as a line, which is the same in all feeds of the site."""
    return [_dump(item(entry, feed)).encode() for entry in feed.entries]


def assemble(feed: Feed, fragment: Callable[[int], bytes]) -> Iterator[bytes]:
    """Write a feed with the fragments of its items; `next_url` is the next older archive."""
    _, older, _ = others(feed, SUFFIX)
    about = _about(feed.about, feed.base, words_of(feed))
    head = {
        "version": VERSION,
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": address(feed, SUFFIX),
        "description": feed.subtitle,
        "next_url": older,
        "icon": feed.picture and feed.picture.address(feed.base),
        "language": feed.language,
        "hubs": [{"type": "WebSub", "url": hub} for hub in feed.hubs],
        "_talkfeed": _filled({"rights": feed.rights, "event": about}),
    }
    yield _dump(head)[:-1].encode() + b',"items":[\n'
    for place in range(len(feed.entries)):
        yield b",\n" + fragment(place) if place else fragment(place)
    yield b"\n]}\n"


def render(feed: Feed) -> bytes:
    """Write a feed as UTF-8 JSON."""
    return b"".join(assemble(feed, fragments(feed).__getitem__))


def item(entry: Entry, feed: Feed) -> dict[str, Any]:
    """Return the item of an entry; the authors of a talk without speakers are those of the feed."""
    talk, words = entry.talk, words_of(feed)
    return {
        "id": entry.id,
        "url": entry.url,
        "title": wording.title(entry, words),
        "content_html": wording.content_html(entry, words),
        "summary": wording.summary(entry, words),
        "date_published": write_moment(entry.published),
        "date_modified": write_moment(entry.updated),
        "authors": [_author(person, feed.base) for person in credited(entry, feed)],
        "image": talk.thumbnail and talk.thumbnail.address(feed.base),
        "tags": wording.categories(talk, words),
        "language": talk.language,
        "attachments": [_attachment(link) for link in talk.links if link.rel == "enclosure"],
        "_talkfeed": _extension(talk, feed.base, words),
    }


def _extension(talk: Talk, base: str, words: Words) -> dict[str, Any]:
    place, event = talk.location, talk.event
    return _filled(
        {
            "title": talk.title,
            "status": talk.status.value,
            "when": _when(talk.when, words),
            "people": _people(talk, base, words),
            "event": event and _event(event, words),
            "series": talk.series,
            "joint": talk.joint,
            "location": place and _location(place),
            **{row.name: _plain(talk, row) for row in PLAIN if row.is_member},
            "links": [_link(link, words) for link in talk.links],
            "pinned": talk.pinned or None,
            "chapters": [
                _filled({"start": each.start, "title": each.title, "url": each.url})
                for each in talk.chapter_list
            ],
            "transcripts": [
                _transcript(each, base) for each in talk.attachments if each.role in _TRANSCRIPTS
            ],
        }
    )


_TRANSCRIPTS = (TRANSCRIPT, CAPTIONS)


def _transcript(attachment: Attachment, base: str) -> dict[str, Any]:
    return _filled(
        {
            "url": attachment.address(base),
            "type": attachment.type,
            "language": attachment.language,
            "captions": attachment.role == CAPTIONS or None,
        }
    )


def _plain(talk: Talk, row: PlainField) -> str | int | None:
    """Return a plain field, a length in seconds."""
    text: str | None = getattr(talk, row.name)
    return seconds_of(text) if text and row.type is ValueType.LENGTH else text


def _event(event: Event, words: Words) -> dict[str, Any]:
    """Return an event; what `events:` states about it is in all its talks."""
    profile = event.profile
    known = profile and {
        "dates": profile.dates and _when(profile.dates, words),
        "location": profile.location and _location(profile.location),
        "hashtag": profile.hashtag,
    }
    return _filled({"name": event.name, "url": event.page, **(known or {})})


def _about(about: Person | Event | None, base: str, words: Words) -> dict[str, Any]:
    """Return all that is known of the event of a feed; nothing for other feeds."""
    profile = about.profile if isinstance(about, Event) else None
    if about is None or profile is None:
        return {}
    call = profile.cfp
    opens = call and call.opens and _when(call.opens, words)
    cfp = call and {"opens": opens, "closes": _when(call.closes, words)}
    return _filled(
        {
            "name": about.name,
            "also": profile.also,
            "url": profile.url,
            "dates": profile.dates and _when(profile.dates, words),
            "location": profile.location and _location(profile.location),
            "online": profile.online,
            "timezone": profile.timezone,
            "image": _image(profile, base),
            "tracks": profile.tracks,
            "rooms": profile.rooms,
            "cfp": cfp and _filled({**cfp, "url": call and call.url}),
            "hashtag": profile.hashtag,
            "description": profile.description and profile.description.text,
        }
    )


def _image(profile: Profile | EventProfile | None, base: str) -> str | None:
    return profile.image.address(base) if profile and profile.image else None


def _location(place: Location) -> dict[str, Any]:
    return _filled({"name": place.name, "url": place.url, "geo": place.geo})


def _when(when: When, words: Words) -> dict[str, Any]:
    return _filled(
        {
            "text": wording.when_words(when, words),
            "edtf": when.edtf,
            "start": _moment(when.start),
            "end": _moment(when.end),
            "precision": when.precision.value,
            "zone": when.zone,
            "approximate": when.approximate or None,
            "uncertain": when.uncertain or None,
        }
    )


def _link(link: Link, words: Words) -> dict[str, Any]:
    stated = link.recording or _NOT_STATED
    return _filled(
        {
            "url": link.href,
            "kind": link.kind,
            "title": link_title(link, words),
            "type": link.type,
            "length": link.length,
            "language": stated.language,
            "quality": stated.quality,
            "start": stated.start or None,
            "duration": stated.duration or None,
        }
    )


_NOT_STATED = Recording()


def _author(person: Person, base: str) -> dict[str, Any]:
    image = _image(person.profile, base)
    return _filled({"name": person.name, "url": person.page, "avatar": image})


def _people(talk: Talk, base: str, words: Words) -> list[dict[str, Any]]:
    """List all people at a talk, if more is known of one than a speaker's name and page."""
    people = (*talk.speakers, *talk.contributors)
    is_more_known = any(person[3:] != _NO_MORE for person in people)
    return [_person(person, base, words) for person in people] if is_more_known else []


def _person(person: Person, base: str, words: Words) -> dict[str, Any]:
    profile = person.profile or _NO_PROFILE
    return _filled(
        {
            "name": person.name,
            "role": person.role or SPEAKER,
            "affiliation": person.works_at,
            "pronouns": profile.pronouns,
            "url": person.page,
            "image": _image(profile, base),
            "links": [
                {"title": link_title(link, words), "url": link.href} for link in profile.links
            ],
        }
    )


_NO_PROFILE = Profile()
_NO_MORE = Person("")[3:]
"""What is known of a person of whom only a name and addresses are."""


def _attachment(link: Link) -> dict[str, Any]:
    stated = link.recording.duration if link.recording else 0
    seconds = stated or (link.found.duration if link.found else 0)
    fields = {"url": link.href, "mime_type": link.type, "size_in_bytes": link.length}
    return fields | ({"duration_in_seconds": seconds} if seconds else {})


def _moment(moment: date | None) -> str | None:
    return None if moment is None else write_moment(moment)


def _filled(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields that have a value, because the format does not allow null."""
    return {name: value for name, value in fields.items() if value not in (None, "", [], (), {})}


def _dump(fields: Mapping[str, Any]) -> str:
    return _encode(_filled(fields))
