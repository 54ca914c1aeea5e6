"""What a source knows of a conference as a whole → its entry below `events:` in talks.yaml."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from talkfeed.records.timestamps import moment, phrase

if TYPE_CHECKING:
    from collections.abc import Mapping

    from talkfeed.model.imported import ImportOptions, Plain


def entry_of(**fields: Plain) -> tuple[Mapping[str, Plain], ...]:
    """Return the entry without empty fields; none if no more than a name is known."""
    found = {name: value for name, value in fields.items() if value}
    return (found,) if "name" in found and len(found) > 1 else ()


def days(first: str, last: str, options: ImportOptions) -> str:
    """Return the days from the first to the last, both of ISO 8601; "" if unknown.

    >>> from talkfeed.model.imported import ImportOptions
    >>> days("2015-10-07T09:00:00", "2015-10-09", ImportOptions())
    '2015-10-07/2015-10-09'
    """
    start, end = (
        found.date() if isinstance(found, datetime) else found
        for found in (moment(first), moment(last))
    )
    return phrase(start, end, "", options).text


def address(text: str) -> str:
    """Return an absolute address, "" for other text."""
    return text if text.startswith(("https://", "http://")) else ""
