"""Talk ⇄ plain tuples of texts and numbers, for other processes and for the cache.

The rank of a talk and its place in the file are left out: they say where it stood, not what it
is. So is its abstract, which is most of it: that is kept beside. Profiles of people and events are
those of the site (`profiles`). A date or an instant is its ISO
text.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from talkfeed.model import (
    Event,
    Link,
    Location,
    Person,
    Precision,
    Status,
    Talk,
    When,
)
from talkfeed.model.media import Attachment, Chapter, Recording
from talkfeed.model.plainfields import PLAIN

if TYPE_CHECKING:
    from talkfeed.errors import Place
    from talkfeed.model import Abstract

Packed = tuple[Any, ...]


def pack(talk: Talk) -> Packed:
    """Take a talk apart; what is known of no talk yet stays None."""
    event, where = talk.event, talk.location
    return (
        talk.title,
        pack_when(talk.when),
        tuple(map(_pack_person, talk.speakers)),
        event and (event.name, event.url, event.when and pack_when(event.when)),
        where and (where.name, where.url, where.geo),
        tuple(map(_pack_link, talk.links)),
        talk.tags,
        talk.status.value,
        talk.id,
        talk.added and talk.added.isoformat(),
        talk.occurrence,
        talk.source_id,
        tuple(map(_pack_person, talk.contributors)),
        tuple(map(tuple, talk.chapters)),
        tuple(each[:-1] for each in talk.attachments),
        talk.pinned,
        talk.series,
        talk.slot,
        talk.joint,
        *_plain(talk),
    )


def unpack(packed: Packed, place: Place, order: int, abstract: Abstract | None) -> Talk:
    """Put a talk together, at a place and with a rank."""
    title, when, speakers, event, where, links, tags, status, key, added, *further = packed
    occurrence, source_id, contributors, chapters, attachments, pinned, *rest = further
    series, slot, joint, *rest = rest
    plain: dict[str, Any] = dict(zip(_NAMES, rest, strict=True))
    return Talk(
        title=title,
        when=unpack_when(when),
        place=place,
        order=order,
        speakers=tuple(_person(*each) for each in speakers),
        event=event and _event(*event),
        location=where and Location(name=where[0], url=where[1], geo=where[2]),
        links=tuple(_link(*each) for each in links),
        abstract=abstract,
        tags=tags,
        status=_STATUS[status],
        id=key,
        added=added and datetime.fromisoformat(added),
        occurrence=occurrence,
        source_id=source_id,
        contributors=tuple(_person(*each) for each in contributors),
        chapters=tuple(Chapter(*each) for each in chapters),
        attachments=tuple(Attachment(*each) for each in attachments),
        pinned=pinned,
        series=series,
        slot=slot,
        joint=joint,
        **plain,
    )


_NAMES = tuple(row.name for row in PLAIN)
_plain = attrgetter(*_NAMES)
_STATUS = {status.value: status for status in Status}
_PRECISIONS = {precision.value: precision for precision in Precision}


def pack_when(when: When) -> Packed:
    """Take a date apart."""
    start, end = when.start, when.end
    return (
        when.text,
        when.edtf,
        start and start.isoformat(),
        end and end.isoformat(),
        when.precision.value,
        when.approximate,
        when.uncertain,
        when.zone,
    )


@lru_cache(maxsize=16_384)  # talks of one event share it
def unpack_when(packed: Packed) -> When:
    """Put a date together."""
    text, edtf, start, end, name, approximate, uncertain, zone = packed
    precision = _PRECISIONS[name]
    read = datetime.fromisoformat if precision.is_timed else date.fromisoformat
    return When(
        text=text,
        edtf=edtf,
        start=start and read(start),
        end=end and read(end),
        precision=precision,
        approximate=approximate,
        uncertain=uncertain,
        zone=zone,
    )


def _pack_person(person: Person) -> Packed:
    """Take a person apart, without the profile; most have no more than a name and addresses."""
    return person[: 3 if person[3:5] == _NO_MORE else 5]


_NO_MORE = Person(name="")[3:5]


@lru_cache(maxsize=65_536)
def _person(*packed: Any) -> Person:  # noqa: ANN401  — the fields of a person
    return Person(*packed)


@lru_cache(maxsize=16_384)
def _event(name: str, url: str | None, when: Packed | None) -> Event:
    return Event(name=name, url=url, when=unpack_when(when) if when else None)


def _pack_link(link: Link) -> Packed:
    """Take a link apart, without what was found of it; most state nothing of a recording."""
    return link[:6] if link.recording is None else (*link[:6], tuple(link.recording))


def _link(*packed: Any) -> Link:  # noqa: ANN401  — the fields of a link
    link = Link(*packed[:6])
    return link._replace(recording=Recording(*packed[6])) if packed[6:] else link
