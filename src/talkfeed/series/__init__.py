"""When something recurs, as people write it → rules of RFC 5545, and their slots.

Text is split into tokens (`lexer`, by the words of `words`), times are read (`clocks`), and what
remains must be one row of a table of shapes (`shapes`); any other phrase is rejected. Nothing
depends on the current date: an interval is counted from the start of a period (`slots`).
"""

from __future__ import annotations

from talkfeed.model.series import Schedule, SlotRule
from talkfeed.series.explaining import RuleExplanation, explain_rule, rule_in_words
from talkfeed.series.reading import read_rule
from talkfeed.series.slots import Slot, next_slots, slots
from talkfeed.series.writing import write_rule

__all__ = [
    "RuleExplanation",
    "Schedule",
    "Slot",
    "SlotRule",
    "explain_rule",
    "next_slots",
    "read_rule",
    "rule_in_words",
    "slots",
    "write_rule",
]
