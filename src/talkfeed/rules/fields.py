"""TF3xx: fields of feeds and talks."""

from __future__ import annotations

from talkfeed.rules.rule import Rule, Severity

ROWS = (
    Rule(
        "TF301",
        Severity.ERROR,
        "an unknown key",
        "Use a key from the reference of fields; the hint suggests the closest one.",
    ),
    Rule(
        "TF302",
        Severity.ERROR,
        "a required field is missing",
        "Add it; a talk needs only a title and a date.",
    ),
    Rule(
        "TF303",
        Severity.ERROR,
        "a value of the wrong type",
        "Write it like the example in the hint.",
    ),
    Rule(
        "TF305",
        Severity.ERROR,
        "not an absolute http or https URL",
        "Copy it from the browser, including https://, without a user name or password.",
    ),
    Rule(
        "TF306",
        Severity.ERROR,
        "an abstract cannot be rendered",
        "Write plain Markdown; begin only quoted lines with '>'.",
    ),
    Rule(
        "TF307",
        Severity.ERROR,
        "not one of the allowed values",
        "Use one of the words in the hint.",
    ),
    Rule(
        "TF308",
        Severity.ERROR,
        "not a number, or out of range",
        "Write a number within the range in the hint.",
    ),
    Rule("TF309", Severity.ERROR, "not an e-mail address", "Write it as name@example.org."),
    Rule(
        "TF310",
        Severity.ERROR,
        "not a time zone",
        "Write an IANA name, e.g. Europe/London.",
    ),
    Rule(
        "TF311", Severity.ERROR, "not a language tag", "Write a BCP 47 tag, e.g. en, de or pt-BR."
    ),
    Rule(
        "TF312",
        Severity.ERROR,
        "not an authority for ids (RFC 4151)",
        "Write a host and a year or day on which you owned it, e.g. example.org,2015.",
    ),
    Rule(
        "TF314",
        Severity.ERROR,
        "a duplicate id",
        "Use a different id for each talk, or leave the id out.",
    ),
    Rule(
        "TF315",
        Severity.ERROR,
        "a duplicate talk",
        "Delete one of the two, or add what distinguishes them, such as the day or an id.",
    ),
    Rule(
        "TF317",
        Severity.ERROR,
        "not a valid tag",
        "Write tags without commas, one per item.",
    ),
    Rule(
        "TF318",
        Severity.ERROR,
        "not a day or a point in time",
        "Write a day, e.g. 2015-10-20, or a day and a time.",
    ),
    Rule(
        "TF319",
        Severity.ERROR,
        "one id for several deliveries of a talk",
        "Move the id into the delivery under 'given' that it belongs to.",
    ),
    Rule(
        "TF320",
        Severity.ERROR,
        "an enclosure without type or length",
        "Add the media type and the length in bytes to the link with rel: enclosure.",
    ),
    Rule("TF321", Severity.ERROR, "two keys with the same meaning", "Keep one of the two."),
    Rule(
        "TF322",
        Severity.ERROR,
        "not a valid value in a theme",
        'Write a CSS colour, such as `"#a20025"`, or font names separated by commas.',
    ),
    Rule(
        "TF323",
        Severity.ERROR,
        "the theme's template directory does not exist",
        "Create the directory next to or below the talks file, or leave out `templates`.",
    ),
    Rule(
        "TF324",
        Severity.ERROR,
        "an alias that belongs to two names",
        "List each spelling once, below the name it belongs to.",
    ),
    Rule(
        "TF325",
        Severity.ERROR,
        "a template of the theme is faulty",
        "Fix what the message names, or delete the file to use the built-in template.",
    ),
    Rule(
        "TF326",
        Severity.ERROR,
        "an entry of the theme's template directory is not a readable file",
        "Replace a link by a copy of the file: only files in the directory are templates.",
    ),
    Rule(
        "TF327",
        Severity.ERROR,
        "a format of another distribution cannot be used",
        "Leave the format out, or install a version of its distribution that works.",
    ),
    Rule(
        "TF330",
        Severity.ERROR,
        "not a length of time",
        "Write hours and minutes with their units, e.g. 45 min or 1h30.",
    ),
    Rule(
        "TF331",
        Severity.ERROR,
        "not a time in a recording",
        "Write minutes and seconds, or hours as well, e.g. 05:30 or 1:02:03.",
    ),
    Rule(
        "TF332",
        Severity.ERROR,
        "chapters that are not in order",
        "List them by their times; each begins after the one before it.",
    ),
    Rule(
        "TF333",
        Severity.ERROR,
        "a file of a talk that cannot be used",
        "Name a file next to or below the talks file that exists and is of the kind in the hint.",
    ),
    Rule(
        "TF334",
        Severity.ERROR,
        "a file with captions or chapters that is not of its format",
        "Correct the line that the message names, or leave out the file.",
    ),
    Rule(
        "TF335",
        Severity.ERROR,
        "a podcast without what directories require",
        "Add the settings that the message names; a podcast is whole or there is none.",
    ),
    Rule(
        "TF329",
        Severity.ERROR,
        "two people in `people:` with one name",
        "Give each person names of their own, or keep one of the two.",
    ),
    Rule(
        "TF328",
        Severity.ERROR,
        "a dash before a key of a talk begins another talk",
        "Write one dash for each talk, before its first key; other keys begin below that key.",
    ),
    Rule(
        "TF340",
        Severity.ERROR,
        "a track or room that the event in `events:` does not list",
        "Correct the spelling, or add it to `tracks` or `rooms` of the event.",
    ),
    Rule(
        "TF341",
        Severity.ERROR,
        "two events in `events:` with one name",
        "Give each event names of its own, or keep one of the two.",
    ),
    Rule(
        "TF342",
        Severity.ERROR,
        "not a hashtag",
        "Write one word of letters and figures, without the number sign.",
    ),
)
