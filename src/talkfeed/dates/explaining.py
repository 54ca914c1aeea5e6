"""A When → what `talkfeed explain` shows: fields for machines, and lines in plain words."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, TypedDict

from talkfeed.model import Precision

if TYPE_CHECKING:
    from talkfeed.model import When


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
    """Give the fields of a reading in the order in which they are shown."""
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


def plain_words(when: When) -> tuple[str, ...]:
    """Tell in a few lines how a phrase is read, and what feeds and calendars do with it."""
    return (_reading(when), _feeds(when), _calendars(when))


def _reading(when: When) -> str:
    if when.precision is Precision.NONE:
        return "no date: it is listed last, as a date to be announced"
    hedge = {
        (True, False): ", approximate",
        (False, True): ", uncertain",
        (True, True): ", approximate and uncertain",
    }.get((when.approximate, when.uncertain), "")
    start, end = _iso(when.start), _iso(when.end)
    interval = f"{start}" if start == end else f"{start} to {end}"
    zone = f" ({when.zone})" if when.zone else ""
    return f"{when.precision}{hedge}: {interval}{zone}"


def _feeds(when: When) -> str:
    return f"feeds: the entry shows the phrase as written, '{when.text}'"


def _calendars(when: When) -> str:
    if when.precision.is_timed:
        return "calendars: an event with its time, written in UTC (DATE-TIME)"
    if when.precision.is_dated:
        return "calendars: an event of whole days (DATE)"
    if when.precision is Precision.NONE:
        return "calendars: left out, since there is no date"
    return f"calendars: left out, since a {when.precision} is coarser than a day"
