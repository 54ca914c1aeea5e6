"""A talk as read from a page → its fields in talks.yaml, their confidence, and doubts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from talkfeed.importers.page.doubt import doubts_about
from talkfeed.importers.page.links import absolute, role_by_address, same_address
from talkfeed.importers.page.people import is_named, people
from talkfeed.importers.page.talk import NAMED_BY_EVENT
from talkfeed.importers.page.vocabulary import eventness
from talkfeed.model.imported import Confidence, FoundTalk, Plain, Unparsed
from talkfeed.model.linkkinds import KINDS
from talkfeed.records.absence import is_none
from talkfeed.records.draft import NO_BASE
from talkfeed.text import line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from talkfeed.dates import DateRules
    from talkfeed.importers.page.links import Link
    from talkfeed.importers.page.roles import Around, Person
    from talkfeed.importers.page.talk import Talk

NO_TALK = "an entry without a talk"
_NO_TITLE = "no title was found"
_BARE = "no date, event, speaker or link was found"
_NO_LINK = ("#", "mailto:", "tel:", "javascript:", "data:")
_SHOWN = 80
_COLLECTION = re.compile(r"youtube\.com/(?:playlist|channel|user|@)")
"""The address of several recordings, which are no evidence of one talk."""
_REMARK = re.compile(r"\([^()]*\)")
"""A text in brackets, such as "(Chairs)", where other talks have a title."""


def as_found(
    talk: Talk, base: str, owner: str, line_number: int, rules: DateRules
) -> FoundTalk | Unparsed:
    """Convert a talk to fields of talks.yaml; without a title or with much doubt it is unparsed."""
    if is_none(talk.title) or _REMARK.fullmatch(talk.title):
        return Unparsed(text=_whole(talk), why=NO_TALK, is_talk=False, line=line_number)
    if not talk.title or (people(talk.title) and is_named(talk.title)):
        return Unparsed(text=_whole(talk), why=_NO_TITLE, line=line_number)
    if _is_bare(talk):
        return Unparsed(text=_whole(talk), why=_BARE, line=line_number)
    if against := doubts_about(talk, rules):
        why = f"it may be no talk: {'; '.join(against)}"
        return Unparsed(text=_whole(talk), why=why, line=line_number)
    doubts = [*talk.doubts]
    fields: dict[str, Plain] = {"title": talk.title}
    speakers = _speakers(talk.around, owner, base)
    if speakers:
        fields["speakers"] = speakers
    fields.update(_occasion(talk, base, doubts))
    if talk.abstract:
        fields["abstract"] = talk.abstract
    fields.update((name, text) for name, text in talk.texts if text)
    if talk.status:
        fields["status"] = talk.status
    if talk.given:
        fields["given"] = [_occasion(one, base, doubts) for one in talk.given]
    if not talk.held.phrase and not talk.given:
        doubts.append("no date was found")
    return FoundTalk(
        fields=fields,
        confidence=_confidence(talk),
        doubts=tuple(dict.fromkeys(doubts)),
        line=line_number,
    )


def _whole(talk: Talk) -> str:
    """Return the text of a talk and of its deliveries, and the addresses of their links."""
    several = (talk, *talk.given)
    addresses = dict.fromkeys(link.address for one in several for link in one.links)
    return line(" · ".join(filter(None, [*(one.text.strip() for one in several), *addresses])))


def _is_bare(talk: Talk) -> bool:
    """Return whether nothing but a title was found."""
    around = talk.around
    event = around.event_href or eventness(around.event) > 0
    held = talk.held.phrase or talk.held.doubts
    links = [one for one in talk.links if not _COLLECTION.search(one.address)]
    facts = (held, talk.given, links, event, around.speakers, talk.status)
    return not any(facts)


def _occasion(talk: Talk, base: str, doubts: list[str]) -> dict[str, Plain]:
    fields: dict[str, Plain] = {}
    around = talk.around
    href = absolute(around.event_href, base) if around.event_href else ""
    name = line(around.event)
    if name:
        fields["event"] = {"name": name, "url": href} if href else name
    doubts.extend(talk.held.doubts)
    if talk.held.phrase:
        fields["date"] = line(talk.held.phrase)
    if around.location:
        fields["location"] = line(around.location)
    fields.update(_links(talk.links, base, doubts))
    return fields


def _speakers(around: Around, owner: str, base: str) -> list[Plain]:
    found: list[Plain] = [_person(person, base) for person in around.speakers]
    if owner and (not found or around.others) and owner not in map(_name, found):
        return [owner, *found]
    return found


def _name(person: Plain) -> str:
    return person if isinstance(person, str) else str(person["name"])  # type: ignore[call-overload]


def _person(person: Person, base: str) -> Plain:
    href = absolute(person.href, base) if person.href else ""
    return {"name": line(person.name), "url": href} if href else line(person.name)


def _links(links: Iterable[Link], base: str, doubts: list[str]) -> Mapping[str, Plain]:
    """Return the addresses by role; a role with several has a list."""
    found: dict[str, list[Plain]] = {}
    seen: set[str] = set()
    for link in links:
        address = absolute(link.address, base)
        if not address and not link.address.lower().startswith(_NO_LINK):
            hint = "" if base else f": {NO_BASE}"
            shown = line(link.address)[:_SHOWN]
            doubts.append(f"a link is left out: '{shown}' is not a complete address{hint}")
        if address and same_address(address) not in seen:
            seen.add(same_address(address))
            role = link.role or role_by_address(address) or "links"
            found.setdefault(role, []).append(_link(address, link, role))
    return {
        role: found[role][0] if len(found[role]) == 1 and role != "links" else found[role]
        for role in (row.field for row in KINDS)
        if role in found
    }


def _link(address: str, link: Link, role: str) -> Plain:
    label = line(link.label)
    return {"url": address, "label": label} if role == "links" and label else address


def _confidence(talk: Talk) -> Confidence:
    if NAMED_BY_EVENT in talk.doubts:
        return Confidence.DOUBTFUL
    if talk.given or (talk.held.phrase and talk.around.event and not talk.held.doubts):
        return Confidence.SURE
    if talk.held.phrase or talk.around.event or talk.links or talk.around.speakers:
        return Confidence.LIKELY
    return Confidence.DOUBTFUL
