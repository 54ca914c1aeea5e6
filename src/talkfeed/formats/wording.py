"""Talk → the lines of text that all formats share, as plain text and as HTML.

The facts that subscribers look for first are speakers, event, date and place; then come the links,
then the abstract. Dates are shown as written, never as "tomorrow", so that a text stays true. Plain
text is not escaped. HTML contains only escaped text, http(s) links and the sanitised abstract.
"""

from __future__ import annotations

from datetime import timedelta
from operator import attrgetter
from typing import TYPE_CHECKING

from talkfeed.model import Precision, Status
from talkfeed.model.people import LABELS as LABELS_OF_ROLES
from talkfeed.model.plainfields import LABELS, TEXTS, ValueType
from talkfeed.once import once
from talkfeed.text import balanced, escape, write_length

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from talkfeed.model import Entry, Link, Person, SlotEvent, Talk, When
    from talkfeed.model.plainfields import PlainField

    _Piece = tuple[str, str | None]
    """A text, and its address if it is a link."""

UNDATED = "date to be announced"
STATUS = {
    Status.CONFIRMED: "",
    Status.TENTATIVE: "Tentative",
    Status.CANCELLED: "Cancelled",
    Status.POSTPONED: "Postponed",
}
CALLED_OFF = (Status.CANCELLED, Status.POSTPONED)
NAMED_SPEAKERS = 3
"""The maximum number of speakers in the title of an event in a calendar, before "et al."."""
EXCERPT = 300
"""The maximum number of characters of an abstract in a summary."""

_BETWEEN_FACTS = (" · ", None)
_DAY = timedelta(days=1)
_UTC = ("UTC", "Etc/UTC", "GMT", "Z", "+00:00")


# --- single words and lines ----------------------------------------------------------------------


def title(entry: Entry) -> str:
    """Return the title to show, with "Cancelled: " or "Postponed: " before it if it applies."""
    talk = entry.talk
    return f"{STATUS[talk.status]}: {entry.title}" if talk.status in CALLED_OFF else entry.title


def names(people: Iterable[Person]) -> str:
    """Return the names of people in one line: "Ann, Bob"."""
    return ", ".join([person.name for person in people])


def event_title(talk: Talk) -> str:
    """Return the title of a talk in calendars: "Speaker: Title (Event)", without absent parts."""
    named = ", ".join([person.written for person in talk.speakers[:NAMED_SPEAKERS]])
    by = f"{named} et al." if len(talk.speakers) > NAMED_SPEAKERS else named
    return event_line(by, talk.title, talk.occasion)


def event_line(by: str, title: str, at: str | None) -> str:
    """Join speakers, title and event; there may be no speakers and no event."""
    return ": ".join(filter(None, (by, title if at is None else f"{title} ({at})")))


def place(talk: Talk) -> str:
    """Return the place in calendars: room and venue, else the address of the stream, else ""."""
    venue = talk.location.name if talk.location else None
    return ", ".join(filter(None, (talk.room, venue))) or talk.online or ""


@once
def tags(talk: Talk) -> tuple[str, ...]:
    """Return the tags, each once, split at commas, because some readers split them there."""
    return _split(talk.tags)


@once
def categories(talk: Talk) -> tuple[str, ...]:
    """Return the categories in feeds and calendars: kind, track and tags, like `tags`."""
    stated = [text for row, text in _texts(talk) if row.is_category]
    return _split((*stated, *talk.tags)) if stated else tags(talk)


def _split(texts: Iterable[str]) -> tuple[str, ...]:
    words = (word.strip() for text in texts for word in text.split(","))
    return tuple(dict.fromkeys(word for word in words if word))


def when_words(when: When) -> str:
    """Return the date as written, with its time zone if the phrase does not name it."""
    if when.precision is Precision.NONE:
        return UNDATED
    zone = zone_words(when)
    return when.text if _names_zone(when.text, zone) else f"{when.text}, {zone}"


def clock_words(when: When) -> str:
    """Return the local time of a timed talk: "18:30–20:00, Europe/Paris"; else ""."""
    if not (when.precision.is_timed and when.start and when.end):
        return ""
    first, last = f"{when.start:%H:%M}", f"{when.end:%H:%M}"
    if f"{when.start:%Y-%m-%d}" != f"{when.end:%Y-%m-%d}":
        span = f"{first} – {when.end:%Y-%m-%d} {last}"
    else:
        span = first if first == last else f"{first}–{last}"
    return ", ".join(filter(None, (span, zone_words(when))))


def slot_length(when: When) -> str:
    """Return how long a timed talk lasts within a day: "45 min"; else ""."""
    if not (when.precision.is_timed and when.start and when.end):
        return ""
    lasts = when.end - when.start
    return write_length(int(lasts.total_seconds())) if timedelta() < lasts < _DAY else ""


def zone_words(when: When) -> str:
    """Return the time zone of a timed talk: "Europe/Paris", "UTC+02:00", "UTC"; else ""."""
    if not (when.precision.is_timed and when.zone):
        return ""
    if when.zone in _UTC:
        return "UTC"
    return f"UTC{when.zone}" if when.zone[0] in "+-" else when.zone


def texts(talk: Talk) -> list[tuple[str, str]]:
    """List the plain fields that a talk has as words, each below its heading."""
    return [(row.heading, text) for row, text in _texts(talk)]


def badges(talk: Talk) -> list[str]:
    """List the labels that lists of talks show: the kind, the level and the length of a talk."""
    return [text for row, text in _texts(talk) if row.type is not ValueType.TEXT]


@once
def _texts(talk: Talk) -> list[tuple[PlainField, str]]:
    return [
        (row, LABELS[row.name].get(text, text))
        for row, text in zip(TEXTS, _stated(talk), strict=True)
        if text and text != row.default
    ]


_stated = attrgetter(*(row.name for row in TEXTS))


def where_words(talk: Talk) -> str:
    """Return the place: the venue, "online", or both; empty if neither is known."""
    return _plain(_where(talk))


def facts(talk: Talk) -> str:
    """Say in one line who, event, when and where; never empty, as every talk has a when."""
    return _plain(_facts(talk))


# --- whole texts ---------------------------------------------------------------------------------


@once
def summary(entry: Entry) -> str:
    """Return one line of plain text: the facts and the beginning of the abstract."""
    abstract = entry.talk.abstract
    return " — ".join(filter(None, (facts(entry.talk), excerpt(abstract.text) if abstract else "")))


@once
def content_html(entry: Entry) -> str:
    """Return an entry as HTML: the facts, the links as a list, the abstract; never empty."""
    talk = entry.talk
    parts = (
        f"<p>{_html(_facts(talk))}</p>",
        _list(talk.links),
        talk.abstract.html if talk.abstract else "",
    )
    return "\n".join(filter(None, parts))


def details_text(entry: Entry) -> str:
    """Return an entry as plain text, for calendars: the facts, all addresses, the abstract."""
    talk = entry.talk
    addresses = "\n".join(f"{name}: {href}" for name, href in _addresses(entry))
    parts = (facts(talk), addresses, talk.abstract.text if talk.abstract else "")
    return "\n\n".join(filter(None, parts))


def slot_title(slot: SlotEvent) -> str:
    """Return the title of a slot without a talk; a cancelled one says so, and why."""
    if not slot.is_cancelled:
        return slot.title
    why = f" ({slot.reason})" if slot.reason else ""
    return f"{STATUS[Status.CANCELLED]}: {slot.title}{why}"


def slot_place(slot: SlotEvent) -> str:
    """Return the venue of a slot without a talk, else the address of the stream, else ""."""
    return slot.location.name if slot.location else slot.online or ""


def slot_text(slot: SlotEvent) -> str:
    """Return what calendars say of a slot without a talk: its local time, and what else is known.

    That is the other series of a joint session, the reason of a change, and the stream.
    """
    clock = clock_words(slot.when) if slot.when else ""
    joint = f"Joint session: {slot.series} and {slot.joint}" if slot.joint else ""
    online = f"Online: {slot.online}" if slot.online and not slot.is_cancelled else ""
    return "\n\n".join(filter(None, (clock, joint, slot.reason, online)))


# --- how they are made ---------------------------------------------------------------------------


@once
def _facts(talk: Talk) -> list[_Piece]:
    status = (STATUS[talk.status], None)
    when = (when_words(talk.when), None)
    stated = (_BETWEEN_FACTS[0].join(f"{heading}: {text}" for heading, text in texts(talk)), None)
    facts: list[_Piece] = []
    others = _others(talk) if talk.contributors else []
    for fact in ([status], _who(talk), [when], _where(talk), others, [stated]):
        if _plain(fact):
            facts += (_BETWEEN_FACTS, *fact) if facts else fact
    return facts


def _who(talk: Talk) -> list[_Piece]:
    who: list[_Piece] = []
    for rank, person in enumerate(talk.speakers, 1 - len(talk.speakers)):
        if who:
            who.append((", " if rank else " and ", None))
        who += _named(person)
    if talk.occasion:
        if who:
            who.append((" at ", None))
        who.append((talk.occasion, talk.event.page if talk.event else None))
    return who


def _named(person: Person) -> list[_Piece]:
    named = [(person.name, person.page)]
    return [*named, (f" ({person.works_at})", None)] if person.works_at else named


def _others(talk: Talk) -> list[_Piece]:
    """List the contributors by role: "Chair: Ann Example (Employer) · Host: Ben"."""
    listed: list[_Piece] = []
    role = ""
    for person in talk.contributors:
        if person.role != role:
            role = person.role
            listed.append((f"{_BETWEEN_FACTS[0] if listed else ''}{LABELS_OF_ROLES[role]}: ", None))
        else:
            listed.append((", ", None))
        listed += _named(person)
    return listed


def _where(talk: Talk) -> list[_Piece]:
    where: list[_Piece] = []
    if talk.location:
        where.append((talk.location.name, talk.location.url))
    if talk.online:
        if where:
            where.append((", ", None))
        where.append(("online", talk.online))
    return where


def _addresses(entry: Entry) -> Iterator[tuple[str, str]]:
    yield "Page", entry.url
    if entry.talk.online:
        yield "Online", entry.talk.online
    yield from ((link.title, link.href) for link in entry.talk.links)


def _list(links: Iterable[Link]) -> str:
    rows = "".join([f"<li>{_link(link.title, link.href)}</li>" for link in links])
    return f"<ul>{rows}</ul>" if rows else ""


def _plain(pieces: Iterable[_Piece]) -> str:
    return "".join([text for text, _ in pieces])


def _html(pieces: Collection[_Piece]) -> str:
    links = [href for _, href in pieces if href]
    if not links:
        return escape(_plain(pieces))
    return "".join([_link(text, href) if href else escape(text) for text, href in pieces])


def _link(text: str, href: str) -> str:
    return f'<a href="{escape(href)}">{escape(text)}</a>'


_ANYWHERE = {"UTC-12:00": ("AoE", "aoe", "nywhere on ")}
"""Words for the last zone in which a day ends."""


def _names_zone(text: str, zone: str) -> bool:
    """Return whether a phrase names its time zone ("18:30+02:00", "18:30Z", "UTC+2", "AoE")."""
    if not zone.startswith("UTC"):
        return zone in text
    signs = ("UTC", "GMT", zone.removeprefix("UTC") or "UTC", *_ANYWHERE.get(zone, ()))
    return text.endswith("Z") or any(sign in text for sign in signs)


def excerpt(text: str, longest: int = EXCERPT) -> str:
    """Return the beginning of a text, cut at a word; only the start of a long text is read."""
    words = " ".join(text[: longest + 60].split())
    if len(words) <= longest:
        words = " ".join(text[: longest * 4].split())
    if len(words) <= longest:
        return words
    cut = words.rfind(" ", 0, longest)
    return balanced(f"{words[: cut if cut > 0 else longest - 1]}…")
