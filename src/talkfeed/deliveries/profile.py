"""The plain values of a delivery → what is compared of it, in canonical form."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from talkfeed.dates import read_date, read_time
from talkfeed.deliveries.canonical import RECORDINGS, addresses, name, names
from talkfeed.errors import Rejected
from talkfeed.identity import alphanumeric, fold
from talkfeed.model.linkkinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from talkfeed.dates import DateRules
    from talkfeed.model import When
    from talkfeed.model.imported import Plain

_YEAR = re.compile(r"\b(?:19|20)\d\d\b|'\d\d\b")
_DAY, _NONE = timedelta(days=1), timedelta()


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """The values of a delivery that are compared, in canonical form; empty if unknown."""

    id: str
    title: str
    event: str
    speakers: frozenset[str]
    recordings: frozenset[str]
    links: frozenset[str]
    source: str
    start: date | None
    end: date | None
    time: datetime | None

    @property
    def key(self) -> object:
        """The title, event, date and speakers; two deliveries on a day differ by their times."""
        return self.title, self.event, self.time or (self.start, self.end), self.speakers


def profile(fields: Mapping[str, Plain], rules: DateRules) -> Profile:
    """Return the profile of a delivery; its date is read by `rules`."""
    when = when_of(fields, rules)
    recordings = frozenset(each for key in RECORDINGS for each in addresses(fields.get(key)))
    title = fields.get("title", "")
    return Profile(
        id=str(fields.get("id", "")),
        title=alphanumeric(str(title)),
        event=alphanumeric(_YEAR.sub("", name(fields.get("event")))),
        speakers=frozenset(map(fold, names(fields))),
        recordings=recordings,
        links=frozenset(each for key in _OTHERS for each in addresses(fields.get(key))),
        source=str(fields.get("source", "")),
        start=_day(when.start) if when else None,
        end=_day(when.end) if when else None,
        time=_instant(when.start) if when else None,
    )


_OTHERS = tuple(row.field for row in KINDS if row.names_talk and not row.is_recording)


def when_of(fields: Mapping[str, Plain], rules: DateRules) -> When | None:
    """Read the date and time of a delivery in its language; None if there is no valid date."""
    phrase, time, language = (fields.get(key) for key in ("date", "time", "language"))
    if not isinstance(phrase, str):
        return None
    rules = rules.with_language(language) if isinstance(language, str) else rules
    when = None
    with suppress(Rejected):
        when = read_date(phrase, rules)
        when = read_time(time, when, rules) if isinstance(time, str) else when
    return when


def _day(moment: date | datetime | None) -> date | None:
    return moment.date() if isinstance(moment, datetime) else moment


def _instant(moment: date | datetime | None) -> datetime | None:
    """Return a time in UTC; None for a day."""
    return moment.astimezone(UTC) if isinstance(moment, datetime) else None


def dates_overlap(one: Profile, other: Profile) -> bool:
    """Return whether both dates are known and overlap; a time zone can move a time by a day."""
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return False
    slack = _DAY if one.time or other.time else _NONE
    return one.start - other.end <= slack >= other.start - one.end


def events_match(one: Profile, other: Profile) -> bool:
    """Return whether both have an event, and one name contains the other."""
    return bool(one.event and other.event) and (
        one.event in other.event or other.event in one.event
    )
