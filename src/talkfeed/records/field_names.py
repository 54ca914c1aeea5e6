"""Keys and column names of other tools → fields of talks.yaml, by one table.

Keys are compared folded: `talkTitle`, "Talk title" and `talk-title` are the same. A nested key is
looked up by its whole path, then without its first parts (`event.city` is a city). The user's
mapping takes precedence over the table.
"""

from __future__ import annotations

import re
import unicodedata
from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING

from talkfeed.errors import Rejected
from talkfeed.named_tuple import NamedTuple
from talkfeed.records.keys import (
    AFFIXED,
    AFFIXES,
    EVENTS,
    FRONT,
    NO_LINK,
    OPEN,
    TABLE,
    UNUSED,
)
from talkfeed.records.nodes import Record
from talkfeed.records.shapes import scalar
from talkfeed.records.spots import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from talkfeed.records.nodes import Node
    from talkfeed.records.spots import Spot


class Entry(NamedTuple):
    """A key as it is written, its value, and its place."""

    key: str
    node: Node
    spot: Spot = UNKNOWN


RecordFields = dict[str, list[Entry]]
"""The entries of a record by field, the likeliest first; "" holds unknown keys."""

IGNORED = frozenset(UNUSED.split())
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_ENDING = re.compile(r"(?<=[^\W_])\(([^\W\d_]{1,3})\)")
"""The ending of a word that may be in the plural: `Speaker(s)`."""
_NO_WORD = re.compile(r"[\W_]+")
WHOLE = frozenset({"speakers", "cospeakers", "links", "given", "talks", "tags", *AFFIXED, "url"})
"""Fields whose nested values belong to the field, and are not looked up by path."""


@lru_cache(maxsize=4096)
def folded(key: str) -> str:
    """Fold the spellings of a key into one.

    >>> folded("Talk title"), folded("talkTitle"), folded("Título:"), folded("Speaker(s)")
    ('talk_title', 'talk_title', 'titulo', 'speakers')
    """
    plain = unicodedata.normalize("NFKD", _CAMEL.sub("_", _ENDING.sub(r"\1", key)))
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return _NO_WORD.sub("_", plain.casefold()).strip("_")


_STEMS = {
    field: [affix.format(stem) for stem in stems.split() for affix in AFFIXES]
    for field, stems in AFFIXED.items()
}
_LISTED = [*((field, keys.split()) for field, keys in TABLE.items()), *_STEMS.items()]
KEYS = {
    key: (field, rank)
    for field, keys in reversed(_LISTED)
    for rank, key in [*enumerate(keys)][::-1]
}
"""The field of each key, and its rank among the keys of that field."""
FIELDS = frozenset({*TABLE, *AFFIXED})


def field_of(key: str) -> str:
    """Return the field of a key or column name, "" for none."""
    return _look_up(folded(key))[0]


@lru_cache(maxsize=4096)
def _look_up(key: str) -> tuple[str, int]:
    """Return the field and rank of a folded key, if need be without its prefix or suffix."""
    if key in IGNORED:
        return "", 0
    if key in KEYS:
        return KEYS[key]
    front, _, rest = key.partition("_")
    if front in FRONT | EVENTS and rest in KEYS:
        field, rank = KEYS[rest]
        return (_OF_EVENT.get(field, field) if front in EVENTS else field), rank + 100
    if front in OPEN and rest and not NO_LINK.search(rest):
        return OPEN[front], 200
    return _by_ending(key)


def _by_ending(key: str) -> tuple[str, int]:
    """Return the field and rank of a key by its last word, and by what is before that."""
    stem, _, suffix = key.rpartition("_")
    if suffix in OPEN and stem and not NO_LINK.search(stem):
        return OPEN[suffix], 210
    if suffix in _LANGUAGES | _TEXTS and stem in KEYS:
        field, rank = KEYS[stem]
        return field, rank + (20 if suffix in _LANGUAGES and suffix != "en" else 10)
    return "", 0


_TEXTS = frozenset(("text", "label", "value", "rendered"))
"""Keys of the text in a mapping, such as `name: {text: …}`."""
_OF_EVENT = {"title": "event", "url": "eventurl"}
_LANGUAGES = frozenset(
    [
        "en",
        "fr",
        "de",
        "es",
        "it",
        "pt",
        "nl",
        "ja",
        "zh",
        "ru",
        "pl",
        "cs",
        "fi",
        "sv",
        "no",
        "da",
        "ko",
    ]
)


def is_ignored(key: str) -> bool:
    """Return whether a key is known to have no field in talks.yaml."""
    return folded(key) in IGNORED


# --- records ------------------------------------------------------------------------------------


def sort(record: Record, mapping: Mapping[str, str] | None = None) -> RecordFields:
    """Sort the entries of a record by field; those that the mapping names come alone."""
    mapping = mapping or {}
    taken = {path.partition(".")[0] for path in mapping.values()}
    ranked: list[tuple[int, str, Entry]] = []
    for entry in _entries(record, ""):
        if entry.key.partition(".")[0] not in taken:
            field, rank = _look_up(folded(entry.key))
            ranked.append((rank, field, entry))
    found: RecordFields = {}
    for _, field, entry in sorted(ranked, key=lambda one: one[0]):
        found.setdefault(field, []).append(entry)
    _move_clocks(found)
    for field, path in mapping.items():
        mapped = at(record, path)
        if mapped is not None:
            spot = record.spots.get(path, record.spots.get(path.partition(".")[0], UNKNOWN))
            found[_ALIASES.get(field, field)] = [Entry(path, mapped, spot)]
    return found


_CLOCK = re.compile(
    r"\d{1,2}(?:[:.h]\d\d(?::\d\d)?(?:\s{0,3}[ap]\.?m\.?|\s{0,3}uhr|h)?|\s{0,3}[ap]\.?m\.?"
    r"|\s{0,3}uhr)",
    re.IGNORECASE,
)


def is_clock(written: str) -> bool:
    """Return whether a text is only a time of day.

    >>> is_clock("10:30"), is_clock("6 pm"), is_clock("2023-02-18")
    (True, True, False)
    """
    return _CLOCK.fullmatch(written.strip()) is not None


def _move_clocks(found: RecordFields) -> None:
    """Move starts and ends that are only a time of day to the fields of times."""
    for field, clock in (("start", "time"), ("end", "endtime")):
        entries = found.get(field, [])
        times = [one for one in entries if isinstance(one.node, str) and is_clock(one.node)]
        if times:
            found[clock] = [*found.get(clock, []), *times]
            found[field] = [one for one in entries if one not in times]
    for field in [field for field, entries in found.items() if not entries]:
        del found[field]


_ALIASES = {"speaker": "speakers", "event.name": "event", "event.url": "eventurl"}
"""Names of fields that --map accepts besides those of the table."""


def _entries(record: Record, front: str) -> Iterator[Entry]:
    """Yield the values with their paths, those of nested records included."""
    for key, node in record.fields.items():
        path = f"{front}.{key}" if front else key
        if isinstance(node, Record) and (single := scalar(node.fields)):
            yield Entry(path, single, record.spots.get(key, UNKNOWN))
            continue
        if isinstance(node, Record) and not is_ignored(key) and field_of(path) not in WHOLE:
            yield from _entries(node, path)
        elif node and not (isinstance(node, str) and not node.strip()):
            yield Entry(path, node, record.spots.get(key, UNKNOWN))


def at(record: Record, path: str) -> Node | None:
    """Return the value at a dotted path, None if there is none."""
    if path in record.fields:
        return record.fields[path]
    head, _, rest = path.partition(".")
    inner = record.fields.get(head)
    return at(inner, rest) if rest and isinstance(inner, Record) else None


def check_fields(mapping: Mapping[str, str]) -> None:
    """Check that the user's mapping names fields of a talk.

    Raises:
        Rejected: TF708, when one is unknown.
    """
    names = sorted(FIELDS | _ALIASES.keys())
    for field in mapping:
        if field not in names:
            close = get_close_matches(field, names, n=1)
            meant = close[0] if close else "title"
            hint = f"write the name of a field, e.g. --map {meant}={mapping[field]}"
            raise Rejected("TF708", f"--map: unknown field '{field}'", hint)


def check_mapping(mapping: Mapping[str, str], records: Iterable[Record]) -> None:
    """Check that each key of the user's mapping is in some record.

    Raises:
        Rejected: TF708, when one is not.
    """
    missing = dict.fromkeys(mapping.values())
    known: dict[str, None] = {}
    for record in records:
        known |= dict.fromkeys(record.fields)
        for path in [path for path in missing if at(record, path) is not None]:
            del missing[path]
    for path in missing:
        hint = f"the keys are: {', '.join(list(known)[:20])}" if known else "there are no keys"
        raise Rejected("TF708", f"no entry has the key '{path}'", hint)
