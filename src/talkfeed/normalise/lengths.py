"""The length of a talk and its date → the end of the talk, or a notice where it is too long."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from talkfeed.errors import Problem
from talkfeed.model import Precision
from talkfeed.text import seconds_of, write_length

if TYPE_CHECKING:
    from collections.abc import Iterator

    from talkfeed.model import Talk, When

TOO_LONG = "TF619"
_DAY = 24 * 3600


def with_end(when: When, length: str | None) -> When:
    """Return a date with the end that the length gives, if it has a time and no end."""
    if not length or when.precision is not Precision.MINUTE or not isinstance(when.start, datetime):
        return when
    zone = when.start.tzinfo
    end = (when.start.astimezone(UTC) + timedelta(seconds=seconds_of(length))).astimezone(zone)
    shown = end.isoformat(timespec="minutes")[: len("2026-10-07T18:30")]
    return when._replace(end=end, edtf=f"{when.edtf}/{shown}", precision=Precision.MINUTE_RANGE)


def too_long(talk: Talk) -> Iterator[Problem]:
    """Report a length of more than the date has; a shorter one leaves time for questions."""
    when = talk.when
    if not talk.length or when.start is None or when.end is None or not when.precision.is_dated:
        return
    length = seconds_of(talk.length)
    if isinstance(when.start, datetime) and isinstance(when.end, datetime):
        lasts = round((when.end.astimezone(UTC) - when.start.astimezone(UTC)).total_seconds())
    else:
        lasts = ((when.end - when.start).days + 1) * _DAY
    if length <= lasts:
        return
    message = f"'{talk.title}' is {talk.length} long, but '{when.text}' is {write_length(lasts)}"
    hint = "correct one of them, or remove the length; the date says when the talk ends"
    yield Problem(talk.place, TOO_LONG, message, hint)
