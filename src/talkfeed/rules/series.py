"""TF24x and TF250: rules of recurring slots; their times and zones have the codes of dates."""

from __future__ import annotations

from talkfeed.rules.rule import Rule, Severity

ROWS = (
    Rule(
        "TF241",
        Severity.ERROR,
        "not a rule of recurring slots",
        "Write the days and the time, e.g. `Wednesday 16:00-17:00` or `last Friday of the month`.",
    ),
    Rule(
        "TF242",
        Severity.ERROR,
        "a rule without its days",
        "Write the day as well, e.g. `every Wednesday` instead of `weekly`.",
    ),
    Rule(
        "TF243",
        Severity.ERROR,
        "a rule with two meanings",
        "Write `every two weeks on Saturday` or `2nd Saturday of the month`, whichever is meant.",
    ),
    Rule(
        "TF244",
        Severity.ERROR,
        "a vague rule",
        "Write the rule without `usually` or `most`, and the exceptions under `except:`.",
    ),
    Rule(
        "TF245",
        Severity.ERROR,
        "a date or an exception within a rule",
        "Write the first and last day under `from:` and `to:`, exceptions under `except:`.",
    ),
    Rule(
        "TF246",
        Severity.ERROR,
        "a day without a slot of its series",
        "Write the original day of a slot, or `extra: true` for a talk outside the slots.",
    ),
    Rule(
        "TF247",
        Severity.ERROR,
        "a series, also in `joint:`, that is not in `series:`, or `extra` without a series",
        "Correct the name, or add the series to the list below `series:`.",
    ),
    Rule(
        "TF248",
        Severity.ERROR,
        "a day with several slots, of which none is named",
        "Write the time of the slot, e.g. `time: 14:00`.",
    ),
    Rule(
        "TF249",
        Severity.ERROR,
        "two series with one name, or two changes of one day",
        "Give each series a name of its own, and write what is different on a day once.",
    ),
    Rule(
        "TF250",
        Severity.ERROR,
        "a dated rule outside the days of its series",
        "Write days between `from:` and `to:` of the series, or change these.",
    ),
)
