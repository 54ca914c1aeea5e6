"""A span, with or without times → a When."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.dates import zones
from talkfeed.dates.rejections import shown
from talkfeed.errors import Rejected
from talkfeed.model import Precision, When
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from datetime import datetime

    from talkfeed.dates.daterules import DateRules
    from talkfeed.dates.phrase import Phrase
    from talkfeed.dates.spans import Span
    from talkfeed.dates.zones import Zone


class Timed(NamedTuple):
    """The span of a day with naive local times and the stated time zones."""

    start: datetime
    end: datetime
    zones: tuple[Zone, ...]


class Reading(NamedTuple):
    """The result of a shape: a span, with times if the phrase has any."""

    span: Span
    timed: Timed | None = None


def dated(text: str, phrase: Phrase, span: Span) -> When:
    """Return the When of a span of days, with the qualifiers of the phrase."""
    mark = ("", "~", "?", "%")[phrase.approximate + 2 * phrase.uncertain]
    return When(
        text=text,
        edtf="/".join(part + mark for part in span.edtf.split("/")),
        start=span.start,
        end=span.end,
        precision=span.precision,
        approximate=phrase.approximate,
        uncertain=phrase.uncertain,
    )


def timed(text: str, phrase: Phrase, reading: Reading, rules: DateRules) -> When:
    """Return the When of a reading with times.

    Raises: Rejected TF212 to TF217 for the zone, TF219 for a qualifier.
    """
    found = reading.timed
    assert found is not None  # noqa: S101 - checked by the caller
    if phrase.approximate or phrase.uncertain:
        raise Rejected(
            "TF219",
            f"the time in '{shown(text)}' is exact and vague at once",
            'write the time without a hedge, or the day alone, e.g. "7 Oct 2015?"',
        )
    stated = found.zones
    if not stated:
        if rules.timezone is None:
            raise Rejected(
                "TF212",
                f"no time zone for the time in '{shown(text)}'",
                'add it, e.g. "2015-10-07 18:30 Europe/Paris", or set `timezone:` of the feed',
            )
        stated = (zones.feed_zone(rules.timezone),)
    start, zone = zones.instant(found.start, stated)
    end, end_zone = (start, zone) if found.end == found.start else zones.instant(found.end, stated)
    if zone != end_zone:
        raise Rejected("TF215", "the offset changes in between", "name the zone, e.g. Europe/Paris")
    edtf = _stamp(found.start)
    if found.end != found.start:
        edtf = f"{edtf}/{_stamp(found.end)}"
    precision = Precision.MINUTE if found.end == found.start else Precision.MINUTE_RANGE
    return When(text=text, edtf=edtf, start=start, end=end, precision=precision, zone=zone)


def _stamp(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds" if moment.second else "minutes")
