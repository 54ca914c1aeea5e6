"""The tables of fields of a series: of itself, of its breaks, and of the changes of its slots."""

from __future__ import annotations

from talkfeed.schema.kinds import Field, Kind, Table

_REASON = Field(
    "reason",
    Kind.TEXT,
    "Why, in a few words: calendars and pages say it of a slot that is cancelled or changed.",
    "Faculty day",
    synonyms=("why", "note"),
)
_LOCATION = Field(
    "location", Kind.LOCATION, "The usual venue.", "Room 2", synonyms=("room", "place")
)
_ONLINE = Field("online", Kind.URL, "The stream.", "https://stream.example/")

SERIES = Table(
    "series",
    "Series",
    "A series of talks at recurring times. Each is an item of the list below `series:`; talks refer"
    " to it by its name.",
    (
        Field("name", Kind.TEXT, "The name.", "Logic seminar", required=True, synonyms=("title",)),
        Field(
            "every",
            Kind.RULES,
            "When its slots are. A rule that changes is dated:"
            ' `[{rule: "Wednesday 16:00", to: 16 Dec 2026},'
            ' {rule: "Thursday 17:00", from: 7 Jan 2027}]`.',
            "Wednesday 16:00-17:00",
            required=True,
            synonyms=("when", "rule", "recurs", "repeat"),
        ),
        Field(
            "from",
            Kind.DATE,
            "The first day, from which fortnights are counted.",
            "7 Oct 2026",
            required=True,
            synonyms=("start", "begins", "since"),
        ),
        Field(
            "to",
            Kind.DATE,
            "The last day.",
            "10 Feb 2027",
            default="no end",
            synonyms=("end", "until", "ends"),
        ),
        Field(
            "except",
            Kind.BREAKS,
            "Days without a slot.",
            "[24-31 Dec 2026, {date: 14 Jan 2027, reason: Faculty day}]",
            synonyms=("breaks", "skip", "without", "exceptions"),
        ),
        Field(
            "changes",
            Kind.CHANGES,
            "What is different in a slot, by its original day.",
            "\n  18 Nov 2026: {date: 19 Nov 2026 10:00-11:00, location: Room 7}",
            synonyms=("moved", "change"),
        ),
        _LOCATION,
        _ONLINE,
        Field("timezone", Kind.ZONE, "The zone of times.", "Europe/Paris", default="the feed's"),
        Field(
            "organizers",
            Kind.PEOPLE,
            "Who organises it: shown on its page, and in the description of its calendar.",
            "[Ann Example]",
            synonyms=("organisers", "organizer", "organiser"),
        ),
        Field(
            "placeholder",
            Kind.TEXT,
            "The title of a slot without a talk in calendars and on pages, after the name of the"
            " series; `off` if such slots are not shown.",
            "speaker to be announced",
            default="to be announced",
        ),
    ),
)

RULE = Table(
    "rule",
    "Dated rule",
    "A rule of a series that is in force for a part of it; without days, just the rule is enough.",
    (
        Field("rule", Kind.TEXT, "The rule.", "Wednesday 16:00-17:00", required=True),
        Field(
            "from",
            Kind.DATE,
            "The first day, from which its fortnights are counted.",
            "7 Jan 2027",
            default="that of the series",
            synonyms=("start", "begins", "since"),
        ),
        Field(
            "to",
            Kind.DATE,
            "The last day.",
            "16 Dec 2026",
            default="that of the series",
            synonyms=("end", "until", "ends"),
        ),
    ),
)

BREAK = Table(
    "break",
    "Break",
    "Days on which a series has no slot; just a date is enough.",
    (
        Field("date", Kind.DATE, "The day or days.", "24-31 Dec 2026", required=True),
        _REASON,
    ),
)

CHANGE = Table(
    "change",
    "Change",
    "What is different in one slot of a series.",
    (
        Field("date", Kind.DATE, "Another day, or another time.", "19 Nov 2026 10:00-11:00"),
        _LOCATION,
        _ONLINE,
        Field(
            "status",
            Kind.CHOICE,
            "That the slot is cancelled.",
            "cancelled",
            choices=("cancelled", "confirmed"),
        ),
        _REASON,
        Field(
            "joint",
            Kind.TEXT,
            "The other series of a joint session, which is one event in the channels of both.",
            "Semantics seminar",
        ),
    ),
)
