"""The record of earlier imports ⇄ the text of talks.imported, which is committed like talks.lock.

The record is the base of a three-way merge: for each delivery that a source has listed, the hashes
of its fields as they were read last. So an import can run every day: fields and talks deleted by
hand and finished comments do not come back, while a field that the source changes, and nobody
else, is updated. Without the record, missing fields are filled in again; talks.yaml still wins.

A line is the hash of the source, the hash of the id of the delivery there ("-" without one), and
`key+hash` for each field: `+` if an import wrote it, `=` if it was there already, `-` if an import
wrote it and the source no longer has it. A line with a single hash is an unparsed part.
"""

from __future__ import annotations

import json
import re
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

from talkfeed import text as validators
from talkfeed.identity import fold
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from talkfeed.model.imported import Plain

HEAD = "# What talkfeed import has read so far, as hashes. Commit it beside talks.yaml."
HASH_BYTES = 6
WRITTEN, SEEN, DROPPED = "+=-"
NAMELESS = "-"
_HASH = re.compile(r"[\w-]{8}", re.ASCII)
_FIELD = re.compile(r"([a-z]+)([+=-])([\w-]{8})", re.ASCII)
NEVER = frozenset(("id", "added", "draft", "given", "source"))
"""Fields that imports write once: they decide a talk's identity, or whether it is shown."""


class Value(NamedTuple):
    """The value of a field as an import has read it: who wrote it (`+`, `=`, `-`), and its hash."""

    mark: str
    hash: str


class Seen(NamedTuple):
    """A delivery as its source listed it last: hashes of the source, of its id there, of fields."""

    source: str
    uid: str
    fields: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class ImportRecord:
    """What earlier imports have read: hashes of unparsed parts, and deliveries."""

    texts: frozenset[str] = frozenset()
    seen: tuple[Seen, ...] = ()


EMPTY = ImportRecord()


def hash_parts(*parts: str) -> str:
    """Hash strings; case and spacing do not matter."""
    return _hash("\x1f".join(map(fold, parts)))


def _hash(content: str) -> str:
    digest = blake2b(content.encode("utf-8", "surrogatepass"), digest_size=HASH_BYTES).digest()
    return urlsafe_b64encode(digest).decode()


def text_hash(text: str) -> str:
    """Hash the text of an unparsed part."""
    return hash_parts("text", text)


def source_hash(source: str) -> str:
    """Hash the path or address of a source."""
    return _hash(f"source\x1f{source}")


def uid_hash(uid: str) -> str:
    """Hash the id that a source has for a delivery; an empty one is `NAMELESS`."""
    return _hash(f"uid\x1f{uid}") if uid else NAMELESS


def value_hash(key: str, value: Plain) -> str:
    """Hash the value of a field, exactly as it is written but for spaces at its ends."""
    if key in {"speaker", "speakers"} and (isinstance(value, str | Mapping)):
        value = [value]
    return _hash(json.dumps(_exact(value), ensure_ascii=False, sort_keys=True))


def _exact(value: Plain) -> object:
    if isinstance(value, str):
        return validators.block(value)
    if isinstance(value, Mapping):
        return {key: _exact(each) for key, each in value.items()}
    return [_exact(each) for each in value]


def hashes(fields: Mapping[str, Plain]) -> dict[str, str]:
    """Hash the fields of a delivery that imports keep up to date; one speaker is a list of one."""
    return {
        "speakers" if key == "speaker" else key: value_hash(key, value)
        for key, value in fields.items()
        if key not in NEVER
    }


def parse(text: str) -> ImportRecord:
    """Decode a record; other lines, such as conflict markers, are ignored."""
    texts, seen = set(), []
    for line in text.splitlines():
        source, *rest = line.split(" ")
        if not _HASH.fullmatch(source):
            continue
        fields = [match for part in rest[1:] if (match := _FIELD.fullmatch(part))]
        if not rest:
            texts.add(source)
        elif fields and (rest[0] == NAMELESS or _HASH.fullmatch(rest[0])):
            values = {match[1]: Value(match[2], match[3]) for match in fields}
            seen.append(Seen(source, rest[0], values))
    return ImportRecord(frozenset(texts), tuple(seen))


def dump(record: ImportRecord) -> str:
    """Encode a record: one delivery or unparsed part per line, sorted."""
    lines = {_line(each) for each in record.seen}
    return "\n".join((HEAD, *sorted(lines | record.texts), ""))


def _line(seen: Seen) -> str:
    fields = (f"{key}{mark}{value}" for key, (mark, value) in sorted(seen.fields.items()))
    return " ".join((seen.source, seen.uid, *fields))
