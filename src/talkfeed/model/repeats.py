"""Two records of one delivery → one record, with the links of both."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from talkfeed.model.linkkinds import KINDS

if TYPE_CHECKING:
    from talkfeed.model.imported import Plain


def merged(known: Mapping[str, Plain], more: Mapping[str, Plain]) -> dict[str, Plain]:
    """Add the fields that only the second record has, and all of its links.

    >>> merged({"title": "A", "video": "https://a.example/1"}, {"video": "https://a.example/2"})
    {'video': ['https://a.example/1', 'https://a.example/2'], 'title': 'A'}
    """
    both = {**more, **known}
    for kind in (row.field for row in KINDS if row.field in known):
        listed = _listed(known[kind])
        new = [one for one in _listed(more.get(kind, ())) if one not in listed]
        both[kind] = [*listed, *new] if new else known[kind]
    return both


def _listed(value: Plain) -> list[Plain]:
    return [value] if isinstance(value, str | Mapping) else list(value)
