"""An unknown key → the known key that was probably meant."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from talkfeed.schema.kinds import Table

_LIKENESS = 0.7


def suggest(key: str, table: Table) -> str | None:
    """Return the field that a key probably means; None if unclear.

    >>> from talkfeed.schema import TALK
    >>> suggest("When", TALK), suggest("titel", TALK), suggest("xyzzy", TALK)
    ('date', 'title', None)
    """
    word = key.strip().casefold()
    meant = {name: field.name for field in table.fields for name in field.synonyms}
    meant |= {field.name: field.name for field in table.fields}
    if word in meant:
        return meant[word]
    close = get_close_matches(word, meant, n=1, cutoff=_LIKENESS)
    return meant[close[0]] if close else None
