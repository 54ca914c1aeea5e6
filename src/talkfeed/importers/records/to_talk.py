"""What a record says → a talk with its deliveries, or what it is instead.

A record takes over what the group around it says. Several deliveries become `given`; what has no
place in talks.yaml is told once for all records.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from talkfeed.importers.common.draft import UNDATED, finish
from talkfeed.importers.records.date_fields import said
from talkfeed.importers.records.field_names import Entry, folded, is_ignored, sort
from talkfeed.importers.records.fields import FALSE, LINKS, TRUE, Frame, draft, has_address
from talkfeed.importers.records.link_fields import links
from talkfeed.importers.records.nodes import Record
from talkfeed.importers.records.values import text
from talkfeed.model.imported import Confidence, FoundTalk, Unparsed
from talkfeed.text import line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from talkfeed.importers.common.draft import Outcome
    from talkfeed.importers.records.field_names import Sorted
    from talkfeed.importers.records.nodes import Node
    from talkfeed.model.imported import Plain

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
_NO_TALK = re.compile(
    r"\b(?:rejected|declined|withdrawn|not accepted|proposals?|proposed|submitted|submission|"
    r"wait-?list\w*|booth|attend\w*|organi[sz](?:er|ing|ed))\b",
    re.IGNORECASE,
)
_SHOWN = 500
_SUBTITLE = 80
"""Characters of the longest subtitle; what is longer sums the talk up."""
_NAME = 120
"""Characters of the longest text that may be the name of an event."""


def outcome(found: Sorted, frame: Frame, *, name: str = "", line_number: int = 0) -> Outcome:
    """Make a talk of sorted entries; `name` is the file's, where it may hold the date."""
    kind = next(filter(_NO_TALK.search, _kinds(found)), "")
    title = _title(found)
    if kind or not title:
        why = f"no talk that was given: {kind}" if kind else "it has no title"
        return _unparsed(found, why, frame, line_number, is_talk=not kind)
    found, deliveries = _deliveries(found)
    if len(deliveries) == 1:
        found, deliveries = _merged(deliveries[0], found), []
    talk = finish(draft(found, title, frame, name, line_number), frame.options)
    if isinstance(talk, Unparsed):
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
        taken["year"] = around["year"]
    return taken


def _merged(delivery: Sorted, found: Sorted) -> Sorted:
    """Make one of a talk and its only delivery, with the links of both."""
    both = {**found, **inherit(delivery, found)}
    linked = {word: [*delivery.get(word, ()), *found.get(word, ())] for word in LINKS}
    return {**both, **{word: entries for word, entries in linked.items() if entries}}


def bare(found: Sorted) -> Sorted:
    """Keep of a record what those within it take over."""
    return {word: found[word] for row in _INHERITED for word in row if word in found}


def _kinds(found: Sorted) -> Iterator[str]:
    for entry in (*found.get("kind", ()), *found.get("status", ())):
        if folded(entry.key).rpartition("_")[2] in {"type", "kind", "status", "state"}:
            yield text(entry.node)


def _unparsed(found: Sorted, why: str, frame: Frame, number: int, *, is_talk: bool) -> Unparsed:
    rows = [f"{entry.key}: {text(entry.node)}" for entries in found.values() for entry in entries]
    shown = line("; ".join(rows))[:_SHOWN]
    return Unparsed(text=shown, why=why, is_talk=is_talk, where=frame.where, line=number)


def _title(found: Sorted) -> str:
    title, subtitle = said(found, "title"), said(found, "subtitle")
    is_part = title and subtitle and len(subtitle) <= _SUBTITLE and not subtitle.endswith(".")
    return f"{title}: {subtitle}" if is_part and subtitle not in title else title


def _flagged(talk: FoundTalk, found: Sorted) -> FoundTalk:
    """Keep a draft a draft."""
    if said(found, "draft").lower() in TRUE or said(found, "published").lower() in FALSE:
        return replace(talk, fields=ordered(talk.fields, {"draft": "true"}))
    return talk


def ordered(fields: Mapping[str, Plain], more: Mapping[str, Plain]) -> dict[str, Plain]:
    """Add fields, in the order of talks.yaml."""
    both = {**fields, **more}
    return {key: both[key] for key in ORDER if key in both}


# --- deliveries ---------------------------------------------------------------------------------


def _deliveries(found: Sorted) -> tuple[Sorted, list[Sorted]]:
    """Part a talk from the times it was given: records, or bare names or dates in a list."""
    for word, key in (("given", "event"), ("event", "event"), ("date", "date")):
        for entry in found.get(word, ()):
            if isinstance(entry.node, tuple) and entry.node:
                kept = [one for one in found[word] if one is not entry]
                return {**found, word: kept}, [_delivery(node, key) for node in entry.node]
    return found, []


def _delivery(node: Node, key: str) -> Sorted:
    """Sort what is said of one delivery; its name or title is the event's."""
    if not isinstance(node, Record):
        return {key: [Entry(key, node)]}
    found = sort(node)
    if "event" not in found and "title" in found:
        found["event"] = found.pop("title")
    found = _named_by_words(found)
    return _event_page(found) if "url" in found and "eventurl" not in found else found


def _named_by_words(found: Sorted) -> Sorted:
    """Take the words on a delivery for the name of its event where it has no other."""
    told = found.get("abstract", [])
    is_short = told and len(text(told[0].node)) <= _NAME
    if not is_short or any(word in found for word in ("event", "venue", "location")):
        return found
    return {word: entries for word, entries in found.items() if word != "abstract"} | {
        "event": told
    }


def _event_page(found: Sorted) -> Sorted:
    """Take the page of a delivery for that of its event."""
    pages = [
        entry for entry in found["url"] if all(one.kind == "url" for one in links(entry, "url"))
    ]
    kept = [entry for entry in found["url"] if entry not in pages]
    return {**found, "eventurl": pages, "url": kept} if pages else found


def _given(talk: FoundTalk, deliveries: Iterable[Sorted], frame: Frame) -> FoundTalk:
    """Write the deliveries that have a date; of the others a doubt tells."""
    rows: list[Plain] = []
    doubts: list[str] = []
    for fields, unsure in (_row(delivery, frame) for delivery in deliveries):
        doubts.extend(unsure)
        if "date" in fields:
            rows.append(fields)
    if not rows:
        return replace(talk, doubts=tuple(dict.fromkeys((*talk.doubts, *doubts))))
    told = tuple(dict.fromkeys((*(one for one in talk.doubts if one != UNDATED), *doubts)))
    confidence = Confidence.LIKELY if told else Confidence.SURE
    return replace(
        talk, fields=ordered(talk.fields, {"given": rows}), doubts=told, confidence=confidence
    )


def _row(delivery: Sorted, frame: Frame) -> tuple[dict[str, Plain], list[str]]:
    """Give the fields of one delivery, and the doubts about it."""
    quiet = frame._replace(options=replace(frame.options, speaker="", event=""))
    one = finish(draft(delivery, "?", quiet, "", 0), quiet.options)
    known = one if isinstance(one, FoundTalk) else FoundTalk(fields={})
    fields = {key: value for key, value in known.fields.items() if key in _PER_DELIVERY}
    doubts = [doubt for doubt in known.doubts if doubt != UNDATED]
    if "date" not in fields:
        shown = said(delivery, "event") or said(delivery, "venue") or said(delivery, "location")
        doubts.append(f"also given at {shown or 'some event'}: {UNDATED}")
    return fields, doubts


def placeless(all_found: Iterable[Sorted]) -> list[Unparsed]:
    """Tell once which keys have no place in talks.yaml."""
    keys = {
        entry.key: None
        for found in all_found
        for entry in found.get("", ())
        if not is_ignored(entry.key) and not has_address(entry.node)
    }
    if not keys:
        return []
    why = "keys that have no place in talks.yaml"
    return [Unparsed(text=", ".join(keys), why=why, is_talk=False)]
