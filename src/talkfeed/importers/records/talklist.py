"""Lists of talks of other tools, in YAML, JSON or TOML → talks (Jekyll and Hugo data files).

A list may be wrapped in a mapping, cut up by year or by event, or keyed by titles; an entry takes
over what the group around it says. A directory is read file by file. Every entry becomes a talk or
an unparsed part.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from talkfeed.errors import Rejected
from talkfeed.importers.common.json_values import peek
from talkfeed.importers.records.field_names import Entry, check_mapping, folded, sort, word_of
from talkfeed.importers.records.fields import Frame
from talkfeed.importers.records.nodes import Document, Record, decoded, language, of_python, parse
from talkfeed.importers.records.to_talk import bare, inherit, outcome, placeless
from talkfeed.model.imported import ImportResult, Unparsed
from talkfeed.named_tuple import NamedTuple
from talkfeed.text import line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from talkfeed.importers.common.draft import Outcome
    from talkfeed.importers.records.field_names import Sorted
    from talkfeed.importers.records.nodes import Node
    from talkfeed.model.imported import FoundTalk, ImportOptions, SourceInput

KIND = "list"
SUFFIXES = ("yaml", "yml", "json", "toml")
_SURE, _SIBLING = 0.6, 0.4
_SAMPLE = 20_000
_TALK_WORDS = frozenset(
    ("title", "speakers", "event", "date", "location", "video", "slides", "abstract", "given")
)
_TELLING = _TALK_WORDS - {"title", "date", "abstract"}
_KEY = re.compile(
    r"(?:^[ \t-]{0,99}|[{,]\s{0,99})[\"']?([\w .-]{2,30}?)[\"']?\s{0,9}(?::(?=\s|$)|=)",
    re.MULTILINE,
)
_YEAR = re.compile(r"(?:19[89]|20\d)\d")
_SECTIONS = (
    "talk talks upcoming past future previous archive list items entries events presentations "
    "invited contributed keynote keynotes workshop workshops lecture lectures tutorial "
    "tutorials panel panels podcast podcasts guest other others misc conferences seminars "
    "posters data"
)
_GENERIC = frozenset(_SECTIONS.split())


class Placed(NamedTuple):
    """An entry of a list: sorted, with what it takes over, or a text that is no record."""

    found: Sorted
    record: Record | str


# --- is it one ----------------------------------------------------------------------------------


def recognise(source: SourceInput) -> float:
    """Tell how much a source looks like a list of talks."""
    if source.files:
        return _SIBLING * any(_has_suffix(one) and recognise(one) for one in source.files)
    head = source.content[:_SAMPLE]
    if head.lstrip().startswith((b"<", b"BEGIN:")):
        return 0.0
    written = decoded(head)
    if written.startswith(("---\n", "+++\n")) and re.search(
        r"^(?:---|\+\+\+)\s*$", written[4:], re.MULTILINE
    ):
        return 0.0
    node = peek(source) if language(written, source.name) == "json" else None
    keys = [key for record in _records(of_python(node)) for key in record.fields]
    words = [word_of(key) for key in keys or _KEY.findall(written)]
    return _SURE if "title" in words and not _TELLING.isdisjoint(words) else 0.0


def _has_suffix(source: SourceInput) -> bool:
    return source.name.rpartition(".")[2].lower() in SUFFIXES


def _records(node: Node) -> Iterator[Record]:
    """List all records, however deep."""
    if isinstance(node, Record):
        yield node
    inner = node.fields.values() if isinstance(node, Record) else node
    for one in inner if not isinstance(inner, str) else ():
        yield from _records(one)


# --- reading ------------------------------------------------------------------------------------


def read(source: SourceInput, options: ImportOptions) -> ImportResult:
    """Read every entry of a list, or of all lists of a directory.

    Raises:
        Rejected: TF702, it is damaged; TF704, it is too large; TF708, --map names no key; TF709,
            it holds no entries.
    """
    files = [one for one in source.files if _has_suffix(one)] if source.files else [source]
    parsed = [(one, _parsed(one, alone=not source.files)) for one in files]
    roots = [document.root for _, document in parsed]
    check_mapping(options.mapping, [record for root in roots for record in _records(root)])
    outcomes: list[Outcome] = []
    sorted_out: list[Sorted] = []
    for one, document in parsed:
        frame = Frame(options, one.base or source.base, one.name if source.files else "")
        outcomes.extend(replace(left, where=frame.where) for left in document.unparsed)
        for placed in _walk(document.root, {}, options):
            outcomes.append(_outcome(placed, frame))
            sorted_out.append(placed.found)
    if not outcomes:
        raise Rejected("TF709", f"{source.name} holds no entries", "name another --from, or --map")
    return import_result(KIND, outcomes, sorted_out)


def import_result(
    kind: str, outcomes: Iterable[Outcome], sorted_out: Iterable[Sorted]
) -> ImportResult:
    """Part the talks from the rest, and tell of keys that have no place."""
    talks: list[FoundTalk] = []
    unparsed: list[Unparsed] = []
    for one in outcomes:
        if isinstance(one, Unparsed):
            unparsed.append(one)
        else:
            talks.append(one)
    unparsed.extend(placeless(sorted_out))
    return ImportResult(kind=kind, talks=tuple(talks), unparsed=tuple(unparsed))


def _parsed(source: SourceInput, *, alone: bool) -> Document:
    """Parse one file; a damaged one among others is an unparsed part."""
    try:
        return parse(source)
    except Rejected as rejected:
        if alone:
            raise
        return Document("", (Unparsed(text=source.name, why=rejected.message),))


def _outcome(placed: Placed, frame: Frame) -> Outcome:
    if isinstance(placed.record, str):
        why = "a text, not an entry with keys"
        return Unparsed(text=line(placed.record), why=why, where=frame.where)
    return outcome(placed.found, frame, line_number=placed.record.line)


# --- finding the entries ------------------------------------------------------------------------


def _walk(node: Node, around: Sorted, options: ImportOptions) -> Iterator[Placed]:
    """List the entries in a node, in their order; `around` is what they take over."""
    if isinstance(node, str):
        if node.strip():
            yield Placed({}, node)
    elif isinstance(node, tuple):
        for one in node:
            yield from _walk(one, around, options)
    else:
        yield from _in_record(node, around, options)


def _in_record(record: Record, around: Sorted, options: ImportOptions) -> Iterator[Placed]:
    """Tell whether a record is an entry, a group with entries in it, or a mapping of them."""
    found = sort(record, options.mapping)
    inner = {
        key: node
        for key, node in record.fields.items()
        if _holds_entries(key, node, options)
        or ("title" not in found and _lists_entries(key, node))
    }
    if inner:
        own = sort(
            Record({k: n for k, n in record.fields.items() if k not in inner}), options.mapping
        )
        yield from _groups(inner, inherit(bare(_as_event(own)), around), options)
    elif "title" in found or not _is_mapping_of_records(record):
        yield Placed(inherit(found, around), record)
    else:
        yield from _keyed(record, around, options)


def _holds_entries(key: str, node: Node, options: ImportOptions) -> bool:
    """Tell whether a key holds entries with titles of their own: a list, or a mapping of lists."""
    if word_of(key) in {"speakers", "cospeakers", "links", "tags"} or isinstance(node, str):
        return False
    if isinstance(node, Record):
        return any(_holds_entries(name, one, options) for name, one in node.fields.items())
    return any(isinstance(one, Record) and _has_title(one, options) for one in node)


def _lists_entries(key: str, node: Node) -> bool:
    """Tell whether a key by its name lists entries, be they titled or not."""
    return word_of(key) == "talks" and isinstance(node, tuple) and any(map(_is_record, node))


def _is_record(node: Node) -> bool:
    return isinstance(node, Record)


def _has_title(record: Record, options: ImportOptions) -> bool:
    """Tell whether a record has a title; a mere name may be that of an event."""
    title = sort(record, options.mapping).get("title", ())
    if any(isinstance(entry.node, str) and folded(entry.key) != "name" for entry in title):
        return True
    return any(_holds_entries(key, node, options) for key, node in record.fields.items())


def _as_event(own: Sorted) -> Sorted:
    """Take the name of a group for its event where the group has a date, a place or a page."""
    is_event = any(word in own for word in ("date", "start", "location", "city", "eventurl", "url"))
    if "event" in own or "title" not in own or not is_event:
        return own
    named = {**own, "event": own["title"]}
    return {**named, "eventurl": own["url"]} if "url" in own and "eventurl" not in own else named


def _groups(inner: dict[str, Node], around: Sorted, options: ImportOptions) -> Iterator[Placed]:
    """List the entries at each key; a key that is a year, or names an event, says so of them."""
    for key, node in inner.items():
        yield from _walk(node, _keyed_context(key, node, around), options)


def _keyed_context(key: str, node: Node, around: Sorted) -> Sorted:
    if _YEAR.fullmatch(key):
        return {**around, "year": [Entry("year", key)]}
    is_event = isinstance(node, Record) or _YEAR.search(key)
    if is_event and not word_of(key) and folded(key) not in _GENERIC and "event" not in around:
        return {**around, "event": [Entry("event", key)]}
    return around


def _is_mapping_of_records(record: Record) -> bool:
    return bool(record.fields) and all(not isinstance(one, str) for one in record.fields.values())


def _keyed(record: Record, around: Sorted, options: ImportOptions) -> Iterator[Placed]:
    """List the entries of a mapping: its keys are titles, unless the entries have their own."""
    for key, node in record.fields.items():
        if isinstance(node, Record) and not _is_mapping_of_records(node):
            found = sort(node, options.mapping)
            if "title" not in found and not _TALK_WORDS.isdisjoint(found):
                found["title"] = [Entry("title", key)]
            yield Placed(inherit(found, around), node)
        else:
            yield from _walk(node, _keyed_context(key, node, around), options)
