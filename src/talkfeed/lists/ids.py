"""The entries of a list → the ids that it has for them, by which a talk keeps its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import PurePath
from typing import TYPE_CHECKING

from talkfeed.model.sourceids import globally
from talkfeed.records.field_names import folded
from talkfeed.records.values import text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from talkfeed.model.imported import Plain
    from talkfeed.records.field_names import RecordFields

_KEYS = ("guid", "uid", "uuid", "id", "slug", "key")
"""The keys of ids, the best first."""
_ANYWHERE = ("@", "://")


def name_of(path: str, settings_file: str) -> str:
    """Return the path of a list as it is named in the directory of the settings.

    >>> name_of("site/_data/talks.yml", "site/talks.yaml")
    '_data/talks.yml'
    """
    home, file = PurePath(settings_file).parent, PurePath(path)
    return (file.relative_to(home) if file.is_relative_to(home) else file).as_posix()


def source_ids(entries: Sequence[RecordFields], name: str) -> list[str]:
    """Return the id of each entry, unique anywhere; "" without one, or if several have it."""
    ids = [_id(found) for found in entries]
    count = Counter(ids)
    return [_unique(name, own) if own and count[own] == 1 else "" for own in ids]


def names_id(key: str) -> bool:
    """Return whether a key of an entry names its id."""
    return folded(key) in _KEYS


def _id(found: RecordFields) -> str:
    known = {folded(entry.key): text(entry.node).strip() for entry in found.get("", ())}
    return next(filter(None, map(known.get, _KEYS)), "")


def _unique(name: str, own: str) -> str:
    """Return an id with the name of its list; one with letters may be made of the title."""
    is_opaque = own.isdecimal() or any(part in own for part in _ANYWHERE)
    return globally(name, own) if is_opaque else f"{name}/{own}"


def with_id(fields: Mapping[str, Plain], own: str) -> dict[str, Plain]:
    """Add the id of an entry to its talk and all its deliveries."""
    if not own:
        return dict(fields)
    given = fields.get("given", ())
    rows = [
        {**row, "source_id": own}
        for row in (given if not isinstance(given, str | Mapping) else ())
        if isinstance(row, Mapping)
    ]
    return {**fields, **({"given": rows} if rows else {}), "source_id": own}
