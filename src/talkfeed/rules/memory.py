"""TF4xx: What can be wrong with what is remembered of earlier builds."""

from __future__ import annotations

from talkfeed.rules.rule import Rule, Severity

ROWS = (
    Rule(
        "TF401",
        Severity.ERROR,
        "the lock file is damaged",
        "Restore it from version control; without a copy, delete it: a build finds the feeds.",
    ),
    Rule(
        "TF402",
        Severity.ERROR,
        "the lock file holds an unresolved merge",
        "Take the published side as a whole, and build again: new talks are added.",
    ),
    Rule(
        "TF403",
        Severity.ERROR,
        "the lock file was written by a newer version",
        "Upgrade talkfeed; an older one would forget what it does not know.",
    ),
    Rule(
        "TF404",
        Severity.ERROR,
        "feed.id is not the authority that minted the ids",
        "Write the one the message names: others would show everybody every talk again.",
    ),
    Rule(
        "TF405",
        Severity.ERROR,
        "the lock file is not current and must not change",
        "Build without --locked, look at what changed, and commit the lock file and the output.",
    ),
    Rule(
        "TF406",
        Severity.ERROR,
        "an id is another talk's, or the talk has another id",
        "Write the id the message names, or none: it never changes nor serves two talks.",
    ),
    Rule(
        "TF407",
        Severity.ERROR,
        "what was published before cannot be read",
        "Name the directory or the address under which talks.atom was published.",
    ),
    Rule(
        "TF408",
        Severity.ERROR,
        "an id cannot name a talk",
        "Use small letters, digits and single hyphens, and be brief.",
    ),
    Rule(
        "TF409",
        Severity.ERROR,
        "too many talks are gone at once",
        "If that is meant, build with --allow-removals and the number the message names.",
    ),
)
