"""TF5xx: writing the output."""

from __future__ import annotations

from talkfeed.rules.rule import Rule, Severity

ROWS = (
    Rule(
        "TF501",
        Severity.ERROR,
        "a file or directory cannot be written, and nothing was changed",
        "Free some disk space or fix the permissions, and run the command again.",
    ),
    Rule(
        "TF502",
        Severity.ERROR,
        "the output directory is not empty and was not created by talkfeed",
        "Name an empty directory; or create an empty file .talkfeed in this one, and talkfeed adds"
        " its files and leaves the others alone.",
    ),
    Rule(
        "TF503",
        Severity.ERROR,
        "the output directory contains the talks file or the lock file",
        "Use a separate directory, e.g. one below that of the talks file.",
    ),
    Rule(
        "TF504",
        Severity.ERROR,
        "a file that talkfeed did not write is in the way",
        "Move it away; talkfeed replaces only the files listed in its manifest.",
    ),
    Rule(
        "TF505",
        Severity.ERROR,
        "a document has a name that is not safe on every file system",
        "Use lower-case letters, digits, hyphens and single full stops; no two names may collide.",
    ),
    Rule(
        "TF506",
        Severity.ERROR,
        "another build is running",
        "Wait until it has finished; a build that was killed leaves no lock behind.",
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
        "The output is complete; only what the message names is missing.",
    ),
    Rule(
        "TF509",
        Severity.WARNING,
        "another site generator serves the files at another address than `feed.url`",
        "Feeds and calendars contain absolute addresses: write the one where the files are served.",
    ),
    Rule(
        "TF510",
        Severity.ERROR,
        "the directory for the files in another site is not below that of the site",
        "Write a relative path such as `talks`.",
    ),
    Rule(
        "TF511",
        Severity.ERROR,
        "a page of another site asks for a list of talks that does not exist",
        "Write `upcoming`, `past` or the path of a feed, such as `tags/ocaml`, and a limit.",
    ),
    Rule(
        "TF512",
        Severity.ERROR,
        "the cluster of a build, or the exchange of its work, cannot be used; nothing was changed",
        "Fix what the message names and build again: with --exchange, what is done is not done"
        " again. See scale.md.",
    ),
)
