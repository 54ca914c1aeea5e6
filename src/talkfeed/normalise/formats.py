"""`formats:` as written → the names of the formats a site is written in, in their usual order."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from talkfeed import text as gates
from talkfeed.errors import Refusal
from talkfeed.model import FORMATS, RawScalar
from talkfeed.normalise.reader import listed, wrong_kind

if TYPE_CHECKING:
    from talkfeed.model import Raw
    from talkfeed.normalise.reader import Reader
    from talkfeed.schema import Field

NO_FORMAT = "TF307"
_MEANT = {
    "calendar": "ical",
    "calendars": "ical",
    "ics": "ical",
    "icalendar": "ical",
    "html": "pages",
    "page": "pages",
    "website": "pages",
    "jsonfeed": "json",
}


def read_formats(reader: Reader, field: Field, value: Raw) -> tuple[str, ...]:
    """Read which formats there shall be; one text may name several, with commas between them."""
    wanted = reader.each(field, listed(value), _format)
    return tuple(name for name in FORMATS if name in wanted) or FORMATS


def _format(_: Reader, field: Field, value: Raw) -> str:
    if not isinstance(value, RawScalar):
        raise wrong_kind(field, "a list of words")
    word = gates.line(value.text).casefold()
    if word in FORMATS:
        return word
    close = get_close_matches(word, FORMATS, n=1)
    meant = _MEANT.get(word) or (close[0] if close else "")
    hint = f"did you mean '{meant}'?" if meant else f"there are: {', '.join(FORMATS)}"
    raise Refusal(NO_FORMAT, f"there is no format '{word}'", hint)
