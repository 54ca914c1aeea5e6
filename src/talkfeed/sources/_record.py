"""A record of another tool, its keys sorted → a talk with its deliveries, or what it is instead.

What no key of talks.yaml takes is either a link, with its key as the label, or told once for all.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from talkfeed.model.found import Found, Leftover, Sureness
from talkfeed.sources._draft import Draft, Link, Who, finish
from talkfeed.sources._keys import Entry, folded, is_ignored, sort
from talkfeed.sources._nodes import Record
from talkfeed.sources._values import (
    embedded,
    labelled,
    language,
    links,
    people,
    prose,
    tags,
    text,
    unique,
    words,
)
from talkfeed.sources._when import said, when
from talkfeed.text import line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from talkfeed.model.found import Plain, Wishes
    from talkfeed.sources._draft import Outcome
    from talkfeed.sources._keys import Sorted
    from talkfeed.sources._nodes import Node


class Frame(NamedTuple):
    """What is the same for all records of a file: wishes, the base of its links, its name."""

    wishes: Wishes
    base: str = ""
    where: str = ""


ORDER = (
    *("title", "speakers", "event", "date", "location", "online", "video", "slides", "audio"),
    *("paper", "code", "url", "links", "abstract", "tags", "language", "status", "draft", "given"),
)
_PER_DELIVERY = ("event", "date", "location", "online", "video", "slides", "audio", "url", "links")
_INHERITED = (
    ("date", "start", "end", "time", "year", "month", "day", "allday", "zone"),
    ("location", "city", "region", "country", "street", "room"),
    ("event", "venue"),
    ("eventurl",),
    ("speakers",),
    ("language",),
    ("url",),
)
"""Words a record takes over from the one around it, unless it has one of the same row."""
_LINKS = ("video", "slides", "audio", "paper", "code", "url", "pdf", "post", "links", "")
_NO_TALK = re.compile(
    r"\b(?:rejected|declined|withdrawn|not accepted|proposals?|proposed|submitted|submission|"
    r"wait-?list\w*|booth|attend\w*|organi[sz](?:er|ing|ed))\b",
    re.IGNORECASE,
)
_STATUS = {
    **dict.fromkeys(("cancelled", "canceled", "abgesagt"), "cancelled"),
    **dict.fromkeys(("postponed", "rescheduled"), "postponed"),
    **dict.fromkeys(("tentative", "planned", "tbc", "provisional"), "tentative"),
}
_TRUE = frozenset(("true", "yes", "1", "on"))
_FALSE = frozenset(("false", "no", "0", "off"))
_SHOWN = 500


def outcome(found: Sorted, frame: Frame, *, name: str = "", line_number: int = 0) -> Outcome:
    """Make a talk of sorted entries; `name` is the file's, where it may hold the date."""
    kind = next(filter(_NO_TALK.search, _kinds(found)), "")
    title = _title(found)
    if kind or not title:
        why = f"no talk that was given: {kind}" if kind else "it has no title"
        return _leftover(found, why, frame, line_number, is_talk=not kind)
    deliveries = _deliveries(found)
    if len(deliveries) == 1:
        found, deliveries = inherit(deliveries[0], found), []
    talk = finish(_draft(found, title, frame, name, line_number), frame.wishes)
    if isinstance(talk, Leftover):
        return talk
    talk = _flagged(talk, found)
    return _given(talk, deliveries, frame) if deliveries else talk


def inherit(found: Sorted, around: Sorted) -> Sorted:
    """Add what the record around says of its parts; what a record says itself outranks it."""
    taken = dict(found)
    for row in _INHERITED:
        if not any(word in found for word in row):
            taken |= {word: around[word] for word in row if word in around}
    if "year" in around and not any(word in found for word in ("year", "start")):
        taken.setdefault("year", around["year"])
    kept = ((word, entries) for word, entries in around.items() if word in _FROM_MAIN)
    return dict(kept) | taken


_FROM_MAIN = ("title", "abstract", "summary", "body", "tags", "slides", "paper", "code", "post", "video")


def bare(found: Sorted) -> Sorted:
    """Keep of a record what those within it take over."""
    return {word: found[word] for row in _INHERITED for word in row if word in found}


def _kinds(found: Sorted) -> Iterator[str]:
    for entry in (*found.get("kind", ()), *found.get("status", ())):
        if folded(entry.key).rpartition("_")[2] in {"type", "kind", "status", "state"}:
            yield text(entry.node)


def _leftover(found: Sorted, why: str, frame: Frame, number: int, *, is_talk: bool) -> Leftover:
    rows = [f"{entry.key}: {text(entry.node)}" for entries in found.values() for entry in entries]
    shown = line("; ".join(rows))[:_SHOWN]
    return Leftover(text=shown, why=why, is_talk=is_talk, where=frame.where, line=number)


def _title(found: Sorted) -> str:
    title, subtitle = said(found, "title"), said(found, "subtitle")
    return f"{title}: {subtitle}" if title and subtitle and subtitle not in title else title


# --- the fields of a talk -----------------------------------------------------------------------


def _draft(found: Sorted, title: str, frame: Frame, name: str, number: int) -> Draft:
    event = _event(found)
    who, doubts = _speakers(found, frame.wishes)
    return Draft(
        title=title,
        speakers=who,
        event=event,
        when=when(found, frame.wishes, name, event.name),
        location=_location(found, event.name),
        online=next((link.url for link in _linked(found, ("online",))), ""),
        links=_all_links(found),
        abstract=_abstract(found, frame.wishes),
        tags=[tag for entry in found.get("tags", ()) for tag in tags(entry.node)],
        language=language(said(found, "language")),
        status=_status(found),
        doubts=doubts,
        base=frame.base,
        where=frame.where,
        line=number,
    )


def _speakers(found: Sorted, wishes: Wishes) -> tuple[list[Who], tuple[str, ...]]:
    """List who speaks; where others are named beside an owner, the owner is the user's wish."""
    named = next(filter(None, map(people, found.get("speakers", ()))), [])
    others = [who for entry in found.get("cospeakers", ()) for who in people(entry)]
    if named or not others:
        return named + [who for who in others if who not in named], ()
    if wishes.speaker:
        return [Who(wishes.speaker), *others], ()
    return others, ("only those who spoke with somebody are named: say --speaker for who that is",)


def _event(found: Sorted) -> Who:
    """Find the event; where none is named but a venue, that is it."""
    for word in ("event", "venue"):
        for entry in found.get(word, ()):
            name = text(entry.node)
            if name:
                linked = links(entry) if isinstance(entry.node, str) and "](" in entry.node else []
                address = next((link.url for link in _linked(found, ("eventurl",))), "")
                return Who(name, address or next((link.url for link in linked), ""))
    return Who("")


def _location(found: Sorted, event: str) -> Who:
    """Put the place together, from the room to the country, each part once."""
    parts: list[str] = []
    for word in ("room", "venue", "street", "location", "city", "region", "country"):
        part = said(found, word)
        if part and part != event and not any(part in known for known in parts):
            parts.append(part)
    return Who(", ".join(parts))


def _linked(found: Sorted, kinds: Sequence[str]) -> Iterator[Link]:
    for word in kinds:
        for entry in found.get(word, ()):
            yield from links(entry, word)


def _all_links(found: Sorted) -> list[Link]:
    """List the links at all keys, those of a page's text last."""
    listed = [link for word in _LINKS for entry in found.get(word, ()) for link in _at(entry, word)]
    written = "\n".join(text_ for entry in found.get("body", ()) if isinstance(text_ := entry.node, str))
    return [link for link in unique((*listed, *embedded(written), *labelled(written))) if link.url]


def _at(entry: Entry, word: str) -> Iterator[Link]:
    """List the links at one key; a key without a meaning of its own is the label."""
    if word in {"links", "url"}:
        yield from links(entry, "url" if word == "url" else "")
    elif word in {"pdf", "post", ""}:
        if word or _has_address(entry.node):
            label = _label(entry.key)
            yield from (link._replace(kind="links", label=link.label or label) for link in links(entry, "links"))
    else:
        yield from links(entry, word)


def _has_address(node: Node) -> bool:
    return isinstance(node, str) and node.strip().startswith(("https://", "http://"))


def _label(key: str) -> str:
    """Make a label of a key.

    >>> _label("event.press_url"), _label("pdf")
    ('Press', 'PDF')
    """
    plain = folded(key.rpartition(".")[2]).removesuffix("_url").removesuffix("_link").removeprefix("url_")
    shown = plain.replace("_", " ")
    return "PDF" if shown == "pdf" else shown.capitalize()


def _abstract(found: Sorted, wishes: Wishes) -> str:
    """Take the abstract, in the user's language if there are several, else the page's text."""
    entries = found.get("abstract", [])
    suffix = f"_{wishes.language.partition('-')[0]}"
    ours = [entry for entry in entries if folded(entry.key).endswith(suffix)]
    rest = (*found.get("body", ()), *found.get("summary", ()))
    return next(filter(None, (prose(entry.node) for entry in (*ours, *entries, *rest))), "")


def _status(found: Sorted) -> str:
    if said(found, "cancelled").lower() in _TRUE:
        return "cancelled"
    return _STATUS.get(said(found, "status").lower(), "")


def _flagged(talk: Found, found: Sorted) -> Found:
    """Keep a draft a draft."""
    if said(found, "draft").lower() in _TRUE or said(found, "published").lower() in _FALSE:
        return replace(talk, fields=ordered(talk.fields, {"draft": "true"}))
    return talk


def ordered(fields: Mapping[str, Plain], more: Mapping[str, Plain]) -> dict[str, Plain]:
    """Add fields, in the order of talks.yaml."""
    both = {**fields, **more}
    return {key: both[key] for key in ORDER if key in both}


# --- deliveries ---------------------------------------------------------------------------------


def _deliveries(found: Sorted) -> list[Sorted]:
    """List the times a talk was given: records, or bare names or dates in a list."""
    for word, key in (("given", "event"), ("event", "event"), ("date", "date")):
        for entry in found.get(word, ()):
            nodes = entry.node if isinstance(entry.node, tuple) else ()
            if nodes:
                found[word] = [one for one in found[word] if one is not entry]
                return [_delivery(node, key) for node in nodes]
    return []


def _delivery(node: Node, key: str) -> Sorted:
    """Sort what is said of one delivery; its name or title is the event's."""
    if not isinstance(node, Record):
        return {key: [Entry(key, node)]}
    found = sort(node)
    if "event" not in found and "title" in found:
        found["event"] = found.pop("title")
    if "url" in found and "eventurl" not in found:
        found = _event_page(found)
    return found


def _event_page(found: Sorted) -> Sorted:
    """Take the page of a delivery for that of its event."""
    pages = [entry for entry in found["url"] if all(one.kind == "url" for one in links(entry, "url"))]
    kept = [entry for entry in found["url"] if entry not in pages]
    return {**found, "eventurl": pages, "url": kept} if pages else found


def _given(talk: Found, deliveries: Iterable[Sorted], frame: Frame) -> Found:
    """Write the deliveries that have a date; of the others a doubt tells."""
    title = str(talk.fields["title"])
    quiet = frame._replace(wishes=replace(frame.wishes, speaker="", event=""))
    rows: list[Plain] = []
    doubts: list[str] = []
    for delivery in deliveries:
        one = finish(_draft(delivery, title, quiet, "", 0), quiet.wishes)
        fields = {key: one.fields[key] for key in _PER_DELIVERY if key in one.fields} if isinstance(one, Found) else {}
        if "date" in fields:
            rows.append(fields)
        else:
            shown = words(said(delivery, "event") or said(delivery, "location"))
            doubts.append(f"also given at {shown or 'some event'}: no date was found")
    kept = [doubt for doubt in talk.doubts if not (rows and doubt == "no date was found")]
    more: dict[str, Plain] = {"given": rows} if rows else {}
    told = tuple(dict.fromkeys((*kept, *doubts)))
    sureness = Sureness.SURE if rows and not told else max(talk.sureness, Sureness.LIKELY, key=_LEVELS.index)
    if rows:
        sureness = Sureness.LIKELY if told else Sureness.SURE
    return replace(talk, fields=ordered(talk.fields, more), doubts=told, sureness=sureness)


_LEVELS = list(Sureness)


# --- what has no place --------------------------------------------------------------------------


def placeless(all_found: Iterable[Sorted]) -> list[Leftover]:
    """Tell once which keys have no place in talks.yaml."""
    keys = {
        entry.key: None
        for found in all_found
        for entry in found.get("", ())
        if not is_ignored(entry.key) and not _has_address(entry.node)
    }
    if not keys:
        return []
    why = "keys that have no place in talks.yaml"
    return [Leftover(text=", ".join(keys), why=why, is_talk=False)]
