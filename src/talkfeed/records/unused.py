"""The keys of a source that no field takes → a note for the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.model.imported import UNKNOWN_KEYS, Unparsed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping


def note(nodes: Iterable[Mapping[str, object]], used: Collection[str]) -> list[Unparsed]:
    """Name the keys with a value that are not `used`, each once; empty if there are none.

    >>> [one.text for one in note([{"title": "A", "fee": 5, "image": ""}], {"title"})]
    ['fee']
    """
    keys = {key: None for node in nodes for key, value in node.items() if key not in used and value}
    return [Unparsed(text=", ".join(keys), why=UNKNOWN_KEYS, is_talk=False)] if keys else []
