"""The table of every code a problem can have; the reference page is generated from it.

Codes are for ever: TF1xx the file, TF2xx dates, TF3xx fields, TF4xx memory, TF5xx output,
TF6xx things worth knowing. A code is never given a second meaning.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """How much a problem matters; only an error keeps a build from writing."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


class Rule(NamedTuple):
    """A code, how severe it is, what it means in a few words, and what to do about it."""

    code: str
    severity: Severity
    summary: str
    advice: str


_ROWS = (
    # --- TF1xx: the file ---
    # --- TF2xx: dates ---
    # --- TF3xx: fields ---
    # --- TF4xx: memory ---
    # --- TF5xx: output ---
    # --- TF6xx: worth knowing ---
    Rule(
        "TF601",
        Severity.NOTICE,
        "a talk without a known day is in no calendar",
        "Write the day once it is known; feeds and the page list the talk all the same.",
    ),
)

RULES: dict[str, Rule] = {rule.code: rule for rule in _ROWS}
