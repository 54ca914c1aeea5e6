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
)
