"""A date phrase and its meaning (ISO 8601-2:2019)."""

from datetime import UTC, date, datetime, time
from enum import StrEnum

from talkfeed.named_tuple import NamedTuple


class Precision(StrEnum):
    """The precision of a date."""

    MINUTE = "minute"
    MINUTE_RANGE = "minute range"
    DAY = "day"
    DAY_RANGE = "day range"
    MONTH = "month"
    MONTH_RANGE = "month range"
    SEASON = "season"
    SEASON_RANGE = "season range"
    QUARTER = "quarter"
    QUARTER_RANGE = "quarter range"
    HALF = "half"
    THIRD = "third of a year"
    YEAR = "year"
    YEAR_RANGE = "year range"
    NONE = "none"

    @property
    def is_timed(self) -> bool:
        """Return whether start and end are instants (aware datetimes)."""
        return self in _TIMED

    @property
    def is_dated(self) -> bool:
        """Return whether the day is known, so that a calendar can show the talk."""
        return self in _DATED


_TIMED = frozenset((Precision.MINUTE, Precision.MINUTE_RANGE))
_DATED = _TIMED | {Precision.DAY, Precision.DAY_RANGE}


class When(NamedTuple):
    """A date phrase and its meaning.

    `edtf` is ISO 8601-2:2019, None without a date. `start` and `end` are a closed interval: dates,
    or aware datetimes if the precision is a minute (equal if no end is stated), or None without a
    date. `zone` is an IANA name or an offset such as "+02:00".
    """

    text: str
    edtf: str | None
    start: date | datetime | None
    end: date | datetime | None
    precision: Precision
    approximate: bool = False
    uncertain: bool = False
    zone: str | None = None


def unix_time(start: date) -> float:
    """Return a start in seconds (Unix time); a day begins at midnight in UTC."""
    if not isinstance(start, datetime):
        start = datetime.combine(start, time(0), UTC)
    return start.timestamp()
