"""The tables of an item that names lists of other software, and of its defaults."""

from __future__ import annotations

from talkfeed.schema.kinds import Field, Kind, Table

SOURCE = Table(
    "source",
    "List of other software",
    "An item of the list below `talks:` that names lists of talks in YAML, JSON, TOML or CSV, or"
    " pages with front matter, such as those of Jekyll and Hugo, read by each build; or"
    " the address of a calendar, feed or schedule, which `talkfeed update` fetches."
    " [sources.md](sources.md) has examples.",
    (
        Field(
            "from",
            Kind.TEXT,
            "A path or pattern relative to the talks file, a directory, or an address.",
            "_data/talks.yml",
            required=True,
        ),
        Field(
            "map",
            Kind.KEYS,
            "Fields of a talk, each with the key of the list that holds it; a dotted path leads to"
            " a nested key. Keys that are not named are recognised by their usual names.",
            "{title: headline, date: when.start}",
            synonyms=("mapping", "keys", "fields", "columns"),
        ),
        Field(
            "talks",
            Kind.TEXT,
            "The key of the list in a file that is a mapping; a dotted path leads to a nested one.",
            "sessions",
            default="all entries with a title, however deeply they are nested",
            synonyms=("list", "key", "path", "at"),
        ),
        Field(
            "defaults",
            Kind.DEFAULTS,
            "What the entries do not say themselves.",
            "{year: 2016, event: CityCode}",
            synonyms=("default", "with", "common"),
        ),
        Field(
            "every",
            Kind.INTERVAL,
            "How long `talkfeed update` waits before it asks an address again.",
            "6h",
            default="it is asked each time",
            synonyms=("interval", "refresh", "ttl"),
        ),
    ),
)

DEFAULTS = Table(
    "defaults",
    "Defaults of a list",
    "What holds for all talks of a list, unless an entry says something else.",
    (
        Field(
            "year",
            Kind.COUNT,
            "The year of dates without one, if neither the group of entries nor the file's name"
            " has it; for lists in files.",
            "2016",
            least=1900,
            most=2999,
        ),
        Field(
            "date",
            Kind.TEXT,
            "The date of talks without one; TBA if it is not known yet.",
            "TBA",
            synonyms=("when", "day"),
        ),
        Field("event", Kind.TEXT, "The event of talks without one.", "CityCode 2015"),
        Field(
            "speaker",
            Kind.TEXT,
            "The speaker of talks without one.",
            "Ann Example",
            synonyms=("speakers", "author", "presenter"),
        ),
        Field(
            "location",
            Kind.TEXT,
            "The place of talks without one.",
            "Barbican, London",
            synonyms=("place", "venue", "where"),
        ),
        Field(
            "language",
            Kind.LANGUAGE,
            "The language of talks that name none.",
            "de",
            synonyms=("lang",),
        ),
        Field(
            "dates",
            Kind.CHOICE,
            "The order of day and month in dates such as 10/07/2015; `my` if dates such as 06/14"
            " are a month and a year.",
            "dmy",
            choices=("dmy", "mdy", "my"),
            default="that of an unambiguous date of the same file, or of `feed`",
            synonyms=("order", "date_order", "date_format"),
        ),
        Field(
            "timezone",
            Kind.ZONE,
            "The time zone of times without one.",
            "Europe/London",
            default="that of `feed`",
            synonyms=("zone", "tz", "time_zone"),
        ),
    ),
)
