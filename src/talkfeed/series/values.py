"""A phrase of recurring slots, as it was read: rules of RFC 5545 with times of day and a zone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from datetime import time


class SlotRule(NamedTuple):
    """A recurrence rule (RFC 5545, section 3.3.10), and the local start and end of its slots.

    Without a start the slots are whole days. An end that is not after the start is on the next day.
    """

    rule: str
    start: time | None = None
    end: time | None = None


class Schedule(NamedTuple):
    """The text of a phrase, its rules, and its zone: an IANA name, an offset, or None."""

    text: str
    rules: tuple[SlotRule, ...]
    zone: str | None = None


WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
"""The weekdays of RFC 5545, Monday first."""
WORKDAYS = (0, 1, 2, 3, 4)
"""Monday to Friday."""


def rrule(frequency: str, interval: int = 1, **parts: str) -> str:
    """Return the text of a rule.

    >>> rrule("WEEKLY", 2, BYDAY="TU")
    'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU'
    """
    pairs = {"FREQ": frequency, **({"INTERVAL": str(interval)} if interval > 1 else {}), **parts}
    return ";".join(f"{name}={value}" for name, value in pairs.items())


def rule_parts(rule: str) -> dict[str, str]:
    """Return the parts of a rule by name.

    >>> rule_parts("FREQ=MONTHLY;BYDAY=2TH")
    {'FREQ': 'MONTHLY', 'BYDAY': '2TH'}
    """
    return dict(part.split("=", 1) for part in rule.split(";"))
