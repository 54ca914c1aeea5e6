"""TF8xx: publishing to a host."""

from __future__ import annotations

from talkfeed.rules.rule import Rule, Severity

ROWS = (
    Rule(
        "TF801",
        Severity.ERROR,
        "not a target that talkfeed can publish to, or one with a secret in it",
        "Write an address such as s3://bucket/folder, user@host:path or a directory. Secrets come"
        " from the environment and the usual files of each program; see publish.md.",
    ),
    Rule(
        "TF802",
        Severity.ERROR,
        "the target cannot be used, and nothing was changed",
        "Fix what the message names, e.g. the network or the credentials, and publish again.",
    ),
    Rule(
        "TF803",
        Severity.ERROR,
        "publishing failed after some files had been uploaded",
        "Fix what the message names and publish again, which uploads the rest. Until then no reader"
        " meets a missing page: pages are uploaded before the feeds that link to them.",
    ),
    Rule(
        "TF804",
        Severity.ERROR,
        "another publisher is at work on the target",
        "Wait until it has finished, and publish again. One that was killed counts as dead after"
        " half a minute without a sign of life.",
    ),
    Rule(
        "TF805",
        Severity.ERROR,
        "the target has files of the same names that talkfeed did not publish",
        "Publish to another folder. If the files may be replaced, add --adopt once.",
    ),
    Rule(
        "TF806",
        Severity.ERROR,
        "more files would leave the target at once than is allowed",
        "If the site really has lost so many pages, allow it with --max-deletes.",
    ),
    Rule(
        "TF807",
        Severity.ERROR,
        "the manifest on the target cannot be read",
        "Restore talkfeed.manifest.json from a backup; or remove it and publish with --adopt.",
    ),
    Rule(
        "TF808",
        Severity.ERROR,
        "there is nothing to publish, or the output changes while it is being published",
        "Build first, and let nothing else write to the output directory.",
    ),
    Rule(
        "TF809",
        Severity.ERROR,
        "a program or library that this kind of target needs is missing",
        "Install what the message names.",
    ),
)
