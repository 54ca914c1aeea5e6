"""TF2xx: dates and times."""

from __future__ import annotations

from talkfeed.rules.rule import Rule, Severity

ROWS = (
    Rule(
        "TF201",
        Severity.ERROR,
        "not a date",
        "Write a day, month, season, part of a year or year, e.g. `Oct 2015` or `summer 2013`.",
    ),
    Rule(
        "TF202",
        Severity.ERROR,
        "a date without a year",
        "Write the year, e.g. `12 May 2015`; a missing year is never guessed.",
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
        "the order of day and month is ambiguous",
        "Write `7 Oct 2015` or `2015-10-07`, or set `dates: dmy` or `dates: mdy`.",
    ),
    Rule(
        "TF205",
        Severity.ERROR,
        "a weekday that does not match the date",
        "Correct the weekday or the date.",
    ),
    Rule(
        "TF206",
        Severity.ERROR,
        "a range that ends before it starts",
        "Write the earlier date first, with both years if the range crosses the new year.",
    ),
    Rule(
        "TF207",
        Severity.ERROR,
        "several dates that do not form one range",
        "List each date under `given:`; only consecutive days or months form a range.",
    ),
    Rule(
        "TF208",
        Severity.ERROR,
        "a range without an end",
        "Write the end, too, e.g. `Oct-Dec 2021`.",
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
        "a two-digit year that could be a day",
        "Write the year with four digits, e.g. `2015-10-07`.",
    ),
    Rule(
        "TF211",
        Severity.ERROR,
        "not a valid time",
        "Write times like `18:30`, `6:30pm` or `18:30-20:00`; midnight is `00:00` of the next day.",
    ),
    Rule(
        "TF212",
        Severity.ERROR,
        "a time without a time zone",
        "Add a zone or an offset, e.g. `18:30 Europe/Paris`, or set `timezone:` below `feed:`.",
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
        "an ambiguous abbreviation of a time zone",
        "Write an IANA name such as `Europe/London`, or an offset such as `+01:00`.",
    ),
    Rule(
        "TF215",
        Severity.ERROR,
        "zone and offset that contradict each other",
        "Keep one of them; in summer `CEST` applies, not `CET`.",
    ),
    Rule(
        "TF216",
        Severity.ERROR,
        "a time that does not exist because the clocks went forward",
        "Correct the time: one hour is skipped in the night when summer time starts.",
    ),
    Rule(
        "TF217",
        Severity.ERROR,
        "a time that occurs twice because the clocks went back",
        "Add the offset, e.g. `2015-10-25 02:30+01:00`.",
    ),
    Rule(
        "TF218",
        Severity.ERROR,
        "a time or weekday without a date of one day, or a second time",
        "Write one day, e.g. `Wed 7 Oct 2015 18:30`; give each of several days its own time.",
    ),
    Rule(
        "TF219",
        Severity.ERROR,
        "an uncertain time",
        "Write the time as it is announced, or the day alone, e.g. `7 Oct 2015?`.",
    ),
    Rule(
        "TF220",
        Severity.ERROR,
        "digits that could be a month or two years",
        "Write a month as `2019-10`, two years as `2019/2020`.",
    ),
    Rule(
        "TF221",
        Severity.ERROR,
        "a word or character that is not part of a date",
        "Write only the date; a place belongs in `location:`, a change in `status:`.",
    ),
    Rule(
        "TF222",
        Severity.ERROR,
        "text that is too long to be a date",
        "Write only the date; explanations belong in `abstract:`.",
    ),
)
