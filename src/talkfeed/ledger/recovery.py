"""Published Atom documents and calendars → Ledger, to recover a lost talks.lock.

talkfeed's own feeds (RFC 4287, with RFC 6721 for withdrawn talks) contain everything that the lock
file does; feeds of other software have ids and times, and the next build adds the rest silently.
Talks that only a calendar (RFC 5545) still has are read from it, and the addresses of channels
from the list of subscriptions (OPML 2.0).
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING

from talkfeed.errors import Rejected
from talkfeed.identity import is_key, mint_keys, talk_id, title_key
from talkfeed.ledger.ballots import Ballot, ballots, elect_id, elect_moment
from talkfeed.ledger.calendar import Event, read_calendar
from talkfeed.ledger.digest import foreign_match_keys, write_match_keys
from talkfeed.ledger.documents import ATOM, FEED, read_documents, renewed
from talkfeed.ledger.slotrecovery import recovered_slots
from talkfeed.ledger.state import STATE, State, read_instant, read_state
from talkfeed.ledger.subscriptions import read_channels
from talkfeed.ledger.values import (
    CALL,
    CALLS,
    EVENT,
    STANDING,
    UPCOMING,
    Channel,
    Ledger,
    Line,
)
from talkfeed.named_tuple import NamedTuple
from talkfeed.text import read_xml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from lxml.etree import _Element

LIST = ("opml", "subscriptions.opml")
"""The root element, and the name of the document in messages."""
DELETED = "{http://purl.org/atompub/tombstones/1.0}deleted-entry"
LIMIT = 64 * 1024 * 1024
"""The maximum size of a document in bytes."""
UNREADABLE = "TF407"
HINT = "name the directory or the address where talks.atom is published"

_TALK = re.compile(r"tag:([^:/?#\s]+,[0-9]{4}(?:-[0-9]{2}){0,2}):talks/([a-z0-9-]+)")
_FEED = re.compile(r"tag:([^:/?#\s]+,[0-9]{4}(?:-[0-9]{2}){0,2}):.*", re.DOTALL)


class Remnant(NamedTuple):
    """One talk in a published document; `links` are the addresses its entry links to."""

    id: str
    title: str
    published: datetime
    updated: datetime
    withdrawn: bool
    state: State
    links: tuple[str, ...] = ()


_SITE = (CALLS, "recordings", "talks", UPCOMING)
"""The paths of the channels of every site."""
_NO_OTHERS: Mapping[str, bytes] = {}


def recover(
    atom_documents: Iterable[bytes],
    calendars: Iterable[bytes] = (),
    subscriptions: bytes | None = None,
    others: Mapping[str, bytes] = _NO_OTHERS,
) -> Ledger:
    """Rebuild the ledger from published documents; the latest version of a talk wins.

    `others` are, by path, the documents of other formats, which outvote a damaged Atom document,
    and those of other channels.

    Raises:
        Rejected: TF407, a document is invalid. An incomplete ledger is worse than none.
    """
    feeds = [_parse(content, *FEED) for content in atom_documents]
    cast = ballots(others)
    try:
        remnants = _latest(chain.from_iterable(_remnants(feed, cast) for feed in feeds))
        moments = [read_instant(_text(feed, "updated")) for feed in feeds]
        ids = [_text(feed, "id") for feed in feeds]
    except ValueError as error:
        raise _rejected(cause=f"an Atom document is damaged: {error}") from error
    authority = _authority(remnants, ids)
    lines, calendars = _lines(remnants, authority), tuple(calendars)
    lines |= _forgotten(calendars, authority, lines)
    moments += [line.published for line in lines.values()]
    if not moments:
        raise _rejected(cause="there is no Atom document")
    return _with_documents(
        Ledger(
            authority=authority,
            created=min(moments),
            lines=tuple(sorted(lines.values(), key=attrgetter("key"))),
            channels=_channels(subscriptions),
            slots=recovered_slots(_calendars(calendars, others), authority, lines.values()),
            occasions=_occasions((*calendars, *others.values()), authority),
        ),
        others,
    )


def _with_documents(ledger: Ledger, documents: Mapping[str, bytes]) -> Ledger:
    """Return the ledger with the state of each channel and the talks it contained."""
    standing = (Channel(STANDING, path, "", "") for path in _SITE)
    channels: list[Channel] = []
    held: dict[str, list[str]] = {}
    for channel in sorted((*ledger.channels, *standing)):
        try:
            found = read_documents(channel.path, documents, ledger.authority, _parse)
        except ValueError as error:
            raise _rejected(cause=f"{channel.path}.atom is damaged: {error}") from error
        if found.updated is not None or channel.kind != STANDING:
            channels.append(renewed(channel, found))
        for key in found.keys if channel.path not in {"talks", CALLS} else ():
            held.setdefault(key, []).append(channel.path)
    lines = (line.with_feeds(held.get(line.key, ())) for line in ledger.lines)
    return ledger._replace(channels=tuple(channels), lines=tuple(lines))


def _channels(subscriptions: bytes | None) -> tuple[Channel, ...]:
    if subscriptions is None:
        return ()
    try:
        return read_channels(_parse(subscriptions, *LIST))
    except ValueError as error:
        hint = "restore it, or name a directory with copies of only talks.atom and its archives"
        cause = f"{LIST[1]} is damaged or was not written by talkfeed: {error}"
        raise _rejected(cause, hint) from error


def _rejected(cause: str, hint: str = HINT) -> Rejected:
    return Rejected(UNREADABLE, f"cannot rebuild the lock file: {cause}", hint)


# --- reading ------------------------------------------------------------------------------------


def _parse(content: bytes, tag: str, name: str) -> _Element:
    """Parse a document without entities, document types or network access."""
    if len(content) > LIMIT:
        raise _rejected(cause=f"{name} is larger than {LIMIT} bytes")
    try:
        root = read_xml(content)
    except ValueError as error:
        raise _rejected(cause=f"{name} is damaged: {error}") from error
    if root.getroottree().docinfo.internalDTD is not None or root.tag != tag:
        raise _rejected(cause=f"{name} is of another type")
    return root


def _remnants(feed: _Element, cast: Mapping[str, Sequence[Ballot]]) -> Iterator[Remnant]:
    for entry in feed.iterfind(f"{ATOM}entry"):
        yield _entry(entry, cast)
    for tombstone in feed.iterfind(DELETED):
        yield _tombstone(tombstone)


def _entry(entry: _Element, cast: Mapping[str, Sequence[Ballot]]) -> Remnant:
    updated, state = _text(entry, "updated"), _state(entry)
    links = entry.findall(f"{ATOM}link")
    pages = (link for link in links if link.get("rel", "alternate") == "alternate")
    address = next((str(link.get("href", "")) for link in pages), "")
    own = Ballot(_text(entry, "id"), _text(entry, "published", updated))
    votes = (own, *cast.get(address, ()))
    return Remnant(
        id=elect_id(vote.id for vote in votes),
        title=state.title or _text(entry, "title"),
        published=elect_moment(vote.published for vote in votes),
        updated=read_instant(updated),
        withdrawn=False,
        state=state,
        links=tuple(str(link.get("href", "")) for link in links),
    )


def _tombstone(tombstone: _Element) -> Remnant:
    state, withdrawn = _state(tombstone), read_instant(str(tombstone.get("when", "")))
    return Remnant(
        id=elect_id([str(tombstone.get("ref", ""))]),
        title=state.title or str(tombstone.get("ref", "")),
        published=state.published or withdrawn,
        updated=withdrawn,
        withdrawn=True,
        state=state,
    )


def _state(parent: _Element) -> State:
    element = parent.find(STATE)
    found = () if element is None else element.attrib.items()
    state = read_state({str(name): str(value) for name, value in found})
    if state.key and not is_key(state.key):
        message = f"{state.key!r} is not a valid key"
        raise ValueError(message)
    return state._replace(digest=_word(state.digest), kin=_word(state.kin))


def _word(text: str) -> str:
    """Return a text without spaces, such as an address or a hash.

    Raises:
        ValueError: it has a space, which separates fields in the lock file.
    """
    if text and text.split() != [text]:
        message = f"a space in {text!r}"
        raise ValueError(message)
    return text


def _text(parent: _Element, name: str, default: str | None = None) -> str:
    element = parent.find(f"{ATOM}{name}")
    if element is not None:
        return " ".join("".join(map(str, element.itertext())).split())
    if default is None:
        message = f"missing element {name}"
        raise ValueError(message)
    return default


# --- rebuilding ---------------------------------------------------------------------------------


def _latest(remnants: Iterable[Remnant]) -> list[Remnant]:
    """Return the latest version of each talk, in the order of publication."""
    latest: dict[str, Remnant] = {}
    for remnant in remnants:
        known = latest.get(remnant.id)
        if known is None or _age(known) < _age(remnant):
            latest[remnant.id] = remnant
    return sorted(latest.values(), key=attrgetter("published", "id"))


def _age(remnant: Remnant) -> tuple[int, datetime, bool]:
    return remnant.state.sequence, remnant.updated, remnant.withdrawn


def _authority(remnants: Sequence[Remnant], feeds: Iterable[str]) -> str:
    """Return the authority of most talks' ids, else of the feed's; empty without tag URIs."""
    tags = [_TALK.fullmatch(remnant.id) for remnant in remnants]
    minters = Counter(str(tag[1]) for tag in tags if tag)
    minters = minters or Counter(str(tag[1]) for tag in map(_FEED.fullmatch, feeds) if tag)
    return next((authority for authority, _ in minters.most_common(1)), "")


def _lines(remnants: Sequence[Remnant], authority: str) -> dict[str, Line]:
    """Return lines by key; an entry of other software gets a key made from its title."""
    known = {remnant.id: key for remnant in remnants if (key := _key(remnant, authority))}
    foreign = [remnant for remnant in remnants if remnant.id not in known]
    made = mint_keys(([title_key(remnant.title)] for remnant in foreign), known.values())
    keys = known | {remnant.id: key for remnant, key in zip(foreign, made, strict=True)}
    return {keys[remnant.id]: _line(remnant, keys[remnant.id], authority) for remnant in remnants}


def _key(remnant: Remnant, authority: str) -> str:
    tag = _TALK.fullmatch(remnant.id)
    own = str(tag[2]) if tag and tag[1] == authority and is_key(str(tag[2])) else ""
    return remnant.state.key or own


def _line(remnant: Remnant, key: str, authority: str) -> Line:
    state, is_ours = remnant.state, remnant.id == talk_id(authority, key)
    seen = foreign_match_keys(None if is_ours else remnant.title, remnant.links)
    return Line(
        key=key,
        title=remnant.title,
        published=remnant.published,
        updated=remnant.updated,
        sequence=state.sequence,
        recorded=state.recorded,
        withdrawn=remnant.updated if remnant.withdrawn else None,
        start=state.start,
        end=state.end,
        digest=state.digest,
        kin=state.kin or write_match_keys(seen),
        id=None if is_ours else remnant.id,
        rescheduled=state.rescheduled,
        feeds=state.feeds,
        slot=state.slot,
    )


def _forgotten(
    calendars: Iterable[bytes], authority: str, lines: dict[str, Line]
) -> dict[str, Line]:
    """Return lines of talks that only calendars contain; the later event of a key wins."""
    events = (event for content in calendars for event in read_calendar(content, authority))
    latest: dict[str, Event] = {}
    for event in events:
        known = latest.get(event.key, event)
        if event.key not in lines and known.sequence <= event.sequence:
            latest[event.key] = event
    return {key: _of_event(event) for key, event in latest.items()}


def _of_event(event: Event) -> Line:
    return Line(
        key=event.key,
        title=event.summary,
        published=event.created,
        updated=event.modified,
        sequence=event.sequence,
    )


def _occasions(documents: Sequence[bytes], authority: str) -> dict[str, tuple[Line, ...]]:
    """Return the lines of the days of events and of calls for papers, by kind."""
    found: dict[str, tuple[Line, ...]] = {}
    for kind in (CALL, EVENT):
        events = (one for each in documents for one in read_calendar(each, authority, kind))
        latest = {event.key: event for event in sorted(events, key=attrgetter("sequence"))}
        if latest:
            found[kind] = tuple(_of_event(latest[key]) for key in sorted(latest))
    return found


def _calendars(whole: Iterable[bytes], others: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Return the calendars of all talks, and by their paths those of channels."""
    yield from (("", content) for content in whole)
    yield from ((path, content) for path, content in others.items() if path.endswith(".ics"))
