"""Lists of talks in YAML, JSON or TOML (data files of Jekyll and Hugo) → talks.

A list may be wrapped in a mapping, grouped by year, day, time or event, or keyed by titles or ids;
an entry inherits the fields of its group. A directory is read file by file. Every entry becomes a
talk or an unparsed part.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from talkfeed.errors import Rejected
from talkfeed.model.imported import ImportResult, Unparsed
from talkfeed.named_tuple import NamedTuple
from talkfeed.records.date_fields import first_text
from talkfeed.records.dateorder import in_shown_order, is_date
from talkfeed.records.field_names import Entry, at, check_mapping, field_of, folded, is_clock, sort
from talkfeed.records.fields import FileContext, has_address
from talkfeed.records.groups import fields_of, lists_of_talks, records
from talkfeed.records.json_values import peek
from talkfeed.records.link_fields import SHOWN
from talkfeed.records.nodes import Document, Record, decoded, language, of_python, parse
from talkfeed.records.recordings import is_empty_event, media_of, provider_of
from talkfeed.records.rooms import with_rooms
from talkfeed.records.shapes import described, lists
from talkfeed.records.timestamps import date_rules
from talkfeed.records.to_talk import import_result, inherit, inheritable, outcome
from talkfeed.records.values import text
from talkfeed.records.video_titles import with_doubt, with_speakers
from talkfeed.text import line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from talkfeed.model.imported import ImportOptions, SourceInput
    from talkfeed.records.draft import Outcome
    from talkfeed.records.field_names import RecordFields
    from talkfeed.records.nodes import Node

KIND = "list"
NO_ENTRY = "a text, not an entry with keys"
NO_TALKS = "an event without talks"
SUFFIXES = ("yaml", "yml", "json", "toml")
_SURE, _SIBLING, _DATA = 0.6, 0.4, 0.55
"""Any data file scores the last: it is no page, whatever it holds."""
_SAMPLE = 20_000
_TALK_FIELDS = frozenset(
    ("title", "speakers", "event", "date", "location", *SHOWN, "abstract", "given")
)
_DISTINCTIVE = _TALK_FIELDS - {"title", "date", "abstract"}
"""Fields that lists of other things rarely have."""
_KEY = re.compile(
    r"(?:^[ \t-]{0,99}|[{,]\s{0,99})[\"']?([\w .-]{2,30}?)[\"']?\s{0,9}(?::(?=\s|$)|=)",
    re.MULTILINE,
)
_YEAR = re.compile(r"(?:19[89]|20\d)\d")
_TO = re.compile(r"\s{0,9}[-–]\s{0,9}")
_ID = re.compile(
    r"[\W\d_]*|(?i:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{16,64}"
    r"|(?:talk|session|slot|room|item)[ _-]?\d{1,9})"
    r"|(?=[A-Z]{0,12}\d)(?![A-Z]{0,12}(?:19|20)\d\d)[A-Z\d]{4,12}"
)
"""A key that is the id of an entry or a room: a number, a UUID, a digest, "session-3", "A3KX9Z"."""
_OUTER_KEY = "key"
"""The name of an entry whose value is the key of a record in a mapping, or that of its group."""
_SECTIONS = (
    "talk talks upcoming past future previous archive list items entries events presentations "
    "invited contributed keynote keynotes workshop workshops lecture lectures tutorial "
    "tutorials panel panels podcast podcasts guest other others misc conferences seminars "
    "posters data"
)
_GENERIC = frozenset(_SECTIONS.split())
"""Keys of groups that are not names of events."""


class Item(NamedTuple):
    """An entry of a list with inherited fields, or a text that is not a record."""

    found: RecordFields
    record: Record | str


# --- recognition --------------------------------------------------------------------------------


def recognise(source: SourceInput) -> float:
    """Score a source by whether it has keys of talks."""
    if source.files:
        return _SIBLING * any(_has_suffix(one) and recognise(one) for one in source.files)
    head = source.content[:_SAMPLE]
    if head.lstrip().startswith((b"<", b"BEGIN:")):
        return 0.0
    written = decoded(replace(source, content=head))
    if written.startswith(("---\n", "+++\n")) and re.search(
        r"^(?:---|\+\+\+)\s*$", written[4:], re.MULTILINE
    ):
        return 0.0
    node = peek(source) if language(written, source.name) == "json" else None
    keys = [key for record in records(of_python(node)) for key in record.fields]
    words = [field_of(key) for key in keys or _KEY.findall(written)]
    if "title" in words and not _DISTINCTIVE.isdisjoint(words):
        return _SURE
    is_data = node is not None or (_has_suffix(source) and "\0" not in head.decode("latin-1"))
    return _DATA if is_data and written.strip() else 0.0


def _has_suffix(source: SourceInput) -> bool:
    return source.name.rpartition(".")[2].lower() in SUFFIXES


# --- reading ------------------------------------------------------------------------------------


def read(source: SourceInput, options: ImportOptions) -> ImportResult:
    """Read every entry of a list, or of all lists of a directory.

    Raises:
        Rejected: TF702, it is invalid, or nothing in it is like a talk; TF704, it is too large;
            TF708, --map names no key; TF709, it has no entries.
    """
    files = [one for one in source.files if _has_suffix(one)] if source.files else [source]
    parsed = [(one, _parse(one, alone=not source.files)) for one in files]
    roots = [document.root for _, document in parsed]
    check_mapping(options.mapping, [record for root in roots for record in records(root)])
    items = [
        (item, FileContext(options, one.base or source.base, one.name if source.files else ""))
        for one, document in parsed
        for item in with_names(in_rooms(walk(_named(document.root, options), {}, options)), options)
    ]
    broken = [
        replace(left, where=one.name if source.files else "")
        for one, document in parsed
        for left in document.unparsed
    ]
    if not items and not broken:
        raise Rejected("TF709", f"{source.name} has no entries", "name another --from, or --map")
    if not (options.mapping or broken or any(_is_like_talk(item) for item, _ in items)):
        raise _unlike_talks(source, roots)

    def outcomes_by(options: ImportOptions) -> tuple[list[Outcome], list[RecordFields]]:
        made = [_outcome(item, context._replace(options=options)) for item, context in items]
        return made, [item.found for item, _ in items]

    outcomes, sorted_out = in_shown_order(outcomes_by, options)
    title = "" if source.files else _title(roots[0], options)
    return replace(import_result(KIND, (*broken, *outcomes), sorted_out), title=title)


def _title(root: Node, options: ImportOptions) -> str:
    """Return the title of a file that is a mapping with a list of talks."""
    if not isinstance(root, Record) or not lists_of_talks(root, options):
        return ""
    return first_text(fields_of(root, options), "title")


def _outcome(item: Item, context: FileContext) -> Outcome:
    if isinstance(item.record, str):
        return Unparsed(text=line(item.record), why=NO_ENTRY, where=context.where)
    if is_empty_event(item.record):
        return Unparsed(
            text=line(" ".join(first_text(item.found, key) for key in ("title", "date"))),
            why=NO_TALKS,
            is_talk=False,
            where=context.where,
            line=item.record.line,
        )
    return with_doubt(outcome(item.found, context, line_number=item.record.line), item.found)


def _is_like_talk(item: Item) -> bool:
    """Return whether an entry has a field of talks that is not from the key of a group."""
    return any(
        field in _TALK_FIELDS and any(entry.key != _OUTER_KEY for entry in entries)
        for field, entries in item.found.items()
    )


def _named(root: Node, options: ImportOptions) -> Node:
    """Return the list that the user names with --map talks=KEY, else the whole."""
    path = options.mapping.get("talks", "")
    named = at(root, path) if path and isinstance(root, Record) else None
    return root if named is None else named


def _unlike_talks(source: SourceInput, roots: list[Node]) -> Rejected:
    """Return the error for a source without a key of talks: what it holds, and how to name it."""
    root = roots[0] if roots else ""
    path = next(lists(root), "")
    named = f"name the list with --map talks={path}, and " if path else ""
    hint = f"{named}name the key of the titles with --map title=KEY"
    message = f"{source.name} is {described(root)}, of which none is like a talk"
    return Rejected("TF702", message, hint)


def _parse(source: SourceInput, *, alone: bool) -> Document:
    """Parse one file; an invalid one in a directory is an unparsed part."""
    try:
        return parse(source)
    except Rejected as rejected:
        if alone:
            raise
        return Document("", (Unparsed(text=source.name, why=rejected.message),))


# --- finding the entries ------------------------------------------------------------------------


def in_rooms(items: Iterable[Item]) -> list[Item]:
    """Return the entries of a list, with the venues of a schedule as rooms."""
    listed = list(items)
    found = with_rooms(item.found for item in listed)
    return [item._replace(found=one) for item, one in zip(listed, found, strict=True)]


def with_names(items: Sequence[Item], options: ImportOptions) -> list[Item]:
    """Return the entries of a list; in one of videos, speakers are split off the titles."""
    found = with_speakers((item.found for item in items), options)
    return [item._replace(found=one) for item, one in zip(items, found, strict=True)]


def walk(
    node: Node, around: RecordFields, options: ImportOptions, *, is_part: bool = False
) -> Iterator[Item]:
    """Yield the entries in a node in order; they inherit the fields `around`.

    The title of a group that is a part of another, or of a list, is that of an event.
    """
    if isinstance(node, str):
        if node.strip():
            yield Item({}, node)
    elif isinstance(node, tuple):
        for one in node:
            yield from walk(one, around, options, is_part=True)
    else:
        yield from _in_record(node, around, options, is_part=is_part)


def _in_record(
    record: Record, around: RecordFields, options: ImportOptions, *, is_part: bool
) -> Iterator[Item]:
    """Yield a record if it is an entry, else the entries in it."""
    found = fields_of(record, options)
    inner = lists_of_talks(record, options)
    if inner:
        own = {key: node for key, node in record.fields.items() if key not in inner}
        around_them = sort(replace(record, fields=own), options.mapping)
        group = inherit(inheritable(_as_event(around_them, is_part=is_part)), around)
        unknown = [one for one in around_them.get("", ()) if not has_address(one.node)]
        unknown += [*_unclaimed(around_them, inner, options), *_other_titles(around_them)]
        for key, node in inner.items():
            for item in walk(node, _with_key(key, node, group, options), options, is_part=True):
                yield item._replace(found=_with_unknown(item.found, unknown))
                unknown = []
    elif "title" in found or not _is_mapping_of_records(record):
        yield Item(inherit(found, around), record)
    else:
        yield from _keyed(record, around, options)


def _unclaimed(
    group: RecordFields, inner: Mapping[str, Node], options: ImportOptions
) -> list[Entry]:
    """List the media of a group, unless its talks refer to its recording."""
    rows = [record for node in inner.values() for record in records(node)]
    if any(provider_of(sort(one, options.mapping)) == "parent" for one in rows):
        group = {**group, "video": []}
    return media_of(group)


def _other_titles(group: RecordFields) -> list[Entry]:
    """List the titles of a group that has an event of another name besides, and its abstract."""
    event = first_text(group, "event")
    titles = [one for one in group.get("title", ()) if event and text(one.node) != event]
    return [*titles, *group.get("abstract", ())]


def _with_unknown(found: RecordFields, more: list[Entry]) -> RecordFields:
    """Add the unknown keys of a group, so that they are reported."""
    return {**found, "": [*found.get("", ()), *more]} if more else found


def _as_event(own: RecordFields, *, is_part: bool) -> RecordFields:
    """Treat the title of a group as its event if the group has a date, a place or a page."""
    words = ("date", "start", "location", "city", "eventurl", "url")
    is_event = is_part or any(word in own for word in words)
    titles = own.get("title", ())
    if "event" in own or not titles or not is_event or _is_section(own):
        return own
    named = {**own, "event": own["title"]}
    if "url" in own and "eventurl" not in own:
        named["eventurl"] = named.pop("url")
    return named


def _is_section(own: RecordFields) -> bool:
    """Return whether the title of a group is a word for a part of a list, without a day."""
    is_dated = "date" in own or "start" in own
    return folded(first_text(own, "title")) in _GENERIC and not is_dated


def _with_key(key: str, node: Node, around: RecordFields, options: ImportOptions) -> RecordFields:
    """Add the year, day, time or event that the key of a group names to the inherited fields."""
    if when := _when_of(key, options):
        return {**around, **when}
    is_event = isinstance(node, Record) or _YEAR.search(key) or "year" in around
    is_name = not (field_of(key) or folded(key) in _GENERIC or _ID.fullmatch(key))
    if is_event and is_name and "event" not in around:
        return {**around, "event": [Entry(_OUTER_KEY, key)]}
    return around


def _when_of(key: str, options: ImportOptions) -> RecordFields:
    """Return the year, the day or the time of day that a key is; empty for any other key."""
    if _YEAR.fullmatch(key):
        return {"year": [Entry(_OUTER_KEY, key)]}
    if is_date(key, date_rules(options)):
        return {"date": [Entry(_OUTER_KEY, key)]}
    return {"time": [Entry(_OUTER_KEY, key)]} if all(map(is_clock, _TO.split(key))) else {}


def _is_mapping_of_records(record: Record) -> bool:
    return bool(record.fields) and all(not isinstance(one, str) for one in record.fields.values())


def _keyed(record: Record, around: RecordFields, options: ImportOptions) -> Iterator[Item]:
    """Yield the entries of a mapping. A key is the title of an entry without one, or its date."""
    for key, node in record.fields.items():
        if isinstance(node, Record) and not _is_mapping_of_records(node):
            found = fields_of(node, options)
            when = _when_of(key, options)
            if not when and "title" not in found and not _TALK_FIELDS.isdisjoint(found):
                field = "" if _ID.fullmatch(key) else "title"
                found[field] = [*found.get(field, ()), Entry(_OUTER_KEY, key)]
            yield Item(inherit(found, {**around, **when}), node)
        else:
            yield from walk(node, _with_key(key, node, around, options), options, is_part=True)
