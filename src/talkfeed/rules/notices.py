"""TF6xx: notices and warnings, which do not stop a build."""

from __future__ import annotations

from talkfeed.rules.rule import Rule, Severity

ROWS = (
    Rule(
        "TF601",
        Severity.NOTICE,
        "a talk without a known day is not in the calendars",
        "Add the day once it is known; feeds and pages list the talk anyway.",
    ),
    Rule(
        "TF602",
        Severity.NOTICE,
        "no upcoming talk has a known day any more",
        "There is nothing to do; the calendar of upcoming talks is empty.",
    ),
    Rule(
        "TF603",
        Severity.NOTICE,
        "there is no lock file yet, so every talk is new",
        "After the first build, commit the lock file. If the feeds have been published before,"
        " build once with --recover and their address instead.",
    ),
    Rule(
        "TF604",
        Severity.WARNING,
        "the lost lock file was rebuilt from the published feeds",
        "Review the lock file and commit it.",
    ),
    Rule(
        "TF612",
        Severity.NOTICE,
        "a bad value was fixed, as --lenient allows",
        "Check the fix, and correct the value in the talks file.",
    ),
    Rule(
        "TF613",
        Severity.WARNING,
        "a bad value was skipped, as --lenient allows",
        "Correct it in the talks file; the rest of the talk is published.",
    ),
    Rule(
        "TF614",
        Severity.WARNING,
        "the cache is not used, because other users could have written to it",
        "Change the permissions of the directory or key file that the message names, or choose"
        " another directory with --cache.",
    ),
    Rule(
        "TF605",
        Severity.WARNING,
        "the clock is behind the last build",
        "Correct the clock, or unset SOURCE_DATE_EPOCH: new entries would be dated before those"
        " that subscribers have already seen.",
    ),
    Rule(
        "TF606",
        Severity.NOTICE,
        "talks are scheduled to be announced later",
        "Their `added` is in the future; until then no output contains them. Build again at the"
        " time the message names.",
    ),
    Rule(
        "TF610",
        Severity.NOTICE,
        "one speaker's name that may be several names",
        "List several speakers, e.g. speakers: [Ann Example, Bob Example].",
    ),
    Rule(
        "TF611",
        Severity.NOTICE,
        "neither a speaker nor feed authors, so the feed itself is the author",
        "Add a speaker to the talk, or authors to the feed.",
    ),
    Rule(
        "TF615",
        Severity.NOTICE,
        "a list of other software has keys that no field takes",
        "There is nothing to do; if a key holds a field, name both with 'map' beside 'from'.",
    ),
    Rule(
        "TF616",
        Severity.NOTICE,
        "how something in a list of other software was read, or why it was left out",
        "Correct the list, or set 'defaults' beside 'from', as the message says.",
    ),
    Rule(
        "TF617",
        Severity.NOTICE,
        "a source has not been fetched yet, so its talks are missing",
        "Run `talkfeed update`, and commit the files that it writes.",
    ),
    Rule(
        "TF631",
        Severity.NOTICE,
        "a talk that two sources list, by its title and day",
        "Give your talk the `source_id` of the other, or say what distinguishes them.",
    ),
    Rule(
        "TF632",
        Severity.NOTICE,
        "a talk with a `source_id` and no title, which no source lists",
        "Check the id, or give the talk a title and a date.",
    ),
    Rule(
        "TF619",
        Severity.WARNING,
        "a length of more than the date has",
        "Correct one of them, or leave out the length: the date says when the talk ends.",
    ),
    Rule(
        "TF639",
        Severity.NOTICE,
        "talks with a recording that are not episodes of the podcast",
        "Name a media file in `recordings`, with its length in bytes, or run `talkfeed links`.",
    ),
    Rule(
        "TF618",
        Severity.NOTICE,
        "a person in `people:` whom no talk names",
        "Check the spelling of the name, or delete the entry.",
    ),
    Rule(
        "TF630",
        Severity.NOTICE,
        "a talk outside the dates of its event in `events:`",
        "Correct the date of the talk, or the dates of the event.",
    ),
)
