"""TF9xx: messages to other services."""

from __future__ import annotations

from talkfeed.rules.rule import Rule, Severity

ROWS = (
    Rule(
        "TF901",
        Severity.ERROR,
        "a feed was not pinged, because its public address does not return the new content",
        "Publish the output, and ping again; behind a cache, wait longer with --wait.",
    ),
    Rule(
        "TF902",
        Severity.ERROR,
        "a hub was not pinged for all feeds that have changed",
        "Ping again later, for what the hub has not accepted. If it always fails, check its address"
        " in the talks file.",
    ),
    Rule(
        "TF903",
        Severity.ERROR,
        "a service did not accept a digest",
        "Fix what the message names, and send again: what has arrived elsewhere is not repeated.",
    ),
    Rule(
        "TF904",
        Severity.ERROR,
        "a digest may have arrived, because its request got no answer",
        "Look whether it is there. `talkfeed digest --send --arrived yes` goes on after it, and"
        " `--arrived no` sends it again.",
    ),
    Rule(
        "TF905",
        Severity.ERROR,
        "the record of sent digests is damaged",
        "Restore talks.sent from version control; after a merge, keep one line for each service.",
    ),
)
