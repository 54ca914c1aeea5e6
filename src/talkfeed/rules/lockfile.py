"""TF4xx: the lock file, which records what earlier builds published."""

from __future__ import annotations

from talkfeed.rules.rule import Rule, Severity

ROWS = (
    Rule(
        "TF401",
        Severity.ERROR,
        "the lock file is damaged",
        "Restore it from version control; without a copy, delete it: a build recovers it.",
    ),
    Rule(
        "TF402",
        Severity.ERROR,
        "the lock file contains merge conflicts",
        "Keep the published side as a whole, and build again: new talks are added.",
    ),
    Rule(
        "TF403",
        Severity.ERROR,
        "the lock file was written by a newer version",
        "Upgrade talkfeed; an older version would drop what it does not know.",
    ),
    Rule(
        "TF404",
        Severity.ERROR,
        "feed.id is not the authority of the published ids",
        "Use the one the message names: with another, subscribers see every talk again as new.",
    ),
    Rule(
        "TF405",
        Severity.ERROR,
        "the lock file is out of date, and --locked forbids changing it",
        "Build without --locked, review the changes, and commit the lock file and the output.",
    ),
    Rule(
        "TF406",
        Severity.ERROR,
        "an id belongs to another talk, or the talk has another id",
        "Use the id the message names, or none: an id never changes and is never reused.",
    ),
    Rule(
        "TF407",
        Severity.ERROR,
        "what was published before cannot be read",
        "Name the directory or the address where talks.atom is published.",
    ),
    Rule(
        "TF408",
        Severity.ERROR,
        "not a valid id of a talk",
        "Use lower-case letters, digits and single hyphens, and keep it short.",
    ),
    Rule(
        "TF409",
        Severity.ERROR,
        "too many talks have been removed at once",
        "If that is intended, build with --allow-removals and the number the message names.",
    ),
    Rule(
        "TF410",
        Severity.ERROR,
        "talks.links was written by a later version",
        "Update talkfeed; or delete the file, which is then made again within days.",
    ),
    Rule(
        "TF411",
        Severity.ERROR,
        "another rule of a series would change talks that are over",
        "Keep the former rule with its last day, and give the new one its first:"
        ' `every: [{rule: "Wednesday 16:00", to: 16 Dec 2026},'
        ' {rule: "Thursday 17:00", from: 7 Jan 2027}]`.',
    ),
)
