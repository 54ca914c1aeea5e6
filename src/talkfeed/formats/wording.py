"""Talk → the lines of text that all formats share, as plain text and as HTML.

The facts that subscribers look for first are speakers, event, date and place; then come the links,
then the abstract. Dates are shown as written, never as "tomorrow", so that a text stays true. Plain
text is not escaped. HTML contains only escaped text, http(s) links and the sanitised abstract.
"""

from __future__ import annotations

from datetime import timedelta
from operator import attrgetter
from typing import TYPE_CHECKING

from talkfeed.identity import NAMED_SPEAKERS, event_line, headline
from talkfeed.model import Precision, Status
from talkfeed.model.plainfields import TEXTS, ValueType
from talkfeed.model.series import TO_BE_ANNOUNCED
from talkfeed.once import once
from talkfeed.text import balanced, escape
from talkfeed.words import terms

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from talkfeed.model import Entry, Person, SlotEvent, Talk, When
    from talkfeed.model.plainfields import PlainField
    from talkfeed.words import Words
    from talkfeed.words.terms import Piece

CALLED_OFF = (Status.CANCELLED, Status.POSTPONED)
EXCERPT = 300
"""The maximum number of characters of an abstract in a summary."""

_BETWEEN_FACTS = (" · ", None)
_DAY = timedelta(days=1)
_UTC = ("UTC", "Etc/UTC", "GMT", "Z", "+00:00")


# --- single words and lines ----------------------------------------------------------------------


@once
def title(entry: Entry, words: Words) -> str:
    """Return the title to show, with "Cancelled: " or "Postponed: " before it if it applies."""
    status, shown = entry.talk.status, title_alone(entry, words)
    return called_off(status, shown, words) if status in CALLED_OFF else shown


def title_alone(entry: Entry, words: Words) -> str:
    """Return the title to show without its status."""
    return entry.title.replace(headline(entry.talk), _headline(entry.talk, words), 1)


def called_off(status: Status, title: str, words: Words) -> str:
    """Return a title after "Cancelled: " or another status."""
    return f"{terms.status_word(status, words)}: {title}"


def _headline(talk: Talk, words: Words) -> str:
    """Return the headline of a talk (`identity.headline`) in the words of a language."""
    by, at = _credit(talk, words), talk.occasion
    on = f" ({talk.when.text})" if talk.when.edtf else ""
    if at:
        said = words.fill("at_event", people=by or talk.title, event=at)
        return f"{talk.title} - {said}{on}" if by else f"{said}{on}"
    return f"{talk.title} - {by}{on}" if by else f"{talk.title}{on}"


def _credit(talk: Talk, words: Words) -> str:
    """Return the first speakers, with their affiliations if stated with the talk; "" without."""
    named = ", ".join([person.written for person in talk.speakers[:NAMED_SPEAKERS]])
    is_more = len(talk.speakers) > NAMED_SPEAKERS
    return words.fill("and_others", people=named) if is_more else named


def names(people: Iterable[Person]) -> str:
    """Return the names of people in one line: "Ann, Bob"."""
    return ", ".join([person.name for person in people])


def event_title(talk: Talk, words: Words) -> str:
    """Return the title of a talk in calendars: "Speaker: Title (Event)", without absent parts."""
    return event_line(_credit(talk, words), talk.title, talk.occasion)


def place(talk: Talk) -> str:
    """Return the place in calendars: room and venue, else the address of the stream, else ""."""
    venue = talk.location.name if talk.location else None
    return ", ".join(filter(None, (talk.room, venue))) or talk.online or ""


@once
def tags(talk: Talk) -> tuple[str, ...]:
    """Return the tags, each once, split at commas, because some readers split them there."""
    return _split(talk.tags)


@once
def categories(talk: Talk, words: Words) -> tuple[str, ...]:
    """Return the categories in feeds and calendars: kind, track and tags, like `tags`."""
    stated = [text for row, text in _texts(talk, words) if row.is_category]
    return _split((*stated, *talk.tags)) if stated else tags(talk)


def _split(texts: Iterable[str]) -> tuple[str, ...]:
    words = (word.strip() for text in texts for word in text.split(","))
    return tuple(dict.fromkeys(word for word in words if word))


def when_words(when: When, words: Words) -> str:
    """Return the date as written, with its time zone if the phrase does not name it."""
    if when.precision is Precision.NONE:
        return words.undated
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


def slot_length(when: When, words: Words) -> str:
    """Return how long a timed talk lasts within a day: "45 min"; else ""."""
    if not (when.precision.is_timed and when.start and when.end):
        return ""
    lasts = when.end - when.start
    is_within = timedelta() < lasts < _DAY
    return terms.length_words(int(lasts.total_seconds()), words) if is_within else ""


def zone_words(when: When) -> str:
    """Return the time zone of a timed talk: "Europe/Paris", "UTC+02:00", "UTC"; else ""."""
    if not (when.precision.is_timed and when.zone):
        return ""
    if when.zone in _UTC:
        return "UTC"
    return f"UTC{when.zone}" if when.zone[0] in "+-" else when.zone


def texts(talk: Talk, words: Words) -> list[tuple[str, str]]:
    """List the plain fields that a talk has as words, each below its heading."""
    return [(terms.heading(row, words), text) for row, text in _texts(talk, words)]


def badges(talk: Talk, words: Words) -> list[str]:
    """List the labels that lists of talks show: the kind, the level and the length of a talk."""
    return [text for row, text in _texts(talk, words) if row.type is not ValueType.TEXT]


@once
def _texts(talk: Talk, words: Words) -> list[tuple[PlainField, str]]:
    return [
        (row, terms.value(row, text, words))
        for row, text in zip(TEXTS, _stated(talk), strict=True)
        if text and text != row.default
    ]


_stated = attrgetter(*(row.name for row in TEXTS))


def where_words(talk: Talk, words: Words) -> str:
    """Return the place: the venue, "online", or both; empty if neither is known."""
    return _plain(_where(talk, words))


def facts(talk: Talk, words: Words) -> str:
    """Say in one line who, event, when and where; never empty, as every talk has a when."""
    return _plain(_facts(talk, words))


# --- whole texts ---------------------------------------------------------------------------------


@once
def summary(entry: Entry, words: Words) -> str:
    """Return one line of plain text: the facts and the beginning of the abstract."""
    talk, abstract = entry.talk, entry.talk.abstract
    parts = facts(talk, words), excerpt(abstract.text) if abstract else ""
    return " — ".join(filter(None, parts))


@once
def content_html(entry: Entry, words: Words) -> str:
    """Return an entry as HTML: the facts, the links as a list, the abstract; never empty."""
    talk = entry.talk
    parts = (
        f"<p>{_html(_facts(talk, words))}</p>",
        _list(talk, words),
        talk.abstract.html if talk.abstract else "",
    )
    return "\n".join(filter(None, parts))


def details_text(entry: Entry, words: Words) -> str:
    """Return an entry as plain text, for calendars: the facts, all addresses, the abstract."""
    talk = entry.talk
    addresses = "\n".join(f"{name}: {href}" for name, href in _addresses(entry, words))
    parts = (facts(talk, words), addresses, talk.abstract.text if talk.abstract else "")
    return "\n\n".join(filter(None, parts))


def slot_title(slot: SlotEvent, words: Words) -> str:
    """Return the title of a slot without a talk; a cancelled one says so, and why."""
    if slot.is_cancelled:
        why = f" ({slot.reason})" if slot.reason else ""
        return called_off(Status.CANCELLED, f"{slot.title}{why}", words)
    before = slot.title.removesuffix(TO_BE_ANNOUNCED)
    return slot.title if before == slot.title else f"{before}{words.to_be_announced}"


def slot_place(slot: SlotEvent) -> str:
    """Return the venue of a slot without a talk, else the address of the stream, else ""."""
    return slot.location.name if slot.location else slot.online or ""


def slot_text(slot: SlotEvent, words: Words) -> str:
    """Return what calendars say of a slot without a talk: its local time, and what else is known.

    That is the other series of a joint session, the reason of a change, and the stream.
    """
    clock = clock_words(slot.when) if slot.when else ""
    joint = words.fill("joint_session", first=slot.series, second=slot.joint) if slot.joint else ""
    stream = slot.online if not slot.is_cancelled else ""
    online = f"{words.online_heading}: {stream}" if stream else ""
    return "\n\n".join(filter(None, (clock, joint, slot.reason, online)))


# --- how they are made ---------------------------------------------------------------------------


@once
def _facts(talk: Talk, words: Words) -> list[Piece]:
    status = (terms.status_word(talk.status, words), None)
    when = (when_words(talk.when, words), None)
    stated = [f"{heading}: {text}" for heading, text in texts(talk, words)]
    others = _others(talk, words) if talk.contributors else []
    last = (_BETWEEN_FACTS[0].join(stated), None)
    facts: list[Piece] = []
    for fact in ([status], _who(talk, words), [when], _where(talk, words), others, [last]):
        if _plain(fact):
            facts += (_BETWEEN_FACTS, *fact) if facts else fact
    return facts


def _who(talk: Talk, words: Words) -> list[Piece]:
    who: list[Piece] = []
    for rank, person in enumerate(talk.speakers, 1 - len(talk.speakers)):
        if who:
            who.append((words.comma if rank else words.conjunction, None))
        who += _named(person)
    if not talk.occasion:
        return who
    event = [(talk.occasion, talk.event.page if talk.event else None)]
    return [*terms.pieces(words.at_event, {"people": who, "event": event})] if who else event


def _named(person: Person) -> list[Piece]:
    named = [(person.name, person.page)]
    return [*named, (f" ({person.works_at})", None)] if person.works_at else named


def _others(talk: Talk, words: Words) -> list[Piece]:
    """List the contributors by role: "Chair: Ann Example (Employer) · Host: Ben"."""
    listed: list[Piece] = []
    role = ""
    for person in talk.contributors:
        if person.role != role:
            role = person.role
            before = _BETWEEN_FACTS[0] if listed else ""
            listed.append((f"{before}{terms.role(role, words)}: ", None))
        else:
            listed.append((words.comma, None))
        listed += _named(person)
    return listed


def _where(talk: Talk, words: Words) -> list[Piece]:
    where: list[Piece] = []
    if talk.location:
        where.append((talk.location.name, talk.location.url))
    if talk.online:
        if where:
            where.append((words.comma, None))
        where.append((words.online, talk.online))
    return where


def _addresses(entry: Entry, words: Words) -> Iterator[tuple[str, str]]:
    yield words.page, entry.url
    if entry.talk.online:
        yield words.online_heading, entry.talk.online
    yield from ((terms.link_title(link, words), link.href) for link in entry.talk.links)


def _list(talk: Talk, words: Words) -> str:
    rows = [f"<li>{_link(terms.link_title(link, words), link.href)}</li>" for link in talk.links]
    return f"<ul>{''.join(rows)}</ul>" if rows else ""


def _plain(pieces: Iterable[Piece]) -> str:
    return "".join([text for text, _ in pieces])


def _html(pieces: Collection[Piece]) -> str:
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
