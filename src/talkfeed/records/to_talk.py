"""The fields of a record → a talk with its deliveries, or an unparsed part.

A record inherits fields of its group. Several deliveries become `given`; keys that are unknown are
reported once for all records.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from talkfeed.model.imported import UNKNOWN_KEYS, Confidence, FoundTalk, ImportResult, Unparsed
from talkfeed.model.plainfields import OF_TALK, PLAIN
from talkfeed.model.vocabulary import word_of
from talkfeed.records.breaks import NO_TALK, is_break
from talkfeed.records.date_fields import first_text
from talkfeed.records.draft import ORDER, PLACE_AND_LINKS, UNDATED, finish
from talkfeed.records.field_names import Entry, folded, is_ignored, sort
from talkfeed.records.fields import LINKS, FileContext, draft, has_address
from talkfeed.records.link_fields import is_unlinked, links
from talkfeed.records.nodes import Record
from talkfeed.records.recordings import OF_PARENT, recordings_of, with_recording, without_upload
from talkfeed.records.values import FALSE, TRUE, remarks, text, unknown_parts
from talkfeed.text import line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from talkfeed.model.imported import Plain
    from talkfeed.records.draft import Outcome
    from talkfeed.records.field_names import RecordFields
    from talkfeed.records.nodes import Node

_DATED = ("date", "start", "end", "year", "month", "day", "allday")
_TIMED = ("time", "endtime")
_INHERITED = (
    ("zone",),
    ("location", "city", "region", "country", "street", "latitude", "longitude"),
    ("room",),
    ("track",),
    ("event", "venue"),
    ("eventurl",),
    ("speakers",),
    *((name,) for name in OF_TALK),
    ("url",),
)
"""Fields a record inherits from its group, unless it has one of the same row."""
_NO_TALK = re.compile(
    r"\b(?:rejected|declined|withdrawn|not accepted|proposals?|proposed|submitted|submission|"
    r"wait-?list\w*|booth|attend\w*|organi[sz](?:er|ing|ed))\b",
    re.IGNORECASE,
)
_OCCASION = frozenset(("event", "venue", "location"))
_YEAR = re.compile(r"(?:19|20)\d\d", re.ASCII)
_SHOWN = 500
_SUBTITLE = 80
"""Characters of the longest subtitle; a longer one is a summary."""
_NAME = 120
"""Characters of the longest text that may be the name of an event."""


def outcome(
    found: RecordFields, context: FileContext, *, name: str = "", line_number: int = 0
) -> Outcome:
    """Return the talk of a record; `name` is that of its file if it may contain the date."""
    kinds = (
        text(entry.node)
        for entry in (*found.get("kind", ()), *found.get("status", ()))
        if folded(entry.key).rpartition("_")[2] in {"type", "kind", "status", "state"}
    )
    kind = next(filter(_NO_TALK.search, kinds), "")
    title = _title(found)
    if kind or not title:
        why = f"not a talk that was given: {kind}" if kind else "it has no title"
        entries = (entry for entries in found.values() for entry in entries)
        shown = line("; ".join(f"{entry.key}: {text(entry.node)}" for entry in entries))[:_SHOWN]
        is_talk = not kind
        return Unparsed(text=shown, why=why, is_talk=is_talk, where=context.where, line=line_number)
    if is_break(title) and not found.keys() & {"speakers", "cospeakers", "abstract"}:
        return Unparsed(
            text=title, why=NO_TALK, is_talk=False, where=context.where, line=line_number
        )
    found, deliveries = _deliveries(found)
    if len(deliveries) == 1 and not _is_another(deliveries[0], found):
        found, deliveries = _merge_delivery(deliveries[0], found), []
    drafted = replace(draft(found, title, context, name, line_number), uid=_uid(found, context))
    talk = finish(drafted, context.options)
    if isinstance(talk, Unparsed):
        return talk
    is_draft = first_text(found, "draft").lower() in TRUE
    if is_draft or first_text(found, "published").lower() in FALSE:
        talk = replace(talk, fields=ordered(talk.fields, {"draft": "true"}))
    return _given(talk, deliveries, context) if deliveries else talk


def inherit(found: RecordFields, around: RecordFields) -> RecordFields:
    """Add the fields of the group around a record that the record does not have."""
    found = without_upload(found)
    taken = dict(with_recording(found, around))
    is_dated = any(word in found for word in _DATED)
    is_timed = any(word in found for word in _TIMED)
    if not is_dated:
        if is_timed and "end" in around:  # on which of several days?
            times = [entry for word in _TIMED for entry in taken.pop(word, ())]
            taken[""] = [*taken.get("", ()), *times]
        words = _DATED if is_timed else (*_DATED, *_TIMED)
        taken |= {word: around[word] for word in words if word in around}
    for row in _INHERITED:
        if not any(word in found for word in row):
            taken |= {word: around[word] for word in row if word in around}
    if "year" in around and not any(word in found for word in ("year", "start")):
        taken["year"] = around["year"]
    return taken


def _is_another(delivery: RecordFields, found: RecordFields) -> bool:
    """Return whether a talk has a day of its own besides that of its only delivery."""
    days = [
        [text(entry.node) for word in ("date", "start") for entry in fields.get(word, ())]
        for fields in (delivery, found)
    ]
    return all(days) and days[0][0] != days[1][0]


def _merge_delivery(delivery: RecordFields, found: RecordFields) -> RecordFields:
    """Merge a talk and its only delivery, with the links of both."""
    both = {**found, **inherit(delivery, found)}
    linked = {word: [*delivery.get(word, ()), *found.get(word, ())] for word in LINKS}
    return {**both, **{word: entries for word, entries in linked.items() if entries}}


def inheritable(found: RecordFields) -> RecordFields:
    """Return the fields of a group that its records inherit."""
    rows = (_DATED, _TIMED, *_INHERITED)
    kept = {word: found[word] for row in rows for word in row if word in found}
    own = [entry for entry in recordings_of(found) if any(one.url for one in links(entry))]
    recordings = own or found.get(OF_PARENT, [])
    return kept | ({OF_PARENT: recordings} if recordings else {})


def _uid(found: RecordFields, context: FileContext) -> str:
    """Return the id of a record, else the name of its file; ids of several are those of none."""
    ids = {folded(entry.key): text(entry.node) for entry in found.get("", ())}
    return next(filter(None, map(ids.get, _IDS)), "") or context.where


_IDS = ("guid", "uid", "uuid", "id")


def _title(found: RecordFields) -> str:
    title, subtitle = first_text(found, "title"), first_text(found, "subtitle")
    is_part = title and subtitle and len(subtitle) <= _SUBTITLE and not subtitle.endswith(".")
    return f"{title}: {subtitle}" if is_part and subtitle not in title else title


def ordered(fields: Mapping[str, Plain], more: Mapping[str, Plain]) -> dict[str, Plain]:
    """Add fields, in the order of talks.yaml."""
    both = {**fields, **more}
    return {key: both[key] for key in ORDER if key in both}


# --- deliveries ---------------------------------------------------------------------------------


def _deliveries(found: RecordFields) -> tuple[RecordFields, list[RecordFields]]:
    """Separate a talk from its deliveries: records, or a list of event names or dates."""
    for word, key in (("given", "event"), ("event", "event"), ("date", "date")):
        for entry in found.get(word, ()):
            if isinstance(entry.node, tuple) and entry.node:
                kept = [one for one in found[word] if one is not entry]
                return {**found, word: kept}, [_delivery(node, key) for node in entry.node]
    return found, []


def _delivery(node: Node, key: str) -> RecordFields:
    """Sort the fields of one delivery; its title, short description and page are the event's."""
    if not isinstance(node, Record):
        return {key: [Entry(key, node)]}
    found = sort(node)
    if "event" not in found and "title" in found:
        found["event"] = found.pop("title")
    if found.keys().isdisjoint(_OCCASION):
        found |= _labelled(found)
    described = found.get("abstract", [])
    is_short = described and len(text(described[0].node)) <= _NAME
    if is_short and found.keys().isdisjoint(_OCCASION):
        found["event"] = found.pop("abstract")
    if "url" not in found or "eventurl" in found:
        return found
    pages = [
        entry for entry in found["url"] if all(one.kind == "url" for one in links(entry, "url"))
    ]
    kept = [entry for entry in found["url"] if entry not in pages]
    return {**found, "eventurl": pages, "url": kept} if pages else found


def _labelled(found: RecordFields) -> RecordFields:
    """Take the label of a delivery for its event."""
    unknown = found.get("", [])
    labels = [one for one in unknown if folded(one.key) == "label"]
    rest = [one for one in unknown if one not in labels]
    return {"event": labels, "": rest} if labels else {}


def _within(date: Plain, rows: Iterable[Plain]) -> bool:
    """Return whether a date is only the year of all deliveries."""
    days = [str(row["date"]) for row in rows if isinstance(row, Mapping)]
    is_year = isinstance(date, str) and _YEAR.fullmatch(date) is not None
    return is_year and all(str(date) in day for day in days)


def _given(talk: FoundTalk, deliveries: Iterable[RecordFields], context: FileContext) -> FoundTalk:
    """Add the deliveries that have a date as `given`; each of the others is a doubt."""
    rows: list[Plain] = []
    doubts: list[str] = []
    for fields, unsure in (_row(delivery, context) for delivery in deliveries):
        doubts.extend(unsure)
        if "date" in fields:
            rows.append(fields)
    if not rows:
        return replace(talk, doubts=tuple(dict.fromkeys((*talk.doubts, *doubts))))
    own = {name: value for name, value in talk.fields.items() if name != "date"}
    if "date" in talk.fields and ("event" in own or not _within(talk.fields["date"], rows)):
        own = dict(talk.fields)
    known = (doubt for doubt in talk.doubts if doubt != UNDATED)
    doubts = list(dict.fromkeys((*known, *doubts)))
    return replace(
        talk,
        fields=ordered(own, {"given": rows}),
        doubts=tuple(doubts),
        confidence=Confidence.LIKELY if doubts else Confidence.SURE,
    )


def _row(delivery: RecordFields, context: FileContext) -> tuple[dict[str, Plain], list[str]]:
    """Return the fields of one delivery, and the doubts about it."""
    bare = context._replace(options=replace(context.options, speaker="", event=""))
    one = finish(draft(delivery, "?", bare, "", 0), bare.options)
    known = one if isinstance(one, FoundTalk) else FoundTalk(fields={})
    fields = {key: value for key, value in known.fields.items() if key in PLACE_AND_LINKS}
    doubts = [doubt for doubt in known.doubts if doubt != UNDATED]
    if "date" not in fields:
        shown = (
            first_text(delivery, "event")
            or first_text(delivery, "venue")
            or first_text(delivery, "location")
        )
        doubts.append(f"also given at {shown or 'some event'}: {UNDATED}")
    return fields, doubts


def _unknown_of_deliveries(found: RecordFields) -> Iterator[str]:
    """Yield the unknown keys of deliveries, after the key of their list."""
    for word in ("given", "event", "date"):
        for entry in found.get(word, ()):
            for node in entry.node if isinstance(entry.node, tuple) else ():
                own = sort(node).get("", ()) if isinstance(node, Record) else ()
                yield from (f"{entry.key}.{one.key}" for one in own if not is_ignored(one.key))


# --- the result ---------------------------------------------------------------------------------


def import_result(
    kind: str, outcomes: Iterable[Outcome], sorted_out: Iterable[RecordFields]
) -> ImportResult:
    """Separate the talks from unparsed parts, and add the unknown keys to these."""
    found = list(outcomes)
    unparsed = [one for one in found if isinstance(one, Unparsed)]
    return ImportResult(
        kind=kind,
        talks=tuple(one for one in found if not isinstance(one, Unparsed)),
        unparsed=(*unparsed, *unknown_keys(sorted_out)),
    )


_WORDS = {row.name: row.words for row in PLAIN if row.name in {"kind", "level"}}
_PEOPLE = ("speakers", "cospeakers")
REMARKS = "remarks beside speakers"
"""What follows the names of speakers and is no employer, among the keys without a field."""


def unknown_keys(all_found: Iterable[RecordFields]) -> list[Unparsed]:
    """Report the keys without a field in talks.yaml, each once."""
    listed = list(all_found)
    keys = {
        entry.key: None
        for found in listed
        for entry in (*found.get("", ()), *found.get("talks", ()))
        if not is_ignored(entry.key) and not has_address(entry.node)
    }
    keys |= {
        entry.key: None
        for found in listed
        for word in filter(None, LINKS)
        for entry in found.get(word, ())
        if is_unlinked(entry, word)
    }
    keys |= dict.fromkeys(
        entry.key
        for found in listed
        for name, words in _WORDS.items()
        for entry in found.get(name, ())
        if (name == "level" or folded(entry.key) == "kind") and not word_of(text(entry.node), words)
    )
    keys |= dict.fromkeys(key for found in listed for key in _unknown_of_deliveries(found))
    people = [one for found in listed for key in _PEOPLE for one in found.get(key, ())]
    keys |= dict.fromkeys(key for entry in people for key in unknown_parts(entry))
    if any(map(remarks, people)):
        keys[REMARKS] = None
    return [Unparsed(text=", ".join(keys), why=UNKNOWN_KEYS, is_talk=False)] if keys else []
