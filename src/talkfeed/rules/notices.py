"""TF6xx: What is worth knowing, and keeps no build from writing."""

from __future__ import annotations

from talkfeed.rules.rule import Rule, Severity

ROWS = (
    Rule(
        "TF601",
        Severity.NOTICE,
        "a talk without a known day is in no calendar",
        "Write the day once it is known; feeds and the page list the talk all the same.",
    ),
    Rule(
        "TF602",
        Severity.NOTICE,
        "no talk to come has a known day",
        "Nothing needs doing; the calendar of upcoming talks is there, and empty.",
    ),
    Rule(
        "TF603",
        Severity.NOTICE,
        "there is no memory yet, so every talk counts as new",
        "At the very first build, commit the lock file that it writes. If the feeds are on the web"
        " already, build once with --recover and their address instead.",
    ),
    Rule(
        "TF604",
        Severity.WARNING,
        "the lost lock file was rebuilt from the published feeds",
        "Look at the lock file and commit it.",
    ),
    Rule(
        "TF612",
        Severity.NOTICE,
        "something wrong was mended, as --lenient asks",
        "See whether it was taken for what it was meant to be; to be sure, write it so.",
    ),
    Rule(
        "TF613",
        Severity.WARNING,
        "something wrong was left out, as --lenient asks",
        "Mend it in the talks file; everything else of the talk is published.",
    ),
    Rule(
        "TF614",
        Severity.WARNING,
        "the cache is not used, because others could have written what is in it",
        "Change the rights of the directory or key file that the message names, or name a directory"
        " of your own with --cache.",
    ),
    Rule(
        "TF605",
        Severity.WARNING,
        "the clock is behind the last build",
        "Set the clock right, or take SOURCE_DATE_EPOCH out of the environment: what is new would"
        " be dated before what subscribers have already seen.",
    ),
    Rule(
        "TF606",
        Severity.NOTICE,
        "talks wait to be announced",
        "Their `added` is in the future, and until then they are in no output. Build again at the"
        " time the message names.",
    ),
    Rule(
        "TF610",
        Severity.NOTICE,
        "a speaker's name that may be several",
        "List several speakers: speakers: [Ann Example, Bob Example].",
    ),
    Rule(
        "TF611",
        Severity.NOTICE,
        "nobody to name as author, so the feed stands in",
        "Give the talk a speaker, or the feed its authors.",
    ),
)
