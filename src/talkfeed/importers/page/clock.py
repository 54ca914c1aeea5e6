"""A line of a programme → the time that it begins with: "10:30-11:00 Ann Example: Feeds"."""

from __future__ import annotations

import re

_CLOCK = re.compile(
    r"[^\w\n]{0,3}(\d{1,2}(?::\d\d)?[ap]m(?:[ ]{0,2}[-–—][ ]{0,2}\d{1,2}(?::\d\d)?[ap]m)?"
    r"|\d{1,2}(?:(?:[:h]\d\d|h)?[ ]{0,2}[-–—][ ]{0,2}\d{1,2})?(?:[:h]\d\d|h))"
    r"(?!\w|:\d)[ ]{0,9}(?:[:|·,–—-](?!\d))?[ ]{0,9}"
)


def clock_end(text: str) -> int:
    """Return where the time that a text begins with ends, 0 if there is none.

    >>> clock_end("10:30-11:00: Feeds"), clock_end("9h Feeds"), clock_end("10 feeds")
    (13, 3, 0)
    """
    match = _CLOCK.match(text)
    return match.end() if match and match.end() < len(text) else 0


def is_clock(text: str) -> bool:
    """Return whether a text is a time or a range of times, and nothing else.

    >>> is_clock("10:30 - 11:00"), is_clock("10:30 Feeds")
    (True, False)
    """
    match = _CLOCK.match(text)
    return match is not None and match.end() == len(text)


def clock_of(text: str) -> str:
    """Return the time or the range of times that a text begins with, "" if there is none.

    >>> clock_of("10:30-11:00: Feeds"), clock_of("Feeds at 10:30")
    ('10:30-11:00', '')
    """
    match = _CLOCK.match(text)
    return match[1] if match and clock_end(text) else ""
