"""A When → what `talkfeed explain` shows: fields for machines, and lines in plain words."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, TypedDict

from talkfeed.model import Precision

if TYPE_CHECKING:
    from talkfeed.model import When


_STAMP = "%Y%m%dT%H%M%SZ"


class Explanation(TypedDict):
    """How a phrase is read, as JSON-ready values.

    `start` and `end` are ISO dates, or RFC 3339 with offset and seconds when timed; null without
    a date.
    """

    text: str
    edtf: str | None
    start: str | None
    end: str | None
    precision: str
    approximate: bool
    uncertain: bool
    zone: str | None


def explain(when: When) -> Explanation:
    """Return the fields of a reading in display order."""
    return Explanation(
        text=when.text,
        edtf=when.edtf,
        start=_iso(when.start),
        end=_iso(when.end),
        precision=str(when.precision),
        approximate=when.approximate,
        uncertain=when.uncertain,
        zone=when.zone,
    )


def _iso(moment: date | None) -> str | None:
    if isinstance(moment, datetime):
        return moment.isoformat(timespec="seconds")
    return moment.isoformat() if moment is not None else None


def plain_words(when: When) -> tuple[tuple[str, str], ...]:
    """Return labels and words: how a phrase is read, and how feeds and calendars show it."""
    hedges = [word for word in ("approximate", "uncertain") if getattr(when, word)]
    rows = (
        ("EDTF", when.edtf or "none"),
        ("precision", ", ".join([when.precision, *hedges])),
        ("from", _iso(when.start) or "unknown"),
        ("to", _iso(when.end) or "unknown"),
        ("zone", when.zone or ""),
        ("feeds", _feeds(when)),
        ("calendars", _calendars(when)),
    )
    return tuple((label, words) for label, words in rows if words)


def _feeds(when: When) -> str:
    if when.precision is Precision.NONE:
        return "date to be announced"
    return f"shown as written: {when.text}"


def _calendars(when: When) -> str:
    if isinstance(when.start, datetime) and isinstance(when.end, datetime):
        start, end = (f"{each.astimezone(UTC):{_STAMP}}" for each in (when.start, when.end))
        return f"from {start}, for an hour" if start == end else f"from {start} to {end}"
    if when.precision.is_dated:
        return "all day" if when.start == when.end else "all day, from the first day to the last"
    return "left out until the day is known"
