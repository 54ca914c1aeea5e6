"""`formats:` → the names of the formats to write."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from talkfeed import text as validators
from talkfeed.errors import Rejected
from talkfeed.formats import registry
from talkfeed.model import RawScalar
from talkfeed.normalise.reader import listed, wrong_kind

if TYPE_CHECKING:
    from talkfeed.model import Raw
    from talkfeed.normalise.reader import Reader
    from talkfeed.schema import Field

NO_FORMAT = "TF307"


def read_formats(reader: Reader, field: Field, value: Raw) -> tuple[str, ...]:
    """Return the formats to write: the built-in ones in the table's order, then others by name.

    Text is split at commas.
    """
    wanted = frozenset(reader.each(field, listed(value), _format))
    ours = (word for word in registry.WORDS if word in wanted)
    return (*ours, *sorted(wanted.difference(registry.WORDS)))


def _format(_: Reader, field: Field, value: Raw) -> str:
    if not isinstance(value, RawScalar):
        raise wrong_kind(field, "a list of words")
    word = validators.line(value.text).casefold()
    if word in registry.WORDS or registry.other(word):
        return word
    close = get_close_matches(word, registry.WORDS, n=1)
    meant = registry.SYNONYMS.get(word) or (close[0] if close else "")
    known = f"the formats are: {', '.join(registry.WORDS)}"
    hint = f"did you mean '{meant}'?" if meant else f"{known}, and those of installed packages"
    raise Rejected(NO_FORMAT, f"unknown format '{word}'", hint)
