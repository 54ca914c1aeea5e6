"""The table of all codes of problems; the reference page is generated from it.

Codes never change: TF1xx the file, TF2xx dates and
recurring slots, TF3xx fields, TF4xx the lock file, TF5xx output,
TF6xx notices, TF7xx importing and editing, TF8xx publishing to a host, TF9xx announcing. No code
is reused with another meaning.
"""

from __future__ import annotations

from talkfeed.rules import (
    announcing,
    dates,
    delivery,
    fields,
    files,
    importing,
    lockfile,
    notices,
    output,
    series,
)
from talkfeed.rules.rule import Rule, Severity

__all__ = ["RULES", "Rule", "Severity"]

_ROWS = (
    *files.ROWS,
    *dates.ROWS,
    *series.ROWS,
    *fields.ROWS,
    *lockfile.ROWS,
    *output.ROWS,
    *notices.ROWS,
    *importing.ROWS,
    *delivery.ROWS,
    *announcing.ROWS,
)

RULES: dict[str, Rule] = {rule.code: rule for rule in _ROWS}
