"""--now, SOURCE_DATE_EPOCH or the clock → the moment of the build (UTC, whole seconds)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from talkfeed.errors import WrongUsage

if TYPE_CHECKING:
    from collections.abc import Mapping

EPOCH = "SOURCE_DATE_EPOCH"
YEARS = range(1970, 2200)
"""The years that a build can be in; calendars calculate with days after it."""


def moment(text: str | None, environment: Mapping[str, str]) -> datetime:
    """Return the time of the build: `text` (--now), else SOURCE_DATE_EPOCH, else the clock's.

    Raises:
        WrongUsage: the text is not RFC 3339, or the variable not a number of seconds.
    """
    epoch = environment.get(EPOCH, "")
    try:
        if text is not None:
            message = f"--now: '{text}' is not RFC 3339 with a zone, such as 2015-11-01T12:00:00Z"
            read = datetime.fromisoformat(text)
        elif epoch:
            message = f"{EPOCH}: '{epoch}' is not a number of seconds since 1970, or out of range"
            read = datetime.fromtimestamp(int(epoch), UTC)
        else:
            return datetime.now(UTC).replace(microsecond=0)
        if read.tzinfo is not None and read.year in YEARS:
            return read.astimezone(UTC).replace(microsecond=0)
    except (ValueError, OverflowError, OSError):
        pass
    raise WrongUsage(message)
