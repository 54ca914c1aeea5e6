"""TF2xx: Why a date phrase is refused."""

from __future__ import annotations

from talkfeed.rules.rule import Rule, Severity

ROWS = (
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
        "a time or a weekday without a single day, or a second time",
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
)
