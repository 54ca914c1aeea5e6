"""An entry of a list, and the talk made of it → the keys whose values the talk does not have."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from talkfeed.model.plainfields import PLAIN, ValueType
from talkfeed.model.vocabulary import word_of
from talkfeed.records.nodes import Record
from talkfeed.records.values import FALSE, TRUE, language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from talkfeed.model.imported import Plain
    from talkfeed.records.field_names import Entry, RecordFields
    from talkfeed.records.nodes import Node

_WORD = re.compile(r"\w+")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_FIRST = frozenset(("date", "start"))
"""Parts of a date of which the first that is written counts."""
_PARTS = frozenset(("end", "time", "endtime", "length", "year", "month", "day"))
_FLAGS = frozenset(("draft", "published", "cancelled", "allday"))
_WORDS = {row.name: row.words for row in PLAIN if row.type is ValueType.WORD}
"""The words of fields that have one of a few: "Keynote speech" is the kind `keynote`."""
_LONGEST_LANGUAGE = 3


def unused(found: RecordFields, fields: Mapping[str, Plain]) -> Iterator[str]:
    """Yield the keys of an entry whose values the fields of its talk do not have."""
    shown = "\n".join(_texts(fields)).casefold()
    words = frozenset(_WORD.findall(shown))
    for field, entries in found.items():
        for rank, entry in enumerate(entries):
            if not _is_part(field, rank, entry) and any(
                not any(_is_in(leaf, shown, words) for leaf in leaves)
                for leaves in _groups(entry.node)
            ):
                yield entry.key


def _texts(value: Plain) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    else:
        for one in value.values() if isinstance(value, Mapping) else value:
            yield from _texts(one)


def _groups(node: Node) -> Iterator[list[str]]:
    """Yield the texts of each mapping of a list, without its days; else all texts of a value."""
    inner = node if isinstance(node, tuple) else (node,)
    records: list[Node] = [one for one in inner if isinstance(one, Record)]
    for one in records or [node]:
        leaves = [leaf for leaf in _leaves(one) if _WORD.search(leaf)]
        if found := [leaf for leaf in leaves if not (records and _DAY.match(leaf))] or leaves:
            yield found


def _leaves(node: Node) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    else:
        for one in node.fields.values() if isinstance(node, Record) else node:
            yield from _leaves(one)


def _is_part(field: str, rank: int, entry: Entry) -> bool:
    """Return whether a value is a part of the date, or says how the talk is shown."""
    written = " ".join(_leaves(entry.node)).strip()
    if field in _FIRST:
        return rank == 0 and any(map(str.isdigit, written))
    if field in _PARTS:
        return any(map(str.isdigit, written))
    if field in _FLAGS:
        return written.casefold() in TRUE | FALSE
    if field in _WORDS:
        return bool(word_of(written, _WORDS[field]))
    return field == "language" and len(language(written).partition("-")[0]) <= _LONGEST_LANGUAGE


def _is_in(leaf: str, shown: str, words: frozenset[str]) -> bool:
    """Return whether a text is shown: most of its words, or the end of its address."""
    folded = leaf.strip().casefold()
    if _ADDRESS.match(folded):
        bare = _ADDRESS.sub("", folded, count=1).rstrip("/")
        return bare in shown or re.split("[/=]", bare)[-1] in words
    own = _WORD.findall(folded)
    return 2 * sum(word in words for word in own) >= len(own)
