"""The table of every code a problem can have; the reference page is generated from it.

Codes are for ever: TF1xx the file, TF2xx dates, TF3xx fields, TF4xx memory, TF5xx output,
TF6xx things worth knowing. A code is never given a second meaning.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """How much a problem matters; only an error keeps a build from writing."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


class Rule(NamedTuple):
    """A code, how severe it is, what it means in a few words, and what to do about it."""

    code: str
    severity: Severity
    summary: str
    advice: str


_ROWS = (
    # --- TF1xx: the file ---
    Rule(
        "TF101",
        Severity.ERROR,
        "a file or directory cannot be read",
        "Check the path and the permissions; it is relative to the file it stands in.",
    ),
    Rule(
        "TF102",
        Severity.ERROR,
        "a file is not UTF-8",
        "Save the file with the encoding UTF-8; the byte and its place are named.",
    ),
    Rule(
        "TF103",
        Severity.ERROR,
        "the YAML cannot be read",
        "Mostly a colon in a text without quotes, a quote that is not closed, or the indentation.",
    ),
    Rule(
        "TF104",
        Severity.ERROR,
        "a control character stands in a text",
        "Delete it; retype what stands around it if it cannot be seen.",
    ),
    Rule(
        "TF105",
        Severity.ERROR,
        "a key stands twice in one place",
        "Keep one of the two; neither would win by chance.",
    ),
    Rule(
        "TF106",
        Severity.ERROR,
        "an anchor or alias of YAML",
        "Write the text out; quote a text that begins with '*' or '&'.",
    ),
    Rule(
        "TF107", Severity.ERROR, "a tag of YAML", "Leave it out; quote a text that begins with '!'."
    ),
    Rule(
        "TF108",
        Severity.ERROR,
        "a second YAML document in one file",
        "Delete the line '---', or make two files of it.",
    ),
    Rule(
        "TF109",
        Severity.ERROR,
        "nested too deep",
        "Look for brackets too many; nothing in a talks file needs 16 levels.",
    ),
    Rule(
        "TF110",
        Severity.ERROR,
        "larger than what is read",
        "Shorten or split it; the limits stand in the reference of fields.",
    ),
    Rule(
        "TF111",
        Severity.ERROR,
        "a file does not have the shape of a talks file",
        "A file holds 'feed:' and 'talks:', or a list of talks if another file names it.",
    ),
    Rule(
        "TF112",
        Severity.ERROR,
        "no file where the talks should be",
        "Check the spelling of the path or pattern below 'talks:'.",
    ),
    Rule(
        "TF113",
        Severity.ERROR,
        "a path leads out of the directory of its file",
        "Keep the talks and templates beside or below the main file.",
    ),
    Rule(
        "TF114",
        Severity.ERROR,
        "a key that is not a single text",
        "Write 'key: value', with a word before the colon.",
    ),
    # --- TF2xx: dates ---
    Rule(
        "TF201",
        Severity.ERROR,
        "a phrase that is no date",
        "Write a day, month, season, part of a year or year, e.g. `Oct 2015` or `summer 2013`.",
    ),
    Rule(
        "TF202",
        Severity.ERROR,
        "a date without a year",
        "Write the year; a missing year is never filled in, e.g. `12 May 2015`.",
    ),
    Rule(
        "TF203",
        Severity.ERROR,
        "a day, month or part of a year that does not exist",
        "Correct the number; February has 28 or 29 days.",
    ),
    Rule(
        "TF204",
        Severity.ERROR,
        "day and month cannot be told apart",
        "Write `7 Oct 2015` or `2015-10-07`, or set `dates: dmy` or `dates: mdy`.",
    ),
    Rule(
        "TF205",
        Severity.ERROR,
        "a weekday that is not the day's",
        "Correct the weekday or the day.",
    ),
    Rule(
        "TF206",
        Severity.ERROR,
        "a range that ends before it starts",
        "Write the earlier date first, with both years if it runs over the new year.",
    ),
    Rule(
        "TF207",
        Severity.ERROR,
        "several dates that make no single range",
        "List each date under `given:`; only neighbouring days or months make a range.",
    ),
    Rule(
        "TF208",
        Severity.ERROR,
        "an open end",
        "Write when the talk was held, with an end, e.g. `Oct-Dec 2021`.",
    ),
    Rule(
        "TF209",
        Severity.ERROR,
        "a year outside 1900 to 2100",
        "Write the year with four digits.",
    ),
    Rule(
        "TF210",
        Severity.ERROR,
        "a year in two digits that cannot be told from the day",
        "Write the year with four digits, e.g. `2015-10-07`.",
    ),
    Rule(
        "TF211",
        Severity.ERROR,
        "a time that no clock shows",
        "Write times like `18:30`, `6:30pm` or `18:30-20:00`; midnight is `00:00` of the next day.",
    ),
    Rule(
        "TF212",
        Severity.ERROR,
        "a time without a zone",
        "Add the zone or the offset, e.g. `18:30 Europe/Paris`, or set `timezone:` of the feed.",
    ),
    Rule(
        "TF213",
        Severity.ERROR,
        "an unknown time zone",
        "Write an IANA name such as `Europe/Paris`, or an offset such as `+02:00`.",
    ),
    Rule(
        "TF214",
        Severity.ERROR,
        "a zone's abbreviation with several meanings",
        "Write an IANA name such as `Europe/London`, or an offset such as `+01:00`.",
    ),
    Rule(
        "TF215",
        Severity.ERROR,
        "zone and offset that contradict each other",
        "Keep one of them; `CET` is not in force in summer, `CEST` is.",
    ),
    Rule(
        "TF216",
        Severity.ERROR,
        "a time that the clocks skip",
        "Correct the time: in the night when summer time starts an hour is missing.",
    ),
    Rule(
        "TF217",
        Severity.ERROR,
        "a time that the clocks show twice",
        "Add the offset, e.g. `2015-10-25 02:30+01:00`.",
    ),
    Rule(
        "TF218",
        Severity.ERROR,
        "a time or a weekday without a single day",
        "Write the day, e.g. `Wed 7 Oct 2015 18:30`; a time over several days needs each day.",
    ),
    Rule(
        "TF219",
        Severity.ERROR,
        "a time with a hedge",
        "Write the time as it is announced, or the day alone, e.g. `7 Oct 2015?`.",
    ),
    Rule(
        "TF220",
        Severity.ERROR,
        "figures that could be a month or two years",
        "Write a month as `2019-10`, two years as `2019/2020`.",
    ),
    Rule(
        "TF221",
        Severity.ERROR,
        "a word or a sign beside the date",
        "Write the date alone; a place goes to `location:`, a change to `status:`.",
    ),
    Rule(
        "TF222",
        Severity.ERROR,
        "a phrase far longer than any date",
        "Write the date alone; explanations go to `abstract:`.",
    ),
    # --- TF3xx: fields ---
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
        "TF316",
        Severity.ERROR,
        "nobody to name as author",
        "Give the talk a speaker, or the feed its authors.",
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
    # --- TF4xx: memory ---
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
    Rule(
        "TF410",
        Severity.ERROR,
        "a talk was added in the future",
        "Leave `added` out, and the moment of the build counts.",
    ),
    # --- TF5xx: output ---
    Rule(
        "TF501",
        Severity.ERROR,
        "a file or directory cannot be written",
        "Make room on the disk or mend the permissions; no file is left half written.",
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
    # --- TF6xx: worth knowing ---
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
        "TF610",
        Severity.NOTICE,
        "a speaker's name that may be several",
        "List several speakers: speakers: [Ann Example, Bob Example].",
    ),
)

RULES: dict[str, Rule] = {rule.code: rule for rule in _ROWS}
