"""TF3xx: What can be wrong with the fields of feeds and talks."""

from __future__ import annotations

from talkfeed.rules.rule import Rule, Severity

ROWS = (
    Rule(
        "TF301",
        Severity.ERROR,
        "an unknown key",
        "Use one of the keys of the reference; the message names the nearest.",
    ),
    Rule(
        "TF302",
        Severity.ERROR,
        "something required is missing",
        "Write it; for a talk the title and the date are enough.",
    ),
    Rule(
        "TF303",
        Severity.ERROR,
        "a value of the wrong kind",
        "Write it like the example in the message.",
    ),
    Rule(
        "TF305",
        Severity.ERROR,
        "an address is not an absolute http or https URL",
        "Write it as the browser shows it, from https:// on, without a user name or password.",
    ),
    Rule(
        "TF306",
        Severity.ERROR,
        "an abstract cannot be rendered",
        "Write plain Markdown; start only the lines of a quote with '>'.",
    ),
    Rule(
        "TF307",
        Severity.ERROR,
        "a value that is not one of those allowed",
        "Use one of the words in the message.",
    ),
    Rule(
        "TF308",
        Severity.ERROR,
        "not a number, or out of range",
        "Write a number within the range in the message.",
    ),
    Rule("TF309", Severity.ERROR, "not an e-mail address", "Write it as name@example.org."),
    Rule(
        "TF310",
        Severity.ERROR,
        "not a time zone",
        "Write the name of the IANA database, e.g. Europe/London.",
    ),
    Rule(
        "TF311", Severity.ERROR, "not a language tag", "Write a BCP 47 tag, e.g. en, de or pt-BR."
    ),
    Rule(
        "TF312",
        Severity.ERROR,
        "not an authority for ids (RFC 4151)",
        "Write a host and a year or day in which it was yours: example.org,2015.",
    ),
    Rule(
        "TF314",
        Severity.ERROR,
        "an id that another talk has",
        "Give each talk an id of its own, or none.",
    ),
    Rule(
        "TF315",
        Severity.ERROR,
        "the same talk twice",
        "Delete one of the two, or say what tells them apart.",
    ),
    Rule(
        "TF317",
        Severity.ERROR,
        "not usable as a tag",
        "Write tags without commas, each an item of its own.",
    ),
    Rule(
        "TF318",
        Severity.ERROR,
        "not exact enough to be a moment",
        "Write a day, e.g. 2015-10-20, or a day and a time.",
    ),
    Rule(
        "TF319",
        Severity.ERROR,
        "'given' that cannot be told apart from the talk",
        "Write each delivery with its own date, and ids inside 'given'.",
    ),
    Rule(
        "TF320",
        Severity.ERROR,
        "a media file that is not described",
        "Write type and length in bytes for a link with rel: enclosure.",
    ),
    Rule("TF321", Severity.ERROR, "two keys that mean the same", "Write one of the two."),
    Rule(
        "TF322",
        Severity.ERROR,
        "not a value that a theme can have",
        'Write a CSS colour, such as `"#a20025"`, or names of fonts with commas between them.',
    ),
    Rule(
        "TF323",
        Severity.ERROR,
        "the theme's directory of templates is not there",
        "Make the directory beside or below the talks file, or leave `templates` out.",
    ),
    Rule(
        "TF324",
        Severity.ERROR,
        "a spelling of a name that leads to two names",
        "Write each spelling once, below the one right name.",
    ),
    Rule(
        "TF325",
        Severity.ERROR,
        "a template of the theme cannot be used",
        "Mend what the message names, or delete the file, and ours stands in again.",
    ),
    Rule(
        "TF326",
        Severity.ERROR,
        "something among the theme's templates is not a file that can be read",
        "Put a copy of the file in place of a link: only files in the directory are templates.",
    ),
    Rule(
        "TF327",
        Severity.ERROR,
        "a format of another distribution cannot be used",
        "Leave the format out, or install a version of its distribution that works.",
    ),
    Rule(
        "TF328",
        Severity.ERROR,
        "a dash before a key of a talk begins another talk",
        "Write one dash for each talk, before its first key; other keys begin below that key.",
    ),
)
