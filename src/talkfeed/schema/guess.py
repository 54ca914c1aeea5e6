"""An unknown key → the known key that was probably meant."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from talkfeed.schema.kinds import Table

_LIKENESS = 0.7
_OF_ITEMS = ("from",)
"""Keys of items of the list that are no talks."""


def suggest(key: str, table: Table) -> str | None:
    """Return the field that a key probably means; None if unclear.

    >>> from talkfeed.schema import TALK
    >>> suggest("When", TALK), suggest("titel", TALK), suggest("xyzzy", TALK)
    ('date', 'title', None)
    >>> suggest("form", TALK), suggest("dtae", TALK)
    ('from', 'date')
    """
    word = key.strip().casefold()
    meant = {name: field.name for field in table.fields for name in field.synonyms}
    meant |= {field.name: field.name for field in table.fields}
    if word in meant:
        return meant[word]
    names = (*meant, *_OF_ITEMS) if table.name == "talk" else (*meant,)
    if turned := [name for name in names if sorted(name) == sorted(word)]:
        return meant.get(turned[0], turned[0])
    close = get_close_matches(word, meant, n=1, cutoff=_LIKENESS)
    return meant[close[0]] if close else None
