"""Recurrence rules of RFC 5545 as text."""

from __future__ import annotations

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
