"""How long a talk is, in its source's words → its length, unless the date has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.errors import Rejected
from talkfeed.model import Precision
from talkfeed.records.timestamps import read
from talkfeed.text import length

if TYPE_CHECKING:
    from talkfeed.model.imported import ImportOptions


def beside(date: str, text: str, options: ImportOptions) -> str:
    """Return a length to list beside a date; "" for other text, and if the date has an end."""
    if not text.strip():
        return ""
    try:
        found = length(text)
    except Rejected:
        return ""
    when = read(date, options) if date else None
    return "" if when and when.precision is Precision.MINUTE_RANGE else found
