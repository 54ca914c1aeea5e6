"""When → JSON members, and the words of `talkfeed explain`."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from talkfeed.model import When


def as_json(when: When) -> dict[str, object]:
    """Write a date as the members of a JSON object; start and end are ISO 8601 or null."""
    return {
        "text": when.text,
        "edtf": when.edtf,
        "start": _iso(when.start),
        "end": _iso(when.end),
        "precision": when.precision,
        "approximate": when.approximate,
        "uncertain": when.uncertain,
        "zone": when.zone,
    }


def explain(when: When) -> Iterator[tuple[str, str]]:
    """Say how a date was read, and what feeds and calendars make of it."""
    hedges = [word for word in ("approximate", "uncertain") if getattr(when, word)]
    yield "EDTF", when.edtf or "none"
    yield "precision", ", ".join([when.precision, *hedges])
    yield "from", _iso(when.start) or "unknown"
    yield "to", _iso(when.end) or "unknown"
    if when.zone:
        yield "zone", when.zone
    yield "feeds", f"shown as written: {when.text}"
    yield "calendars", _calendars(when)


def _calendars(when: When) -> str:
    if isinstance(when.start, datetime) and isinstance(when.end, datetime):
        start, end = (
            f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}" for moment in (when.start, when.end)
        )
        return f"{start}, an event without an end" if start == end else f"{start} to {end}"
    if when.precision.is_dated:
        return "all day"
    return "left out until the day is known"


def _iso(day: date | datetime | None) -> str | None:
    return None if day is None else day.isoformat()
