"""The record of earlier imports ⇄ the text of talks.imported, which is committed like talks.lock.

The record is the base of a three-way merge: a set of hashes of all field values, talks and unparsed
parts that earlier imports have read. So an import can run every day: fields and talks deleted by
hand and finished comments do not come back, while a field that the source changes, and nobody
else, is updated. Without the record, missing fields are filled in again; talks.yaml still wins.
"""

from __future__ import annotations

import re
from base64 import urlsafe_b64encode
from hashlib import blake2b
from typing import TYPE_CHECKING

from talkfeed.editing.canonical import canonical
from talkfeed.identity import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from talkfeed.model.imported import Plain

HEAD = "# What talkfeed import has read so far, as hashes. Commit it beside talks.yaml."
HASH_BYTES = 6
_HASH = re.compile(r"[\w-]{8}", re.ASCII)

ImportRecord = frozenset[str]


def hash_parts(*parts: str) -> str:
    """Hash strings; case and spacing do not matter."""
    content = "\x1f".join(map(fold, parts)).encode("utf-8", "surrogatepass")
    return urlsafe_b64encode(blake2b(content, digest_size=HASH_BYTES).digest()).decode()


def field_hash(title: Plain | None, key: str, value: Plain) -> str:
    """Hash the value of a field of a talk."""
    name = "speakers" if key == "speaker" else key
    return hash_parts(str(title), name, canonical(key, value))


def talk_hash(fields: Mapping[str, Plain]) -> str:
    """Hash the title, event, date and time of a delivery."""
    keys = ("title", "event", "date", *(("time",) if "time" in fields else ()))
    parts = ((key, fields.get(key)) for key in keys)
    return hash_parts(
        "talk", *(canonical(key, value) if value is not None else "" for key, value in parts)
    )


def text_hash(text: str) -> str:
    """Hash the text of an unparsed part."""
    return hash_parts("text", text)


def parse(text: str) -> ImportRecord:
    """Decode a record; lines that are not hashes, such as conflict markers, are ignored."""
    return frozenset(filter(_HASH.fullmatch, text.splitlines()))


def dump(record: Iterable[str]) -> str:
    """Encode a record: one hash per line, sorted."""
    return "\n".join((HEAD, *sorted(set(record)), ""))
