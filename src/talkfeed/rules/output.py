"""TF5xx: Why files cannot be written."""

from __future__ import annotations

from talkfeed.rules.rule import Rule, Severity

ROWS = (
    Rule(
        "TF501",
        Severity.ERROR,
        "a file or directory cannot be written, and nothing was changed",
        "Make room on the disk or fix the permissions, and run the command again.",
    ),
    Rule(
        "TF502",
        Severity.ERROR,
        "the output directory is not empty and not talkfeed's",
        "Name an empty directory; or make an empty file .talkfeed in this one, and talkfeed writes"
        " its files beside the others, which it leaves alone.",
    ),
    Rule(
        "TF503",
        Severity.ERROR,
        "the output directory holds the talks file or the lock file",
        "Name a directory of its own; one below the talks file's directory is right.",
    ),
    Rule(
        "TF504",
        Severity.ERROR,
        "something talkfeed did not write stands where a file has to go",
        "Move it away; talkfeed replaces only the files that its manifest lists.",
    ),
    Rule(
        "TF505",
        Severity.ERROR,
        "a document has a name that is not safe on every file system",
        "Use small letters, digits, hyphens and single full stops; no two names may collide.",
    ),
    Rule(
        "TF506",
        Severity.ERROR,
        "another build is running",
        "Wait until it has ended; a build that was killed holds nothing.",
    ),
    Rule(
        "TF507",
        Severity.ERROR,
        "writing failed after some files had changed",
        "Fix what the message names and run the command again, which writes the rest.",
    ),
    Rule(
        "TF508",
        Severity.ERROR,
        "all files were written, but something after that failed",
        "The files are as they should be; only what the message names is missing.",
    ),
)
