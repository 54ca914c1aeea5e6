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
    Rule(
        "TF305",
        Severity.ERROR,
        "an address is not an absolute http or https URL",
        "Write it as the browser shows it, from https:// on, without a user name or password.",
    ),
    Rule(
        "TF306",
        Severity.ERROR,
        "an abstract cannot be rendered",
        "Write plain Markdown; start only the lines of a quote with '>'.",
    ),
    # --- TF4xx: memory ---
    Rule(
        "TF405",
        Severity.ERROR,
        "the lock file is not current and must not change",
        "Build without --locked, look at what changed, and commit the lock file and the output.",
    ),
    Rule(
        "TF407",
        Severity.ERROR,
        "what was published before cannot be read",
        "Name the directory or the address under which talks.atom was published.",
    ),
    # --- TF5xx: output ---
    # --- TF6xx: worth knowing ---
    Rule(
        "TF601",
        Severity.NOTICE,
        "a talk without a known day is in no calendar",
        "Write the day once it is known; feeds and the page list the talk all the same.",
    ),
    Rule(
        "TF602",
        Severity.NOTICE,
        "no talk to come has a known day",
        "Nothing needs doing; the calendar of upcoming talks is there, and empty.",
    ),
    Rule(
        "TF603",
        Severity.NOTICE,
        "there is no memory yet, so every talk counts as new",
        "At the very first build, commit the lock file that it writes. If the feeds are on the web"
        " already, build once with --recover and their address instead.",
    ),
    Rule(
        "TF604",
        Severity.WARNING,
        "the lost lock file was rebuilt from the published feeds",
        "Look at the lock file and commit it.",
    ),
)

RULES: dict[str, Rule] = {rule.code: rule for rule in _ROWS}
