"""A record with lists of other records in it → those lists whose entries are talks of their own.

A record is a talk or a group of talks. This is the rule, for imports and for lists that are read in
place:

1. A record without a title is a group of the titled entries in it.
2. A list at a key that says so (`given`, `deliveries`) has the deliveries of its record.
3. A list at a key that says so (`talks`, `sessions`, `schedule`) has talks, unless the record names
   speakers and the entries name neither speakers nor days: it has the parts of one talk then.
4. Any other list (`videos`, `papers`, `chapters`) belongs to the talk that its record is, if that
   names speakers or its event. Else it has talks if its entries name speakers, events or days, or
   if nothing beside the title of the record is a fact of a talk.

What belongs to a talk becomes its links and deliveries, or its key is reported as unused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.records.field_names import field_of, folded, sort
from talkfeed.records.keys import TABLE
from talkfeed.records.link_fields import SHOWN
from talkfeed.records.meanings import with_deliveries, with_place, with_topic
from talkfeed.records.nodes import Record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from talkfeed.model.imported import ImportOptions
    from talkfeed.records.field_names import RecordFields
    from talkfeed.records.nodes import Node

_LONGEST_TITLE = 200
_NEVER = frozenset(("speakers", "cospeakers", "links", "tags"))
"""Fields whose lists have people, links and words."""
_DELIVERIES = frozenset(
    (
        *("given", "deliveries", "delivered_at", "given_at", "presented_at", "dates_and_places"),
        *("occasions", "occurrences", "instances", "appearances", "performances", "shows"),
    )
)
"""Keys that can only have the deliveries of a talk."""
_PROGRAM = frozenset(
    (
        *TABLE["talks"].split(),
        *("presentations", "schedule", "program", "programme", "timetable", "slots"),
        *("days", "rooms", "tracks"),
    )
)
"""Words of keys that can only have talks, or parts of a program."""
_FACTS = frozenset(("date", "start", "abstract", "given", *SHOWN))
"""Fields that make a talk of a record with a title."""


def lists_of_talks(record: Record, options: ImportOptions) -> dict[str, Node]:
    """Return the values of a record with entries that are talks; a talk has none."""
    found = fields_of(record, options)
    if "title" in found:
        return {
            key: node
            for key, node in record.fields.items()
            if has_entries(key, node, options) and _are_talks(key, node, found, options)
        }
    return {
        key: node
        for key, node in record.fields.items()
        if has_entries(key, node, options) or (field_of(key) == "talks" and _has_records(node))
    }


def _are_talks(key: str, node: Node, found: RecordFields, options: ImportOptions) -> bool:
    """Return whether the entries at a key of a record with a title are talks."""
    if folded(key) in _DELIVERIES:
        return False
    telling = {"speakers"} if field_of(key) in SHOWN else {"speakers", "date", "start"}
    stated = {field for one in records(node) for field in fields_of(one, options)}
    is_stated = not telling.isdisjoint(stated)
    if _is_program(key, node, options):
        return is_stated or "speakers" not in found
    if {"speakers", "event"} & found.keys():
        return False
    facts = {
        field
        for field, entries in found.items()
        if any(entry.key.partition(".")[0] != key for entry in entries)
    }
    return is_stated or "event" in stated or _FACTS.isdisjoint(facts)


def _is_program(key: str, node: Node, options: ImportOptions) -> bool:
    """Return whether a key, or one of those below it, says that it has talks."""
    if not _PROGRAM.isdisjoint(folded(key).split("_")):
        return True
    inner = [node] if isinstance(node, Record) else [one for one in node if isinstance(one, Record)]
    return any(
        has_entries(name, value, options) and _is_program(name, value, options)
        for one in inner
        for name, value in one.fields.items()
    )


def records(node: Node) -> Iterator[Record]:
    """Yield all records in a value, at any depth."""
    if isinstance(node, Record):
        yield node
    inner = node.fields.values() if isinstance(node, Record) else node
    for one in inner if not isinstance(inner, str) else ():
        yield from records(one)


def _has_records(node: Node) -> bool:
    return isinstance(node, tuple) and any(isinstance(one, Record) for one in node)


def has_entries(key: str, node: Node, options: ImportOptions) -> bool:
    """Return whether a key has entries with titles, in a list or in a mapping of lists."""
    if field_of(key) in _NEVER or isinstance(node, str):
        return False
    if isinstance(node, Record):
        return any(has_entries(name, one, options) for name, one in node.fields.items())
    return any(isinstance(one, Record) and _has_title(one, options) for one in node)


def _has_title(record: Record, options: ImportOptions) -> bool:
    """Return whether a record has a title; a `name` may be that of an event, and does not count."""
    title = fields_of(record, options).get("title", ())
    if any(isinstance(entry.node, str) and folded(entry.key) != "name" for entry in title):
        return True
    return any(has_entries(key, node, options) for key, node in record.fields.items())


def fields_of(record: Record, options: ImportOptions) -> RecordFields:
    """Sort the fields of an entry; a short summary with a date is the title if it has none."""
    found = with_deliveries(with_place(with_topic(sort(record, options.mapping))))
    summary = [*found.get("summary", ())]
    is_dated = "date" in found or "start" in found or "time" in found
    is_one = len(summary) == 1 and folded(summary[0].key) == "summary"
    if "title" not in found and is_dated and is_one and _is_short(summary[0].node):
        found["title"] = found.pop("summary")
    return found


def _is_short(node: Node) -> bool:
    """Return whether a value is a text that may be a title."""
    return isinstance(node, str) and len(node) <= _LONGEST_TITLE and "\n" not in node.strip()
