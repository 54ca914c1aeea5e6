"""The table of every code a problem can have; the reference page is generated from it.

Codes are for ever: TF1xx the file, TF2xx dates, TF3xx fields, TF4xx memory, TF5xx output,
TF6xx things worth knowing, TF7xx importing and editing. A code is never given a second meaning.
"""

from __future__ import annotations

from talkfeed.rules import dating, fields, importing, memory, notices, output, reading
from talkfeed.rules.rule import Rule, Severity

__all__ = ["RULES", "Rule", "Severity"]

_ROWS = (
    *reading.ROWS,
    *dating.ROWS,
    *fields.ROWS,
    *memory.ROWS,
    *output.ROWS,
    *notices.ROWS,
    *importing.ROWS,
)

RULES: dict[str, Rule] = {rule.code: rule for rule in _ROWS}
